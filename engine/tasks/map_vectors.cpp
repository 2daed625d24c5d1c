#include "engine/tasks/map_vectors.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "engine/core/error.h"
#include "engine/neural/neural_engine.h"
#include "engine/store/workspace.h"
#include "engine/tasks/map_sample.h"
#include "engine/tasks/melgram_library.h"

namespace engine::tasks {

namespace {

using TrackSet = std::unordered_set<TrackId>;

constexpr std::size_t kFewestTracks = 5;

SplitId splitFor(const Json& parameters, const std::optional<store::Run>& run, store::Workspace& workspace)
{
    if (parameters.contains("split")) {
        const auto name = parameters["split"].get<std::string>();
        const auto split = workspace.splits().find(name);
        if (!split) throw Error(ErrorCode::NotFound, name, "no split of this name");
        return split->id;
    }
    if (run && run->split) return *run->split;
    const auto splits = workspace.splits().list();
    if (splits.empty()) throw Error(ErrorCode::NotFound, "part", "there is no split yet; make one with split make");
    return std::max_element(splits.begin(), splits.end(), [](const auto& a, const auto& b) { return a.id < b.id; })->id;
}

void narrow(std::optional<TrackSet>& wanted, const std::vector<TrackId>& to)
{
    TrackSet kept;
    for (const auto id : to)
        if (!wanted || wanted->contains(id)) kept.insert(id);
    wanted = std::move(kept);
}

/// Nothing = every track.
std::optional<TrackSet> wantedTracks(const Json& parameters, const std::optional<store::Run>& run, store::Workspace& workspace)
{
    std::optional<TrackSet> wanted;
    if (parameters.contains("part")) {
        const auto part = partFromName(parameters["part"].get<std::string>());
        std::vector<TrackId> members;
        for (const auto& member : workspace.splits().members(splitFor(parameters, run, workspace)))
            if (member.part == part) members.push_back(member.track);
        narrow(wanted, members);
    }
    if (const auto filter = parameters.value("filter", std::string()); !filter.empty()) {
        store::TrackQuery query;
        query.text = filter;
        narrow(wanted, workspace.tracks().ids(query));
    }
    if (parameters.contains("tracks") && parameters["tracks"].is_array()) {
        std::vector<TrackId> ids;
        for (const auto& hex : parameters["tracks"])
            ids.push_back(trackIdFromHex(hex.get<std::string>()));
        narrow(wanted, ids);
    }
    return wanted;
}

/// Mean and deviation of each mel band over a track: what a map can be made of before any model was trained.
store::TrackMatrix timbreOf(const std::optional<TrackSet>& wanted, TaskContext& context)
{
    const auto preset = dsp::loadPreset("sota-96");
    const MelgramLibrary melgrams(context.workspace, preset);
    store::TrackMatrix matrix;
    matrix.width = 2 * melgrams.mels();
    std::vector<float> cells;
    for (const auto track : context.workspace.tracks().ids({})) {
        if (wanted && !wanted->contains(track)) continue;
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

/// Hand-made features of the newest stored table, each column with mean 0 and variance 1, undefined values in the middle; nothing where
/// fewer than `fewest` of the wanted tracks have some. Key and mode are names, not quantities, and stay out.
std::optional<store::TrackMatrix> storedFeatures(const std::optional<TrackSet>& wanted, std::size_t fewest, TaskContext& context)
{
    const auto set = context.workspace.features().find("song");
    if (!set) return {};
    const auto table = context.workspace.features().table(set->id);
    std::vector<std::size_t> rows, columns;
    for (std::size_t row = 0; row < table.tracks.size(); ++row)
        if (!wanted || wanted->contains(table.tracks[row])) rows.push_back(row);
    if (rows.size() < fewest) return {};
    for (std::size_t column = 0; column < table.columns.size(); ++column)
        if (table.columns[column] != "key" && table.columns[column] != "mode_major") columns.push_back(column);
    store::TrackMatrix matrix;
    matrix.width = columns.size();
    matrix.values.resize(rows.size() * columns.size());
    for (const auto row : rows) matrix.tracks.push_back(table.tracks[row]);
    for (std::size_t to = 0; to < columns.size(); ++to) {
        const auto valueAt = [&](std::size_t row) { return table.values[row * table.columns.size() + columns[to]]; };
        double sum = 0, squares = 0, count = 0;
        for (const auto row : rows) {
            const double value = valueAt(row);
            if (!std::isfinite(value)) continue;
            sum += value;
            squares += value * value;
            ++count;
        }
        const double mean = count > 0 ? sum / count : 0, variance = count > 0 ? squares / count - mean * mean : 0;
        const double scale = variance > 1e-12 * (1e-12 + mean * mean) ? 1 / std::sqrt(variance) : 0;   // a constant column says nothing
        for (std::size_t i = 0; i < rows.size(); ++i)
            matrix.values[i * matrix.width + to] = std::isfinite(valueAt(rows[i])) ? static_cast<float>((valueAt(rows[i]) - mean) * scale) : 0.0f;
    }
    context.say("map of " + std::to_string(matrix.width) + " hand-made features, table " + set->name);
    return matrix;
}

/// Only the rows at `places`, which ascend.
void keepRows(store::TrackMatrix& matrix, const std::vector<std::size_t>& places)
{
    for (std::size_t row = 0; row < places.size(); ++row) {
        matrix.tracks[row] = matrix.tracks[places[row]];
        std::copy_n(matrix.values.data() + places[row] * matrix.width, matrix.width, matrix.values.data() + row * matrix.width);
    }
    matrix.tracks.resize(places.size());
    matrix.values.resize(places.size() * matrix.width);
}

void keepWanted(store::TrackMatrix& matrix, const std::optional<TrackSet>& wanted)
{
    if (!wanted) return;
    std::vector<std::size_t> places;
    for (std::size_t row = 0; row < matrix.tracks.size(); ++row)
        if (wanted->contains(matrix.tracks[row])) places.push_back(row);
    keepRows(matrix, places);
}

void sample(MapVectors& vectors, const Json& parameters, store::Workspace& workspace)
{
    const auto most = parameters.value("sample", std::size_t{0});
    if (most == 0 || most >= vectors.matrix.tracks.size()) return;
    auto strata = workspace.maps().strongestTags(vectors.matrix.tracks, "genre");
    vectors.sampledBy = "genre";
    if (std::ranges::all_of(strata, &std::string::empty)) {
        strata = workspace.maps().strongestTags(vectors.matrix.tracks, "");
        vectors.sampledBy = "strongest tag";
    }
    keepRows(vectors.matrix, stratifiedSample(strata, most, parameters.value("seed", std::uint64_t{0})));
}

store::TrackMatrix storedVectors(const std::string& source, const Json& parameters, const store::Run& run, store::Workspace& workspace)
{
    if (source == "tags") return workspace.predictions().allScores(run.id);
    const auto layer = parameters.value("layer", std::string(neural::kEmbeddingLayer));
    auto matrix = workspace.predictions().allEmbeddings(run.id, layer);
    if (matrix.tracks.empty() && layer != neural::kEmbeddingLayer)
        throw Error(ErrorCode::NotFound, layer, "no vectors of this layer are kept for run " + std::to_string(value(run.id)));
    return matrix;
}

}  // namespace

MapVectors vectorsForMap(const Json& parameters, TaskContext& context)
{
    const auto source = parameters.value("of", std::string("tags"));
    if (source != "tags" && source != "embedding" && source != "features")
        throw Error(ErrorCode::InvalidArgument, source, "a map is made of tags, embedding or features");
    MapVectors vectors;
    if (source != "features") vectors.run = context.workspace.runs().resolve(parameters.value("run", std::string("latest")));
    const auto wanted = wantedTracks(parameters, vectors.run, context.workspace);
    if (vectors.run)
        vectors.matrix = storedVectors(source, parameters, *vectors.run, context.workspace);
    else if (auto stored = storedFeatures(wanted, kFewestTracks, context))
        vectors.matrix = std::move(*stored);
    else
        vectors.matrix = timbreOf(wanted, context);
    const auto before = vectors.matrix.tracks.size();
    keepWanted(vectors.matrix, wanted);
    vectors.available = vectors.matrix.tracks.size();
    if (vectors.available < kFewestTracks) {
        const std::string chosen = before >= kFewestTracks ? "fewer than 5 of the tracks asked for" : "fewer than 5 tracks";
        throw Error(ErrorCode::TooShort, "map", vectors.run ? chosen + " have predictions of this run; predict the library first"
                                                            : chosen + " have features or melgrams of preset sota-96; run features --library or prep run first");
    }
    sample(vectors, parameters, context.workspace);
    return vectors;
}

}  // namespace engine::tasks
