#pragma once
#include <QTimer>
#include <QWidget>

#include "engine/jobs/job.h"
#include "ui/page_context.h"
#include "ui/pages/features/table_data.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace ui {

class JobStrip;

namespace features {

/// Which table is looked at and learnt from: the library's features with a type of tags as classes, or a CSV file. Asks for it by itself
/// whenever the answer would be another one.
class TableForm : public QWidget {
    Q_OBJECT
public:
    TableForm(PageContext& context, TableReader& reader, QWidget* parent = nullptr);

    /// Parameters of the task classify that say which table; null as long as something is missing.
    engine::Json parameters() const;
    void setCsv(const QString& file);
    /// What the library has to offer changed, or may have.
    void reload();

Q_SIGNALS:
    /// Reading began.
    void reading();
    void loaded(const ui::features::TablePtr& table);
    /// There is none, and why: a hint for where it would stand.
    void absent(const QString& hint);

private:
    QWidget* buildLibrary();
    QWidget* buildCsv();
    void takeOffer(const LibraryOffer& offer);
    void takeColumns(const CsvOffer& offer);
    void fillColumns();
    void showColumns(const std::vector<std::pair<QString, bool>>& wanted);
    void ask();
    engine::Json extractParameters() const;
    void takeEvent(const engine::jobs::JobEvent& event);
    bool isLibrary() const;
    QStringList excluded() const;

    PageContext& m_context;
    TableReader& m_reader;
    LibraryOffer m_offer;
    CsvOffer m_csv;
    QComboBox* m_source = nullptr;
    QStackedWidget* m_kinds = nullptr;
    QComboBox* m_set = nullptr;
    QComboBox* m_classes = nullptr;
    QComboBox* m_mode = nullptr;
    QPushButton* m_extract = nullptr;
    JobStrip* m_extraction = nullptr;
    QLineEdit* m_file = nullptr;
    QComboBox* m_label = nullptr;
    QComboBox* m_group = nullptr;
    QListWidget* m_columns = nullptr;
    QLabel* m_message = nullptr;
    QTimer m_ask;   ///< changes come in bursts
    engine::Json m_asked;
    bool m_filling = false;
};

}  // namespace features
}  // namespace ui
