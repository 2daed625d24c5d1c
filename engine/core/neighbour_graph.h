#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace engine {

/// Hierarchical navigable small worlds (Malkov & Yashunin 2018) over hnswlib, squared Euclidean distance. hnswlib defines
/// plain functions in its headers, so exactly one file of the program may include it: neighbour_graph.cpp.
class NeighbourGraph {
public:
    struct Found {
        std::uint32_t index = 0;
        float squaredDistance = 0;
    };
    struct Config {
        std::size_t links = 16;         ///< edges a point and layer
        std::size_t buildWidth = 200;   ///< candidates kept while a point is added
        std::uint64_t seed = 100;
    };

    NeighbourGraph(std::size_t dims, std::size_t capacity, const Config& config);
    ~NeighbourGraph();

    /// By one thread and in one order, else the graph differs from run to run.
    void add(std::uint32_t index, std::span<const float> vector);
    /// The `count` nearest found while max(count, search width) candidates are kept, in no order. Any number of threads.
    std::vector<Found> nearest(std::span<const float> vector, std::size_t count) const;
    /// Not while others search.
    void setSearchWidth(std::size_t width);

private:
    struct Library;
    std::unique_ptr<Library> m_library;
};

}  // namespace engine
