#include "ui/pages/tags/merge_panel.h"

#include <algorithm>
#include <set>

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QUndoCommand>
#include <QUndoStack>
#include <QVBoxLayout>

#include "engine/core/atomic_file.h"
#include "engine/store/workspace.h"
#include "engine/tasks/merge_vocabulary.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui {

namespace {

using engine::store::VocabularyRow;

class MappingStep final : public QUndoCommand {
public:
    MappingStep(const QString& text, PageContext& context, MergePanel* panel, std::vector<VocabularyRow> before, std::vector<VocabularyRow> after)
        : QUndoCommand(text), m_context(context), m_panel(panel), m_before(std::move(before)), m_after(std::move(after))
    {
    }
    void redo() override { write(m_after); }
    void undo() override { write(m_before); }

private:
    void write(const std::vector<VocabularyRow>& rows)
    {
        if (!m_panel) return;
        m_context.store.edit(
            m_panel,
            [what = text().toStdString(), rows](StoreThread::Workspace& workspace) {
                engine::tasks::changeVocabulary(workspace, what, rows);
                return true;
            },
            [panel = m_panel](bool) {
                if (panel) Q_EMIT panel->changed();
            });
    }
    PageContext& m_context;
    QPointer<MergePanel> m_panel;   // gone while the program ends
    std::vector<VocabularyRow> m_before, m_after;
};

struct Mapping {
    std::vector<VocabularyRow> rows;
    bool isInUse = false;
};

}  // namespace

MergePanel::MergePanel(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    auto* form = buildForm();
    panel::layOutHalves(*this, QStringLiteral("mergeHalves"), form, buildRows(), 330, 830);
    connect(&context.jobs, &JobBridge::eventArrived, this, &MergePanel::takeEvent);
    connect(&m_model, &MappingModel::edited, this, [this](const VocabularyRow& before, const VocabularyRow& after) { decide({before}, {after}); });
    updateButtons();
}

QWidget* MergePanel::buildForm()
{
    m_use = panel::plainLabel();
    m_types = new QCheckBox(tr("Untyped tags take a delivered type"));
    m_types->setToolTip(tr("A tag without a type takes the one that data sets give the same tag, if it is one alone. Types that a data set delivers stay as they are."));
    m_types->setChecked(true);
    m_writings = new QCheckBox(tr("Bring writings of one tag together"));
    m_writings->setToolTip(tr("Case, punctuation, & and n, plural, and suffixes such as 'music' do not matter then; the most common writing gives the name"));
    m_writings->setChecked(true);
    m_cleaning = new QCheckBox(tr("Take over what cleaning said"));
    m_cleaning->setToolTip(tr("Untyped tags get the category and the target of the Cleaning tab"));
    m_preview = new QPushButton(Theme::icon(QStringLiteral("inspect")), tr("Preview"));
    m_preview->setToolTip(tr("Counts what would happen, writes nothing"));
    m_merge = new QPushButton(Theme::icon(QStringLiteral("ready")), tr("Merge"));
    m_merge->setToolTip(tr("Makes one vocabulary of all sources; splits and trainings read it from then on. What you decided stays."));
    m_drop = new QPushButton(Theme::icon(QStringLiteral("cancel")), tr("Out of use"));
    m_drop->setToolTip(tr("Splits and trainings read every source again; the mapping is kept"));
    m_import = new QPushButton(tr("Import table..."));
    m_import->setToolTip(tr("A table source,tag,type,vocabulary_tag,vocabulary_type decides its rows"));
    m_export = new QPushButton(tr("Export table..."));
    auto* copy = new CopyCommandButton(m_context, [this] { return TaskList{{QStringLiteral("merge"), parameters()}}; });
    for (auto* button : {m_preview, m_merge, m_drop, m_import, m_export})
        button->setAccessibleName(button->text());
    auto* first = new QHBoxLayout;
    for (auto* button : {m_preview, m_merge, m_drop})
        first->addWidget(button);
    first->addStretch();
    auto* second = new QHBoxLayout;
    for (auto* button : {m_import, m_export})
        second->addWidget(button);
    second->addStretch();
    m_summary = panel::plainLabel();
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(panel::heading(tr("One vocabulary out of all sources")));
    column->addWidget(m_use);
    for (auto* box : {m_types, m_writings, m_cleaning})
        column->addWidget(box);
    column->addLayout(first);
    column->addLayout(second);
    column->addWidget(copy, 0, Qt::AlignLeft);
    column->addWidget(m_summary);
    column->addStretch();
    connect(m_preview, &QPushButton::clicked, this, [this] {
        auto wish = parameters();
        wish["dry_run"] = true;
        start(std::move(wish));
    });
    connect(m_merge, &QPushButton::clicked, this, [this] { start(parameters()); });
    connect(m_drop, &QPushButton::clicked, this, &MergePanel::drop);
    connect(m_import, &QPushButton::clicked, this, &MergePanel::importTable);
    connect(m_export, &QPushButton::clicked, this, &MergePanel::exportTable);
    return page;
}

