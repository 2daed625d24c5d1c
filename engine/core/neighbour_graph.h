#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
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
    NeighbourGraph(NeighbourGraph&&) noexcept;
    NeighbourGraph& operator=(NeighbourGraph&&) noexcept;

    /// By one thread and in one order, else the graph differs from run to run.
    ///
    /// An index that is there already gets the new vector, a removed one is back. Several threads may add at once, no index twice; then
    /// the graph depends on who was first, and is as good.
    void add(std::uint32_t index, std::span<const float> vector);
    /// Never found again until it is added again. Not while others work.
    void remove(std::uint32_t index);
    std::size_t count() const;           ///< added, removed ones too
    std::size_t capacity() const;
    /// Not while others work. Throws std::runtime_error without memory.
    void grow(std::size_t capacity);
    /// The vector as it was added, of a removed one too.
    std::span<const float> vector(std::uint32_t index) const;
    /// The `count` nearest found while max(count, search width) candidates are kept, in no order. Any number of threads.
    std::vector<Found> nearest(std::span<const float> vector, std::size_t count) const;
    /// Not while others search.
    void setSearchWidth(std::size_t width);

    /// The graph as bytes of this machine. Whoever keeps them checks that they come back whole.
    using Sink = std::function<void(std::span<const std::byte>)>;
    using Source = std::function<void(std::span<std::byte>)>;
    void write(const Sink& sink) const;
    /// Room for `spare` more. Throws Error{Corrupt} if it is not a graph of so many points with this configuration, and what `source` throws.
    static NeighbourGraph read(const Source& source, std::size_t dims, std::size_t count, const Config& config, std::size_t spare);

private:
    struct Library;
    std::unique_ptr<Library> m_library;
};

}  // namespace engine
