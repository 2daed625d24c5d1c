// parameters: as of the task `clean` at stage 3
// What stage 3 would do, target by target, so that its percentile is chosen with open eyes. The histograms and lists lie in the workspace's cache.
#include "engine/tasks/tag_distances.h"

#include <fstream>
#include <sstream>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/dataset/tag_distance.h"
#include "engine/dataset/target_spread.h"
#include "engine/store/cleaning_store.h"
#include "engine/tasks/clean_tags.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kBins = 80;

std::filesystem::path distancesFile(const store::Workspace& workspace)
{
    return workspace.cacheFolder() / "tag-distances.json";
}

Json spreadJson(const dataset::TargetSpread& spread, double percentile)
{
    const double threshold = spread.mean + dataset::normalQuantile(percentile) * spread.deviation;
    std::int64_t collapsed = 0;
    Json near = Json::array();
    for (const auto& tag : spread.near) {
        near.push_back({{"tag", tag.tag}, {"tracks", tag.tracks}, {"distance", tag.distance}});
        collapsed += tag.distance <= threshold ? 1 : 0;
    }
    return {{"target", spread.target}, {"category", spread.category}, {"mean", spread.mean}, {"deviation", spread.deviation}, {"threshold", threshold},
            {"collapsed", collapsed}, {"low", spread.low}, {"bin_width", spread.binWidth}, {"bins", spread.bins}, {"near", near}};
}

Json distancesRun(const Json& parameters, TaskContext& context)
{
    auto asked = parameters;
    asked["stage"] = 3;
    const auto cleaning = cleaningFrom(asked);
    const auto tags = countedTags(vocabularyToClean(context.workspace, asked.value("all_types", false)));
    const auto vectors = formVectors(asked, tags, cleaning, &context.workspace, context.control);
    Json document{{"parameters", asked}, {"targets", Json::array()}};
    for (const auto& spread : dataset::targetSpreads(tags, cleaning, vectors, kBins, kNearTags, context.control))
        document["targets"].push_back(spreadJson(spread, cleaning.percentile));
    std::filesystem::create_directories(context.workspace.cacheFolder());
    writeFileAtomically(distancesFile(context.workspace), document.dump());
    Json brief{{"targets", Json::array()}};   // the job's row stays small
    for (auto& target : document["targets"]) {
        target.erase("bins");
        target.erase("near");
        brief["targets"].push_back(target);
    }
    return brief;
}

}  // namespace

Json readDistances(store::Workspace& workspace)
{
    const auto file = distancesFile(workspace);
    std::ifstream in(file, std::ios::binary);
    if (!in) return {};
    std::stringstream text;
    text << in.rdbuf();
    auto document = Json::parse(text.str(), nullptr, false);
    if (document.is_discarded() || !document.contains("targets")) throw Error(ErrorCode::Corrupt, file.string(), "this is no list of distances; it may be deleted");
    return document;
}

extern const TaskEntry distances_task;
const TaskEntry distances_task{"distances", LaneKind::Library, distancesRun};

}  // namespace engine::tasks
