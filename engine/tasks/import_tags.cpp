// Tags (and a split) from a data set's file onto the tracks of the library.
//
// parameters: {"file", "file_hex"?, "format": "auto"|id, "audio_root"?, "audio_root_hex"?, "split"?: name, "dry_run"?: bool,
//   "merge"?: file or "mtat", "min_score"?, "max_tags"?, "subset"?, "only_heard"?: triplets, "unique_tracks"?: file,
//   "report_dir"?: folder of the lists, "match_metadata"?: bool, "match_content"?: bool,
//   "columns"?: ["file=path", "labels=tags:genre", ...], "delimiter"?: "tab", "tag_separator"?: ";", "no_header"?: bool}
// With "columns" the file is a table whose columns mean what is said there, and "format" does not count.
// The *_hex forms carry names that are not UTF-8. rows = matched + missing + unreadable + duplicates + refused; rows that the choice leaves
// out are not among them.
#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <unordered_map>

#include "engine/core/error.h"
#include "engine/core/resources.h"
#include "engine/dataset/import_filter.h"
#include "engine/dataset/tag_table.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/import_library.h"
#include "engine/tasks/import_lists.h"
#include "engine/tasks/make_split.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/pipeline.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

/// By MatchedBy: its name in the report, and for people.
const std::array<std::pair<std::string, std::string>, 7> kMatchedBy{{{"", ""}, {"path", "by its path"}, {"file_name", "by the file's name"}, {"id", "by the data set's number"},
                                                                   {"artist_and_title", "by artist and title"}, {"metadata_id", "by an id in the file's metadata"}, {"content", "by content"}}};
constexpr std::size_t kMaxListedRefusals = 10'000;
constexpr std::size_t kMaxTags = 1'000'000;

/// First reading: which tracks are meant, so that a file name shared by several rows means nobody.
class PathSurvey final : public dataset::ImportSink {
public:
    explicit PathSurvey(dataset::TrackMatcher& matcher) : m_matcher(matcher) {}
    void row(const dataset::ImportRow& row) override { m_matcher.note(nameOf(row)); }
    void refuse(std::int64_t, const std::string&) override {}

private:
    dataset::TrackMatcher& m_matcher;
};

/// Second reading: rows become tags, inside the caller's transaction.
class TagWriter final : public dataset::ImportSink {
public:
    TagWriter(store::Workspace& workspace, ImportLibrary& library, std::string source, ImportLists& lists)
        : m_tags(workspace.tags()), m_tracks(workspace.tracks()), m_library(library), m_source(std::move(source)), m_lists(lists)
    {
    }

    void row(const dataset::ImportRow& row) override
    {
        ++m_rows;
        const auto [track, by] = m_library.find(row);
        if (track == nullptr) {
            ++m_missing;
            m_lists.add(RowFate::Missing, row, {}, {}, "no track of the library fits");
            return;
        }
        const auto [at, isNew] = m_seen.try_emplace(track->id);
        auto& seen = at->second;
        if (const auto conflict = partConflict(seen, row); !conflict.empty()) {
            addRefusal(row.line, conflict);
            return;
        }
        if (isNew) seen.line = row.line;
        const bool addsTags = writeTags(*track, seen, row);
        const bool addsPart = row.part && !seen.part;
        if (addsPart) {
            seen.part = row.part;
            seen.partLine = row.line;
        }
        completeNames(*track, row);
        ++m_matchedBy[static_cast<std::size_t>(by)];
        const bool isDuplicate = !isNew && (row.isComplete || !(addsTags || addsPart));
        ++(isDuplicate ? m_duplicates : counterOf(track->state));
        list(isDuplicate ? RowFate::Duplicate : fateOf(track->state), row, *track, seen, by);
    }
    void refuse(std::int64_t line, const std::string& reason) override
    {
        ++m_rows;
        addRefusal(line, reason);
    }

    /// All tags at once, in place of what an earlier import of this file said of these tracks.
    void writePending(store::BulkTagWrite& bulk)
    {
        std::vector<TrackId> tracks;
        for (const auto& [id, seen] : m_seen)
            tracks.push_back(id);
        bulk.replace(std::move(m_pending), std::move(tracks), m_source);
    }

