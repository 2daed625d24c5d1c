#include "engine/retrieval/vector_index.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_set>

#include "engine/core/error.h"
#include "engine/retrieval/kept_index.h"

namespace engine::retrieval {

namespace {

void requireFinite(std::span<const float> values, const char* subject)
{
    if (!std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); }))
        throw Error(ErrorCode::NonFinite, subject, "holds a value that is not a finite number");
}

bool nearer(const Hit& a, const Hit& b)
{
    return a.distance != b.distance ? a.distance < b.distance : a.index < b.index;
}

constexpr std::size_t kMinSearchWidth = 200;

}  // namespace

VectorIndex::VectorIndex(std::span<const float> values, std::size_t items, std::size_t dims, Metric metric, std::size_t exactLimit)
    : m_values(values.begin(), values.end()), m_items(items), m_dims(dims), m_metric(metric)
{
    if (dims == 0 || values.size() != items * dims)
        throw Error(ErrorCode::InvalidArgument, "vectors", "[items, dimensions] values wanted");
    requireFinite(values, "vectors");
    if (metric == Metric::Cosine)
        for (std::size_t i = 0; i < items; ++i)
            normalise(std::span(m_values).subspan(i * dims, dims));
    if (items <= exactLimit) return;
    // On unit vectors the Euclidean order is the cosine order, so one kind of graph serves both.
    m_ownGraph = std::make_unique<NeighbourGraph>(dims, items, NeighbourGraph::Config{.links = 24, .buildWidth = 200, .seed = 100});
    for (std::uint32_t i = 0; i < items; ++i)
        m_ownGraph->add(i, row(i));
    m_graph = m_ownGraph.get();
}

VectorIndex::VectorIndex(std::shared_ptr<const KeptIndex> kept)
    : m_items(kept->slots()), m_dims(kept->dims()), m_metric(Metric::Cosine), m_kept(std::move(kept)), m_graph(&m_kept->graph())
{
}

std::span<const float> VectorIndex::row(std::uint32_t item) const
{
    return m_kept ? m_kept->vectorAt(item) : std::span(m_values).subspan(item * m_dims, m_dims);
}

VectorIndex::~VectorIndex() = default;
VectorIndex::VectorIndex(VectorIndex&&) noexcept = default;
VectorIndex& VectorIndex::operator=(VectorIndex&&) noexcept = default;

double VectorIndex::distanceTo(std::uint32_t item, std::span<const float> vector) const
{
    const auto other = row(item);
    double sum = 0;
    for (std::size_t d = 0; d < m_dims; ++d) {
        const auto a = static_cast<double>(vector[d]);
        const auto b = static_cast<double>(other[d]);
        sum += m_metric == Metric::Cosine ? a * b : (a - b) * (a - b);
    }
    return m_metric == Metric::Cosine ? 1 - sum : std::sqrt(sum);
}

std::vector<Hit> VectorIndex::search(std::span<const float> vector, const Query& query, std::span<const std::uint32_t> queryItems) const
{
    std::unordered_set<std::uint32_t> barred(query.exclude.begin(), query.exclude.end());
    barred.insert(queryItems.begin(), queryItems.end());
    std::unordered_set<std::int64_t> barredGroups;
    if (!query.groups.empty()) {
        if (query.groups.size() != m_items) throw Error(ErrorCode::Mismatch, "groups", "one group an item wanted");
        for (const auto item : queryItems)
            barredGroups.insert(query.groups[item]);
    }
    const auto allowed = [&](std::uint32_t item) {
        return !barred.contains(item) && (query.groups.empty() || !barredGroups.contains(query.groups[item])) &&
               (!query.only || std::ranges::binary_search(*query.only, item));
    };
    std::vector<Hit> hits;
    const auto consider = [&](std::uint32_t item) {
        if (allowed(item)) hits.push_back({item, distanceTo(item, vector)});
    };
    if (query.only && (!m_graph || query.only->size() <= kExactLimit)) {
        for (const auto item : *query.only)
            consider(item);
    } else if (m_graph) {
        // Twice as many each time, until enough are left after the exclusions or all items were seen.
        for (std::size_t width = std::max(2 * (query.count + barred.size()), kMinSearchWidth);; width *= 2) {
            hits.clear();
            const auto found = m_graph->nearest(vector, std::min(width, m_items));
            const std::size_t seen = found.size();
            for (const auto& near : found)
                consider(near.index);
            if (hits.size() >= query.count || seen < width || width >= m_items) break;
        }
    } else {
        for (std::uint32_t item = 0; item < m_items; ++item)
            consider(item);
    }
    const std::size_t kept = std::min(query.count, hits.size());
    std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(kept), hits.end(), nearer);
    hits.resize(kept);
    return hits;
}

std::vector<Hit> VectorIndex::nearest(std::span<const float> vector, const Query& query, std::span<const std::uint32_t> asked) const
{
    if (vector.size() != m_dims)
        throw Error(ErrorCode::Mismatch, "query", std::to_string(vector.size()) + " values for " + std::to_string(m_dims) + " dimensions");
    requireFinite(vector, "query");
    std::vector<float> wanted(vector.begin(), vector.end());
    if (m_metric == Metric::Cosine) normalise(wanted);
    return search(wanted, query, asked);
}

std::vector<Hit> VectorIndex::recommend(std::span<const std::uint32_t> queryItems, const Query& query) const
{
    return search(centre(queryItems), query, queryItems);
}

std::vector<float> VectorIndex::centre(std::span<const std::uint32_t> queryItems) const
{
    if (queryItems.empty()) throw Error(ErrorCode::InvalidArgument, "query", "at least one item wanted");
    std::vector<double> sum(m_dims, 0.0);
    for (const auto item : queryItems) {
        if (item >= m_items) throw Error(ErrorCode::InvalidArgument, "query", "there is no item " + std::to_string(item));
        for (std::size_t d = 0; d < m_dims; ++d)
            sum[d] += static_cast<double>(row(item)[d]);
    }
    std::vector<float> mean(m_dims);
    for (std::size_t d = 0; d < m_dims; ++d)
        mean[d] = static_cast<float>(sum[d] / static_cast<double>(queryItems.size()));
    if (m_metric == Metric::Cosine) normalise(mean);
    return mean;
}

}  // namespace engine::retrieval
