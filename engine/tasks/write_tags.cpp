// Tags into music files, and back. The one place where Tagbench changes files of the user; only when asked to.
//
// write_tags: {"tracks"?: [16 hex digits, ...], "sources": ["user"], "types"?: [...], "fields"?: {type: FIELD}, "replace"?: bool, "separator"?, "filter"?: text, "dry_run"?: bool}
// undo_tags: {"batch"?: number}
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "engine/audio/decoder.h"
#include "engine/audio/metadata.h"
#include "engine/audio/sample_hash.h"
#include "engine/audio/tag_bytes.h"
#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/dataset/unicode.h"
#include "engine/store/cleaning_store.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/folder_walk.h"
#include "engine/tasks/tag_fields.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

struct WriteWishes {
    std::set<std::string> sources, types;
    std::map<std::string, std::string> fields;   ///< where the default is not wanted
    bool replace = false, dryRun = false;
    std::string separator;

    explicit WriteWishes(const Json& parameters)
        : replace(parameters.value("replace", false)), dryRun(parameters.value("dry_run", false)), separator(parameters.value("separator", std::string("; ")))
    {
        for (const auto& source : parameters.value("sources", std::vector<std::string>{"user"}))
            sources.insert(source);
        for (const auto& type : parameters.value("types", std::vector<std::string>{}))
            types.insert(type);
        for (const auto& [type, field] : parameters.value("fields", std::map<std::string, std::string>{}))
            fields[type] = checkedField(field);
    }
    std::string fieldOf(const std::string& type) const
    {
        const auto at = fields.find(type);
        return at == fields.end() ? defaultFieldOf(type) : at->second;
    }

private:
    static std::string checkedField(const std::string& field)
    {
        if (!isTagField(field))
            throw Error(ErrorCode::InvalidArgument, field, "a field of capitals, digits and _ wanted, and none that names the track itself");
        return field;
    }
};

/// Without case and accents' composition: "Rock" in the file is rock.
bool holds(const std::vector<std::string>& values, const std::string& wanted)
{
    return std::any_of(values.begin(), values.end(), [&](const auto& value) { return dataset::foldCase(value) == dataset::foldCase(wanted); });
}

struct PlannedField {
    std::string field;
    std::vector<std::string> before, after;
};

std::vector<PlannedField> plannedFields(const audio::Metadata& metadata, const std::vector<store::TrackTag>& tags, const WriteWishes& wishes)
{
    std::map<std::string, PlannedField> planned;
    for (const auto& tag : tags) {
        if (!wishes.sources.contains(tag.source) || (!wishes.types.empty() && !wishes.types.contains(tag.type))) continue;
        const auto name = wishes.fieldOf(tag.type);
        auto [at, isNew] = planned.try_emplace(name);
        auto& field = at->second;
        if (isNew) {
            field.field = name;
            if (const auto old = metadata.fields.find(name); old != metadata.fields.end()) field.before = old->second;
            if (!wishes.replace) field.after = field.before;
        }
        if (!holds(field.after, tag.name)) field.after.push_back(tag.name);
    }
    std::vector<PlannedField> changed;
    for (auto& [name, field] : planned)
        if (field.after != field.before) changed.push_back(std::move(field));
    return changed;
}

/// Links and files that may not be written are refused before anything is read.
void checkWritable(const fs::path& file)
{
    struct stat status {};
    if (::lstat(file.c_str(), &status) != 0) throw Error(ErrorCode::Missing, file.string(), "the file is gone; scan again");
    if (S_ISLNK(status.st_mode)) throw Error(ErrorCode::NotRegular, file.string(), "is a link; tags are written into the file itself only");
    if (!S_ISREG(status.st_mode)) throw Error(ErrorCode::NotRegular, file.string(), "is no regular file");
    if ((status.st_mode & 0222) == 0) throw Error(ErrorCode::ReadOnly, file.string(), "the file is read-only; allow writing if its tags shall change");
}

std::string soundOf(const fs::path& file)
{
    const auto decoder = audio::openDecoder(file);
    audio::SampleHash hash;
    std::vector<float> block(1 << 16);
    for (std::size_t read = decoder->read(block); read > 0; read = decoder->read(block))
        hash.update(std::span(block).first(read));
    return hash.hex();
}

