#include "ui/pages/train/train_page.h"

#include <algorithm>

#include <QDateTime>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/run_settings.h"
#include "engine/tasks/train_setup.h"
#include "ui/format.h"
#include "ui/jobs/job_bridge.h"
#include "ui/models/run_table_model.h"
#include "ui/pages/page.h"
#include "ui/pages/train/curves_panel.h"
#include "ui/pages/train/progress_panel.h"
#include "ui/pages/train/runs_panel.h"
#include "ui/pages/train/train_form.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copy_command_button.h"
#include "ui/window/next_step.h"

namespace ui {

namespace {

using engine::Json;
using engine::jobs::JobState;

constexpr int kReloadMs = 300, kPreviewMs = 350, kWatchMs = 3000;

TrainChoices readChoices(StoreThread::Workspace& workspace)
{
    TrainChoices found;
    found.splits = workspace.splits().list();
    found.sources = workspace.tags().sources();
    for (const auto& tag : workspace.tags().list()) {
        const auto type = std::ranges::find(found.types, tag.type, &std::pair<std::string, std::int64_t>::first);
        if (type == found.types.end()) found.types.emplace_back(tag.type, 1);
        else ++type->second;
    }
    return found;
}

/// What the form's data come to, or why they come to nothing.
struct Preview {
    std::size_t tags = 0, train = 0, valid = 0, test = 0;
    std::vector<std::string> dropped;
    std::string problem;
    bool newSplit = false;
};

Preview previewOfNewSplit(StoreThread::Workspace& workspace)
{
    Preview seen;
    seen.train = static_cast<std::size_t>(workspace.tracks().count());
    seen.newSplit = seen.train > 0;
    if (!seen.newSplit) seen.problem = TrainPage::tr("No music yet. Add a folder in the library first.").toStdString();
    return seen;
}

Preview readPreview(StoreThread::Workspace& workspace, const Json& parameters)
{
    Preview seen;
    try {
        const auto setup = engine::tasks::makeTrainSetup(parameters, workspace);
        seen = {setup.table.tags.size(), setup.table.part(engine::Part::Train).tracks.size(), setup.table.part(engine::Part::Valid).tracks.size(),
                setup.table.part(engine::Part::Test).tracks.size(), setup.table.droppedTags, {}, false};
    } catch (const engine::Error& error) {
        seen.problem = error.what();
    }
    return seen;
}

QString bytesText(double bytes)
{
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QString wallTime(double seconds)
{
    if (seconds < 90) return TrainPage::tr("%1 s").arg(QLocale().toString(std::max(1, qRound(seconds))));
    if (seconds < 5400) return TrainPage::tr("%1 min").arg(QLocale().toString(qRound(seconds / 60)));
    return TrainPage::tr("%1 h").arg(QLocale().toString(seconds / 3600, 'f', 1));
}

}  // namespace

TrainPage::TrainPage(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    setWhatsThis(tr("Teaches a model your tags. On the left choose the data, the model and how it learns; Estimate measures on this machine how long it takes. "
                    "Start training works in the background: you can go on, close the window and resume.\n\nThe curves show each epoch, the best one is marked. "
                    "Rising validation loss while training loss falls means that the model learns by heart. Finish now keeps the best epoch.\n\nChoose "
                    "several runs in the table to compare their curves and settings."));
    auto* halves = new QSplitter;
    halves->setChildrenCollapsible(false);
    halves->addWidget(buildForm());
    halves->addWidget(buildRight());
    halves->setStretchFactor(1, 1);
    halves->setSizes({360, 840});
    halves->setObjectName(QStringLiteral("trainHalves"));
    m_next = new NextStep;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(halves, 1);
    column->addWidget(m_next);

    const auto delayed = [this](QTimer& timer, int milliseconds, void (TrainPage::*slot)()) {
        timer.setSingleShot(true);
        timer.setInterval(milliseconds);
        connect(&timer, &QTimer::timeout, this, slot);
    };
    delayed(m_reload, kReloadMs, &TrainPage::reload);
    delayed(m_preview, kPreviewMs, &TrainPage::preview);
    m_watch.setInterval(kWatchMs);
    connect(&m_watch, &QTimer::timeout, this, [this] { if (isVisible()) reload(); });
    connect(m_form, &TrainForm::changed, this, [this] {
        m_preview.start();
        if (!m_estimateOf.is_null() && m_form->parameters() != m_estimateOf) showEstimate(nullptr);
    });
    connect(&context.jobs, &JobBridge::eventArrived, this, &TrainPage::takeEvent);
    connect(&context.theme, &Theme::changed, this, &TrainPage::reloadCurves);
    connect(m_progress, &ProgressPanel::changed, &m_reload, qOverload<>(&QTimer::start));
    connect(m_runs, &RunsPanel::changed, &m_reload, qOverload<>(&QTimer::start));
    connect(m_runs, &RunsPanel::choiceChanged, this, &TrainPage::reloadCurves);
    connect(m_runs, &RunsPanel::resumeWanted, this, &TrainPage::resume);
    connect(m_runs, &RunsPanel::rerunWanted, this, &TrainPage::prefill);
    showEstimate(nullptr);
    updateNextStep();
    reload();
}

QWidget* TrainPage::buildForm()
{
    m_form = new TrainForm;
    m_data = new QLabel;
    m_data->setTextFormat(Qt::PlainText);
    m_data->setWordWrap(true);
    m_estimate = new QLabel;
    m_estimate->setTextFormat(Qt::PlainText);
    m_estimate->setWordWrap(true);
    m_measure = new QPushButton(Theme::icon(QStringLiteral("queued")), tr("Estimate"));
    m_measure->setAccessibleName(m_measure->text());
    m_measure->setToolTip(tr("Learns a few batches on this machine and says what the whole would take; nothing is kept"));
    m_start = new QPushButton(tr("Start training"));
    m_start->setAccessibleName(m_start->text());
    m_start->setToolTip(tr("Makes the split and the melgrams first if they are missing. While another training runs, this one waits for it."));
    m_start->setDefault(true);
    auto* area = new QScrollArea;
    area->setWidget(m_form);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_start, 1);
    buttons->addWidget(m_measure);
    auto* copy = new CopyCommandButton(m_context, [this] { return steps(engine::tasks::briefTraining(m_form->parameters())); });
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(12, 8, 12, 8);
    foot->setSpacing(6);
    foot->addWidget(m_data);
    foot->addWidget(m_estimate);
    foot->addLayout(buttons);
    foot->addWidget(copy);
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(area, 1);
    column->addLayout(foot);
    side->setMinimumWidth(fontMetrics().averageCharWidth() * 46);
    connect(m_start, &QPushButton::clicked, this, &TrainPage::start);
    connect(m_measure, &QPushButton::clicked, this, &TrainPage::askEstimate);
    return side;
}

QWidget* TrainPage::buildRight()
{
    m_progress = new ProgressPanel(m_context);
    m_curves = new CurvesPanel;
    m_runs = new RunsPanel(m_context);
    auto* upper = new QWidget;
    auto* column = new QVBoxLayout(upper);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_progress);
    column->addWidget(m_curves, 1);
    auto* halves = new QSplitter(Qt::Vertical);
    halves->setChildrenCollapsible(false);
    halves->addWidget(upper);
    halves->addWidget(m_runs);
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 2);
    halves->setSizes({430, 270});
    halves->setObjectName(QStringLiteral("trainRight"));
    return halves;
}

void TrainPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    reloadChoices();
    reload();
}

void TrainPage::takeEvent(const engine::jobs::JobEvent& event)
{
    m_progress->takeEvent(event);
    if (m_estimateJob == event.id) readEstimate(event);
    if (event.kind == "train" && event.state == JobState::Failed && event.failure) m_failure = engine::toText(*event.failure);
    if (event.kind == "train" && event.state == JobState::Running) m_failure.reset();
    const bool ended = event.state == JobState::Done || event.state == JobState::Failed || event.state == JobState::Cancelled;
    if (ended && isVisible() && event.kind != "train" && event.kind != "estimate") reloadChoices();   // a scan, an import, a split
    // A new stage is a new epoch's row; beginnings and ends change the table, too. The steps between change nothing there.
    auto& stage = m_stages[event.id];
    const bool news = event.state != JobState::Running || event.progress.stage != stage;
    stage = event.progress.stage;
    if (ended) m_stages.erase(event.id);
    if (news && !m_reload.isActive()) m_reload.start();
}

void TrainPage::reload()
{
    m_context.store.ask(
        this, "runs", [](StoreThread::Workspace& workspace) { return workspace.runs().summaries(); },
        [this](std::vector<engine::store::RunSummary> runs) { takeRuns(std::move(runs)); });
    reloadQueue();
}

