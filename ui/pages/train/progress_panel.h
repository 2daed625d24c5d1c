#pragma once
#include <optional>
#include <vector>

#include <QFrame>

#include "engine/jobs/job.h"
#include "engine/store/job_store.h"
#include "engine/store/run_store.h"
#include "ui/pages/train/training_pace.h"

class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace ui {

struct PageContext;

/// The training at work (of this window, or of another program on the same workspace) and the trainings that wait. Hidden when there is neither.
class ProgressPanel : public QFrame {
    Q_OBJECT
public:
    explicit ProgressPanel(PageContext& context, QWidget* parent = nullptr);

    /// News of a job of this window.
    void takeEvent(const engine::jobs::JobEvent& event);
    /// The runs of the workspace: the one in training is found there.
    void setRuns(const std::vector<engine::store::RunSummary>& runs);
    void setQueue(std::vector<engine::store::JobRow> waiting);
    /// A training of this window is at work.
    bool isBusy() const { return m_job.has_value(); }

Q_SIGNALS:
    /// The panel asked for something that changes runs or jobs.
    void changed();

private:
    QWidget* buildWork();
    QWidget* buildQueue();
    void showWork();
    void showReading(const engine::Progress& progress);
    void finishNow();
    std::optional<engine::JobId> chosenInQueue() const;

    PageContext& m_context;
    TrainingPace m_pace;
    std::optional<engine::JobId> m_job;                   ///< of this window
    engine::jobs::JobState m_state = engine::jobs::JobState::Queued;
    std::optional<engine::store::RunSummary> m_run;       ///< in training
    std::optional<engine::RunId> m_asked;                 ///< to finish
    std::vector<engine::store::JobRow> m_waiting;
    QWidget* m_work = nullptr;
    QWidget* m_queueBox = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_numbers = nullptr;
    QProgressBar* m_bar = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_finish = nullptr;
    QPushButton* m_cancel = nullptr;
    QListWidget* m_queue = nullptr;
    QPushButton* m_up = nullptr;
    QPushButton* m_remove = nullptr;
};

}  // namespace ui
