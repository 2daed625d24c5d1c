#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/neighbour_graph.h"

namespace engine::retrieval {

class KeptIndex;

enum class Metric { Cosine, Euclidean };

/// One answer. distance: Euclidean, or 1 - cosine (1 with a zero vector).
struct Hit {
    std::uint32_t index = 0;
    double distance = 0;
};

struct Query {
    std::size_t count = 10;
    std::vector<std::uint32_t> exclude;   ///< never given; the query items themselves never are
    /// With groups (an artist a track, say): nothing of the query items' groups is given.
    std::span<const std::int64_t> groups = {};
    /// Nothing = all items, else only these (ascending) are given.
    std::optional<std::span<const std::uint32_t>> only = {};
};

/// Nearest vectors among [items, dims] float values; keeps its own copy. Nearest first, ties by lower index.
/// Up to kExactLimit items every one is compared; above, hierarchical navigable small worlds find candidates (nearly
/// always the right ones), which are compared exactly. Built by one thread in order: the same every time.
class VectorIndex {
public:
    static constexpr std::size_t kExactLimit = 20'000;

    /// Throws Error{InvalidArgument, NonFinite}.
    VectorIndex(std::span<const float> values, std::size_t items, std::size_t dims, Metric metric, std::size_t exactLimit = kExactLimit);
    /// The vectors of an index that is kept; an item is a slot. Cosine.
    explicit VectorIndex(std::shared_ptr<const KeptIndex> kept);
    ~VectorIndex();
    VectorIndex(VectorIndex&&) noexcept;
    VectorIndex& operator=(VectorIndex&&) noexcept;

    std::size_t items() const { return m_items; }
    std::size_t dims() const { return m_dims; }

    /// Nearest to a vector of any origin, a new song's probabilities for instance.
    /// asked: items that the vector was made of: neither they nor anything of their groups is given.
    std::vector<Hit> nearest(std::span<const float> vector, const Query& query, std::span<const std::uint32_t> asked = {}) const;
    /// Nearest to an item, or to the mean of several (cosine: of their directions). Throws Error{InvalidArgument, Mismatch}.
    std::vector<Hit> recommend(std::span<const std::uint32_t> queryItems, const Query& query) const;
    /// What recommend() asks for: the mean of some items, of unit length under cosine. Throws Error{InvalidArgument}.
    std::vector<float> centre(std::span<const std::uint32_t> items) const;

private:
    std::vector<Hit> search(std::span<const float> vector, const Query& query, std::span<const std::uint32_t> queryItems) const;
    double distanceTo(std::uint32_t item, std::span<const float> vector) const;
    std::span<const float> row(std::uint32_t item) const;

    std::vector<float> m_values;   // unit length under cosine; empty with a kept index
    std::size_t m_items = 0;
    std::size_t m_dims = 0;
    Metric m_metric = Metric::Cosine;
    std::unique_ptr<NeighbourGraph> m_ownGraph;
    std::shared_ptr<const KeptIndex> m_kept;
    const NeighbourGraph* m_graph = nullptr;   // one of the two, or nothing
};

}  // namespace engine::retrieval
