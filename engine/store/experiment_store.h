#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "engine/store/prediction_store.h"

namespace engine::store {

class Database;

enum class ExperimentId : std::int64_t {};

/// An experiment with classic models on a table of features.
struct Experiment {
    ExperimentId id{};
    std::string kind = "compare";        ///< compare|grid|final
    std::string name;
    std::string state = "running";       ///< running|done|stopped|failed
    Json source;                         ///< what the table was: {"table"} or {"library","features","label_type",...}
    std::string tableHash;               ///< of columns, classes, labels and values
    std::string plan, deciding;          ///< in words; name of the deciding metric
    std::uint64_t seed = 0;
    std::string version;                 ///< of the program
    Json parameters;                     ///< of the task: the same again with these
    Json document;                       ///< what `classify --json` prints; null until done, and in lists
    std::string bestModel;
    std::optional<double> bestValue;     ///< by the deciding metric
    std::optional<double> accuracy, rocAuc;   ///< of the best model; ROC-AUC macro, one class against all others
    std::optional<ExperimentId> parent;  ///< it came out of
    std::string modelFile;               ///< below the workspace's classic/; empty = none
    std::optional<JobId> job;
    std::string createdAt, finishedAt;
    bool jobAlive = false;               ///< filled by find() and list()
    /// The state, but "interrupted" for one whose program ended without a word.
    std::string standing() const { return state == "running" && !jobAlive ? "interrupted" : state; }
};

/// The answers of one model for the rows it was examined on, round after round. shares: [rows, classes].
struct ExperimentAnswers {
    std::vector<std::int32_t> rows, truth, answers;
    std::vector<float> shares;
};

class ExperimentStore {
public:
    explicit ExperimentStore(Database& database) : m_database(database) {}
    ExperimentId create(const Experiment& experiment);
    /// State, document, best model with its values, model file; the time of the end unless it runs.
    void update(const Experiment& experiment);
    std::optional<Experiment> find(ExperimentId id);
    /// A number, or "latest": the newest that is done. Throws Error{NotFound}.
    Experiment resolve(const std::string& numberOrLatest);
    /// Newest first, without documents.
    std::vector<Experiment> list();
    /// Answers and predictions go with it; the model file is the caller's. False if there is none.
    bool remove(ExperimentId id);

    void putAnswers(ExperimentId id, const std::string& model, const ExperimentAnswers& answers);
    std::optional<ExperimentAnswers> answers(ExperimentId id, const std::string& model);

    /// scores: [classes] in the order of the document's classes. Replaces what was there, in one transaction.
    void putPredictions(ExperimentId id, std::span<const TrackId> tracks, std::span<const float> scores);
    TrackMatrix predictions(ExperimentId id);

private:
    Database& m_database;
};

}  // namespace engine::store
