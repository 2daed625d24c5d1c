// How well metric models find tracks by tags, side by side; and the published comparison of samplings.
//
// test_retrieval: {"runs": [...] or "run", "part": train|valid|test}
// compare_sampling: those of train_retrieval; the three samplings are trained one after another and tested
#include <algorithm>
#include <set>

#include "engine/core/error.h"
#include "engine/evaluate/retrieval_scores.h"
#include "engine/tasks/joint_space.h"
#include "engine/tasks/retrieval_by_tags.h"
#include "engine/tasks/retrieval_settings.h"
#include "engine/tasks/retrieval_table.h"
#include "engine/tasks/task.h"
#include "engine/tasks/training_table.h"

namespace engine::tasks {

namespace {

/// Tags against tracks of a part by a model's places; tracks the model does not know are counted.
Json evaluationOf(store::Workspace& workspace, const JointSpace& space, const store::MetricRun& run, const std::vector<store::RunTag>& tags, Part part, std::size_t& unknown)
{
    const auto table = tableForTags(workspace, run.split, tags);
    const auto& wanted = table.part(part);
    std::vector<std::size_t> rows;
    std::vector<std::uint8_t> truth;
    unknown = 0;
    for (std::size_t i = 0; i < wanted.tracks.size(); ++i) {
        const auto at = std::lower_bound(space.tracks().begin(), space.tracks().end(), wanted.tracks[i]);
        if (at == space.tracks().end() || *at != wanted.tracks[i]) {
            ++unknown;
            continue;
        }
        rows.push_back(static_cast<std::size_t>(at - space.tracks().begin()));
        const auto first = wanted.labels.begin() + static_cast<std::ptrdiff_t>(i * tags.size());
        truth.insert(truth.end(), first, first + static_cast<std::ptrdiff_t>(tags.size()));
    }
    if (rows.empty()) throw Error(ErrorCode::TooShort, std::string(partName(part)) + " part", "holds no track that the model has placed");
    std::vector<double> similarity;
    std::vector<std::string> names, types;
    for (const auto& tag : tags) {
        const auto word = space.embed(workspace, tag.name);
        if (!word) throw Error(ErrorCode::NotFound, tag.name, "has no word vector any more");
        for (const auto row : rows)
            similarity.push_back(cosineBetween(word->place, space.values().subspan(row * space.dims(), space.dims())));
        names.push_back(tag.name);
        types.push_back(tag.type);
    }
    return toJson(evaluate::evaluateRetrieval(evaluate::Scores(similarity, tags.size(), rows.size()), evaluate::Truth(truth, rows.size(), tags.size()), names, types));
}

std::vector<store::RunTag> heldOutTags(store::Workspace& workspace, const store::MetricRun& run)
{
    const auto split = workspace.metrics().split(run.split);
    std::vector<store::RunTag> tags;
    for (const auto& name : run.config.value("hold_out", std::vector<std::string>{}))
        for (const auto& tag : split->tags)
            if (tag.name == name) tags.push_back(tag);
    return tags;
}

Json testOne(store::Workspace& workspace, const std::string& wanted, Part part)
{
    const auto run = workspace.metrics().resolve(wanted);
    const JointSpace space(workspace, run.id);
    std::size_t unknown = 0;
    Json document{{"run", run.id}, {"name", run.name}, {"input", run.config["input"]}, {"sampling", samplingName(run.config)}, {"seed", run.config["seed"]},
                  {"words", run.config["words"]}, {"taste", run.config["taste"]}, {"part", partName(part)}};
    document.update(evaluationOf(workspace, space, run, run.tags, part, unknown));
    document["unknown_tracks"] = unknown;
    // Words that the training never saw, found through their word vectors alone.
    const auto hidden = heldOutTags(workspace, run);
    document["held_out"] = hidden.empty() ? Json(nullptr) : evaluationOf(workspace, space, run, hidden, part, unknown);
    document["by_tags"] = retrievalByTags(workspace, run, space.tracks(), part);
    document["evaluated_at"] = store::nowUtc();
    workspace.metrics().putEvaluation(run.id, std::string(partName(part)), document);
    return document;
}

Json testRetrievalRun(const Json& parameters, TaskContext& context)
{
    const auto part = partFromName(parameters.value("part", std::string("test")));
    auto wanted = parameters.value("runs", std::vector<std::string>{});
    if (wanted.empty()) wanted = {parameters.value("run", std::string("latest"))};
    auto rows = Json::array();
    for (const auto& run : wanted) {
        context.control.step("test", static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(wanted.size()));
        rows.push_back(testOne(context.workspace, run, part));
    }
    return {{"part", partName(part)}, {"runs", std::move(rows)}, {"published", publishedInputs()}};
}

/// A finished run of the same settings is taken as it is, so that a comparison goes on where it was stopped.
std::string trainedRun(const Json& config, TaskContext& context)
{
    for (const auto& run : context.workspace.metrics().list()) {
        auto wanted = config;
        for (const auto* open : {"words", "taste"})
            if (wanted[open] == "") wanted[open] = run.config.value(open, std::string());
        if (run.state == "trained" && sameRetrieval(run.config, wanted)) return std::to_string(run.id);
    }
    return findTask("train_retrieval").run(config, context)["run"].dump();
}

Json compareSamplingRun(const Json& parameters, TaskContext& context)
{
    const auto name = parameters.value("name", std::string());
    auto rows = Json::array();
    for (const auto* sampling : {"random", "balanced", "balanced-weighted"}) {
        auto own = parameters;
        own["sampling"] = sampling;
        if (!name.empty()) own["name"] = name + " " + sampling;
        context.say("sampling: " + std::string(sampling));
        rows.push_back(testOne(context.workspace, trainedRun(completeRetrieval(own), context), Part::Test));
    }
    return {{"part", "test"}, {"runs", std::move(rows)}, {"published", publishedSamplings()}};
}

}  // namespace

extern const TaskEntry test_retrieval_task;
const TaskEntry test_retrieval_task{"test_retrieval", LaneKind::Library, testRetrievalRun};
extern const TaskEntry compare_sampling_task;
const TaskEntry compare_sampling_task{"compare_sampling", LaneKind::Engine, compareSamplingRun};

}  // namespace engine::tasks
