#include "engine/store/run_store.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "engine/core/error.h"
#include "engine/store/process.h"
#include "engine/store/sql.h"

namespace engine::store {

namespace {

const std::string kColumns =
    "run.id, run.name, architecture, run.preset_hash, run.split_id, config, tags, run.seed, device, versions, run.state, folder, best_epoch, "
    "thresholds, notes, run.created_at, run.finished_at, run.job_id";
const std::string kSelect = "SELECT " + kColumns + " FROM run ";
constexpr int kColumnCount = 18;

const std::string kEpochNumbers =
    "train_loss, train_roc_auc, train_average_precision, valid_loss, valid_roc_auc, valid_average_precision, learning_rate, "
    "samples_per_second, seconds";

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
    if (!run.config.is_object()) run.config = Json::object();   // one that was never set
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
    if (const auto job = row.getColumn(at++); !job.isNull()) run.job = idFrom<JobId>(job);
    return run;
}

/// Binds everything but the id, the notes and the creation, from index 1 on. Returns the next index.
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
    statement.bind(at++, run.finishedAt);
    if (run.job)
        statement.bind(at++, sqlId(*run.job));
    else
        statement.bind(at++);
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

/// Columns `epoch` and kEpochNumbers from index `at` on.
EpochRow epochFrom(SQLite::Statement& query, int at)
{
    EpochRow row;
    row.epoch = query.getColumn(at++).getInt();
    for (double* number : {&row.trainLoss, &row.trainRocAuc, &row.trainAveragePrecision, &row.validLoss, &row.validRocAuc,
                           &row.validAveragePrecision, &row.learningRate, &row.samplesPerSecond, &row.seconds})
        *number = numberFrom(query.getColumn(at++));
    return row;
}

/// "b.epoch, b.train_loss, ..."
std::string epochColumns(const std::string& alias)
{
    std::string columns = alias + ".epoch, " + alias + ".";
    for (const char c : kEpochNumbers) {
        columns += c;
        if (c == ' ') columns += alias + ".";
    }
    return columns;
}

}  // namespace

RunId RunStore::create(const Run& run)
{
    return guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT INTO run (name, architecture, preset_hash, split_id, config, tags, seed, device, versions, state, folder, "
                                 "best_epoch, thresholds, finished_at, job_id, notes, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        const int next = bindRun(insert, run);
        insert.bind(next, run.notes);
        insert.bind(next + 1, run.createdAt.empty() ? nowUtc() : run.createdAt);
        insert.exec();
        return static_cast<RunId>(m_database.connection().getLastInsertRowid());
    });
}

void RunStore::update(const Run& run)
{
    guarded(m_database, [&] {
        SQLite::Statement update(m_database.connection(),
                                 "UPDATE run SET name = ?, architecture = ?, preset_hash = ?, split_id = ?, config = ?, tags = ?, seed = ?, device = ?, "
                                 "versions = ?, state = ?, folder = ?, best_epoch = ?, thresholds = ?, finished_at = ?, job_id = ? WHERE id = ?");
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
    if (numberOrName == "latest" && !runs.empty()) {
        const auto hasWeights = std::find_if(runs.rbegin(), runs.rend(), [](const Run& run) { return run.bestEpoch > 0; });
        return hasWeights == runs.rend() ? runs.back() : *hasWeights;
    }
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

void RunStore::setNotes(RunId run, const std::string& notes)
{
    guarded(m_database, [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE run SET notes = ? WHERE id = ?");
        update.bind(1, notes);
        update.bind(2, sqlId(run));
        if (update.exec() == 0) throw Error(ErrorCode::NotFound, std::to_string(value(run)), "no run of this number");
    });
}

void RunStore::setFinishAsked(RunId run, bool asked)
{
    guarded(m_database, [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE run SET finish_asked = ? WHERE id = ?");
        update.bind(1, asked ? 1 : 0);
        update.bind(2, sqlId(run));
        if (update.exec() == 0) throw Error(ErrorCode::NotFound, std::to_string(value(run)), "no run of this number");
    });
}

bool RunStore::finishAsked(RunId run)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT finish_asked FROM run WHERE id = ?");
        query.bind(1, sqlId(run));
        return query.executeStep() && query.getColumn(0).getInt() != 0;
    });
}

std::vector<RunSummary> RunStore::summaries()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(),
                                "SELECT " + kColumns + ", (SELECT count(*) FROM epoch WHERE run_id = run.id), preset.name, split.name, "
                                "job.kind, job.state, job.owner_pid, job.owner_start, " + epochColumns("b") + ", " + epochColumns("l") +
                                " FROM run LEFT JOIN preset ON preset.hash = run.preset_hash LEFT JOIN split ON split.id = run.split_id "
                                "LEFT JOIN job ON job.id = run.job_id LEFT JOIN epoch b ON b.run_id = run.id AND b.epoch = run.best_epoch "
                                "LEFT JOIN epoch l ON l.run_id = run.id AND l.epoch = (SELECT max(epoch) FROM epoch WHERE run_id = run.id) "
                                "ORDER BY run.id DESC");
        constexpr int kAt = kColumnCount, kBest = kAt + 7, kLast = kBest + 10;
        std::vector<RunSummary> all;
        while (query.executeStep()) {
            RunSummary summary;
            summary.run = runFrom(query, m_database);
            summary.epochs = query.getColumn(kAt).getInt();
            summary.presetName = query.getColumn(kAt + 1).getString();
            summary.splitName = query.getColumn(kAt + 2).getString();
            summary.jobKind = query.getColumn(kAt + 3).getString();
            summary.jobState = query.getColumn(kAt + 4).getString();
            summary.jobAlive = isAlive({query.getColumn(kAt + 5).getInt64(), query.getColumn(kAt + 6).getInt64()});
            if (!query.getColumn(kBest).isNull()) summary.best = epochFrom(query, kBest);
            if (!query.getColumn(kLast).isNull()) summary.last = epochFrom(query, kLast);
            all.push_back(std::move(summary));
        }
        return all;
    });
}

std::string RunSummary::standing() const
{
    if (jobState == "interrupted" && run.state != "trained") return "interrupted";
    if (run.state != "training" && run.state != "created") return run.state;
    const bool works = jobAlive && (jobState == "running" || jobState == "paused" || jobState == "queued");
    return works ? run.state : "interrupted";
}

void RunStore::putEpoch(RunId run, const EpochRow& row)
{
    guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT OR REPLACE INTO epoch (run_id, epoch, " + kEpochNumbers + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
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
                                "SELECT epoch, " + kEpochNumbers + " FROM epoch WHERE run_id = ? ORDER BY epoch");
        query.bind(1, sqlId(run));
        std::vector<EpochRow> rows;
        while (query.executeStep())
            rows.push_back(epochFrom(query, 0));
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
