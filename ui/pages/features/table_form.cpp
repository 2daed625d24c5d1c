#include "ui/pages/features/table_form.h"

#include <algorithm>

#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "ui/jobs/job_bridge.h"
#include "ui/jobs/job_strip.h"
#include "ui/pages/features/form_parts.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui::features {

namespace {

constexpr int kAskDelayMs = 150;

}  // namespace

TableForm::TableForm(PageContext& context, TableReader& reader, QWidget* parent) : QWidget(parent), m_context(context), m_reader(reader)
{
    m_source = choiceBox(tr("Table"), tr("What is looked at here and learnt from in the other tabs"));
    m_source->addItem(tr("The library's features"));
    m_source->addItem(tr("A table from a file (CSV)"));
    m_kinds = new QStackedWidget;
    m_kinds->addWidget(buildLibrary());
    m_kinds->addWidget(buildCsv());
    m_columns = described(new QListWidget, tr("Columns to learn from"), tr("Without its tick a column is left out, here and in every comparison"));
    m_columns->setUniformItemSizes(true);
    m_message = panel::plainLabel();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    auto* form = formRows();
    form->addRow(tr("Table"), m_source);
    column->addLayout(form);
    column->addWidget(m_kinds);
    column->addWidget(panel::heading(tr("Columns to learn from")));
    column->addWidget(m_columns, 1);
    column->addWidget(m_message);
    m_ask.setSingleShot(true);
    m_ask.setInterval(kAskDelayMs);
    connect(&m_ask, &QTimer::timeout, this, &TableForm::ask);
    connect(m_source, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_kinds->setCurrentIndex(index);
        fillColumns();
        m_ask.start();
    });
    connect(m_columns, &QListWidget::itemChanged, this, [this] { if (!m_filling) m_ask.start(); });
    connect(&context.jobs, &JobBridge::eventArrived, this, &TableForm::takeEvent);
}

QWidget* TableForm::buildLibrary()
{
    m_set = choiceBox(tr("Features"), tr("A feature table that was extracted from the library"));
    m_set->setPlaceholderText(tr("None yet"));
    m_classes = choiceBox(tr("Classes"), tr("The tags of this type are the classes; tracks that carry exactly one of them are the rows"));
    m_classes->setPlaceholderText(tr("No tags yet"));
    m_mode = choiceBox(tr("How they are computed"), tr("Which ends of a piece the reference library (librosa) assumes"));
    m_mode->addItem(tr("As librosa does today"), QStringLiteral("zeropad"));
    m_mode->addItem(tr("As the 1000-row genre table"), QStringLiteral("table"));
    m_extract = described(new QPushButton(Theme::icon(QStringLiteral("play")), tr("Extract features")), tr("Extract features"),
                          tr("Computes the hand-made features of every track; what is there is kept, and a stopped job goes on where it was"));
    m_extraction = new JobStrip(m_context, tr("the extraction"));
    auto* form = formRows();
    form->addRow(tr("Features"), m_set);
    form->addRow(tr("Classes"), m_classes);
    form->addRow(tr("Computed"), m_mode);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_extract, 1);
    buttons->addWidget(new CopyCommandButton(m_context, [this] { return TaskList{{QStringLiteral("features"), extractParameters()}}; }));
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(form);
    column->addLayout(buttons);
    column->addWidget(m_extraction);
    for (auto* box : {m_set, m_classes})
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            if (m_filling) return;
            fillColumns();
            m_ask.start();
        });
    connect(m_extract, &QPushButton::clicked, this, [this] { m_extraction->start(QStringLiteral("features"), extractParameters()); });
    connect(m_extraction, &JobStrip::busyChanged, this, [this](bool busy) { m_extract->setEnabled(!busy && m_offer.tracks > 0); });
    return page;
}