QWidget* MergePanel::buildRows()
{
    m_filter = new QLineEdit;
    m_filter->setPlaceholderText(tr("Filter by tag or name in the vocabulary"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter the mapping"));
    m_filter->addAction(Theme::icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_source = new QComboBox;
    m_source->setAccessibleName(tr("Source shown"));
    m_source->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_changedOnly = new QCheckBox(tr("Only what changes"));
    auto* top = new QHBoxLayout;
    top->setContentsMargins(8, 8, 8, 8);
    top->setSpacing(8);
    top->addWidget(m_filter, 1);
    top->addWidget(m_source);
    top->addWidget(m_changedOnly);
    m_table = new QTableView;
    m_table->setModel(&m_model);
    panel::layOutTable(*m_table, tr("Mapping of the tags"));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    const int em = fontMetrics().averageCharWidth();
    for (const auto& [column, letters] : {std::pair(MappingModel::Source, 16), {MappingModel::Tag, 19}, {MappingModel::Type, 16}, {MappingModel::Tracks, 10},
                                          {MappingModel::VocabularyTag, 21}, {MappingModel::VocabularyType, 16}})
        m_table->setColumnWidth(column, em * letters);
    m_rows = new QStackedWidget;
    m_rows->addWidget(m_table);
    m_rows->addWidget(panel::hint(tr("No tags yet. Scan a music folder or import data sets: then each of their tags is listed here with what it is called in the one vocabulary that they share.")));
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_rows, 1);
    column->addWidget(buildDecision());
    connect(m_filter, &QLineEdit::textChanged, this, &MergePanel::narrow);
    connect(m_source, &QComboBox::currentIndexChanged, this, &MergePanel::narrow);
    connect(m_changedOnly, &QCheckBox::toggled, this, &MergePanel::narrow);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &MergePanel::showChosen);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &MergePanel::showChosen);
    return page;
}

QWidget* MergePanel::buildDecision()
{
    m_name = new QLineEdit;
    m_name->setPlaceholderText(tr("Name in the vocabulary"));
    m_name->setAccessibleName(tr("Name in the vocabulary"));
    m_type = new QComboBox;
    m_type->setEditable(true);
    m_type->setAccessibleName(tr("Type in the vocabulary"));
    m_type->lineEdit()->setAccessibleName(m_type->accessibleName());
    m_type->setMinimumContentsLength(14);
    m_call = new QPushButton(tr("Call the chosen so"));
    m_leaveOut = new QPushButton(tr("Leave out"));
    m_release = new QPushButton(tr("Release"));
    m_release->setToolTip(tr("Back to what the source delivers, and to the rules"));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 8, 8, 8);
    row->setSpacing(8);
    row->addWidget(m_name, 1);
    row->addWidget(m_type);
    for (auto* button : {m_call, m_leaveOut, m_release}) {
        button->setAccessibleName(button->text());
        row->addWidget(button);
    }
    connect(m_name, &QLineEdit::textChanged, this, &MergePanel::updateButtons);
    connect(m_name, &QLineEdit::returnPressed, m_call, &QPushButton::click);
    connect(m_call, &QPushButton::clicked, this, [this] { decideChosen(Wish::Call); });
    connect(m_leaveOut, &QPushButton::clicked, this, [this] { decideChosen(Wish::LeaveOut); });
    connect(m_release, &QPushButton::clicked, this, [this] { decideChosen(Wish::Release); });
    auto* bar = new QWidget;
    bar->setLayout(row);
    return bar;
}

