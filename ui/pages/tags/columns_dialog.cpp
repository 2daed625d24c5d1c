#include "ui/pages/tags/columns_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QTableWidget>
#include <QVBoxLayout>

#include "engine/core/error.h"
#include "engine/dataset/tag_table.h"
#include "engine/store/display_text.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

constexpr std::size_t kSampleRows = 50;

QString tagsText(const engine::dataset::ImportRow& row)
{
    QStringList tags;
    for (const auto& tag : row.tags)
        tags << QString::fromStdString(engine::dataset::tagText(tag.name, tag.type));
    return tags.join(QStringLiteral(", "));
}

QString trackText(const engine::dataset::ImportRow& row)
{
    if (!row.path.empty()) return QString::fromStdString(row.path);
    if (!row.ids.empty()) return QString::fromStdString(row.ids.front());
    return QString::fromStdString(row.artist + " - " + row.title);
}

}  // namespace

ColumnsDialog::ColumnsDialog(std::filesystem::path file, const Theme& theme, QWidget* parent) : QDialog(parent), m_file(std::move(file)), m_theme(theme)
{
    setWindowTitle(tr("Columns of %1").arg(QString::fromStdString(engine::store::displayText(m_file.filename().native()))));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    // Qt's own words are translated only where its translations are installed.
    m_ok->setText(tr("Use these columns"));
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    for (auto* button : buttons->buttons())
        button->setAccessibleName(button->text());
    m_problem = panel::plainLabel();
    m_problem->setAccessibleName(tr("What is wrong with the columns"));
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(buildForm());
    column->addWidget(buildTables(), 1);
    column->addWidget(m_problem);
    column->addWidget(buttons);
    resize(900, 620);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    try {
        m_delimiter->setCurrentIndex(m_delimiter->findData(QChar::fromLatin1(engine::dataset::guessDelimiter(m_file))));
    } catch (const engine::Error&) {
        // readFile() meets the same and says it.
    }
    connect(m_delimiter, &QComboBox::currentIndexChanged, this, &ColumnsDialog::readFile);
    connect(m_header, &QCheckBox::toggled, this, &ColumnsDialog::readFile);
    connect(m_separator, &QLineEdit::textChanged, this, &ColumnsDialog::showOutcome);
    connect(&m_columns, &QAbstractItemModel::dataChanged, this, &ColumnsDialog::showOutcome);
    readFile();
}

QWidget* ColumnsDialog::buildForm()
{
    m_delimiter = new QComboBox;
    m_delimiter->addItem(tr("comma"), QChar::fromLatin1(','));
    m_delimiter->addItem(tr("semicolon"), QChar::fromLatin1(';'));
    m_delimiter->addItem(tr("tabulator"), QChar::fromLatin1('\t'));
    m_delimiter->addItem(tr("vertical bar"), QChar::fromLatin1('|'));
    m_delimiter->setAccessibleName(tr("Between columns"));
    m_separator = new QLineEdit(QStringLiteral(";"));
    m_separator->setMaximumWidth(fontMetrics().averageCharWidth() * 10);
    m_separator->setAccessibleName(tr("Between the tags of a cell"));
    m_header = new QCheckBox(tr("The first line names the columns"));
    m_header->setChecked(true);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(new QLabel(tr("Between columns")));
    row->addWidget(m_delimiter);
    row->addSpacing(16);
    row->addWidget(new QLabel(tr("Between the tags of a cell")));
    row->addWidget(m_separator);
    row->addSpacing(16);
    row->addWidget(m_header);
    row->addStretch();
    auto* form = new QWidget;
    form->setLayout(row);
    return form;
}

QWidget* ColumnsDialog::buildTables()
{
    m_table = new QTableView;
    m_table->setModel(&m_columns);
    m_table->setItemDelegate(&m_delegate);
    panel::layOutTable(*m_table, tr("Columns of the table"));
    m_table->setFrameShape(QFrame::StyledPanel);
    m_table->setEditTriggers(QAbstractItemView::AllEditTriggers);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 16);
    const int em = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(ColumnsModel::Name, em * 22);
    m_table->setColumnWidth(ColumnsModel::Values, em * 52);
    m_table->setColumnWidth(ColumnsModel::Meaning, em * 32);
    m_outcome = panel::listTable({tr("Line"), tr("Track"), tr("Tags"), tr("Part"), tr("Why it is refused")}, tr("What the first rows become"));
    m_outcome->setFrameShape(QFrame::StyledPanel);
    m_outcome->setColumnWidth(0, em * 8);
    m_outcome->setColumnWidth(1, em * 36);
    m_outcome->setColumnWidth(2, em * 52);
    m_outcome->setColumnWidth(3, em * 10);
    const auto under = [](const QString& title, QWidget* table) {
        auto* part = new QWidget;
        auto* column = new QVBoxLayout(part);
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(panel::heading(title));
        column->addWidget(table, 1);
        return part;
    };
    auto* halves = new QSplitter(Qt::Vertical);
    halves->addWidget(under(tr("What each column means"), m_table));
    halves->addWidget(under(tr("What the first rows become"), m_outcome));
    halves->setChildrenCollapsible(false);
    return halves;
}

