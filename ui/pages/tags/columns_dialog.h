#pragma once
#include <filesystem>

#include <QDialog>

#include "engine/core/json.h"
#include "engine/dataset/table_form.h"
#include "ui/pages/tags/columns_model.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;
class QTableWidget;

namespace ui {

class Theme;

/// What the columns of a table mean, with what its first rows become beside it. Only so much of the file is read.
class ColumnsDialog : public QDialog {
    Q_OBJECT
public:
    ColumnsDialog(std::filesystem::path file, const Theme& theme, QWidget* parent = nullptr);

    /// "columns", "delimiter", "tag_separator" and "no_header" of the import task.
    engine::Json parameters() const;
    /// One line on what was chosen.
    QString summary() const;

private:
    QWidget* buildForm();
    QWidget* buildTables();
    void readFile();
    void showOutcome();
    engine::dataset::TableForm form() const;
    void complain(const QString& problem);

    std::filesystem::path m_file;
    const Theme& m_theme;
    engine::dataset::TableSample m_sample;
    ColumnsModel m_columns;
    ColumnsDelegate m_delegate;
    QComboBox* m_delimiter = nullptr;
    QCheckBox* m_header = nullptr;
    QLineEdit* m_separator = nullptr;
    QTableView* m_table = nullptr;
    QTableWidget* m_outcome = nullptr;
    QLabel* m_problem = nullptr;
    QPushButton* m_ok = nullptr;
};

}  // namespace ui
