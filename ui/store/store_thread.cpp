#include "ui/store/store_thread.h"

#include <algorithm>

#include <QCoreApplication>
#include <QMetaObject>

#include "engine/store/workspace.h"

namespace ui {

namespace {

const char* codeWords(engine::ErrorCode code)
{
    switch (code) {
    case engine::ErrorCode::Empty: return QT_TRANSLATE_NOOP("Failure", "Empty");
    case engine::ErrorCode::NotAudio: return QT_TRANSLATE_NOOP("Failure", "Not audio");
    case engine::ErrorCode::Truncated: return QT_TRANSLATE_NOOP("Failure", "Cut short");
    case engine::ErrorCode::Corrupt: return QT_TRANSLATE_NOOP("Failure", "Damaged");
    case engine::ErrorCode::NoAudio: return QT_TRANSLATE_NOOP("Failure", "No audio inside");
    case engine::ErrorCode::Permission: return QT_TRANSLATE_NOOP("Failure", "No permission");
    case engine::ErrorCode::Missing: return QT_TRANSLATE_NOOP("Failure", "Missing");
    case engine::ErrorCode::Changed: return QT_TRANSLATE_NOOP("Failure", "Changed meanwhile");
    case engine::ErrorCode::NoSpace: return QT_TRANSLATE_NOOP("Failure", "No space left");
    case engine::ErrorCode::ReadOnly: return QT_TRANSLATE_NOOP("Failure", "Read-only");
    case engine::ErrorCode::BadRow: return QT_TRANSLATE_NOOP("Failure", "Bad row");
    case engine::ErrorCode::Mismatch: return QT_TRANSLATE_NOOP("Failure", "Does not fit");
    case engine::ErrorCode::Unsupported: return QT_TRANSLATE_NOOP("Failure", "Not supported");
    case engine::ErrorCode::InsaneFormat: return QT_TRANSLATE_NOOP("Failure", "Impossible format");
    case engine::ErrorCode::NonFinite: return QT_TRANSLATE_NOOP("Failure", "Not a number");
    case engine::ErrorCode::TooShort: return QT_TRANSLATE_NOOP("Failure", "Too short");
    case engine::ErrorCode::TooLarge: return QT_TRANSLATE_NOOP("Failure", "Too large");
    case engine::ErrorCode::NotRegular: return QT_TRANSLATE_NOOP("Failure", "Not a plain file");
    case engine::ErrorCode::LinkLoop: return QT_TRANSLATE_NOOP("Failure", "Links in a circle");
    case engine::ErrorCode::OutsideLibrary: return QT_TRANSLATE_NOOP("Failure", "Outside the library");
    case engine::ErrorCode::Busy: return QT_TRANSLATE_NOOP("Failure", "Busy");
    case engine::ErrorCode::Unsafe: return QT_TRANSLATE_NOOP("Failure", "Unsafe");
    case engine::ErrorCode::Device: return QT_TRANSLATE_NOOP("Failure", "Device");
    case engine::ErrorCode::InvalidArgument: return QT_TRANSLATE_NOOP("Failure", "Wrong value");
    case engine::ErrorCode::NotFound: return QT_TRANSLATE_NOOP("Failure", "Not found");
    case engine::ErrorCode::Internal: return QT_TRANSLATE_NOOP("Failure", "Internal error");
    }
    return "";
}

}  // namespace

QString failureText(const engine::Failure& failure)
{
    // The engine explains in English. Who reads another language is told the kind of failure in it first.
    const auto text = QString::fromStdString(engine::toText(failure));
    const auto source = QString::fromLatin1(codeWords(failure.code));
    const auto kind = QCoreApplication::translate("Failure", codeWords(failure.code));
    return kind == source ? text : QStringLiteral("%1: %2").arg(kind, text);
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
