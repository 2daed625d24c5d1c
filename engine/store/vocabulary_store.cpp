#include "engine/store/vocabulary_store.h"

#include <set>
#include <utility>

#include "engine/store/cleaning_store.h"
#include "engine/store/sql.h"

namespace engine::store {

namespace {

using Target = std::pair<std::string, std::string>;   // name, type

// More than these at once, and making all labels anew is quicker.
constexpr std::size_t kFewTargets = 200;

Json rowsJson(const std::vector<VocabularyRow>& rows)
{
    Json list = Json::array();
    for (const auto& row : rows)
        list.push_back({row.source, value(row.tag), row.target, row.targetType, row.origin});
    return list;
}

std::vector<VocabularyRow> rowsFrom(const Json& list)
{
    std::vector<VocabularyRow> rows;
    for (const auto& row : list)
        rows.push_back({row[0].get<std::string>(), static_cast<TagId>(row[1].get<std::int64_t>()), {}, {}, 0, row[2].get<std::string>(), row[3].get<std::string>(), row[4].get<std::string>()});
    return rows;
}

/// The labels of one tag of the vocabulary: from rows mapped to it, and from rows of its own name that are mapped to nothing.
void writeTarget(Database& database, const Target& target)
{
    auto& connection = database.connection();
    ReusedStatement reusedEnsure(database, "INSERT INTO tag (name, type) VALUES (?, ?) ON CONFLICT DO NOTHING");
    (*reusedEnsure).bind(1, target.first);
    (*reusedEnsure).bind(2, target.second);
    (*reusedEnsure).exec();
    SQLite::Statement find(connection, "SELECT id FROM tag WHERE name = ? AND type = ?");
    find.bind(1, target.first);
    find.bind(2, target.second);
    find.executeStep();
    const auto id = find.getColumn(0).getInt64();
    SQLite::Statement remove(connection, "DELETE FROM label WHERE set_name = ? AND tag_id = ?");
    remove.bind(1, VocabularyStore::kSet);
    remove.bind(2, id);
    remove.exec();
    SQLite::Statement insert(connection,
                             "INSERT OR IGNORE INTO label (set_name, tag_id, track_id) "
                             "SELECT ?1, ?2, t.track_id FROM vocabulary_map AS m JOIN track_tag AS t ON t.tag_id = m.tag_id AND t.source = m.source WHERE m.target = ?3 AND m.target_type = ?4 "
                             "UNION SELECT ?1, ?2, t.track_id FROM track_tag AS t WHERE t.tag_id = ?2 AND t.source <> ?5 "
                             "AND NOT EXISTS (SELECT 1 FROM vocabulary_map AS m WHERE m.tag_id = t.tag_id AND m.source = t.source)");
    insert.bind(1, VocabularyStore::kSet);
    insert.bind(2, id);
    insert.bind(3, target.first);
    insert.bind(4, target.second);
    insert.bind(5, CleaningStore::kSource);
    insert.exec();
}

}  // namespace

std::vector<VocabularyRow> VocabularyStore::rows()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(),
                                "SELECT t.source, t.tag_id, tag.name, tag.type, t.tracks, ifnull(m.target, tag.name), ifnull(m.target_type, tag.type), ifnull(m.origin, '') "
                                "FROM (SELECT source, tag_id, count(*) AS tracks FROM track_tag WHERE source <> ? GROUP BY source, tag_id) AS t "
                                "JOIN tag ON tag.id = t.tag_id LEFT JOIN vocabulary_map AS m ON m.source = t.source AND m.tag_id = t.tag_id "
                                "ORDER BY t.source, t.tracks DESC, tag.name, tag.type");
        query.bind(1, CleaningStore::kSource);
        std::vector<VocabularyRow> rows;
        while (query.executeStep())
            rows.push_back({query.getColumn(0).getString(), idFrom<TagId>(query.getColumn(1)), query.getColumn(2).getString(), query.getColumn(3).getString(),
                            query.getColumn(4).getInt64(), query.getColumn(5).getString(), query.getColumn(6).getString(), query.getColumn(7).getString()});
        return rows;
    });
}

