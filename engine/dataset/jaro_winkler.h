#pragma once
#include <string_view>

namespace engine::dataset {

/// Jaro 1989, "Advances in record-linkage methodology"; Winkler 1990, "String comparator metrics". Characters are code points.
/// 1 for equal texts (also two empty ones), 0 where no character matches.
double jaro(std::u32string_view a, std::u32string_view b);

enum class WinklerForm {
    Standard,        ///< jaro > 0.7: + prefix * 0.1 * (1 - jaro), common prefix of at most 4
    ThesisLibrary,   ///< python-string-similarity: prefix without limit, weight min(0.1, 1 / longer length)
};
double jaroWinkler(std::u32string_view a, std::u32string_view b, WinklerForm form = WinklerForm::Standard);

}  // namespace engine::dataset
