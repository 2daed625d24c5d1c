#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::dataset {

/// True for a text in brackets, as Python prints a list.
bool looksLikePythonList(std::string_view text);

/// The items of a printed Python list of texts and whole numbers, ['rock', "don't", 12]: a grammar of our own, nothing is evaluated.
/// Anything else (names, calls, nested lists, bytes) gives nothing.
std::optional<std::vector<std::string>> parsePythonList(std::string_view text);

}  // namespace engine::dataset
