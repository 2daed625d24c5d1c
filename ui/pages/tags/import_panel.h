#pragma once
#include <optional>

#include <QWidget>

#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "engine/jobs/job.h"
#include "ui/page_context.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace ui {

class ReportLists;

/// A data set's tags onto the tracks: what to read, a preview that writes nothing, and the report with every row.
class ImportPanel : public QWidget {
    Q_OBJECT
public:
    explicit ImportPanel(PageContext& context, QWidget* parent = nullptr);

private:
    QWidget* buildForm();
    QWidget* buildReport();
    void start(bool dryRun);
    engine::Json parameters() const;   ///< of the task import; a table's columns must be known
    void takeEvent(const engine::jobs::JobEvent& event);
    void showReport(const engine::Json& report);
    void updateButtons();
    /// False where the user went back.
    bool chooseColumns();
    void forgetColumns();

    PageContext& m_context;
    QLineEdit* m_file = nullptr;
    QLineEdit* m_root = nullptr;
    QComboBox* m_format = nullptr;
    QPushButton* m_columns = nullptr;
    QLabel* m_columnsText = nullptr;
    engine::Json m_columnParameters;   ///< what the columns of the table mean; null = not chosen
    QComboBox* m_merge = nullptr;
    QDoubleSpinBox* m_minScore = nullptr;
    QSpinBox* m_maxTags = nullptr;
    QCheckBox* m_metadata = nullptr;
    QCheckBox* m_content = nullptr;
    QPushButton* m_preview = nullptr;
    QPushButton* m_import = nullptr;
    QLabel* m_state = nullptr;
    QTableWidget* m_counts = nullptr;
    ReportLists* m_lists = nullptr;
    std::optional<engine::JobId> m_job;
};

}  // namespace ui
