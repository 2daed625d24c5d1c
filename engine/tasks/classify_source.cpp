#include "engine/tasks/classify_source.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/tasks/path_parameters.h"

namespace engine::tasks {

namespace {

struct Labelling {
    std::map<std::uint64_t, std::string> classOf;   ///< of tracks with exactly one
    std::set<std::uint64_t> several;
    std::vector<std::string> rare;                  ///< classes with too few tracks
};

std::vector<store::Tag> classTags(const Json& parameters, store::Workspace& workspace)
{
    const auto type = parameters.value("label_type", std::string());
    const auto names = parameters.value("label_tags", std::vector<std::string>{});
    if (type.empty() && names.empty()) throw Error(ErrorCode::InvalidArgument, "label_type", "say which tags are the classes: a type such as genre, or their names");
    std::vector<store::Tag> tags;
    for (auto& tag : workspace.tags().list()) {
        if (!type.empty() && tag.type != type) continue;
        if (names.empty() ? tag.type != "junk" : std::find(names.begin(), names.end(), tag.name) != names.end()) tags.push_back(std::move(tag));
    }
    for (const auto& name : names)
        if (std::none_of(tags.begin(), tags.end(), [&](const auto& tag) { return tag.name == name; }))
            throw Error(ErrorCode::NotFound, name, type.empty() ? "no track carries this tag" : "no track carries this tag of type " + type);
    if (tags.size() < 2) throw Error(ErrorCode::TooShort, type, "the library has " + std::to_string(tags.size()) + " tags for classes; two are needed. tags list shows types and tags");
    return tags;
}

/// `there`: tracks that have features; others do not count.
Labelling labelTracks(store::Workspace& workspace, const std::vector<store::Tag>& tags, const std::set<std::uint64_t>& there, std::size_t leastTracks)
{
    std::map<std::uint64_t, std::set<std::string>> carried;
    for (const auto& tag : tags)
        for (const auto track : workspace.tags().tracksOf(tag.id))
            if (there.contains(value(track))) carried[value(track)].insert(tag.name);
    Labelling labelling;
    std::map<std::string, std::size_t> counts;
    for (const auto& [track, names] : carried) {
        if (names.size() > 1) {
            labelling.several.insert(track);
            continue;
        }
        labelling.classOf[track] = *names.begin();
        ++counts[*names.begin()];
    }
    for (const auto& [name, count] : counts)
        if (count < leastTracks) labelling.rare.push_back(name);
    std::erase_if(labelling.classOf, [&](const auto& entry) { return counts[entry.second] < leastTracks; });
    return labelling;
}

std::vector<std::size_t> columnsKept(const std::vector<std::string>& columns, const Json& parameters, const std::string& subject)
{
    const auto excluded = parameters.value("exclude", std::vector<std::string>{});
    for (const auto& name : excluded)
        if (std::find(columns.begin(), columns.end(), name) == columns.end()) throw Error(ErrorCode::NotFound, subject, "there is no column \"" + name + "\"");
    std::vector<std::size_t> kept;
    for (std::size_t c = 0; c < columns.size(); ++c)
        if (std::find(excluded.begin(), excluded.end(), columns[c]) == excluded.end()) kept.push_back(c);
    if (kept.empty()) throw Error(ErrorCode::TooShort, subject, "no column is left as a feature");
    return kept;
}

std::map<std::uint64_t, std::string> artistsOf(store::Workspace& workspace, const std::vector<TrackId>& tracks)
{
    std::map<std::uint64_t, std::string> artists;
    for (const auto& track : workspace.tracks().page(tracks))
        artists[value(track.id)] = track.artist;
    return artists;
}

store::FeatureSet featureSetFor(const Json& parameters, store::Workspace& workspace, const std::string& level)
{
    const auto wanted = parameters.value("features", std::string());
    auto set = workspace.features().find(level, wanted);
    if (set) return *set;
    throw Error(ErrorCode::NotFound, wanted.empty() ? "features" : wanted,
                "the library has no " + level + " features" + (wanted.empty() ? "" : " of this name") + " yet; compute them first (features --library)");
}

ClassifySource fromLibrary(const Json& parameters, store::Workspace& workspace)
{
    const auto level = parameters.value("level", std::string("song"));
    const auto set = featureSetFor(parameters, workspace, level);
    const auto features = workspace.features().table(set.id);
    std::set<std::uint64_t> there;
    for (const auto track : features.tracks)
        there.insert(value(track));
    const auto labelling = labelTracks(workspace, classTags(parameters, workspace), there, parameters.value("min_tracks", std::size_t{2}));
    const auto artists = artistsOf(workspace, {features.tracks.begin(), features.tracks.end()});

    ClassifySource source;
    auto& table = source.table;
    table.subject = "the library's features";
    const auto kept = columnsKept(features.columns, parameters, table.subject);
    for (const auto c : kept)
        table.columns.push_back(features.columns[c]);
    std::vector<std::string> labels;
    for (std::size_t r = 0; r < features.tracks.size(); ++r) {
        const auto found = labelling.classOf.find(value(features.tracks[r]));
        if (found == labelling.classOf.end()) continue;
        labels.push_back(found->second);
        table.tracks.push_back(features.tracks[r]);
        const auto artist = artists.find(found->first);
        table.groups.push_back(artist == artists.end() || artist->second.empty() ? toHex(features.tracks[r]) : artist->second);
        for (const auto c : kept)
            table.values.push_back(features.values[r * features.columns.size() + c]);
    }
    if (labels.empty()) throw Error(ErrorCode::TooShort, table.subject, "no track with features carries exactly one of these tags");
    setLabels(table, labels);
    source.description = {{"library", true}, {"features", set.name}, {"features_hash", set.hash}, {"level", level}, {"label_type", parameters.value("label_type", std::string())},
                          {"label_tags", parameters.value("label_tags", Json::array())},
                          {"left_out", {{"tracks_without_class", there.size() - labelling.classOf.size() - labelling.several.size()},
                                        {"tracks_of_several_classes", labelling.several.size()}, {"rare_classes", labelling.rare}}}};
    return source;
}

}  // namespace

ClassifySource classifySource(const Json& parameters, store::Workspace& workspace)
{
    if (parameters.value("library", false)) return fromLibrary(parameters, workspace);
    classic::TableChoice choice;
    choice.labelColumn = parameters.value("label", choice.labelColumn);
    choice.excluded = parameters.value("exclude", std::vector<std::string>{});
    choice.groupColumn = parameters.value("group", std::string());
    const auto file = pathOf(parameters, "table");
    if (file.empty()) throw Error(ErrorCode::InvalidArgument, "table", "name a table of features, or take the library's");
    ClassifySource source{classic::readTable(file, choice), {}};
    source.description = Json::object();
    putPath(source.description, "table", std::filesystem::absolute(file));
    return source;
}

std::string tableHash(const classic::Table& table)
{
    Sha256 sum;
    sum.update(Json{table.columns, table.classes}.dump(-1, ' ', false, Json::error_handler_t::replace));
    sum.update(std::as_bytes(std::span(table.labels)));
    sum.update(std::as_bytes(std::span(table.values)));
    return sum.hex();
}

}  // namespace engine::tasks
