#include "ui/window/tag_files_dialog.h"

#include <algorithm>
#include <map>

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QUndoStack>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "engine/tasks/tag_fields.h"
#include "ui/format.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/store/store_thread.h"
#include "ui/tag_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"
#include "ui/window/tag_files_undo.h"

namespace ui {

namespace {

enum TypeColumn { TypeName, TypeTags, TypeField, TypeColumnCount };
enum ChangeColumn { ChangeFile, ChangeField, ChangeBefore, ChangeAfter, ChangeColumnCount };

/// More would only be scrolled past; the command line lists all.
constexpr int kShownChanges = 500;

QString joined(const engine::Json& values)
{
    QStringList texts;
    for (const auto& value : values)
        texts << QString::fromStdString(value.get<std::string>());
    return texts.join(QStringLiteral("; "));
}

}  // namespace

TagFilesDialog::TagFilesDialog(PageContext& context, std::vector<engine::TrackId> tracks, QWidget* parent)
    : QDialog(parent), m_context(context), m_tracks(std::move(tracks))
{
    setWindowTitle(tr("Write tags into files"));
    setWhatsThis(tr("Puts tags of this workspace into the music files, so that players see them. Preview lists every change before anything is written.\n\n"
                    "Each file is changed beside the old one, read back - the sound and all other fields must be the same - and then put in its place. Undo gives the files "
                    "their old bytes back, unless another program has changed them since."));
    m_state = panel::plainLabel(tr("Nothing is written before you have seen the preview."));
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(buildChoice());
    column->addWidget(m_state);
    column->addWidget(buildChanges(), 1);
    column->addLayout(buildButtons());
    resize(900, 720);
    connect(&context.jobs, &JobBridge::eventArrived, this, &TagFilesDialog::takeEvent);
    updateButtons();
    context.store.ask(
        this, "tag-fields",
        [](StoreThread::Workspace& workspace) {
            Known known{workspace.tags().sources(), {}};
            std::map<std::string, std::size_t> types;
            for (const auto& tag : workspace.tags().list())
                ++types[tag.type];
            for (const auto& [type, tags] : types)
                known.types.push_back({type, tags});
            return known;
        },
        [this](const Known& known) { takeKnown(known); });
}

QWidget* TagFilesDialog::buildChoice()
{
    auto* page = new QWidget;
    auto* form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    m_scope = new QComboBox;
    m_scope->setAccessibleName(tr("Tracks"));
    if (!m_tracks.empty()) m_scope->addItem(tr("The %n selected track(s)", nullptr, static_cast<int>(m_tracks.size())));
    m_scope->addItem(tr("The whole library"));
    m_sources = new QListWidget;
    m_sources->setAccessibleName(tr("Tags given by"));
    m_types = panel::listTable({tr("Kind of tag"), tr("Different tags"), tr("Field in the file")}, tr("Which kind goes into which field"));
    m_types->setFrameShape(QFrame::StyledPanel);
    m_types->setSelectionMode(QAbstractItemView::NoSelection);
    m_types->setColumnWidth(TypeName, fontMetrics().averageCharWidth() * 30);
    m_types->setColumnWidth(TypeTags, fontMetrics().averageCharWidth() * 18);
    const int rowHeight = fontMetrics().height() + 12;
    m_sources->setFixedHeight(3 * rowHeight);
    m_types->setFixedHeight(6 * rowHeight);
    m_replace = new QCheckBox(tr("Replace what the field holds"));
    m_replace->setToolTip(tr("Otherwise tags are added to those that the field holds already"));
    m_separator = new QLineEdit(QStringLiteral("; "));
    m_separator->setAccessibleName(tr("Separator"));
    m_separator->setToolTip(tr("Between several values where a file knows one only (ID3v2.3); other formats keep them apart by themselves"));
    m_separator->setMaximumWidth(fontMetrics().averageCharWidth() * 12);
    form->addRow(tr("Tracks"), m_scope);
    form->addRow(tr("Tags given by"), m_sources);
    form->addRow(tr("Fields"), m_types);
    form->addRow(QString(), m_replace);
    form->addRow(tr("Separator"), m_separator);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &TagFilesDialog::updateButtons);
    connect(m_sources, &QListWidget::itemChanged, this, &TagFilesDialog::updateButtons);
    connect(m_types, &QTableWidget::itemChanged, this, &TagFilesDialog::updateButtons);
    connect(m_replace, &QCheckBox::toggled, this, &TagFilesDialog::updateButtons);
    connect(m_separator, &QLineEdit::textChanged, this, &TagFilesDialog::updateButtons);
    return page;
}

