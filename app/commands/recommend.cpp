#include <filesystem>
#include <fstream>
#include <iomanip>
#include <map>
#include <optional>
#include <ostream>
#include <set>

#include "app/commands/command.h"
#include "app/commands/track_list.h"
#include "engine/core/error.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/track_space.h"

namespace app {

namespace {

using engine::Json;
namespace tasks = engine::tasks;

struct Options {
    std::vector<std::string> tracks;
    tasks::SpaceChoice space;
    std::string metric = "cosine", label = "genre", part;
    std::int64_t map = 0;
    tasks::NearOptions near;
    bool evaluate = false;
    std::filesystem::path plays;
};

/// Listeners' tracks of a table "listener, track, times" with tabs between; a listener's track counts once.
std::vector<std::vector<engine::TrackId>> readPlays(engine::store::Workspace& workspace, const std::filesystem::path& file, std::size_t& unknown)
{
    std::ifstream in(file);
    if (!in) throw engine::Error(engine::ErrorCode::Missing, engine::store::displayText(file.native()), "cannot be opened");
    std::map<std::string, std::set<engine::TrackId>> listeners;
    std::map<std::string, std::optional<engine::TrackId>> songs;
    std::int64_t number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.ends_with('\r')) line.pop_back();
        if (line.empty()) continue;
        const auto first = line.find('\t'), second = line.find('\t', first + 1);
        if (first == std::string::npos || first == 0 || second == first + 1)
            throw engine::Error(engine::ErrorCode::BadRow, engine::store::displayText(file.native()) + ", line " + std::to_string(number), "listener, track and times with tabs between them are wanted");
        const auto song = line.substr(first + 1, second == std::string::npos ? second : second - first - 1);
        const auto known = songs.try_emplace(song);
        if (known.second) try {
                known.first->second = resolveTracks(workspace, {song}).front();
            } catch (const engine::Error&) {
                ++unknown;
            }
        auto& own = listeners[line.substr(0, first)];
        if (known.first->second) own.insert(*known.first->second);
    }
    std::vector<std::vector<engine::TrackId>> plays;
    for (const auto& [listener, tracks] : listeners)
        plays.emplace_back(tracks.begin(), tracks.end());
    return plays;
}

tasks::TrackSpace spaceOf(engine::store::Workspace& workspace, Options options)
{
    options.space.metric = options.metric == "cosine" ? engine::retrieval::Metric::Cosine : engine::retrieval::Metric::Euclidean;
    if (options.map > 0) options.space.map = engine::MapId{options.map};
    return tasks::TrackSpace(workspace, options.space);
}

void printHits(std::ostream& out, const Json& document)
{
    out << "Nearest in the " << printable(document["space"].get<std::string>()) << ":\n";
    for (const auto& hit : document["hits"])
        out << std::setw(3) << hit["rank"].get<int>() << "  " << std::fixed << std::setprecision(4) << hit["distance"].get<double>() << "  "
            << trackLine(hit) << '\n';
    if (document["hits"].empty()) out << "nothing: no other track may be recommended\n";
}

int recommend(CommandContext& context, const Options& options)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    const auto query = resolveTracks(workspace, options.tracks);
    const auto space = spaceOf(workspace, options);
    Json document{{"space", space.name()}, {"query", Json::array()}, {"hits", Json::array()}};
    for (const auto track : query)
        document["query"].push_back(trackFacts(workspace, track));
    int rank = 0;
    for (const auto& hit : space.near(query, options.near)) {
        auto row = trackFacts(workspace, hit.track);
        row["rank"] = ++rank;
        row["distance"] = hit.distance;
        document["hits"].push_back(std::move(row));
    }
    context.result(document, [&](std::ostream& out) { printHits(out, document); });
    return kSuccess;
}

/// Labels of tracks that are not in the part of the run's split become "": neither asked nor answered.
void keepPart(std::vector<std::string>& labels, const std::vector<engine::TrackId>& tracks, const Options& options, engine::store::Workspace& workspace)
{
    const auto run = workspace.runs().resolve(options.space.run);
    if (!run.split) throw engine::Error(engine::ErrorCode::NotFound, run.name, "this run has no split, hence no parts");
    const auto part = engine::partFromName(options.part);
    std::set<engine::TrackId> members;
    for (const auto& member : workspace.splits().members(*run.split))
        if (member.part == part) members.insert(member.track);
    for (std::size_t i = 0; i < tracks.size(); ++i)
        if (!members.contains(tracks[i])) labels[i].clear();
}

