#include "engine/report/folder_report.h"

#include "engine/core/atomic_file.h"
#include "engine/core/translatable.h"
#include "engine/report/charts.h"
#include "engine/report/escape.h"
#include "engine/report/html_parts.h"

namespace engine::report {

namespace {

using namespace html;

std::string headline(const Language& language, const FolderReport& report)
{
    const auto tracks = std::to_string(report.tracks);
    return report.run.empty() ? filled(language("Report", QT_TRANSLATE_NOOP("Report", "%1 tracks, mapped by their timbre")), {tracks})
                              : filled(language("Report", QT_TRANSLATE_NOOP("Report", "%1 tracks, tagged by %2")), {tracks, report.model});
}

std::string folderOpening(const Language& language, const FolderReport& report)
{
    std::string html = "<p class=\"eyebrow\">" + sentence(language, QT_TRANSLATE_NOOP("Report", "Folder report · %1"), {isolated(report.folder)}) + "</p>\n<h1>" +
                       escaped(headline(language, report)) + "</h1>\n<p class=\"lead\">";
    html += report.run.empty()
                ? sentence(language, QT_TRANSLATE_NOOP("Report", "The files carry too few tags to learn from, and the workspace has no model yet. So the tracks are laid "
                                                                 "out by how they sound: tracks close together have a similar timbre. Import a table of tags, or a "
                                                                 "published model, to get words."))
                : sentence(language, QT_TRANSLATE_NOOP("Report", "The files carry too few tags to learn from, so run %1 of this workspace tagged them. Nothing here was "
                                                                 "checked against true tags: a model does well on music like that it learned from."), {isolated(report.run)});
    const auto name = [&](const char* source) { return language("Report", source); };
    html += "</p>\n<div class=\"figures\">\n" + figure(std::to_string(report.tracks), name(QT_TRANSLATE_NOOP("Report", "tracks"))) +
            figure(fixed(report.hours, 1), name(QT_TRANSLATE_NOOP("Report", "hours of music")));
    if (!report.tags.empty()) html += figure(std::to_string(report.tags.size()), name(QT_TRANSLATE_NOOP("Report", "tags found")));
    return html + figure(std::to_string(report.refused.size()), name(QT_TRANSLATE_NOOP("Report", "files refused"))) + "</div>\n";
}

std::string tagTable(const Language& language, const FolderReport& report)
{
    if (report.tags.empty()) return {};
    std::string html = heading(language("Report", QT_TRANSLATE_NOOP("Report", "Tags found"))) +
                       explain(sentence(language, QT_TRANSLATE_NOOP("Report", "Tracks that reach the threshold chosen for the tag on the model's validation tracks; a track "
                                                                              "can have several."))) +
                       "<div class=\"panel\"><table>\n" +
                       headings(language, {QT_TRANSLATE_NOOP("Report", "Tag"), QT_TRANSLATE_NOOP("Report", "Kind"), QT_TRANSLATE_NOOP("Report", "Tracks"),
                                           QT_TRANSLATE_NOOP("Report", "Share")}, {1});
    for (const auto& tag : report.tags)
        html += "<tr>" + cell(isolated(tag.tag)) + "<td class=\"text\">" + isolated(language("TagType", tag.type)) + "</td>" + cell(std::to_string(tag.tracks)) +
                cell(fixed(100.0 * static_cast<double>(tag.tracks) / static_cast<double>(report.tracks), 0) + " %") + "</tr>\n";
    return html + "</table></div>\n";
}

std::string folderMap(const Language& language, const FolderReport& report)
{
    if (report.map.empty()) return {};
    std::string html = heading(language("Report", QT_TRANSLATE_NOOP("Report", "The map")));
    html += report.run.empty()
                ? explain(sentence(language, QT_TRANSLATE_NOOP("Report", "Each point is a track; tracks of similar timbre lie close together (t-SNE of the mean and the spread "
                                                                         "of each mel band). Neighbourhoods mean something, distances between far groups do not.")))
                : explanation(language, "map");
    html += explain(sentence(language, report.run.empty() ? QT_TRANSLATE_NOOP("Report", "Colours stand for the artist.")
                                                          : QT_TRANSLATE_NOOP("Report", "Colours stand for the most probable tag.")));
    return html + panel(language, mapScatter(report.map));
}

std::string refusals(const Language& language, const FolderReport& report)
{
    if (report.refused.empty()) return {};
    std::string html = heading(language("Report", QT_TRANSLATE_NOOP("Report", "Files refused"))) +
                       explain(sentence(language, QT_TRANSLATE_NOOP("Report", "They were left as they are. Each has its reason."))) + "<div class=\"panel\"><table>\n" +
                       headings(language, {QT_TRANSLATE_NOOP("Report", "File"), QT_TRANSLATE_NOOP("Report", "Reason")}, {1});
    for (const auto& file : report.refused)
        html += "<tr><td class=\"text wrap\">" + isolated(file.path) + "</td><td class=\"text wrap\">" + isolated(file.reason) + "</td></tr>\n";
    return html + "</table></div>\n";
}

std::string recipe(const Language& language, const FolderReport& report)
{
    const auto name = [&](const char* source) { return language("Report", source); };
    return heading(name(QT_TRANSLATE_NOOP("Report", "How to repeat it"))) +
           definitions({{name(QT_TRANSLATE_NOOP("Report", "Folder")), report.folder},
                        {name(QT_TRANSLATE_NOOP("Report", "Run")), report.run},
                        {name(QT_TRANSLATE_NOOP("Report", "Model")), report.model},
                        {name(QT_TRANSLATE_NOOP("Report", "Preset")), report.presetName},
                        {name(QT_TRANSLATE_NOOP("Report", "Seed")), std::to_string(report.seed)},
                        {name(QT_TRANSLATE_NOOP("Report", "Device")), report.device},
                        {name(QT_TRANSLATE_NOOP("Report", "Date")), report.date},
                        {name(QT_TRANSLATE_NOOP("Report", "Program")), "Tagbench " + report.programVersion}});
}

}  // namespace

std::string toHtml(const FolderReport& report, const Language& language)
{
    return page(language, headline(language, report),
                folderOpening(language, report) + tagTable(language, report) + folderMap(language, report) + trackTable(language, report.predictions) +
                    refusals(language, report) + recipe(language, report),
                report.programVersion, report.date);
}

void writeHtml(const FolderReport& report, const std::filesystem::path& path, const Language& language)
{
    writeFileAtomically(path, toHtml(report, language));
}

}  // namespace engine::report
