#include "engine/store/fingerprint_store.h"

#include "engine/store/sql.h"

namespace engine::store {

void FingerprintStore::put(const TrackFingerprint& print)
{
    guarded(m_database, [&] {
        ReusedStatement reused(m_database, "INSERT OR REPLACE INTO track_fingerprint (track_id, items, source_size, source_mtime_ns) VALUES (?, ?, ?, ?)");
        auto& insert = *reused;
        insert.bind(1, sqlId(print.track));
        bindNumbers<std::uint32_t>(insert, 2, print.items);
        insert.bind(3, print.sourceSize);
        insert.bind(4, print.sourceMtimeNs);
        insert.exec();
    });
}

std::vector<TrackFingerprint> FingerprintStore::list()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT track_id, items, source_size, source_mtime_ns FROM track_fingerprint ORDER BY track_id");
        std::vector<TrackFingerprint> prints;
        while (query.executeStep())
            prints.push_back({idFrom<TrackId>(query.getColumn(0)), numbersFrom<std::uint32_t>(query.getColumn(1)), query.getColumn(2).getInt64(), query.getColumn(3).getInt64()});
        return prints;
    });
}

std::unordered_map<TrackId, std::pair<std::int64_t, std::int64_t>> FingerprintStore::stamps()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT track_id, source_size, source_mtime_ns FROM track_fingerprint");
        std::unordered_map<TrackId, std::pair<std::int64_t, std::int64_t>> stamps;
        while (query.executeStep())
            stamps[idFrom<TrackId>(query.getColumn(0))] = {query.getColumn(1).getInt64(), query.getColumn(2).getInt64()};
        return stamps;
    });
}

void FingerprintStore::replaceGroups(const std::vector<NearDuplicateRow>& rows)
{
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        m_database.connection().exec("DELETE FROM near_duplicate");
        SQLite::Statement insert(m_database.connection(), "INSERT INTO near_duplicate (track_id, group_id, likeness) VALUES (?, ?, ?)");
        for (const auto& row : rows) {
            insert.bind(1, sqlId(row.track));
            insert.bind(2, sqlId(row.group));
            insert.bind(3, row.likeness);
            insert.exec();
            insert.reset();
        }
    });
    transaction.commit();
}

std::vector<NearDuplicateRow> FingerprintStore::groups()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT track_id, group_id, likeness FROM near_duplicate ORDER BY group_id, track_id");
        std::vector<NearDuplicateRow> rows;
        while (query.executeStep())
            rows.push_back({idFrom<TrackId>(query.getColumn(0)), idFrom<TrackId>(query.getColumn(1)), query.getColumn(2).getDouble()});
        return rows;
    });
}

}  // namespace engine::store
