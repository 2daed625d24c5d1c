#include "ui/store/store_thread.h"

#include <algorithm>

#include <QMetaObject>

#include "engine/store/workspace.h"

namespace ui {

QString failureText(const engine::Failure& failure)
{
    return QString::fromStdString(engine::toText(failure));
}

StoreThread::StoreThread(std::filesystem::path workspace, QObject* parent)
    : QObject(parent), m_folder(std::move(workspace)), m_thread([this](std::stop_token quit) { serve(quit); })
{
}

StoreThread::~StoreThread()
{
    m_thread.request_stop();
    if (m_thread.joinable()) m_thread.join();
}

void StoreThread::add(QObject* receiver, const char* channel, Work work, Kind kind)
{
    Request request{{receiver, channel}, receiver, ++m_lastNumber, kind, std::move(work)};
    if (kind == Kind::Question) m_newest[request.key] = request.number;
    const std::lock_guard lock(m_mutex);
    if (kind == Kind::Question) {
        std::erase_if(m_queue, [&](const Request& old) { return old.kind == Kind::Question && old.key == request.key; });
        if (m_open != nullptr && m_running == request.key) m_open->database().interrupt();
    }
    m_queue.push_back(std::move(request));
    m_changed.notify_all();
}

void StoreThread::serve(std::stop_token quit)
{
    std::optional<Workspace> workspace;
    try {
        workspace.emplace(Workspace::openOrCreate(m_folder));
    } catch (...) {
        const auto text = failureText(engine::describe(std::current_exception()));
        QMetaObject::invokeMethod(this, [this, text] { Q_EMIT failed(text); }, Qt::QueuedConnection);
        return;
    }
    QMetaObject::invokeMethod(this, [this] { Q_EMIT opened(); }, Qt::QueuedConnection);
    std::unique_lock lock(m_mutex);
    m_open = &*workspace;
    for (;;) {
        m_changed.wait(lock, quit, [this] { return !m_queue.empty(); });
        if (quit.stop_requested())
            std::erase_if(m_queue, [](const Request& request) { return request.kind == Kind::Question; });
        if (m_queue.empty()) break;
        Request request = std::move(m_queue.front());
        m_queue.pop_front();
        if (request.kind == Kind::Question) m_running = request.key;
        lock.unlock();
        runOne(*workspace, std::move(request));
        lock.lock();
        m_running.reset();
    }
    m_open = nullptr;
}

void StoreThread::runOne(Workspace& workspace, Request request)
{
    Reply reply;
    try {
        reply = request.work(workspace);
    } catch (...) {
        reply = [this, text = failureText(engine::describe(std::current_exception()))] { Q_EMIT failed(text); };
    }
    QMetaObject::invokeMethod(
        this,
        [this, key = request.key, receiver = request.receiver, number = request.number, kind = request.kind,
         reply = std::move(reply)] { deliver(key, receiver, number, kind, reply); },
        Qt::QueuedConnection);
}

void StoreThread::deliver(const Key& key, const QPointer<QObject>& receiver, std::uint64_t number, Kind kind, const Reply& reply)
{
    if (isOutdated(key, number, kind)) return;
    if (kind == Kind::Question) m_newest.erase(key);
    if (receiver) reply();
}

bool StoreThread::isOutdated(const Key& key, std::uint64_t number, Kind kind) const
{
    if (kind == Kind::Edit) return false;
    const auto newest = m_newest.find(key);
    return newest == m_newest.end() || newest->second != number;
}

}  // namespace ui