QWidget* TagFilesDialog::buildChanges()
{
    m_changes = panel::listTable({tr("File"), tr("Field"), tr("Now"), tr("Afterwards")}, tr("What changes in the files"));
    m_changes->setFrameShape(QFrame::StyledPanel);
    const int em = fontMetrics().averageCharWidth();
    m_changes->setColumnWidth(ChangeFile, em * 44);
    m_changes->setColumnWidth(ChangeField, em * 16);
    m_changes->setColumnWidth(ChangeBefore, em * 30);
    return m_changes;
}

QLayout* TagFilesDialog::buildButtons()
{
    m_preview = new QPushButton(tr("Preview"));
    m_preview->setToolTip(tr("Lists every change, writes nothing"));
    m_write = new QPushButton(Theme::icon(QStringLiteral("export")), tr("Write into the files"));
    m_write->setToolTip(tr("Writes exactly what the preview shows"));
    auto* close = new QPushButton(tr("Close"));
    auto* row = new QHBoxLayout;
    row->addWidget(new CopyCommandButton(m_context, [this]() -> TaskList {
        return problem().isEmpty() ? TaskList{{QStringLiteral("write_tags"), parameters()}} : TaskList{};
    }));
    row->addStretch();
    for (auto* button : {m_preview, m_write, close}) {
        button->setAccessibleName(button->text());
        row->addWidget(button);
    }
    m_preview->setDefault(true);
    connect(m_preview, &QPushButton::clicked, this, [this] { start(true); });
    connect(m_write, &QPushButton::clicked, this, [this] { start(false); });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    return row;
}

void TagFilesDialog::takeKnown(const Known& known)
{
    const QSignalBlocker noSources(m_sources), noTypes(m_types);   // rows are made cell by cell
    for (const auto& source : known.sources) {
        if (source == "file") continue;   // they are in the files already
        auto* item = new QListWidgetItem(tagSourceName(source), m_sources);
        item->setData(Qt::UserRole, QString::fromStdString(source));
        item->setCheckState(source == "user" ? Qt::Checked : Qt::Unchecked);
    }
    for (const auto& type : known.types)
        addType(type);
    if (m_sources->count() == 0)
        m_state->setText(tr("There are no tags yet but those that the files hold. Give some in Inspect, accept predictions in Tags, or import a table."));
    updateButtons();
}

void TagFilesDialog::addType(const TypeCount& type)
{
    const int row = m_types->rowCount();
    m_types->insertRow(row);
    auto* name = new QTableWidgetItem(tagTypeName(type.type));
    name->setData(Qt::UserRole, QString::fromStdString(type.type));
    name->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
    name->setCheckState(type.type == "junk" || type.type == "numeric" ? Qt::Unchecked : Qt::Checked);
    m_types->setItem(row, TypeName, name);
    auto* count = new QTableWidgetItem(QLocale().toString(static_cast<qlonglong>(type.tags)));
    count->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_types->setItem(row, TypeTags, count);
    auto* field = new QComboBox;
    field->setEditable(true);
    field->setInsertPolicy(QComboBox::NoInsert);
    field->addItems({QStringLiteral("GENRE"), QStringLiteral("MOOD"), QStringLiteral("INSTRUMENT"), QStringLiteral("GROUPING"), QStringLiteral("COMMENT")});
    field->setCurrentText(QString::fromStdString(engine::tasks::defaultFieldOf(type.type)));
    field->setAccessibleName(tr("Field of %1").arg(tagTypeName(type.type)));
    field->setToolTip(tr("Any name in capitals; in an MP3 one without a frame of its own becomes TXXX"));
    connect(field, &QComboBox::currentTextChanged, this, &TagFilesDialog::updateButtons);
    m_types->setCellWidget(row, TypeField, field);
}

