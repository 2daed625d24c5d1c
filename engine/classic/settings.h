#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/json.h"

namespace engine::classic {

/// One thing about a model that can be set.
struct Parameter {
    std::string_view name;
    Json standard;                          ///< a number or a word
    std::vector<Json> grid = {};            ///< what a grid search tries; empty = it does not vary
    double least = 0, most = 1e9;           ///< of a number
    std::vector<std::string_view> words = {};   ///< the words there are; empty = free
    std::string_view text = {};             ///< what it does, for people
};

/// Values of a model's parameters, every one of them.
class Settings {
public:
    /// Standard values with `changes` (an object) put in. Throws Error{NotFound, InvalidArgument} naming model and parameter.
    Settings(std::string_view model, std::span<const Parameter> parameters, const Json& changes = Json::object());

    double number(std::string_view name) const;
    std::size_t count(std::string_view name) const { return static_cast<std::size_t>(number(name)); }
    const std::string& word(std::string_view name) const;
    const Json& json() const { return m_values; }

private:
    Json m_values;
};

/// Every combination of the parameters' grids, as changes; one empty combination where nothing varies. `fixed` stay as they are.
std::vector<Json> gridOf(std::span<const Parameter> parameters, const Json& fixed);

}  // namespace engine::classic
