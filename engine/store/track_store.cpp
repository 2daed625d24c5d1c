#include "engine/store/track_store.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "engine/core/error.h"
#include "engine/store/display_text.h"
#include "engine/store/sql.h"
#include "engine/store/text_fold.h"
#include "engine/store/track_query.h"

namespace engine::store {

namespace {

const std::string kSelect =
    "SELECT id, library_id, path, display_path, size, mtime_ns, inode, device, ifnull(file_hash, ''), ifnull(audio_hash, ''), "
    "title, artist, album, track_number, year, format, duration_s, sample_rate_hz, channels, state, class, reason FROM track ";

constexpr const char* kUpsert =
    "INSERT INTO track (id, library_id, path, display_path, size, mtime_ns, inode, device, file_hash, audio_hash, "
    "title, artist, album, track_number, year, format, duration_s, sample_rate_hz, channels, state, class, reason) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET library_id = excluded.library_id, path = excluded.path, display_path = excluded.display_path, "
    "size = excluded.size, mtime_ns = excluded.mtime_ns, inode = excluded.inode, device = excluded.device, "
    "file_hash = excluded.file_hash, audio_hash = excluded.audio_hash, title = excluded.title, artist = excluded.artist, "
    "album = excluded.album, track_number = excluded.track_number, year = excluded.year, format = excluded.format, "
    "duration_s = excluded.duration_s, sample_rate_hz = excluded.sample_rate_hz, channels = excluded.channels, "
    "state = excluded.state, class = excluded.class, reason = excluded.reason";

TrackState stateFrom(const std::string& name)
{
    for (const auto state : {TrackState::Ready, TrackState::Unreadable, TrackState::Missing})
        if (name == trackStateName(state)) return state;
    throw Error(ErrorCode::Corrupt, "track", "a row has the unknown state " + name);
}

Track trackFrom(SQLite::Statement& row)
{
    Track track;
    int at = 0;
    const auto text = [&] { return row.getColumn(at++).getString(); };
    const auto number = [&] { return row.getColumn(at++).getInt64(); };
    track.id = idFrom<TrackId>(row.getColumn(at++));
    track.library = idFrom<LibraryId>(row.getColumn(at++));
    track.path = pathFrom(row.getColumn(at++));
    track.displayPath = text();
    track.stamp.size = number();
    track.stamp.mtimeNs = number();
    track.stamp.inode = number();
    track.stamp.device = number();
    track.fileHash = text();
    track.audioHash = text();
    track.title = text();
    track.artist = text();
    track.album = text();
    track.trackNumber = static_cast<int>(number());
    track.year = static_cast<int>(number());
    track.format = text();
    track.durationSeconds = row.getColumn(at++).getDouble();
    track.sampleRateHz = static_cast<int>(number());
    track.channels = static_cast<int>(number());
    track.state = stateFrom(text());
    track.errorClass = text();
    track.reason = text();
    return track;
}

void bindTrack(SQLite::Statement& statement, const Track& track)
{
    int at = 1;
    statement.bind(at++, sqlId(track.id));
    statement.bind(at++, sqlId(track.library));
    bindPath(statement, at++, track.path);
    statement.bind(at++, track.displayPath);
    for (const auto number : {track.stamp.size, track.stamp.mtimeNs, track.stamp.inode, track.stamp.device})
        statement.bind(at++, number);
    for (const auto& text : {track.fileHash, track.audioHash, track.title, track.artist, track.album})
        statement.bind(at++, text);
    statement.bind(at++, track.trackNumber);
    statement.bind(at++, track.year);
    statement.bind(at++, track.format);
    statement.bind(at++, track.durationSeconds);
    statement.bind(at++, track.sampleRateHz);
    statement.bind(at++, track.channels);
    statement.bind(at++, std::string(trackStateName(track.state)));
    statement.bind(at++, track.errorClass);
    statement.bind(at++, track.reason);
}

bool sameText(Database& database, const Track& track)
{
    ReusedStatement reused(database, "SELECT 1 FROM track WHERE id = ? AND title = ? AND artist = ? AND album = ? AND display_path = ?");
    auto& old = *reused;
    old.bind(1, sqlId(track.id));
    old.bind(2, track.title);
    old.bind(3, track.artist);
    old.bind(4, track.album);
    old.bind(5, track.displayPath);
    return old.executeStep();
}

void putText(Database& database, const Track& track)
{
    ReusedStatement remove(database, "DELETE FROM track_text WHERE rowid = ?");
    (*remove).bind(1, sqlId(track.id));
    (*remove).exec();
    ReusedStatement reused(database, "INSERT INTO track_text (rowid, title, artist, album, path) VALUES (?, ?, ?, ?, ?)");
    auto& insert = *reused;
    insert.bind(1, sqlId(track.id));
    insert.bind(2, foldForSearch(track.title));
    insert.bind(3, foldForSearch(track.artist));
    insert.bind(4, foldForSearch(track.album));
    insert.bind(5, foldForSearch(track.displayPath));
    insert.exec();
}

std::optional<Track> firstOf(SQLite::Statement& statement)
{
    if (!statement.executeStep()) return {};
    return trackFrom(statement);
}

std::vector<Track> allOf(SQLite::Statement& statement)
{
    std::vector<Track> tracks;
    while (statement.executeStep())
        tracks.push_back(trackFrom(statement));
    return tracks;
}

// Up to here fetching the rows found and sorting them is quicker than walking the whole order (measured at 100 000 tracks).
constexpr std::size_t kSortedByRow = 7000;

std::vector<std::int64_t> numbersOf(SQLite::Database& connection, const PreparedQuery& query)
{
    SQLite::Statement statement(connection, query.sql);
    int at = 1;
    for (const auto& value : query.values) {
        if (value.isNumber)
            statement.bind(at++, value.number);
        else
            statement.bind(at++, value.text);
    }
    std::vector<std::int64_t> numbers;
    while (statement.executeStep())
        numbers.push_back(statement.getColumn(0).getInt64());
    return numbers;
}

/// Ids that fulfil all conditions, ascending, each once.
std::vector<std::int64_t> matchingAll(SQLite::Database& connection, const std::vector<FilterTerm>& terms)
{
    std::vector<std::int64_t> all;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        auto found = numbersOf(connection, termQuery(terms[i]));
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        if (i == 0) {
            all = std::move(found);
        } else {
            std::vector<std::int64_t> both;
            std::set_intersection(all.begin(), all.end(), found.begin(), found.end(), std::back_inserter(both));
            all = std::move(both);
        }
        if (all.empty()) break;
    }
    return all;
}

std::vector<TrackId> asTracks(const std::vector<std::int64_t>& numbers)
{
    std::vector<TrackId> ids;
    ids.reserve(numbers.size());
    for (const auto number : numbers)
        ids.push_back(static_cast<TrackId>(number));
    return ids;
}

}  // namespace

