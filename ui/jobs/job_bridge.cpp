#include "ui/jobs/job_bridge.h"

#include <algorithm>
#include <utility>

#include <QMetaObject>
#include <QPointer>

#include "ui/store/store_thread.h"

namespace ui {

JobBridge::JobBridge(QObject* parent) : QObject(parent)
{
    connect(this, &JobBridge::eventArrived, this, &JobBridge::advance);
}

JobBridge::~JobBridge()
{
    // The lanes join while this object still takes their last events.
    m_service.reset();
}

engine::jobs::JobObserver JobBridge::observer()
{
    return [this](const engine::jobs::JobEvent& event) {
        QMetaObject::invokeMethod(this, [this, event] { Q_EMIT eventArrived(event); }, Qt::QueuedConnection);
    };
}

void JobBridge::start(StoreThread& store, engine::tasks::JobService::Options options)
{
    m_store = &store;
    auto frames = [this](engine::JobId job, std::shared_ptr<const engine::tasks::MapFrame> frame) {
        QMetaObject::invokeMethod(
            this, [this, job, frame = std::move(frame)] { Q_EMIT mapFrameArrived(static_cast<qlonglong>(engine::value(job)), frame); }, Qt::QueuedConnection);
    };
    store.edit(this, [this, options = std::move(options), frames](StoreThread::Workspace&) mutable {
        m_service = std::make_unique<engine::tasks::JobService>(std::move(options), observer(), std::move(frames));
    });
}

void JobBridge::submit(const QString& task, const engine::Json& parameters, std::function<void(engine::JobId)> submitted)
{
    withService([this, task = task.toStdString(), parameters,
                 submitted = std::move(submitted)](engine::tasks::JobService& service) {
        const auto id = service.submit(task, parameters);
        if (submitted) QMetaObject::invokeMethod(this, [submitted, id] { submitted(id); }, Qt::QueuedConnection);
    });
}

void JobBridge::submitChain(std::vector<std::pair<QString, engine::Json>> tasks)
{
    std::ranges::reverse(tasks);
    if (tasks.empty()) return;
    auto [task, parameters] = std::move(tasks.back());
    tasks.pop_back();
    submit(task, parameters, [this, rest = std::move(tasks)](engine::JobId id) { m_chains.push_back({id, rest}); });
}

void JobBridge::advance(const engine::jobs::JobEvent& event)
{
    using engine::jobs::JobState;
    const bool ended = event.state == JobState::Failed || event.state == JobState::Cancelled;
    if (event.state != JobState::Done && !ended) return;
    const auto at = std::ranges::find(m_chains, event.id, &Chain::waitsFor);
    if (at == m_chains.end()) return;
    auto rest = std::move(at->rest);
    m_chains.erase(at);
    std::ranges::reverse(rest);
    if (!ended) submitChain(std::move(rest));
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

void JobBridge::withService(std::function<void(engine::tasks::JobService&)> action)
{
    if (m_store == nullptr) return;
    m_store->edit(this, [this, action = std::move(action)](StoreThread::Workspace&) {
        try {
            if (m_service) action(*m_service);
        } catch (...) {
            const auto text = failureText(engine::describe(std::current_exception()));
            QMetaObject::invokeMethod(this, [this, text] { Q_EMIT refused(text); }, Qt::QueuedConnection);
        }
    });
}

}  // namespace ui
