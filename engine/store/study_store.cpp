#include "engine/store/study_store.h"

#include "engine/store/sql.h"

namespace engine::store {

void StudyStore::add(const std::string& kind, const Json& document)
{
    guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(), "INSERT INTO study (kind, document, created_at) VALUES (?, ?, ?)");
        insert.bind(1, kind);
        insert.bind(2, jsonText(document));
        insert.bind(3, nowUtc());
        insert.exec();
    });
}

std::vector<Study> StudyStore::list(const std::string& kind)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT id, kind, document, created_at FROM study WHERE kind = ? ORDER BY id DESC");
        query.bind(1, kind);
        std::vector<Study> studies;
        while (query.executeStep())
            studies.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getString(), jsonFrom(query.getColumn(2), m_database), query.getColumn(3).getString()});
        return studies;
    });
}

}  // namespace engine::store
