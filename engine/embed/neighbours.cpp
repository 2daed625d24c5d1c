#include "engine/embed/neighbours.h"

#include <algorithm>
#include <cstring>

#include "engine/core/neighbour_graph.h"
#include "engine/embed/simd.h"

namespace engine::embed {

namespace {

/// Points in blocks of kLanes, [blocks][dims][kLanes]: one load gives one coordinate of 16 points.
std::vector<float> interleave(const PointsView& data)
{
    const std::size_t blocks = (data.points + kLanes - 1) / kLanes;
    std::vector<float> blocked(blocks * data.dims * kLanes, 0.0F);
    for (std::size_t i = 0; i < data.points; ++i)
        for (std::size_t d = 0; d < data.dims; ++d)
            blocked[(i / kLanes * data.dims + d) * kLanes + i % kLanes] = data.values[i * data.dims + d];
    return blocked;
}

/// Squared distances of one point to all blocks. Differences are squared directly: |a|^2 + |b|^2 - 2ab loses near
/// duplicates to rounding.
TAGBENCH_PER_CPU void distancesTo(const float* point, const float* blocked, std::size_t blocks, std::size_t dims, float* result)
{
    for (std::size_t b = 0; b < blocks; ++b) {
        FloatLanes sum = {};
        const float* block = blocked + b * dims * kLanes;
        for (std::size_t d = 0; d < dims; ++d) {
            FloatLanes other;
            std::memcpy(&other, block + d * kLanes, sizeof other);
            const FloatLanes difference = other - point[d];
            sum += difference * difference;
        }
        std::memcpy(result + b * kLanes, &sum, sizeof sum);
    }
}

struct Candidate {
    float distance;
    std::uint32_t index;

    bool operator<(const Candidate& other) const
    {
        return distance != other.distance ? distance < other.distance : index < other.index;
    }
};

/// The nearest `count` of all, kept as a heap whose top is the worst.
void selectNearest(const std::vector<float>& distances, std::size_t points, std::size_t self, std::size_t count, std::vector<Candidate>& heap)
{
    heap.clear();
    for (std::size_t j = 0; j < points; ++j) {
        const Candidate candidate{distances[j], static_cast<std::uint32_t>(j)};
        if (heap.size() == count && !(candidate.distance < heap.front().distance)) continue;
        if (j == self) continue;
        if (heap.size() == count) {
            std::pop_heap(heap.begin(), heap.end());
            heap.pop_back();
        }
        heap.push_back(candidate);
        std::push_heap(heap.begin(), heap.end());
    }
    std::sort_heap(heap.begin(), heap.end());
}

void keep(const std::vector<Candidate>& found, std::size_t point, Neighbours& result)
{
    for (std::size_t k = 0; k < result.count; ++k) {
        result.index[point * result.count + k] = found[k].index;
        result.squaredDistance[point * result.count + k] = found[k].distance;
    }
}

Neighbours prepared(std::size_t points, std::size_t count)
{
    return {count, std::vector<std::uint32_t>(points * count), std::vector<float>(points * count)};
}

// Searches between two looks at the stop request: some tens of milliseconds.
constexpr std::size_t kChunk = 256;
constexpr std::size_t kSlice = 2048;

/// A lower-quality graph can miss some; pad from the points not found yet so that every row is full.
void fillUp(std::vector<Candidate>& found, const PointsView& data, std::size_t self, std::size_t count)
{
    for (std::uint32_t j = 0; found.size() < count && j < data.points; ++j) {
        const bool known = j == self || std::any_of(found.begin(), found.end(), [j](const Candidate& c) { return c.index == j; });
        if (known) continue;
        float distance = 0;
        for (std::size_t d = 0; d < data.dims; ++d) {
            const float difference = data.row(self)[d] - data.row(j)[d];
            distance += difference * difference;
        }
        found.push_back({distance, j});
    }
    std::sort(found.begin(), found.end());
}

}  // namespace

Neighbours exactNeighbours(const PointsView& data, std::size_t count, Workers& workers, RunControl& control)
{
    auto result = prepared(data.points, count);
    const auto blocked = interleave(data);
    const std::size_t blocks = blocked.size() / std::max<std::size_t>(1, data.dims * kLanes);
    for (std::size_t first = 0; first < data.points; first += kSlice) {
        control.giveWay();
        control.step("neighbours", static_cast<std::int64_t>(first), static_cast<std::int64_t>(data.points));
        workers.run(std::min(kSlice, data.points - first), kChunk, [&](std::size_t begin, std::size_t end) {
            std::vector<float> distances(blocks * kLanes);
            std::vector<Candidate> heap;
            for (std::size_t i = first + begin; i < first + end; ++i) {
                distancesTo(&data.values[i * data.dims], blocked.data(), blocks, data.dims, distances.data());
                selectNearest(distances, data.points, i, count, heap);
                keep(heap, i, result);
            }
        });
    }
    return result;
}

Neighbours approximateNeighbours(const PointsView& data, std::size_t count, std::uint64_t seed, Workers& workers, RunControl& control)
{
    NeighbourGraph graph(data.dims, data.points, {.links = 16, .buildWidth = 120, .seed = seed});
    const auto total = static_cast<std::int64_t>(2 * data.points);
    for (std::size_t i = 0; i < data.points; ++i) {
        if (i % kChunk == 0) {
            control.giveWay();
            control.step("neighbours", static_cast<std::int64_t>(i), total);
        }
        graph.add(static_cast<std::uint32_t>(i), data.row(i));
    }
    graph.setSearchWidth(std::max<std::size_t>(2 * count, 100));
    auto result = prepared(data.points, count);
    for (std::size_t first = 0; first < data.points; first += kSlice) {
        control.giveWay();
        control.step("neighbours", static_cast<std::int64_t>(data.points + first), total);
        workers.run(std::min(kSlice, data.points - first), kChunk, [&](std::size_t begin, std::size_t end) {
            std::vector<Candidate> found;
            for (std::size_t i = first + begin; i < first + end; ++i) {
                found.clear();
                for (const auto& near : graph.nearest(data.row(i), std::min(count + 1, data.points)))
                    if (near.index != i) found.push_back({near.squaredDistance, near.index});
                fillUp(found, data, i, count);
                keep(found, i, result);
            }
        });
    }
    return result;
}

}  // namespace engine::embed
