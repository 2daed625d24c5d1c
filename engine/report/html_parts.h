#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/language.h"
#include "engine/report/drawing.h"
#include "engine/report/tag_report.h"

/// What the pages of all reports are put together from. Texts are escaped here; `html` parameters are markup already. `source` is an
/// English text marked for translation in the context "Report".
namespace engine::report::html {

std::string cell(const std::string& html);
std::string heading(std::string_view text);
/// The translated, escaped text with %1 ... replaced by markup.
std::string sentence(const Language& language, std::string_view source, std::initializer_list<std::string> html = {});
/// A paragraph in the voice of an explanation.
std::string explain(const std::string& html);
/// A measure or a picture in plain words, by its id in evaluate/explanations.h, and what guessing gives.
std::string explanation(const Language& language, std::string_view id);
std::string figure(std::string_view value, std::string_view name);
/// Empty where the chart has nothing to draw.
std::string panel(const Language& language, const Drawing& chart, std::string_view style = "panel");
/// The row of headings of a table; those of `text` columns, by their places, stand left.
std::string headings(const Language& language, std::initializer_list<std::string_view> sources, std::initializer_list<int> text = {});
/// Name and value; empty values are left out. Names are translated already.
std::string definitions(const std::vector<std::pair<std::string, std::string>>& rows);
/// Tracks with their highest tags and, if any track has some, the true ones. At most kShownTracks rows; says so.
std::string trackTable(const Language& language, const std::vector<TrackPrediction>& tracks);
inline constexpr std::size_t kShownTracks = 100;
/// The whole self-contained document.
std::string page(const Language& language, std::string_view title, const std::string& html, std::string_view programVersion, std::string_view date);

}  // namespace engine::report::html
