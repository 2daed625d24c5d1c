#pragma once
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace engine::jobs {

/// Bounded queue between workers and the one who keeps. Closed = no more will come and none may be added.
template <typename T>
class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t capacity) : m_capacity(capacity) {}

    /// Waits while full. false = closed, the value was not taken.
    bool push(T value)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_closed || m_items.size() < m_capacity; });
        if (m_closed) return false;
        m_items.push_back(std::move(value));
        m_changed.notify_all();
        return true;
    }
    /// Waits while empty. Nothing = closed and drained.
    std::optional<T> pop()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_closed || !m_items.empty(); });
        if (m_items.empty()) return {};
        T value = std::move(m_items.front());
        m_items.pop_front();
        m_changed.notify_all();
        return value;
    }
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_changed.notify_all();
    }

private:
    const std::size_t m_capacity;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    // --- guarded by m_mutex ---
    std::deque<T> m_items;
    bool m_closed = false;
    // --------------------------
};

/// source() -> std::optional<In> (serialised), work(In) -> Out on `threads` pool threads, keep(Out) on the calling thread, in the
/// order of completion. A stop request ends the source; what was begun is worked and kept (a cancelled oneTBB pipeline would lose
/// and leak it). The first exception of any side ends the source too and is rethrown here after everybody has come home.
template <typename Source, typename Work, typename Keep>
void mapParallel(int threads, std::stop_token stop, Source source, Work work, Keep keep)
{
    using In = typename decltype(source())::value_type;
    using Out = decltype(work(std::declval<In>()));
    const int count = threads < 1 ? 1 : threads;
    BoundedQueue<Out> results(static_cast<std::size_t>(2 * count));
    std::mutex mutex;
    // --- guarded by mutex ---
    std::exception_ptr failure;
    bool ended = false;
    int working = count;
    // ------------------------
    const auto fail = [&](std::exception_ptr error) {
        const std::lock_guard lock(mutex);
        ended = true;
        if (!failure) failure = std::move(error);
    };
    const auto next = [&]() -> std::optional<In> {
        const std::lock_guard lock(mutex);
        if (ended || stop.stop_requested()) return {};
        auto item = source();
        if (!item) ended = true;
        return item;
    };
    {
        std::vector<std::jthread> pool;
        for (int i = 0; i < count; ++i)
            pool.emplace_back([&] {
                try {
                    while (auto item = next())
                        if (!results.push(work(std::move(*item)))) break;
                } catch (...) {
                    fail(std::current_exception());
                }
                const std::lock_guard lock(mutex);
                if (--working == 0) results.close();
            });
        try {
            while (auto result = results.pop())
                keep(std::move(*result));
        } catch (...) {
            fail(std::current_exception());
            results.close();   // else the workers would wait for ever on a full queue
        }
    }
    if (failure) std::rethrow_exception(failure);
}

}  // namespace engine::jobs
