#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "engine/core/error.h"
#include "engine/embed/pca.h"
#include "engine/embed/tsne.h"
#include "engine/neural/neural_engine.h"
#include "engine/store/workspace.h"
#include "engine/tasks/melgram_library.h"
#include "engine/tasks/task.h"

/// Parameters: run (number, name or "latest"), of tags|embedding|features, method tsne|pca, perplexity, iterations, seed, part.
namespace engine::tasks {

namespace {

store::TrackMatrix timbreOfTracks(TaskContext& context)
{
    // Mean and deviation of each mel band over a track: what a map can be made of before any model was trained.
    const auto preset = dsp::loadPreset("sota-96");
    const MelgramLibrary melgrams(context.workspace, preset);
    store::TrackMatrix matrix;
    matrix.width = 2 * melgrams.mels();
    std::vector<float> cells;
    for (const auto track : context.workspace.tracks().ids({})) {
        const auto& rows = melgrams.of(track);
        if (rows.empty()) continue;
        const auto frames = static_cast<std::size_t>(rows.front().frames);
        cells.resize(melgrams.mels() * frames);
        melgrams.read(rows.front(), 0, frames, cells.data());
        matrix.tracks.push_back(track);
        for (std::size_t band = 0; band < melgrams.mels(); ++band) {
            double sum = 0, squares = 0;
            for (std::size_t frame = 0; frame < frames; ++frame) {
                const double level = cells[band * frames + frame];
                sum += level;
                squares += level * level;
            }
            const auto mean = sum / static_cast<double>(frames);
            matrix.values.push_back(static_cast<float>(mean));
            matrix.values.push_back(static_cast<float>(std::sqrt(std::max(0.0, squares / static_cast<double>(frames) - mean * mean))));
        }
        context.control.step("timbre", static_cast<std::int64_t>(matrix.tracks.size()), 0);
    }
    return matrix;
}

store::TrackMatrix vectorsOf(const std::string& source, const std::optional<store::Run>& run, TaskContext& context)
{
    if (source == "features") return timbreOfTracks(context);
    if (source == "tags") return context.workspace.predictions().allScores(run->id);
    if (source == "embedding") return context.workspace.predictions().allEmbeddings(run->id, std::string(neural::kEmbeddingLayer));
    throw Error(ErrorCode::InvalidArgument, source, "a map is made of tags, embedding or features");
}

void restrictTo(store::TrackMatrix& matrix, const std::vector<TrackId>& wanted)
{
    const std::set<TrackId> known(wanted.begin(), wanted.end());
    store::TrackMatrix kept;
    kept.width = matrix.width;
    for (std::size_t row = 0; row < matrix.tracks.size(); ++row) {
        if (!known.contains(matrix.tracks[row])) continue;
        kept.tracks.push_back(matrix.tracks[row]);
        const auto* values = matrix.values.data() + row * matrix.width;
        kept.values.insert(kept.values.end(), values, values + matrix.width);
    }
    matrix = std::move(kept);
}

void place(const store::TrackMatrix& matrix, const Json& parameters, store::TrackMap& map, TaskContext& context)
{
    const embed::PointsView points{matrix.values, matrix.tracks.size(), matrix.width};
    if (map.method == "pca") {
        embed::Workers workers(context.threads);
        map.points = embed::pca(points, 2, workers).projection;
        return;
    }
    embed::TsneConfig config;
    config.perplexity = parameters.value("perplexity", config.perplexity);
    config.iterations = parameters.value("iterations", config.iterations);
    config.seed = parameters.value("seed", std::uint64_t{0});
    config.threads = context.threads;
    const auto observer = [&](const embed::TsneFrame& frame) {
        if (!context.liveMap) return;
        auto picture = std::make_shared<MapFrame>();
        picture->tracks = matrix.tracks;
        picture->points = *frame.positions;
        picture->iteration = frame.iteration;
        picture->iterations = frame.iterations;
        picture->kl = frame.kl;
        context.liveMap(std::move(picture));
    };
    const auto result = embed::tsne(points, config, observer, context.control);
    for (const auto& note : result.notes)
        context.say(note);
    map.points = result.positions;
    map.kl = result.kl;
    map.parameters["perplexity"] = result.perplexity;
    map.parameters["iterations"] = result.iterations;
}

Json run(const Json& parameters, TaskContext& context)
{
    store::TrackMap map;
    map.source = parameters.value("of", std::string("tags"));
    map.method = parameters.value("method", std::string("tsne"));
    if (map.method != "tsne" && map.method != "pca") throw Error(ErrorCode::InvalidArgument, map.method, "a map's method is tsne or pca");
    map.parameters = parameters;
    std::optional<store::Run> trained;
    if (map.source != "features") {
        trained = context.workspace.runs().resolve(parameters.value("run", std::string("latest")));
        map.run = trained->id;
    }
    auto matrix = vectorsOf(map.source, trained, context);
    if (parameters.contains("part") && trained && trained->split) {
        std::vector<TrackId> wanted;
        for (const auto& member : context.workspace.splits().members(*trained->split))
            if (member.part == partFromName(parameters["part"].get<std::string>())) wanted.push_back(member.track);
        restrictTo(matrix, wanted);
    }
    if (matrix.tracks.size() < 5)
        throw Error(ErrorCode::TooShort, "map", map.source == "features" ? "fewer than 5 tracks have melgrams of preset sota-96; run prep run first"
                                                                          : "fewer than 5 tracks have predictions of this run; predict the library first");
    map.tracks = matrix.tracks;
    place(matrix, parameters, map, context);
    const auto id = context.workspace.maps().put(map);
    Json document{{"map", value(id)}, {"of", map.source}, {"method", map.method}, {"tracks", map.tracks.size()}, {"parameters", map.parameters}};
    document["kl"] = map.method == "tsne" ? Json(map.kl) : Json(nullptr);
    document["run"] = map.run ? Json(value(*map.run)) : Json(nullptr);
    return document;
}

}  // namespace

extern const TaskEntry map_task;
const TaskEntry map_task{"map", LaneKind::Engine, run};

}  // namespace engine::tasks
