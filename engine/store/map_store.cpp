#include "engine/store/map_store.h"

#include <unordered_map>

#include "engine/store/sql.h"

namespace engine::store {

namespace {

std::optional<TrackMap> firstOf(SQLite::Statement& row, const Database& database)
{
    if (!row.executeStep()) return {};
    TrackMap map;
    map.id = idFrom<MapId>(row.getColumn(0));
    if (const auto run = row.getColumn(1); !run.isNull()) map.run = idFrom<RunId>(run);
    map.source = row.getColumn(2).getString();
    map.method = row.getColumn(3).getString();
    map.parameters = jsonFrom(row.getColumn(4), database);
    map.tracks = numbersFrom<TrackId>(row.getColumn(5));
    map.points = numbersFrom<float>(row.getColumn(6));
    map.kl = row.getColumn(7).getDouble();
    map.createdAt = row.getColumn(8).getString();
    map.clusters = numbersFrom<std::uint32_t>(row.getColumn(9));
    return map;
}

const std::string kSelect = "SELECT id, run_id, source, method, parameters, tracks, points, kl, created_at, clusters FROM map ";

std::unordered_map<TrackId, std::size_t> placesOf(std::span<const TrackId> tracks)
{
    std::unordered_map<TrackId, std::size_t> places;
    places.reserve(tracks.size());
    for (std::size_t i = 0; i < tracks.size(); ++i)
        places.emplace(tracks[i], i);
    return places;
}

}  // namespace

MapId MapStore::put(const TrackMap& map)
{
    return guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT INTO map (run_id, source, method, parameters, tracks, points, kl, created_at, clusters) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        if (map.run) insert.bind(1, sqlId(*map.run));   // else NULL, as a fresh statement has it
        insert.bind(2, map.source);
        insert.bind(3, map.method);
        insert.bind(4, jsonText(map.parameters));
        bindNumbers(insert, 5, std::span<const TrackId>(map.tracks));
        bindNumbers(insert, 6, std::span<const float>(map.points));
        insert.bind(7, map.kl);
        insert.bind(8, map.createdAt.empty() ? nowUtc() : map.createdAt);
        bindNumbers(insert, 9, std::span<const std::uint32_t>(map.clusters));
        insert.exec();
        return static_cast<MapId>(m_database.connection().getLastInsertRowid());
    });
}

std::optional<TrackMap> MapStore::find(MapId id)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), kSelect + "WHERE id = ?");
        query.bind(1, sqlId(id));
        return firstOf(query, m_database);
    });
}

std::optional<TrackMap> MapStore::latest()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), kSelect + "ORDER BY id DESC LIMIT 1");
        return firstOf(query, m_database);
    });
}

std::vector<MapId> MapStore::list()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT id FROM map ORDER BY id");
        std::vector<MapId> ids;
        while (query.executeStep())
            ids.push_back(idFrom<MapId>(query.getColumn(0)));
        return ids;
    });
}

std::vector<MapHead> MapStore::heads()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(),
                                "SELECT id, run_id, source, method, parameters, length(tracks) / 8, kl, created_at FROM map ORDER BY id");
        std::vector<MapHead> heads;
        while (query.executeStep()) {
            MapHead head;
            head.id = idFrom<MapId>(query.getColumn(0));
            if (const auto run = query.getColumn(1); !run.isNull()) head.run = idFrom<RunId>(run);
            head.source = query.getColumn(2).getString();
            head.method = query.getColumn(3).getString();
            head.parameters = jsonFrom(query.getColumn(4), m_database);
            head.tracks = static_cast<std::size_t>(query.getColumn(5).getInt64());
            head.kl = query.getColumn(6).getDouble();
            head.createdAt = query.getColumn(7).getString();
            heads.push_back(std::move(head));
        }
        return heads;
    });
}

bool MapStore::remove(MapId id)
{
    return guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM map WHERE id = ?");
        remove.bind(1, sqlId(id));
        return remove.exec() > 0;
    });
}

std::vector<std::string> MapStore::artists(std::span<const TrackId> tracks)
{
    const auto places = placesOf(tracks);
    std::vector<std::string> found(tracks.size());
    guarded(m_database, [&] {
        // A scan of the table: many single look-ups would cost more from a few thousand tracks on.
        SQLite::Statement query(m_database.connection(), "SELECT id, artist FROM track");
        while (query.executeStep())
            if (const auto at = places.find(idFrom<TrackId>(query.getColumn(0))); at != places.end()) found[at->second] = query.getColumn(1).getString();
    });
    return found;
}

std::vector<std::string> MapStore::strongestTags(std::span<const TrackId> tracks, const std::string& type)
{
    const auto places = placesOf(tracks);
    std::vector<std::string> found(tracks.size());
    guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(),
                                "SELECT track_id, name FROM track_tag JOIN tag ON tag.id = tag_id WHERE ?1 = '' OR type = ?1 "
                                "ORDER BY track_id, score DESC, name");
        query.bind(1, type);
        while (query.executeStep()) {
            const auto at = places.find(idFrom<TrackId>(query.getColumn(0)));
            if (at != places.end() && found[at->second].empty()) found[at->second] = query.getColumn(1).getString();
        }
    });
    return found;
}

}  // namespace engine::store