/// As the mapping is now; without an origin = as delivered, under the tag's own name.
std::vector<VocabularyRow> VocabularyStore::stored(const std::vector<VocabularyRow>& rows)
{
    std::vector<VocabularyRow> before;
    for (const auto& row : rows) {
        ReusedStatement reused(m_database, "SELECT ifnull(m.target, tag.name), ifnull(m.target_type, tag.type), ifnull(m.origin, '') FROM tag "
                                           "LEFT JOIN vocabulary_map AS m ON m.tag_id = tag.id AND m.source = ? WHERE tag.id = ?");
        auto& query = *reused;
        query.bind(1, row.source);
        query.bind(2, sqlId(row.tag));
        if (!query.executeStep()) continue;
        before.push_back({row.source, row.tag, {}, {}, 0, query.getColumn(0).getString(), query.getColumn(1).getString(), query.getColumn(2).getString()});
    }
    return before;
}

void VocabularyStore::put(const std::vector<VocabularyRow>& rows)
{
    std::set<Target> targets;
    const auto note = [&](const std::vector<VocabularyRow>& some) {
        for (const auto& row : some)
            if (!row.target.empty()) targets.emplace(row.target, row.targetType);
    };
    note(stored(rows));
    for (const auto& row : rows) {
        ReusedStatement reused(m_database, row.origin.empty() ? "DELETE FROM vocabulary_map WHERE source = ? AND tag_id = ?"
                                                              : "INSERT OR REPLACE INTO vocabulary_map (source, tag_id, target, target_type, origin) VALUES (?, ?, ?, ?, ?)");
        auto& write = *reused;
        write.bind(1, row.source);
        write.bind(2, sqlId(row.tag));
        if (!row.origin.empty()) {
            write.bind(3, row.target);
            write.bind(4, row.targetType);
            write.bind(5, row.origin);
        }
        write.exec();
    }
    note(stored(rows));
    if (!isInUse()) return;
    if (targets.size() > kFewTargets) return writeLabels();
    for (const auto& target : targets)
        writeTarget(m_database, target);
}

void VocabularyStore::change(const std::string& what, const std::vector<VocabularyRow>& rows)
{
    if (rows.empty()) return;
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        SQLite::Statement step(m_database.connection(), "INSERT INTO vocabulary_step (what, before, made_at) VALUES (?, ?, ?)");
        step.bind(1, what);
        step.bind(2, jsonText(rowsJson(stored(rows))));
        step.bind(3, nowUtc());
        step.exec();
        put(rows);
    });
    transaction.commit();
}

std::string VocabularyStore::undo()
{
    auto transaction = writeTransaction(m_database);
    const auto what = guarded(m_database, [&]() -> std::string {
        SQLite::Statement query(m_database.connection(), "SELECT id, what, before FROM vocabulary_step ORDER BY id DESC LIMIT 1");
        if (!query.executeStep()) return {};
        const auto id = query.getColumn(0).getInt64();
        const auto name = query.getColumn(1).getString();
        const auto before = rowsFrom(jsonFrom(query.getColumn(2), m_database));
        query.reset();
        put(before);
        SQLite::Statement remove(m_database.connection(), "DELETE FROM vocabulary_step WHERE id = ?");
        remove.bind(1, id);
        remove.exec();
        return name;
    });
    transaction.commit();
    return what;
}

void VocabularyStore::writeLabels()
{
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        auto& connection = m_database.connection();
        SQLite::Statement remove(connection, "DELETE FROM label WHERE set_name = ?");
        remove.bind(1, kSet);
        remove.exec();
        connection.exec("INSERT INTO tag (name, type) SELECT DISTINCT target, target_type FROM vocabulary_map WHERE target <> '' ON CONFLICT DO NOTHING");
        // In the order of the table's key: millions of rows are appended instead of sought.
        SQLite::Statement insert(connection,
                                 "INSERT OR IGNORE INTO label (set_name, tag_id, track_id) "
                                 "SELECT ?1, CASE WHEN m.tag_id IS NULL THEN t.tag_id ELSE target.id END AS label_tag, t.track_id FROM track_tag AS t "
                                 "LEFT JOIN vocabulary_map AS m ON m.source = t.source AND m.tag_id = t.tag_id "
                                 "LEFT JOIN tag AS target ON target.name = m.target AND target.type = m.target_type "
                                 "WHERE t.source <> ?2 AND label_tag IS NOT NULL ORDER BY label_tag, t.track_id");
        insert.bind(1, kSet);
        insert.bind(2, CleaningStore::kSource);
        insert.exec();
    });
    transaction.commit();
}

bool VocabularyStore::isInUse()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT EXISTS (SELECT 1 FROM label WHERE set_name = ?)");
        query.bind(1, kSet);
        query.executeStep();
        return query.getColumn(0).getInt() != 0;
    });
}

void VocabularyStore::drop()
{
    guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM label WHERE set_name = ?");
        remove.bind(1, kSet);
        remove.exec();
    });
}

}  // namespace engine::store
