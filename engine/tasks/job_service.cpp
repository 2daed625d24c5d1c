#include "engine/tasks/job_service.h"

#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "engine/store/workspace.h"

namespace engine::tasks {

namespace {

/// A row of the job table as a Job; the workspace connection is the lane's own and lives as long as the job.
class RowJob final : public jobs::Job {
public:
    RowJob(JobId id, std::string kind, JobService::Options options, std::function<void(JobId, std::shared_ptr<const MapFrame>)> liveMap)
        : m_id(id), m_kind(std::move(kind)), m_options(std::move(options)), m_liveMap(std::move(liveMap))
    {
    }
    std::string kind() const override { return m_kind; }
    void run(RunControl& control) override
    {
        auto workspace = store::Workspace::open(m_options.workspace);
        const int threads = m_options.threads > 0 ? m_options.threads : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
        TaskContext context{workspace, control, threads, m_options.device, {}, {}};
        if (m_liveMap)
            context.liveMap = [this](std::shared_ptr<const MapFrame> frame) { m_liveMap(m_id, std::move(frame)); };
        rerunJob(m_id, context);
    }

private:
    JobId m_id;
    std::string m_kind;
    JobService::Options m_options;
    std::function<void(JobId, std::shared_ptr<const MapFrame>)> m_liveMap;
};

}  // namespace

struct JobService::Impl {
    Options options;
    std::function<void(JobId, std::shared_ptr<const MapFrame>)> liveMap;
    std::mutex mutex;
    // --- guarded by mutex ---
    store::Workspace rows;
    // ------------------------
    jobs::Lane library;
    jobs::Lane engine;

    Impl(Options given, jobs::JobObserver observer, std::function<void(JobId, std::shared_ptr<const MapFrame>)> frames)
        : options(std::move(given)), liveMap(std::move(frames)), rows(store::Workspace::openOrCreate(options.workspace)),
          library("library", observer), engine("engine", observer)
    {
    }
    void put(JobId id, const std::string& kind)
    {
        auto& lane = findTask(kind).lane == LaneKind::Engine ? engine : library;
        lane.submit(id, std::make_unique<RowJob>(id, kind, options, liveMap));
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
    const std::string kind(findTask(taskId).id);
    JobId id{};
    {
        const std::lock_guard lock(m_impl->mutex);
        id = m_impl->rows.jobs().create(kind, parameters);
    }
    m_impl->put(id, kind);
    return id;
}

void JobService::rerun(JobId job)
{
    std::optional<store::JobRow> row;
    {
        const std::lock_guard lock(m_impl->mutex);
        row = m_impl->rows.jobs().find(job);
    }
    if (!row) throw Error(ErrorCode::NotFound, std::to_string(value(job)), "no job of this number");
    m_impl->put(job, row->kind);
}

bool JobService::cancel(JobId job)
{
    return m_impl->library.cancel(job) || m_impl->engine.cancel(job);
}

bool JobService::pause(JobId job)
{
    return m_impl->library.pause(job) || m_impl->engine.pause(job);
}

bool JobService::resume(JobId job)
{
    return m_impl->library.resume(job) || m_impl->engine.resume(job);
}

std::vector<JobId> JobService::waiting()
{
    return m_impl->engine.waiting();
}

bool JobService::moveUp(JobId job)
{
    return m_impl->engine.moveUp(job);
}

}  // namespace engine::tasks
