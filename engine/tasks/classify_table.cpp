#include <chrono>

#include "engine/classic/experiment_json.h"
#include "engine/classic/health.h"
#include "engine/tasks/classify_keep.h"
#include "engine/tasks/classify_setup.h"
#include "engine/tasks/task.h"

/// Parameters: those of classifySetup() and inheritedParameters(); name.
namespace engine::tasks {

namespace {

/// What the same models reach where no artist is on both sides.
Json onPartition(const ClassifySetup& setup, TaskContext& context)
{
    if (!setup.partition) return {};
    const auto results = classic::compare(setup.table, *setup.partition, setup.models, setup.options, context.control);
    const auto& rounds = setup.partition->rounds();
    const auto& first = rounds.front();
    const auto learnt = first.training.rows().size();
    Json document{{"plan", setup.partition->description()}, {"rounds", rounds.size()},
                  {"rows", rounds.size() == 1 ? Json{{"train", learnt}, {"test", first.test.count()}} : Json()}, {"models", Json::object()}};
    for (const auto& result : results)
        document["models"][result.choice.id] = toJson(result, setup.table, setup.options);
    return document;
}

Json comparison(const ClassifySetup& setup, KeptExperiment& kept, TaskContext& context)
{
    const auto begun = std::chrono::steady_clock::now();
    const auto results = classic::compare(setup.table, *setup.plan, setup.models, setup.options, context.control);
    Json document{{"table", setup.source.value("table", setup.table.subject)}, {"plan", setup.plan->description()}, {"rounds", setup.plan->rounds().size()},
                  {"deciding", classic::metricName(setup.options.deciding)}, {"classes", setup.table.classes}, {"features", setup.table.columns},
                  {"health", toJson(classic::healthOf(setup.table), setup.table)}, {"models", Json::object()}, {"ranking", Json::array()}};
    for (const auto& result : results) {
        document["models"][result.choice.id] = toJson(result, setup.table, setup.options);
        kept.putAnswers(result, setup.table);
    }
    for (const auto i : classic::bestOf(results, setup.options.deciding, results.size(), true))
        document["ranking"].push_back(results[i].choice.id);
    document["partition"] = onPartition(setup, context);
    document["warnings"] = classic::warningsFor(setup.table, *setup.plan);
    document["seed"] = setup.options.seed;
    document["threads"] = context.threads;
    document["wall_s"] = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    for (const auto& warning : document["warnings"])
        context.say(warning.get<std::string>());
    return document;
}

Json run(const Json& given, TaskContext& context)
{
    const auto parameters = inheritedParameters(given, context.workspace);
    const auto setup = classifySetup(parameters, context.workspace, context.threads);
    KeptExperiment kept(context, setup.options.grid ? "grid" : "compare", parameters, setup);
    return kept.keep([&] { return comparison(setup, kept, context); });
}

}  // namespace

extern const TaskEntry classify_task;
const TaskEntry classify_task{"classify", LaneKind::Library, run};

}  // namespace engine::tasks
