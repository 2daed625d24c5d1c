#include "engine/store/map_store.h"

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
    return map;
}

const std::string kSelect = "SELECT id, run_id, source, method, parameters, tracks, points, kl, created_at FROM map ";

}  // namespace

MapId MapStore::put(const TrackMap& map)
{
    return guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT INTO map (run_id, source, method, parameters, tracks, points, kl, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        if (map.run) insert.bind(1, sqlId(*map.run));   // else NULL, as a fresh statement has it
        insert.bind(2, map.source);
        insert.bind(3, map.method);
        insert.bind(4, jsonText(map.parameters));
        bindNumbers(insert, 5, std::span<const TrackId>(map.tracks));
        bindNumbers(insert, 6, std::span<const float>(map.points));
        insert.bind(7, map.kl);
        insert.bind(8, map.createdAt.empty() ? nowUtc() : map.createdAt);
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

}  // namespace engine::store