engine::Json TagFilesDialog::parameters() const
{
    engine::Json sources = engine::Json::array(), types = engine::Json::array(), fields = engine::Json::object();
    for (int row = 0; row < m_sources->count(); ++row)
        if (const auto* item = m_sources->item(row); item->checkState() == Qt::Checked) sources.push_back(item->data(Qt::UserRole).toString().toStdString());
    for (int row = 0; row < m_types->rowCount(); ++row) {
        const auto* item = m_types->item(row, TypeName);
        if (item->checkState() != Qt::Checked) continue;
        const auto type = item->data(Qt::UserRole).toString().toStdString();
        const auto field = static_cast<QComboBox*>(m_types->cellWidget(row, TypeField))->currentText().trimmed().toStdString();
        types.push_back(type);
        if (field != engine::tasks::defaultFieldOf(type)) fields[type] = field;
    }
    engine::Json parameters{{"sources", sources}, {"types", types}, {"fields", fields}, {"replace", m_replace->isChecked()}, {"separator", m_separator->text().toStdString()}};
    if (!m_tracks.empty() && m_scope->currentIndex() == 0)
        for (const auto track : m_tracks)
            parameters["tracks"].push_back(engine::toHex(track));
    return parameters;
}

QString TagFilesDialog::problem() const
{
    const auto wishes = parameters();
    if (wishes["sources"].empty()) return tr("Choose whose tags are to be written.");
    if (wishes["types"].empty()) return tr("Choose at least one kind of tag.");
    for (const auto& [type, field] : wishes["fields"].items())
        if (!engine::tasks::isTagField(field.get<std::string>()))
            return tr("%1 cannot hold tags: capitals, digits and _ are allowed, and no field that names the track itself.").arg(QString::fromStdString(field.get<std::string>()));
    return {};
}

void TagFilesDialog::updateButtons()
{
    if (m_write == nullptr) return;   // the form is being built
    const auto wrong = problem();
    const bool known = m_sources->count() > 0;
    if (known && !m_job && !wrong.isEmpty()) m_state->setText(wrong);
    const bool isPreviewed = !m_previewed.is_null() && m_previewed == parameters();
    if (known && !m_job && wrong.isEmpty() && !m_previewed.is_null() && !isPreviewed) m_state->setText(tr("The form has changed: look at a new preview before writing."));
    m_preview->setEnabled(known && !m_job && wrong.isEmpty());
    m_write->setEnabled(known && !m_job && wrong.isEmpty() && isPreviewed);
}

void TagFilesDialog::start(bool dryRun)
{
    m_asked = parameters();
    auto wishes = m_asked;
    wishes["dry_run"] = dryRun;
    m_state->setText(dryRun ? tr("Reading the files...") : tr("Writing..."));
    m_preview->setEnabled(false);
    m_write->setEnabled(false);
    m_isWriting = !dryRun;
    m_context.jobs.submit(QStringLiteral("write_tags"), wishes, this, [this](const JobBridge::Submission& begun) {
        m_job = begun.job;
        updateButtons();
        if (begun.job) return;
        m_state->setText(begun.refusal);
        finish();
    });
}

void TagFilesDialog::done(int result)
{
    if (!m_isWriting) return QDialog::done(result);
    m_isLeft = true;
    setAttribute(Qt::WA_DeleteOnClose, false);
    hide();
}

void TagFilesDialog::finish()
{
    m_isWriting = false;
    if (m_isLeft) deleteLater();
}

