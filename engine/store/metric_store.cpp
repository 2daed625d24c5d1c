#include "engine/store/metric_store.h"

#include <cmath>
#include <limits>

#include "engine/core/error.h"
#include "engine/store/sql.h"
#include "engine/store/track_matrix.h"

namespace engine::store {

namespace {

Json metricTagsJson(const std::vector<RunTag>& tags)
{
    auto json = Json::array();
    for (const auto& tag : tags)
        json.push_back({{"tag", tag.name}, {"type", tag.type}});
    return json;
}

std::vector<RunTag> metricTagsFrom(const Json& json)
{
    std::vector<RunTag> tags;
    for (const auto& tag : json)
        tags.push_back({tag.at("tag").get<std::string>(), tag.at("type").get<std::string>()});
    return tags;
}

void bindReal(SQLite::Statement& statement, int index, double number)
{
    if (std::isnan(number))
        statement.bind(index);
    else
        statement.bind(index, number);
}

double realFrom(const SQLite::Column& column)
{
    return column.isNull() ? std::numeric_limits<double>::quiet_NaN() : column.getDouble();
}

void bindMetricRun(SQLite::Statement& statement, const MetricRun& run)
{
    statement.bind(1, run.name);
    statement.bind(2, sqlId(run.split));
    statement.bind(3, run.presetHash);
    statement.bind(4, jsonText(run.config));
    statement.bind(5, jsonText(metricTagsJson(run.tags)));
    bindNumbers(statement, 6, std::span<const float>(run.words));
    statement.bind(7, run.device);
    statement.bind(8, jsonText(run.versions));
    statement.bind(9, run.state);
    statement.bind(10, run.folder);
    statement.bind(11, run.bestEpoch);
    if (run.job)
        statement.bind(12, sqlId(*run.job));
    else
        statement.bind(12);
    statement.bind(13, run.finishedAt);
}

}  // namespace

void MetricStore::putSplit(const RetrievalSplit& split)
{
    guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(), "INSERT OR REPLACE INTO retrieval_split (split_id, words, tags, document) VALUES (?, ?, ?, ?)");
        insert.bind(1, sqlId(split.split));
        insert.bind(2, split.words);
        insert.bind(3, jsonText(metricTagsJson(split.tags)));
        insert.bind(4, jsonText(split.document));
        insert.exec();
    });
}

std::optional<RetrievalSplit> MetricStore::split(SplitId id)
{
    return guarded(m_database, [&]() -> std::optional<RetrievalSplit> {
        SQLite::Statement query(m_database.connection(), "SELECT words, tags, document FROM retrieval_split WHERE split_id = ?");
        query.bind(1, sqlId(id));
        if (!query.executeStep()) return {};
        return RetrievalSplit{id, query.getColumn(0).getString(), metricTagsFrom(jsonFrom(query.getColumn(1), m_database)), jsonFrom(query.getColumn(2), m_database)};
    });
}

std::int64_t MetricStore::create(const MetricRun& run)
{
    return guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT INTO metric_run (name, split_id, preset_hash, config, tags, words, device, versions, state, folder, best_epoch, job_id, "
                                 "finished_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        bindMetricRun(insert, run);
        insert.bind(14, nowUtc());
        insert.exec();
        return static_cast<std::int64_t>(m_database.connection().getLastInsertRowid());
    });
}

void MetricStore::update(const MetricRun& run)
{
    guarded(m_database, [&] {
        SQLite::Statement update(m_database.connection(),
                                 "UPDATE metric_run SET name = ?, split_id = ?, preset_hash = ?, config = ?, tags = ?, words = ?, device = ?, versions = ?, "
                                 "state = ?, folder = ?, best_epoch = ?, job_id = ?, finished_at = ? WHERE id = ?");
        bindMetricRun(update, run);
        update.bind(14, run.id);
        update.exec();
    });
}

std::vector<MetricRun> MetricStore::list()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(),
                                "SELECT id, name, split_id, preset_hash, config, tags, words, device, versions, state, folder, best_epoch, job_id, created_at, "
                                "finished_at FROM metric_run ORDER BY id");
        std::vector<MetricRun> runs;
        while (query.executeStep()) {
            MetricRun run;
            run.id = query.getColumn(0).getInt64();
            run.name = query.getColumn(1).getString();
            run.split = idFrom<SplitId>(query.getColumn(2));
            run.presetHash = query.getColumn(3).getString();
            run.config = jsonFrom(query.getColumn(4), m_database);
            run.tags = metricTagsFrom(jsonFrom(query.getColumn(5), m_database));
            run.words = numbersFrom<float>(query.getColumn(6));
            run.device = query.getColumn(7).getString();
            run.versions = jsonFrom(query.getColumn(8), m_database);
            run.state = query.getColumn(9).getString();
            run.folder = query.getColumn(10).getString();
            run.bestEpoch = query.getColumn(11).getInt();
            if (!query.getColumn(12).isNull()) run.job = idFrom<JobId>(query.getColumn(12));
            run.createdAt = query.getColumn(13).getString();
            run.finishedAt = query.getColumn(14).getString();
            runs.push_back(std::move(run));
        }
        return runs;
    });
}