int evaluate(CommandContext& context, const Options& options)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    const auto space = spaceOf(workspace, options);
    auto labels = workspace.maps().strongestTags(space.tracks(), options.label);
    if (!options.part.empty()) keepPart(labels, space.tracks(), options, workspace);
    const auto quality = space.evaluate(labels, options.near.otherArtists, context.control());
    const Json document{{"space", space.name()},
                        {"label", options.label},
                        {"part", options.part.empty() ? Json(nullptr) : Json(options.part)},
                        {"queries", quality.queries},
                        {"precision_at_5", quality.precisionAt5},
                        {"precision_at_10", quality.precisionAt10},
                        {"map", quality.meanAveragePrecision},
                        {"mrr_at_10", quality.mrrAt10},
                        {"ndcg_at_10", quality.ndcgAt10}};
    context.result(document, [&](std::ostream& out) {
        out << "In the " << printable(space.name()) << ", relevant = the same " << options.label << ", " << quality.queries << " tracks asked ("
            << (options.part.empty() ? "all, those that the model was trained on too" : options.part + " part") << "):\n"
            << std::fixed << std::setprecision(4) << "precision@5 " << quality.precisionAt5 << "  precision@10 " << quality.precisionAt10 << "  MAP "
            << quality.meanAveragePrecision << "  MRR@10 " << quality.mrrAt10 << "  nDCG@10 " << quality.ndcgAt10 << '\n';
    });
    return kSuccess;
}

int hitRate(CommandContext& context, const Options& options)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    const auto space = spaceOf(workspace, options);
    std::size_t unknown = 0;
    const auto plays = readPlays(workspace, options.plays, unknown);
    const auto found = space.hitRate(plays, options.near.count, static_cast<std::uint64_t>(context.options.seed), context.control());
    if (found.listeners == 0) throw engine::Error(engine::ErrorCode::TooShort, engine::store::displayText(options.plays.native()), "nobody in it played two tracks that have a vector");
    const Json document{{"space", space.name()}, {"k", options.near.count}, {"hit_rate", found.rate}, {"by_chance", found.byChance}, {"listeners", found.listeners},
                        {"left_out", found.leftOut}, {"unknown_tracks", unknown}};
    context.result(document, [&](std::ostream& out) {
        out << "In the " << printable(space.name()) << ": one track of each of " << found.listeners << " listeners left out, found among " << options.near.count << " by the others: "
            << std::fixed << std::setprecision(4) << found.rate << " of them (by chance " << found.byChance << "); " << found.leftOut
            << " listeners with fewer than two tracks left out, " << unknown << " tracks unknown\n";
    });
    return kSuccess;
}

void add(CLI::App& root, CommandSink& sink)
{
    const auto options = std::make_shared<Options>();
    auto* sub = root.add_subcommand(
        "recommend",
        "Tracks that are near the tracks given: by default in tag space, the probabilities a model gives (cosine). The tracks given are never "
        "recommended; several of them are asked for by their mean. With --evaluate every track is asked once and its list compared with a label.");
    sub->footer("Example: tagbench-cli recommend 0123456789abcdef --k 20 --other-artists\n         tagbench-cli recommend --evaluate --label genre");
    sub->add_option("TRACK", options->tracks, "Track id (16 hex digits) or path of a file of the library")->type_name("TRACK");
    sub->add_option("--space", options->space.of, "tags, embedding (last hidden layer), joint (of a metric model), or map: places of a kept map")
        ->check(CLI::IsMember({"tags", "embedding", "joint", "map"}))->capture_default_str();
    sub->add_option("--run", options->space.run, "Run whose predictions are used: number, name or latest")->capture_default_str();
    sub->add_option("--layer", options->space.layer, "Layer of --space embedding (default: the last hidden one)");
    sub->add_option("--model", options->space.joint, "Metric model of --space joint, number or name (default: the newest that was trained)");
    sub->add_option("--map", options->map, "Number of the map of --space map (default: the newest)")->check(CLI::PositiveNumber)->type_name("N");
    sub->add_option("--metric", options->metric, "cosine or euclidean; a map is always euclidean")->check(CLI::IsMember({"cosine", "euclidean"}))->capture_default_str();
    sub->add_option("-k,--k", options->near.count, "How many")->check(CLI::Range(1, 100000))->capture_default_str();
    sub->add_flag("--other-artists", options->near.otherArtists, "Nothing by an artist of the tracks given");
    sub->add_option("--diversity", options->near.diversity, "0 = simply the nearest; towards 1 the answers also differ from each other")
        ->check(CLI::Range(0.0, 1.0))->capture_default_str();
    auto* judge = sub->add_flag("--evaluate", options->evaluate, "Precision, MAP, MRR and nDCG over the whole library instead of a list");
    sub->add_option("--label", options->label, "Tag type that makes two tracks alike in --evaluate")->capture_default_str()->needs(judge);
    sub->add_option("--part", options->part, "Only ask and answer with this part of the run's split in --evaluate; test shows what is new to the model")
        ->check(CLI::IsMember({"train", "valid", "test"}))->needs(judge);
    sub->add_option("--plays", options->plays, "With --evaluate: who played what, lines of listener, track (id or path) and times with tabs; how often a track that was "
                                               "left out is found among --k by the listener's others")->needs(judge)->type_name("FILE");
    sink.bind(sub, [options](CommandContext& context) {
        if (options->evaluate && !options->plays.empty()) return hitRate(context, *options);
        if (options->evaluate) return evaluate(context, *options);
        if (options->tracks.empty()) throw CLI::RequiredError("TRACK");
        return recommend(context, *options);
    });
}

}  // namespace

extern const CommandEntry recommend_command;
const CommandEntry recommend_command{add};

}  // namespace app