QWidget* TableForm::buildCsv()
{
    m_file = described(new QLineEdit, tr("File"), tr("A table with a heading line: a row a piece, numbers in columns, one column that names the class"));
    m_file->setPlaceholderText(tr("features.csv"));
    auto* browse = described(new QPushButton(tr("File...")), tr("Choose the table"), tr("Choose a table of features"));
    m_label = choiceBox(tr("Class"), tr("The column that names the class of each row"));
    m_group = choiceBox(tr("Artist"), tr("A column that says what belongs together, such as the artist: folds can keep it on one side"));
    auto* form = formRows();
    auto* line = new QHBoxLayout;
    line->addWidget(m_file, 1);
    line->addWidget(browse);
    form->addRow(tr("File"), line);
    form->addRow(tr("Class"), m_label);
    form->addRow(tr("Artist"), m_group);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(form);
    column->addStretch();
    connect(browse, &QPushButton::clicked, this, [this] {
        const auto name = QFileDialog::getOpenFileName(this, tr("Table of features"), {}, tr("Tables (*.csv);;All files (*)"));
        if (!name.isEmpty()) setCsv(name);
    });
    connect(m_file, &QLineEdit::editingFinished, this, [this] { setCsv(m_file->text().trimmed()); });
    for (auto* box : {m_label, m_group})
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            if (m_filling) return;
            fillColumns();
            m_ask.start();
        });
    return page;
}

bool TableForm::isLibrary() const
{
    return m_source->currentIndex() == 0;
}

void TableForm::setCsv(const QString& file)
{
    m_file->setText(file);
    m_source->setCurrentIndex(1);
    if (file.isEmpty()) {
        takeColumns({});
        return;
    }
    m_reader.askColumns(QFile::encodeName(file).toStdString(), [this](const CsvOffer& offer) { takeColumns(offer); });
}

void TableForm::reload()
{
    m_reader.askOffer([this](const LibraryOffer& offer) { takeOffer(offer); });
}

void TableForm::takeOffer(const LibraryOffer& offer)
{
    m_offer = offer;
    m_filling = true;
    const auto set = m_set->currentData(), classes = m_classes->currentData();
    m_set->clear();
    for (const auto& one : offer.sets)
        m_set->addItem(tr("%1: %n tracks", nullptr, static_cast<int>(one.tracks)).arg(one.name), one.hash);
    m_set->setCurrentIndex(offer.sets.empty() ? -1 : std::max(0, m_set->findData(set)));
    m_classes->clear();
    for (const auto& [type, tags] : offer.labelTypes)
        m_classes->addItem(tr("%1: %n tags", nullptr, tags).arg(type), type);
    const auto before = m_classes->findData(classes), genre = m_classes->findData(QStringLiteral("genre"));
    m_classes->setCurrentIndex(offer.labelTypes.empty() ? -1 : before >= 0 ? before : std::max(0, genre));
    m_extract->setEnabled(!m_extraction->isBusy() && offer.tracks > 0);
    m_filling = false;
    if (!isLibrary()) return;
    fillColumns();
    m_asked = {};   // its rows may be others now
    m_ask.start();
}

void TableForm::takeColumns(const CsvOffer& offer)
{
    m_csv = offer;
    m_filling = true;
    m_label->clear();
    m_group->clear();
    m_group->addItem(tr("not in the table"), QString());
    for (const auto& column : offer.columns) {
        m_label->addItem(column.name, column.name);
        m_group->addItem(column.name, column.name);
    }
    m_label->setCurrentIndex(m_label->findData(offer.label));
    m_group->setCurrentIndex(0);
    m_filling = false;
    m_asked = {};
    fillColumns();
    m_ask.start();
}

