#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/core/ids.h"

namespace engine::store {

class Database;

struct TrackFingerprint {
    TrackId track{};
    std::vector<std::uint32_t> items;
    std::int64_t sourceSize = 0, sourceMtimeNs = 0;
};
/// Tracks that sound alike; `group` is one of them.
struct NearDuplicateRow {
    TrackId track{}, group{};
    double likeness = 0;
};

class FingerprintStore {
public:
    explicit FingerprintStore(Database& database) : m_database(database) {}
    void put(const TrackFingerprint& print);
    std::vector<TrackFingerprint> list();
    /// Size and time of change of the file that each print was made of, without the prints.
    std::unordered_map<TrackId, std::pair<std::int64_t, std::int64_t>> stamps();
    void replaceGroups(const std::vector<NearDuplicateRow>& rows);
    std::vector<NearDuplicateRow> groups();

private:
    Database& m_database;
};

}  // namespace engine::store
