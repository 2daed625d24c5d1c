#include "engine/store/playlist_store.h"

#include "engine/core/error.h"
#include "engine/store/sql.h"

namespace engine::store {

namespace {

constexpr const char* kHeads =
    "SELECT id, name, (SELECT count(*) FROM playlist_track WHERE playlist_id = playlist.id) FROM playlist WHERE name = ?1 OR ?1 IS NULL ORDER BY name COLLATE NOCASE, id";

Playlist headFrom(SQLite::Statement& row)
{
    return {row.getColumn(0).getInt64(), row.getColumn(1).getString(), row.getColumn(2).getInt64()};
}

}  // namespace

std::vector<Playlist> PlaylistStore::list()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), kHeads);
        std::vector<Playlist> lists;
        while (query.executeStep())
            lists.push_back(headFrom(query));
        return lists;
    });
}

std::optional<Playlist> PlaylistStore::find(const std::string& name)
{
    return guarded(m_database, [&]() -> std::optional<Playlist> {
        SQLite::Statement query(m_database.connection(), kHeads);
        query.bind(1, name);
        if (!query.executeStep()) return {};
        return headFrom(query);
    });
}

std::vector<TrackId> PlaylistStore::tracks(const std::string& name)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(),
                                "SELECT track_id FROM playlist_track WHERE playlist_id = (SELECT id FROM playlist WHERE name = ?) ORDER BY position");
        query.bind(1, name);
        std::vector<TrackId> tracks;
        while (query.executeStep())
            tracks.push_back(idFrom<TrackId>(query.getColumn(0)));
        return tracks;
    });
}

void PlaylistStore::put(const std::string& name, std::span<const TrackId> tracks)
{
    if (name.empty()) throw Error(ErrorCode::InvalidArgument, "playlist", "a name is wanted");
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        SQLite::Statement make(m_database.connection(), "INSERT OR IGNORE INTO playlist (name, created_at) VALUES (?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))");
        make.bind(1, name);
        make.exec();
        const auto id = find(name)->id;
        SQLite::Statement clear(m_database.connection(), "DELETE FROM playlist_track WHERE playlist_id = ?");
        clear.bind(1, id);
        clear.exec();
        SQLite::Statement insert(m_database.connection(), "INSERT INTO playlist_track (playlist_id, position, track_id) VALUES (?, ?, ?)");
        for (std::size_t i = 0; i < tracks.size(); ++i) {
            insert.bind(1, id);
            insert.bind(2, static_cast<std::int64_t>(i));
            insert.bind(3, sqlId(tracks[i]));
            insert.exec();
            insert.reset();
        }
    });
    transaction.commit();
}

bool PlaylistStore::remove(const std::string& name)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "DELETE FROM playlist WHERE name = ?");
        query.bind(1, name);
        return query.exec() > 0;
    });
}

}  // namespace engine::store
