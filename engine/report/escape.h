#pragma once
#include <string>
#include <string_view>

namespace engine::report {

/// Text from outside made safe to show: control characters, direction marks and bytes that are not UTF-8 as U+FFFD; longer than so
/// many code points: cut with an ellipsis.
std::string cleaned(std::string_view text, std::size_t codePoints = std::string_view::npos);
/// cleaned(), and where it is longer than so many code points the middle gives way to an ellipsis: of names that begin alike and end
/// differently. codePoints: 3 or more.
std::string shortenedInside(std::string_view text, std::size_t codePoints);
/// The one way text gets into HTML or SVG: cleaned(), with & < > " ' as entities.
std::string escaped(std::string_view text);
/// escaped(), its writing direction kept from spreading: <bdi>...</bdi>.
std::string isolated(std::string_view text);
/// Shortened to so many code points with an ellipsis, then escaped.
std::string escapedShort(std::string_view text, std::size_t codePoints);

}  // namespace engine::report
