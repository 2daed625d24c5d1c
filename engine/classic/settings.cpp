#include "engine/classic/settings.h"

#include <algorithm>

#include "engine/core/error.h"

namespace engine::classic {

namespace {

void require(const Parameter& parameter, const Json& value, const std::string& subject)
{
    if (parameter.standard.is_number()) {
        if (!value.is_number() || !(value.get<double>() >= parameter.least && value.get<double>() <= parameter.most))
            throw Error(ErrorCode::InvalidArgument, subject, "a number from " + Json(parameter.least).dump() + " to " + Json(parameter.most).dump() + " wanted");
        return;
    }
    const bool known = value.is_string() && (parameter.words.empty() || std::find(parameter.words.begin(), parameter.words.end(), value.get<std::string>()) != parameter.words.end());
    if (known) return;
    std::string words;
    for (const auto word : parameter.words)
        words += (words.empty() ? "" : ", ") + std::string(word);
    throw Error(ErrorCode::InvalidArgument, subject, "one of these wanted: " + words);
}

}  // namespace

Settings::Settings(std::string_view model, std::span<const Parameter> parameters, const Json& changes) : m_values(Json::object())
{
    for (const auto& parameter : parameters)
        m_values[std::string(parameter.name)] = parameter.standard;
    for (const auto& [name, value] : changes.items()) {
        const auto subject = std::string(model) + "." + name;
        const auto found = std::find_if(parameters.begin(), parameters.end(), [&](const auto& p) { return p.name == name; });
        if (found == parameters.end()) throw Error(ErrorCode::NotFound, subject, "this model has no such parameter");
        require(*found, value, subject);
        m_values[name] = value;
    }
}

double Settings::number(std::string_view name) const
{
    return m_values.at(std::string(name)).get<double>();
}

const std::string& Settings::word(std::string_view name) const
{
    return m_values.at(std::string(name)).get_ref<const std::string&>();
}

std::vector<Json> gridOf(std::span<const Parameter> parameters, const Json& fixed)
{
    std::vector<Json> combinations{Json::object()};
    for (const auto& parameter : parameters) {
        const std::string name(parameter.name);
        if (parameter.grid.empty() || fixed.contains(name)) continue;
        std::vector<Json> more;
        for (const auto& before : combinations)
            for (const auto& value : parameter.grid) {
                more.push_back(before);
                more.back()[name] = value;
            }
        combinations = std::move(more);
    }
    for (auto& combination : combinations)
        combination.update(fixed);
    return combinations;
}

}  // namespace engine::classic
