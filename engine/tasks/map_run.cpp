#include "engine/core/error.h"
#include "engine/embed/kmeans.h"
#include "engine/embed/pca.h"
#include "engine/embed/tsne.h"
#include "engine/store/workspace.h"
#include "engine/tasks/map_vectors.h"
#include "engine/tasks/task.h"

/// Parameters: those of vectorsForMap(); method tsne|pca, perplexity, iterations, seed; clusters (groups by k-means on the
/// vectors, 0 = none).
namespace engine::tasks {

namespace {

constexpr std::size_t kFewestSample = 5;
constexpr std::size_t kMostClusters = 64;

void requireKnown(const Json& parameters, const std::string& method)
{
    if (method != "tsne" && method != "pca") throw Error(ErrorCode::InvalidArgument, method, "a map's method is tsne or pca");
    const auto most = parameters.value("sample", std::int64_t{0});
    if (most != 0 && most < static_cast<std::int64_t>(kFewestSample))
        throw Error(ErrorCode::InvalidArgument, "sample", "a map needs at least 5 tracks (0 = all of them)");
    const auto clusters = parameters.value("clusters", std::int64_t{0});
    if (clusters < 0 || clusters > static_cast<std::int64_t>(kMostClusters)) throw Error(ErrorCode::InvalidArgument, "clusters", "0 to 64 groups are possible");
}

void showFrame(const store::TrackMap& map, const embed::TsneFrame& frame, TaskContext& context)
{
    auto picture = std::make_shared<MapFrame>();
    picture->tracks = map.tracks;
    picture->points = *frame.positions;
    picture->iteration = frame.iteration;
    picture->iterations = frame.iterations;
    picture->kl = frame.kl;
    context.liveMap(std::move(picture));
}

void placeByTsne(const embed::PointsView& points, const Json& parameters, store::TrackMap& map, TaskContext& context)
{
    embed::TsneConfig config;
    config.perplexity = parameters.value("perplexity", config.perplexity);
    config.iterations = parameters.value("iterations", config.iterations);
    config.seed = parameters.value("seed", std::uint64_t{0});
    config.threads = context.threads;
    embed::TsneObserver observer;
    if (context.liveMap) observer = [&](const embed::TsneFrame& frame) { showFrame(map, frame, context); };
    const auto result = embed::tsne(points, config, observer, context.control);
    for (const auto& note : result.notes)
        context.say(note);
    map.points = result.positions;
    map.kl = result.kl;
    map.parameters["perplexity"] = result.perplexity;
    map.parameters["iterations"] = result.iterations;
    map.parameters["seed"] = config.seed;
}

void place(const store::TrackMatrix& matrix, const Json& parameters, store::TrackMap& map, TaskContext& context)
{
    const embed::PointsView points{matrix.values, matrix.tracks.size(), matrix.width};
    embed::Workers workers(context.threads);
    if (const auto clusters = parameters.value("clusters", std::size_t{0}); clusters > 0)
        map.clusters = embed::kMeans(points, std::min(clusters, points.points), parameters.value("seed", std::uint64_t{0}), workers, context.control).of;
    if (map.method == "pca")
        map.points = embed::pca(points, 2, workers).projection;
    else
        placeByTsne(points, parameters, map, context);
}

/// What the map was asked to be, with what became of it; a list of tracks is kept as its number: the map has the list itself.
Json recorded(const Json& parameters, const MapVectors& vectors)
{
    Json kept = parameters;
    if (kept.contains("tracks")) kept["tracks"] = parameters["tracks"].size();
    kept["available"] = vectors.available;
    if (!vectors.sampledBy.empty()) kept["sampled_by"] = vectors.sampledBy;
    kept["dimensions"] = vectors.matrix.width;
    return kept;
}

Json run(const Json& parameters, TaskContext& context)
{
    store::TrackMap map;
    map.source = parameters.value("of", std::string("tags"));
    map.method = parameters.value("method", std::string("tsne"));
    requireKnown(parameters, map.method);
    const auto vectors = vectorsForMap(parameters, context);
    if (vectors.run) map.run = vectors.run->id;
    map.parameters = recorded(parameters, vectors);
    map.tracks = vectors.matrix.tracks;
    if (!vectors.sampledBy.empty())
        context.say("showing " + std::to_string(map.tracks.size()) + " of " + std::to_string(vectors.available) + " tracks, stratified by " +
                    vectors.sampledBy);
    place(vectors.matrix, parameters, map, context);
    const auto id = context.workspace.maps().put(map);
    Json document{{"map", value(id)}, {"of", map.source}, {"method", map.method}, {"tracks", map.tracks.size()},
                  {"available", vectors.available}, {"parameters", map.parameters}};
    document["kl"] = map.method == "tsne" ? Json(map.kl) : Json(nullptr);
    document["run"] = map.run ? Json(value(*map.run)) : Json(nullptr);
    return document;
}

}  // namespace

extern const TaskEntry map_task;
const TaskEntry map_task{"map", LaneKind::Engine, run};

}  // namespace engine::tasks
