#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/ids.h"

namespace engine::store {

class Database;

enum class FeatureSetId : std::int64_t {};

/// One stored table of features: how its numbers were computed and what its columns are called.
struct FeatureSet {
    FeatureSetId id{};
    std::string hash;                    ///< identity of the settings (features::Settings::hash)
    std::string level;                   ///< song|bars|beats: what a row is of
    std::string name;                    ///< for people, e.g. "table"
    std::string settings;                ///< JSON
    std::vector<std::string> columns;    ///< song: the 57 of the genre table (without `length`) come first, in its order
    std::string madeAt;                  ///< UTC, ISO 8601
    std::int64_t tracks = 0;             ///< that have rows
};

/// The rows of one track. values: [segments, columns] row-major; a song is one segment. NaN = undefined.
struct TrackFeatures {
    TrackId track{};
    std::int64_t sourceSize = 0, sourceMtimeNs = 0;
    std::vector<double> startsSeconds, endsSeconds;   ///< [segments]
    std::vector<double> values;
};

/// A whole table. rows: one a segment, those of a track together and in order of time; tracks ascending as unsigned numbers.
struct FeatureTable {
    std::vector<std::string> columns;
    std::vector<TrackId> tracks;                      ///< [rows]
    std::vector<double> startsSeconds, endsSeconds;   ///< [rows]
    std::vector<double> values;                       ///< [rows, columns] row-major, NaN = undefined
};

/// Hand-made features of the library's tracks.
class FeatureStore {
public:
    explicit FeatureStore(Database& database) : m_database(database) {}
    /// The set of this hash and level, made if it is not there; `columns` must agree. Throws Error{Mismatch}.
    FeatureSetId open(const FeatureSet& wanted);
    /// Newest first.
    std::vector<FeatureSet> sets();
    /// The newest set of this level that has tracks; with a name or a hash, the one that is called so.
    std::optional<FeatureSet> find(const std::string& level, const std::string& nameOrHash = {});
    /// Replaces the rows of these tracks, in one transaction.
    void put(FeatureSetId set, const std::vector<TrackFeatures>& rows);
    std::optional<TrackFeatures> ofTrack(FeatureSetId set, TrackId track);
    /// Which tracks are there and of which file (size, mtime in ns), so that a job goes on where it stopped.
    std::vector<std::pair<TrackId, std::pair<std::int64_t, std::int64_t>>> stamps(FeatureSetId set);
    /// Throws Error{NotFound, Corrupt}.
    FeatureTable table(FeatureSetId set);
    void remove(FeatureSetId set);

private:
    Database& m_database;
};

}  // namespace engine::store
