#include "engine/store/pretrain_store.h"

#include "engine/store/sql.h"

namespace engine::store {

namespace {

const std::string kPretrainSelect = "SELECT id, name, identity, architecture, parameters, folder, state, created_at, finished_at FROM pretraining ";

Pretraining pretrainingFrom(SQLite::Statement& row, const Database& database)
{
    return {idFrom<PretrainingId>(row.getColumn(0)), row.getColumn(1).getString(), row.getColumn(2).getString(),
            row.getColumn(3).getString(), jsonFrom(row.getColumn(4), database), row.getColumn(5).getString(),
            row.getColumn(6).getString(), row.getColumn(7).getString(), row.getColumn(8).getString()};
}

}  // namespace

PretrainingId PretrainStore::create(const Pretraining& pretraining)
{
    return guarded(m_database, [&] {
        auto transaction = writeTransaction(m_database);
        SQLite::Statement insert(m_database.connection(), "INSERT INTO pretraining (name, identity, architecture, parameters, state, created_at) VALUES (?, ?, ?, ?, ?, ?)");
        insert.bind(1, pretraining.name);
        insert.bind(2, pretraining.identity);
        insert.bind(3, pretraining.architecture);
        insert.bind(4, jsonText(pretraining.parameters));
        insert.bind(5, pretraining.state);
        insert.bind(6, nowUtc());
        insert.exec();
        const auto id = m_database.connection().getLastInsertRowid();
        SQLite::Statement update(m_database.connection(), "UPDATE pretraining SET folder = 'pretrain-' || id WHERE id = ?");
        update.bind(1, id);
        update.exec();
        transaction.commit();
        return static_cast<PretrainingId>(id);
    });
}

void PretrainStore::setState(PretrainingId id, const std::string& state)
{
    guarded(m_database, [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE pretraining SET state = ?, finished_at = ? WHERE id = ?");
        update.bind(1, state);
        update.bind(2, state == "done" ? nowUtc() : std::string());
        update.bind(3, sqlId(id));
        update.exec();
    });
}

std::optional<Pretraining> PretrainStore::find(PretrainingId id)
{
    return guarded(m_database, [&]() -> std::optional<Pretraining> {
        SQLite::Statement query(m_database.connection(), kPretrainSelect + "WHERE id = ?");
        query.bind(1, sqlId(id));
        if (!query.executeStep()) return {};
        return pretrainingFrom(query, m_database);
    });
}

std::optional<Pretraining> PretrainStore::findIdentity(const std::string& identity)
{
    return guarded(m_database, [&]() -> std::optional<Pretraining> {
        SQLite::Statement query(m_database.connection(), kPretrainSelect + "WHERE identity = ? ORDER BY id DESC LIMIT 1");
        query.bind(1, identity);
        if (!query.executeStep()) return {};
        return pretrainingFrom(query, m_database);
    });
}

std::vector<Pretraining> PretrainStore::list()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), kPretrainSelect + "ORDER BY id DESC");
        std::vector<Pretraining> all;
        while (query.executeStep())
            all.push_back(pretrainingFrom(query, m_database));
        return all;
    });
}

void PretrainStore::putEpoch(PretrainingId id, const PretrainingEpoch& epoch)
{
    guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT OR REPLACE INTO pretraining_epoch (pretraining_id, epoch, loss, positive_cosine, spread, pairs_per_second, seconds) "
                                 "VALUES (?, ?, ?, ?, ?, ?, ?)");
        insert.bind(1, sqlId(id));
        insert.bind(2, epoch.epoch);
        insert.bind(3, epoch.loss);
        insert.bind(4, epoch.positiveCosine);
        insert.bind(5, epoch.spread);
        insert.bind(6, epoch.pairsPerSecond);
        insert.bind(7, epoch.seconds);
        insert.exec();
    });
}

std::vector<PretrainingEpoch> PretrainStore::epochs(PretrainingId id)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(),
                                "SELECT epoch, loss, positive_cosine, spread, pairs_per_second, seconds FROM pretraining_epoch WHERE pretraining_id = ? ORDER BY epoch");
        query.bind(1, sqlId(id));
        std::vector<PretrainingEpoch> all;
        while (query.executeStep())
            all.push_back({query.getColumn(0).getInt(), query.getColumn(1).getDouble(), query.getColumn(2).getDouble(), query.getColumn(3).getDouble(),
                           query.getColumn(4).getDouble(), query.getColumn(5).getDouble()});
        return all;
    });
}

}  // namespace engine::store