    Json document() const
    {
        Json refused = Json::array();
        for (const auto& [line, reason] : m_refusals)
            refused.push_back({{"line", line}, {"reason", reason}});
        Json document{{"rows", m_rows}, {"matched", m_matched}, {"missing", m_missing}, {"unreadable", m_unreadable},
                      {"duplicates", m_duplicates}, {"refused", std::move(refused)}};
        if (m_refused > static_cast<std::int64_t>(m_refusals.size())) document["refused_total"] = m_refused;
        document["tags"] = m_tagIds.size();
        for (std::size_t by = 1; by < kMatchedBy.size(); ++by)
            document["matched_by"][kMatchedBy[by].first] = m_matchedBy[by];
        return document;
    }
    std::string preview() const
    {
        return std::to_string(m_rows - m_refused) + " rows good, " + std::to_string(m_refused) + " refused; " + std::to_string(m_matched) +
               " matched, " + std::to_string(m_missing) + " without a track in the library";
    }
    /// Readable tracks that were given a part, ascending ids.
    std::vector<store::SplitMember> members() const
    {
        std::vector<store::SplitMember> members;
        for (const auto& [id, seen] : m_seen)
            if (seen.part && seen.isReady) members.push_back({id, *seen.part});
        std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.track < b.track; });
        return members;
    }

private:
    struct Seen {
        std::int64_t line = 0;   ///< of its first row
        std::vector<TagId> tags;
        std::optional<Part> part;
        std::int64_t partLine = 0;
        bool isReady = false;
    };

    static std::string partConflict(const Seen& seen, const dataset::ImportRow& row)
    {
        if (!seen.part || !row.part || seen.part == row.part) return {};
        return "the same track is in " + std::string(partName(*seen.part)) + " on line " + std::to_string(seen.partLine) + " and in " +
               std::string(partName(*row.part)) + " here";
    }
    bool writeTags(const ImportLibrary::Known& track, Seen& seen, const dataset::ImportRow& row)
    {
        seen.isReady = track.state == store::TrackState::Ready;
        bool adds = false;
        for (const auto& tag : row.tags) {
            const auto id = idOf(tag);
            if (std::find(seen.tags.begin(), seen.tags.end(), id) != seen.tags.end()) continue;
            seen.tags.push_back(id);
            m_pending.push_back({track.id, id, tag.score});
            adds = true;
        }
        return adds;
    }
    TagId idOf(const dataset::ImportTag& tag)
    {
        m_key.assign(tag.name).append(1, '\x1f').append(tag.type);
        const auto [at, isNew] = m_tagIds.try_emplace(m_key);
        if (isNew && m_tagIds.size() > kMaxTags) throw Error(ErrorCode::TooLarge, m_source, "more than a million different tags");
        if (isNew) at->second = m_tags.ensure(tag.name, tag.type);
        return at->second;
    }
    /// The file itself knows better; a data set only fills in what it leaves open.
    void completeNames(ImportLibrary::Known& known, const dataset::ImportRow& row)
    {
        const bool artist = known.lacksArtist && !row.artist.empty();
        const bool album = known.lacksAlbum && !row.album.empty();
        if (!artist && !album) return;
        auto track = m_tracks.find(known.id);
        if (artist) track->artist = row.artist;
        if (album) track->album = row.album;
        m_tracks.upsert(*track);
        known.lacksArtist = known.lacksArtist && !artist;
        known.lacksAlbum = known.lacksAlbum && !album;
    }
    static RowFate fateOf(store::TrackState state)
    {
        return state == store::TrackState::Ready ? RowFate::Matched : state == store::TrackState::Unreadable ? RowFate::Unreadable : RowFate::Missing;
    }
    void list(RowFate fate, const dataset::ImportRow& row, const ImportLibrary::Known& track, const Seen& seen, dataset::MatchedBy by)
    {
        auto remark = kMatchedBy[static_cast<std::size_t>(by)].second;
        if (fate == RowFate::Duplicate) remark = "says again what line " + std::to_string(seen.line) + " said";
        if (fate == RowFate::Missing) remark = "its file is not there";
        if (fate == RowFate::Unreadable) remark = "its file cannot be read";
        const bool isNamed = by == dataset::MatchedBy::Path;   // then both paths say the same
        m_lists.add(fate, row, toHex(track.id), isNamed ? row.path : m_library.pathOfTrack(track.id), remark);
    }
    std::int64_t& counterOf(store::TrackState state)
    {
        switch (state) {
        case store::TrackState::Ready: return m_matched;
        case store::TrackState::Unreadable: return m_unreadable;
        case store::TrackState::Missing: return m_missing;
        }
        return m_missing;
    }
    void addRefusal(std::int64_t line, const std::string& reason)
    {
        ++m_refused;
        m_lists.refuse(line, reason);
        if (m_refusals.size() < kMaxListedRefusals) m_refusals.emplace_back(line, reason);
    }

    store::TagStore m_tags;
    store::TrackStore m_tracks;
    ImportLibrary& m_library;
    std::string m_source;
    ImportLists& m_lists;
    std::unordered_map<TrackId, Seen> m_seen;
    std::vector<store::BulkTagWrite::Row> m_pending;
    std::unordered_map<std::string, TagId> m_tagIds;   // by name and type
    std::string m_key;
    std::vector<std::pair<std::int64_t, std::string>> m_refusals;
    std::array<std::int64_t, 7> m_matchedBy{};   // by MatchedBy
    std::int64_t m_rows = 0, m_matched = 0, m_missing = 0, m_unreadable = 0, m_duplicates = 0, m_refused = 0;
};

