#include "engine/store/label_store.h"

#include "engine/store/cleaning_store.h"
#include "engine/store/sql.h"

namespace engine::store {

void LabelStore::replace(const std::string& set, const std::vector<std::pair<TagId, TagId>>& fromTo)
{
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM label WHERE set_name = ?");
        remove.bind(1, set);
        remove.exec();
        SQLite::Statement insert(m_database.connection(), "INSERT OR IGNORE INTO label (set_name, tag_id, track_id) "
                                                          "SELECT DISTINCT ?, ?, track_id FROM track_tag WHERE tag_id = ? AND source <> ?");
        for (const auto& [from, to] : fromTo) {
            insert.bind(1, set);
            insert.bind(2, sqlId(to));
            insert.bind(3, sqlId(from));
            insert.bind(4, CleaningStore::kSource);
            insert.exec();
            insert.reset();
        }
    });
    transaction.commit();
}

}  // namespace engine::store
