#include "engine/store/cleaning_store.h"

#include "engine/store/sql.h"

namespace engine::store {

namespace {

void putCleaningRow(Database& database, const CleaningRow& row)
{
    ReusedStatement reused(database,
                           "INSERT INTO tag_cleaning (tag_id, stage, category, collapsed, rule, reason, locked) VALUES (?, ?, ?, ?, ?, ?, ?) "
                           "ON CONFLICT DO UPDATE SET stage = excluded.stage, category = excluded.category, collapsed = excluded.collapsed, "
                           "rule = excluded.rule, reason = excluded.reason, locked = excluded.locked WHERE excluded.locked OR NOT tag_cleaning.locked");
    auto& insert = *reused;
    insert.bind(1, sqlId(row.tag));
    insert.bind(2, row.stage);
    insert.bind(3, row.category);
    insert.bind(4, row.collapsed);
    insert.bind(5, row.rule);
    insert.bind(6, row.reason);
    insert.bind(7, row.locked ? 1 : 0);
    insert.exec();
}

}  // namespace

/// A track has the tag something was collapsed to if it had any of them: logical OR, the highest score.
void CleaningStore::writeTags()
{
    auto& connection = m_database.connection();
    SQLite::Statement remove(connection, "DELETE FROM track_tag WHERE source = ?");
    remove.bind(1, kSource);
    remove.exec();
    connection.exec("INSERT INTO tag (name, type) SELECT DISTINCT collapsed, category FROM tag_cleaning WHERE collapsed <> '' AND category <> 'junk' ON CONFLICT DO NOTHING");
    SQLite::Statement insert(connection,
                             "INSERT INTO track_tag (track_id, tag_id, source, score) SELECT track_id, target.id, ?, max(score) FROM tag_cleaning AS c "
                             "JOIN track_tag AS t ON t.tag_id = c.tag_id JOIN tag AS target ON target.name = c.collapsed AND target.type = c.category "
                             "WHERE c.collapsed <> '' AND c.category <> 'junk' AND t.source <> ? GROUP BY track_id, target.id");
    insert.bind(1, kSource);
    insert.bind(2, kSource);
    insert.exec();
}

void CleaningStore::replace(const std::vector<CleaningRow>& rows)
{
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        m_database.connection().exec("DELETE FROM tag_cleaning WHERE NOT locked");
        for (const auto& row : rows)
            putCleaningRow(m_database, row);
        writeTags();
    });
    transaction.commit();
}

void CleaningStore::lock(const CleaningRow& row)
{
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        auto locked = row;
        locked.locked = true;
        putCleaningRow(m_database, locked);
        writeTags();
    });
    transaction.commit();
}

void CleaningStore::release(TagId tag)
{
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM tag_cleaning WHERE tag_id = ?");
        remove.bind(1, sqlId(tag));
        remove.exec();
        writeTags();
    });
    transaction.commit();
}

void CleaningStore::clear()
{
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        m_database.connection().exec("DELETE FROM tag_cleaning WHERE NOT locked");
        SQLite::Statement remove(m_database.connection(), "DELETE FROM track_tag WHERE source = ?");
        remove.bind(1, kSource);
        remove.exec();
        // Tags that only cleaning had made.
        m_database.connection().exec("DELETE FROM tag WHERE id NOT IN (SELECT tag_id FROM track_tag) AND id NOT IN (SELECT tag_id FROM tag_cleaning) "
                                     "AND id NOT IN (SELECT tag_id FROM label)");
    });
    transaction.commit();
}

std::vector<CleaningRow> CleaningStore::select(const std::string& where, const std::string& value)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(),
                                "SELECT tag_id, name, (SELECT count(DISTINCT track_id) FROM track_tag WHERE tag_id = tag.id AND source <> ?) AS tracks, "
                                "stage, category, collapsed, rule, reason, locked FROM tag_cleaning JOIN tag ON tag.id = tag_id " + where +
                                " ORDER BY tracks DESC, name");
        query.bind(1, kSource);
        if (!where.empty()) query.bind(2, value);
        std::vector<CleaningRow> rows;
        while (query.executeStep())
            rows.push_back({idFrom<TagId>(query.getColumn(0)), query.getColumn(1).getString(), query.getColumn(2).getInt64(), query.getColumn(3).getInt(),
                            query.getColumn(4).getString(), query.getColumn(5).getString(), query.getColumn(6).getString(), query.getColumn(7).getString(),
                            query.getColumn(8).getInt() != 0});
        return rows;
    });
}

std::vector<CleaningRow> CleaningStore::rows()
{
    return select("", {});
}

std::vector<CleaningRow> CleaningStore::collapsedInto(const std::string& tag)
{
    return select("WHERE search_fold(collapsed) = search_fold(?)", tag);
}

std::int64_t TagWriteLog::nextBatch()
{
    return guarded(m_database, [&] { return m_database.connection().execAndGet("SELECT ifnull(max(batch), 0) + 1 FROM tag_write").getInt64(); });
}

void TagWriteLog::add(const TagWrite& write)
{
    guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT INTO tag_write (batch, path, written_at, before_hash, after_hash, prefix, suffix, removed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        insert.bind(1, write.batch);
        bindPath(insert, 2, write.path);
        insert.bind(3, nowUtc());
        insert.bind(4, write.beforeHash);
        insert.bind(5, write.afterHash);
        insert.bind(6, write.prefix);
        insert.bind(7, write.suffix);
        bindBlob(insert, 8, write.removed.data(), write.removed.size());
        insert.exec();
    });
}

std::vector<TagWrite> TagWriteLog::undoable(std::optional<std::int64_t> batch)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(),
                                "SELECT id, batch, path, before_hash, after_hash, prefix, suffix, removed FROM tag_write WHERE NOT undone "
                                "AND batch = ifnull(?, (SELECT max(batch) FROM tag_write WHERE NOT undone)) ORDER BY id DESC");
        if (batch)
            query.bind(1, *batch);
        else
            query.bind(1);
        std::vector<TagWrite> writes;
        while (query.executeStep())
            writes.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getInt64(), pathFrom(query.getColumn(2)), query.getColumn(3).getString(),
                              query.getColumn(4).getString(), query.getColumn(5).getInt64(), query.getColumn(6).getInt64(), pathFrom(query.getColumn(7)).native()});
        return writes;
    });
}

void TagWriteLog::markUndone(std::int64_t id)
{
    guarded(m_database, [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE tag_write SET undone = 1 WHERE id = ?");
        update.bind(1, id);
        update.exec();
    });
}

void TagWriteLog::keepMelgrams(TrackId track, std::int64_t size, std::int64_t mtimeNs)
{
    guarded(m_database, [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE melgram SET source_size = ?, source_mtime_ns = ? WHERE track_id = ?");
        update.bind(1, size);
        update.bind(2, mtimeNs);
        update.bind(3, sqlId(track));
        update.exec();
    });
}

}  // namespace engine::store
