#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/json.h"

namespace engine::store {

class Database;

struct RunTag {
    std::string name, type;
};
struct Run {
    RunId id{};
    std::string name, architecture, presetHash;
    std::optional<SplitId> split;
    Json config;                     ///< epochs, batch, lr, ...
    std::vector<RunTag> tags;        ///< in output order
    std::uint64_t seed = 0;
    std::string device;              ///< "CPU, 2 threads"
    Json versions;
    std::string state = "created";   ///< created|training|trained|stopped|failed
    std::string folder;              ///< below checkpoints/
    int bestEpoch = 0;               ///< from 1; 0 = none yet
    std::vector<double> thresholds;  ///< per tag, chosen on validation
    std::string notes, createdAt, finishedAt;
    std::optional<JobId> job;        ///< that trains it, or did last
};
struct EpochRow {
    int epoch = 0;                   ///< from 1
    double trainLoss = 0, trainRocAuc = 0, trainAveragePrecision = 0;
    double validLoss = 0, validRocAuc = 0, validAveragePrecision = 0;   ///< NaN = undefined, stored as NULL
    double learningRate = 0, samplesPerSecond = 0, seconds = 0;
};

/// A run as a table of runs shows it.
struct RunSummary {
    Run run;
    std::string presetName, splitName;   ///< empty = not there any more
    int epochs = 0;                      ///< recorded
    std::optional<EpochRow> best, last;
    std::string jobKind, jobState;       ///< of Run::job; empty without one
    bool jobAlive = false;               ///< the program that runs it still lives
    /// The run's state, but "interrupted" for one whose training ended without a word (a crash, a power cut,
    /// a window closed while it ran).
    std::string standing() const;
};

class RunStore {
public:
    explicit RunStore(Database& database) : m_database(database) {}
    RunId create(const Run& run);
    /// Everything but the notes, which the user may change while it trains.
    void update(const Run& run);
    void setNotes(RunId run, const std::string& notes);
    std::optional<Run> find(RunId id);
    /// A number, a name, or "latest": the newest that has learned something, if any has. Throws Error{NotFound} listing the runs there are.
    Run resolve(const std::string& numberOrName);
    std::vector<Run> list();
    /// Newest first, in one query whatever the number of epochs.
    std::vector<RunSummary> summaries();
    /// The user's wish to end a training now and keep its best epoch. The trainer looks for it twice a second.
    void setFinishAsked(RunId run, bool asked);
    bool finishAsked(RunId run);
    void putEpoch(RunId run, const EpochRow& row);
    void removeEpochsAfter(RunId run, int epoch);
    std::vector<EpochRow> epochs(RunId run);
    void putEvaluation(RunId run, const std::string& part, const Json& document);
    std::optional<Json> evaluation(RunId run, const std::string& part);

private:
    Database& m_database;
};

}  // namespace engine::store
