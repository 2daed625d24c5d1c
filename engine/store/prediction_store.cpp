#include "engine/store/prediction_store.h"

#include <algorithm>
#include <utility>

#include "engine/core/error.h"
#include "engine/store/sql.h"

namespace engine::store {

namespace {

/// (track id, blob of float32) rows as one matrix, tracks ascending as unsigned numbers, which SQLite does not have.
TrackMatrix matrixFrom(SQLite::Statement& row, const Database& database)
{
    std::vector<std::pair<TrackId, std::size_t>> order;
    std::vector<float> values;
    TrackMatrix matrix;
    while (row.executeStep()) {
        const auto vector = numbersFrom<float>(row.getColumn(1));
        if (order.empty()) matrix.width = vector.size();
        if (vector.size() != matrix.width)
            throw Error(ErrorCode::Mismatch, database.file().string(),
                        "rows of " + std::to_string(matrix.width) + " and of " + std::to_string(vector.size()) + " values in one run");
        order.emplace_back(idFrom<TrackId>(row.getColumn(0)), values.size());
        values.insert(values.end(), vector.begin(), vector.end());
    }
    std::sort(order.begin(), order.end());
    matrix.values.resize(values.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        matrix.tracks.push_back(order[i].first);
        std::copy_n(values.data() + order[i].second, matrix.width, matrix.values.data() + i * matrix.width);
    }
    return matrix;
}

}  // namespace

void PredictionStore::put(RunId run, TrackId track, std::span<const float> scores)
{
    guarded(m_database, [&] {
        ReusedStatement reused(m_database, "INSERT OR REPLACE INTO prediction (run_id, track_id, scores) VALUES (?, ?, ?)");
        auto& insert = *reused;
        insert.bind(1, sqlId(run));
        insert.bind(2, sqlId(track));
        bindNumbers(insert, 3, scores);
        insert.exec();
    });
}

void PredictionStore::putTaggram(RunId run, TrackId track, const Taggram& taggram)
{
    guarded(m_database, [&] {
        ReusedStatement reused(m_database,
                                 "INSERT OR REPLACE INTO taggram (run_id, track_id, chunks, chunk_s, starts, activations) VALUES (?, ?, ?, ?, ?, ?)");
        auto& insert = *reused;
        insert.bind(1, sqlId(run));
        insert.bind(2, sqlId(track));
        insert.bind(3, static_cast<std::int64_t>(taggram.chunks));
        insert.bind(4, taggram.chunkSeconds);
        bindNumbers(insert, 5, std::span<const float>(taggram.startsSeconds));
        bindNumbers(insert, 6, std::span<const float>(taggram.activations));
        insert.exec();
    });
}

void PredictionStore::putEmbedding(RunId run, const std::string& layer, TrackId track, std::span<const float> vector)
{
    guarded(m_database, [&] {
        ReusedStatement reused(m_database, "INSERT OR REPLACE INTO embedding (run_id, layer, track_id, vector) VALUES (?, ?, ?, ?)");
        auto& insert = *reused;
        insert.bind(1, sqlId(run));
        insert.bind(2, layer);
        insert.bind(3, sqlId(track));
        bindNumbers(insert, 4, vector);
        insert.exec();
    });
}

std::optional<std::vector<float>> PredictionStore::scores(RunId run, TrackId track)
{
    return guarded(m_database, [&]() -> std::optional<std::vector<float>> {
        SQLite::Statement query(m_database.connection(), "SELECT scores FROM prediction WHERE run_id = ? AND track_id = ?");
        query.bind(1, sqlId(run));
        query.bind(2, sqlId(track));
        if (!query.executeStep()) return {};
        return numbersFrom<float>(query.getColumn(0));
    });
}

std::optional<Taggram> PredictionStore::taggram(RunId run, TrackId track)
{
    return guarded(m_database, [&]() -> std::optional<Taggram> {
        SQLite::Statement query(m_database.connection(), "SELECT chunks, chunk_s, starts, activations FROM taggram WHERE run_id = ? AND track_id = ?");
        query.bind(1, sqlId(run));
        query.bind(2, sqlId(track));
        if (!query.executeStep()) return {};
        Taggram taggram;
        taggram.chunks = static_cast<std::size_t>(query.getColumn(0).getInt64());
        taggram.chunkSeconds = query.getColumn(1).getDouble();
        taggram.startsSeconds = numbersFrom<float>(query.getColumn(2));
        taggram.activations = numbersFrom<float>(query.getColumn(3));
        taggram.tags = taggram.chunks == 0 ? 0 : taggram.activations.size() / taggram.chunks;
        if (taggram.startsSeconds.size() != taggram.chunks || taggram.tags * taggram.chunks != taggram.activations.size())
            throw Error(ErrorCode::Corrupt, toHex(track), "the stored taggram does not have the size it says");
        return taggram;
    });
}

TrackMatrix PredictionStore::allScores(RunId run)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT track_id, scores FROM prediction WHERE run_id = ?");
        query.bind(1, sqlId(run));
        return matrixFrom(query, m_database);
    });
}

TrackMatrix PredictionStore::allEmbeddings(RunId run, const std::string& layer)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT track_id, vector FROM embedding WHERE run_id = ? AND layer = ?");
        query.bind(1, sqlId(run));
        query.bind(2, layer);
        return matrixFrom(query, m_database);
    });
}

std::vector<std::string> PredictionStore::layers(RunId run)
{
    return guarded(m_database, [&] {
        // From name to name by the key: a DISTINCT would read every row.
        SQLite::Statement next(m_database.connection(), "SELECT layer FROM embedding WHERE run_id = ? AND layer > ? ORDER BY layer LIMIT 1");
        std::vector<std::string> names;
        for (std::string last;; last = names.back()) {
            next.reset();
            next.bind(1, sqlId(run));
            next.bind(2, last);
            if (!next.executeStep()) break;
            names.push_back(next.getColumn(0).getString());
        }
        return names;
    });
}

void PredictionStore::clear(RunId run)
{
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        for (const char* table : {"prediction", "taggram", "embedding"}) {
            SQLite::Statement remove(m_database.connection(), std::string("DELETE FROM ") + table + " WHERE run_id = ?");
            remove.bind(1, sqlId(run));
            remove.exec();
        }
    });
    transaction.commit();
}

}  // namespace engine::store