void TableForm::fillColumns()
{
    std::vector<std::pair<QString, bool>> wanted;   // name, with a tick
    if (isLibrary()) {
        const auto found = std::ranges::find(m_offer.sets, m_set->currentData().toString(), &LibraryOffer::Set::hash);
        if (found != m_offer.sets.end())
            for (const auto& name : found->columns)
                wanted.emplace_back(name, true);
    } else {
        // How long a file was cut tells nothing of its music.
        for (const auto& column : m_csv.columns)
            if (column.name != m_label->currentData().toString() && column.name != m_group->currentData().toString())
                wanted.emplace_back(column.name, column.isNumber && column.name != QStringLiteral("length"));
    }
    showColumns(wanted);
}

void TableForm::showColumns(const std::vector<std::pair<QString, bool>>& wanted)
{
    bool same = m_columns->count() == static_cast<int>(wanted.size());
    for (int i = 0; same && i < m_columns->count(); ++i)
        same = m_columns->item(i)->text() == wanted[static_cast<std::size_t>(i)].first;
    if (same) return;   // the user's ticks stay
    m_filling = true;
    m_columns->clear();
    for (const auto& [name, ticked] : wanted) {
        auto* item = new QListWidgetItem(name, m_columns);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(ticked ? Qt::Checked : Qt::Unchecked);
    }
    m_filling = false;
}

QStringList TableForm::excluded() const
{
    QStringList names;
    for (int i = 0; i < m_columns->count(); ++i)
        if (m_columns->item(i)->checkState() != Qt::Checked) names << m_columns->item(i)->text();
    return names;
}

engine::Json TableForm::parameters() const
{
    engine::Json parameters;
    if (isLibrary()) {
        if (m_set->currentIndex() < 0 || m_classes->currentIndex() < 0) return {};
        parameters = {{"library", true}, {"features", m_set->currentData().toString().toStdString()}, {"label_type", m_classes->currentData().toString().toStdString()}};
    } else {
        if (m_csv.columns.empty() || m_label->currentIndex() < 0) return {};
        panel::putFile(parameters, "table", m_file->text().trimmed());
        parameters["label"] = m_label->currentData().toString().toStdString();
        if (const auto group = m_group->currentData().toString(); !group.isEmpty()) parameters["group"] = group.toStdString();
    }
    auto left = engine::Json::array();
    for (const auto& name : excluded())
        left.push_back(name.toStdString());
    if (!left.empty()) parameters["exclude"] = left;
    return parameters;
}

void TableForm::ask()
{
    const auto wanted = parameters();
    if (wanted.is_null()) {
        m_asked = {};
        m_message->setText(isLibrary() ? QString() : m_csv.failure);
        if (!isLibrary()) Q_EMIT absent(tr("Choose a table: a heading line, a row a piece, numbers in columns and one column that names the class."));
        else if (m_offer.tracks == 0) Q_EMIT absent(tr("No music yet. Add a folder on the Library page, or choose a table from a file."));
        else if (m_offer.sets.empty()) Q_EMIT absent(tr("The library has no features yet. Extract them: some seconds for a hundred tracks, and a stopped job goes on where it was."));
        else Q_EMIT absent(tr("No type of tags can be the classes yet. Import the tags of a data set on the Tags page, or tag some tracks: two tags of a type are needed."));
        return;
    }
    if (wanted == m_asked) return;
    m_asked = wanted;
    m_message->setText({});
    Q_EMIT reading();
    m_reader.askTable(wanted, [this](const TablePtr& table, const QString& failure) {
        m_message->setText(failure);
        if (table) Q_EMIT loaded(table);
        else Q_EMIT absent(failure);
    });
}

engine::Json TableForm::extractParameters() const
{
    return {{"library", true}, {"mode", m_mode->currentData().toString().toStdString()}};
}

void TableForm::takeEvent(const engine::jobs::JobEvent& event)
{
    using engine::jobs::JobState;
    const bool ended = event.state == JobState::Done || event.state == JobState::Failed || event.state == JobState::Cancelled;
    if (ended && (event.kind == "features" || event.kind == "scan" || event.kind == "import" || event.kind == "clean") && isVisible()) reload();
}

}  // namespace ui::features
