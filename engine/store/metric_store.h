#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "engine/store/prediction_store.h"
#include "engine/store/run_store.h"

namespace engine::store {

/// A split made for retrieval knows its tags.
struct RetrievalSplit {
    SplitId split{};
    std::string words;               ///< name of the set of word vectors
    std::vector<RunTag> tags;        ///< alphabetical
    Json document;                   ///< how it was made
};

/// One training of a metric model: word and track in one space.
struct MetricRun {
    std::int64_t id = 0;
    std::string name;
    SplitId split{};
    std::string presetHash;          ///< "" for a model without melgrams
    Json config;
    std::vector<RunTag> tags;        ///< it learned, in order
    std::vector<float> words;        ///< [tags, dims] their word vectors
    std::string device;
    Json versions = Json::object();
    std::string state = "created";   ///< created|training|trained|stopped|failed
    std::string folder;              ///< below checkpoints/
    int bestEpoch = 0;               ///< from 1; 0 = none yet
    std::optional<JobId> job;
    std::string createdAt, finishedAt;
};
struct MetricEpochRow {
    int epoch = 0;
    double loss = 0;
    std::int64_t dropped = 0;        ///< anchors without a possible negative
    double map = 0, precisionAt10 = 0, rocAuc = 0;   ///< of the validation part; NaN = undefined, stored as NULL
    double itemsPerSecond = 0, seconds = 0;
};

class MetricStore {
public:
    explicit MetricStore(Database& database) : m_database(database) {}
    void putSplit(const RetrievalSplit& split);
    std::optional<RetrievalSplit> split(SplitId id);

    std::int64_t create(const MetricRun& run);
    void update(const MetricRun& run);
    /// Oldest first.
    std::vector<MetricRun> list();
    /// A number, "latest", or a name. Throws Error{NotFound} listing the runs there are.
    MetricRun resolve(const std::string& numberOrName);

    void putEpoch(std::int64_t run, const MetricEpochRow& row);
    std::vector<MetricEpochRow> epochs(std::int64_t run);
    void putEvaluation(std::int64_t run, const std::string& part, const Json& document);
    std::optional<Json> evaluation(std::int64_t run, const std::string& part);

    /// Replaces what the run knew. vectors: [tracks, width].
    void putVectors(std::int64_t run, std::span<const TrackId> tracks, std::span<const float> vectors);
    TrackMatrix vectors(std::int64_t run);
    std::int64_t vectorCount(std::int64_t run);

private:
    Database& m_database;
};

}  // namespace engine::store
