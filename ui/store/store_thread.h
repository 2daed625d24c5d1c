#pragma once
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include <QObject>
#include <QPointer>

#include "engine/core/error.h"

namespace engine::store {
class Workspace;
}

namespace ui {

/// The one thread of the window that touches the database: pages of tables, searches, the user's small edits.
///
///     store.ask(this, "ids", [query](Workspace& w) { return w.tracks().ids(query); },
///               [this](std::vector<TrackId> ids) { show(std::move(ids)); });
///
/// Query runs here; Answer runs on the GUI thread, unless the receiver is gone. Requests of one receiver and one channel
/// replace each other: a waiting older one is dropped, a running older one is interrupted and its answer thrown away.
/// An edit is neither dropped nor interrupted. Captures are copied between threads: values, never widgets.
class StoreThread : public QObject {
    Q_OBJECT
public:
    using Workspace = engine::store::Workspace;

    /// Opens the workspace on its own thread; returns at once. opened() or failed() tells how that went.
    explicit StoreThread(std::filesystem::path workspace, QObject* parent = nullptr);
    ~StoreThread() override;   ///< waiting questions are dropped, waiting edits are done, then joins

    template <typename Query, typename Answer>
    void ask(QObject* receiver, const char* channel, Query query, Answer answer)
    {
        add(receiver, channel, wrap(receiver, std::move(query), std::move(answer)), Kind::Question);
    }
    /// As ask(), in order and never dropped. A failure goes to failed().
    template <typename Edit, typename Answer>
    void edit(QObject* receiver, Edit query, Answer answer)
    {
        add(receiver, "", wrap(receiver, std::move(query), std::move(answer)), Kind::Edit);
    }
    template <typename Edit>
    void edit(QObject* receiver, Edit query)
    {
        edit(receiver, [query = std::move(query)](Workspace& workspace) mutable { query(workspace); return true; }, [](bool) {});
    }

    std::thread::id threadId() const { return m_thread.get_id(); }
    const std::filesystem::path& workspaceFolder() const { return m_folder; }

Q_SIGNALS:
    void opened();
    /// A question or edit went wrong (never for an outdated one). Plain text.
    void failed(const QString& message);

private:
    enum class Kind { Question, Edit };
    using Reply = std::function<void()>;                 ///< runs on the GUI thread
    using Work = std::function<Reply(Workspace&)>;       ///< runs on the store thread
    using Key = std::pair<const QObject*, std::string>;
    struct Request {
        Key key;
        QPointer<QObject> receiver;
        std::uint64_t number = 0;
        Kind kind = Kind::Question;
        Work work;
    };

    template <typename Query, typename Answer>
    static Work wrap(QObject*, Query query, Answer answer)
    {
        return [query = std::move(query), answer = std::move(answer)](Workspace& workspace) mutable -> Reply {
            auto value = std::make_shared<decltype(query(workspace))>(query(workspace));
            return [value, answer]() mutable { answer(std::move(*value)); };
        };
    }
    void add(QObject* receiver, const char* channel, Work work, Kind kind);
    void serve(std::stop_token quit);
    void runOne(Workspace& workspace, Request request);
    void deliver(const Key& key, const QPointer<QObject>& receiver, std::uint64_t number, Kind kind, const Reply& reply);
    bool isOutdated(const Key& key, std::uint64_t number, Kind kind) const;

    const std::filesystem::path m_folder;
    // --- GUI thread ---
    std::uint64_t m_lastNumber = 0;
    std::map<Key, std::uint64_t> m_newest;
    // --- guarded by m_mutex ---
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Request> m_queue;
    std::optional<Key> m_running;       ///< set only while a question runs
    Workspace* m_open = nullptr;
    // --------------------------
    std::jthread m_thread;              // last member: starts after, ends before the rest
};

/// "subject: message" as shown to people.
QString failureText(const engine::Failure& failure);

}  // namespace ui