/// The changed file is read back beside the old one before it takes its place: same sound, the new fields, nothing else changed.
void checkChanged(const fs::path& file, const std::string& bytes, const std::vector<PlannedField>& fields, const fs::path& scratch)
{
    writeFileAtomically(scratch, bytes);
    const auto sound = soundOf(scratch);
    auto before = audio::readMetadata(file), after = audio::readMetadata(scratch);
    for (const auto& field : fields) {
        before.fields.erase(field.field);
        after.fields.erase(field.field);
    }
    fs::remove(scratch);
    if (sound != soundOf(file)) throw Error(ErrorCode::Internal, file.string(), "the changed file would sound differently; it was not written");
    if (before.fields != after.fields) throw Error(ErrorCode::Internal, file.string(), "other fields would have changed too; it was not written");
}

store::TagWrite differenceOf(const fs::path& file, const std::string& before, const std::string& after, std::int64_t batch)
{
    const auto shorter = std::min(before.size(), after.size());
    std::size_t prefix = 0, suffix = 0;
    while (prefix < shorter && before[prefix] == after[prefix])
        ++prefix;
    while (suffix < shorter - prefix && before[before.size() - 1 - suffix] == after[after.size() - 1 - suffix])
        ++suffix;
    return {0, batch, file, sha256Hex(before), sha256Hex(after), static_cast<std::int64_t>(prefix), static_cast<std::int64_t>(suffix),
            before.substr(prefix, before.size() - prefix - suffix)};
}

/// The row follows its file: the same track, other bytes.
void followFile(store::Workspace& workspace, store::Track track, const fs::path& file, const std::string& hash)
{
    struct stat status {};
    if (::lstat(file.c_str(), &status) != 0) return;
    track.stamp = stampOf(status);
    track.fileHash = hash;
    workspace.tracks().upsert(track);
    store::TagWriteLog(workspace.database()).keepMelgrams(track.id, track.stamp.size, track.stamp.mtimeNs);
}

class FileWriter {
public:
    FileWriter(store::Workspace& workspace, const WriteWishes& wishes) : m_workspace(workspace), m_wishes(wishes), m_log(workspace.database())
    {
        if (!wishes.dryRun) {
            fs::create_directories(workspace.cacheFolder());
            m_batch = m_log.nextBatch();
        }
    }

    /// A row of the report; nothing where the file has all its tags already.
    std::optional<Json> write(const store::Track& track)
    {
        const auto file = m_workspace.tracks().libraryPath(track);
        const auto tags = m_workspace.tags().ofTrack(track.id);
        const auto fields = plannedFields(audio::readMetadata(file), tags, m_wishes);
        if (fields.empty()) return {};
        Json row{{"path", track.displayPath}, {"status", m_wishes.dryRun ? "would-change" : "written"}, {"changes", Json::array()}};
        std::vector<audio::FieldChange> changes;
        for (const auto& field : fields) {
            row["changes"].push_back({{"field", field.field}, {"old", field.before}, {"new", field.after}});
            changes.push_back({field.field, field.after});
        }
        checkWritable(file);
        const auto after = audio::withFields(file, changes, m_wishes.separator);
        if (m_wishes.dryRun) return row;
        const auto before = audio::readWholeFile(file);
        checkChanged(file, after, fields, m_workspace.cacheFolder() / ("tag-write-" + std::to_string(::getpid())));
        const auto difference = differenceOf(file, before, after, m_batch);
        m_log.add(difference);   // before the file: a kill in between leaves a row whose file is as it was
        writeFileAtomically(file, after);
        followFile(m_workspace, track, file, difference.afterHash);
        return row;
    }
    std::int64_t batch() const { return m_batch; }

private:
    store::Workspace& m_workspace;
    const WriteWishes& m_wishes;
    store::TagWriteLog m_log;
    std::int64_t m_batch = 0;
};

Json failedRow(const std::string& path, std::exception_ptr problem)
{
    const auto failure = describe(problem);
    return {{"path", path}, {"status", "rejected"}, {"class", errorCodeName(failure.code)}, {"reason", failure.message}};
}

std::vector<TrackId> tracksOf(const Json& hex)
{
    if (!hex.is_array()) throw Error(ErrorCode::InvalidArgument, "tracks", "a list of track ids is wanted");
    std::vector<TrackId> ids;
    for (const auto& id : hex)
        ids.push_back(trackIdFromHex(id.is_string() ? id.get<std::string>() : std::string()));
    return ids;
}