void TagFilesDialog::takeEvent(const engine::jobs::JobEvent& event)
{
    if (!m_job || event.id != *m_job) return;
    using State = engine::jobs::JobState;
    if (event.state == State::Queued || event.state == State::Paused) return;
    if (event.state == State::Running) {
        if (event.progress.total > 0)
            m_state->setText(tr("%1 of %2 files...").arg(QLocale().toString(static_cast<qlonglong>(event.progress.done)), QLocale().toString(static_cast<qlonglong>(event.progress.total))));
        return;
    }
    m_job.reset();
    m_previewed = {};
    updateButtons();
    if (event.state == State::Failed) m_state->setText(event.failure ? failureText(*event.failure) : tr("Nothing could be written."));
    // A stop in the middle leaves whole files only, and the undo log knows them.
    if (event.state == State::Cancelled) m_state->setText(tr("Stopped. Files that were done keep their tags; tagbench-cli tags undo takes them back."));
    if (event.state == State::Done) askResult(event.id);
    else finish();
}

void TagFilesDialog::askResult(engine::JobId job)
{
    m_context.store.ask(this, "tag-files", [job](StoreThread::Workspace& workspace) {
            const auto row = workspace.jobs().find(job);
            return row ? row->result : engine::Json();
        },
        [this](const engine::Json& document) {
            showResult(document);
            finish();
        });
}

void TagFilesDialog::showResult(const engine::Json& document)
{
    if (!document.is_object()) return;
    const auto& counts = document["counts"];
    const int changed = counts["written"].get<int>(), unchanged = counts["unchanged"].get<int>(), rejected = counts["rejected"].get<int>();
    const bool dryRun = document["dry_run"].get<bool>();
    auto text = dryRun ? tr("%n file(s) would change.", nullptr, changed) : tr("%n file(s) changed.", nullptr, changed);
    if (unchanged > 0) text += QLatin1Char(' ') + tr("%n file(s) need no change.", nullptr, unchanged);
    if (rejected > 0) text += QLatin1Char(' ') + tr("%n file(s) cannot be written; the reason stands below.", nullptr, rejected);
    if (!dryRun && changed > 0) text += QLatin1Char(' ') + tr("Undo (%1) gives them their old bytes back.").arg(QKeySequence(QKeySequence::Undo).toString(QKeySequence::NativeText));
    showChanges(document["files"]);
    if (static_cast<int>(document["files"].size()) > kShownChanges) text += QLatin1Char(' ') + tr("The first %1 are listed.").arg(QLocale().toString(kShownChanges));
    if (dryRun && changed > 0) m_previewed = m_asked;
    updateButtons();
    m_state->setText(text);
    if (!dryRun && changed > 0) remember(changed, document["batch"].get<std::int64_t>());
}

void TagFilesDialog::showChanges(const engine::Json& files)
{
    m_changes->setRowCount(0);
    const auto add = [this](const QStringList& cells) {
        const int row = m_changes->rowCount();
        m_changes->insertRow(row);
        for (int column = 0; column < ChangeColumnCount; ++column) {
            auto* item = new QTableWidgetItem(cells[column]);
            item->setToolTip(plainTip(cells[column]));
            m_changes->setItem(row, column, item);
        }
    };
    int shown = 0;
    for (const auto& file : files) {
        if (++shown > kShownChanges) return;
        const auto path = QString::fromStdString(file["path"].get<std::string>());
        if (file.contains("reason")) add({path, tr("refused"), QString(), QString::fromStdString(file["reason"].get<std::string>())});
        else
            for (const auto& change : file["changes"])
                add({path, QString::fromStdString(change["field"].get<std::string>()), joined(change["old"]), joined(change["new"])});
    }
}

void TagFilesDialog::remember(int files, std::int64_t batch)
{
    m_context.undo.push(new TagFilesUndo(m_context, files, batch));
}

}  // namespace ui