void ColumnsDialog::readFile()
{
    try {
        m_sample = engine::dataset::readSample(m_file, m_delimiter->currentData().toChar().toLatin1(), m_header->isChecked(), kSampleRows);
    } catch (const engine::Error&) {
        m_sample = {};
        m_columns.setSample(m_sample);
        m_outcome->setRowCount(0);
        complain(failureText(engine::describe(std::current_exception())));
        return;
    }
    m_columns.setSample(m_sample);
    showOutcome();
}

engine::dataset::TableForm ColumnsDialog::form() const
{
    engine::dataset::TableForm form;
    form.delimiter = m_delimiter->currentData().toChar().toLatin1();
    form.hasHeader = m_header->isChecked();
    form.tagSeparator = m_separator->text().toStdString();
    form.uses = m_columns.uses();
    return form;
}

void ColumnsDialog::complain(const QString& problem)
{
    auto palette = this->palette();
    palette.setColor(QPalette::WindowText, problem.isEmpty() ? palette.color(QPalette::WindowText) : m_theme.bad());
    m_problem->setPalette(palette);
    m_problem->setText(problem.isEmpty() ? tr("%n rows were looked at; the rest is read when you import.", nullptr, static_cast<int>(m_sample.rows.size())) : problem);
    m_ok->setEnabled(problem.isEmpty());
}

void ColumnsDialog::showOutcome()
{
    m_outcome->setRowCount(0);
    if (m_separator->text().isEmpty()) {
        complain(tr("Between the tags of a cell at least one character is wanted."));
        return;
    }
    try {
        const engine::dataset::TagTable table(m_sample.columns, form(), m_file);
        for (const auto& cells : m_sample.rows) {
            const int at = m_outcome->rowCount();
            m_outcome->insertRow(at);
            m_outcome->setItem(at, 0, new QTableWidgetItem(QString::number(cells.line)));
            try {
                const auto row = table.read(cells);
                m_outcome->setItem(at, 1, new QTableWidgetItem(trackText(row)));
                m_outcome->setItem(at, 2, new QTableWidgetItem(tagsText(row)));
                if (row.part) m_outcome->setItem(at, 3, new QTableWidgetItem(QString::fromStdString(std::string(engine::partName(*row.part)))));
            } catch (const engine::Error& error) {
                m_outcome->setItem(at, 4, new QTableWidgetItem(QString::fromUtf8(error.what())));
            }
        }
        complain({});
    } catch (const engine::Error& error) {
        complain(QString::fromUtf8(error.what()));
    }
}

engine::Json ColumnsDialog::parameters() const
{
    const auto chosen = form();
    engine::Json columns = engine::Json::array();
    for (const auto& name : m_sample.columns)   // in the order of the table
        if (const auto use = chosen.uses.find(name); use != chosen.uses.end()) columns.push_back(engine::dataset::columnUseText(name, use->second));
    engine::Json parameters{{"columns", columns}, {"delimiter", engine::dataset::delimiterName(chosen.delimiter)}, {"tag_separator", chosen.tagSeparator}};
    if (!chosen.hasHeader) parameters["no_header"] = true;
    return parameters;
}

QString ColumnsDialog::summary() const
{
    const auto uses = m_columns.uses();
    int tags = 0;
    QStringList others;
    for (const auto& [name, use] : uses) {
        if (engine::dataset::holdsTags(use.role)) ++tags;
        else others << QStringLiteral("%1 = %2").arg(QString::fromStdString(name), columnRoleText(use.role));
    }
    return tr("%n columns of tags", nullptr, tags) + (others.isEmpty() ? QString() : QStringLiteral("; ") + others.join(QStringLiteral(", ")));
}

}  // namespace ui
