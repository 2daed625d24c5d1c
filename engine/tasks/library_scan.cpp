#include "engine/tasks/library_scan.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "engine/core/error.h"
#include "engine/dataset/track_id.h"
#include "engine/jobs/map_parallel.h"
#include "engine/store/display_text.h"
#include "engine/tasks/folder_walk.h"
#include "engine/tasks/scan_file.h"

namespace engine::tasks {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kRowsPerTransaction = 1000;
constexpr auto kKeepPeriod = std::chrono::seconds(1);

/// What is known of one row of the library while the scan goes on.
struct KnownRow {
    store::Track track;
    bool claimed = false;   ///< a file was found for it
};

/// A refusal that may be over without any change of size or time of the file.
bool mayHavePassed(const std::string& errorClass)
{
    for (const auto code : {ErrorCode::Permission, ErrorCode::Changed, ErrorCode::Missing, ErrorCode::Busy, ErrorCode::Internal})
        if (errorClass == errorCodeName(code)) return true;
    return false;
}

/// Brings one library up to date with its folder. Three passes over the names found: files that are as they were, files that were
/// only moved (same inode, size and time), and those that must be read.
class LibraryScan {
public:
    LibraryScan(store::Library library, TaskContext& context, ScanReport& report)
        : m_library(std::move(library)), m_context(context), m_report(report), m_tracks(context.workspace.tracks()), m_tags(context.workspace.tags())
    {
    }

    void run()
    {
        for (auto& track : m_tracks.byLibrary(m_library.id))
            m_rows.push_back({std::move(track), false});
        auto listing = walkFolder(m_library.path, m_context.control);
        if (!listing) {
            m_context.say(m_library.display + ": this folder is not there now; its tracks are kept and come back with it");
            return markMissing({});
        }
        m_entries = std::move(listing->entries);
        m_outcome.resize(m_entries.size());
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            m_byPath.emplace(m_rows[i].track.path.native(), i);
        for (std::size_t i = 0; i < m_entries.size(); ++i)
            if (m_entries[i].kind != FolderEntry::Kind::Ignored) m_listed.emplace(m_entries[i].relative.native(), i);
        takeUnchanged();
        takeMoved();
        readTheRest();
        markMissing(listing->unreadableFolders);
        describeEntries();
    }

private:
    enum class Status { None, Added, Changed, Moved, Unchanged };
    struct Outcome {
        Status status = Status::None;
        store::Track track;
    };
    struct Reading {
        std::size_t entry;
        std::string knownHash;
    };
    struct Read {
        std::size_t entry;
        FileFacts facts;
    };

    KnownRow* rowAt(const fs::path& relative)
    {
        const auto found = m_byPath.find(relative.native());
        return found == m_byPath.end() ? nullptr : &m_rows[found->second];
    }
    bool isSettled(std::size_t entry) const
    {
        return m_entries[entry].kind == FolderEntry::Kind::Ignored || m_outcome[entry].status != Status::None;
    }
    void settle(std::size_t entry, Status status, store::Track track)
    {
        m_outcome[entry] = {status, std::move(track)};
    }
    static store::TrackState readState(const store::Track& track)
    {
        return track.errorClass.empty() ? store::TrackState::Ready : store::TrackState::Unreadable;
    }

    void takeUnchanged()
    {
        std::vector<TrackId> ready, unreadable;
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            if (m_entries[i].kind != FolderEntry::Kind::Audio) continue;
            auto* row = rowAt(m_entries[i].relative);
            if (row == nullptr || row->track.stamp != m_entries[i].stamp || mayHavePassed(row->track.errorClass)) continue;
            row->claimed = true;
            auto& track = row->track;
            if (track.state == store::TrackState::Missing) {
                track.state = readState(track);
                (track.state == store::TrackState::Ready ? ready : unreadable).push_back(track.id);
            }
            settle(i, Status::Unchanged, track);
        }
        setStates(ready, store::TrackState::Ready);
        setStates(unreadable, store::TrackState::Unreadable);
    }

    void setStates(std::span<const TrackId> ids, store::TrackState state)
    {
        for (std::size_t at = 0; at < ids.size(); at += kRowsPerTransaction)
            m_tracks.setState(ids.subspan(at, std::min(kRowsPerTransaction, ids.size() - at)), state);
    }

