#include "engine/store/taste_store.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/store/sql.h"
#include "engine/store/track_matrix.h"

namespace engine::store {

std::int64_t TasteStore::put(const Taste& taste)
{
    auto transaction = writeTransaction(m_database);
    const auto id = guarded(m_database, [&] {
        auto& connection = m_database.connection();
        SQLite::Statement remove(connection, "DELETE FROM taste WHERE name = ?");
        remove.bind(1, taste.name);
        remove.exec();
        SQLite::Statement insert(connection, "INSERT INTO taste (name, source, file, users, songs, entries, factors, config, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insert.bind(1, taste.name);
        insert.bind(2, taste.source);
        insert.bind(3, taste.file);
        insert.bind(4, taste.users);
        insert.bind(5, taste.songs);
        insert.bind(6, taste.entries);
        insert.bind(7, taste.factors);
        insert.bind(8, jsonText(taste.config));
        insert.bind(9, nowUtc());
        insert.exec();
        return static_cast<std::int64_t>(connection.getLastInsertRowid());
    });
    transaction.commit();
    return id;
}

std::vector<Taste> TasteStore::list()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT id, name, source, file, users, songs, entries, factors, config FROM taste ORDER BY id");
        std::vector<Taste> all;
        while (query.executeStep())
            all.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getString(), query.getColumn(2).getString(), query.getColumn(3).getString(),
                           query.getColumn(4).getInt64(), query.getColumn(5).getInt64(), query.getColumn(6).getInt64(), query.getColumn(7).getInt64(),
                           jsonFrom(query.getColumn(8), m_database)});
        return all;
    });
}

Taste TasteStore::resolve(const std::string& name)
{
    const auto all = list();
    if (all.empty()) throw Error(ErrorCode::NotFound, "taste profile", "there is none in the workspace yet; 'taste import FILE' takes one in");
    if (name.empty()) return all.back();
    std::string known;
    for (const auto& taste : all) {
        if (taste.name == name) return taste;
        known += (known.empty() ? "" : ", ") + taste.name;
    }
    throw Error(ErrorCode::NotFound, name, "there is no such taste profile; there are " + known);
}

void TasteStore::putFactors(std::int64_t taste, std::size_t factors, std::span<const TrackId> tracks, std::span<const float> vectors, const Json& config)
{
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        auto& connection = m_database.connection();
        SQLite::Statement remove(connection, "DELETE FROM item_factor WHERE taste_id = ?");
        remove.bind(1, taste);
        remove.exec();
        SQLite::Statement update(connection, "UPDATE taste SET factors = ?, config = ? WHERE id = ?");
        update.bind(1, static_cast<std::int64_t>(factors));
        update.bind(2, jsonText(config));
        update.bind(3, taste);
        update.exec();
        SQLite::Statement insert(connection, "INSERT INTO item_factor (taste_id, track_id, vector) VALUES (?, ?, ?)");
        for (std::size_t i = 0; i < tracks.size(); ++i) {
            insert.bind(1, taste);
            insert.bind(2, sqlId(tracks[i]));
            bindNumbers(insert, 3, vectors.subspan(i * factors, factors));
            insert.exec();
            insert.reset();
        }
    });
    transaction.commit();
}

TrackMatrix TasteStore::factors(std::int64_t taste)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT track_id, vector FROM item_factor WHERE taste_id = ?");
        query.bind(1, taste);
        return trackMatrixFrom(query, m_database);
    });
}

}  // namespace engine::store
