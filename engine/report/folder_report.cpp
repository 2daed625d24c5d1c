#include "engine/report/folder_report.h"

#include "engine/core/atomic_file.h"
#include "engine/report/charts.h"
#include "engine/report/escape.h"
#include "engine/report/html_parts.h"

namespace engine::report {

namespace {

std::string headline(const FolderReport& report)
{
    return std::to_string(report.tracks) + (report.run.empty() ? " tracks, mapped by their timbre" : " tracks, tagged by " + report.model);
}

std::string folderOpening(const FolderReport& report)
{
    std::string html = "<p class=\"eyebrow\">Folder report &middot; " + isolated(report.folder) + "</p>\n<h1>" + escaped(headline(report)) + "</h1>\n";
    if (report.run.empty())
        html += "<p class=\"lead\">The files carry too few tags to learn from, and the workspace has no model yet. So the tracks are laid out by how "
                "they sound: tracks close together have a similar timbre. Import a table of tags, or a published model, to get words.</p>\n";
    else
        html += "<p class=\"lead\">The files carry too few tags to learn from, so run " + isolated(report.run) +
                " of this workspace tagged them. Nothing here was checked against true tags: a model does well on music like that it learned "
                "from.</p>\n";
    html += "<div class=\"figures\">\n" + html::figure(std::to_string(report.tracks), "tracks") + html::figure(fixed(report.hours, 1), "hours of music");
    if (!report.tags.empty()) html += html::figure(std::to_string(report.tags.size()), "tags found");
    return html + html::figure(std::to_string(report.refused.size()), "files refused") + "</div>\n";
}

std::string tagTable(const FolderReport& report)
{
    if (report.tags.empty()) return {};
    std::string html = html::heading("Tags found") +
                       html::explain("Tracks that reach the threshold chosen for the tag on the model's validation tracks; a track can have several.") +
                       "<div class=\"panel\"><table>\n<tr><th>Tag</th><th class=\"text\">Kind</th><th>Tracks</th><th>Share</th></tr>\n";
    for (const auto& tag : report.tags)
        html += "<tr>" + html::cell(isolated(tag.tag)) + "<td class=\"text\">" + isolated(tag.type) + "</td>" + html::cell(std::to_string(tag.tracks)) +
                html::cell(fixed(100.0 * static_cast<double>(tag.tracks) / static_cast<double>(report.tracks), 0) + " %") + "</tr>\n";
    return html + "</table></div>\n";
}

std::string folderMap(const FolderReport& report)
{
    if (report.map.empty()) return {};
    std::string html = html::heading("The map");
    html += report.run.empty() ? html::explain("Each point is a track; tracks of similar timbre lie close together (t-SNE of the mean and the spread of "
                                               "each mel band). Neighbourhoods mean something, distances between far groups do not.")
                               : html::explanation("map");
    html += html::explain("Colours stand for the " + report.mapColour + ".");
    return html + html::panel(mapScatter(report.map, report.mapColour));
}

std::string refusals(const FolderReport& report)
{
    if (report.refused.empty()) return {};
    std::string html = html::heading("Files refused") + html::explain("They were left as they are. Each has its reason.") +
                       "<div class=\"panel\"><table>\n<tr><th>File</th><th class=\"text\">Reason</th></tr>\n";
    for (const auto& file : report.refused)
        html += "<tr><td class=\"text wrap\">" + isolated(file.path) + "</td><td class=\"text wrap\">" + isolated(file.reason) + "</td></tr>\n";
    return html + "</table></div>\n";
}

}  // namespace

std::string toHtml(const FolderReport& report)
{
    const auto recipe = html::heading("How to repeat it") + html::definitions({{"Folder", report.folder},
                                                                               {"Run", report.run},
                                                                               {"Model", report.model},
                                                                               {"Preset", report.presetName},
                                                                               {"Seed", std::to_string(report.seed)},
                                                                               {"Device", report.device},
                                                                               {"Date", report.date},
                                                                               {"Program", "Tagbench " + report.programVersion}});
    return html::page(headline(report), folderOpening(report) + tagTable(report) + folderMap(report) + html::trackTable(report.predictions) +
                                            refusals(report) + recipe,
                      report.programVersion, report.date);
}

void writeHtml(const FolderReport& report, const std::filesystem::path& path)
{
    writeFileAtomically(path, toHtml(report));
}

}  // namespace engine::report
