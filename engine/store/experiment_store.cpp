#include "engine/store/experiment_store.h"

#include "engine/core/error.h"
#include "engine/store/process.h"
#include "engine/store/sql.h"
#include "engine/store/track_matrix.h"

namespace engine::store {

namespace {

/// Without the document, which lists do not need and which is by far the largest.
const std::string kExperimentColumns =
    "e.id, e.kind, e.name, e.state, e.source, e.table_hash, e.plan, e.deciding, e.seed, e.version, e.parameters, e.best_model, e.best_value, "
    "e.accuracy, e.roc_auc, e.parent_id, e.model_file, e.job_id, e.created_at, e.finished_at, job.owner_pid, job.owner_start, job.state";
const std::string kExperimentTables = " FROM classic_experiment e LEFT JOIN job ON job.id = e.job_id ";
constexpr int kDocument = 23;

std::optional<double> realFrom(const SQLite::Column& column)
{
    return column.isNull() ? std::nullopt : std::optional(column.getDouble());
}

void bindReal(SQLite::Statement& statement, int index, const std::optional<double>& number)
{
    if (number) statement.bind(index, *number);
    else statement.bind(index);
}

Experiment classicFrom(SQLite::Statement& row, const Database& database)
{
    Experiment experiment;
    experiment.id = idFrom<ExperimentId>(row.getColumn(0));
    experiment.kind = row.getColumn(1).getString();
    experiment.name = row.getColumn(2).getString();
    experiment.state = row.getColumn(3).getString();
    experiment.source = jsonFrom(row.getColumn(4), database);
    experiment.tableHash = row.getColumn(5).getString();
    experiment.plan = row.getColumn(6).getString();
    experiment.deciding = row.getColumn(7).getString();
    experiment.seed = static_cast<std::uint64_t>(row.getColumn(8).getInt64());
    experiment.version = row.getColumn(9).getString();
    experiment.parameters = jsonFrom(row.getColumn(10), database);
    experiment.bestModel = row.getColumn(11).getString();
    experiment.bestValue = realFrom(row.getColumn(12));
    experiment.accuracy = realFrom(row.getColumn(13));
    experiment.rocAuc = realFrom(row.getColumn(14));
    if (!row.getColumn(15).isNull()) experiment.parent = idFrom<ExperimentId>(row.getColumn(15));
    experiment.modelFile = row.getColumn(16).getString();
    if (!row.getColumn(17).isNull()) experiment.job = idFrom<JobId>(row.getColumn(17));
    experiment.createdAt = row.getColumn(18).getString();
    experiment.finishedAt = row.getColumn(19).getString();
    const auto jobState = row.getColumn(22).getString();
    const bool works = jobState == "running" || jobState == "paused" || jobState == "queued";
    experiment.jobAlive = works && isAlive({row.getColumn(20).getInt64(), row.getColumn(21).getInt64()});
    return experiment;
}

}  // namespace

ExperimentId ExperimentStore::create(const Experiment& experiment)
{
    return guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT INTO classic_experiment (kind, name, state, source, table_hash, plan, deciding, seed, version, parameters, parent_id, "
                                 "job_id, created_at) VALUES (?, ?, 'running', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insert.bind(1, experiment.kind);
        insert.bind(2, experiment.name);
        insert.bind(3, jsonText(experiment.source));
        insert.bind(4, experiment.tableHash);
        insert.bind(5, experiment.plan);
        insert.bind(6, experiment.deciding);
        insert.bind(7, static_cast<std::int64_t>(experiment.seed));
        insert.bind(8, experiment.version);
        insert.bind(9, jsonText(experiment.parameters));
        if (experiment.parent) insert.bind(10, sqlId(*experiment.parent));
        if (experiment.job) insert.bind(11, sqlId(*experiment.job));
        insert.bind(12, nowUtc());
        insert.exec();
        return static_cast<ExperimentId>(m_database.connection().getLastInsertRowid());
    });
}

void ExperimentStore::update(const Experiment& experiment)
{
    guarded(m_database, [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE classic_experiment SET state = ?, document = ?, best_model = ?, best_value = ?, accuracy = ?, "
                                                          "roc_auc = ?, model_file = ?, finished_at = ? WHERE id = ?");
        update.bind(1, experiment.state);
        update.bind(2, experiment.document.is_null() ? std::string() : jsonText(experiment.document));
        update.bind(3, experiment.bestModel);
        bindReal(update, 4, experiment.bestValue);
        bindReal(update, 5, experiment.accuracy);
        bindReal(update, 6, experiment.rocAuc);
        update.bind(7, experiment.modelFile);
        update.bind(8, experiment.state == "running" ? std::string() : nowUtc());
        update.bind(9, sqlId(experiment.id));
        if (update.exec() == 0) throw Error(ErrorCode::NotFound, std::to_string(sqlId(experiment.id)), "no experiment of this number");
    });
}

