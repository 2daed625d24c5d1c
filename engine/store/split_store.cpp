#include "engine/store/split_store.h"

#include "engine/core/error.h"
#include "engine/store/sql.h"

namespace engine::store {

namespace {

const std::string kSelect = "SELECT id, name, seed, ratios, stratify, group_by FROM split ";

Split splitFrom(SQLite::Statement& row, const Database& database)
{
    return {idFrom<SplitId>(row.getColumn(0)),
            row.getColumn(1).getString(),
            static_cast<std::uint64_t>(row.getColumn(2).getInt64()),
            jsonFrom(row.getColumn(3), database).get<std::vector<double>>(),
            row.getColumn(4).getInt() != 0,
            row.getColumn(5).getString()};
}

/// A run is only worth something while the split it was trained on is still there.
void removeUnused(SQLite::Database& connection, const std::string& name)
{
    SQLite::Statement user(connection, "SELECT 'run ' || run.id, run.name FROM run JOIN split ON split.id = split_id WHERE split.name = ? UNION ALL "
                                       "SELECT 'metric model ' || m.id, m.name FROM metric_run AS m JOIN split ON split.id = m.split_id WHERE split.name = ?");
    user.bind(1, name);
    user.bind(2, name);
    if (user.executeStep())
        throw Error(ErrorCode::Busy, name,
                    user.getColumn(0).getString() + " (" + user.getColumn(1).getString() + ") was trained on this split; give the new one another name");
    SQLite::Statement remove(connection, "DELETE FROM split WHERE name = ?");
    remove.bind(1, name);
    remove.exec();
}

}  // namespace

SplitId SplitStore::put(const Split& split, const std::vector<SplitMember>& members)
{
    auto transaction = writeTransaction(m_database);
    const auto id = guarded(m_database, [&] {
        auto& connection = m_database.connection();
        removeUnused(connection, split.name);
        SQLite::Statement insert(connection, "INSERT INTO split (name, seed, ratios, stratify, group_by, created_at) VALUES (?, ?, ?, ?, ?, ?)");
        insert.bind(1, split.name);
        insert.bind(2, static_cast<std::int64_t>(split.seed));
        insert.bind(3, jsonText(Json(split.ratios)));
        insert.bind(4, split.stratify ? 1 : 0);
        insert.bind(5, split.groupBy);
        insert.bind(6, nowUtc());
        insert.exec();
        const auto made = static_cast<SplitId>(connection.getLastInsertRowid());
        SQLite::Statement member(connection, "INSERT INTO split_track (split_id, track_id, part) VALUES (?, ?, ?)");
        for (const auto& one : members) {
            member.bind(1, sqlId(made));
            member.bind(2, sqlId(one.track));
            member.bind(3, static_cast<int>(one.part));
            member.exec();
            member.reset();
        }
        return made;
    });
    transaction.commit();
    return id;
}

std::optional<Split> SplitStore::find(const std::string& name)
{
    return guarded(m_database, [&]() -> std::optional<Split> {
        SQLite::Statement query(m_database.connection(), kSelect + "WHERE name = ?");
        query.bind(1, name);
        if (!query.executeStep()) return {};
        return splitFrom(query, m_database);
    });
}

std::optional<Split> SplitStore::find(SplitId id)
{
    return guarded(m_database, [&]() -> std::optional<Split> {
        SQLite::Statement query(m_database.connection(), kSelect + "WHERE id = ?");
        query.bind(1, sqlId(id));
        if (!query.executeStep()) return {};
        return splitFrom(query, m_database);
    });
}

std::vector<Split> SplitStore::list()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), kSelect + "ORDER BY id");
        std::vector<Split> all;
        while (query.executeStep())
            all.push_back(splitFrom(query, m_database));
        return all;
    });
}

std::vector<SplitMember> SplitStore::members(SplitId id)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT track_id, part FROM split_track WHERE split_id = ? ORDER BY track_id");
        query.bind(1, sqlId(id));
        std::vector<SplitMember> all;
        while (query.executeStep())
            all.push_back({idFrom<TrackId>(query.getColumn(0)), static_cast<Part>(query.getColumn(1).getInt())});
        return all;
    });
}

void SplitStore::setOccurrences(SplitId id, const std::vector<std::pair<TrackId, int>>& occurrences)
{
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM split_resample WHERE split_id = ?");
        remove.bind(1, sqlId(id));
        remove.exec();
        SQLite::Statement insert(m_database.connection(), "INSERT INTO split_resample (split_id, track_id, occurrences) VALUES (?, ?, ?)");
        for (const auto& [track, count] : occurrences) {
            insert.bind(1, sqlId(id));
            insert.bind(2, sqlId(track));
            insert.bind(3, count);
            insert.exec();
            insert.reset();
        }
    });
    transaction.commit();
}

std::vector<std::pair<TrackId, int>> SplitStore::occurrences(SplitId id)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT track_id, occurrences FROM split_resample WHERE split_id = ? ORDER BY track_id");
        query.bind(1, sqlId(id));
        std::vector<std::pair<TrackId, int>> all;
        while (query.executeStep())
            all.emplace_back(idFrom<TrackId>(query.getColumn(0)), query.getColumn(1).getInt());
        return all;
    });
}

}  // namespace engine::store
