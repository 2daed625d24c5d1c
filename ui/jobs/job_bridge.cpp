#include "ui/jobs/job_bridge.h"

#include <utility>

#include <QMetaObject>

#include "ui/store/store_thread.h"

namespace ui {

JobBridge::JobBridge(QObject* parent) : QObject(parent) {}

JobBridge::~JobBridge()
{
    // The lanes join while this object still takes their last events.
    m_service.reset();
}

engine::jobs::JobObserver JobBridge::observer()
{
    return [this](const engine::jobs::JobEvent& event) {
        const std::lock_guard lock(m_mailbox);
        if (m_isSubmitting) m_held.push_back(event);
        else post(event);
    };
}

void JobBridge::post(const engine::jobs::JobEvent& event)
{
    QMetaObject::invokeMethod(this, [this, event] { Q_EMIT eventArrived(event); }, Qt::QueuedConnection);
}

void JobBridge::start(StoreThread& store, engine::tasks::JobService::Options options)
{
    m_store = &store;
    m_settings = {std::filesystem::absolute(options.workspace), options.device, options.threads};
    auto frames = [this](engine::JobId job, std::shared_ptr<const engine::tasks::MapFrame> frame) { putFrame(job, std::move(frame)); };
    store.edit(this, [this, options = std::move(options), frames](StoreThread::Workspace&) mutable {
        m_service = std::make_unique<engine::tasks::JobService>(std::move(options), observer(), std::move(frames));
    });
}

void JobBridge::putFrame(engine::JobId job, std::shared_ptr<const engine::tasks::MapFrame> frame)
{
    const std::lock_guard lock(m_mailbox);
    if (!m_newest) QMetaObject::invokeMethod(this, [this] { takeFrame(); }, Qt::QueuedConnection);
    m_newest = LiveFrame{job, std::move(frame)};
}

void JobBridge::takeFrame()
{
    std::optional<LiveFrame> newest;
    {
        const std::lock_guard lock(m_mailbox);
        newest.swap(m_newest);
    }
    if (newest) Q_EMIT mapFrameArrived(static_cast<qlonglong>(engine::value(newest->job)), newest->frame);
}

void JobBridge::submit(const QString& task, const engine::Json& parameters)
{
    withService([task = task.toStdString(), parameters](engine::tasks::JobService& service) { service.submit(task, parameters); });
}

void JobBridge::submit(const QString& task, const engine::Json& parameters, QObject* receiver, std::function<void(const Submission&)> take)
{
    const QPointer<QObject> guarded(receiver);
    // A short job may end before its number is on the way: its events wait until the answer is before them in the queue.
    const auto queue = [this, guarded, take, task = task.toStdString(), parameters](engine::tasks::JobService& service) {
        {
            const std::lock_guard lock(m_mailbox);
            m_isSubmitting = true;
        }
        answer(guarded, take, {service.submit(task, parameters), {}});
    };
    withService(queue, [this, guarded, take](const QString& reason) { answer(guarded, take, {std::nullopt, reason}); });
}

void JobBridge::answer(QPointer<QObject> receiver, std::function<void(const Submission&)> take, Submission submission)
{
    const std::lock_guard lock(m_mailbox);
    QMetaObject::invokeMethod(
        this, [receiver = std::move(receiver), take = std::move(take), submission = std::move(submission)] { if (receiver) take(submission); },
        Qt::QueuedConnection);
    for (const auto& event : std::exchange(m_held, {}))
        post(event);
    m_isSubmitting = false;
}

void JobBridge::submitChain(const std::vector<std::pair<QString, engine::Json>>& tasks)
{
    if (tasks.empty()) return;
    std::vector<std::pair<std::string, engine::Json>> steps;
    for (const auto& [task, parameters] : tasks)
        steps.emplace_back(task.toStdString(), parameters);
    withService([steps = std::move(steps)](engine::tasks::JobService& service) { service.submitChain(steps); });
}

QString JobBridge::commandLines(const std::vector<std::pair<QString, engine::Json>>& tasks) const
{
    QStringList lines;
    for (const auto& [task, parameters] : tasks)
        lines << QString::fromStdString(engine::tasks::commandLine(task.toStdString(), parameters, m_settings));
    return lines.join(QStringLiteral(" &&\n"));
}

void JobBridge::rerun(engine::JobId job)
{
    withService([job](engine::tasks::JobService& service) { service.rerun(job); });
}

void JobBridge::cancel(engine::JobId job)
{
    withService([job](engine::tasks::JobService& service) { service.cancel(job); });
}

void JobBridge::pause(engine::JobId job)
{
    withService([job](engine::tasks::JobService& service) { service.pause(job); });
}

void JobBridge::resume(engine::JobId job)
{
    withService([job](engine::tasks::JobService& service) { service.resume(job); });
}

void JobBridge::moveUp(engine::JobId job)
{
    withService([job](engine::tasks::JobService& service) { service.moveUp(job); });
}

void JobBridge::askWaiting(QObject* receiver, std::function<void(std::vector<engine::JobId>)> answer)
{
    withService([this, receiver = QPointer<QObject>(receiver), answer = std::move(answer)](engine::tasks::JobService& service) {
        QMetaObject::invokeMethod(
            this, [receiver, answer, ids = service.waiting()] { if (receiver) answer(ids); }, Qt::QueuedConnection);
    });
}

void JobBridge::setResources(int threads, const QString& device)
{
    m_settings.threads = threads;
    m_settings.device = device.toStdString();
    withService([threads, device = m_settings.device](engine::tasks::JobService& service) { service.setResources(threads, device); });
}

void JobBridge::withService(std::function<void(engine::tasks::JobService&)> action, std::function<void(const QString&)> refuse)
{
    const auto refuseUnstarted = [refuse] { if (refuse) refuse(tr("There is no workspace to work on.")); };
    if (m_store == nullptr) return refuseUnstarted();
    m_store->edit(this, [this, action = std::move(action), refuse, refuseUnstarted](StoreThread::Workspace&) {
        if (!m_service) return refuseUnstarted();
        try {
            action(*m_service);
        } catch (...) {
            const auto text = failureText(engine::describe(std::current_exception()));
            if (refuse) refuse(text);
            QMetaObject::invokeMethod(this, [this, text] { Q_EMIT refused(text); }, Qt::QueuedConnection);
        }
    });
}

}  // namespace ui
