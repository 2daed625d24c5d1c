#pragma once
#include <optional>
#include <vector>

#include <QDialog>

#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "engine/jobs/job.h"
#include "ui/charts/learning_chart.h"
#include "ui/page_context.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace ui {

/// Stages of cleaning compared: six trainings in one step, their curves on one chart, their scores beside the published ones.
class StagesDialog : public QDialog {
    Q_OBJECT
public:
    /// cleaning: parameters of the task `clean` as the form says them; those of stage 3 count.
    StagesDialog(PageContext& context, engine::Json cleaning, QWidget* parent = nullptr);

private:
    struct Study {
        engine::Json document;
        std::vector<LearningCurve> curves;
    };
    QWidget* buildForm();
    QWidget* buildResult();
    engine::Json parameters() const;
    void start();
    void takeEvent(const engine::jobs::JobEvent& event);
    void reload();
    void showStudy(Study study);
    void showScores();
    void exportTable();

    PageContext& m_context;
    engine::Json m_cleaning, m_study;
    QComboBox* m_split = nullptr;
    QComboBox* m_waveform = nullptr;
    QComboBox* m_logMel = nullptr;
    QSpinBox* m_epochs = nullptr;
    QSpinBox* m_minTracks = nullptr;
    QLabel* m_state = nullptr;
    QComboBox* m_metric = nullptr;
    LearningChart* m_chart = nullptr;
    QComboBox* m_scope = nullptr;
    QTableWidget* m_scores = nullptr;
    QPushButton* m_start = nullptr;
    QPushButton* m_export = nullptr;
    std::optional<engine::JobId> m_job;
};

}  // namespace ui
