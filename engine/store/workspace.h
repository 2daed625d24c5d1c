#pragma once
#include <filesystem>
#include <memory>

#include "engine/store/codified_store.h"
#include "engine/store/database.h"
#include "engine/store/experiment_store.h"
#include "engine/store/feature_store.h"
#include "engine/store/job_store.h"
#include "engine/store/map_store.h"
#include "engine/store/melgram_store.h"
#include "engine/store/metric_store.h"
#include "engine/store/prediction_store.h"
#include "engine/store/pretrain_store.h"
#include "engine/store/probe_store.h"
#include "engine/store/run_store.h"
#include "engine/store/split_store.h"
#include "engine/store/tag_store.h"
#include "engine/store/taste_store.h"
#include "engine/store/track_store.h"
#include "engine/store/word_store.h"

namespace engine::store {

class SessionLock;

/// A workspace folder opened by one thread: `workspace.sqlite`, `melgrams/`, `checkpoints/`, `reports/`, `cache/`.
/// Open it once per thread; several connections and several programs may work on the same folder.
class Workspace {
public:
    /// Creates the folder and an empty database if needed. After an unclean end (lock file of a dead process) a quick check
    /// runs, stale part files go, and running jobs of dead processes become 'interrupted'.
    static Workspace openOrCreate(const std::filesystem::path& folder);
    /// Throws Error{Missing} if there is none.
    static Workspace open(const std::filesystem::path& folder, Database::Access access = Database::Access::ReadWrite);

    const std::filesystem::path& folder() const { return m_folder; }
    std::filesystem::path melgramFolder() const { return m_folder / "melgrams"; }
    std::filesystem::path checkpointFolder() const { return m_folder / "checkpoints"; }
    std::filesystem::path classicFolder() const { return m_folder / "classic"; }
    std::filesystem::path tasteFolder() const { return m_folder / "taste"; }
    std::filesystem::path reportFolder() const { return m_folder / "reports"; }
    std::filesystem::path cacheFolder() const { return m_folder / "cache"; }

    Database& database() { return *m_database; }
    TrackStore tracks() { return TrackStore(*m_database); }
    TagStore tags() { return TagStore(*m_database); }
    SplitStore splits() { return SplitStore(*m_database); }
    MelgramStore melgrams() { return MelgramStore(*m_database); }
    RunStore runs() { return RunStore(*m_database); }
    PredictionStore predictions() { return PredictionStore(*m_database); }
    MapStore maps() { return MapStore(*m_database); }
    FeatureStore features() { return FeatureStore(*m_database); }
    WordStore words() { return WordStore(*m_database); }
    TasteStore tastes() { return TasteStore(*m_database); }
    MetricStore metrics() { return MetricStore(*m_database); }
    PretrainStore pretrainings() { return PretrainStore(*m_database); }
    CodifiedStore codified() { return CodifiedStore(*m_database); }
    ProbeStore probes() { return ProbeStore(*m_database); }
    ExperimentStore experiments() { return ExperimentStore(*m_database); }
    JobStore jobs() { return JobStore(*m_database); }

private:
    Workspace(std::filesystem::path folder, Database::Access access);
    std::filesystem::path m_folder;
    std::shared_ptr<SessionLock> m_lock;   // goes after the connection
    std::unique_ptr<Database> m_database;
};

}  // namespace engine::store
