#include "engine/store/melgram_store.h"

#include "engine/store/sql.h"

namespace engine::store {

namespace {

const std::string kSelect =
    "SELECT track_id, preset_hash, repetition, pack, pack_offset, frames, crc, start_sample, source_size, source_mtime_ns FROM melgram ";

std::vector<MelgramRow> allOf(SQLite::Statement& row)
{
    std::vector<MelgramRow> rows;
    while (row.executeStep())
        rows.push_back({idFrom<TrackId>(row.getColumn(0)), row.getColumn(1).getString(), row.getColumn(2).getInt(), row.getColumn(3).getString(),
                        row.getColumn(4).getInt64(), row.getColumn(5).getInt64(), static_cast<std::uint32_t>(row.getColumn(6).getInt64()),
                        row.getColumn(7).getInt64(), row.getColumn(8).getInt64(), row.getColumn(9).getInt64()});
    return rows;
}

}  // namespace

void MelgramStore::putPreset(const std::string& hash, const std::string& name, const std::string& json)
{
    guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(), "INSERT INTO preset (hash, name, json) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
        insert.bind(1, hash);
        insert.bind(2, name);
        insert.bind(3, json);
        insert.exec();
    });
}

std::optional<std::string> MelgramStore::presetJson(const std::string& hash)
{
    return guarded(m_database, [&]() -> std::optional<std::string> {
        SQLite::Statement query(m_database.connection(), "SELECT json FROM preset WHERE hash = ?");
        query.bind(1, hash);
        if (!query.executeStep()) return {};
        return query.getColumn(0).getString();
    });
}

void MelgramStore::put(const std::vector<MelgramRow>& rows)
{
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT OR REPLACE INTO melgram (track_id, preset_hash, repetition, pack, pack_offset, frames, crc, "
                                 "start_sample, source_size, source_mtime_ns) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        for (const auto& row : rows) {
            insert.bind(1, sqlId(row.track));
            insert.bind(2, row.presetHash);
            insert.bind(3, row.repetition);
            insert.bind(4, row.pack);
            insert.bind(5, row.offset);
            insert.bind(6, row.frames);
            insert.bind(7, static_cast<std::int64_t>(row.crc));
            insert.bind(8, row.startSample);
            insert.bind(9, row.sourceSize);
            insert.bind(10, row.sourceMtimeNs);
            insert.exec();
            insert.reset();
        }
    });
    transaction.commit();
}

std::vector<MelgramRow> MelgramStore::rows(const std::string& presetHash)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), kSelect + "WHERE preset_hash = ? ORDER BY track_id, repetition");
        query.bind(1, presetHash);
        return allOf(query);
    });
}

std::vector<MelgramRow> MelgramStore::rowsOf(TrackId track, const std::string& presetHash)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), kSelect + "WHERE preset_hash = ? AND track_id = ? ORDER BY repetition");
        query.bind(1, presetHash);
        query.bind(2, sqlId(track));
        return allOf(query);
    });
}

void MelgramStore::removePack(const std::string& presetHash, const std::string& pack)
{
    guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM melgram WHERE preset_hash = ? AND pack = ?");
        remove.bind(1, presetHash);
        remove.bind(2, pack);
        remove.exec();
    });
}

void MelgramStore::remove(const std::string& presetHash, TrackId track)
{
    guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM melgram WHERE preset_hash = ? AND track_id = ?");
        remove.bind(1, presetHash);
        remove.bind(2, sqlId(track));
        remove.exec();
    });
}

}  // namespace engine::store
