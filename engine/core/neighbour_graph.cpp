#include "engine/core/neighbour_graph.h"

#if defined(__SANITIZE_ADDRESS__)
// hnswlib 0.6.2 prefetches the vector of the link after the last one and reads four bytes past a full list for that. The value
// is only an address to prefetch; without hand-made vector code that line is not compiled, so the sanitizer sees our own code.
#define NO_MANUAL_VECTORIZATION
#endif
#include <hnswlib/hnswlib.h>

namespace engine {

struct NeighbourGraph::Library {
    Library(std::size_t dims, std::size_t capacity, const Config& config)
        : space(dims), graph(&space, capacity, config.links, config.buildWidth, static_cast<std::size_t>(config.seed))
    {
    }

    hnswlib::L2Space space;
    hnswlib::HierarchicalNSW<float> graph;
};

NeighbourGraph::NeighbourGraph(std::size_t dims, std::size_t capacity, const Config& config)
    : m_library(std::make_unique<Library>(dims, capacity, config))
{
}

NeighbourGraph::~NeighbourGraph() = default;

void NeighbourGraph::add(std::uint32_t index, std::span<const float> vector)
{
    m_library->graph.addPoint(vector.data(), index);
}

std::vector<NeighbourGraph::Found> NeighbourGraph::nearest(std::span<const float> vector, std::size_t count) const
{
    std::vector<Found> result;
    for (auto queue = m_library->graph.searchKnn(vector.data(), count); !queue.empty(); queue.pop())
        result.push_back({static_cast<std::uint32_t>(queue.top().second), queue.top().first});
    return result;
}

void NeighbourGraph::setSearchWidth(std::size_t width)
{
    m_library->graph.setEf(width);
}

}  // namespace engine
