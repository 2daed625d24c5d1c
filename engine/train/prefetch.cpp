#include "engine/train/prefetch.h"

#include <algorithm>
#include <utility>

namespace engine::train
{

using neural::HostBatch;

Prefetch::Prefetch(neural::BatchSource& source, int epoch, std::size_t ahead)
    : m_source(source),
      m_epoch(epoch),
      m_ahead(std::max<std::size_t>(1, ahead)),
      m_reader([this](std::stop_token stop) { read(stop); })
{
}

Prefetch::~Prefetch()
{
    m_reader.request_stop();
    m_changed.notify_all();
}

std::unique_ptr<HostBatch> Prefetch::next()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_ready.empty() || m_ended; });
    if (m_ready.empty()) {
        if (m_failure) std::rethrow_exception(m_failure);
        return nullptr;
    }
    auto batch = std::move(m_ready.front());
    m_ready.pop_front();
    lock.unlock();
    m_changed.notify_all();
    return batch;
}

void Prefetch::recycle(std::unique_ptr<HostBatch> batch)
{
    const std::lock_guard lock(m_mutex);
    m_spare.push_back(std::move(batch));
}

std::unique_ptr<HostBatch> Prefetch::spare()
{
    const std::lock_guard lock(m_mutex);
    if (m_spare.empty()) return std::make_unique<HostBatch>();
    auto batch = std::move(m_spare.front());
    m_spare.pop_front();
    return batch;
}

void Prefetch::read(std::stop_token stop)
{
    std::exception_ptr failure;
    try {
        const auto count = m_source.batchCount(m_epoch);
        for (std::size_t index = 0; index < count; ++index) {
            auto batch = spare();
            m_source.fill(m_epoch, index, *batch);
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait(lock, stop, [this] { return m_ready.size() < m_ahead; })) break;
            m_ready.push_back(std::move(batch));
            lock.unlock();
            m_changed.notify_all();
        }
    } catch (...) {
        failure = std::current_exception();  // also Cancelled: it belongs to whoever asks for the next batch
    }
    const std::lock_guard lock(m_mutex);
    m_failure = failure;
    m_ended = true;
    m_changed.notify_all();
}

}  // namespace engine::train
