#pragma once
#include <filesystem>

#include <QWidget>

#include "engine/core/json.h"
#include "engine/tasks/import_lists.h"
#include "ui/page_context.h"

class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace ui {

/// The rows of an import by what became of them: one list is open, each can be opened and exported.
class ReportLists : public QWidget {
    Q_OBJECT
public:
    explicit ReportLists(PageContext& context, QWidget* parent = nullptr);
    /// The document of the task `import`. Opens the first list of rows that need attention.
    void show(const engine::Json& report);

private:
    void open();
    void exportList();

    PageContext& m_context;
    std::filesystem::path m_folder;
    QComboBox* m_which = nullptr;
    QTableWidget* m_rows = nullptr;
    QLabel* m_note = nullptr;
    QPushButton* m_export = nullptr;
};

}  // namespace ui
