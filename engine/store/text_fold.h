#pragma once
#include <string>
#include <string_view>

namespace engine::store {

/// Text as it is searched: lower case and without accents for Latin letters (precomposed or with combining marks), lower case
/// for Greek and Cyrillic; everything else, broken UTF-8 included, stays as it is. "Motörhead" -> "motorhead".
std::string foldForSearch(std::string_view utf8);

}  // namespace engine::store