bool sameMembers(const std::vector<store::SplitMember>& a, const std::vector<store::SplitMember>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) { return x.track == y.track && x.part == y.part; });
}

/// Keeps the split the file states; one of the same name and content stays untouched (a run may use it). A published split is taken as it
/// is, but told what leaks between its parts.
Json keepSplit(store::Workspace& workspace, const std::string& name, const std::vector<store::SplitMember>& members)
{
    auto splits = workspace.splits();
    std::vector<std::int64_t> sizes(3, 0);
    for (const auto& member : members)
        ++sizes[static_cast<std::size_t>(member.part)];
    auto sorted = splits.find(name) ? splits.members(splits.find(name)->id) : std::vector<store::SplitMember>();
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.track < b.track; });
    if (!sameMembers(sorted, members)) {
        store::Split split{{}, name, 0, {}, false, "none"};
        for (const auto size : sizes)
            split.ratios.push_back(static_cast<double>(size) / static_cast<double>(members.size()));
        splits.put(split, members);
    }
    const auto leaks = dataset::findOffenders(splitLines(workspace, splits.find(name)->id), dataset::GroupBy::None).size();
    return {{"name", name}, {"train", sizes[0]}, {"valid", sizes[1]}, {"test", sizes[2]}, {"leaks", leaks}};
}

dataset::ImportChoice choiceOf(const Json& parameters, const fs::path& file, RunControl& control)
{
    dataset::ImportChoice choice;
    if (const auto merge = pathOf(parameters, "merge"); merge == "mtat")
        choice.merge = dataset::TagMerge::load(resourceFolder() / "tags/merge-mtat.json");
    else if (!merge.empty())
        choice.merge = dataset::TagMerge::load(merge);
    choice.minScore = parameters.value("min_score", 0.0);
    choice.maxTags = parameters.value("max_tags", std::size_t{0});
    choice.subset = parameters.value("subset", std::string());
    if (const auto triplets = pathOf(parameters, "only_heard"); !triplets.empty()) {
        auto uniqueTracks = pathOf(parameters, "unique_tracks");
        if (uniqueTracks.empty()) uniqueTracks = (fs::is_directory(file) ? file : file.parent_path()) / "unique_tracks.txt";
        choice.heard = dataset::readHeardTracks(triplets, uniqueTracks, control);
        choice.onlyHeard = true;
    }
    return choice;
}

