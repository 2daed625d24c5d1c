#include "engine/tasks/run_settings.h"

#include <algorithm>

#include "engine/tasks/train_setup.h"
#include "engine/tasks/training_precision.h"

namespace engine::tasks {

namespace {

std::string presetNameOf(store::Workspace& workspace, const store::Run& run)
{
    const auto text = workspace.melgrams().presetJson(run.presetHash);
    if (!text) return run.presetHash;
    return Json::parse(*text, nullptr, false).value("name", run.presetHash);
}

bool contains(const Json& list, const Json& item)
{
    return std::find(list.begin(), list.end(), item) != list.end();
}

/// Each list without what all lists hold.
std::vector<Json> withoutCommon(const std::vector<Json>& lists)
{
    std::vector<Json> left;
    for (const auto& list : lists) {
        auto own = Json::array();
        for (const auto& item : list)
            if (!std::all_of(lists.begin(), lists.end(), [&](const auto& other) { return contains(other, item); })) own.push_back(item);
        left.push_back(std::move(own));
    }
    return left;
}

}  // namespace

Json runSettings(store::Workspace& workspace, const store::Run& run)
{
    auto settings = completeTraining(run.config);
    for (const auto* besides : {"name", "notes", "device", "prepare", "evaluate", kPrecisionReason})
        settings.erase(besides);
    settings["arch"] = run.architecture;
    settings["preset"] = presetNameOf(workspace, run);
    if (run.split)
        if (const auto split = workspace.splits().find(*run.split)) settings["split"] = split->name;
    settings["seed"] = run.seed;
    settings["device"] = run.device;
    for (const auto& [program, version] : run.versions.items())
        settings["version of " + program] = version;
    auto tags = Json::array();
    for (const auto& tag : run.tags)
        tags.push_back(tag.name);
    settings["tags"] = std::move(tags);
    return settings;
}

std::vector<SettingDifference> differingSettings(const std::vector<Json>& settings)
{
    std::vector<std::string> names;
    for (const auto& run : settings)
        for (const auto& [name, value] : run.items())
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    std::vector<SettingDifference> differences;
    for (const auto& name : names) {
        SettingDifference difference{name, {}};
        for (const auto& run : settings)
            difference.values.push_back(run.contains(name) ? run[name] : Json(nullptr));
        auto& values = difference.values;
        if (std::all_of(values.begin(), values.end(), [&](const auto& value) { return value == values.front(); })) continue;
        if (std::all_of(values.begin(), values.end(), [](const auto& value) { return value.is_array(); })) values = withoutCommon(values);
        differences.push_back(std::move(difference));
    }
    return differences;
}

Json rerunParameters(const store::RunSummary& summary)
{
    const auto& run = summary.run;
    auto parameters = completeTraining(run.config);
    for (const auto* found : {kPrecisionUsed, kPrecisionReason})   // it is measured again
        parameters.erase(found);
    parameters["arch"] = run.architecture;
    if (!summary.presetName.empty()) parameters["preset"] = summary.presetName;
    if (!summary.splitName.empty()) parameters["split"] = summary.splitName;
    parameters["seed"] = run.seed;
    parameters["name"] = "";
    return parameters;
}

}  // namespace engine::tasks
