#include "engine/tasks/track_space.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/core/error.h"
#include "engine/core/run_control.h"
#include "engine/neural/neural_engine.h"
#include "engine/store/workspace.h"
#include "engine/tasks/joint_space.h"
#include "engine/tasks/kept_neighbours.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kPoolPerAnswer = 10;
constexpr std::size_t kQueriesAtOnce = 256;

/// `total` becomes the mean over the queries of both.
void add(retrieval::RankingQuality& total, const retrieval::RankingQuality& part)
{
    using Quality = retrieval::RankingQuality;
    if (part.queries == 0) return;
    const auto before = static_cast<double>(total.queries), more = static_cast<double>(part.queries);
    for (const auto value : {&Quality::precisionAt5, &Quality::precisionAt10, &Quality::meanAveragePrecision, &Quality::mrrAt10, &Quality::ndcgAt10})
        total.*value = (total.*value * before + part.*value * more) / (before + more);
    total.queries += part.queries;
}

store::TrackMatrix placesOnMap(store::Workspace& workspace, const SpaceChoice& choice, std::string& name)
{
    auto map = choice.map ? workspace.maps().find(*choice.map) : workspace.maps().latest();
    if (!map) throw Error(ErrorCode::NotFound, "map", "there is no such map; make one with map");
    name = "places on map " + std::to_string(value(map->id)) + ", Euclidean (a map keeps neighbourhoods, not distances)";
    std::vector<std::size_t> order(map->tracks.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return map->tracks[a] < map->tracks[b]; });
    store::TrackMatrix matrix{{}, 2, {}};
    for (const auto at : order) {
        matrix.tracks.push_back(map->tracks[at]);
        matrix.values.insert(matrix.values.end(), {map->points[2 * at], map->points[2 * at + 1]});
    }
    return matrix;
}

std::string sourceLayer(const SpaceChoice& choice)
{
    if (choice.of == "tags") return {};
    return choice.layer.empty() ? std::string(neural::kEmbeddingLayer) : choice.layer;
}

std::string spaceName(const SpaceChoice& choice, const store::Run& run)
{
    return (choice.of == "tags" ? "tag space" : sourceLayer(choice) + " space") + std::string(" of run ") + std::to_string(value(run.id)) + " (" + run.name + "), " +
           (choice.metric == retrieval::Metric::Cosine ? "cosine" : "Euclidean");
}

store::TrackMatrix vectorsOfRun(store::Workspace& workspace, const SpaceChoice& choice, std::string& name)
{
    const auto run = workspace.runs().resolve(choice.run);
    auto matrix = store::IndexStore(workspace.database()).all({run.id, sourceLayer(choice)});
    if (matrix.tracks.empty())
        throw Error(ErrorCode::TooShort, run.name, "nothing was predicted with this run yet; run predict first");
    name = spaceName(choice, run);
    return matrix;
}

store::MetricRun modelOf(store::Workspace& workspace, const SpaceChoice& choice)
{
    const auto newest = choice.joint.empty() ? JointSpace::newest(workspace) : std::nullopt;
    if (choice.joint.empty() && !newest) throw Error(ErrorCode::NotFound, "metric model", "none was trained yet; 'retrieval train' makes one");
    return workspace.metrics().resolve(newest ? std::to_string(*newest) : choice.joint);
}

store::TrackMatrix placesInJointSpace(store::Workspace& workspace, const SpaceChoice& choice, std::string& name)
{
    const auto run = modelOf(workspace, choice);
    auto matrix = workspace.metrics().vectors(run.id);
    if (matrix.tracks.empty()) throw Error(ErrorCode::TooShort, run.name, "has no tracks placed yet; go on with its training (retrieval train --resume)");
    name = jointSpaceName(run);
    return matrix;
}

store::TrackMatrix vectorsFor(store::Workspace& workspace, const SpaceChoice& choice, std::string& name)
{
    if (choice.of == "map") return placesOnMap(workspace, choice, name);
    return choice.of == "joint" ? placesInJointSpace(workspace, choice, name) : vectorsOfRun(workspace, choice, name);
}

/// A number an artist; whoever has no name is nobody else's artist.
std::vector<std::int64_t> numbersOf(const std::vector<std::string>& artists)
{
    std::unordered_map<std::string, std::int64_t> known;
    std::vector<std::int64_t> numbers;
    for (const auto& artist : artists) {
        const auto next = -static_cast<std::int64_t>(numbers.size()) - 1;
        numbers.push_back(artist.empty() ? next : known.try_emplace(artist, static_cast<std::int64_t>(known.size())).first->second);
    }
    return numbers;
}

}  // namespace

