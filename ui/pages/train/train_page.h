#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <QTimer>
#include <QWidget>

#include "engine/jobs/job.h"
#include "engine/store/run_store.h"
#include "ui/page_context.h"

class QLabel;
class QPushButton;
class QTabWidget;
class QSplitter;

namespace ui {

class CurvesPanel;
class NextStep;
class ProgressPanel;
class RunsPanel;
class StudentPanel;
class SweepPanel;
class TrainForm;

/// Train: the form on the left; on the right what is at work, the learning curves and the runs.
class TrainPage : public QWidget {
    Q_OBJECT
public:
    explicit TrainPage(PageContext& context, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildForm();
    QWidget* buildRight();
    void takeEvent(const engine::jobs::JobEvent& event);
    void reload();
    void reloadChoices();
    void takeRuns(std::vector<engine::store::RunSummary> runs);
    void reloadQueue();
    void reloadCurves();
    void preview();
    void askEstimate();
    void showEstimate(const engine::Json& estimate);
    void readEstimate(const engine::jobs::JobEvent& event);
    void start();
    void resume(const engine::store::RunSummary& run);
    void prefill(const engine::store::RunSummary& run);
    std::vector<std::pair<QString, engine::Json>> chainOf(const QString& task, const engine::Json& parameters) const;
    void startSweep(const engine::Json& sweep);
    void startStudent(const engine::Json& student);
    void updateNextStep();

    PageContext& m_context;
    TrainForm* m_form = nullptr;
    QLabel* m_data = nullptr;
    QLabel* m_estimate = nullptr;
    QPushButton* m_measure = nullptr;
    QPushButton* m_start = nullptr;
    ProgressPanel* m_progress = nullptr;
    CurvesPanel* m_curves = nullptr;
    RunsPanel* m_runs = nullptr;
    SweepPanel* m_sweep = nullptr;
    StudentPanel* m_student = nullptr;
    QTabWidget* m_tabs = nullptr;
    NextStep* m_next = nullptr;
    QTimer m_reload;          ///< news of jobs come in bursts
    QTimer m_preview;         ///< and so do changes of the form
    QTimer m_watch;           ///< another program's training tells nothing
    std::map<engine::JobId, std::string> m_stages;   ///< the last one heard of each
    std::optional<engine::RunId> m_newest;
    std::optional<engine::JobId> m_estimateJob;
    engine::Json m_estimateOf;
    std::optional<std::string> m_failure;   ///< of the last training
};

}  // namespace ui
