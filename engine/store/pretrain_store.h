#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/json.h"

namespace engine::store {

class Database;

enum class PretrainingId : std::int64_t {};

/// A network that learns from tracks without labels.
struct Pretraining {
    PretrainingId id{};
    std::string name, identity, architecture;
    Json parameters;
    std::string folder;              ///< below checkpoints/
    std::string state = "running";   ///< running|stopped|done
    std::string createdAt, finishedAt;
};
struct PretrainingEpoch {
    int epoch = 0;                   ///< from 1
    double loss = 0, positiveCosine = 0, spread = 0, pairsPerSecond = 0, seconds = 0;
};

class PretrainStore {
public:
    explicit PretrainStore(Database& database) : m_database(database) {}
    /// Its folder is "pretrain-ID".
    PretrainingId create(const Pretraining& pretraining);
    void setState(PretrainingId id, const std::string& state);
    std::optional<Pretraining> find(PretrainingId id);
    /// The newest of this identity.
    std::optional<Pretraining> findIdentity(const std::string& identity);
    /// Newest first.
    std::vector<Pretraining> list();
    void putEpoch(PretrainingId id, const PretrainingEpoch& epoch);
    std::vector<PretrainingEpoch> epochs(PretrainingId id);

private:
    Database& m_database;
};

}  // namespace engine::store