TrackSpace::TrackSpace(store::Workspace& workspace, const SpaceChoice& choice) : m_metric(choice.of == "map" ? retrieval::Metric::Euclidean : choice.metric)
{
    if (choice.of != "tags" && choice.of != "embedding" && choice.of != "joint" && choice.of != "map")
        throw Error(ErrorCode::InvalidArgument, choice.of, "nearness is measured in tags, embedding, joint or map");
    if (takeKept(workspace, choice)) return;
    auto matrix = vectorsFor(workspace, choice, m_name);
    m_tracks = std::move(matrix.tracks);
    m_values = std::move(matrix.values);
    m_dims = matrix.width;
    for (std::uint32_t place = 0; place < m_tracks.size(); ++place)
        m_places.emplace(m_tracks[place], place);
    m_artists = numbersOf(workspace.maps().artists(m_tracks));
    // Exact at every size while no index is kept: one pass over 100,000 x 50 numbers takes milliseconds, a graph half a minute to build.
    m_index.emplace(m_values, m_tracks.size(), m_dims, m_metric, std::numeric_limits<std::size_t>::max());
}

bool TrackSpace::takeKept(store::Workspace& workspace, const SpaceChoice& choice)
{
    if (choice.of == "map" || choice.metric != retrieval::Metric::Cosine) return false;
    const auto limit = static_cast<std::int64_t>(choice.exactLimit);
    if (choice.of == "joint") {
        const auto model = modelOf(workspace, choice);
        if (workspace.metrics().vectorCount(model.id) > limit) m_kept = keptJointNeighbours(workspace, model);
        m_name = jointSpaceName(model);
    } else {
        const auto run = workspace.runs().resolve(choice.run);
        const store::VectorSource source{run.id, sourceLayer(choice)};
        store::IndexStore store(workspace.database());
        if (!store.file(source) || store.vectors(source) <= limit) return false;
        RunControl control;
        m_kept = keptNeighbours(workspace, source, control);
        m_name = spaceName(choice, run);
    }
    if (!m_kept) return false;
    m_name += ", index of neighbours";
    m_dims = m_kept->dims();
    for (std::uint32_t slot = 0; slot < m_kept->slots(); ++slot) {
        const auto key = m_kept->keyAt(slot);
        m_tracks.push_back(TrackId{key.value_or(0)});
        if (key) m_places.emplace(m_tracks.back(), slot);
    }
    m_artists = numbersOf(workspace.maps().artists(m_tracks));
    m_index.emplace(m_kept);
    return true;
}

std::span<const float> TrackSpace::vector(std::size_t place) const
{
    return m_kept ? m_kept->vectorAt(static_cast<std::uint32_t>(place)) : std::span(m_values).subspan(place * m_dims, m_dims);
}

double TrackSpace::between(std::uint32_t a, std::uint32_t b) const
{
    double dot = 0, squaresA = 0, squaresB = 0, squares = 0;
    for (std::size_t d = 0; d < m_dims; ++d) {
        const auto x = static_cast<double>(vector(a)[d]), y = static_cast<double>(vector(b)[d]);
        dot += x * y;
        squaresA += x * x;
        squaresB += y * y;
        squares += (x - y) * (x - y);
    }
    if (m_metric == retrieval::Metric::Euclidean) return std::sqrt(squares);
    return squaresA == 0 || squaresB == 0 ? 1 : 1 - dot / std::sqrt(squaresA * squaresB);
}

std::vector<std::uint32_t> TrackSpace::placesOf(std::span<const TrackId> tracks) const
{
    std::vector<std::uint32_t> places;
    for (const auto track : tracks) {
        const auto place = m_places.find(track);
        if (place == m_places.end()) throw Error(ErrorCode::NotFound, toHex(track), "this track has no vector in the " + m_name);
        places.push_back(place->second);
    }
    return places;
}

std::vector<float> TrackSpace::centre(std::span<const TrackId> query) const
{
    return m_index->centre(placesOf(query));
}

std::vector<NearTrack> TrackSpace::near(std::span<const TrackId> query, const NearOptions& options) const
{
    return near(centre(query), query, options);
}

