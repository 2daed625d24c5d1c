#include "engine/core/neighbour_graph.h"

#if defined(__SANITIZE_ADDRESS__)
// hnswlib 0.6.2 prefetches the vector of the link after the last one and reads four bytes past a full list for that. The value
// is only an address to prefetch; without hand-made vector code that line is not compiled, so the sanitizer sees our own code.
#define NO_MANUAL_VECTORIZATION
#endif
#include <hnswlib/hnswlib.h>

#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

#include "engine/core/error.h"

// Once per instruction set, the loader picks; sanitizers run before that is possible.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define TAGBENCH_GRAPH_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define TAGBENCH_GRAPH_CLONES
#endif

namespace engine {

namespace {

constexpr std::size_t kLanes = 16;
typedef float DistanceLanes __attribute__((vector_size(kLanes * sizeof(float))));

/// hnswlib's own is compiled for the oldest processor there is; nearly all time of building a graph goes into this loop.
TAGBENCH_GRAPH_CLONES float squaredDistance(const void* a, const void* b, const void* dims)
{
    const auto* one = static_cast<const float*>(a);
    const auto* other = static_cast<const float*>(b);
    const auto count = *static_cast<const std::size_t*>(dims);
    DistanceLanes first{}, second{};
    std::size_t d = 0;
    for (; d + 2 * kLanes <= count; d += 2 * kLanes) {
        DistanceLanes x, y, u, v;
        std::memcpy(&x, one + d, sizeof x);
        std::memcpy(&y, other + d, sizeof y);
        std::memcpy(&u, one + d + kLanes, sizeof u);
        std::memcpy(&v, other + d + kLanes, sizeof v);
        const DistanceLanes p = x - y, q = u - v;
        first += p * p;
        second += q * q;
    }
    first += second;
    float sum = 0;
    for (std::size_t lane = 0; lane < kLanes; ++lane)
        sum += first[lane];
    for (; d < count; ++d)
        sum += (one[d] - other[d]) * (one[d] - other[d]);
    return sum;
}

/// Squared Euclidean distance for hnswlib.
class SquaredSpace final : public hnswlib::SpaceInterface<float> {
public:
    explicit SquaredSpace(std::size_t dims) : m_dims(dims) {}
    std::size_t get_data_size() override { return m_dims * sizeof(float); }
    hnswlib::DISTFUNC<float> get_dist_func() override { return squaredDistance; }
    void* get_dist_func_param() override { return &m_dims; }

private:
    std::size_t m_dims;
};

/// What precedes the points of a written graph.
struct GraphHead {
    std::uint64_t dims = 0, count = 0, links = 0, buildWidth = 0, seed = 0, pointBytes = 0;
    std::int64_t topLevel = -1, entry = 0;
};

template <typename T>
std::span<const std::byte> bytesOf(const T& value)
{
    return std::as_bytes(std::span(&value, 1));
}

}  // namespace

struct NeighbourGraph::Library {
    Library(std::size_t dims, std::size_t capacity, const Config& config)
        : dims(dims), config(config), space(dims), graph(&space, capacity, config.links, config.buildWidth, static_cast<std::size_t>(config.seed))
    {
    }

    std::size_t dims;
    Config config;
    SquaredSpace space;
    hnswlib::HierarchicalNSW<float> graph;
};

NeighbourGraph::NeighbourGraph(std::size_t dims, std::size_t capacity, const Config& config)
    : m_library(std::make_unique<Library>(dims, capacity, config))
{
}

NeighbourGraph::~NeighbourGraph() = default;
NeighbourGraph::NeighbourGraph(NeighbourGraph&&) noexcept = default;
NeighbourGraph& NeighbourGraph::operator=(NeighbourGraph&&) noexcept = default;

void NeighbourGraph::add(std::uint32_t index, std::span<const float> vector)
{
    m_library->graph.addPoint(vector.data(), index);
}

void NeighbourGraph::remove(std::uint32_t index)
{
    m_library->graph.markDelete(index);
}

std::size_t NeighbourGraph::count() const
{
    return m_library->graph.cur_element_count;
}

std::size_t NeighbourGraph::capacity() const
{
    return m_library->graph.max_elements_;
}

void NeighbourGraph::grow(std::size_t capacity)
{
    if (capacity > this->capacity()) m_library->graph.resizeIndex(capacity);
}

std::span<const float> NeighbourGraph::vector(std::uint32_t index) const
{
    const auto& graph = m_library->graph;
    return {reinterpret_cast<const float*>(graph.getDataByInternalId(graph.label_lookup_.at(index))), m_library->dims};
}

void NeighbourGraph::write(const Sink& sink) const
{
    const auto& graph = m_library->graph;
    const GraphHead head{m_library->dims, graph.cur_element_count, m_library->config.links, m_library->config.buildWidth, m_library->config.seed,
                         graph.size_data_per_element_, graph.maxlevel_, graph.enterpoint_node_};
    sink(bytesOf(head));
    sink(std::as_bytes(std::span(graph.data_level0_memory_, head.count * head.pointBytes)));
    for (std::size_t i = 0; i < head.count; ++i) {
        const auto level = static_cast<std::uint32_t>(graph.element_levels_[i]);
        sink(bytesOf(level));
        if (level > 0) sink(std::as_bytes(std::span(graph.linkLists_[i], level * graph.size_links_per_element_)));
    }
}

NeighbourGraph NeighbourGraph::read(const Source& source, std::size_t dims, std::size_t count, const Config& config, std::size_t spare)
{
    GraphHead head;
    source(std::as_writable_bytes(std::span(&head, 1)));
    if (head.dims != dims || head.count != count || head.links != config.links || head.buildWidth != config.buildWidth)
        throw Error(ErrorCode::Corrupt, "index of neighbours", "is not the graph that was expected");
    NeighbourGraph made(dims, count + spare, config);
    auto& graph = made.m_library->graph;
    constexpr std::int64_t kHighestLevel = 64;   // of 2^64 points
    if (head.pointBytes != graph.size_data_per_element_ || head.topLevel > kHighestLevel || (head.count > 0 && head.entry >= static_cast<std::int64_t>(head.count)))
        throw Error(ErrorCode::Corrupt, "index of neighbours", "its sizes contradict each other");
    source(std::as_writable_bytes(std::span(graph.data_level0_memory_, head.count * head.pointBytes)));
    for (std::size_t i = 0; i < head.count; ++i) {
        std::uint32_t level = 0;
        source(std::as_writable_bytes(std::span(&level, 1)));
        if (level > kHighestLevel) throw Error(ErrorCode::Corrupt, "index of neighbours", "a level cannot be that high");
        graph.element_levels_[i] = static_cast<int>(level);
        graph.linkLists_[i] = nullptr;
        if (level > 0) {
            graph.linkLists_[i] = static_cast<char*>(std::malloc(level * graph.size_links_per_element_));   // hnswlib frees it
            if (graph.linkLists_[i] == nullptr) throw std::bad_alloc();
        }
        graph.cur_element_count = i + 1;   // what its destructor goes over
        if (level > 0) source(std::as_writable_bytes(std::span(graph.linkLists_[i], level * graph.size_links_per_element_)));
        graph.label_lookup_[graph.getExternalLabel(static_cast<hnswlib::tableint>(i))] = static_cast<hnswlib::tableint>(i);
        if (graph.isMarkedDeleted(static_cast<hnswlib::tableint>(i))) ++graph.num_deleted_;
    }
    graph.maxlevel_ = static_cast<int>(head.topLevel);
    graph.enterpoint_node_ = static_cast<hnswlib::tableint>(head.entry);
    return made;
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
