#include "engine/store/job_store.h"

#include "engine/store/process.h"
#include "engine/store/sql.h"

namespace engine::store {

namespace {

const std::string kSelect =
    "SELECT id, kind, parameters, state, stage, done, total, created_at, started_at, finished_at, failure_class, failure_subject, "
    "failure_message, result, log, owner_pid, owner_start FROM job ";

ErrorCode codeFrom(const std::string& name)
{
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code)
        if (errorCodeName(static_cast<ErrorCode>(code)) == name) return static_cast<ErrorCode>(code);
    return ErrorCode::Internal;
}

JobRow jobFrom(SQLite::Statement& row, const Database& database)
{
    JobRow job;
    int at = 0;
    const auto text = [&] { return row.getColumn(at++).getString(); };
    job.id = idFrom<JobId>(row.getColumn(at++));
    job.kind = text();
    job.parameters = jsonFrom(row.getColumn(at++), database);
    job.state = text();
    job.stage = text();
    job.done = row.getColumn(at++).getInt64();
    job.total = row.getColumn(at++).getInt64();
    job.createdAt = text();
    job.startedAt = text();
    job.finishedAt = text();
    const auto failureClass = text();
    const auto subject = text();
    const auto message = text();
    if (!failureClass.empty()) job.failure = Failure{codeFrom(failureClass), subject, message};
    job.result = jsonFrom(row.getColumn(at++), database);
    job.log = text();
    const auto pid = row.getColumn(at++).getInt64();
    job.ownerAlive = isAlive({pid, row.getColumn(at++).getInt64()});
    return job;
}

}  // namespace

JobId JobStore::create(const std::string& kind, const Json& parameters)
{
    return guarded(m_database, [&] {
        const auto owner = thisProcess();
        SQLite::Statement insert(m_database.connection(),
                                 "INSERT INTO job (kind, parameters, state, owner_pid, owner_start, created_at) VALUES (?, ?, 'queued', ?, ?, ?)");
        insert.bind(1, kind);
        insert.bind(2, jsonText(parameters));
        insert.bind(3, owner.pid);
        insert.bind(4, owner.startTicks);
        insert.bind(5, nowUtc());
        insert.exec();
        return static_cast<JobId>(m_database.connection().getLastInsertRowid());
    });
}

void JobStore::setState(JobId id, const std::string& state)
{
    guarded(m_database, [&] {
        // Whoever queues or runs a job owns it: a job resumed by another program is that program's from then on.
        const auto owner = thisProcess();
        SQLite::Statement update(m_database.connection(),
                                 "UPDATE job SET state = ?1, "
                                 "owner_pid = iif(?1 IN ('queued', 'running'), ?2, owner_pid), "
                                 "owner_start = iif(?1 IN ('queued', 'running'), ?3, owner_start), "
                                 "started_at = iif(?1 = 'running', ?4, started_at), "
                                 "finished_at = iif(?1 IN ('queued', 'running', 'paused'), '', ?4), "
                                 "failure_class = iif(?1 = 'running', '', failure_class), failure_subject = iif(?1 = 'running', '', failure_subject), "
                                 "failure_message = iif(?1 = 'running', '', failure_message) WHERE id = ?5");
        update.bind(1, state);
        update.bind(2, owner.pid);
        update.bind(3, owner.startTicks);
        update.bind(4, nowUtc());
        update.bind(5, sqlId(id));
        update.exec();
    });
}

void JobStore::setProgress(JobId id, const std::string& stage, std::int64_t done, std::int64_t total)
{
    guarded(m_database, [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE job SET stage = ?, done = ?, total = ? WHERE id = ?");
        update.bind(1, stage);
        update.bind(2, done);
        update.bind(3, total);
        update.bind(4, sqlId(id));
        update.exec();
    });
}

void JobStore::appendLog(JobId id, const std::string& line)
{
    guarded(m_database, [&] {
        SQLite::Statement update(m_database.connection(), "UPDATE job SET log = log || ? || char(10) WHERE id = ?");
        update.bind(1, line);
        update.bind(2, sqlId(id));
        update.exec();
    });
}

void JobStore::finish(JobId id, const std::string& state, const Json& result, const std::optional<Failure>& failure)
{
    guarded(m_database, [&] {
        SQLite::Statement update(m_database.connection(),
                                 "UPDATE job SET state = ?, finished_at = ?, result = ?, failure_class = ?, failure_subject = ?, failure_message = ? WHERE id = ?");
        update.bind(1, state);
        update.bind(2, nowUtc());
        update.bind(3, result.is_null() ? std::string() : jsonText(result));
        update.bind(4, failure ? std::string(errorCodeName(failure->code)) : std::string());
        update.bind(5, failure ? failure->subject : std::string());
        update.bind(6, failure ? failure->message : std::string());
        update.bind(7, sqlId(id));
        update.exec();
    });
}

std::optional<JobRow> JobStore::find(JobId id)
{
    return guarded(m_database, [&]() -> std::optional<JobRow> {
        SQLite::Statement query(m_database.connection(), kSelect + "WHERE id = ?");
        query.bind(1, sqlId(id));
        if (!query.executeStep()) return {};
        return jobFrom(query, m_database);
    });
}

std::vector<JobRow> JobStore::list(int limit)
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), kSelect + "ORDER BY id DESC LIMIT ?");
        query.bind(1, limit);
        std::vector<JobRow> jobs;
        while (query.executeStep())
            jobs.push_back(jobFrom(query, m_database));
        return jobs;
    });
}

int JobStore::markInterrupted()
{
    // Looked for before the write lock is asked for: most starts find nothing and must not wait for another program's writing.
    const auto dead = guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(),
                                "SELECT id, owner_pid, owner_start FROM job WHERE state IN ('queued', 'running', 'paused') ORDER BY id");
        std::vector<JobId> ids;
        while (query.executeStep())
            if (!isAlive({query.getColumn(1).getInt64(), query.getColumn(2).getInt64()})) ids.push_back(idFrom<JobId>(query.getColumn(0)));
        return ids;
    });
    for (const auto id : dead)
        setState(id, "interrupted");
    return static_cast<int>(dead.size());
}

}  // namespace engine::store
