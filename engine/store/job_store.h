#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/ids.h"
#include "engine/core/json.h"

namespace engine::store {

class Database;

struct JobRow {
    JobId id{};
    std::string kind;                ///< id of a task: "scan", "train", ...
    Json parameters;
    std::string state = "queued";    ///< queued|running|paused|done|failed|cancelled|interrupted
    std::string stage;
    std::int64_t done = 0, total = 0;
    std::string createdAt, startedAt, finishedAt;
    std::optional<Failure> failure;
    Json result;
    std::string log;
    bool ownerAlive = false;         ///< the process that made or ran it last still lives
};

class JobStore {
public:
    explicit JobStore(Database& database) : m_database(database) {}
    /// A job is a row before it runs, so that a killed program finds it again. The calling process becomes its owner.
    JobId create(const std::string& kind, const Json& parameters);
    void setState(JobId id, const std::string& state);
    void setProgress(JobId id, const std::string& stage, std::int64_t done, std::int64_t total);
    void appendLog(JobId id, const std::string& line);
    void finish(JobId id, const std::string& state, const Json& result, const std::optional<Failure>& failure);
    std::optional<JobRow> find(JobId id);
    /// Newest first.
    std::vector<JobRow> list(int limit = 500);
    /// 'running' and 'queued' jobs whose process (pid and start time) is gone become 'interrupted'. Returns how many.
    int markInterrupted();

private:
    Database& m_database;
};

}  // namespace engine::store