std::string_view trackStateName(TrackState state)
{
    switch (state) {
    case TrackState::Ready: return "ready";
    case TrackState::Unreadable: return "unreadable";
    case TrackState::Missing: return "missing";
    }
    return "ready";
}

LibraryId TrackStore::addLibrary(const std::filesystem::path& folder, std::uint64_t seed)
{
    return guarded(m_database, [&] {
        auto& connection = m_database.connection();
        SQLite::Statement insert(connection, "INSERT INTO library (path, display, seed, added_at) VALUES (?, ?, ?, ?) ON CONFLICT (path) DO NOTHING");
        bindPath(insert, 1, folder);
        insert.bind(2, displayText(folder.native()));
        insert.bind(3, static_cast<std::int64_t>(seed));
        insert.bind(4, nowUtc());
        insert.exec();
        SQLite::Statement find(connection, "SELECT id FROM library WHERE path = ?");
        bindPath(find, 1, folder);
        find.executeStep();
        return idFrom<LibraryId>(find.getColumn(0));
    });
}

std::vector<Library> TrackStore::libraries()
{
    return guarded(m_database, [&] {
        std::vector<Library> all;
        SQLite::Statement query(m_database.connection(), "SELECT id, path, display, seed FROM library ORDER BY id");
        while (query.executeStep())
            all.push_back({idFrom<LibraryId>(query.getColumn(0)), pathFrom(query.getColumn(1)), query.getColumn(2).getString(),
                           static_cast<std::uint64_t>(query.getColumn(3).getInt64())});
        return all;
    });
}

