#include "engine/tasks/probe_grid.h"

#include <algorithm>
#include <map>

#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/core/sha256.h"

namespace engine::tasks {

namespace {

constexpr const char* kAxes[] = {"standardise", "hidden", "batch", "lr", "dropout", "weight_decay"};
constexpr const char* kChecks = "checks";
constexpr int kStepsBetweenLooks = 8;
constexpr int kMostLooks = 10'000;   // eighty thousand steps: nothing that still improves by then is worth the wait

bool isPossible(const std::string& axis, const Json& value)
{
    if (axis == "standardise") return value.is_boolean();
    if (!value.is_number()) return false;
    const auto number = value.get<double>();
    if (axis == "hidden") return value.is_number_integer() && number >= 0 && number <= 65536;
    if (axis == "batch") return value.is_number_integer() && number >= 1 && number <= 1'000'000;
    if (axis == "lr") return number > 0 && number <= 10;
    if (axis == "dropout") return number >= 0 && number < 1;
    return number >= 0 && number <= 1'000;   // weight_decay
}

}  // namespace

const Json& gridDefaults()
{
    static const Json defaults{{"standardise", {false, true}}, {"hidden", {0, 512}},          {"batch", {64, 256}},            {"lr", {1e-5, 1e-4, 1e-3}},
                               {"dropout", {0.25, 0.5, 0.75}}, {"weight_decay", {0.0, 1e-4, 1e-3}}, {"checks", 256}};
    return defaults;
}

Json completeGrid(const Json& wishes)
{
    auto grid = gridDefaults();
    for (const auto& [key, wish] : wishes.items()) {
        if (!grid.contains(key)) throw Error(ErrorCode::InvalidArgument, key, "is no axis of the grid; there are standardise, hidden, batch, lr, dropout, weight_decay, and checks");
        grid[key] = key != kChecks && !wish.is_array() ? Json::array({wish}) : wish;
    }
    for (const auto* axis : kAxes) {
        if (grid[axis].empty()) throw Error(ErrorCode::InvalidArgument, axis, "at least one value of each axis is wanted");
        Json once = Json::array();
        for (const auto& value : grid[axis]) {
            if (!isPossible(axis, value)) throw Error(ErrorCode::InvalidArgument, axis, "the value " + value.dump() + " is not possible");
            if (std::find(once.begin(), once.end(), value) == once.end()) once.push_back(value);
        }
        grid[axis] = once;
    }
    if (!grid[kChecks].is_number_integer() || grid[kChecks].get<int>() < 1 || grid[kChecks].get<int>() > kMostLooks)
        throw Error(ErrorCode::InvalidArgument, kChecks, "1 to 10000 looks without progress are possible");
    return grid;
}

std::vector<GridPoint> gridPoints(const Json& grid)
{
    std::vector<Json> documents{Json::object()};
    for (const auto* axis : kAxes) {
        std::vector<Json> longer;
        for (const auto& document : documents)
            for (const auto& value : grid[axis]) {
                longer.push_back(document);
                longer.back()[axis] = value;
            }
        documents = std::move(longer);
    }
    std::vector<GridPoint> points;
    for (auto& document : documents) {
        auto counted = document;
        counted[kChecks] = grid[kChecks];
        auto hash = sha256Hex(counted.dump()).substr(0, 16);
        points.push_back({std::move(document), std::move(hash)});
    }
    return points;
}

neural::ProbeConfig gridConfigOf(const Json& point, const Json& grid, std::uint64_t seed)
{
    neural::ProbeConfig config;
    const auto hidden = point["hidden"].get<std::int64_t>();
    config.kind = hidden > 0 ? neural::ProbeKind::Mlp : neural::ProbeKind::Linear;
    if (hidden > 0) config.hidden = hidden;
    config.standardise = point["standardise"].get<bool>();
    config.batch = point["batch"].get<std::size_t>();
    config.learningRate = point["lr"].get<double>();
    config.dropout = point["dropout"].get<double>();
    config.weightDecay = point["weight_decay"].get<double>();
    config.stepsPerCheck = kStepsBetweenLooks;
    config.patience = grid[kChecks].get<int>();
    config.ratePatience = 0;
    config.checks = kMostLooks;
    config.measure = neural::ProbeMeasure::RocAuc;
    config.seed = seed;
    return config;
}

std::optional<store::ProbeTrial> bestTrial(const std::vector<GridPoint>& points, const std::vector<store::ProbeTrial>& trials)
{
    std::map<std::string, const store::ProbeTrial*> byHash;
    for (const auto& trial : trials)
        byHash[trial.configuration] = &trial;
    const store::ProbeTrial* best = nullptr;
    for (const auto& point : points) {
        const auto found = byHash.find(point.hash);
        if (found == byHash.end()) continue;
        if (best == nullptr || found->second->document["valid_score"].get<double>() > best->document["valid_score"].get<double>()) best = found->second;
    }
    return best == nullptr ? std::nullopt : std::optional(*best);
}

std::string trialCsv(const store::ProbeExperiment& experiment, const std::vector<store::ProbeTrial>& trials)
{
    CsvWriter table;
    for (const char* name : {"encoder", "name", "share", "seed"})
        table.text(name);
    for (const auto* axis : kAxes)
        table.text(axis);
    table.text("valid_score").text("looks");
    table.endRow();
    for (const auto& trial : trials) {
        table.text(trial.encoder).text(experiment.parameters["names"].value(trial.encoder, trial.encoder)).number(trial.share).text(std::to_string(trial.seed));
        for (const auto* axis : kAxes)
            table.text(trial.document[axis].dump());
        table.number(trial.document["valid_score"].get<double>()).text(trial.document["looks"].dump());
        table.endRow();
    }
    return table.document();
}

}  // namespace engine::tasks
