#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "engine/core/neighbour_graph.h"
#include "engine/core/run_control.h"

namespace engine::retrieval {

/// Unit vectors by a 64 bit key, with a graph for their neighbours, that grows, changes and shrinks in place and is kept in a file:
/// a million vectors of 256 dimensions take minutes to link and seconds to read.
///
/// Each vector has a slot; a removed or replaced one leaves an empty slot behind, as relinking its neighbourhood would take fifty times
/// as long as adding (measured). Build it anew when isWorn(). nearest() and the other const members may be used by any number of
/// threads, the others by one while nobody searches.
class KeptIndex {
public:
    struct Near {
        std::uint64_t key = 0;
        double distance = 0;             ///< 1 - cosine
    };

    explicit KeptIndex(std::size_t dims);
    /// Throws Error{Corrupt, Missing, ...}: whoever has the vectors builds it again.
    static KeptIndex read(const std::filesystem::path& file);
    /// The note of a file, read from its head alone; nothing if that is not one.
    static std::optional<std::int64_t> noteOf(const std::filesystem::path& file);
    /// Wholly or not at all. note: a number of the caller's, e.g. the last change that is in it.
    void write(const std::filesystem::path& file, std::int64_t note) const;

    /// Adds keys or replaces their vectors. values: [keys, dims], made of unit length here (a zero vector is left as it is: far from all).
    /// threads 0 = one a core. Throws Error{InvalidArgument, NonFinite}.
    void put(std::span<const std::uint64_t> keys, std::span<const float> values, RunControl& control, unsigned threads = 0);
    /// False if the key is not there.
    bool remove(std::uint64_t key);

    std::size_t size() const { return m_slots.size(); }
    /// More than a third of the slots are empty: they cost memory and time.
    bool isWorn() const { return slots() - size() > slots() / 3; }
    std::size_t dims() const { return m_dims; }
    std::int64_t note() const { return m_note; }
    bool contains(std::uint64_t key) const { return m_slots.contains(key); }

    /// Nearest first, ties by key. Nearly always the right ones: see tests/benchmarks/bench_retrieval.cpp.
    std::vector<Near> nearest(std::span<const float> vector, std::size_t count) const;

    // --- by slot, for VectorIndex ---
    std::size_t slots() const { return m_keys.size(); }
    std::optional<std::uint64_t> keyAt(std::uint32_t slot) const;
    std::span<const float> vectorAt(std::uint32_t slot) const { return m_graph.vector(slot); }
    const NeighbourGraph& graph() const { return m_graph; }

private:
    KeptIndex(std::size_t dims, NeighbourGraph graph) : m_dims(dims), m_graph(std::move(graph)) {}
    std::uint32_t newSlot(std::uint64_t key);

    std::size_t m_dims;
    NeighbourGraph m_graph;
    std::vector<std::uint64_t> m_keys;                        // [slots]
    std::vector<std::uint8_t> m_isTaken;                      // [slots]
    std::unordered_map<std::uint64_t, std::uint32_t> m_slots;
    std::int64_t m_note = 0;
};

/// Scales to length 1; a zero vector stays zero.
void normalise(std::span<float> vector);

}  // namespace engine::retrieval
