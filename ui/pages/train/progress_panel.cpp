#include "ui/pages/train/progress_panel.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "engine/tasks/train_setup.h"
#include "ui/format.h"
#include "ui/jobs/job_bridge.h"
#include "ui/models/job_table_model.h"
#include "ui/models/run_table_model.h"
#include "ui/page_context.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

using engine::jobs::JobState;

constexpr int kBarSteps = 1000;

/// What a waiting job is about: "Train  MusiCNN, 30 epochs", "Evaluate  run 3".
QString jobSubject(const engine::store::JobRow& job)
{
    const auto& parameters = job.parameters;
    const auto text = [&](const char* key) {
        return parameters.contains(key) ? QString::fromStdString(parameters[key].is_string() ? parameters[key].get<std::string>() : parameters[key].dump()) : QString();
    };
    if (!text("resume").isEmpty()) return ProgressPanel::tr("%1: go on with run %2").arg(jobName(job.kind), text("resume"));
    if (!text("name").isEmpty()) return QStringLiteral("%1: %2").arg(jobName(job.kind), text("name"));
    if (!text("arch").isEmpty()) return ProgressPanel::tr("%1: %2, %n epoch(s)", nullptr, parameters.value("epochs", 0)).arg(jobName(job.kind), text("arch"));
    if (!text("run").isEmpty()) return ProgressPanel::tr("%1: run %2").arg(jobName(job.kind), text("run"));
    return jobName(job.kind);
}

QPushButton* textButton(const QString& icon, const QString& text, const QString& tip)
{
    auto* button = new QPushButton(Theme::icon(icon), text);
    button->setAccessibleName(text);
    button->setToolTip(tip);
    return button;
}

}  // namespace

ProgressPanel::ProgressPanel(PageContext& context, QWidget* parent) : QFrame(parent), m_context(context)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    m_work = buildWork();
    m_queueBox = buildQueue();
    column->addWidget(m_work);
    column->addWidget(m_queueBox);
    showWork();
    setQueue({});
}

QWidget* ProgressPanel::buildWork()
{
    m_title = new QLabel;
    m_title->setTextFormat(Qt::PlainText);
    auto font = m_title->font();
    font.setBold(true);
    m_title->setFont(font);
    m_numbers = new QLabel;
    m_numbers->setTextFormat(Qt::PlainText);
    m_bar = new QProgressBar;
    m_bar->setRange(0, kBarSteps);
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(8);
    m_bar->setAccessibleName(tr("Share of the training that is done"));
    m_pause = textButton(QStringLiteral("pause"), tr("Pause"), tr("Wait after the present batch"));
    m_finish = textButton(QStringLiteral("ready"), tr("Finish now"), tr("End the training now and keep its best epoch; it is measured as usual"));
    m_cancel = textButton(QStringLiteral("cancel"), tr("Cancel"), tr("Stop; finished epochs are kept and can be gone on from"));
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_title);
    texts->addWidget(m_numbers);
    auto* row = new QHBoxLayout;
    row->addLayout(texts, 1);
    row->addWidget(m_pause);
    row->addWidget(m_finish);
    row->addWidget(m_cancel);
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addWidget(m_bar);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_job) m_state == JobState::Paused ? m_context.jobs.resume(*m_job) : m_context.jobs.pause(*m_job);
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] { if (m_job) m_context.jobs.cancel(*m_job); });
    connect(m_finish, &QPushButton::clicked, this, &ProgressPanel::finishNow);
    return box;
}

QWidget* ProgressPanel::buildQueue()
{
    m_queue = new QListWidget;
    m_queue->setAccessibleName(tr("Jobs that wait"));
    m_queue->setToolTip(tr("They begin one after another, from top to bottom"));
    m_queue->setFrameShape(QFrame::NoFrame);
    m_up = textButton(QStringLiteral("up"), tr("Move up"), tr("Let the chosen job begin earlier"));
    m_remove = textButton(QStringLiteral("cancel"), tr("Remove"), tr("Take the chosen job out of the queue"));
    auto* buttons = new QVBoxLayout;
    buttons->addWidget(m_up);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto* row = new QHBoxLayout;
    row->addWidget(m_queue, 1);
    row->addLayout(buttons);
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(new QLabel(tr("Waiting")));
    column->addLayout(row);
    const auto showButtons = [this] {
        m_up->setEnabled(m_queue->currentRow() > 0);
        m_remove->setEnabled(m_queue->currentRow() >= 0);
    };
    connect(m_queue, &QListWidget::currentRowChanged, this, showButtons);
    connect(m_up, &QPushButton::clicked, this, [this] {
        if (const auto job = chosenInQueue()) m_context.jobs.moveUp(*job);
        Q_EMIT changed();
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (const auto job = chosenInQueue()) m_context.jobs.cancel(*job);
        Q_EMIT changed();
    });
    showButtons();
    return box;
}

std::optional<engine::JobId> ProgressPanel::chosenInQueue() const
{
    const auto row = static_cast<std::size_t>(m_queue->currentRow());
    return m_queue->currentRow() >= 0 && row < m_waiting.size() ? std::optional(m_waiting[row].id) : std::nullopt;
}