void TrackStore::upsert(const Track& track)
{
    // No savepoint inside a caller's transaction: each makes the text index write itself out, ten times the cost of the rest.
    std::optional<WriteTransaction> own;
    if (!inTransaction(m_database)) own.emplace(m_database);
    guarded(m_database, [&] {
        const bool searchable = sameText(m_database, track);
        ReusedStatement statement(m_database, kUpsert);
        bindTrack(*statement, track);
        (*statement).exec();
        if (!searchable) putText(m_database, track);
    });
    if (own) own->commit();
}

void TrackStore::setState(std::span<const TrackId> ids, TrackState state)
{
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE track SET state = ? WHERE id = ?");
        for (const auto id : ids) {
            update.bind(1, std::string(trackStateName(state)));
            update.bind(2, sqlId(id));
            update.exec();
            update.reset();
        }
    });
    transaction.commit();
}

void TrackStore::vacate(LibraryId library, const std::filesystem::path& relative)
{
    guarded(m_database, [&] {
        // A library-relative path never begins with '/', so no file can have the parked one.
        SQLite::Statement update(m_database.connection(),
                                 "UPDATE track SET path = CAST('/' || id AS BLOB), inode = 0, state = 'missing' WHERE library_id = ? AND path = ?");
        update.bind(1, sqlId(library));
        bindPath(update, 2, relative);
        update.exec();
    });
}

void TrackStore::setAudioHash(TrackId id, const std::string& hash)
{
    guarded(m_database, [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE track SET audio_hash = nullif(?, '') WHERE id = ?");
        update.bind(1, hash);
        update.bind(2, sqlId(id));
        update.exec();
    });
}

std::optional<Track> TrackStore::find(TrackId id)
{
    return guarded(m_database, [&] {
        ReusedStatement reused(m_database, kSelect + "WHERE id = ?");
        auto& query = *reused;
        query.bind(1, sqlId(id));
        return firstOf(query);
    });
}

std::optional<Track> TrackStore::findByPath(LibraryId library, const std::filesystem::path& relative)
{
    return guarded(m_database, [&] {
        ReusedStatement reused(m_database, kSelect + "WHERE library_id = ? AND path = ?");
        auto& query = *reused;
        query.bind(1, sqlId(library));
        bindPath(query, 2, relative);
        return firstOf(query);
    });
}

std::vector<Track> TrackStore::findByFileHash(const std::string& hash)
{
    return guarded(m_database, [&] {
        ReusedStatement reused(m_database, kSelect + "WHERE file_hash = ? ORDER BY id");
        auto& query = *reused;
        query.bind(1, hash);
        return allOf(query);
    });
}

std::vector<Track> TrackStore::findByAudioHash(const std::string& hash)
{
    return guarded(m_database, [&] {
        ReusedStatement reused(m_database, kSelect + "WHERE audio_hash = ? ORDER BY id");
        auto& query = *reused;
        query.bind(1, hash);
        return allOf(query);
    });
}

std::vector<Track> TrackStore::byLibrary(LibraryId library)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), kSelect + "WHERE library_id = ? ORDER BY display_path, id");
        query.bind(1, sqlId(library));
        return allOf(query);
    });
}

