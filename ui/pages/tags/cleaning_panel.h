#pragma once
#include <optional>

#include <QWidget>

#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "engine/jobs/job.h"
#include "ui/page_context.h"
#include "ui/pages/tags/tag_models.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTableView;

namespace ui {

class DistancesView;

/// Cleaning in stages: choose a stage, see for each tag what it becomes and why, keep single ones apart, take all of it back.
class CleaningPanel : public QWidget {
    Q_OBJECT
public:
    explicit CleaningPanel(PageContext& context, QWidget* parent = nullptr);
    void reload();
    /// Parameters of the task as the form says; null as long as the user changed nothing since the last cleaning.
    engine::Json editedParameters() const;

Q_SIGNALS:
    /// The cleaned tags of the tracks are others now.
    void changed();
    /// The form says something else now.
    void edited();

private:
    QWidget* buildForm();
    QWidget* buildRows();
    void start(bool dryRun);
    engine::Json parameters() const;
    void setParameters(const engine::Json& parameters);
    void watchEdits();
    void takeEvent(const engine::jobs::JobEvent& event);
    void showSummary(const engine::Json& summary);
    void showStage();
    void updateButtons();
    void keepApart();
    void release();
    void undoAll();
    void showDistances(bool shown);
    void loadDistances();

    PageContext& m_context;
    CleaningModel m_model;
    QComboBox* m_stage = nullptr;
    QLabel* m_about = nullptr;
    QComboBox* m_match = nullptr;
    QDoubleSpinBox* m_threshold = nullptr;
    QCheckBox* m_group = nullptr;
    QSpinBox* m_minTracks = nullptr;
    QLineEdit* m_embeddings = nullptr;
    QPushButton* m_chooseEmbeddings = nullptr;
    QDoubleSpinBox* m_percentile = nullptr;
    QCheckBox* m_numeric = nullptr;
    QCheckBox* m_allTypes = nullptr;
    QPushButton* m_preview = nullptr;
    QPushButton* m_clean = nullptr;
    QPushButton* m_undo = nullptr;
    QLabel* m_summary = nullptr;
    QLineEdit* m_filter = nullptr;
    QCheckBox* m_changedOnly = nullptr;
    QTableView* m_table = nullptr;
    QStackedWidget* m_rows = nullptr;
    QPushButton* m_distances = nullptr;
    DistancesView* m_distancesView = nullptr;
    QPushButton* m_apart = nullptr;
    QPushButton* m_release = nullptr;
    std::optional<engine::JobId> m_job, m_distancesJob;
    bool m_isEdited = false;
    bool m_isDryRun = false;
    bool m_isFilling = false;   ///< the form is set from what was done last
};

}  // namespace ui
