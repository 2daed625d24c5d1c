#pragma once
#include <algorithm>
#include <cstddef>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace engine::embed {

/// Loops inside one arena of a given number of threads. Work is cut into chunks of a fixed size, so whatever is summed
/// per chunk does not depend on the number of threads.
class Workers {
public:
    /// threads: 0 = all processors
    explicit Workers(int threads) : m_arena(threads > 0 ? threads : tbb::task_arena::automatic) {}

    /// body(first, last) for each chunk of [0, count)
    template <typename Body>
    void run(std::size_t count, std::size_t chunk, const Body& body)
    {
        const std::size_t chunks = (count + chunk - 1) / chunk;
        m_arena.execute([&] {
            tbb::parallel_for(std::size_t{0}, chunks, [&](std::size_t c) { body(c * chunk, std::min(count, (c + 1) * chunk)); });
        });
    }

private:
    tbb::task_arena m_arena;
};

}  // namespace engine::embed