std::vector<Track> TrackStore::page(std::span<const TrackId> ids)
{
    return guarded(m_database, [&] {
        std::vector<Track> tracks;
        ReusedStatement reused(m_database, kSelect + "WHERE id = ?");
        auto& query = *reused;
        for (const auto id : ids) {
            query.bind(1, sqlId(id));
            if (auto track = firstOf(query)) tracks.push_back(std::move(*track));
            query.reset();
        }
        return tracks;
    });
}

std::vector<TrackId> TrackStore::ids(const TrackQuery& query)
{
    const auto terms = parseFilter(query.text);
    return guarded(m_database, [&] {
        auto& connection = m_database.connection();
        if (terms.empty()) return asTracks(numbersOf(connection, orderedQuery(query, false)));
        const auto matching = matchingAll(connection, terms);
        if (matching.size() <= kSortedByRow) {
            auto narrowed = orderedQuery(query, true);
            narrowed.values.push_back({jsonText(Json(matching)), 0, false});
            return asTracks(numbersOf(connection, narrowed));
        }
        // Many rows: walking the index of the order and asking each whether it matches costs less than fetching and sorting them.
        const std::unordered_set<std::int64_t> wanted(matching.begin(), matching.end());
        auto all = numbersOf(connection, orderedQuery(query, false));
        std::erase_if(all, [&](std::int64_t id) { return !wanted.contains(id); });
        return asTracks(all);
    });
}

std::int64_t TrackStore::count()
{
    return guarded(m_database, [&] { return m_database.connection().execAndGet("SELECT count(*) FROM track").getInt64(); });
}

std::vector<TrackStore::Folder> TrackStore::folders(LibraryId library, const std::string& prefix)
{
    const auto folder = asFolder(prefix);
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), folder.empty()
            ? "SELECT display_path FROM track WHERE +library_id = ? ORDER BY display_path"
            : "SELECT display_path FROM track WHERE +library_id = ? AND display_path >= ? AND display_path < ? ORDER BY display_path");
        query.bind(1, sqlId(library));
        if (!folder.empty()) {
            query.bind(2, folder);
            query.bind(3, endOfFolder(folder));
        }
        std::vector<Folder> folders;
        while (query.executeStep()) {
            const std::string_view rest = std::string_view(query.getColumn(0).getText()).substr(folder.size());
            const auto slash = rest.find('/');
            if (slash == std::string_view::npos) continue;   // a file right here
            const auto name = rest.substr(0, slash);
            // All paths below one folder share its prefix, hence stand together.
            if (folders.empty() || folders.back().name != name) folders.push_back({std::string(name), 0, false});
            ++folders.back().tracks;
            if (rest.find('/', slash + 1) != std::string_view::npos) folders.back().hasChildren = true;
        }
        return folders;
    });
}

std::filesystem::path TrackStore::fetchedFolder() const
{
    return m_database.file().parent_path() / "fetched";
}

std::filesystem::path TrackStore::absolutePath(const Track& track)
{
    const auto copy = guarded(m_database, [&]() -> std::string {
        ReusedStatement reused(m_database, "SELECT file FROM fetched_copy WHERE track_id = ?");
        auto& query = *reused;
        query.bind(1, sqlId(track.id));
        return query.executeStep() ? query.getColumn(0).getString() : std::string();
    });
    return copy.empty() ? libraryPath(track) : fetchedFolder() / copy;
}

std::filesystem::path TrackStore::libraryPath(const Track& track)
{
    return guarded(m_database, [&] {
        ReusedStatement reused(m_database, "SELECT path FROM library WHERE id = ?");
        auto& query = *reused;
        query.bind(1, sqlId(track.library));
        if (!query.executeStep())
            throw Error(ErrorCode::NotFound, track.displayPath, "the music folder of this track is not in the workspace");
        return pathFrom(query.getColumn(0)) / track.path;
    });
}

}  // namespace engine::store