void TrainPage::reloadChoices()
{
    m_context.store.ask(this, "choices", readChoices, [this](const TrainChoices& choices) {
        m_form->setChoices(choices);
        m_preview.start();
    });
}

void TrainPage::takeRuns(std::vector<engine::store::RunSummary> runs)
{
    const auto newest = runs.empty() ? std::nullopt : std::optional(runs.front().run.id);
    const auto chosen = m_runs->chosen();
    const bool follow = chosen.empty() || (chosen.size() == 1 && m_newest && chosen.front() == *m_newest);
    const bool watched = std::ranges::any_of(runs, [](const auto& run) { return run.standing() == "training" || run.standing() == "created"; });
    m_form->setRuns(runs);
    m_progress->setRuns(runs);
    m_runs->setRuns(std::move(runs));
    // The newest is what one looks at, unless others were chosen.
    if (newest && follow && newest != m_newest) m_runs->choose(*newest);
    m_newest = newest;
    if (watched && !m_progress->isBusy()) m_watch.start();
    else m_watch.stop();
    reloadCurves();
    updateNextStep();
}

void TrainPage::reloadQueue()
{
    m_context.jobs.askWaiting(this, [this](const std::vector<engine::JobId>& ids) {
        m_context.store.ask(
            this, "queue",
            [ids](StoreThread::Workspace& workspace) {
                std::vector<engine::store::JobRow> rows;
                for (const auto id : ids)
                    if (auto row = workspace.jobs().find(id)) rows.push_back(std::move(*row));
                return rows;
            },
            [this](std::vector<engine::store::JobRow> rows) { m_progress->setQueue(std::move(rows)); });
    });
}

void TrainPage::reloadCurves()
{
    struct Chosen {
        std::vector<std::vector<engine::store::EpochRow>> epochs;
        std::vector<Json> settings;
    };
    const auto ids = m_runs->chosen();
    m_context.store.ask(
        this, "curves",
        [ids](StoreThread::Workspace& workspace) {
            Chosen read;
            for (const auto id : ids) {
                const auto run = workspace.runs().find(id);
                if (!run) continue;
                read.epochs.push_back(workspace.runs().epochs(id));
                read.settings.push_back(engine::tasks::runSettings(workspace, *run));
            }
            return read;
        },
        [this, ids](const Chosen& read) {
            if (ids != m_runs->chosen() || read.epochs.size() != ids.size()) return;
            const bool dark = m_context.theme.isDark();
            std::vector<LearningCurve> curves;
            std::map<engine::RunId, QColor> colours;
            for (std::size_t i = 0; i < ids.size() && i < static_cast<std::size_t>(LearningChart::kMostCurves); ++i) {
                const auto* run = m_runs->model().at(m_runs->model().rowOf(ids[i]));
                if (run == nullptr) continue;
                curves.push_back({runTitle(run->run), read.epochs[i], run->run.bestEpoch});
                colours[ids[i]] = LearningChart::colourOf(static_cast<int>(i), dark);
            }
            m_curves->show(std::move(curves));
            m_runs->setColours(std::move(colours));
            const auto* first = ids.empty() ? nullptr : m_runs->model().at(m_runs->model().rowOf(ids.front()));
            m_runs->showEpochs(first == nullptr ? std::nullopt : std::optional(*first), ids.empty() ? std::vector<engine::store::EpochRow>{} : read.epochs.front());
            m_runs->showSettings(read.settings);
            if (ids.size() > static_cast<std::size_t>(LearningChart::kMostCurves))
                m_context.say(tr("%1 of the %2 chosen runs are drawn.").arg(LearningChart::kMostCurves).arg(ids.size()));
        });
}