/// How the data set is read, as often as wanted.
struct Reading {
    std::string format;
    std::function<void(dataset::ImportSink&)> into;
};

Reading readingOf(const Json& parameters, const fs::path& file, RunControl& control)
{
    if (!parameters.contains("columns") || parameters["columns"].empty()) {
        const auto& importer = dataset::findImporter(parameters.value("format", std::string("auto")), file);
        return {std::string(importer.id), [&importer, file, &control](dataset::ImportSink& sink) { importer.read(file, sink, control); }};
    }
    dataset::TableForm form;
    for (const auto& text : parameters["columns"])
        form.uses.insert(dataset::columnUseFrom(text.get<std::string>()));
    const auto delimiter = parameters.value("delimiter", std::string());
    form.delimiter = delimiter.empty() ? dataset::guessDelimiter(file) : dataset::delimiterFromName(delimiter);
    form.tagSeparator = parameters.value("tag_separator", form.tagSeparator);
    if (form.tagSeparator.empty()) throw Error(ErrorCode::InvalidArgument, "tag separator", "at least one character wanted");
    form.hasHeader = !parameters.value("no_header", false);
    return {"table", [form, file, &control](dataset::ImportSink& sink) { dataset::readTagTable(file, form, sink, control); }};
}

Json importRun(const Json& parameters, TaskContext& context)
{
    auto file = pathOf(parameters, "file").lexically_normal();
    if (!file.has_filename()) file = file.parent_path();   // a folder with "/" at its end
    const auto shownName = store::displayText(file.filename().native());
    const auto choice = choiceOf(parameters, file, context.control);
    const auto reading = readingOf(parameters, file, context.control);
    const bool dryRun = parameters.value("dry_run", false);

    ImportLibrary library(context.workspace.tracks(), pathOf(parameters, "audio_root"));
    library.matchContent(parameters.value("match_content", false));
    if (parameters.value("match_metadata", false)) library.readMetadataIds(context.control);
    PathSurvey survey(library.matcher());
    dataset::ImportFilter surveyed(choice, survey);
    reading.into(surveyed);

    store::BulkTagWrite bulk(context.workspace.database());
    // One transaction for all: a stop, a crash or an error leaves nothing behind.
    auto transaction = store::writeTransaction(context.workspace.database());
    const auto reportFolder = parameters.contains("report_dir") ? pathOf(parameters, "report_dir") : context.workspace.cacheFolder() / "import";
    ImportLists lists(reportFolder);
    TagWriter writer(context.workspace, library, "import:" + shownName, lists);
    dataset::ImportFilter chosen(choice, writer);
    reading.into(chosen);
    context.control.step("write", 0, 0);
    writer.writePending(bulk);
    auto document = writer.document();
    document["steps"] = Json::array();
    for (const auto& step : chosen.steps())
        document["steps"].push_back({{"step", step.name}, {"rows", step.rows}, {"tags", step.tags}});
    document["left_out"] = {{"rows", chosen.rowsLeftOut()}, {"tags", chosen.tagsLeftOut()}, {"merged", chosen.tagsMerged()}};
    if (const auto members = writer.members(); !members.empty()) {
        auto name = parameters.value("split", std::string());
        if (name.empty()) name = store::displayText(file.stem().native());
        document["split"] = keepSplit(context.workspace, name, members);
    }
    document["format"] = reading.format;
    document["dry_run"] = dryRun;
    context.say(writer.preview());
    // A published split counts as the split stage of the way, as long as it is the newest.
    if (document.contains("split") && namedSplit(context.workspace, {}).name == document["split"]["name"]) noteStage(context.workspace, "split", {{"imported", document["split"]["name"]}, {"name", document["split"]["name"]}});
    lists.commit();
    putPath(document, "report_dir", reportFolder);
    if (!dryRun) transaction.commit();
    return document;
}

}  // namespace

extern const TaskEntry import_task;
const TaskEntry import_task{"import", LaneKind::Library, importRun};

}  // namespace engine::tasks
