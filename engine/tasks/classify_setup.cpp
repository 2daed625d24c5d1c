#include "engine/tasks/classify_setup.h"

#include <algorithm>
#include <map>

#include "engine/core/error.h"
#include "engine/tasks/path_parameters.h"

namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

/// {"ID": {"NAME": value}} of {"ID.NAME": value}.
std::map<std::string, Json> changesOf(const Json& settings)
{
    std::map<std::string, Json> changes;
    for (const auto& [key, value] : settings.items()) {
        const auto dot = key.find('.');
        if (dot == std::string::npos) throw Error(ErrorCode::InvalidArgument, key, "a setting is MODEL.NAME=VALUE");
        auto& model = changes.try_emplace(std::string(classic::findModel(key.substr(0, dot)).id), Json::object()).first->second;
        model[key.substr(dot + 1)] = value;
    }
    return changes;
}

std::vector<classic::ModelChoice> modelsOf(const Json& parameters)
{
    std::vector<std::string> ids;
    const auto add = [&](const std::string& id) {
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    };
    for (const auto& id : parameters.value("models", Json::array({"all"})))
        if (id != "all") add(id.get<std::string>());
        else
            for (const auto* entry : classic::allModels())
                add(std::string(entry->id));
    const auto changes = changesOf(parameters.value("settings", Json::object()));
    std::vector<classic::ModelChoice> models;
    for (const auto& id : ids) {
        const auto& entry = classic::findModel(id);
        classic::ModelChoice choice{id, changes.contains(id) ? changes.at(id) : Json::object(), Json::object()};
        classic::Settings(entry.id, entry.parameters, choice.changes);   // wrong ones are told before anything is fitted
        for (const auto& member : classic::membersOf(choice))
            if (changes.contains(member)) choice.members[member] = changes.at(member);
        models.push_back(std::move(choice));
    }
    if (models.empty()) throw Error(ErrorCode::InvalidArgument, "models", "name one at least");
    return models;
}

classic::Together togetherOf(const std::string& word)
{
    if (word == "none") return classic::Together::Nothing;
    if (word == "duplicates") return classic::Together::Duplicates;
    if (word == "groups") return classic::Together::Groups;
    throw Error(ErrorCode::InvalidArgument, word, "none, duplicates or groups stay together");
}

classic::Plan planOf(const Json& parameters, const classic::Table& table)
{
    const auto seed = parameters.value("seed", std::uint64_t{0});
    const auto together = togetherOf(parameters.value("together", std::string("none")));
    if (const auto file = pathOf(parameters, "folds"); !file.empty())
        return classic::Plan::fromFile(table, file, parameters.value("fold_column", std::string("fold")));
    const auto split = parameters.value("split", std::string());
    if (split == "80-10-10") return classic::Plan::eightyTenTen(table, seed, together);
    if (!split.empty()) throw Error(ErrorCode::InvalidArgument, split, "80-10-10 is the split there is; otherwise folds");
    return classic::Plan::folds(table, parameters.value("k", std::size_t{10}), seed, together);
}

}  // namespace

classic::Table tableFor(const Json& parameters)
{
    classic::TableChoice choice;
    choice.labelColumn = parameters.value("label", choice.labelColumn);
    choice.excluded = parameters.value("exclude", std::vector<std::string>{});
    choice.groupColumn = parameters.value("group", std::string());
    return classic::readTable(pathOf(parameters, "table"), choice);
}

std::optional<classic::Plan> partitionBeside(const classic::Table& table, const fs::path& file, const std::string& column)
{
    std::error_code ignored;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(file.has_parent_path() ? file.parent_path() : fs::path("."), ignored))
        if (entry.path().extension() == ".csv" && entry.path() != file) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& candidate : files) {
        try {
            auto plan = classic::Plan::fromFile(table, candidate, column);
            if (plan.rounds().size() == 1) return plan;
        } catch (const Error&) {   // some other table: most are
        }
    }
    return {};
}

ClassifySetup classifySetup(const Json& parameters, int threads)
{
    ClassifySetup setup;
    setup.options.deciding = classic::metricFromName(parameters.value("metric", std::string("macro-recall")));
    setup.options.seed = parameters.value("seed", std::uint64_t{0});
    setup.options.threads = threads;
    setup.options.grid = parameters.value("grid", false);
    setup.options.innerFolds = parameters.value("inner_folds", setup.options.innerFolds);
    setup.models = modelsOf(parameters);
    setup.table = tableFor(parameters);
    setup.plan = planOf(parameters, setup.table);
    const auto partition = pathOf(parameters, "partition");
    const auto column = parameters.value("partition_column", std::string("part"));
    if (partition == "auto" || partition.empty()) setup.partition = partitionBeside(setup.table, pathOf(parameters, "table"), column);
    else if (partition != "none") setup.partition = classic::Plan::fromFile(setup.table, partition, column);
    return setup;
}

}  // namespace engine::tasks
