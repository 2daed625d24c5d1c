#include <algorithm>
#include <filesystem>
#include <optional>

#include "engine/core/error.h"
#include "engine/neural/neural_engine.h"
#include "engine/store/index_store.h"
#include "engine/tasks/named_tracks.h"
#include "engine/tasks/nearest_pool.h"
#include "engine/tasks/nearest_rows.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/tag_predictor.h"
#include "engine/tasks/task.h"
#include "engine/tasks/track_melgram.h"

/// Nearest training examples: which of the tracks that a run learned from lie nearest to a track in its last but one layer.
/// Parameters: paths (one audio file), track (its id, where the library knows it under another path), run (number, name or "latest"), tag (name; empty = the
/// likeliest), count, kept (true = by kept vectors alone, without a network: for a track that has none the result is null). Nothing is stored. Vectors of the
/// library are those that "predict" kept; a track without one is heard now.
/// The result: {"path","track","run","model","architecture","layer","tag","of": "training"|"library","learned_from_this","pool": {"tracks","with_vectors"},
/// "examples": [{"id","path","title","artist","state","cosine","labels": [{"tag","type"}],"same_audio"}], "tags": [{"tag","type","tracks"}] (how many of
/// the pool carry it), "typical": {"of": "held-out"|"pool","tracks","median","farther_share"} or null}. Without any vector of the pool there are no examples.
namespace engine::tasks {

namespace {

constexpr int kMostExamples = 1000;

std::filesystem::path fileOf(const Json& parameters)
{
    const auto paths = pathsOf(parameters, "paths");
    if (paths.size() != 1) throw Error(ErrorCode::InvalidArgument, "paths", "one audio file is wanted");
    return paths.front();
}

store::Run runOf(const Json& parameters, store::Workspace& workspace)
{
    const auto wanted = parameters.value("run", std::string("latest"));
    std::error_code ignored;
    const auto runs = workspace.runs().list();
    const bool isName = std::ranges::any_of(runs, [&](const auto& run) { return run.name == wanted; });
    if (!isName && std::filesystem::is_regular_file(wanted, ignored))
        throw Error(ErrorCode::Unsupported, wanted, "a weight file does not tell what it learned from; import it (models import) to see the labelled tracks of the library that are nearest");
    return workspace.runs().resolve(wanted);
}

std::optional<store::Track> knownTrack(const Json& parameters, const std::filesystem::path& file, store::Workspace& workspace)
{
    if (parameters.contains("track")) return workspace.tracks().find(trackIdFromHex(parameters["track"].get<std::string>()));
    return TrackNames(workspace).find(file.native(), std::filesystem::current_path());
}

/// Where a track lies, and how likely each tag is.
struct Heard {
    std::vector<float> vector, scores;
};

std::optional<Heard> keptOf(const std::optional<store::Track>& track, const store::Run& run, store::Workspace& workspace)
{
    if (!track) return {};
    auto vector = store::IndexStore(workspace.database()).vector({run.id, std::string(neural::kEmbeddingLayer)}, track->id);
    auto scores = workspace.predictions().scores(run.id, track->id);
    if (!vector || !scores) return {};
    return Heard{std::move(*vector), std::move(*scores)};
}

Heard hear(const std::filesystem::path& file, const store::Run& run, TaskContext& context)
{
    TagPredictor predictor(context.workspace, run, context.device, context.threads);
    if (!predictor.device().note.empty()) context.say(predictor.device().note);
    auto prediction = predictor.predict(melgramOfFile(file, predictor.preset(), context.control.stop()), file.string());
    return {std::move(prediction.embedding), std::move(prediction.scores)};
}

std::string tagOf(const Json& parameters, const store::Run& run, const Heard& heard)
{
    const auto wanted = parameters.value("tag", std::string());
    if (wanted.empty()) return run.tags.at(static_cast<std::size_t>(std::ranges::max_element(heard.scores) - heard.scores.begin())).name;
    if (std::ranges::none_of(run.tags, [&](const auto& tag) { return tag.name == wanted; }))
        throw Error(ErrorCode::NotFound, wanted, "the model " + run.name + " does not know this tag");
    return wanted;
}

Json exampleJson(store::Workspace& workspace, const NearExample& example, const store::Run& run, const ExamplePool& pool, const std::string& audioHash)
{
    Json entry{{"id", toHex(example.track)}};
    const auto track = workspace.tracks().find(example.track);
    if (track) {
        putPath(entry, "path", workspace.tracks().absolutePath(*track));
        entry.update({{"title", track->title}, {"artist", track->artist}, {"state", store::trackStateName(track->state)}});
    }
    entry["cosine"] = example.cosine;
    entry["labels"] = Json::array();
    for (std::size_t tag = 0; tag < run.tags.size(); ++tag)
        if (std::ranges::binary_search(pool.carriers[tag], example.track)) entry["labels"].push_back({{"tag", run.tags[tag].name}, {"type", run.tags[tag].type}});
    entry["same_audio"] = track && !audioHash.empty() && track->audioHash == audioHash;
    return entry;
}

Json tagCounts(const store::Run& run, const ExamplePool& pool)
{
    auto counts = Json::array();
    for (std::size_t tag = 0; tag < run.tags.size(); ++tag)
        counts.push_back({{"tag", run.tags[tag].name}, {"type", run.tags[tag].type}, {"tracks", pool.carriers[tag].size()}});
    return counts;
}

/// With tracks that nothing was learned from, where the query is such a one; else with the examples themselves, each without itself.
Json typicalJson(const Heard& heard, const store::TrackMatrix& vectors, const UnitRows& examples, const ExamplePool& pool, bool learned, std::optional<TrackId> self, RunControl& control)
{
    const bool withHeldOut = pool.isTraining && !learned;
    const auto others = withHeldOut ? unitRows(vectors, pool.heldOut) : UnitRows{};
    const auto found = typicalityOf(heard.vector, examples, withHeldOut ? others : examples, self, control);
    if (!found) return nullptr;
    return {{"of", withHeldOut ? "held-out" : "pool"}, {"tracks", found->tracks}, {"median", found->median}, {"farther_share", found->fartherShare}};
}

Json run(const Json& parameters, TaskContext& context)
{
    auto& workspace = context.workspace;
    const auto file = fileOf(parameters);
    const auto count = parameters.value("count", 10);
    if (count < 1 || count > kMostExamples) throw Error(ErrorCode::InvalidArgument, "count", "1 to " + std::to_string(kMostExamples) + " examples are possible");
    const auto run = runOf(parameters, workspace);
    const auto pool = examplePool(workspace, run);
    if (pool.tracks.empty())
        throw Error(ErrorCode::NotFound, run.name, "was trained elsewhere, and no track of the library carries one of its tags: there is nothing to compare with");
    const auto track = knownTrack(parameters, file, workspace);
    const auto self = track ? std::optional(track->id) : std::nullopt;
    auto kept = keptOf(track, run, workspace);
    if (!kept && parameters.value("kept", false)) return nullptr;
    const bool learned = pool.isTraining && self && std::ranges::binary_search(pool.tracks, *self);

    const auto vectors = workspace.predictions().allEmbeddings(run.id, std::string(neural::kEmbeddingLayer));
    const auto examples = unitRows(vectors, pool.tracks);
    Json document;
    putPath(document, "path", file);
    document.update({{"track", self ? Json(toHex(*self)) : Json()},
                     {"run", value(run.id)},
                     {"model", run.name},
                     {"architecture", neural::loadModelCard(run.architecture).displayName},
                     {"layer", neural::kEmbeddingLayer},
                     {"tag", nullptr},
                     {"of", pool.isTraining ? "training" : "library"},
                     {"learned_from_this", learned},
                     {"pool", {{"tracks", pool.tracks.size()}, {"with_vectors", examples.tracks.size()}}},
                     {"examples", Json::array()},
                     {"tags", tagCounts(run, pool)},
                     {"typical", nullptr}});
    if (examples.tracks.empty()) return document;

    const auto heard = kept ? std::move(*kept) : hear(file, run, context);
    document["tag"] = tagOf(parameters, run, heard);
    for (const auto& example : nearestRows(examples, heard.vector, static_cast<std::size_t>(count), self))
        document["examples"].push_back(exampleJson(workspace, example, run, pool, track ? track->audioHash : std::string()));
    document["typical"] = typicalJson(heard, vectors, examples, pool, learned, self, context.control);
    return document;
}

/// Of one track: somebody looks at it and waits.
bool isBriefLookUp(const Json&)
{
    return true;
}

}  // namespace

extern const TaskEntry explain_nearest_task;
const TaskEntry explain_nearest_task{"explain_nearest", LaneKind::Engine, run, isBriefLookUp};

}  // namespace engine::tasks
