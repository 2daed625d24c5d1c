#include "engine/report/html_parts.h"

#include <algorithm>

#include "engine/core/translatable.h"
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

std::string sentence(const Language& language, std::string_view source, std::initializer_list<std::string> html)
{
    return filled(escaped(language("Report", source)), html);
}

std::string explain(const std::string& html)
{
    return "<p class=\"explain\">" + html + "</p>\n";
}

std::string explanation(const Language& language, std::string_view id)
{
    const auto& words = evaluate::explanation(id);
    std::string html = "<b>" + escaped(language("Metric", words.title)) + ".</b> " + escaped(language("Metric", words.text));
    if (!words.chance.empty())
        html += " <span class=\"chance-word\">" +
                filled(escaped(language("Metric", QT_TRANSLATE_NOOP("Metric", "By chance: %1."))), {escaped(language("Metric", words.chance))}) + "</span>";
    return explain(html);
}

std::string figure(std::string_view value, std::string_view name)
{
    return "<div class=\"figure\"><b>" + escaped(value) + "</b><span>" + escaped(name) + "</span></div>\n";
}

std::string panel(const Language& language, const Drawing& chart, std::string_view style)
{
    return chart.empty() ? std::string() : "<div class=\"" + std::string(style) + "\">\n" + toSvg(chart.inLanguage(language)) + "</div>\n";
}

std::string headings(const Language& language, std::initializer_list<std::string_view> sources, std::initializer_list<int> text)
{
    std::string html = "<tr>";
    int place = 0;
    for (const auto source : sources) {
        const bool isText = std::find(text.begin(), text.end(), place++) != text.end();
        html += (isText ? "<th class=\"text\">" : "<th>") + escaped(language("Report", source)) + "</th>";
    }
    return html + "</tr>\n";
}

std::string definitions(const std::vector<std::pair<std::string, std::string>>& rows)
{
    std::string html = "<div class=\"panel\"><dl>\n";
    for (const auto& [name, value] : rows)
        if (!value.empty()) html += "<dt>" + escaped(name) + "</dt><dd>" + isolated(value) + "</dd>\n";
    return html + "</dl></div>\n";
}

std::string trackTable(const Language& language, const std::vector<TrackPrediction>& tracks)
{
    if (tracks.empty()) return {};
    const bool truth = std::any_of(tracks.begin(), tracks.end(), [](const auto& track) { return !track.truth.empty(); });
    const std::size_t count = std::min(kShownTracks, tracks.size());
    auto words = sentence(language, truth ? QT_TRANSLATE_NOOP("Report", "The highest probabilities of each track; tags it truly has are bold.")
                                          : QT_TRANSLATE_NOOP("Report", "The highest probabilities of each track."));
    if (count < tracks.size())
        words += " " + sentence(language, QT_TRANSLATE_NOOP("Report", "The first %1 of %2; JSON holds all."), {std::to_string(count), std::to_string(tracks.size())});
    std::string html = heading(language("Report", QT_TRANSLATE_NOOP("Report", "Track by track"))) + explain(words) + "<div class=\"panel\"><table>\n";
    html += truth ? headings(language, {QT_TRANSLATE_NOOP("Report", "Track"), QT_TRANSLATE_NOOP("Report", "Artist"), QT_TRANSLATE_NOOP("Report", "Predicted"),
                                        QT_TRANSLATE_NOOP("Report", "Truth")}, {1, 2, 3})
                  : headings(language, {QT_TRANSLATE_NOOP("Report", "Track"), QT_TRANSLATE_NOOP("Report", "Artist"), QT_TRANSLATE_NOOP("Report", "Predicted")}, {1, 2});
    for (std::size_t i = 0; i < count; ++i) {
        const auto& track = tracks[i];
        html += "<tr><td class=\"text wrap\">" + isolated(track.title.empty() ? track.path : track.title) + "</td><td class=\"text\">" +
                isolated(track.artist) + "</td><td class=\"text wrap\">" + tagsOf(track) + "</td>";
        html += truth ? "<td class=\"text wrap\">" + truthOf(track) + "</td></tr>\n" : "</tr>\n";
    }
    return html + "</table></div>\n";
}

std::string page(const Language& language, std::string_view title, const std::string& html, std::string_view programVersion, std::string_view date)
{
    return "<!DOCTYPE html>\n<html lang=\"" + escaped(language.code()) + "\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"referrer\" content=\"no-referrer\">\n<title>" +
           escaped(title) + " - Tagbench</title>\n<style>" + styleSheet() + "</style>\n</head>\n<body>\n<main>\n" + html + "<footer>" +
           sentence(language, QT_TRANSLATE_NOOP("Report", "Made by Tagbench %1 on %2."), {escaped(programVersion), escaped(date)}) +
           "</footer>\n</main>\n</body>\n</html>\n";
}

}  // namespace engine::report::html
