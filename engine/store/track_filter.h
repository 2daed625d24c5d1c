#pragma once
#include <string>
#include <vector>

namespace engine::store {

/// One condition of a filter; all must hold.
struct FilterTerm {
    std::string field;   ///< "" = anywhere, else tag|genre|artist|album|title|path|state
    std::string value;   ///< folded (foldForSearch), never empty
};

/// Free words and `field:value`, blanks separate; quotes keep blanks (`artist:"Miles Davis"`, `"late night"`). A word with a
/// colon whose first part is no field name is a free word ("re:stacks"). Throws Error{InvalidArgument} for an open quote, a
/// field without a value and an unknown state.
std::vector<FilterTerm> parseFilter(const std::string& text);

}  // namespace engine::store
