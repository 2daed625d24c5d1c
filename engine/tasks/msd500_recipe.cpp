// parameters: those of the task `import` ("only_heard" wanted), {"min_score"?: 0.5, "max_tags"?: 20, "min_tracks"?: 100, "dry_run"?: bool}
// The tag set MSD500 (Won, Oramas, Nieto, Gouyon, Serra 2021, "Multimodal metric learning for tag-based music retrieval"): tracks that occur in
// the taste profile, tags with a score of 50 of 100 or more, tracks with at most 20 of them, spellings grouped by lemma, groups on at least 100 tracks.
#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/pipeline.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

namespace {

struct RecipeStep {
    std::string name;
    std::int64_t tracks = -1, pairs = -1, tags = -1;   ///< that remain; -1 = not told by this step
};

Json stepJson(const RecipeStep& step)
{
    Json row{{"step", step.name}};
    for (const auto& [name, count] : {std::pair("tracks", step.tracks), {"pairs", step.pairs}, {"tags", step.tags}})
        if (count >= 0) row[name] = count;
    return row;
}

Json msd500Run(const Json& parameters, TaskContext& context)
{
    if (!parameters.contains("only_heard") || parameters["only_heard"] == "")
        throw Error(ErrorCode::InvalidArgument, "MSD500", "needs the taste-profile triplets: only tracks that somebody listened to belong to it");
    auto import = parameters;
    import["min_score"] = parameters.value("min_score", 0.5);
    import["max_tags"] = parameters.value("max_tags", 20);
    import["dry_run"] = false;   // taken back as a whole below
    const auto minTracks = parameters.value("min_tracks", std::int64_t{100});
    if (minTracks < 1) throw Error(ErrorCode::InvalidArgument, "min_tracks", "at least 1 wanted");

    // One transaction for all steps: a stop, an error or a dry run leaves nothing behind.
    auto transaction = store::writeTransaction(context.workspace.database());
    const auto imported = findTask("import").run(import, context);
    const auto cleaned = findTask("clean").run({{"stage", 1}, {"group", true}, {"min_tracks", minTracks}}, context);

    Json document{{"recipe", "msd500"}, {"steps", Json::array()}, {"import", imported}, {"dry_run", parameters.value("dry_run", false)}};
    for (const auto& step : imported["steps"])
        document["steps"].push_back(stepJson({step["step"], step["rows"], step["tags"], -1}));
    document["steps"].push_back(stepJson({"in the library", imported["matched"], -1, imported["tags"]}));
    for (const auto& step : cleaned["steps"])
        document["steps"].push_back(stepJson({step["step"] == "group by lemma" ? "lemma groups" : "enough tracks", -1, -1, step["after"]}));
    document["refused"] = imported["refused"];
    if (!parameters.value("dry_run", false)) transaction.commit();
    return document;
}

}  // namespace

extern const TaskEntry msd500_task;
const TaskEntry msd500_task{"msd500", LaneKind::Library, msd500Run};

}  // namespace engine::tasks
