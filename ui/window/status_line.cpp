#include "ui/window/status_line.h"

#include <thread>

#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

#include "engine/neural/cuda_driver.h"
#include "engine/neural/neural_loader.h"
#include "engine/store/workspace.h"
#include "ui/format.h"
#include "ui/jobs/job_bridge.h"
#include "ui/models/job_table_model.h"
#include "ui/page_context.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

/// More than that would read long on the store thread; the count alone is shown.
constexpr std::size_t kSummedUpMost = 20000;

}  // namespace

StatusLine::StatusLine(PageContext& context, const QString& deviceText, QWidget* parent)
    : QStatusBar(parent), m_context(context), m_selection(new QLabel), m_job(new QLabel), m_device(new QLabel(deviceText)), m_bar(new QProgressBar),
      m_pause(new QPushButton), m_cancel(new QPushButton)
{
    setSizeGripEnabled(false);
    for (auto* label : {m_selection, m_job}) {
        label->setTextFormat(Qt::PlainText);
        label->setContentsMargins(8, 0, 8, 0);
    }
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(fontMetrics().averageCharWidth() * 18);
    m_bar->setFixedHeight(fontMetrics().height() / 2);
    m_bar->setAccessibleName(tr("Progress of the running job"));
    m_pause->setFlat(true);
    m_cancel->setFlat(true);
    m_pause->setAccessibleName(tr("Pause the running job"));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setAccessibleName(tr("Cancel the running job"));
    m_cancel->setToolTip(tr("Stop the running job; what it finished is kept"));
    m_device->setTextFormat(Qt::PlainText);
    m_device->setContentsMargins(8, 0, 12, 0);
    m_device->setToolTip(plainTip(tr("Where models are computed")));
    addWidget(m_job);
    addWidget(m_bar);
    addWidget(m_pause);
    addWidget(m_cancel);
    addPermanentWidget(m_selection);
    addPermanentWidget(m_device);
    connect(&context.selection, &Selection::tracksChanged, this, &StatusLine::sumUp);
    connect(&context.jobs, &JobBridge::eventArrived, this, &StatusLine::takeEvent);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_jobs.empty()) return;
        const auto& job = m_jobs.begin()->second;
        job.state == engine::jobs::JobState::Paused ? m_context.jobs.resume(job.id) : m_context.jobs.pause(job.id);
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] { if (!m_jobs.empty()) m_context.jobs.cancel(m_jobs.begin()->first); });
    connect(this, &QStatusBar::messageChanged, this, &StatusLine::showJob);
    showJob();
    sumUp();
}

void StatusLine::setDevice(const QString& device, int threads)
{
    const int count = threads > 0 ? threads : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    m_device->setText(device.startsWith(QLatin1String("cuda")) ? device : tr("CPU, %n thread(s)", nullptr, count));
    m_device->setToolTip(plainTip(tr("Where models are computed")));
    if (device == QLatin1String("cpu")) return;
    // The driver may take long to answer, and LibTorch longer: its build says whether it can use a card at all.
    m_context.store.ask(
        this, "cards", [](StoreThread::Workspace&) { return engine::neural::cudaCards(); },
        [this, device](const std::vector<engine::neural::CudaCard>& cards) {
            if (cards.empty()) return;
            if (!engine::neural::neuralLibraryUsesCuda())
                return m_device->setToolTip(plainTip(tr("A CUDA card is here, but this LibTorch is one without CUDA. `packaging/run --libtorch DIR` builds with another.")));
            const auto wanted = static_cast<std::size_t>(device.section(QLatin1Char(':'), 1).toUInt());
            const auto& card = cards[std::min(wanted, cards.size() - 1)];
            m_device->setText(tr("%1, %2").arg(QString::fromStdString(card.name), QLocale().formattedDataSize(static_cast<qint64>(card.memoryBytes), 0)));
        });
}

void StatusLine::setListed(int tracks)
{
    m_listed = tracks;
    sumUp();
}

void StatusLine::takeEvent(const engine::jobs::JobEvent& event)
{
    using engine::jobs::JobState;
    const bool active = event.state == JobState::Queued || event.state == JobState::Running || event.state == JobState::Paused;
    if (active)
        m_jobs.insert_or_assign(event.id, event);
    else
        m_jobs.erase(event.id);
    if (event.state == JobState::Failed && event.failure) m_context.say(failureText(*event.failure));
    showJob();
}

void StatusLine::showJob()
{
    // A message has the place to itself; Qt hides the parts then, and showing one would write over it.
    for (auto* part : std::initializer_list<QWidget*>{m_job, m_bar, m_pause, m_cancel})
        part->setVisible(!m_jobs.empty() && currentMessage().isEmpty());
    if (m_jobs.empty()) return;
    const auto& job = m_jobs.begin()->second;
    const bool paused = job.state == engine::jobs::JobState::Paused;
    const QLocale locale;
    QString text = jobName(job.kind);
    if (job.progress.total > 0)
        text = tr("%1: %2 of %3").arg(text, locale.toString(static_cast<qlonglong>(job.progress.done)),
                                      locale.toString(static_cast<qlonglong>(job.progress.total)));
    if (job.secondsLeft && !paused) text += QStringLiteral(", ") + remainingText(*job.secondsLeft);
    if (paused) text += QStringLiteral(", ") + tr("paused");
    if (m_jobs.size() > 1) text += QStringLiteral(" ") + tr("(+%n more)", nullptr, static_cast<int>(m_jobs.size()) - 1);
    m_job->setText(text);
    m_bar->setRange(0, job.progress.total > 0 ? 1000 : 0);
    if (job.progress.total > 0) m_bar->setValue(static_cast<int>(1000 * job.progress.done / job.progress.total));
    m_pause->setText(paused ? tr("Continue") : tr("Pause"));
    m_pause->setAccessibleName(paused ? tr("Continue the running job") : tr("Pause the running job"));
    m_pause->setToolTip(m_pause->accessibleName());
}

void StatusLine::sumUp()
{
    const auto& chosen = m_context.selection.tracks();
    const QLocale locale;
    if (chosen.empty()) {
        m_selection->setText(tr("%n track(s)", nullptr, m_listed));
        return;
    }
    const auto text = tr("%n selected of %1", nullptr, static_cast<int>(chosen.size())).arg(locale.toString(m_listed));
    if (chosen.size() > kSummedUpMost) {
        m_selection->setText(text);
        return;
    }
    m_context.store.ask(
        this, "sum",
        [ids = chosen](StoreThread::Workspace& workspace) {
            double seconds = 0;
            for (const auto& track : workspace.tracks().page(ids))
                seconds += track.durationSeconds;
            return seconds;
        },
        [this, text](double seconds) { m_selection->setText(tr("%1, %2").arg(text, durationText(seconds))); });
}

}  // namespace ui
