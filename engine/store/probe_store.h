#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "engine/store/run_store.h"

namespace engine::store {

class Database;

enum class ProbeExperimentId : std::int64_t {};

struct ProbeExperiment {
    ProbeExperimentId id{};
    std::string name;
    std::string identity;            ///< of the question; equal ones are one experiment
    Json parameters;
    std::vector<RunTag> tags;
    std::string state = "running";   ///< running|stopped|done
    std::string createdAt, finishedAt;
};

/// One probe: of this encoder, from this share of the labels, with this seed.
struct ProbeResult {
    std::string encoder, probe;
    double share = 1;
    std::uint64_t seed = 0;
    Json document;                   ///< {"roc_auc","average_precision","train_tracks","valid_tracks",...}
};

/// One configuration of a grid of probes; the best of them becomes a ProbeResult.
struct ProbeTrial {
    std::string encoder;
    double share = 1;
    std::uint64_t seed = 0;
    std::string configuration;       ///< hash
    Json document;                   ///< {"standardise","hidden","batch","lr","dropout","weight_decay","valid_score","looks"}
};

class ProbeStore {
public:
    explicit ProbeStore(Database& database) : m_database(database) {}
    ProbeExperimentId create(const ProbeExperiment& experiment);
    void setState(ProbeExperimentId id, const std::string& state);
    std::optional<ProbeExperiment> find(ProbeExperimentId id);
    /// The newest of this identity.
    std::optional<ProbeExperiment> findIdentity(const std::string& identity);
    /// Newest first.
    std::vector<ProbeExperiment> list();
    /// False if there is none.
    bool remove(ProbeExperimentId id);

    /// Replaces a result of the same place.
    void put(ProbeExperimentId id, const ProbeResult& result);
    /// By encoder, probe, share and seed.
    std::vector<ProbeResult> results(ProbeExperimentId id);

    /// Replaces a trial of the same configuration.
    void putTrial(ProbeExperimentId id, const ProbeTrial& trial);
    /// By encoder, share and seed.
    std::vector<ProbeTrial> trials(ProbeExperimentId id);

private:
    Database& m_database;
};

}  // namespace engine::store
