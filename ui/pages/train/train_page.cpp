#include "ui/pages/train/train_page.h"

#include <algorithm>

#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
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
#include "ui/pages/train/run_exchange_bar.h"
#include "ui/pages/train/runs_panel.h"
#include "ui/pages/train/student_panel.h"
#include "ui/pages/train/sweep_panel.h"
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

}  // namespace

TrainPage::TrainPage(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    setWhatsThis(tr("Teaches a model your tags. On the left choose the data, the model and how it learns; Estimate measures on this machine how long it takes. "
                    "Start training works in the background: you can go on, close the window and resume.\n\nThe curves show each epoch, the best one is marked. "
                    "Rising validation loss while training loss falls means that the model learns by heart. Finish now keeps the best epoch.\n\nChoose "
                    "several runs in the table to compare their curves and settings.\n\nSearch of settings tries several values of the learning rate, dropout and others, "
                    "judges them on the validation part and shows every trial as a line.\n\nA student learns from unlabelled music, too, with the answers of a trained run as its teacher."));
    auto* halves = new QSplitter;
    halves->setChildrenCollapsible(false);
    auto* form = buildForm();
    halves->addWidget(form);
    halves->addWidget(buildRight());
    connect(m_tabs, &QTabWidget::currentChanged, form, [this, form] { form->setVisible(m_tabs->currentWidget() != m_student); });   // a student has a form of its own
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
        m_sweep->setBase(m_form->parameters());
        m_runs->exchange().setTraining(m_form->parameters());
        if (!m_estimateOf.is_null() && m_form->parameters() != m_estimateOf) showEstimate(nullptr);
    });
    connect(&context.jobs, &JobBridge::eventArrived, this, &TrainPage::takeEvent);
    connect(&context.theme, &Theme::changed, this, &TrainPage::reloadCurves);
    connect(m_progress, &ProgressPanel::changed, &m_reload, qOverload<>(&QTimer::start));
    connect(m_runs, &RunsPanel::changed, &m_reload, qOverload<>(&QTimer::start));
    connect(m_runs, &RunsPanel::choiceChanged, this, &TrainPage::reloadCurves);
    connect(m_runs, &RunsPanel::resumeWanted, this, &TrainPage::resume);
    connect(m_runs, &RunsPanel::rerunWanted, this, &TrainPage::prefill);
    context.fillTraining = [page = QPointer(this)](const Json& parameters) {
        if (page) page->m_form->fill(parameters);
    };
    showEstimate(nullptr);
    m_sweep->setBase(m_form->parameters());
    m_runs->exchange().setTraining(m_form->parameters());
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
    auto* copy = new CopyCommandButton(m_context, [this] { return chainOf(QStringLiteral("train"), engine::tasks::briefTraining(m_form->parameters())); });
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
    m_sweep = new SweepPanel(m_context);
    m_student = new StudentPanel(m_context);
    m_tabs = new QTabWidget;
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Training, search or student"));
    m_tabs->addTab(halves, tr("Training"));
    m_tabs->addTab(m_sweep, tr("Search of settings"));
    m_tabs->addTab(m_student, tr("Student"));
    m_tabs->setTabToolTip(1, tr("Tries several settings on the validation part and shows which are best"));
    m_tabs->setTabToolTip(2, tr("Learns from labelled and unlabelled music, with a trained run as teacher"));
    connect(m_student, &StudentPanel::startWanted, this, &TrainPage::startStudent);
    connect(m_sweep, &SweepPanel::startWanted, this, &TrainPage::startSweep);
    connect(m_sweep, &SweepPanel::estimateWanted, this, &TrainPage::askEstimate);
    connect(m_sweep, &SweepPanel::fillWanted, m_form, &TrainForm::fill);
    connect(m_sweep, &SweepPanel::trainingWanted, this, [this](const Json& training) {
        m_context.jobs.submit(QStringLiteral("train"), engine::tasks::briefTraining(training));
        m_context.say(tr("The final run begins."));
    });
    return m_tabs;
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
    m_sweep->takeEvent(event);
    if (m_estimateJob == event.id) readEstimate(event);
    if ((event.kind == "train" || event.kind == "train_student") && event.state == JobState::Failed && event.failure) m_failure = engine::toText(*event.failure);
    if ((event.kind == "train" || event.kind == "train_student") && event.state == JobState::Running) m_failure.reset();
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
        m_student->setSplits(choices.splits);
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
    m_student->setRuns(runs);
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

extern const PageEntry train_page;
const PageEntry train_page{"train", QT_TRANSLATE_NOOP("pages", "Train"), QT_TRANSLATE_NOOP("pages", "Train a model, watch it learn, compare runs"),
                           [](PageContext& context) -> QWidget* { return new TrainPage(context); }};

}  // namespace ui