    /// A rename keeps inode, size and time, so nothing has to be read.
    void takeMoved()
    {
        std::map<std::pair<std::int64_t, std::int64_t>, std::vector<std::size_t>> byInode;
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            if (!m_rows[i].claimed && !mayHavePassed(m_rows[i].track.errorClass))
                byInode[{m_rows[i].track.stamp.device, m_rows[i].track.stamp.inode}].push_back(i);
        auto transaction = writeTransaction(m_context.workspace.database());
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            const auto& entry = m_entries[i];
            if (entry.kind != FolderEntry::Kind::Audio || isSettled(i)) continue;
            const auto rows = byInode.find({entry.stamp.device, entry.stamp.inode});
            if (rows == byInode.end()) continue;
            const auto row = std::find_if(rows->second.begin(), rows->second.end(), [&](std::size_t r) {
                return !m_rows[r].claimed && m_rows[r].track.stamp == entry.stamp;
            });
            if (row != rows->second.end()) move(i, m_rows[*row], entry.stamp);
        }
        transaction.commit();
    }

    void move(std::size_t index, KnownRow& row, const store::FileStamp& stamp)
    {
        row.claimed = true;
        row.track.library = m_library.id;
        row.track.path = m_entries[index].relative;
        row.track.displayPath = store::displayText(row.track.path.native());
        row.track.stamp = stamp;
        row.track.state = readState(row.track);
        freePath(row.track);
        m_tracks.upsert(row.track);
        settle(index, Status::Moved, row.track);
    }

    /// Whoever has this path in the workspace lost its file to `track`.
    void freePath(const store::Track& track)
    {
        const auto there = m_tracks.findByPath(m_library.id, track.path);
        if (there && there->id != track.id) m_tracks.vacate(m_library.id, track.path);
    }

    void readTheRest()
    {
        std::vector<std::size_t> pending;
        for (std::size_t i = 0; i < m_entries.size(); ++i)
            if (!isSettled(i)) pending.push_back(i);
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            if (!m_rows[i].track.fileHash.empty()) m_byHash.emplace(m_rows[i].track.fileHash, i);
        m_toRead = static_cast<std::int64_t>(pending.size());
        m_lastKept = std::chrono::steady_clock::now();
        std::vector<std::string> hashes;   // a copy: a pool thread asks the source while the lane changes the rows
        for (const auto& row : m_rows)
            hashes.push_back(row.track.fileHash);
        std::size_t next = 0;
        try {
            jobs::mapParallel(
                m_context.threads, m_context.control.stop(),
                [&]() -> std::optional<Reading> {
                    if (next == pending.size()) return {};
                    const auto entry = pending[next++];
                    const auto known = m_byPath.find(m_entries[entry].relative.native());
                    return Reading{entry, known == m_byPath.end() ? std::string() : hashes[known->second]};
                },
                [&](Reading reading) { return Read{reading.entry, read(m_entries[reading.entry], reading.knownHash)}; },
                [&](Read read) { keepSoon(std::move(read)); });
        } catch (...) {
            keepNow();   // what was read is not read again next time
            throw;
        }
        keepNow();
        m_context.control.step("reading", m_done, m_toRead);   // stopped: Cancelled, and nothing becomes missing
    }

    FileFacts read(const FolderEntry& entry, const std::string& knownHash) const
    {
        if (entry.kind == FolderEntry::Kind::Audio) return readFile(entry.target, entry.stamp, knownHash, m_context.control.stop());
        FileFacts facts;
        facts.stamp = entry.stamp;
        facts.failure = Failure{*entry.code, entry.relative.string(), entry.reason};
        return facts;
    }

    void keepSoon(Read read)
    {
        m_buffer.push_back(std::move(read));
        ++m_done;
        if (m_buffer.size() >= kRowsPerTransaction || std::chrono::steady_clock::now() - m_lastKept >= kKeepPeriod) keepNow();
        m_context.control.step("reading", m_done, m_toRead);
    }

    void keepNow()
    {
        m_lastKept = std::chrono::steady_clock::now();
        if (m_buffer.empty()) return;
        auto transaction = writeTransaction(m_context.workspace.database());
        for (const auto& read : m_buffer)
            keep(read.entry, read.facts);
        transaction.commit();
        m_buffer.clear();
    }

    void keep(std::size_t index, const FileFacts& facts)
    {
        auto* row = rowAt(m_entries[index].relative);
        if (row != nullptr && row->claimed) row = nullptr;   // it went on to another path
        if (row != nullptr && facts.sameContent) return keepTouched(index, *row, facts);
        if (row == nullptr && !facts.fileHash.empty())
            if (auto* moved = lostRowWith(facts.fileHash)) return move(index, *moved, facts.stamp);
        keepContent(index, row, facts);
    }

    void keepTouched(std::size_t index, KnownRow& row, const FileFacts& facts)
    {
        row.claimed = true;
        row.track.stamp = facts.stamp;
        row.track.state = readState(row.track);
        m_tracks.upsert(row.track);
        settle(index, Status::Unchanged, row.track);
    }

    /// A row with these bytes whose own file is no longer there: in this library, or in another one that is there itself.
    KnownRow* lostRowWith(const std::string& hash)
    {
        const auto [begin, end] = m_byHash.equal_range(hash);
        for (auto at = begin; at != end; ++at) {
            auto& row = m_rows[at->second];
            if (!row.claimed && !m_listed.contains(row.track.path.native()) && !mayHavePassed(row.track.errorClass)) return &row;
        }
        for (const auto& track : m_tracks.findByFileHash(hash)) {
            if (track.library == m_library.id || !isLost(track)) continue;
            m_foreign.push_back({track, false});
            return &m_foreign.back();
        }
        return nullptr;
    }

    bool isLost(const store::Track& track)
    {
        std::error_code error;
        const auto file = m_tracks.libraryPath(track);
        for (const auto& library : m_context.workspace.tracks().libraries())
            if (library.id == track.library) return fs::exists(library.path, error) && fs::symlink_status(file, error).type() == fs::file_type::not_found;
        return false;
    }

    void keepContent(std::size_t index, KnownRow* row, const FileFacts& facts)
    {
        const auto& entry = m_entries[index];
        store::Track track;
        track.library = m_library.id;
        track.path = entry.relative;
        track.displayPath = store::displayText(entry.relative.native());
        track.stamp = facts.stamp;
        track.fileHash = facts.fileHash;
        track.title = facts.metadata.title;
        track.artist = facts.metadata.artist;
        track.album = facts.metadata.album;
        track.trackNumber = facts.metadata.trackNumber;
        track.year = facts.metadata.year;
        track.format = facts.info.format;
        track.durationSeconds = facts.info.durationSeconds;
        track.sampleRateHz = facts.info.sampleRateHz;
        track.channels = facts.info.channels;
        if (facts.failure) {
            track.state = store::TrackState::Unreadable;
            track.errorClass = errorCodeName(facts.failure->code);
            track.reason = facts.failure->message;
        }
        if (row != nullptr) {
            row->claimed = true;
            keepWhatIsKnown(track, row->track, facts);
        } else {
            track.id = newId(track);
            freePath(track);
        }
        m_tracks.upsert(track);
        if (!facts.failure) keepTags(track.id, facts.tags);
        settle(index, row == nullptr ? Status::Added : Status::Changed, track);
    }

    /// The id stays whatever happens to the content; a file that cannot be read now keeps its name and hashes from before.
    static void keepWhatIsKnown(store::Track& track, const store::Track& before, const FileFacts& facts)
    {
        track.id = before.id;
        if (!facts.failure) return;
        if (track.fileHash.empty()) track.fileHash = before.fileHash;
        track.title = before.title;
        track.artist = before.artist;
        track.album = before.album;
        track.trackNumber = before.trackNumber;
        track.year = before.year;
        track.format = before.format;
        track.durationSeconds = before.durationSeconds;
        track.sampleRateHz = before.sampleRateHz;
        track.channels = before.channels;
    }

    void keepTags(TrackId track, const std::vector<FileTag>& tags)
    {
        m_tags.clear(track, "file");
        for (const auto& tag : tags)
            m_tags.set(track, m_tags.ensure(tag.name, tag.type), "file");
    }

    /// The golden rule's id of (path, title, seed). Where another track has it already (the same file laid out in two libraries, or
    /// a track that moved away from this path), the absolute path takes the place of the relative one, then that with "#2", "#3"...:
    /// reproducible as long as the libraries are added in the same order.
    TrackId newId(const store::Track& track)
    {
        const auto relative = store::asUtf8(track.path.native());
        const auto absolute = store::asUtf8(m_library.path.native()) + "/" + relative;
        auto id = dataset::makeTrackId(relative, track.title, m_library.seed);
        for (int attempt = 1; isTaken(id, track); ++attempt)
            id = dataset::makeTrackId(attempt == 1 ? absolute : absolute + "#" + std::to_string(attempt), track.title, m_library.seed);
        return id;
    }
    bool isTaken(TrackId id, const store::Track& track)
    {
        const auto other = m_tracks.find(id);
        return other && (other->library != track.library || other->path != track.path);
    }

    void markMissing(const std::vector<fs::path>& unreadableFolders)
    {
        std::vector<TrackId> gone;
        for (const auto& row : m_rows) {
            if (row.claimed || isBelowAny(row.track.path, unreadableFolders)) continue;
            ++m_report.missing;
            if (row.track.state != store::TrackState::Missing) gone.push_back(row.track.id);
        }
        setStates(gone, store::TrackState::Missing);
    }
    static bool isBelowAny(const fs::path& path, const std::vector<fs::path>& folders)
    {
        return std::any_of(folders.begin(), folders.end(), [&](const fs::path& folder) {
            return folder.empty() || path == folder || path.native().starts_with(folder.native() + "/");
        });
    }

    void describeEntries()
    {
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            const auto& entry = m_entries[i];
            const auto absolute = (m_library.path / entry.relative).native();
            Json file = {{"path", store::displayText(absolute)}};
            if (!store::isUtf8(absolute)) file["path_hex"] = store::hexOfBytes(absolute);
            if (entry.kind == FolderEntry::Kind::Ignored) {
                // What lies in a folder that cannot be read may be music: that is not nothing.
                const bool refused = entry.code == ErrorCode::Permission;
                file["status"] = refused ? "rejected" : "ignored";
                m_report.rejected += refused ? 1 : 0;
                file["class"] = entry.code ? std::string(errorCodeName(*entry.code)) : std::string();
                file["reason"] = entry.reason;
            } else {
                describeTrack(m_outcome[i], file);
            }
            m_report.files.push_back(std::move(file));
        }
    }
    void describeTrack(const Outcome& outcome, Json& file)
    {
        const auto& track = outcome.track;
        const bool rejected = track.state == store::TrackState::Unreadable;
        file["status"] = rejected ? "rejected" : "ok";
        file["duration_s"] = track.durationSeconds;
        file["sample_rate_hz"] = track.sampleRateHz;
        file["channels"] = track.channels;
        file["class"] = track.errorClass;
        file["reason"] = track.reason;
        ++(rejected                               ? m_report.rejected
           : outcome.status == Status::Added      ? m_report.added
           : outcome.status == Status::Changed    ? m_report.changed
           : outcome.status == Status::Moved      ? m_report.moved
                                                  : m_report.unchanged);
    }

    store::Library m_library;
    TaskContext& m_context;
    ScanReport& m_report;
    store::TrackStore m_tracks;
    store::TagStore m_tags;
    std::vector<KnownRow> m_rows;
    std::deque<KnownRow> m_foreign;   // rows of other libraries whose files turned up here
    std::vector<FolderEntry> m_entries;
    std::vector<Outcome> m_outcome;                              // one for each entry
    std::unordered_map<std::string, std::size_t> m_byPath;       // path as it was before the scan -> row
    std::unordered_map<std::string, std::size_t> m_listed;       // path -> entry
    std::unordered_multimap<std::string, std::size_t> m_byHash;  // file hash -> row
    std::vector<Read> m_buffer;
    std::chrono::steady_clock::time_point m_lastKept;
    std::int64_t m_done = 0, m_toRead = 0;
};

}  // namespace

void scanFolderOf(store::Library library, TaskContext& context, ScanReport& report)
{
    LibraryScan(std::move(library), context, report).run();
}

}  // namespace engine::tasks
