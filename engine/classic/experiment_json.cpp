#include "engine/classic/experiment_json.h"

#include "engine/classic/health.h"

namespace engine::classic {

Json toJson(const ModelResult& result, const Table& table, const ExperimentOptions& options)
{
    Json json{{"accuracy", {{"mean", result.mean()}, {"min", result.least()}, {"max", result.most()}, {"folds", result.accuracies}}}};
    json.update(toJson(result.scores, table.classes));
    json["deciding"] = {{"metric", metricName(options.deciding)}, {"value", result.scores.value(options.deciding)}, {"rounds", result.decidingPerRound}};
    const auto choice = toJson(result.choice);
    json["settings"] = choice["settings"];
    if (choice.contains("members")) json["members"] = choice["members"];
    if (!result.weights.empty()) json["weights"] = result.weights;   // [rounds, members]
    if (!result.chosen.empty()) json["grid"] = {{"chosen", result.chosen}, {"inner_folds", options.innerFolds}};
    json["seconds"] = result.seconds;
    return json;
}

std::vector<std::string> warningsFor(const Table& table, const Plan& plan)
{
    std::vector<std::string> warnings;
    const auto equal = equalRows(table).size();
    if (const auto torn = plan.straddling(table, Together::Duplicates); torn > 0)
        warnings.push_back(std::to_string(torn) + " of " + std::to_string(equal) + " sets of equal rows are learnt from and examined on in the same round: such rows are answered by heart. Keep duplicates together.");
    std::size_t torn = 0;
    if (!table.groups.empty()) torn = plan.straddling(table, Together::Groups);
    if (torn > 0)
        warnings.push_back(std::to_string(torn) + " groups are on both sides of a round: part of the score is the group recognised, not the class. Keep groups together.");
    if (table.groups.empty() && plan.rounds().size() > 1)
        warnings.push_back("The table does not say which rows are of one artist. Random folds put songs of the same artist on both sides, so these scores are higher than those for new artists.");
    return warnings;
}

}  // namespace engine::classic