std::vector<NearTrack> TrackSpace::near(std::span<const float> vector, std::span<const TrackId> query, const NearOptions& options) const
{
    if (options.diversity < 0 || options.diversity > 1) throw Error(ErrorCode::InvalidArgument, "diversity", "a number from 0 to 1 is wanted");
    const bool spreads = options.diversity > 0;
    retrieval::Query wanted{spreads ? options.count * kPoolPerAnswer : options.count, {}, {}, {}};
    if (options.otherArtists) wanted.groups = m_artists;
    std::vector<std::uint32_t> only;
    if (options.only) {
        for (const auto track : *options.only)
            if (const auto place = m_places.find(track); place != m_places.end()) only.push_back(place->second);
        std::ranges::sort(only);
        wanted.only = only;
    }
    const auto hits = m_index->nearest(vector, wanted, placesOf(query));
    if (spreads) return spreadOut(hits, options);
    std::vector<NearTrack> answers;
    for (const auto& hit : hits)
        answers.push_back({m_tracks[hit.index], hit.distance});
    return answers;
}

std::vector<NearTrack> TrackSpace::spreadOut(const std::vector<retrieval::Hit>& pool, const NearOptions& options) const
{
    std::vector<double> toChosen(pool.size(), std::numeric_limits<double>::infinity());
    std::vector<bool> taken(pool.size(), false);
    std::vector<NearTrack> answers;
    while (answers.size() < std::min(options.count, pool.size())) {
        std::size_t best = pool.size();
        double bestScore = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < pool.size(); ++i) {
            if (taken[i]) continue;
            const double apart = answers.empty() ? 0 : toChosen[i];
            const double score = (1 - options.diversity) * pool[i].distance - options.diversity * apart;
            if (best != pool.size() && score >= bestScore) continue;
            best = i;
            bestScore = score;
        }
        taken[best] = true;
        answers.push_back({m_tracks[pool[best].index], pool[best].distance});
        for (std::size_t i = 0; i < pool.size(); ++i)
            if (!taken[i]) toChosen[i] = std::min(toChosen[i], between(pool[i].index, pool[best].index));
    }
    return answers;
}

retrieval::RankingQuality TrackSpace::evaluate(std::span<const std::string> labels, bool otherArtists, RunControl& control) const
{
    if (labels.size() != m_tracks.size()) throw Error(ErrorCode::Mismatch, "labels", "one label a track wanted");
    std::vector<std::uint32_t> queries, unlabelled;
    for (std::uint32_t place = 0; place < labels.size(); ++place)
        (labels[place].empty() ? unlabelled : queries).push_back(place);
    if (queries.size() < 2) throw Error(ErrorCode::TooShort, "labels", "fewer than 2 tracks have a label of this type");
    // In batches: all rankings of a large library at once would not fit into memory.
    retrieval::RankingQuality total;
    for (std::size_t first = 0; first < queries.size(); first += kQueriesAtOnce) {
        const auto batch = std::span(queries).subspan(first, std::min(kQueriesAtOnce, queries.size() - first));
        std::vector<std::vector<std::uint32_t>> rankings;
        for (const auto item : batch) {
            control.step("evaluating", static_cast<std::int64_t>(first + rankings.size()), static_cast<std::int64_t>(queries.size()));
            retrieval::Query wanted{m_tracks.size(), unlabelled, {}, {}};
            if (otherArtists) wanted.groups = m_artists;
            auto& ranking = rankings.emplace_back();
            for (const auto& hit : m_index->recommend(std::span(&item, 1), wanted))
                ranking.push_back(hit.index);
        }
        const auto part = retrieval::evaluateRankings(
            rankings, [&](std::uint32_t query, std::uint32_t item) { return labels[batch[query]] == labels[item]; });
        add(total, part);
    }
    return total;
}

retrieval::HitRate TrackSpace::hitRate(std::span<const std::vector<TrackId>> plays, std::size_t count, std::uint64_t seed, RunControl& control) const
{
    std::vector<std::vector<std::uint32_t>> known;
    for (const auto& tracks : plays) {
        auto& songs = known.emplace_back();
        for (const auto track : tracks)
            if (const auto place = m_places.find(track); place != m_places.end()) songs.push_back(place->second);
    }
    std::int64_t asked = 0;
    return retrieval::leaveOneOutHitRate(known, size(), count, seed, [&](std::span<const std::uint32_t> songs, std::size_t most) {
        control.step("evaluating", asked++, static_cast<std::int64_t>(known.size()));
        std::vector<std::uint32_t> answer;
        for (const auto& hit : m_index->recommend(songs, {most, {}, {}, {}}))
            answer.push_back(hit.index);
        return answer;
    });
}

}  // namespace engine::tasks