void ProgressPanel::takeEvent(const engine::jobs::JobEvent& event)
{
    const bool trains = event.kind == "train" || epochStageOf(event.progress.stage).has_value();
    const bool works = event.state == JobState::Running || event.state == JobState::Paused;
    if (works && trains) {
        if (m_job != event.id) {
            m_job = event.id;
            m_asked.reset();
            m_run.reset();
            m_pace.begin(1);
        }
        m_state = event.state;
        showWork();
        if (!event.progress.stage.empty()) showReading(event.progress);
    } else if (m_job == event.id && !works) {
        m_job.reset();
        m_run.reset();
        showWork();
    }
}

void ProgressPanel::setRuns(const std::vector<engine::store::RunSummary>& runs)
{
    const auto idOf = [](const auto& run) { return run ? run->run.id : engine::RunId{}; };
    const auto before = idOf(m_run);
    const auto found = std::ranges::find_if(runs, [this](const auto& summary) {
        const auto standing = summary.standing();
        if (standing != "training" && standing != "created") return false;
        return m_job ? summary.run.job == m_job : true;
    });
    m_run = found == runs.end() ? std::nullopt : std::optional(*found);
    if (m_run && m_run->run.id != before) m_pace.begin(m_run->run.config.value("batch", 16));
    showWork();
}

void ProgressPanel::showWork()
{
    const bool ours = m_job.has_value();
    m_work->setVisible(ours || m_run);
    setVisible(ours || m_run || !m_waiting.empty());
    if (!ours && !m_run) return;
    m_title->setText(m_run ? runTitle(m_run->run) : tr("A training begins"));
    const bool paused = ours && m_state == JobState::Paused;
    m_pause->setText(paused ? tr("Continue") : tr("Pause"));
    m_pause->setAccessibleName(m_pause->text());
    m_pause->setIcon(Theme::icon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
    m_pause->setVisible(ours);
    m_cancel->setVisible(ours);
    const bool asked = m_run && m_asked == m_run->run.id;
    m_finish->setEnabled(m_run && !asked);
    if (m_run && !ours) {
        m_numbers->setText(tr("Another program trains this run: %1 of %2 epochs done").arg(QLocale().toString(m_run->epochs), QLocale().toString(m_run->run.config.value("epochs", 0))));
        m_bar->setValue(kBarSteps * m_run->epochs / std::max(1, m_run->run.config.value("epochs", 1)));
    }
}

void ProgressPanel::showReading(const engine::Progress& progress)
{
    const QLocale locale;
    const auto reading = m_pace.update(progress);
    QStringList parts;
    if (!reading) {
        const auto stage = QString::fromStdString(progress.stage);
        parts << (progress.total > 0 ? tr("%1: %2 of %3").arg(stage, locale.toString(static_cast<qlonglong>(progress.done)), locale.toString(static_cast<qlonglong>(progress.total))) : stage);
        m_bar->setValue(progress.total > 0 ? static_cast<int>(kBarSteps * progress.done / progress.total) : 0);
    } else {
        parts << tr("Epoch %1 of %2").arg(locale.toString(reading->stage.epoch), locale.toString(reading->stage.epochs));
        parts << (reading->stage.checking ? tr("checking on the validation part") : tr("batch %1 of %2").arg(locale.toString(static_cast<qlonglong>(progress.done)), locale.toString(static_cast<qlonglong>(progress.total))));
        if (reading->samplesPerSecond) parts << tr("%1 windows/s").arg(locale.toString(*reading->samplesPerSecond, 'f', *reading->samplesPerSecond < 10 ? 1 : 0));
        if (reading->secondsLeft && m_state == JobState::Running) parts << remainingText(*reading->secondsLeft);
        m_bar->setValue(static_cast<int>(kBarSteps * reading->share));
    }
    if (m_state == JobState::Paused) parts << tr("paused");
    if (m_run && m_asked == m_run->run.id) parts << tr("finishing");
    m_numbers->setText(parts.join(QStringLiteral("  \u00b7  ")));
}

void ProgressPanel::finishNow()
{
    if (!m_run) return;
    m_asked = m_run->run.id;
    m_context.store.edit(this, [id = m_run->run.id](StoreThread::Workspace& workspace) { workspace.runs().setFinishAsked(id, true); });
    if (m_job && m_state == JobState::Paused) m_context.jobs.resume(*m_job);
    m_context.say(m_run->run.bestEpoch > 0 ? tr("The training ends now; its best epoch is kept.") : tr("The training ends with its first epoch, so that there is something to keep."));
    showWork();
}

void ProgressPanel::setQueue(std::vector<engine::store::JobRow> waiting)
{
    const auto chosen = chosenInQueue();
    m_waiting = std::move(waiting);
    m_queue->clear();
    for (const auto& job : m_waiting) {
        m_queue->addItem(jobSubject(job));
        if (chosen == job.id) m_queue->setCurrentRow(m_queue->count() - 1);
    }
    constexpr int kMostRows = 4;
    const int rows = std::clamp(m_queue->count(), 2, kMostRows);
    m_queue->setFixedHeight(rows * (fontMetrics().height() + 8) + 4);
    m_queueBox->setVisible(!m_waiting.empty());
    setVisible(m_job || m_run || !m_waiting.empty());
}

}  // namespace ui