void TrainPage::preview()
{
    if (!isVisible()) return;
    m_context.store.ask(
        this, "preview",
        [parameters = m_form->parameters(), newSplit = m_form->wantsNewSplit()](StoreThread::Workspace& workspace) {
            return newSplit ? previewOfNewSplit(workspace) : readPreview(workspace, parameters);
        },
        [this](const Preview& seen) {
            const QLocale locale;
            const auto count = [&](std::size_t value) { return locale.toString(static_cast<qulonglong>(value)); };
            const bool good = seen.problem.empty();
            m_start->setEnabled(good);
            m_measure->setEnabled(good && !seen.newSplit && !m_estimateJob);   // of a split that is not there nothing can be counted
            if (seen.newSplit) {
                m_data->setText(tr("A split of %1 tracks is made first: 80 % to learn from, 10 % to watch, 10 % to measure, each artist in one part.").arg(count(seen.train)));
                m_data->setToolTip({});
                return;
            }
            if (!good) {
                m_data->setText(QString::fromStdString(seen.problem));
                m_data->setToolTip({});
                return;
            }
            m_data->setText(tr("%1 tags (%2 left out); %3 tracks to learn from, %4 to watch, %5 to measure")
                                .arg(count(seen.tags), count(seen.dropped.size()), count(seen.train), count(seen.valid), count(seen.test)));
            QStringList dropped;
            constexpr std::size_t kMostShown = 30;
            for (std::size_t i = 0; i < seen.dropped.size() && i < kMostShown; ++i)
                dropped << QString::fromStdString(seen.dropped[i]).toHtmlEscaped();
            if (seen.dropped.size() > kMostShown) dropped << QStringLiteral("...");
            m_data->setToolTip(dropped.isEmpty() ? QString() : tr("Left out:<br>%1").arg(dropped.join(QStringLiteral("<br>"))));
        });
}

void TrainPage::askEstimate()
{
    m_estimateOf = m_form->parameters();
    m_measure->setEnabled(false);
    m_estimate->setText(m_progress->isBusy() ? tr("Will be measured when the present training is done ...") : tr("Measuring a few batches ..."));
    m_context.jobs.submit(QStringLiteral("estimate"), engine::tasks::briefTraining(m_estimateOf), [this](engine::JobId id) { m_estimateJob = id; });
}

void TrainPage::readEstimate(const engine::jobs::JobEvent& event)
{
    if (event.state == JobState::Queued || event.state == JobState::Running || event.state == JobState::Paused) return;
    m_estimateJob.reset();
    m_measure->setEnabled(true);
    if (event.state != JobState::Done) {
        m_estimate->setText(event.failure ? QString::fromStdString(engine::toText(*event.failure)) : tr("The estimate was cancelled."));
        return;
    }
    m_context.store.ask(
        this, "estimate",
        [id = event.id](StoreThread::Workspace& workspace) {
            const auto job = workspace.jobs().find(id);
            return job ? job->result : Json();
        },
        [this](const Json& estimate) { showEstimate(estimate); });
}

void TrainPage::showEstimate(const Json& estimate)
{
    if (!estimate.is_object()) {
        m_estimateOf = nullptr;
        m_estimate->setText(tr("How long will it take? Estimate measures it on this machine."));
        return;
    }
    const auto& seconds = estimate["seconds"];
    const auto& disk = estimate["disk_bytes"];
    const double diskBytes = disk["checkpoints"].get<double>() + disk["melgrams"].get<double>();
    QStringList lines;
    lines << tr("About %1 for all epochs, %2 each (%3 windows/s, %4)")
                 .arg(wallTime(seconds["total"].get<double>()), wallTime(seconds["epoch"].get<double>()),
                      QLocale().toString(estimate["samples_per_second"].get<double>(), 'f', 1), QString::fromStdString(estimate["device"].get<std::string>()));
    if (estimate["melgrams_missing"] > 0)
        lines << tr("of that %1 for missing melgrams (%2)").arg(wallTime(seconds["melgrams"].get<double>()), QLocale().toString(estimate["melgrams_missing"].get<int>()));
    lines << (estimate["memory_bytes"].is_null() ? tr("%1 on disk").arg(bytesText(diskBytes))
                                                 : tr("%1 of memory, %2 on disk").arg(bytesText(estimate["memory_bytes"].get<double>()), bytesText(diskBytes)));
    if (!estimate["memory_bytes"].is_null() && estimate["memory_bytes"] > estimate["memory_available_bytes"])
        lines << tr("That is more memory than is free: choose a smaller batch.");
    if (!disk["available"].is_null() && diskBytes > disk["available"].get<double>()) lines << tr("That is more than the disk has left.");
    m_estimate->setText(lines.join(QLatin1Char('\n')));
}