void MergePanel::updateButtons()
{
    const auto chosen = m_table->selectionModel()->selectedRows();
    const bool any = std::any_of(chosen.begin(), chosen.end(), [this](const auto& index) { return m_model.at(index.row())->origin != ""; });
    m_call->setEnabled(!chosen.isEmpty() && !m_name->text().trimmed().isEmpty());
    m_leaveOut->setEnabled(!chosen.isEmpty());
    m_release->setEnabled(any);
    const bool hasTags = !m_model.rows().empty();
    for (auto* button : {m_preview, m_merge, m_import})
        button->setEnabled(!m_job && hasTags);
    m_export->setEnabled(hasTags);
    m_drop->setEnabled(!m_job && m_isInUse);
}

void MergePanel::reload()
{
    m_context.store.ask(this, "mapping", [](StoreThread::Workspace& workspace) {
            engine::store::VocabularyStore vocabulary(workspace.database());
            return Mapping{vocabulary.rows(), vocabulary.isInUse()};
        },
        [this](Mapping mapping) {
            m_isInUse = mapping.isInUse;
            m_use->setText(m_isInUse ? tr("In use: splits, trainings and evaluations read the merged vocabulary.")
                                     : tr("Not in use: splits and trainings read the tags of every source as they are."));
            m_model.setRows(std::move(mapping.rows));
            m_rows->setCurrentIndex(m_model.rows().empty() ? 1 : 0);
            showSources();
            updateButtons();
        });
}

void MergePanel::showSources()
{
    const auto before = m_source->currentData().toString();
    std::set<std::string> sources, types;
    for (const auto& row : m_model.rows()) {
        sources.insert(row.source);
        types.insert(row.targetType);
    }
    const QSignalBlocker quiet(m_source);
    m_source->clear();
    m_source->addItem(tr("All sources"), QString());
    for (const auto& source : sources)
        m_source->addItem(sourceText(source), QString::fromStdString(source));
    m_source->setCurrentIndex(std::max(0, m_source->findData(before)));
    const auto typed = m_type->currentText();
    m_type->clear();
    for (const auto& type : types)
        m_type->addItem(QString::fromStdString(type));
    m_type->setCurrentText(typed);
    if (m_source->currentData().toString() != before) narrow();
}

void MergePanel::narrow()
{
    m_model.narrow(m_filter->text(), m_source->currentData().toString(), m_changedOnly->isChecked());
}

void MergePanel::showChosen()
{
    const auto chosen = m_table->selectionModel()->selectedRows();
    if (const auto* row = chosen.isEmpty() ? nullptr : m_model.at(chosen.first().row())) {
        m_name->setText(QString::fromStdString(row->target));
        m_type->setCurrentText(QString::fromStdString(row->targetType));
    }
    updateButtons();
}

void MergePanel::decide(std::vector<VocabularyRow> before, std::vector<VocabularyRow> after)
{
    const auto text = after.size() == 1 ? tr("mapping of %1").arg(QString::fromStdString(after.front().name)) : tr("mapping of %n tags", nullptr, static_cast<int>(after.size()));
    m_context.undo.push(new MappingStep(text, m_context, this, std::move(before), std::move(after)));
}

void MergePanel::decideChosen(Wish wish)
{
    const auto name = m_name->text().trimmed().toStdString(), type = m_type->currentText().trimmed().toStdString();
    std::vector<VocabularyRow> before, after;
    for (const auto& index : m_table->selectionModel()->selectedRows()) {
        const auto* row = m_model.at(index.row());
        auto changed = *row;
        changed.origin = wish == Wish::Release ? "" : "user";
        if (wish == Wish::Call) {
            changed.target = name;
            if (!type.empty()) changed.targetType = type;
        }
        if (wish == Wish::LeaveOut) changed.target.clear();
        if (changed == *row) continue;
        before.push_back(*row);
        after.push_back(std::move(changed));
    }
    if (!after.empty()) decide(std::move(before), std::move(after));
}

