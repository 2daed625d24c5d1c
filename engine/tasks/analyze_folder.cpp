#include <algorithm>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/task.h"

/// Parameters: folder, seed, epochs. Scans the folder; where the files carry enough tags, a tagger is trained on them, otherwise
/// the workspace's newest model predicts, otherwise the tracks are mapped by their timbre. The folder is only read.
namespace engine::tasks {

namespace {

// Less than this and the three parts of a split hold too few tracks of a tag to say anything about it.
constexpr std::int64_t kMinTaggedTracks = 40;
constexpr std::int64_t kMinTracksOfTag = 10;
constexpr int kMinTags = 2;

bool enoughTags(store::Workspace& workspace)
{
    const auto tags = workspace.tags().list();
    const auto usable = std::count_if(tags.begin(), tags.end(), [](const auto& tag) { return tag.type != "junk" && tag.tracks >= kMinTracksOfTag; });
    return usable >= kMinTags && workspace.tracks().count() >= kMinTaggedTracks;
}

bool hasModel(store::Workspace& workspace)
{
    const auto runs = workspace.runs().list();
    return std::any_of(runs.begin(), runs.end(), [](const auto& run) { return run.bestEpoch > 0; });
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto folder = parameters.value("folder", std::string());
    const auto seed = parameters.value("seed", std::uint64_t{0});
    auto scan = findTask("scan").run({{"folders", {folder}}, {"seed", seed}}, context);
    Json document{{"workspace", context.workspace.folder().string()}, {"folder", folder}, {"counts", scan["counts"]}, {"did", nullptr},
                  {"run", nullptr}, {"reports", {{"html", nullptr}}}};
    auto rejected = Json::array();
    for (const auto& file : scan["files"])
        if (file["status"] == "rejected") rejected.push_back(file);
    document["rejected"] = std::move(rejected);
    if (context.workspace.tracks().count() == 0) throw Error(ErrorCode::NoAudio, folder, "no audio file was found in this folder");

    if (enoughTags(context.workspace)) {
        findTask("prep").run({{"preset", "sota-96"}}, context);
        if (!context.workspace.splits().find("analyze"))
            findTask("split").run({{"name", "analyze"}, {"ratios", {0.7, 0.1, 0.2}}, {"stratify", true}, {"group_by", "artist"}, {"seed", seed}}, context);
        const auto trained = findTask("train").run({{"arch", "musicnn"}, {"split", "analyze"}, {"epochs", parameters.value("epochs", 14)}, {"lr", 1e-3},
                                                    {"windows", 2}, {"schedule", "cosine"}, {"seed", seed}}, context);
        const auto runName = trained["run"].dump();
        findTask("evaluate").run({{"run", runName}, {"part", "test"}}, context);
        findTask("predict").run({{"run", runName}}, context);
        findTask("map").run({{"run", runName}, {"of", "tags"}, {"seed", seed}}, context);
        document["did"] = "trained";
        document["run"] = trained["run"];
        document["reports"]["html"] = findTask("report").run({{"run", runName}}, context)["path"];
    } else if (hasModel(context.workspace)) {
        const auto predicted = findTask("predict").run({{"run", "latest"}}, context);
        document["did"] = "predicted";
        document["run"] = predicted["run"];
    } else {
        findTask("prep").run({{"preset", "sota-96"}}, context);
        document["map"] = findTask("map").run({{"of", "features"}, {"seed", seed}}, context);
        document["did"] = "mapped";
    }
    return document;
}

}  // namespace

extern const TaskEntry analyze_task;
const TaskEntry analyze_task{"analyze", LaneKind::Engine, run};

}  // namespace engine::tasks
