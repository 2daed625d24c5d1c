#include "engine/store/run_store.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "engine/core/error.h"
#include "engine/store/sql.h"

namespace engine::store {

namespace {

const std::string kSelect =
    "SELECT id, name, architecture, preset_hash, split_id, config, tags, seed, device, versions, state, folder, best_epoch, "
    "thresholds, notes, created_at, finished_at FROM run ";

std::string tagsText(const std::vector<RunTag>& tags)
{
    Json array = Json::array();
    for (const auto& tag : tags)
        array.push_back({{"tag", tag.name}, {"type", tag.type}});
    return jsonText(array);
}

Run runFrom(SQLite::Statement& row, const Database& database)
{
    Run run;
    int at = 0;
    const auto text = [&] { return row.getColumn(at++).getString(); };
    run.id = idFrom<RunId>(row.getColumn(at++));
    run.name = text();
    run.architecture = text();
    run.presetHash = text();
    if (const auto split = row.getColumn(at++); !split.isNull()) run.split = idFrom<SplitId>(split);
    run.config = jsonFrom(row.getColumn(at++), database);
    for (const auto& tag : jsonFrom(row.getColumn(at++), database))
        run.tags.push_back({tag.value("tag", ""), tag.value("type", "")});
    run.seed = static_cast<std::uint64_t>(row.getColumn(at++).getInt64());
    run.device = text();
    run.versions = jsonFrom(row.getColumn(at++), database);
    run.state = text();
    run.folder = text();
    run.bestEpoch = row.getColumn(at++).getInt();
    run.thresholds = jsonFrom(row.getColumn(at++), database).get<std::vector<double>>();
    run.notes = text();
    run.createdAt = text();
    run.finishedAt = text();
    return run;
}

/// Binds everything but the id, from index 1 on. Returns the next index.
int bindRun(SQLite::Statement& statement, const Run& run)
{
    int at = 1;
    statement.bind(at++, run.name);
    statement.bind(at++, run.architecture);
    statement.bind(at++, run.presetHash);
    if (run.split)
        statement.bind(at++, sqlId(*run.split));
    else
        statement.bind(at++);
    statement.bind(at++, jsonText(run.config));
    statement.bind(at++, tagsText(run.tags));
    statement.bind(at++, static_cast<std::int64_t>(run.seed));
    statement.bind(at++, run.device);
    statement.bind(at++, jsonText(run.versions));
    statement.bind(at++, run.state);
    statement.bind(at++, run.folder);
    statement.bind(at++, run.bestEpoch);
    statement.bind(at++, jsonText(Json(run.thresholds)));
    statement.bind(at++, run.notes);
    statement.bind(at++, run.finishedAt);
    return at;
}

void bindNumber(SQLite::Statement& statement, int index, double number)
{
    if (std::isfinite(number))
        statement.bind(index, number);
    else
        statement.bind(index);   // undefined, e.g. an AUC without positives
}

double numberFrom(const SQLite::Column& column)
{
    return column.isNull() ? std::numeric_limits<double>::quiet_NaN() : column.getDouble();
}

}  // namespace

RunId RunStore::create(const Run& run)
{
    return guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT INTO run (name, architecture, preset_hash, split_id, config, tags, seed, device, versions, state, folder, "
                                 "best_epoch, thresholds, notes, finished_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        const int next = bindRun(insert, run);
        insert.bind(next, run.createdAt.empty() ? nowUtc() : run.createdAt);
        insert.exec();
        return static_cast<RunId>(m_database.connection().getLastInsertRowid());
    });
}

void RunStore::update(const Run& run)
{
    guarded(m_database, [&] {
        SQLite::Statement update(m_database.connection(),
                                 "UPDATE run SET name = ?, architecture = ?, preset_hash = ?, split_id = ?, config = ?, tags = ?, seed = ?, device = ?, "
                                 "versions = ?, state = ?, folder = ?, best_epoch = ?, thresholds = ?, notes = ?, finished_at = ? WHERE id = ?");
        const int next = bindRun(update, run);
        update.bind(next, sqlId(run.id));
        if (update.exec() == 0) throw Error(ErrorCode::NotFound, std::to_string(value(run.id)), "no run of this number");
    });
}

