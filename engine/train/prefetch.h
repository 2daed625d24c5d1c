#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>

#include "engine/neural/training.h"

namespace engine::train
{

/// Reads the batches of one epoch ahead of need on one thread, so that reading overlaps computing. At the most `ahead`
/// batches wait; a full queue makes the reader wait, destruction ends it after the batch it is reading.
class Prefetch
{
public:
    Prefetch(neural::BatchSource& source, int epoch, std::size_t ahead);
    ~Prefetch();
    Prefetch(const Prefetch&) = delete;
    Prefetch& operator=(const Prefetch&) = delete;

    /// The next batch in order, or null after the last. Throws what the source threw.
    std::unique_ptr<neural::HostBatch> next();
    /// Gives a batch back, so that its memory serves again.
    void recycle(std::unique_ptr<neural::HostBatch> batch);

private:
    void read(std::stop_token stop);
    std::unique_ptr<neural::HostBatch> spare();

    neural::BatchSource& m_source;
    const int m_epoch;
    const std::size_t m_ahead;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    // --- guarded by m_mutex ---
    std::deque<std::unique_ptr<neural::HostBatch>> m_ready;
    std::deque<std::unique_ptr<neural::HostBatch>> m_spare;
    std::exception_ptr m_failure;
    bool m_ended = false;
    // --------------------------
    std::jthread m_reader;  // last member: starts after, ends before the rest
};

}  // namespace engine::train
