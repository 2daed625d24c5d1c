#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/folder_report.h"
#include "engine/tasks/task.h"

/// Parameters: folder, seed, epochs. Scans the folder; where the files carry enough tags, a tagger is trained on them, otherwise
/// the workspace's newest model predicts, otherwise the tracks are mapped by their timbre. Ends with an HTML report. The folder is only read.
namespace engine::tasks {

namespace {

// Less than this and the three parts of a split hold too few tracks of a tag to say anything about it.
constexpr std::int64_t kMinTaggedTracks = 40;
constexpr std::int64_t kMinTracksOfTag = 10;
constexpr int kMinTags = 2;

/// Ready tracks whose file lies in `folder`, whichever library of the workspace they came with.
std::set<std::uint64_t> tracksIn(const std::filesystem::path& folder, store::Workspace& workspace)
{
    std::set<std::uint64_t> inside;
    for (const auto& library : workspace.tracks().libraries())
        for (const auto& track : workspace.tracks().byLibrary(library.id)) {
            if (track.state != store::TrackState::Ready) continue;
            const auto relative = (library.path / track.path).lexically_relative(folder);
            if (!relative.empty() && *relative.begin() != "..") inside.insert(value(track.id));
        }
    return inside;
}

bool enoughTags(const std::set<std::uint64_t>& tracks, store::Workspace& workspace)
{
    if (static_cast<std::int64_t>(tracks.size()) < kMinTaggedTracks) return false;
    const auto tags = workspace.tags().list();
    const auto usable = std::count_if(tags.begin(), tags.end(), [&](const auto& tag) {
        if (tag.type == "junk" || tag.tracks < kMinTracksOfTag) return false;
        const auto carriers = workspace.tags().tracksOf(tag.id);
        return std::count_if(carriers.begin(), carriers.end(), [&](auto track) { return tracks.contains(value(track)); }) >= kMinTracksOfTag;
    });
    return usable >= kMinTags;
}

bool hasModel(store::Workspace& workspace)
{
    const auto runs = workspace.runs().list();
    return std::any_of(runs.begin(), runs.end(), [](const auto& run) { return run.bestEpoch > 0; });
}

std::string splitName(int number)
{
    return number == 1 ? "analyze" : "analyze-" + std::to_string(number);
}

/// The split to learn with: the newest of ours while the music is as it was, so that a training that was broken off goes on; another one
/// when tracks came or went.
std::string analyzeSplit(bool unchanged, std::uint64_t seed, TaskContext& context)
{
    int next = 1;
    while (context.workspace.splits().find(splitName(next))) ++next;
    if (unchanged && next > 1) return splitName(next - 1);
    findTask("split").run({{"name", splitName(next)}, {"ratios", {0.7, 0.1, 0.2}}, {"stratify", true}, {"group_by", "artist"}, {"seed", seed}}, context);
    return splitName(next);
}

/// Trains, evaluates, predicts, maps, reports. What an earlier call finished on the same music is not done again.
void learn(Json& document, bool unchanged, const Json& parameters, TaskContext& context)
{
    const auto seed = parameters.value("seed", std::uint64_t{0});
    findTask("prep").run({{"preset", "sota-96"}}, context);
    const auto split = analyzeSplit(unchanged, seed, context);
    const auto runs = context.workspace.runs().list();
    const auto splitId = context.workspace.splits().find(split)->id;
    const auto done = std::find_if(runs.begin(), runs.end(), [&](const auto& run) { return run.split == splitId && run.state == "trained"; });
    std::string run;
    if (done != runs.end()) {
        run = std::to_string(value(done->id));
        context.say("run " + run + " learned from the same music already");
    } else {
        run = findTask("train").run({{"arch", "musicnn"}, {"split", split}, {"epochs", parameters.value("epochs", 14)}, {"lr", 1e-3}, {"windows", 2},
                                     {"schedule", "cosine"}, {"seed", seed}}, context)["run"].dump();
        findTask("evaluate").run({{"run", run}, {"part", "test"}}, context);
        findTask("predict").run({{"run", run}}, context);
        findTask("map").run({{"run", run}, {"of", "tags"}, {"seed", seed}}, context);
    }
    document["did"] = "trained";
    document["run"] = Json::parse(run);
    document["reports"]["html"] = findTask("report").run({{"run", run}}, context)["path"];
}

/// Words of the newest model if there is one, else a map by timbre.
void describeFolder(Json& document, const std::set<std::uint64_t>& tracks, const Json& scan, const Json& parameters, TaskContext& context)
{
    std::optional<store::Run> model;
    if (hasModel(context.workspace)) {
        document["run"] = findTask("predict").run({{"run", "latest"}}, context)["run"];
        document["did"] = "predicted";
        model = context.workspace.runs().resolve(document["run"].dump());
    } else {
        findTask("prep").run({{"preset", "sota-96"}}, context);
        document["did"] = "mapped";
    }
    try {
        document["map"] = findTask("map").run({{"run", model ? document["run"].dump() : std::string("latest")}, {"of", model ? "tags" : "features"},
                                               {"seed", parameters.value("seed", std::uint64_t{0})}}, context);
    } catch (const Error& error) {
        // A map needs a few tracks; a folder of fewer is still reported.
        if (error.code() != ErrorCode::TooShort) throw;
        context.say("no map: " + std::string(error.what()));
    }
    std::filesystem::create_directories(context.workspace.reportFolder());
    const auto page = context.workspace.reportFolder() / "folder.html";
    report::writeHtml(folderReport(document["folder"].get<std::string>(), tracks, model, scan, context), page, context.language);
    document["reports"]["html"] = page.string();
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto folder = parameters.value("folder", std::string());
    const auto scan = findTask("scan").run({{"folders", {folder}}, {"seed", parameters.value("seed", std::uint64_t{0})}}, context);
    const auto& counts = scan["counts"];
    Json document{{"workspace", context.workspace.folder().string()}, {"folder", folder}, {"counts", counts}, {"did", nullptr},
                  {"run", nullptr}, {"reports", {{"html", nullptr}}}};
    auto rejected = Json::array();
    for (const auto& file : scan["files"])
        if (file["status"] == "rejected") rejected.push_back(file);
    document["rejected"] = std::move(rejected);
    auto root = std::filesystem::path(folder).lexically_normal();
    if (!root.has_filename()) root = root.parent_path();   // a slash at the end would be a name of its own
    const auto inside = tracksIn(root, context.workspace);
    if (inside.empty()) throw Error(ErrorCode::NoAudio, folder, "no playable audio file was found in this folder");
    const bool unchanged = counts["added"] == 0 && counts["changed"] == 0 && counts["moved"] == 0 && counts["missing"] == 0;
    if (enoughTags(inside, context.workspace)) learn(document, unchanged, parameters, context);
    else describeFolder(document, inside, scan, parameters, context);
    return document;
}

}  // namespace

extern const TaskEntry analyze_task;
const TaskEntry analyze_task{"analyze", LaneKind::Engine, run};

}  // namespace engine::tasks