std::optional<Run> RunStore::find(RunId id)
{
    return guarded(m_database, [&]() -> std::optional<Run> {
        SQLite::Statement query(m_database.connection(), kSelect + "WHERE id = ?");
        query.bind(1, sqlId(id));
        if (!query.executeStep()) return {};
        return runFrom(query, m_database);
    });
}

Run RunStore::resolve(const std::string& numberOrName)
{
    std::int64_t number = 0;
    const auto* end = numberOrName.data() + numberOrName.size();
    const auto read = std::from_chars(numberOrName.data(), end, number);
    if (read.ec == std::errc() && read.ptr == end)
        if (auto run = find(static_cast<RunId>(number))) return *run;
    const auto runs = list();
    if (numberOrName == "latest" && !runs.empty()) return runs.back();
    for (auto run = runs.rbegin(); run != runs.rend(); ++run)   // of several with one name, the newest
        if (run->name == numberOrName) return *run;
    std::string known;
    for (const auto& run : runs)
        known += (known.empty() ? "" : ", ") + std::to_string(value(run.id)) + " (" + run.name + ")";
    throw Error(ErrorCode::NotFound, numberOrName, known.empty() ? "no such run; nothing was trained in this workspace yet" : "no such run; there are " + known);
}

std::vector<Run> RunStore::list()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), kSelect + "ORDER BY id");
        std::vector<Run> runs;
        while (query.executeStep())
            runs.push_back(runFrom(query, m_database));
        return runs;
    });
}

void RunStore::putEpoch(RunId run, const EpochRow& row)
{
    guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT OR REPLACE INTO epoch (run_id, epoch, train_loss, train_roc_auc, train_average_precision, valid_loss, "
                                 "valid_roc_auc, valid_average_precision, learning_rate, samples_per_second, seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insert.bind(1, sqlId(run));
        insert.bind(2, row.epoch);
        int at = 3;
        for (const double number : {row.trainLoss, row.trainRocAuc, row.trainAveragePrecision, row.validLoss, row.validRocAuc,
                                    row.validAveragePrecision, row.learningRate, row.samplesPerSecond, row.seconds})
            bindNumber(insert, at++, number);
        insert.exec();
    });
}

void RunStore::removeEpochsAfter(RunId run, int epoch)
{
    guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM epoch WHERE run_id = ? AND epoch > ?");
        remove.bind(1, sqlId(run));
        remove.bind(2, epoch);
        remove.exec();
    });
}

std::vector<EpochRow> RunStore::epochs(RunId run)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(),
                                "SELECT epoch, train_loss, train_roc_auc, train_average_precision, valid_loss, valid_roc_auc, valid_average_precision, "
                                "learning_rate, samples_per_second, seconds FROM epoch WHERE run_id = ? ORDER BY epoch");
        query.bind(1, sqlId(run));
        std::vector<EpochRow> rows;
        while (query.executeStep()) {
            EpochRow row;
            row.epoch = query.getColumn(0).getInt();
            int at = 1;
            for (double* number : {&row.trainLoss, &row.trainRocAuc, &row.trainAveragePrecision, &row.validLoss, &row.validRocAuc,
                                   &row.validAveragePrecision, &row.learningRate, &row.samplesPerSecond, &row.seconds})
                *number = numberFrom(query.getColumn(at++));
            rows.push_back(row);
        }
        return rows;
    });
}

void RunStore::putEvaluation(RunId run, const std::string& part, const Json& document)
{
    guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(), "INSERT OR REPLACE INTO evaluation (run_id, part, document, created_at) VALUES (?, ?, ?, ?)");
        insert.bind(1, sqlId(run));
        insert.bind(2, part);
        insert.bind(3, jsonText(document));
        insert.bind(4, nowUtc());
        insert.exec();
    });
}

std::optional<Json> RunStore::evaluation(RunId run, const std::string& part)
{
    return guarded(m_database, [&]() -> std::optional<Json> {
        SQLite::Statement query(m_database.connection(), "SELECT document FROM evaluation WHERE run_id = ? AND part = ?");
        query.bind(1, sqlId(run));
        query.bind(2, part);
        if (!query.executeStep()) return {};
        return jsonFrom(query.getColumn(0), m_database);
    });
}

}  // namespace engine::store
