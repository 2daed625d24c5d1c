#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/ids.h"

namespace engine::store {

class Database;

/// Where one melgram lies: a record of a pack file below melgrams/<preset hash>/.
struct MelgramRow {
    TrackId track{};
    std::string presetHash;
    int repetition = 0;              ///< occurrence of the track in an oversampled training part
    std::string pack;                ///< file name
    std::int64_t offset = 0;         ///< bytes
    std::int64_t frames = 0;
    std::uint32_t crc = 0;
    std::int64_t startSample = 0;    ///< where the (random) crop began, at the preset's rate
    std::int64_t sourceSize = 0, sourceMtimeNs = 0;
};

class MelgramStore {
public:
    explicit MelgramStore(Database& database) : m_database(database) {}
    void putPreset(const std::string& hash, const std::string& name, const std::string& json);
    std::optional<std::string> presetJson(const std::string& hash);
    /// One transaction for all rows of a finished pack.
    void put(const std::vector<MelgramRow>& rows);
    std::vector<MelgramRow> rows(const std::string& presetHash);
    std::vector<MelgramRow> rowsOf(TrackId track, const std::string& presetHash);
    void removePack(const std::string& presetHash, const std::string& pack);
    void remove(const std::string& presetHash, TrackId track);

private:
    Database& m_database;
};

}  // namespace engine::store
