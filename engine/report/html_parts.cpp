#include "engine/report/html_parts.h"

#include <algorithm>

#include "engine/evaluate/explanations.h"
#include "engine/report/escape.h"
#include "engine/report/style.h"
#include "engine/report/svg.h"

namespace engine::report::html {

namespace {

std::string tagsOf(const TrackPrediction& track)
{
    std::string html;
    for (std::size_t i = 0; i < track.top.size(); ++i) {
        const auto& given = track.top[i];
        const bool right = std::find(track.truth.begin(), track.truth.end(), given.tag) != track.truth.end();
        html += (i > 0 ? ", " : "") + std::string(right ? "<span class=\"hit\">" : "<span>") + isolated(given.tag) + "</span> " +
                fixed(given.probability, 2);
    }
    return html;
}

std::string truthOf(const TrackPrediction& track)
{
    std::string html;
    for (std::size_t i = 0; i < track.truth.size(); ++i)
        html += (i > 0 ? ", " : "") + isolated(track.truth[i]);
    return html;
}

}  // namespace

std::string cell(const std::string& html)
{
    return "<td>" + html + "</td>";
}

std::string heading(std::string_view text)
{
    return "<h2>" + escaped(text) + "</h2>\n";
}

std::string explain(std::string_view text)
{
    return "<p class=\"explain\">" + escaped(text) + "</p>\n";
}

std::string explanation(std::string_view id)
{
    const auto& words = evaluate::explanation(id);
    std::string html = "<p class=\"explain\"><b>" + escaped(words.title) + ".</b> " + escaped(words.text);
    if (!words.chance.empty()) html += " <span class=\"chance-word\">By chance: " + escaped(words.chance) + ".</span>";
    return html + "</p>\n";
}

std::string figure(std::string_view value, std::string_view name)
{
    return "<div class=\"figure\"><b>" + escaped(value) + "</b><span>" + escaped(name) + "</span></div>\n";
}

std::string panel(const Drawing& chart, std::string_view style)
{
    return chart.empty() ? std::string() : "<div class=\"" + std::string(style) + "\">\n" + toSvg(chart) + "</div>\n";
}

std::string definitions(const std::vector<std::pair<std::string, std::string>>& rows)
{
    std::string html = "<div class=\"panel\"><dl>\n";
    for (const auto& [name, value] : rows)
        if (!value.empty()) html += "<dt>" + escaped(name) + "</dt><dd>" + isolated(value) + "</dd>\n";
    return html + "</dl></div>\n";
}

std::string trackTable(const std::vector<TrackPrediction>& tracks)
{
    if (tracks.empty()) return {};
    const bool truth = std::any_of(tracks.begin(), tracks.end(), [](const auto& track) { return !track.truth.empty(); });
    const std::size_t count = std::min(kShownTracks, tracks.size());
    std::string html = heading("Track by track") + "<p class=\"explain\">The highest probabilities of each track";
    html += truth ? "; tags it truly has are bold." : ".";
    if (count < tracks.size()) html += " The first " + std::to_string(count) + " of " + std::to_string(tracks.size()) + "; JSON holds all.";
    html += "</p>\n<div class=\"panel\"><table>\n<tr><th>Track</th><th class=\"text\">Artist</th><th class=\"text\">Predicted</th>";
    html += truth ? "<th class=\"text\">Truth</th></tr>\n" : "</tr>\n";
    for (std::size_t i = 0; i < count; ++i) {
        const auto& track = tracks[i];
        html += "<tr><td class=\"text wrap\">" + isolated(track.title.empty() ? track.path : track.title) + "</td><td class=\"text\">" +
                isolated(track.artist) + "</td><td class=\"text wrap\">" + tagsOf(track) + "</td>";
        html += truth ? "<td class=\"text wrap\">" + truthOf(track) + "</td></tr>\n" : "</tr>\n";
    }
    return html + "</table></div>\n";
}

std::string page(std::string_view title, const std::string& html, std::string_view programVersion, std::string_view date)
{
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"referrer\" content=\"no-referrer\">\n<title>" +
           escaped(title) + " - Tagbench</title>\n<style>" + styleSheet() + "</style>\n</head>\n<body>\n<main>\n" + html + "<footer>Made by Tagbench " +
           escaped(programVersion) + " on " + escaped(date) + ".</footer>\n</main>\n</body>\n</html>\n";
}

}  // namespace engine::report::html