std::optional<Experiment> ExperimentStore::find(ExperimentId id)
{
    return guarded(m_database, [&]() -> std::optional<Experiment> {
        SQLite::Statement query(m_database.connection(), "SELECT " + kExperimentColumns + ", e.document" + kExperimentTables + "WHERE e.id = ?");
        query.bind(1, sqlId(id));
        if (!query.executeStep()) return {};
        auto experiment = classicFrom(query, m_database);
        experiment.document = jsonFrom(query.getColumn(kDocument), m_database);
        return experiment;
    });
}

Experiment ExperimentStore::resolve(const std::string& numberOrLatest)
{
    std::optional<Experiment> found;
    if (numberOrLatest == "latest") {
        const auto id = guarded(m_database, [&] {
            SQLite::Statement query(m_database.connection(), "SELECT max(id) FROM classic_experiment WHERE state = 'done'");
            query.executeStep();
            return idFrom<ExperimentId>(query.getColumn(0));   // 0 without one
        });
        found = find(id);
    } else if (!numberOrLatest.empty() && numberOrLatest.size() < 19 && numberOrLatest.find_first_not_of("0123456789") == std::string::npos) {
        found = find(ExperimentId{std::stoll(numberOrLatest)});
    }
    if (!found) throw Error(ErrorCode::NotFound, numberOrLatest, "no experiment of this number; classify list shows them");
    return *found;
}

std::vector<Experiment> ExperimentStore::list()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT " + kExperimentColumns + kExperimentTables + "ORDER BY e.id DESC");
        std::vector<Experiment> all;
        while (query.executeStep())
            all.push_back(classicFrom(query, m_database));
        return all;
    });
}

bool ExperimentStore::remove(ExperimentId id)
{
    return guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM classic_experiment WHERE id = ?");
        remove.bind(1, sqlId(id));
        return remove.exec() > 0;
    });
}

void ExperimentStore::putAnswers(ExperimentId id, const std::string& model, const ExperimentAnswers& answers)
{
    guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT OR REPLACE INTO classic_answer (experiment_id, model, rows, truth, answers, shares) VALUES (?, ?, ?, ?, ?, ?)");
        insert.bind(1, sqlId(id));
        insert.bind(2, model);
        bindNumbers(insert, 3, std::span<const std::int32_t>(answers.rows));
        bindNumbers(insert, 4, std::span<const std::int32_t>(answers.truth));
        bindNumbers(insert, 5, std::span<const std::int32_t>(answers.answers));
        bindNumbers(insert, 6, std::span<const float>(answers.shares));
        insert.exec();
    });
}

std::optional<ExperimentAnswers> ExperimentStore::answers(ExperimentId id, const std::string& model)
{
    return guarded(m_database, [&]() -> std::optional<ExperimentAnswers> {
        SQLite::Statement query(m_database.connection(), "SELECT rows, truth, answers, shares FROM classic_answer WHERE experiment_id = ? AND model = ?");
        query.bind(1, sqlId(id));
        query.bind(2, model);
        if (!query.executeStep()) return {};
        return ExperimentAnswers{numbersFrom<std::int32_t>(query.getColumn(0)), numbersFrom<std::int32_t>(query.getColumn(1)),
                                 numbersFrom<std::int32_t>(query.getColumn(2)), numbersFrom<float>(query.getColumn(3))};
    });
}

void ExperimentStore::putPredictions(ExperimentId id, std::span<const TrackId> tracks, std::span<const float> scores)
{
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        SQLite::Statement clear(m_database.connection(), "DELETE FROM classic_prediction WHERE experiment_id = ?");
        clear.bind(1, sqlId(id));
        clear.exec();
        ReusedStatement reused(m_database, "INSERT INTO classic_prediction (experiment_id, track_id, scores) VALUES (?, ?, ?)");
        const auto width = tracks.empty() ? 0 : scores.size() / tracks.size();
        for (std::size_t t = 0; t < tracks.size(); ++t) {
            auto& insert = *reused;
            insert.bind(1, sqlId(id));
            insert.bind(2, sqlId(tracks[t]));
            bindNumbers(insert, 3, scores.subspan(t * width, width));
            insert.exec();
            insert.reset();
        }
    });
    transaction.commit();
}

TrackMatrix ExperimentStore::predictions(ExperimentId id)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT track_id, scores FROM classic_prediction WHERE experiment_id = ?");
        query.bind(1, sqlId(id));
        return trackMatrixFrom(query, m_database);
    });
}

}  // namespace engine::store
