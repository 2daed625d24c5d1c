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

/// The parts a split of the library has for the tracks of the table; tracks it does not know are left out.
classic::Plan librarySplit(const classic::Table& table, const std::string& name, store::Workspace& workspace)
{
    if (table.tracks.empty()) throw Error(ErrorCode::InvalidArgument, name, "a split of the library is for the library's features; this table is a file");
    const auto split = workspace.splits().find(name);
    if (!split) throw Error(ErrorCode::NotFound, "split " + name, "is not there; make it first (split make --name " + name + ")");
    std::map<std::uint64_t, Part> parts;
    for (const auto& member : workspace.splits().members(split->id))
        parts[value(member.track)] = member.part;
    std::vector<std::string> words;
    for (const auto track : table.tracks) {
        const auto found = parts.find(value(track));
        words.push_back(found == parts.end() ? "excluded" : std::string(partName(found->second)));
    }
    return classic::Plan::fromWords(words, "split " + name, "the library's split " + name);
}

classic::Together togetherFor(const Json& parameters)
{
    return togetherOf(parameters.value("together", std::string(parameters.value("library", false) ? "groups" : "none")));
}

classic::Plan planOf(const Json& parameters, const classic::Table& table, store::Workspace& workspace)
{
    const auto seed = parameters.value("seed", std::uint64_t{0});
    const auto together = togetherFor(parameters);
    if (const auto file = pathOf(parameters, "folds"); !file.empty())
        return classic::Plan::fromFile(table, file, parameters.value("fold_column", std::string("fold")));
    if (const auto name = parameters.value("library_split", std::string()); !name.empty()) return librarySplit(table, name, workspace);
    const auto split = parameters.value("split", std::string());
    if (split == "80-10-10") return classic::Plan::eightyTenTen(table, seed, together);
    if (!split.empty()) throw Error(ErrorCode::InvalidArgument, split, "80-10-10 is the split there is; otherwise folds");
    return classic::Plan::folds(table, parameters.value("k", std::size_t{10}), seed, together);
}

/// What is shown beside scores that may rest on artists known from the training rows.
std::optional<classic::Plan> partitionOf(const Json& parameters, const ClassifySetup& setup)
{
    const auto wanted = pathOf(parameters, "partition");
    const auto column = parameters.value("partition_column", std::string("part"));
    if (wanted == "none") return {};
    if (wanted != "auto" && !wanted.empty()) return classic::Plan::fromFile(setup.table, wanted, column);
    if (const auto file = pathOf(parameters, "table"); !file.empty())
        if (auto beside = partitionBeside(setup.table, file, column)) return beside;
    if (setup.table.groups.empty() || setup.plan->straddling(setup.table, classic::Together::Groups) == 0) return {};
    try {
        return classic::Plan::folds(setup.table, parameters.value("k", std::size_t{10}), setup.options.seed, classic::Together::Groups);
    } catch (const Error&) {   // too few artists for so many folds: then there is no such score
        return {};
    }
}

}  // namespace

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

ClassifySetup classifySetup(const Json& parameters, store::Workspace& workspace, int threads)
{
    ClassifySetup setup;
    setup.options.deciding = classic::metricFromName(parameters.value("metric", std::string("macro-recall")));
    setup.options.seed = parameters.value("seed", std::uint64_t{0});
    setup.options.threads = threads;
    setup.options.grid = parameters.value("grid", false);
    setup.options.innerFolds = parameters.value("inner_folds", setup.options.innerFolds);
    setup.models = modelsOf(parameters);
    if (parameters.contains("from")) setup.from = store::ExperimentId{parameters["from"].get<std::int64_t>()};
    auto source = classifySource(parameters, workspace);
    setup.table = std::move(source.table);
    setup.source = std::move(source.description);
    setup.plan = planOf(parameters, setup.table, workspace);
    setup.partition = partitionOf(parameters, setup);
    return setup;
}

Json inheritedParameters(const Json& parameters, store::Workspace& workspace)
{
    if (!parameters.contains("from")) return parameters;
    const auto parent = workspace.experiments().resolve(std::to_string(parameters["from"].get<std::int64_t>()));
    if (parent.state != "done") throw Error(ErrorCode::NotFound, "experiment " + std::to_string(value(parent.id)), "has not come to its end; there is nothing to go on from");
    auto complete = parent.parameters;
    complete.erase("name");
    complete.update(parameters);
    complete.erase("best");
    if (!parameters.contains("best")) return complete;
    const auto count = parameters["best"].get<std::size_t>();
    complete["models"] = Json::array();
    for (const auto& id : parent.document["ranking"])
        if (id != "vote" && complete["models"].size() < count) complete["models"].push_back(id);
    return complete;
}

}  // namespace engine::tasks
