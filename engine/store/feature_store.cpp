#include "engine/store/feature_store.h"

#include <algorithm>
#include <numeric>
#include <span>

#include "engine/core/error.h"
#include "engine/store/sql.h"

namespace engine::store {

namespace {

const std::string kSelectSet =
    "SELECT id, hash, level, name, settings, columns, made_at, (SELECT count(*) FROM track_feature WHERE set_id = feature_set.id) AS tracks FROM feature_set ";

FeatureSet featureSetFrom(SQLite::Statement& row, const Database& database)
{
    return {idFrom<FeatureSetId>(row.getColumn(0)), row.getColumn(1).getString(), row.getColumn(2).getString(), row.getColumn(3).getString(),
            row.getColumn(4).getString(), jsonFrom(row.getColumn(5), database).get<std::vector<std::string>>(), row.getColumn(6).getString(),
            row.getColumn(7).getInt64()};
}

/// Columns track_id, source_size, source_mtime_ns, starts, ends, cells.
TrackFeatures trackFeaturesFrom(SQLite::Statement& row)
{
    TrackFeatures features{idFrom<TrackId>(row.getColumn(0)), row.getColumn(1).getInt64(), row.getColumn(2).getInt64(),
                           numbersFrom<double>(row.getColumn(3)), numbersFrom<double>(row.getColumn(4)), numbersFrom<double>(row.getColumn(5))};
    return features;
}

void checkSize(const TrackFeatures& features, std::size_t columns)
{
    const auto segments = features.startsSeconds.size();
    if (features.endsSeconds.size() != segments || features.values.size() != segments * columns)
        throw Error(ErrorCode::Corrupt, toHex(features.track), "the features kept do not have the size of their table");
}

}  // namespace

FeatureSetId FeatureStore::open(const FeatureSet& wanted)
{
    auto transaction = writeTransaction(m_database);
    const auto id = guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), kSelectSet + "WHERE hash = ? AND level = ?");
        query.bind(1, wanted.hash);
        query.bind(2, wanted.level);
        if (query.executeStep()) {
            const auto found = featureSetFrom(query, m_database);
            if (found.columns != wanted.columns)
                throw Error(ErrorCode::Mismatch, wanted.name, "the features kept under these settings have other columns; compute them anew");
            return found.id;
        }
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT INTO feature_set (hash, level, name, settings, columns, made_at) VALUES (?, ?, ?, ?, ?, ?)");
        insert.bind(1, wanted.hash);
        insert.bind(2, wanted.level);
        insert.bind(3, wanted.name);
        insert.bind(4, wanted.settings);
        insert.bind(5, jsonText(Json(wanted.columns)));
        insert.bind(6, nowUtc());
        insert.exec();
        return static_cast<FeatureSetId>(m_database.connection().getLastInsertRowid());
    });
    transaction.commit();
    return id;
}

std::vector<FeatureSet> FeatureStore::sets()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), kSelectSet + "ORDER BY made_at DESC, id DESC");
        std::vector<FeatureSet> sets;
        while (query.executeStep())
            sets.push_back(featureSetFrom(query, m_database));
        return sets;
    });
}

std::optional<FeatureSet> FeatureStore::find(const std::string& level, const std::string& nameOrHash)
{
    for (auto& set : sets())
        if (set.level == level && (nameOrHash.empty() ? set.tracks > 0 : set.name == nameOrHash || set.hash == nameOrHash)) return set;
    return {};
}

void FeatureStore::put(FeatureSetId set, const std::vector<TrackFeatures>& rows)
{
    auto transaction = writeTransaction(m_database);
    guarded(m_database, [&] {
        ReusedStatement reused(m_database,
                               "INSERT OR REPLACE INTO track_feature (set_id, track_id, source_size, source_mtime_ns, starts, ends, cells) "
                               "VALUES (?, ?, ?, ?, ?, ?, ?)");
        for (const auto& row : rows) {
            auto& insert = *reused;
            insert.bind(1, sqlId(set));
            insert.bind(2, sqlId(row.track));
            insert.bind(3, row.sourceSize);
            insert.bind(4, row.sourceMtimeNs);
            bindNumbers(insert, 5, std::span<const double>(row.startsSeconds));
            bindNumbers(insert, 6, std::span<const double>(row.endsSeconds));
            bindNumbers(insert, 7, std::span<const double>(row.values));
            insert.exec();
            insert.reset();
        }
    });
    transaction.commit();
}

std::optional<TrackFeatures> FeatureStore::ofTrack(FeatureSetId set, TrackId track)
{
    return guarded(m_database, [&]() -> std::optional<TrackFeatures> {
        SQLite::Statement query(m_database.connection(),
                                "SELECT track_id, source_size, source_mtime_ns, starts, ends, cells FROM track_feature WHERE set_id = ? AND track_id = ?");
        query.bind(1, sqlId(set));
        query.bind(2, sqlId(track));
        if (!query.executeStep()) return {};
        return trackFeaturesFrom(query);
    });
}

std::vector<std::pair<TrackId, std::pair<std::int64_t, std::int64_t>>> FeatureStore::stamps(FeatureSetId set)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), "SELECT track_id, source_size, source_mtime_ns FROM track_feature WHERE set_id = ?");
        query.bind(1, sqlId(set));
        std::vector<std::pair<TrackId, std::pair<std::int64_t, std::int64_t>>> stamps;
        while (query.executeStep())
            stamps.push_back({idFrom<TrackId>(query.getColumn(0)), {query.getColumn(1).getInt64(), query.getColumn(2).getInt64()}});
        return stamps;
    });
}

FeatureTable FeatureStore::table(FeatureSetId set)
{
    FeatureTable table;
    std::vector<TrackFeatures> rows;
    guarded(m_database, [&] {
        SQLite::Statement columns(m_database.connection(), "SELECT columns FROM feature_set WHERE id = ?");
        columns.bind(1, sqlId(set));
        if (!columns.executeStep()) throw Error(ErrorCode::NotFound, std::to_string(sqlId(set)), "no feature table of this number");
        table.columns = jsonFrom(columns.getColumn(0), m_database).get<std::vector<std::string>>();
        SQLite::Statement query(m_database.connection(),
                                "SELECT track_id, source_size, source_mtime_ns, starts, ends, cells FROM track_feature WHERE set_id = ?");
        query.bind(1, sqlId(set));
        while (query.executeStep())
            rows.push_back(trackFeaturesFrom(query));
    });
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.track < b.track; });   // unsigned, which SQLite has not
    for (const auto& row : rows) {
        checkSize(row, table.columns.size());
        table.tracks.insert(table.tracks.end(), row.startsSeconds.size(), row.track);
        table.startsSeconds.insert(table.startsSeconds.end(), row.startsSeconds.begin(), row.startsSeconds.end());
        table.endsSeconds.insert(table.endsSeconds.end(), row.endsSeconds.begin(), row.endsSeconds.end());
        table.values.insert(table.values.end(), row.values.begin(), row.values.end());
    }
    return table;
}

void FeatureStore::remove(FeatureSetId set)
{
    guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM feature_set WHERE id = ?");
        remove.bind(1, sqlId(set));
        remove.exec();
    });
}

}  // namespace engine::store
