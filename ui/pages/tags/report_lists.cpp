#include "ui/pages/tags/report_lists.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/core/csv.h"
#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/store/store_thread.h"

namespace ui {

namespace {

using engine::tasks::ImportLists;
using engine::tasks::RowFate;

// More rows than anybody reads; the exported table has them all.
constexpr std::size_t kShownRows = 5000;

struct Table {
    std::vector<std::vector<std::string>> rows;
    bool isCut = false;
};

/// The first rows of a list, without its header.
Table readList(const std::filesystem::path& file)
{
    Table table;
    engine::CsvReader reader(file);
    engine::CsvRow row;
    reader.next(row);
    while (reader.next(row)) {
        if (table.rows.size() == kShownRows) {
            table.isCut = true;
            break;
        }
        for (auto& cell : row.fields)
            cell = engine::unguardFormula(cell);
        table.rows.push_back(row.fields);
    }
    return table;
}

QString fateText(RowFate fate)
{
    switch (fate) {
    case RowFate::Matched: return ReportLists::tr("Matched");
    case RowFate::Missing: return ReportLists::tr("Without a track");
    case RowFate::Unreadable: return ReportLists::tr("Unreadable");
    case RowFate::Duplicate: return ReportLists::tr("Duplicates");
    case RowFate::Refused: return ReportLists::tr("Refused");
    }
    return {};
}

qlonglong countOf(const engine::Json& report, RowFate fate)
{
    const std::string name(engine::tasks::rowFateName(fate));
    if (fate != RowFate::Refused) return report[name].get<qlonglong>();
    return report.value("refused_total", static_cast<std::int64_t>(report[name].size()));
}

}  // namespace

ReportLists::ReportLists(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    m_which = new QComboBox;
    m_which->setAccessibleName(tr("List shown"));
    m_which->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_note = panel::plainLabel();
    m_export = new QPushButton(tr("Export list..."));
    m_export->setAccessibleName(m_export->text());
    m_rows = panel::listTable({}, tr("Rows of the import"));
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_which);
    top->addWidget(m_note, 1);
    top->addWidget(m_export);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(top);
    column->addWidget(m_rows, 1);
    connect(m_which, &QComboBox::currentIndexChanged, this, &ReportLists::open);
    connect(m_export, &QPushButton::clicked, this, &ReportLists::exportList);
}

void ReportLists::show(const engine::Json& report)
{
    m_folder = engine::tasks::pathOf(report, "report_dir");
    {
        const QSignalBlocker quiet(m_which);
        m_which->clear();
        for (const auto fate : engine::tasks::kRowFates)
            m_which->addItem(QStringLiteral("%1 (%2)").arg(fateText(fate), QLocale().toString(countOf(report, fate))), static_cast<int>(fate));
        int first = 0;
        for (const auto fate : {RowFate::Duplicate, RowFate::Unreadable, RowFate::Missing, RowFate::Refused})
            if (countOf(report, fate) > 0) first = static_cast<int>(fate);
        m_which->setCurrentIndex(first);
    }
    open();
}

void ReportLists::open()
{
    const auto fate = static_cast<RowFate>(m_which->currentData().toInt());
    const bool isRefused = fate == RowFate::Refused;
    m_context.store.ask(this, "list", [file = ImportLists::fileOf(m_folder, fate)](StoreThread::Workspace&) { return readList(file); },
                        [this, isRefused](const Table& table) {
                            const auto columns = isRefused ? QStringList{tr("Line"), tr("Why it was refused")}
                                                           : QStringList{tr("Line"), tr("Path"), tr("Name"), tr("Id"), tr("Track"), tr("Remark")};
                            m_rows->clear();
                            m_rows->setColumnCount(static_cast<int>(columns.size()));
                            m_rows->setHorizontalHeaderLabels(columns);
                            m_rows->setRowCount(static_cast<int>(table.rows.size()));
                            for (int row = 0; row < m_rows->rowCount(); ++row) {
                                const auto& cells = table.rows[static_cast<std::size_t>(row)];
                                for (int column = 0; column < std::min<int>(static_cast<int>(cells.size()), m_rows->columnCount()); ++column)
                                    m_rows->setItem(row, column, new QTableWidgetItem(QString::fromStdString(cells[static_cast<std::size_t>(column)])));
                            }
                            const int em = fontMetrics().averageCharWidth();
                            m_rows->setColumnWidth(0, em * 8);
                            if (!isRefused)
                                for (const auto& [column, letters] : {std::pair(1, 24), {2, 18}, {3, 18}, {4, 24}})
                                    m_rows->setColumnWidth(column, em * letters);
                            const int shown = static_cast<int>(kShownRows);
                            m_note->setText(table.isCut ? tr("the first %n; the exported list has all", nullptr, shown) : QString());
                        });
}

void ReportLists::exportList()
{
    const auto fate = static_cast<RowFate>(m_which->currentData().toInt());
    const auto source = ImportLists::fileOf(m_folder, fate);
    const auto name = QFileDialog::getSaveFileName(this, tr("Export list"), QFile::decodeName(QByteArray::fromStdString(source.filename().native())), tr("Tables (*.csv)"));
    if (name.isEmpty()) return;
    m_context.store.ask(this, "export", [source, target = std::filesystem::path(QFile::encodeName(name).toStdString())](StoreThread::Workspace&) {
            std::filesystem::copy_file(source, target, std::filesystem::copy_options::overwrite_existing);
            return true;
        },
        [this](bool) { m_context.say(tr("The list was written")); });
}

}  // namespace ui