std::vector<std::pair<QString, Json>> TrainPage::steps(const Json& training) const
{
    std::vector<std::pair<QString, Json>> chain;
    if (m_form->wantsNewSplit())
        chain.emplace_back(QStringLiteral("split"), Json{{"name", training["split"]}, {"ratios", {80, 10, 10}}, {"stratify", true}, {"group_by", "artist"}, {"seed", 0}});
    chain.emplace_back(QStringLiteral("train"), training);
    return chain;
}

void TrainPage::start()
{
    m_failure.reset();
    auto training = m_form->parameters();
    // A name of its own makes it a new run: without one, the same settings would go on with a run that was stopped.
    if (training["name"] == "")
        training["name"] = (QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyy-MM-dd hh:mm:ss ")) + m_form->modelName()).toStdString();
    m_context.jobs.submitChain(steps(engine::tasks::briefTraining(training)));
    m_context.say(m_progress->isBusy() ? tr("The training waits for the one at work.") : tr("The training begins."));
}

void TrainPage::resume(const engine::store::RunSummary& summary)
{
    const auto& run = summary.run;
    // Its own job goes on where it can, so that the list of jobs tells one story.
    const bool ownJob = run.job && summary.jobKind == "train" && (summary.jobState == "interrupted" || summary.jobState == "cancelled" || summary.jobState == "failed");
    if (ownJob) m_context.jobs.rerun(*run.job);
    else m_context.jobs.submit(QStringLiteral("train"), {{"resume", std::to_string(engine::value(run.id))}});
    m_context.say(tr("%1 goes on.").arg(runTitle(run)));
}

void TrainPage::prefill(const engine::store::RunSummary& summary)
{
    m_form->fill(engine::tasks::rerunParameters(summary));
    m_context.say(tr("The form holds the settings of run %1. Change what you like and start.").arg(engine::value(summary.run.id)));
}

void TrainPage::updateNextStep()
{
    const auto& model = m_runs->model();
    for (int row = 0; row < model.rowCount(); ++row) {
        const auto& summary = *model.at(row);
        if (summary.standing() != "interrupted" || m_progress->isBusy()) continue;
        m_next->show(tr("%1 was interrupted after %2 of %3 epochs. Nothing of them is lost.")
                         .arg(runTitle(summary.run), QLocale().toString(summary.epochs), QLocale().toString(summary.run.config.value("epochs", 0))),
                     tr("Resume it"), [this, summary] { resume(summary); });
        return;
    }
    if (m_failure)
        m_next->show(tr("The training failed: %1").arg(QString::fromStdString(*m_failure)), tr("Read its log"), [this] { m_context.showPage(QStringLiteral("jobs")); });
    else if (model.rowCount() == 0)
        m_next->show(tr("No run yet. Choose data and a model on the left and start; the curves grow while it learns."), tr("Go to the library"),
                     [this] { m_context.showPage(QStringLiteral("library")); });
    else if (m_progress->isBusy())
        m_next->show(tr("You can use the other pages while it learns; closing the window asks first."), tr("Show its log"),
                     [this] { m_context.showPage(QStringLiteral("jobs")); });
    else
        m_next->show(tr("Choose several runs to compare their curves and settings. What a run is worth on other tracks stands on the Evaluate page."), tr("Evaluate"),
                     [this] { m_context.showPage(QStringLiteral("evaluate")); });
}

extern const PageEntry train_page;
const PageEntry train_page{"train", QT_TRANSLATE_NOOP("pages", "Train"), QT_TRANSLATE_NOOP("pages", "Train a model, watch it learn, compare runs"),
                           [](PageContext& context) -> QWidget* { return new TrainPage(context); }};

}  // namespace ui