engine::Json MergePanel::parameters() const
{
    return {{"cleaning", m_cleaning->isChecked()}, {"types", m_types->isChecked()}, {"writings", m_writings->isChecked()}};
}

void MergePanel::start(engine::Json parameters)
{
    m_summary->setText(tr("Merging..."));
    m_context.jobs.submit(QStringLiteral("merge"), std::move(parameters), this, [this](const JobBridge::Submission& begun) {
        m_job = begun.job;
        if (!begun.job) m_summary->setText(begun.refusal);
        updateButtons();
    });
}

void MergePanel::takeEvent(const engine::jobs::JobEvent& event)
{
    using State = engine::jobs::JobState;
    if (!m_job || event.id != *m_job || event.state == State::Queued || event.state == State::Running || event.state == State::Paused) return;
    m_job.reset();
    updateButtons();
    if (event.state == State::Failed) m_summary->setText(event.failure ? failureText(*event.failure) : tr("Merging failed."));
    if (event.state == State::Cancelled) m_summary->setText(tr("Stopped; nothing was written."));
    if (event.state != State::Done) return;
    m_context.store.ask(this, "summary", [job = event.id](StoreThread::Workspace& workspace) {
            const auto row = workspace.jobs().find(job);
            return row ? row->result : engine::Json();
        },
        [this](const engine::Json& summary) { showSummary(summary); });
    Q_EMIT changed();
}

void MergePanel::showSummary(const engine::Json& summary)
{
    if (!summary.is_object()) return;
    const auto number = [&](const char* name) { return QLocale().toString(summary[name].get<qlonglong>()); };
    QStringList lines;
    lines << (summary["dry_run"].get<bool>() ? tr("Preview, nothing was written:") : tr("Done:"));
    lines << tr("%1 tags of %2 sources become %3").arg(number("tags"), QLocale().toString(static_cast<qlonglong>(summary["sources"].size())), number("vocabulary"));
    lines << tr("%1 are called otherwise, %2 are left out").arg(number("merged"), number("left_out")) << QString();
    for (const auto& [type, tags] : summary["types"].items())
        lines << QStringLiteral("%1 %2").arg(QLocale().toString(tags.get<qlonglong>()), QString::fromStdString(type));
    for (const auto& row : summary["refused"])
        lines << tr("line %1: %2").arg(row["line"].get<qlonglong>()).arg(QString::fromStdString(row["reason"].get<std::string>()));
    m_summary->setText(lines.join(QLatin1Char('\n')));
}

void MergePanel::importTable()
{
    const auto name = QFileDialog::getOpenFileName(this, tr("Import table"), {}, tr("Tables (*.csv)"));
    if (name.isEmpty()) return;
    engine::Json wish = engine::Json::object();
    panel::putFile(wish, "mapping", name);
    start(std::move(wish));
}

void MergePanel::exportTable()
{
    const auto name = QFileDialog::getSaveFileName(this, tr("Export table"), QStringLiteral("vocabulary.csv"), tr("Tables (*.csv)"));
    if (name.isEmpty()) return;
    m_context.store.ask(this, "export", [file = QFile::encodeName(name).toStdString()](StoreThread::Workspace& workspace) {
            const auto tags = engine::tasks::sourceTags(workspace, engine::store::VocabularyStore(workspace.database()).rows());
            engine::writeFileAtomically(file, engine::dataset::mappingTable(tags));
            return static_cast<int>(tags.size());
        },
        [this](int rows) { m_context.say(tr("%n rows were written", nullptr, rows)); });
}

void MergePanel::drop()
{
    m_context.store.edit(this, [](StoreThread::Workspace& workspace) {
            engine::store::VocabularyStore(workspace.database()).drop();
            return true;
        },
        [this](bool) {
            m_summary->setText(tr("Splits and trainings read every source again."));
            Q_EMIT changed();
        });
}

}  // namespace ui
