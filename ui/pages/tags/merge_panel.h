#pragma once
#include <optional>

#include <QWidget>

#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "engine/jobs/job.h"
#include "ui/page_context.h"
#include "ui/pages/tags/mapping_model.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace ui {

/// One vocabulary out of several data sets: rules fill the mapping in, the user corrects it, splits and trainings read what comes of it.
class MergePanel : public QWidget {
    Q_OBJECT
public:
    explicit MergePanel(PageContext& context, QWidget* parent = nullptr);
    void reload();

Q_SIGNALS:
    /// The mapping or its use changed.
    void changed();

private:
    QWidget* buildForm();
    QWidget* buildRows();
    QWidget* buildDecision();
    engine::Json parameters() const;
    void start(engine::Json parameters);
    void takeEvent(const engine::jobs::JobEvent& event);
    void showSummary(const engine::Json& summary);
    void showSources();
    void showChosen();
    void narrow();
    /// One step of the window's history.
    void decide(std::vector<engine::store::VocabularyRow> before, std::vector<engine::store::VocabularyRow> after);
    enum class Wish { Call, LeaveOut, Release };
    void decideChosen(Wish wish);
    void importTable();
    void exportTable();
    void drop();
    void updateButtons();

    PageContext& m_context;
    MappingModel m_model;
    QLabel* m_use = nullptr;
    QCheckBox* m_types = nullptr;
    QCheckBox* m_writings = nullptr;
    QCheckBox* m_cleaning = nullptr;
    QPushButton* m_preview = nullptr;
    QPushButton* m_merge = nullptr;
    QPushButton* m_drop = nullptr;
    QPushButton* m_import = nullptr;
    QPushButton* m_export = nullptr;
    QLabel* m_summary = nullptr;
    QLineEdit* m_filter = nullptr;
    QComboBox* m_source = nullptr;
    QCheckBox* m_changedOnly = nullptr;
    QTableView* m_table = nullptr;
    QStackedWidget* m_rows = nullptr;
    QLineEdit* m_name = nullptr;
    QComboBox* m_type = nullptr;
    QPushButton* m_call = nullptr;
    QPushButton* m_leaveOut = nullptr;
    QPushButton* m_release = nullptr;
    std::optional<engine::JobId> m_job;
    bool m_isInUse = false;
};

}  // namespace ui
