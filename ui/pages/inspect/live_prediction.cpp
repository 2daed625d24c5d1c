#include "ui/pages/inspect/live_prediction.h"

#include <utility>

#include <QPointer>

#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"
#include "ui/jobs/job_bridge.h"
#include "ui/page_context.h"
#include "ui/store/store_thread.h"

namespace ui::inspect {

namespace {

constexpr int kRestMs = 150;
constexpr int kEveryTag = 100000;

struct Heard {
    std::optional<engine::store::JobRow> job;
    TrackPredictions predictions;
};

}  // namespace

LivePrediction::LivePrediction(PageContext& context, QObject* parent) : QObject(parent), m_context(context)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, &LivePrediction::submit);
    connect(&m_context.jobs, &JobBridge::eventArrived, this, &LivePrediction::takeEvent);
}

void LivePrediction::ask(Wish wish, bool soon)
{
    cancel();
    m_wish = std::move(wish);
    sayListening();
    if (soon) m_rest.start();
    else submit();
}

void LivePrediction::sayListening()
{
    Q_EMIT said(m_wish->model.isEmpty() ? tr("Predicting...") : tr("%1 listens...").arg(m_wish->model));
}

void LivePrediction::cancel()
{
    ++m_number;
    m_rest.stop();
    m_wish.reset();
    m_waits = false;
    if (const auto job = std::exchange(m_job, std::nullopt)) m_context.jobs.cancel(*job);
}

void LivePrediction::submit()
{
    engine::Json parameters{{"run", m_wish->run}, {"top", kEveryTag}, {"taggram", true}};
    engine::tasks::putPaths(parameters, "paths", {m_wish->file});
    // The bridge outlives this: a job that nobody waits for any more is cancelled all the same.
    m_context.jobs.submit(QStringLiteral("predict"), parameters, &m_context.jobs,
                          [self = QPointer(this), number = m_number, jobs = &m_context.jobs](const JobBridge::Submission& begun) {
        if (!self || self->m_number != number) {   // another wish came before this one had a number
            if (begun.job) jobs->cancel(*begun.job);
            return;
        }
        if (!begun.job) {
            self->m_wish.reset();
            return Q_EMIT self->failed(begun.refusal);
        }
        self->m_job = self->m_last = begun.job;
        self->readJob();   // it may have to wait behind another one
    });
}

void LivePrediction::takeEvent(const engine::jobs::JobEvent& event)
{
    using engine::jobs::JobState;
    const bool ended = event.state == JobState::Done || event.state == JobState::Failed || event.state == JobState::Cancelled;
    if (m_job != event.id) return;
    if (ended) readJob();
    else if (event.state == JobState::Running && std::exchange(m_waits, false)) sayListening();
}

void LivePrediction::readJob()
{
    m_context.store.ask(this, "heard", [id = *m_job, wish = *m_wish](engine::store::Workspace& workspace) {
        Heard heard{workspace.jobs().find(id), {}};
        if (heard.job && heard.job->state == "done") heard.predictions = predictionsFromResult(workspace, heard.job->result, wish.track);
        return heard;
    }, [this](const Heard& heard) {
        if (!heard.job || m_job != heard.job->id) return;
        const auto& state = heard.job->state;
        // Trainings and listening share the one lane of the networks.
        m_waits = state == "queued";
        if (m_waits) return Q_EMIT said(m_wish->model.isEmpty() ? tr("Waits for the job at work...") : tr("%1 waits for the job at work...").arg(m_wish->model));
        if (state == "running" || state == "paused") return;
        m_job.reset();
        m_wish.reset();
        if (state == "done") return Q_EMIT found(heard.predictions);
        Q_EMIT failed(state == "failed" ? failureText(heard.job->failure.value_or(engine::Failure{})) : tr("Prediction was cancelled."));
    });
}

}  // namespace ui::inspect