MetricRun MetricStore::resolve(const std::string& numberOrName)
{
    const auto runs = list();
    if (runs.empty()) throw Error(ErrorCode::NotFound, "metric model", "there is none yet; 'retrieval train' makes one");
    if (numberOrName == "latest") return runs.back();
    std::string known;
    for (const auto& run : runs) {
        if (std::to_string(run.id) == numberOrName || run.name == numberOrName) return run;
        known += (known.empty() ? "" : ", ") + std::to_string(run.id) + " (" + run.name + ")";
    }
    throw Error(ErrorCode::NotFound, numberOrName, "there is no such metric model; there are " + known);
}

void MetricStore::putEpoch(std::int64_t run, const MetricEpochRow& row)
{
    guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT OR REPLACE INTO metric_epoch (run_id, epoch, loss, dropped, map, precision_at_10, roc_auc, items_per_second, seconds) "
                                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insert.bind(1, run);
        insert.bind(2, row.epoch);
        bindReal(insert, 3, row.loss);
        insert.bind(4, row.dropped);
        bindReal(insert, 5, row.map);
        bindReal(insert, 6, row.precisionAt10);
        bindReal(insert, 7, row.rocAuc);
        bindReal(insert, 8, row.itemsPerSecond);
        bindReal(insert, 9, row.seconds);
        insert.exec();
    });
}

std::vector<MetricEpochRow> MetricStore::epochs(std::int64_t run)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(),
                                "SELECT epoch, loss, dropped, map, precision_at_10, roc_auc, items_per_second, seconds FROM metric_epoch WHERE run_id = ? ORDER BY epoch");
        query.bind(1, run);
        std::vector<MetricEpochRow> rows;
        while (query.executeStep())
            rows.push_back({query.getColumn(0).getInt(), realFrom(query.getColumn(1)), query.getColumn(2).getInt64(), realFrom(query.getColumn(3)),
                            realFrom(query.getColumn(4)), realFrom(query.getColumn(5)), realFrom(query.getColumn(6)), realFrom(query.getColumn(7))});
        return rows;
    });
}

void MetricStore::putEvaluation(std::int64_t run, const std::string& part, const Json& document)
{
    guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(), "INSERT OR REPLACE INTO metric_evaluation (run_id, part, document, created_at) VALUES (?, ?, ?, ?)");
        insert.bind(1, run);
        insert.bind(2, part);
        insert.bind(3, jsonText(document));
        insert.bind(4, nowUtc());
        insert.exec();
    });
}

std::optional<Json> MetricStore::evaluation(std::int64_t run, const std::string& part)
{
    return guarded(m_database, [&]() -> std::optional<Json> {
        SQLite::Statement query(m_database.connection(), "SELECT document FROM metric_evaluation WHERE run_id = ? AND part = ?");
        query.bind(1, run);
        query.bind(2, part);
        if (!query.executeStep()) return {};
        return jsonFrom(query.getColumn(0), m_database);
    });
}

void MetricStore::putVectors(std::int64_t run, std::span<const TrackId> tracks, std::span<const float> vectors)
{
    const auto width = tracks.empty() ? 0 : vectors.size() / tracks.size();
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM joint_vector WHERE run_id = ?");
        remove.bind(1, run);
        remove.exec();
        SQLite::Statement insert(m_database.connection(), "INSERT INTO joint_vector (run_id, track_id, vector) VALUES (?, ?, ?)");
        for (std::size_t i = 0; i < tracks.size(); ++i) {
            insert.bind(1, run);
            insert.bind(2, sqlId(tracks[i]));
            bindNumbers(insert, 3, vectors.subspan(i * width, width));
            insert.exec();
            insert.reset();
        }
    });
    transaction.commit();
}

TrackMatrix MetricStore::vectors(std::int64_t run)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT track_id, vector FROM joint_vector WHERE run_id = ?");
        query.bind(1, run);
        return trackMatrixFrom(query, m_database);
    });
}

std::int64_t MetricStore::vectorCount(std::int64_t run)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT count(*) FROM joint_vector WHERE run_id = ?");
        query.bind(1, run);
        query.executeStep();
        return query.getColumn(0).getInt64();
    });
}

}  // namespace engine::store