Json writeTagsRun(const Json& parameters, TaskContext& context)
{
    const WriteWishes wishes(parameters);
    store::TrackQuery query;
    query.text = parameters.value("filter", std::string());
    const auto chosen = parameters.value("tracks", Json::array());
    const auto ids = chosen.empty() ? context.workspace.tracks().ids(query) : tracksOf(chosen);
    if (ids.empty()) throw Error(ErrorCode::NotFound, "library", "there is no track to write tags into");
    FileWriter writer(context.workspace, wishes);
    Json files = Json::array();
    std::int64_t written = 0, unchanged = 0, rejected = 0, done = 0;
    for (const auto& track : context.workspace.tracks().page(ids)) {
        context.control.step("write tags", done++, static_cast<std::int64_t>(ids.size()));
        if (track.state != store::TrackState::Ready) continue;
        try {
            if (auto row = writer.write(track)) {
                files.push_back(std::move(*row));
                ++written;
            } else {
                ++unchanged;
            }
        } catch (const Cancelled&) {
            throw;
        } catch (...) {
            files.push_back(failedRow(track.displayPath, std::current_exception()));
            context.say(track.displayPath + ": " + files.back()["reason"].get<std::string>());
            ++rejected;
        }
    }
    return {{"counts", {{"written", written}, {"unchanged", unchanged}, {"rejected", rejected}}}, {"files", std::move(files)}, {"batch", writer.batch()}, {"dry_run", wishes.dryRun}};
}

std::optional<store::Track> trackOfFile(store::Workspace& workspace, const fs::path& file)
{
    for (const auto& library : workspace.tracks().libraries()) {
        const auto relative = file.lexically_relative(library.path);
        if (!relative.empty() && *relative.begin() != "..")
            if (auto track = workspace.tracks().findByPath(library.id, relative)) return track;
    }
    return {};
}

void undoOne(store::Workspace& workspace, const store::TagWrite& write)
{
    store::TagWriteLog log(workspace.database());
    const auto now = audio::readWholeFile(write.path);
    const auto hash = sha256Hex(now);
    if (hash == write.beforeHash) return log.markUndone(write.id);   // it was never written, or is undone already
    if (hash != write.afterHash) throw Error(ErrorCode::Changed, write.path.string(), "was changed by somebody else since; it is left alone");
    checkWritable(write.path);
    const auto prefix = static_cast<std::size_t>(write.prefix), suffix = static_cast<std::size_t>(write.suffix);
    if (prefix > now.size() || suffix > now.size() - prefix) throw Error(ErrorCode::Corrupt, write.path.string(), "its undo record does not fit the file");
    const auto old = now.substr(0, prefix) + write.removed + now.substr(now.size() - suffix);
    if (sha256Hex(old) != write.beforeHash) throw Error(ErrorCode::Corrupt, write.path.string(), "its undo record is damaged; the file is left alone");
    writeFileAtomically(write.path, old);
    if (const auto track = trackOfFile(workspace, write.path)) followFile(workspace, *track, write.path, write.beforeHash);
    log.markUndone(write.id);
}

Json undoTagsRun(const Json& parameters, TaskContext& context)
{
    std::optional<std::int64_t> batch;
    if (parameters.contains("batch")) batch = parameters["batch"].get<std::int64_t>();
    const auto writes = store::TagWriteLog(context.workspace.database()).undoable(batch);
    if (writes.empty()) throw Error(ErrorCode::NotFound, "undo log", "no tags were written that could be taken back");
    Json files = Json::array();
    std::int64_t restored = 0, rejected = 0, done = 0;
    for (const auto& write : writes) {
        context.control.step("restore files", done++, static_cast<std::int64_t>(writes.size()));
        const auto shown = store::displayText(write.path.native());
        try {
            undoOne(context.workspace, write);
            files.push_back({{"path", shown}, {"status", "restored"}});
            ++restored;
        } catch (const Cancelled&) {
            throw;
        } catch (...) {
            files.push_back(failedRow(shown, std::current_exception()));
            ++rejected;
        }
    }
    return {{"counts", {{"restored", restored}, {"rejected", rejected}}}, {"files", std::move(files)}, {"batch", writes.front().batch}};
}

}  // namespace

std::string defaultFieldOf(std::string_view type)
{
    static const std::map<std::string, std::string, std::less<>> fields{
        {"genre", "GENRE"}, {"subgenre", "GENRE"}, {"mood/theme", "MOOD"}, {"emotion", "MOOD"}, {"instrument", "INSTRUMENT"}};
    const auto at = fields.find(type);
    return at == fields.end() ? "GROUPING" : at->second;
}

bool isTagField(std::string_view field)
{
    static const std::set<std::string, std::less<>> kept{"TITLE", "ARTIST", "ALBUM", "DATE", "TRACKNUMBER"};
    return !field.empty() && !kept.contains(field) &&
           std::all_of(field.begin(), field.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ' '; });
}

extern const TaskEntry write_tags_task;
const TaskEntry write_tags_task{"write_tags", LaneKind::Library, writeTagsRun};
extern const TaskEntry undo_tags_task;
const TaskEntry undo_tags_task{"undo_tags", LaneKind::Library, undoTagsRun};

}  // namespace engine::tasks
