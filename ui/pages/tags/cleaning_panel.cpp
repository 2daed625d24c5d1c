#include "ui/pages/tags/cleaning_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "engine/store/pipeline_store.h"
#include "engine/store/workspace.h"
#include "engine/tasks/tag_distances.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/tags/distances_view.h"
#include "ui/pages/tags/panel_parts.h"
#include "ui/pages/tags/stages_dialog.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"

namespace ui {

namespace {

QString stageText(int stage)
{
    switch (stage) {
    case 1: return CleaningPanel::tr("Each tag gets a category by word lists: genre, emotion, descriptive, numeric or junk. Typing errors are found by Jaro-Winkler similarity.");
    case 2: return CleaningPanel::tr("Each tag is also collapsed onto one of 50 target words, or onto a decade.");
    default: return CleaningPanel::tr("What is left is collapsed onto the target whose word vector is nearest, if it is nearer than nearly all tags are.");
    }
}

}  // namespace

CleaningPanel::CleaningPanel(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    auto* form = buildForm();
    panel::layOutHalves(*this, QStringLiteral("cleaningHalves"), form, buildRows(), 360, 800);
    connect(&context.jobs, &JobBridge::eventArrived, this, &CleaningPanel::takeEvent);
    showStage();
    updateButtons();
    watchEdits();
}

void CleaningPanel::watchEdits()
{
    const auto edit = [this] {
        if (m_isFilling) return;
        m_isEdited = true;
        Q_EMIT edited();
    };
    for (auto* box : {m_stage, m_match})
        connect(box, &QComboBox::currentIndexChanged, this, edit);
    for (auto* box : {m_threshold, m_percentile})
        connect(box, &QDoubleSpinBox::valueChanged, this, edit);
    connect(m_minTracks, &QSpinBox::valueChanged, this, edit);
    connect(m_embeddings, &QLineEdit::textChanged, this, edit);
    for (auto* box : {m_group, m_numeric, m_allTypes})
        connect(box, &QCheckBox::toggled, this, edit);
}

engine::Json CleaningPanel::editedParameters() const
{
    return m_isEdited ? parameters() : engine::Json();
}

void CleaningPanel::setParameters(const engine::Json& parameters)
{
    m_isFilling = true;
    const auto pick = [](QComboBox& box, const QVariant& data) { box.setCurrentIndex(std::max(0, box.findData(data))); };
    pick(*m_stage, parameters.value("stage", 2));
    pick(*m_match, QString::fromStdString(parameters.value("match", std::string("longest"))));
    m_threshold->setValue(parameters.value("threshold", 0.9));
    m_percentile->setValue(parameters.value("percentile", 0.001));
    m_minTracks->setValue(parameters.value("min_tracks", 0));
    m_embeddings->setText(QFile::decodeName(QByteArray::fromStdString(parameters.value("embeddings", std::string()))));
    m_group->setChecked(parameters.value("group", false));
    m_numeric->setChecked(parameters.value("numeric", false));
    m_allTypes->setChecked(parameters.value("all_types", false));
    m_isFilling = false;
}

QWidget* CleaningPanel::buildForm()
{
    m_stage = new QComboBox;
    m_stage->addItem(tr("1: categories"), 1);
    m_stage->addItem(tr("2: collapse onto targets"), 2);
    m_stage->addItem(tr("3: also by word vectors"), 3);
    m_stage->setCurrentIndex(1);
    m_about = panel::plainLabel();
    m_match = new QComboBox;
    m_match->addItem(tr("the longest"), QStringLiteral("longest"));
    m_match->addItem(tr("the first in the alphabet"), QStringLiteral("first"));
    m_match->setToolTip(tr("Which word counts if a tag holds several: 'british rock metal'"));
    m_threshold = new QDoubleSpinBox;
    m_threshold->setRange(0.5, 1);
    m_threshold->setSingleStep(0.01);
    m_threshold->setValue(0.9);
    m_threshold->setToolTip(tr("Jaro-Winkler similarity above which a tag counts as a mistyped word"));
    m_group = new QCheckBox(tr("Bring writings of one tag together"));
    m_group->setToolTip(tr("Case, punctuation, & and n, plural, and suffixes such as 'music' do not matter then"));
    m_minTracks = new QSpinBox;
    m_minTracks->setRange(0, 1'000'000);
    m_minTracks->setSpecialValueText(tr("any number"));
    m_embeddings = new QLineEdit;
    m_embeddings->setPlaceholderText(tr("From the tags of this library"));
    m_embeddings->setToolTip(tr("GloVe or word2vec vectors. Without a file, tags that share tracks count as near: that knows nothing of their meaning and says little of tags with fewer than about 20 tracks."));
    m_chooseEmbeddings = new QPushButton(tr("Choose..."));
    m_chooseEmbeddings->setAccessibleName(tr("Choose word vectors"));
    m_percentile = new QDoubleSpinBox;
    m_percentile->setDecimals(4);
    m_percentile->setRange(0.0001, 0.5);
    m_percentile->setSingleStep(0.001);
    m_percentile->setValue(0.001);
    m_percentile->setToolTip(tr("A tag collapses if it is nearer to the target than this share of all tags would be under a normal distribution"));
    m_numeric = new QCheckBox(tr("Decades too"));
    m_numeric->setToolTip(tr("Off, because word vectors hardly tell numbers apart: most such merges are false"));
    m_allTypes = new QCheckBox(tr("Tags with a type of their own too"));
    m_allTypes->setToolTip(tr("Off: a category that a data set or the file itself gives is kept as it is"));
    m_preview = new QPushButton(Theme::icon(QStringLiteral("inspect")), tr("Preview"));
    m_clean = new QPushButton(Theme::icon(QStringLiteral("ready")), tr("Clean"));
    m_undo = new QPushButton(Theme::icon(QStringLiteral("cancel")), tr("Take back"));
    m_preview->setToolTip(tr("Counts what would happen, writes nothing"));
    m_clean->setToolTip(tr("Puts the cleaned tags on the tracks, beside their own"));
    m_undo->setToolTip(tr("Takes the cleaned tags away again; your own decisions are kept for the next cleaning"));
    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    const auto add = [form](const QString& name, QWidget* field) {
        field->setAccessibleName(name);
        form->addRow(name, field);
    };
    add(tr("Stage"), m_stage);
    form->addRow(m_about);
    add(tr("Of several words"), m_match);
    add(tr("Typing errors"), m_threshold);
    add(tr("Fewest tracks"), m_minTracks);
    auto* vectors = new QHBoxLayout;
    vectors->addWidget(m_embeddings, 1);
    vectors->addWidget(m_chooseEmbeddings);
    m_embeddings->setAccessibleName(tr("Word vectors"));
    form->addRow(tr("Word vectors"), vectors);
    add(tr("Nearer than"), m_percentile);
    for (auto* box : {m_group, m_numeric, m_allTypes})
        form->addRow(box);
    auto* buttons = new QHBoxLayout;
    for (auto* button : {m_preview, m_clean, m_undo}) {
        button->setAccessibleName(button->text());
        buttons->addWidget(button);
    }
    buttons->addWidget(new CopyCommandButton(m_context, TaskSource([this] { return TaskList{{QStringLiteral("clean"), parameters()}}; })));
    buttons->addStretch();
    auto* compare = new QPushButton(tr("Compare the stages..."));
    compare->setAccessibleName(compare->text());
    compare->setToolTip(tr("What the stages do to a model: six trainings in one step, their curves and scores beside each other"));
    connect(compare, &QPushButton::clicked, this, [this] { StagesDialog(m_context, parameters(), this).exec(); });
    m_summary = panel::plainLabel();
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(12, 12, 12, 12);
    column->addLayout(form);
    column->addSpacing(8);
    column->addLayout(buttons);
    column->addWidget(compare, 0, Qt::AlignLeft);
    column->addSpacing(8);
    column->addWidget(m_summary);
    column->addStretch();
    connect(m_stage, &QComboBox::currentIndexChanged, this, &CleaningPanel::showStage);
    connect(m_chooseEmbeddings, &QPushButton::clicked, this, [this] {
        if (const auto name = QFileDialog::getOpenFileName(this, tr("Word vectors")); !name.isEmpty()) m_embeddings->setText(name);
    });
    connect(m_preview, &QPushButton::clicked, this, [this] { start(true); });
    connect(m_clean, &QPushButton::clicked, this, [this] { start(false); });
    connect(m_undo, &QPushButton::clicked, this, &CleaningPanel::undoAll);
    return page;
}

QWidget* CleaningPanel::buildRows()
{
    m_filter = new QLineEdit;
    m_filter->setPlaceholderText(tr("Filter by tag, target or reason"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter cleaned tags"));
    m_filter->addAction(Theme::icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_changedOnly = new QCheckBox(tr("Only what changes"));
    m_changedOnly->setChecked(true);
    m_apart = new QPushButton(tr("Keep apart"));
    m_apart->setToolTip(tr("The chosen tag is collapsed into nothing, now and whenever cleaning runs again"));
    m_distances = new QPushButton(Theme::icon(QStringLiteral("evaluate")), tr("Distances"));
    m_distances->setCheckable(true);
    m_distances->setToolTip(tr("Stage 3, target by target: how far all tags are, and which collapse at which percentile"));
    m_release = new QPushButton(tr("Release"));
    m_release->setToolTip(tr("Leave the chosen tag to cleaning again"));
    auto* top = new QHBoxLayout;
    top->setContentsMargins(8, 8, 8, 8);
    top->setSpacing(8);
    top->addWidget(m_filter, 1);
    top->addWidget(m_changedOnly);
    for (auto* button : {m_distances, m_apart, m_release}) {
        button->setAccessibleName(button->text());
        top->addWidget(button);
    }
    m_table = new QTableView;
    m_table->setModel(&m_model);
    panel::layOutTable(*m_table, tr("Cleaned tags"));
    const int em = fontMetrics().averageCharWidth();
    for (const auto& [column, letters] : {std::pair(CleaningModel::Before, 26), {CleaningModel::Tracks, 10}, {CleaningModel::Category, 14}, {CleaningModel::After, 22}})
        m_table->setColumnWidth(column, em * letters);
    m_rows = new QStackedWidget;
    m_rows->addWidget(m_table);
    m_rows->addWidget(panel::hint(tr("Nothing has been cleaned yet. Choose a stage and press Clean: each tag is listed here with what it becomes, and why.")));
    m_distancesView = new DistancesView(m_context.theme);
    m_rows->addWidget(m_distancesView);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_rows, 1);
    const auto narrow = [this] { m_model.narrow(m_filter->text(), m_changedOnly->isChecked()); };
    connect(m_filter, &QLineEdit::textChanged, this, narrow);
    connect(m_changedOnly, &QCheckBox::toggled, this, narrow);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CleaningPanel::updateButtons);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &CleaningPanel::updateButtons);
    connect(m_distances, &QPushButton::toggled, this, &CleaningPanel::showDistances);
    connect(m_distancesView, &DistancesView::percentileChosen, m_percentile, &QDoubleSpinBox::setValue);
    connect(m_percentile, &QDoubleSpinBox::valueChanged, m_distancesView, &DistancesView::setPercentile);
    connect(m_apart, &QPushButton::clicked, this, &CleaningPanel::keepApart);
    connect(m_release, &QPushButton::clicked, this, &CleaningPanel::release);
    return page;
}

void CleaningPanel::showStage()
{
    const int stage = m_stage->currentData().toInt();
    m_about->setText(stageText(stage));
    for (QWidget* field : {static_cast<QWidget*>(m_embeddings), static_cast<QWidget*>(m_chooseEmbeddings), static_cast<QWidget*>(m_percentile), static_cast<QWidget*>(m_numeric)})
        field->setEnabled(stage == 3);
    m_distances->setEnabled(stage == 3);
    if (stage != 3) m_distances->setChecked(false);
}

void CleaningPanel::showDistances(bool shown)
{
    for (QWidget* widget : {static_cast<QWidget*>(m_filter), static_cast<QWidget*>(m_changedOnly), static_cast<QWidget*>(m_apart), static_cast<QWidget*>(m_release)})
        widget->setVisible(!shown);
    if (!shown) {
        m_rows->setCurrentIndex(m_model.total() == 0 ? 1 : 0);
        return;
    }
    m_summary->setText(tr("Measuring distances..."));
    m_context.jobs.submit(QStringLiteral("distances"), parameters(), this, [this](const JobBridge::Submission& begun) {
        m_distancesJob = begun.job;
        if (begun.job) return;
        m_distances->setChecked(false);
        m_summary->setText(begun.refusal);
    });
}

void CleaningPanel::loadDistances()
{
    m_context.store.ask(this, "distances", [](StoreThread::Workspace& workspace) { return engine::tasks::readDistances(workspace); },
                        [this](const engine::Json& distances) {
                            m_summary->setText(tr("Drag the threshold in the chart, or change the percentile; then press Preview or Clean."));
                            m_distancesView->setDistances(distances);
                            m_distancesView->setPercentile(m_percentile->value());
                            if (m_distances->isChecked()) m_rows->setCurrentWidget(m_distancesView);
                        });
}

void CleaningPanel::updateButtons()
{
    const auto rows = m_table->selectionModel()->selectedRows();
    const auto* row = rows.isEmpty() ? nullptr : m_model.at(rows.first().row());
    m_apart->setEnabled(row != nullptr && !row->locked);
    m_release->setEnabled(row != nullptr && row->locked);
    m_preview->setEnabled(!m_job);
    m_clean->setEnabled(!m_job);
    m_undo->setEnabled(!m_job && m_model.total() > 0);
}

void CleaningPanel::reload()
{
    m_context.store.ask(this, "cleaning", [](StoreThread::Workspace& workspace) { return engine::store::CleaningStore(workspace.database()).rows(); },
                        [this](std::vector<engine::store::CleaningRow> rows) {
                            m_model.setRows(std::move(rows));
                            if (!m_distances->isChecked()) m_rows->setCurrentIndex(m_model.total() == 0 ? 1 : 0);
                            updateButtons();
                        });
    if (m_isEdited) return;
    m_context.store.ask(this, "form", [](StoreThread::Workspace& workspace) { return engine::store::PipelineStore(workspace.database()).find("merged"); },
                        [this](const std::optional<engine::store::PipelineNote>& note) {
                            if (note && !m_isEdited) setParameters(note->settings);
                        });
}

engine::Json CleaningPanel::parameters() const
{
    engine::Json parameters{{"stage", m_stage->currentData().toInt()}, {"match", m_match->currentData().toString().toStdString()}, {"threshold", m_threshold->value()},
                            {"group", m_group->isChecked()}, {"min_tracks", m_minTracks->value()}, {"all_types", m_allTypes->isChecked()}};
    if (m_stage->currentData().toInt() == 3) {
        parameters["embeddings"] = QFile::encodeName(m_embeddings->text().trimmed()).toStdString();
        parameters["percentile"] = m_percentile->value();
        parameters["numeric"] = m_numeric->isChecked();
    }
    return parameters;
}

void CleaningPanel::start(bool dryRun)
{
    auto parameters = this->parameters();
    parameters["dry_run"] = dryRun;
    m_isDryRun = dryRun;
    m_summary->setText(tr("Cleaning..."));
    m_context.jobs.submit(QStringLiteral("clean"), parameters, this, [this](const JobBridge::Submission& begun) {
        m_job = begun.job;
        if (!begun.job) m_summary->setText(begun.refusal);
        updateButtons();
    });
}

void CleaningPanel::takeEvent(const engine::jobs::JobEvent& event)
{
    using State = engine::jobs::JobState;
    if (event.state == State::Queued || event.state == State::Running || event.state == State::Paused) return;
    if (m_distancesJob && event.id == *m_distancesJob) {
        m_distancesJob.reset();
        if (event.state == State::Done) return loadDistances();
        m_distances->setChecked(false);
        m_summary->setText(event.failure ? failureText(*event.failure) : QString());
        return;
    }
    if (!m_job || event.id != *m_job) return;
    m_job.reset();
    updateButtons();
    if (event.state == State::Failed) m_summary->setText(event.failure ? failureText(*event.failure) : tr("Cleaning failed."));
    if (event.state == State::Cancelled) m_summary->setText(tr("Stopped; nothing was written."));
    if (event.state != State::Done) return;
    m_isEdited = m_isEdited && m_isDryRun;
    m_context.store.ask(this, "summary", [job = event.id](StoreThread::Workspace& workspace) {
            const auto row = workspace.jobs().find(job);
            return row ? row->result : engine::Json();
        },
        [this](const engine::Json& summary) { showSummary(summary); });
}

void CleaningPanel::showSummary(const engine::Json& summary)
{
    if (!summary.is_object()) return;
    QStringList lines;
    lines << (summary["dry_run"].get<bool>() ? tr("Preview, nothing was written:") : tr("Done:"));
    for (const auto& step : summary["steps"])
        lines << tr("%1: %2 names become %3").arg(QString::fromStdString(step["step"].get<std::string>()), QLocale().toString(step["before"].get<qlonglong>()),
                                                  QLocale().toString(step["after"].get<qlonglong>()));
    lines << QString();
    for (const auto& [category, count] : summary["categories"].items())
        lines << QStringLiteral("%1 %2").arg(QLocale().toString(count.get<qlonglong>()), QString::fromStdString(category));
    int never = 0;
    for (const auto& target : summary["targets"])
        never += target["threshold"].get<double>() <= 0 ? 1 : 0;
    if (never > 0) lines << tr("%n targets have a threshold of 0 or below: only equal vectors collapse into them", nullptr, never);
    if (summary["without_vector"].get<qlonglong>() > 0) lines << tr("%1 writings have no vector").arg(summary["without_vector"].get<qlonglong>());
    m_summary->setText(lines.join(QLatin1Char('\n')));
}

void CleaningPanel::keepApart()
{
    const auto* row = m_model.at(m_table->selectionModel()->selectedRows().value(0).row());
    if (row == nullptr) return;
    auto locked = *row;
    locked.collapsed.clear();
    locked.rule = "user";
    locked.reason = "kept apart by you";
    m_context.store.edit(this, [locked](StoreThread::Workspace& workspace) {
            engine::store::CleaningStore(workspace.database()).lock(locked);
            return true;
        },
        [this](bool) { Q_EMIT changed(); });
}

void CleaningPanel::release()
{
    const auto* row = m_model.at(m_table->selectionModel()->selectedRows().value(0).row());
    if (row == nullptr) return;
    m_context.store.edit(this, [id = row->tag](StoreThread::Workspace& workspace) {
            engine::store::CleaningStore(workspace.database()).release(id);
            return true;
        },
        [this](bool) { Q_EMIT changed(); });
}

void CleaningPanel::undoAll()
{
    m_context.store.edit(this, [](StoreThread::Workspace& workspace) {
            engine::store::CleaningStore(workspace.database()).clear();
            return true;
        },
        [this](bool) {
            m_summary->setText(tr("The tags are as they were before cleaning."));
            Q_EMIT changed();
        });
}

}  // namespace ui
