#include "engine/store/index_store.h"

#include <algorithm>

#include "engine/store/sql.h"

namespace engine::store {

std::optional<std::string> IndexStore::file(const VectorSource& source)
{
    return guarded(m_database, [&]() -> std::optional<std::string> {
        SQLite::Statement query(m_database.connection(), "SELECT file FROM vector_index WHERE run_id = ? AND layer = ?");
        query.bind(1, sqlId(source.run));
        query.bind(2, source.layer);
        if (!query.executeStep()) return {};
        return query.getColumn(0).getString();
    });
}

void IndexStore::keep(const VectorSource& source, const std::string& file)
{
    guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(), "INSERT OR REPLACE INTO vector_index (run_id, layer, file) VALUES (?, ?, ?)");
        insert.bind(1, sqlId(source.run));
        insert.bind(2, source.layer);
        insert.bind(3, file);
        insert.exec();
    });
}

void IndexStore::drop(const VectorSource& source)
{
    guarded(m_database, [&] {
        for (const char* table : {"vector_index", "vector_change"}) {
            SQLite::Statement remove(m_database.connection(), std::string("DELETE FROM ") + table + " WHERE run_id = ? AND layer = ?");
            remove.bind(1, sqlId(source.run));
            remove.bind(2, source.layer);
            remove.exec();
        }
    });
}

std::vector<std::string> IndexStore::files()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT file FROM vector_index ORDER BY file");
        std::vector<std::string> names;
        while (query.executeStep())
            names.push_back(query.getColumn(0).getString());
        return names;
    });
}

std::int64_t IndexStore::newestChange()
{
    return guarded(m_database, [&]() -> std::int64_t {
        // Of all changes ever, those that are forgotten too.
        SQLite::Statement query(m_database.connection(), "SELECT seq FROM sqlite_sequence WHERE name = 'vector_change'");
        return query.executeStep() ? query.getColumn(0).getInt64() : 0;
    });
}

std::vector<TrackId> IndexStore::changedAfter(const VectorSource& source, std::int64_t change)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT DISTINCT track_id FROM vector_change WHERE run_id = ? AND layer = ? AND id > ?");
        query.bind(1, sqlId(source.run));
        query.bind(2, source.layer);
        query.bind(3, change);
        std::vector<TrackId> tracks;
        while (query.executeStep())
            tracks.push_back(idFrom<TrackId>(query.getColumn(0)));
        std::ranges::sort(tracks);
        return tracks;
    });
}

void IndexStore::forgetUpTo(const VectorSource& source, std::int64_t change)
{
    guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM vector_change WHERE run_id = ? AND layer = ? AND id <= ?");
        remove.bind(1, sqlId(source.run));
        remove.bind(2, source.layer);
        remove.bind(3, change);
        remove.exec();
    });
}

std::int64_t IndexStore::vectors(const VectorSource& source)
{
    return guarded(m_database, [&]() -> std::int64_t {
        SQLite::Statement query(m_database.connection(), source.layer.empty() ? "SELECT count(*) FROM prediction WHERE run_id = ?"
                                                                              : "SELECT count(*) FROM embedding WHERE run_id = ? AND layer = ?");
        query.bind(1, sqlId(source.run));
        if (!source.layer.empty()) query.bind(2, source.layer);
        query.executeStep();
        return query.getColumn(0).getInt64();
    });
}

std::optional<std::vector<float>> IndexStore::vector(const VectorSource& source, TrackId track)
{
    if (source.layer.empty()) return PredictionStore(m_database).scores(source.run, track);
    return guarded(m_database, [&]() -> std::optional<std::vector<float>> {
        SQLite::Statement query(m_database.connection(), "SELECT vector FROM embedding WHERE run_id = ? AND layer = ? AND track_id = ?");
        query.bind(1, sqlId(source.run));
        query.bind(2, source.layer);
        query.bind(3, sqlId(track));
        if (!query.executeStep()) return {};
        return numbersFrom<float>(query.getColumn(0));
    });
}

TrackMatrix IndexStore::all(const VectorSource& source)
{
    PredictionStore predictions(m_database);
    return source.layer.empty() ? predictions.allScores(source.run) : predictions.allEmbeddings(source.run, source.layer);
}

}  // namespace engine::store
