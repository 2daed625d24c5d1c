#include "engine/store/probe_store.h"

#include "engine/store/sql.h"

namespace engine::store {

namespace {

const std::string kProbeSelect = "SELECT id, name, identity, parameters, tags, state, created_at, finished_at FROM probe_experiment ";

ProbeExperiment experimentFrom(SQLite::Statement& row, const Database& database)
{
    ProbeExperiment experiment;
    experiment.id = idFrom<ProbeExperimentId>(row.getColumn(0));
    experiment.name = row.getColumn(1).getString();
    experiment.identity = row.getColumn(2).getString();
    experiment.parameters = jsonFrom(row.getColumn(3), database);
    for (const auto& tag : jsonFrom(row.getColumn(4), database))
        experiment.tags.push_back({tag.value("tag", std::string()), tag.value("type", std::string())});
    experiment.state = row.getColumn(5).getString();
    experiment.createdAt = row.getColumn(6).getString();
    experiment.finishedAt = row.getColumn(7).getString();
    return experiment;
}

Json tagsJson(const std::vector<RunTag>& tags)
{
    auto list = Json::array();
    for (const auto& tag : tags)
        list.push_back({{"tag", tag.name}, {"type", tag.type}});
    return list;
}

}  // namespace

ProbeExperimentId ProbeStore::create(const ProbeExperiment& experiment)
{
    return guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(), "INSERT INTO probe_experiment (name, identity, parameters, tags, state, created_at) VALUES (?, ?, ?, ?, ?, ?)");
        insert.bind(1, experiment.name);
        insert.bind(2, experiment.identity);
        insert.bind(3, jsonText(experiment.parameters));
        insert.bind(4, jsonText(tagsJson(experiment.tags)));
        insert.bind(5, experiment.state);
        insert.bind(6, nowUtc());
        insert.exec();
        return static_cast<ProbeExperimentId>(m_database.connection().getLastInsertRowid());
    });
}

void ProbeStore::setState(ProbeExperimentId id, const std::string& state)
{
    guarded(m_database, [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE probe_experiment SET state = ?, finished_at = ? WHERE id = ?");
        update.bind(1, state);
        update.bind(2, state == "done" ? nowUtc() : std::string());
        update.bind(3, sqlId(id));
        update.exec();
    });
}

std::optional<ProbeExperiment> ProbeStore::find(ProbeExperimentId id)
{
    return guarded(m_database, [&]() -> std::optional<ProbeExperiment> {
        SQLite::Statement query(m_database.connection(), kProbeSelect + "WHERE id = ?");
        query.bind(1, sqlId(id));
        if (!query.executeStep()) return {};
        return experimentFrom(query, m_database);
    });
}

std::optional<ProbeExperiment> ProbeStore::findIdentity(const std::string& identity)
{
    return guarded(m_database, [&]() -> std::optional<ProbeExperiment> {
        SQLite::Statement query(m_database.connection(), kProbeSelect + "WHERE identity = ? ORDER BY id DESC LIMIT 1");
        query.bind(1, identity);
        if (!query.executeStep()) return {};
        return experimentFrom(query, m_database);
    });
}

std::vector<ProbeExperiment> ProbeStore::list()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), kProbeSelect + "ORDER BY id DESC");
        std::vector<ProbeExperiment> all;
        while (query.executeStep())
            all.push_back(experimentFrom(query, m_database));
        return all;
    });
}

bool ProbeStore::remove(ProbeExperimentId id)
{
    return guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM probe_experiment WHERE id = ?");
        remove.bind(1, sqlId(id));
        return remove.exec() > 0;
    });
}

void ProbeStore::put(ProbeExperimentId id, const ProbeResult& result)
{
    guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT OR REPLACE INTO probe_result (experiment_id, encoder, probe, share, seed, document) VALUES (?, ?, ?, ?, ?, ?)");
        insert.bind(1, sqlId(id));
        insert.bind(2, result.encoder);
        insert.bind(3, result.probe);
        insert.bind(4, result.share);
        insert.bind(5, static_cast<std::int64_t>(result.seed));
        insert.bind(6, jsonText(result.document));
        insert.exec();
    });
}

std::vector<ProbeResult> ProbeStore::results(ProbeExperimentId id)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(),
                                "SELECT encoder, probe, share, seed, document FROM probe_result WHERE experiment_id = ? ORDER BY encoder, probe, share, seed");
        query.bind(1, sqlId(id));
        std::vector<ProbeResult> all;
        while (query.executeStep())
            all.push_back({query.getColumn(0).getString(), query.getColumn(1).getString(), query.getColumn(2).getDouble(),
                           static_cast<std::uint64_t>(query.getColumn(3).getInt64()), jsonFrom(query.getColumn(4), m_database)});
        return all;
    });
}

void ProbeStore::putTrial(ProbeExperimentId id, const ProbeTrial& trial)
{
    guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT OR REPLACE INTO probe_trial (experiment_id, encoder, share, seed, configuration, document) VALUES (?, ?, ?, ?, ?, ?)");
        insert.bind(1, sqlId(id));
        insert.bind(2, trial.encoder);
        insert.bind(3, trial.share);
        insert.bind(4, static_cast<std::int64_t>(trial.seed));
        insert.bind(5, trial.configuration);
        insert.bind(6, jsonText(trial.document));
        insert.exec();
    });
}

std::vector<ProbeTrial> ProbeStore::trials(ProbeExperimentId id)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(),
                                "SELECT encoder, share, seed, configuration, document FROM probe_trial WHERE experiment_id = ? ORDER BY encoder, share, seed");
        query.bind(1, sqlId(id));
        std::vector<ProbeTrial> all;
        while (query.executeStep())
            all.push_back({query.getColumn(0).getString(), query.getColumn(1).getDouble(), static_cast<std::uint64_t>(query.getColumn(2).getInt64()),
                           query.getColumn(3).getString(), jsonFrom(query.getColumn(4), m_database)});
        return all;
    });
}

}  // namespace engine::store
