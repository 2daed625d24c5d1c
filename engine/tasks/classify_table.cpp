#include <chrono>

#include "engine/classic/experiment_json.h"
#include "engine/classic/health.h"
#include "engine/tasks/classify_setup.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/task.h"

/// Parameters: those of classifySetup().
namespace engine::tasks {

namespace {

/// What the same models reach where no artist is on both sides.
Json onPartition(const ClassifySetup& setup, TaskContext& context)
{
    if (!setup.partition) return {};
    const auto results = classic::compare(setup.table, *setup.partition, setup.models, setup.options, context.control);
    Json document{{"plan", setup.partition->description()},
                  {"rows", {{"train", setup.partition->rounds().front().training.rows().size()}, {"test", setup.partition->rounds().front().test.count()}}},
                  {"models", Json::object()}};
    for (const auto& result : results)
        document["models"][result.choice.id] = toJson(result, setup.table, setup.options);
    return document;
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto begun = std::chrono::steady_clock::now();
    const auto setup = classifySetup(parameters, context.threads);
    const auto results = classic::compare(setup.table, *setup.plan, setup.models, setup.options, context.control);
    Json document{{"table", pathOf(parameters, "table").string()}, {"plan", setup.plan->description()}, {"rounds", setup.plan->rounds().size()},
                  {"deciding", classic::metricName(setup.options.deciding)}, {"classes", setup.table.classes}, {"features", setup.table.columns},
                  {"health", toJson(classic::healthOf(setup.table), setup.table)}, {"models", Json::object()}, {"ranking", Json::array()}};
    for (const auto& result : results)
        document["models"][result.choice.id] = toJson(result, setup.table, setup.options);
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

}  // namespace

extern const TaskEntry classify_task;
const TaskEntry classify_task{"classify", LaneKind::Library, run};

}  // namespace engine::tasks
