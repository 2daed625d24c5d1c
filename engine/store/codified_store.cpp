#include "engine/store/codified_store.h"

#include "engine/store/sql.h"

namespace engine::store {

namespace {

const std::string kCodifiedSelect = "SELECT id, name, identity, parameters, folder, state, document, created_at, finished_at FROM codified_model ";

Codified codifiedFrom(SQLite::Statement& row, const Database& database)
{
    return {idFrom<CodifiedId>(row.getColumn(0)), row.getColumn(1).getString(), row.getColumn(2).getString(),
            jsonFrom(row.getColumn(3), database), row.getColumn(4).getString(), row.getColumn(5).getString(),
            jsonFrom(row.getColumn(6), database), row.getColumn(7).getString(), row.getColumn(8).getString()};
}

}  // namespace

CodifiedId CodifiedStore::create(const Codified& model)
{
    return guarded(m_database, [&] {
        auto transaction = writeTransaction(m_database);
        SQLite::Statement insert(m_database.connection(), "INSERT INTO codified_model (name, identity, parameters, state, created_at) VALUES (?, ?, ?, ?, ?)");
        insert.bind(1, model.name);
        insert.bind(2, model.identity);
        insert.bind(3, jsonText(model.parameters));
        insert.bind(4, model.state);
        insert.bind(5, nowUtc());
        insert.exec();
        const auto id = m_database.connection().getLastInsertRowid();
        SQLite::Statement update(m_database.connection(), "UPDATE codified_model SET folder = 'calm-' || id WHERE id = ?");
        update.bind(1, id);
        update.exec();
        transaction.commit();
        return static_cast<CodifiedId>(id);
    });
}

void CodifiedStore::setState(CodifiedId id, const std::string& state)
{
    guarded(m_database, [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE codified_model SET state = ?, finished_at = ? WHERE id = ?");
        update.bind(1, state);
        update.bind(2, state == "done" ? nowUtc() : std::string());
        update.bind(3, sqlId(id));
        update.exec();
    });
}

void CodifiedStore::setDocument(CodifiedId id, const Json& document)
{
    guarded(m_database, [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE codified_model SET document = ? WHERE id = ?");
        update.bind(1, jsonText(document));
        update.bind(2, sqlId(id));
        update.exec();
    });
}

std::optional<Codified> CodifiedStore::find(CodifiedId id)
{
    return guarded(m_database, [&]() -> std::optional<Codified> {
        SQLite::Statement query(m_database.connection(), kCodifiedSelect + "WHERE id = ?");
        query.bind(1, sqlId(id));
        if (!query.executeStep()) return {};
        return codifiedFrom(query, m_database);
    });
}

std::optional<Codified> CodifiedStore::findIdentity(const std::string& identity)
{
    return guarded(m_database, [&]() -> std::optional<Codified> {
        SQLite::Statement query(m_database.connection(), kCodifiedSelect + "WHERE identity = ? ORDER BY id DESC LIMIT 1");
        query.bind(1, identity);
        if (!query.executeStep()) return {};
        return codifiedFrom(query, m_database);
    });
}

std::vector<Codified> CodifiedStore::list()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), kCodifiedSelect + "ORDER BY id DESC");
        std::vector<Codified> all;
        while (query.executeStep())
            all.push_back(codifiedFrom(query, m_database));
        return all;
    });
}

bool CodifiedStore::remove(CodifiedId id)
{
    return guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM codified_model WHERE id = ?");
        remove.bind(1, sqlId(id));
        return remove.exec() > 0;
    });
}

void CodifiedStore::putRound(CodifiedId id, const CodifiedRound& round)
{
    guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(), "INSERT OR REPLACE INTO codified_round (model_id, stage, round, document) VALUES (?, ?, ?, ?)");
        insert.bind(1, sqlId(id));
        insert.bind(2, round.stage);
        insert.bind(3, round.round);
        insert.bind(4, jsonText(round.document));
        insert.exec();
    });
}

std::vector<CodifiedRound> CodifiedStore::rounds(CodifiedId id)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT stage, round, document FROM codified_round WHERE model_id = ? ORDER BY stage, round");
        query.bind(1, sqlId(id));
        std::vector<CodifiedRound> all;
        while (query.executeStep())
            all.push_back({query.getColumn(0).getString(), query.getColumn(1).getInt(), jsonFrom(query.getColumn(2), m_database)});
        return all;
    });
}

}  // namespace engine::store
