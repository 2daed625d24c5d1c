#include "ui/pages/evaluate/evaluate_page.h"

#include <algorithm>
#include <array>

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "engine/core/error.h"
#include "engine/report/report_words.h"
#include "engine/store/workspace.h"
#include "ui/format.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/evaluate/chosen_tracks.h"
#include "ui/pages/evaluate/evaluation_loader.h"
#include "ui/pages/page.h"
#include "ui/report/report_language.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/tag_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/snug_columns.h"
#include "ui/window/next_step.h"

namespace ui {

namespace {

constexpr int kReloadMs = 300;

QString shown(const std::optional<double>& value)
{
    return value ? QLocale().toString(*value, 'f', 3) : EvaluatePage::tr("n/a");
}

bool hasPage(const char* name)
{
    return std::ranges::any_of(pages(), [name](const PageEntry* page) { return std::string_view(page->name) == name; });
}

}  // namespace

EvaluatePage::EvaluatePage(PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_loader(new EvaluationLoader(context.store, this))
{
    setWhatsThis(tr("How good a model is on tracks that it did not learn from, tag by tag. ROC-AUC is 0.5 by chance and 1 at best; average precision is the "
                    "share of tracks with the tag by chance. The thin lines are 95 % intervals: few tracks make them long.\n\nClick a bar, a point of a "
                    "curve or a cell: its tracks appear below. Return plays the first, Esc clears. The question mark beside the charts explains each "
                    "number."));
    auto* upper = new QWidget;
    auto* rows = new QVBoxLayout(upper);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(buildSummary());
    auto* halves = new QSplitter;
    halves->setObjectName(QStringLiteral("evaluateHalves"));
    halves->setChildrenCollapsible(false);
    halves->addWidget(buildTables());
    halves->addWidget(buildCharts());
    halves->setStretchFactor(0, 4);
    halves->setStretchFactor(1, 5);
    halves->setSizes({500, 620});
    m_tracks = new ChosenTracks(context);
    m_floors = new QSplitter(Qt::Vertical);
    m_floors->setChildrenCollapsible(false);
    m_floors->addWidget(halves);
    m_floors->addWidget(m_tracks);
    m_floors->setStretchFactor(0, 1);
    m_floors->setStretchFactor(1, 0);
    rows->addWidget(m_floors, 1);
    m_middle = new QStackedWidget;
    m_middle->addWidget(upper);
    m_middle->addWidget(buildEmpty());
    m_next = new NextStep;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildTop());
    column->addWidget(m_middle, 1);
    column->addWidget(m_next);
    buildActions();
    connectLoader();
    readRuns();
}

void EvaluatePage::connectLoader()
{
    m_reload.setSingleShot(true);
    m_reload.setInterval(kReloadMs);
    connect(&m_reload, &QTimer::timeout, this, &EvaluatePage::readRuns);
    connect(&m_context.jobs, &JobBridge::eventArrived, this, &EvaluatePage::takeEvent);
    connect(&m_context.selection, &Selection::tracksChanged, this, &EvaluatePage::noticeSelection);
    connect(m_loader, &EvaluationLoader::loaded, this, &EvaluatePage::showView);
    connect(m_loader, &EvaluationLoader::absent, this, &EvaluatePage::showAbsent);
    connect(m_loader, &EvaluationLoader::failed, this, [this](const QString& reason) { showMessage(reason, {}, {}); });
    connect(m_loader, &EvaluationLoader::chosen, this, &EvaluatePage::takeChosen);
    connect(m_tracks, &ChosenTracks::clearWanted, this, &EvaluatePage::clearChoice);
}

void EvaluatePage::readRuns()
{
    m_context.store.ask(
        this, "runs", [](StoreThread::Workspace& workspace) { return workspace.runs().list(); },
        [this](std::vector<engine::store::Run> runs) { takeRuns(std::move(runs)); });
}

void EvaluatePage::takeRuns(std::vector<engine::store::Run> runs)
{
    // A run without a finished epoch has no weights to measure.
    std::erase_if(runs, [](const auto& run) { return run.bestEpoch == 0; });
    std::ranges::sort(runs, std::greater(), [](const auto& run) { return engine::value(run.id); });
    const auto before = m_run->currentData();
    {
        const QSignalBlocker quiet(m_run);
        m_run->clear();
        for (const auto& run : runs)
            m_run->addItem(QStringLiteral("#%1  %2  (%3, %4)")
                               .arg(engine::value(run.id))
                               .arg(QString::fromStdString(run.name), QString::fromStdString(run.architecture),
                                    QLocale().toString(QDateTime::fromString(QString::fromStdString(run.createdAt), Qt::ISODate).toLocalTime(), QLocale::ShortFormat)),
                           QVariant::fromValue(static_cast<qlonglong>(engine::value(run.id))));
        m_run->setCurrentIndex(runs.empty() ? -1 : std::max(0, m_run->findData(before)));
    }
    load();
}

std::optional<engine::RunId> EvaluatePage::runId() const
{
    if (m_run->currentIndex() < 0) return {};
    return engine::RunId{static_cast<std::int64_t>(m_run->currentData().toLongLong())};
}

QString EvaluatePage::partWord() const
{
    return m_part->currentText().toLower();
}

void EvaluatePage::load()
{
    const auto run = runId();
    m_part->setEnabled(run.has_value());
    m_evaluate->setEnabled(run.has_value() && m_evaluating.empty());
    if (run) {
        m_loader->load(*run, static_cast<engine::Part>(m_part->currentData().toInt()));
        return;
    }
    showMessage(tr("No model yet. Train one, and how well it does is shown here, tag by tag."), tr("Train a model"),
                [this] { m_context.showPage(hasPage("train") ? QStringLiteral("train") : QStringLiteral("jobs")); });
}

void EvaluatePage::showMessage(const QString& text, const QString& button, std::function<void()> action)
{
    m_view.reset();
    m_tags.setView(nullptr);
    m_emptyText->setText(text);
    m_emptyButton->setText(button);
    m_emptyButton->setAccessibleName(button.isEmpty() ? tr("Nothing to do") : button);
    m_emptyButton->setVisible(!button.isEmpty());
    m_emptyAction = std::move(action);
    m_export->setEnabled(false);
    m_middle->setCurrentIndex(1);
    updateNextStep();
}

void EvaluatePage::showAbsent(int partTracks)
{
    if (partTracks == 0) {
        showMessage(tr("The %1 part of this run's split holds no playable track.").arg(partWord()), {}, {});
        return;
    }
    showMessage(tr("This run has not been measured on the %1 part. Evaluating predicts its tracks (%2) and measures every tag.").arg(partWord()).arg(partTracks),
                tr("Evaluate now"), [this] { evaluate(); });
    m_emptyButton->setEnabled(m_evaluating.empty());
}

void EvaluatePage::showView(EvaluationPtr view)
{
    std::vector<Choice::TagName> kept;
    if (m_view)
        for (const auto& index : m_table->selectionModel()->selectedRows())
            kept.push_back(nameOf(*m_view, m_tags.order()[static_cast<std::size_t>(index.row())]));
    m_view = std::move(view);
    for (auto* chart : m_charts) {
        chart->setTags({});
        chart->setOrder({});
        chart->setView(m_view);
    }
    m_tags.setView(m_view);
    for (const auto& name : kept)
        if (const auto place = placeOf(*m_view, name))
            m_table->selectionModel()->select(m_tags.index(m_tags.rowOf(*place), 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    const int em = fontMetrics().averageCharWidth();
    if (m_table->property("sized").toBool() == false) {
        m_table->setProperty("sized", true);
        makeColumnsSnug(*m_table);
        m_table->setColumnWidth(TagScoreModel::Tag, std::clamp(m_table->columnWidth(TagScoreModel::Tag), em * 11, em * 28));
    }
    showSummary();
    showTypes();
    m_export->setEnabled(true);
    m_middle->setCurrentIndex(0);
    if (m_choice) m_loader->choose(m_view, *m_choice);
    updateNextStep();
}

QString EvaluatePage::heading() const
{
    return m_heading->text();
}

QString EvaluatePage::headline() const
{
    return m_headline->text();
}

QString EvaluatePage::notes() const
{
    return m_notes->isHidden() ? QString() : m_notes->text();
}

void EvaluatePage::showSummary()
{
    const auto& report = m_view->report;
    const auto& evaluation = report.evaluation;
    const auto text = [](const std::string& words) { return QString::fromStdString(words); };
    m_headline->setText(text(engine::report::headline(report, windowLanguage())));
    m_heading->setText(tr("Model %1 · run %2 · preset %3 · split %4 · %5 part · track level (mean over each track's chunks) · %6 tracks")
                           .arg(text(report.model), text(report.run), text(report.presetName), text(report.split), partWord(),
                                QLocale().toString(static_cast<qulonglong>(evaluation.tracks))));
    const std::array<std::optional<double>, 4> values{evaluation.macro.rocAuc, evaluation.macro.averagePrecision, evaluation.micro.rocAuc,
                                                    evaluation.micro.averagePrecision};
    for (std::size_t i = 0; i < values.size(); ++i)
        m_figures[i]->setText(shown(values[i]));
    QStringList notes;
    if (!evaluation.undefined.empty()) {
        QStringList names;
        for (const auto& tag : evaluation.undefined)
            names << text(tag);
        notes << tr("The means leave out the tags with one class only: %1.").arg(names.join(QStringLiteral(", ")));
    }
    const auto without = m_view->partTracks - std::min(m_view->partTracks, m_view->data.rows());
    if (without > 0) notes << tr("Tracks of this part that have no prediction yet and stand in no number: %1. Evaluate adds them.").arg(without);
    if (report.part == "train") notes << tr("The model has learned from these tracks: such numbers say nothing about others.");
    if (report.part == "valid") notes << tr("The best epoch and the thresholds were chosen on these tracks: the test part is the honest one.");
    m_notes->setText(notes.join(QLatin1Char(' ')));
    m_notes->setVisible(!notes.isEmpty());
    m_evaluate->setText(m_view->evaluatedAt.empty() ? tr("Evaluate") : tr("Evaluate again"));
    m_evaluate->setAccessibleName(m_evaluate->text());
}

void EvaluatePage::showTypes()
{
    const auto& types = m_view->report.evaluation.perType;
    m_types->setRowCount(static_cast<int>(types.size()));
    for (int row = 0; row < m_types->rowCount(); ++row) {
        const auto& type = types[static_cast<std::size_t>(row)];
        const QString cells[] = {tagTypeName(type.type), QLocale().toString(static_cast<qulonglong>(type.tags)),
                                 QLocale().toString(static_cast<qulonglong>(type.defined)),
                                 QLocale().toString(static_cast<qulonglong>(type.betterThanChance)), shown(type.macro.rocAuc), shown(type.macro.averagePrecision)};
        for (int column = 0; column < 6; ++column) {
            auto* item = new QTableWidgetItem(cells[column]);
            item->setTextAlignment(column == 0 ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
            m_types->setItem(row, column, item);
        }
    }
    makeColumnsSnug(*m_types);
}

void EvaluatePage::showChosenTags()
{
    if (!m_view) return;
    std::vector<std::size_t> places;
    for (const auto& index : m_table->selectionModel()->selectedRows())
        places.push_back(m_tags.order()[static_cast<std::size_t>(index.row())]);
    if (places.size() > engine::report::kCurveTags)
        m_context.say(tr("Curves of the first %1 of %2 chosen tags are drawn.").arg(engine::report::kCurveTags).arg(places.size()));
    for (auto* chart : m_charts)
        chart->setTags(places);
}

void EvaluatePage::choose(const Choice& choice)
{
    if (!m_view) return;
    m_choice = choice;
    for (auto* chart : m_charts)
        chart->setChoice(m_choice);
    m_loader->choose(m_view, choice);
}

void EvaluatePage::takeChosen(const Choice& choice, const std::vector<engine::TrackId>& tracks)
{
    if (!m_choice || *m_choice != choice) return;   // cleared meanwhile
    m_chosen = tracks;
    m_choosing = true;
    m_context.selection.setTracks(tracks);
    m_choosing = false;
    showTracks(textOf(choice), tracks);
    updateNextStep();
}

void EvaluatePage::showTracks(const QString& what, const std::vector<engine::TrackId>& tracks)
{
    const bool open = !what.isEmpty();
    const bool wasOpen = m_tracksOpen;
    if (wasOpen && !open) m_floorSizes = m_floors->sizes();
    m_tracksOpen = open;
    m_tracks->showChoice(what, tracks);
    if (open == wasOpen) return;
    // Nothing chosen: one line, and the charts have the room.
    const int height = m_floors->height();
    m_floors->setSizes(!open ? QList<int>{height, 0} : !m_floorSizes.isEmpty() ? m_floorSizes : QList<int>{height * 2 / 3, height / 3});
}

void EvaluatePage::clearChoice()
{
    if (!m_choice) return;
    m_choice.reset();
    m_chosen.clear();
    for (auto* chart : m_charts)
        chart->setChoice({});
    showTracks({}, {});
    m_context.selection.clear();
    updateNextStep();
}

void EvaluatePage::noticeSelection()
{
    // Another page chose other tracks: there is one selection, so what was chosen here is chosen no more.
    if (m_choosing || !m_choice || m_context.selection.tracks() == m_chosen) return;
    m_choice.reset();
    m_chosen.clear();
    for (auto* chart : m_charts)
        chart->setChoice({});
    showTracks({}, {});
}

engine::Json EvaluatePage::parameters() const
{
    const auto part = engine::partName(static_cast<engine::Part>(m_part->currentData().toInt()));
    return {{"run", std::to_string(engine::value(runId().value()))}, {"part", part}, {"ci", "delong"}};
}

void EvaluatePage::evaluate()
{
    if (!runId()) return;
    m_evaluate->setEnabled(false);
    m_emptyButton->setEnabled(false);
    m_context.jobs.submit(QStringLiteral("evaluate"), parameters(), this, [this](const JobBridge::Submission& begun) {
        if (begun.job) m_evaluating.insert(*begun.job);
        else if (!m_reload.isActive()) m_reload.start();   // its button acts again
    });
    m_context.say(tr("Evaluating; the numbers appear here when it is done."));
}

void EvaluatePage::takeEvent(const engine::jobs::JobEvent& event)
{
    using engine::jobs::JobState;
    const bool ended = event.state == JobState::Done || event.state == JobState::Failed || event.state == JobState::Cancelled;
    if (!ended) return;
    m_evaluating.erase(event.id);
    if (event.state == JobState::Failed && event.failure) m_context.say(failureText(*event.failure));
    if (!m_reload.isActive()) m_reload.start();
}

void EvaluatePage::exportChart(const QString& ending)
{
    const auto index = static_cast<std::size_t>(m_chartTabs->currentIndex());
    const auto folder = QSettings().value(QStringLiteral("folders/chart"), QDir::homePath()).toString();
    const auto name = QStringLiteral("%1/%2.%3").arg(folder, QString::fromLatin1(ui::charts()[index]->id), ending);
    const auto file = QFileDialog::getSaveFileName(this, tr("Save chart"), name, QStringLiteral("%1 (*.%2)").arg(ending.toUpper(), ending));
    if (file.isEmpty()) return;
    QSettings().setValue(QStringLiteral("folders/chart"), QFileInfo(file).path());
    const auto whole = file.endsWith(QLatin1Char('.') + ending) ? file : file + QLatin1Char('.') + ending;
    try {
        m_charts[index]->writeTo(QFile::encodeName(whole).toStdString());
        m_context.say(tr("%1 is written.").arg(whole));
    } catch (const engine::Error&) {
        m_context.say(failureText(engine::describe(std::current_exception())));
    }
}

void EvaluatePage::updateNextStep()
{
    if (!m_view) m_next->show(tr("A run is measured on tracks that had no part in its training."), tr("Jobs"), [this] { m_context.showPage(QStringLiteral("jobs")); });
    else if (m_choice) m_next->show(tr("Listen with Return, or look at the track the model got right or wrong."), tr("Inspect"), [this] { m_context.showPage(QStringLiteral("inspect")); });
    else m_next->show(tr("Keep these numbers: a report holds them with everything needed to repeat them."), tr("Reports"), [this] { m_context.showPage(QStringLiteral("reports")); });
}

extern const PageEntry evaluate_page;
const PageEntry evaluate_page{"evaluate", QT_TRANSLATE_NOOP("pages", "Evaluate"), QT_TRANSLATE_NOOP("pages", "How good a model is, tag by tag, down to the tracks"),
                              [](PageContext& context) -> QWidget* { return new EvaluatePage(context); }};

}  // namespace ui
