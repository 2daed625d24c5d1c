#include "engine/store/tag_store.h"

#include <algorithm>

#include "engine/store/sql.h"

namespace engine::store {

TagId TagStore::ensure(const std::string& name, const std::string& type)
{
    return guarded(m_database, [&] {
        ReusedStatement reusedFind(m_database, "SELECT id FROM tag WHERE name = ? AND type = ?");
        auto& find = *reusedFind;
        find.bind(1, name);
        find.bind(2, type);
        if (find.executeStep()) return idFrom<TagId>(find.getColumn(0));
        find.reset();
        ReusedStatement reusedInsert(m_database, "INSERT INTO tag (name, type) VALUES (?, ?) ON CONFLICT DO NOTHING");
        auto& insert = *reusedInsert;
        insert.bind(1, name);
        insert.bind(2, type);
        insert.exec();
        find.executeStep();   // not last_insert_rowid: another program may have been quicker
        return idFrom<TagId>(find.getColumn(0));
    });
}

void TagStore::set(TrackId track, TagId tag, const std::string& source, double score)
{
    guarded(m_database, [&] {
        ReusedStatement reusedInsert(m_database,
                                 "INSERT INTO track_tag (track_id, tag_id, source, score) VALUES (?, ?, ?, ?) "
                                 "ON CONFLICT DO UPDATE SET score = excluded.score");
        auto& insert = *reusedInsert;
        insert.bind(1, sqlId(track));
        insert.bind(2, sqlId(tag));
        insert.bind(3, source);
        insert.bind(4, score);
        insert.exec();
    });
}

void TagStore::remove(TrackId track, TagId tag, const std::string& source)
{
    guarded(m_database, [&] {
        ReusedStatement reusedRemove(m_database, "DELETE FROM track_tag WHERE track_id = ? AND tag_id = ? AND source = ?");
        auto& remove = *reusedRemove;
        remove.bind(1, sqlId(track));
        remove.bind(2, sqlId(tag));
        remove.bind(3, source);
        remove.exec();
    });
}

void TagStore::clear(TrackId track, const std::string& source)
{
    guarded(m_database, [&] {
        ReusedStatement reusedRemove(m_database, "DELETE FROM track_tag WHERE track_id = ? AND source = ?");
        auto& remove = *reusedRemove;
        remove.bind(1, sqlId(track));
        remove.bind(2, source);
        remove.exec();
    });
}

std::vector<TrackTag> TagStore::ofTrack(TrackId track)
{
    return guarded(m_database, [&] {
        ReusedStatement reusedQuery(m_database,
                                "SELECT tag.id, name, type, source, score FROM track_tag JOIN tag ON tag.id = tag_id "
                                "WHERE track_id = ? ORDER BY type, name, source");
        auto& query = *reusedQuery;
        query.bind(1, sqlId(track));
        std::vector<TrackTag> tags;
        while (query.executeStep())
            tags.push_back({idFrom<TagId>(query.getColumn(0)), query.getColumn(1).getString(), query.getColumn(2).getString(),
                            query.getColumn(3).getString(), query.getColumn(4).getDouble()});
        return tags;
    });
}

std::vector<Tag> TagStore::list(const std::string& without)
{
    return guarded(m_database, [&] {
        ReusedStatement reusedQuery(m_database, without.empty()
            ? "SELECT id, name, type, (SELECT count(DISTINCT track_id) FROM track_tag WHERE tag_id = tag.id) AS tracks "
              "FROM tag ORDER BY tracks DESC, name, type"
            : "SELECT id, name, type, (SELECT count(DISTINCT track_id) FROM track_tag WHERE tag_id = tag.id AND source <> ?) AS tracks "
              "FROM tag ORDER BY tracks DESC, name, type");
        auto& query = *reusedQuery;
        if (!without.empty()) query.bind(1, without);
        std::vector<Tag> tags;
        while (query.executeStep())
            tags.push_back({idFrom<TagId>(query.getColumn(0)), query.getColumn(1).getString(), query.getColumn(2).getString(),
                            query.getColumn(3).getInt64()});
        return tags;
    });
}

std::vector<TrackId> TagStore::tracksOf(TagId tag)
{
    return guarded(m_database, [&] {
        ReusedStatement reusedQuery(m_database, "SELECT DISTINCT track_id FROM track_tag WHERE tag_id = ?");
        auto& query = *reusedQuery;
        query.bind(1, sqlId(tag));
        std::vector<TrackId> tracks;
        while (query.executeStep())
            tracks.push_back(idFrom<TrackId>(query.getColumn(0)));
        std::sort(tracks.begin(), tracks.end());   // as unsigned numbers, which SQLite does not have
        return tracks;
    });
}

std::vector<TrackId> TagStore::tracksOf(TagId tag, const std::string& source)
{
    return guarded(m_database, [&] {
        ReusedStatement reusedQuery(m_database, "SELECT track_id FROM track_tag WHERE tag_id = ?1 AND source = ?2 "
                                                "UNION SELECT track_id FROM label WHERE set_name = ?2 AND tag_id = ?1");
        auto& query = *reusedQuery;
        query.bind(1, sqlId(tag));
        query.bind(2, source);
        std::vector<TrackId> tracks;
        while (query.executeStep())
            tracks.push_back(idFrom<TrackId>(query.getColumn(0)));
        std::sort(tracks.begin(), tracks.end());   // as unsigned numbers, which SQLite does not have
        return tracks;
    });
}

std::vector<std::string> TagStore::sources()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT DISTINCT source FROM track_tag ORDER BY source");
        std::vector<std::string> all;
        while (query.executeStep())
            all.push_back(query.getColumn(0).getString());
        return all;
    });
}

BulkTagWrite::BulkTagWrite(Database& database) : m_database(database)
{
    constexpr int kKilobytes = 96 * 1024;
    guarded(m_database, [&] {
        m_cacheBefore = m_database.connection().execAndGet("PRAGMA cache_size").getInt();
        m_database.connection().exec("PRAGMA cache_size=-" + std::to_string(kKilobytes));
    });
}

void BulkTagWrite::replace(std::vector<Row> rows, std::vector<TrackId> tracks, const std::string& source)
{
    constexpr std::size_t kManyRows = 200'000;
    guarded(m_database, [&] {
        auto& connection = m_database.connection();
        SQLite::Statement known(connection, "SELECT EXISTS (SELECT 1 FROM track_tag WHERE source = ?)");
        known.bind(1, source);
        known.executeStep();
        const auto byId = [](TrackId a, TrackId b) { return sqlId(a) < sqlId(b); };   // signed, as the table is ordered
        if (known.getColumn(0).getInt() != 0) {
            std::sort(tracks.begin(), tracks.end(), byId);
            for (const auto track : tracks)
                TagStore(m_database).clear(track, source);
        }
        known.reset();
        std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return sqlId(a.track) != sqlId(b.track) ? sqlId(a.track) < sqlId(b.track) : value(a.tag) < value(b.tag); });
        const bool makesIndex = rows.size() >= kManyRows && connection.execAndGet("SELECT count(*) FROM track_tag").getInt64() < static_cast<std::int64_t>(rows.size());
        if (makesIndex) connection.exec("DROP INDEX track_tag_tag");
        TagStore tags(m_database);
        for (const auto& row : rows)
            tags.set(row.track, row.tag, source, row.score);
        if (makesIndex) connection.exec("CREATE INDEX track_tag_tag ON track_tag(tag_id, track_id)");
    });
}

BulkTagWrite::~BulkTagWrite()
{
    m_database.connection().tryExec("PRAGMA cache_size=" + std::to_string(m_cacheBefore));
}

}  // namespace engine::store
