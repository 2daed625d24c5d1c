#include "engine/store/prediction_store.h"

#include "engine/core/error.h"
#include "engine/store/track_matrix.h"

namespace engine::store {

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
        return trackMatrixFrom(query, m_database);
    });
}

TrackMatrix PredictionStore::allEmbeddings(RunId run, const std::string& layer)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT track_id, vector FROM embedding WHERE run_id = ? AND layer = ?");
        query.bind(1, sqlId(run));
        query.bind(2, layer);
        return trackMatrixFrom(query, m_database);
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
