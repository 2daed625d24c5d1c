#include "engine/tasks/job_service.h"

#include <atomic>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <utility>

#include "engine/store/workspace.h"

namespace engine::tasks {

namespace {

/// A row of the job table as a Job; the workspace connection is the lane's own and lives as long as the job.
class RowJob final : public jobs::Job {
public:
    struct Surroundings {
        JobService::Options options;
        std::function<void(JobId, std::shared_ptr<const MapFrame>)> liveMap;
        std::function<void(const std::vector<std::pair<std::string, Json>>&)> goOn;   ///< with the steps after a job that is done
        const std::atomic<bool>& closing;
    };
    RowJob(JobId id, std::string kind, bool isBrief, Surroundings surroundings)
        : m_id(id), m_kind(std::move(kind)), m_isBrief(isBrief), m_surroundings(std::move(surroundings))
    {
    }
    std::string kind() const override { return m_kind; }
    bool isBrief() const override { return m_isBrief; }
    void run(RunControl& control) override
    {
        const auto& options = m_surroundings.options;
        auto workspace = store::Workspace::open(options.workspace);
        const int threads = options.threads > 0 ? options.threads : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
        TaskContext context{workspace, control, threads, options.device, {}, {}};
        context.closing = &m_surroundings.closing;
        context.language = options.language;
        if (m_surroundings.liveMap)
            context.liveMap = [this](std::shared_ptr<const MapFrame> frame) { m_surroundings.liveMap(m_id, std::move(frame)); };
        rerunJob(m_id, context);
        const auto row = workspace.jobs().find(m_id);
        if (const auto after = row ? stepsAfter(row->parameters) : decltype(stepsAfter({})){}; !after.empty()) m_surroundings.goOn(after);
    }

private:
    JobId m_id;
    std::string m_kind;
    bool m_isBrief;
    Surroundings m_surroundings;
};

}  // namespace

struct JobService::Impl {
    std::function<void(JobId, std::shared_ptr<const MapFrame>)> liveMap;
    std::atomic<bool> closing{false};
    std::mutex mutex;
    // --- guarded by mutex ---
    Options options;
    store::Workspace rows;
    std::set<JobId> queued;          ///< all that were put on a lane here
    // ------------------------
    std::optional<jobs::Lane> library;
    std::optional<jobs::Lane> engine;

    Impl(Options given, jobs::JobObserver observer, std::function<void(JobId, std::shared_ptr<const MapFrame>)> frames)
        : liveMap(std::move(frames)), options(std::move(given)), rows(store::Workspace::openOrCreate(options.workspace)),
          library(std::in_place, "library", observer), engine(std::in_place, "engine", observer)
    {
    }
    ~Impl()
    {
        {
            const std::lock_guard lock(mutex);
            closing = true;
        }
        engine.reset();
        library.reset();
        // What waited its turn is as interrupted as what ran.
        for (const auto& row : rows.jobs().list())
            if (row.state == "queued" && queued.contains(row.id)) rows.jobs().setState(row.id, "interrupted");
    }
    /// After the end has begun nobody takes a job any more: its row stays for the next start.
    void put(JobId id, const std::string& kind, const Json& parameters)
    {
        const std::lock_guard lock(mutex);
        if (closing) return;
        const auto& task = findTask(kind);
        auto& lane = task.lane == LaneKind::Engine ? engine : library;
        const auto goOn = [this](const std::vector<std::pair<std::string, Json>>& tasks) { putChain(tasks); };
        lane->submit(id, std::make_unique<RowJob>(id, kind, isBriefJob(kind, parameters), RowJob::Surroundings{options, liveMap, goOn, closing}));
    }
    JobId putChain(const std::vector<std::pair<std::string, Json>>& tasks)
    {
        const std::string kind(findTask(tasks.front().first).id);
        const auto parameters = withSteps(tasks.front().second, std::span(tasks).subspan(1));
        JobId id{};
        {
            const std::lock_guard lock(mutex);
            id = rows.jobs().create(kind, parameters);
            queued.insert(id);
        }
        put(id, kind, parameters);
        return id;
    }
};

JobService::JobService(Options options, jobs::JobObserver observer,
                       std::function<void(JobId, std::shared_ptr<const MapFrame>)> liveMap)
    : m_impl(std::make_unique<Impl>(std::move(options), std::move(observer), std::move(liveMap)))
{
}

JobService::~JobService() = default;

JobId JobService::submit(std::string_view taskId, const Json& parameters)
{
    return m_impl->putChain({{std::string(taskId), parameters}});
}

JobId JobService::submitChain(const std::vector<std::pair<std::string, Json>>& tasks)
{
    for (const auto& [task, parameters] : tasks)
        findTask(task);   // an unknown one is refused now, not after an hour
    return m_impl->putChain(tasks);
}

void JobService::rerun(JobId job)
{
    std::optional<store::JobRow> row;
    {
        const std::lock_guard lock(m_impl->mutex);
        row = m_impl->rows.jobs().find(job);
        if (row) m_impl->queued.insert(job);
    }
    if (!row) throw Error(ErrorCode::NotFound, std::to_string(value(job)), "no job of this number");
    m_impl->put(job, row->kind, row->parameters);
}

bool JobService::cancel(JobId job)
{
    if (!m_impl->library->cancel(job) && !m_impl->engine->cancel(job)) return false;
    // One that waited is dropped by its lane and never writes its row itself.
    const std::lock_guard lock(m_impl->mutex);
    const auto row = m_impl->rows.jobs().find(job);
    if (row && row->state == "queued") m_impl->rows.jobs().setState(job, "cancelled");
    return true;
}

bool JobService::pause(JobId job)
{
    return m_impl->library->pause(job) || m_impl->engine->pause(job);
}

void JobService::setResources(int threads, const std::string& device)
{
    const std::lock_guard lock(m_impl->mutex);
    m_impl->options.threads = threads;
    m_impl->options.device = device;
}

bool JobService::resume(JobId job)
{
    return m_impl->library->resume(job) || m_impl->engine->resume(job);
}

std::vector<JobId> JobService::waiting()
{
    return m_impl->engine->waiting();
}

bool JobService::moveUp(JobId job)
{
    return m_impl->engine->moveUp(job);
}

}  // namespace engine::tasks
