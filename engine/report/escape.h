#pragma once
#include <string>
#include <string_view>

namespace engine::report {

/// The one way text gets into HTML or SVG: & < > " ' as entities; control characters, direction marks and bytes that
/// are not UTF-8 as U+FFFD.
std::string escaped(std::string_view text);
/// escaped(), its writing direction kept from spreading: <bdi>...</bdi>.
std::string isolated(std::string_view text);
/// Shortened to so many code points with an ellipsis, then escaped.
std::string escapedShort(std::string_view text, std::size_t codePoints);

}  // namespace engine::report
