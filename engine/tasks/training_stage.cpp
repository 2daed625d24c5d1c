#include "engine/tasks/training_stage.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <limits>

#include "engine/core/error.h"
#include "engine/tasks/part_metrics.h"

namespace engine::tasks {

namespace {

/// Turns the engine's epochs into rows. Stages of one training are rows of one run, the epochs counted on.
class EpochRows final : public neural::EpochSink {
public:
    EpochRows(store::Workspace& workspace, store::Run& run, const TrainingStage& stage, TaskContext& context)
        : m_workspace(workspace), m_run(run), m_stage(stage), m_context(context)
    {
    }
    double epochDone(const neural::EpochReport& report) override
    {
        const auto tags = m_run.tags.size();
        const auto train = partMetrics(report.train.probabilities, report.train.targets, tags);
        PartMetrics valid{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
        const bool hasValid = report.valid.rows > 0;
        if (hasValid) valid = partMetrics(report.valid.probabilities, report.valid.targets, tags, m_stage.trackOfRow);
        m_workspace.runs().putEpoch(m_run.id, {m_stage.epochsBefore + report.epoch, report.train.loss, train.rocAuc, train.averagePrecision,
                                               hasValid ? report.valid.loss : std::numeric_limits<double>::quiet_NaN(), valid.rocAuc,
                                               valid.averagePrecision, report.learningRate, report.samplesPerSecond, report.seconds});
        char line[160];
        std::snprintf(line, sizeof line, "epoch %d: loss %.4f, validation loss %.4f, ROC-AUC %.4f, average precision %.4f (%.0f windows/s)",
                      report.epoch, report.train.loss, report.valid.loss, valid.rocAuc, valid.averagePrecision, report.samplesPerSecond);
        auto text = m_stage.name.empty() ? std::string(line) : m_stage.name + ", " + line;
        if (report.unlabelledRows > 0) text += ", loss against the teacher " + std::to_string(report.unlabelledLoss);
        m_context.say(text);
        if (m_run.config.value("watch", std::string()) == "loss") return hasValid ? -report.valid.loss : -report.train.loss;
        return hasValid && !std::isnan(valid.rocAuc) ? valid.rocAuc : train.rocAuc;
    }
    void checkpointWritten(int epoch, bool best) override
    {
        if (!best) return;
        m_best = epoch;
        if (!m_stage.isResult || !m_stage.name.empty()) return;   // of an ensemble there are no weights before its end
        m_run.bestEpoch = epoch;
        m_workspace.runs().update(m_run);
    }
    /// Of this stage; 0 = none yet.
    int best() const { return m_best; }
    void wasBest(int epoch) { m_best = epoch; }

private:
    store::Workspace& m_workspace;
    store::Run& m_run;
    const TrainingStage& m_stage;
    TaskContext& m_context;
    int m_best = 0;
};

}  // namespace

StageEnd trainUntilAsked(neural::NeuralEngine& engine, const TrainingStage& stage, store::Run& run, TaskContext& context)
{
    constexpr auto kLookPeriod = std::chrono::milliseconds(500);
    auto runs = context.workspace.runs();
    EpochRows rows(context.workspace, run, stage, context);
    if (stage.name.empty()) rows.wasBest(run.bestEpoch);
    std::stop_source stop;
    const std::stop_callback passOn(context.control.stop(), [&stop] { stop.request_stop(); });
    auto lastLook = std::chrono::steady_clock::now();
    auto control = context.control.within(stop.get_token(), [&](const Progress& progress) {
        context.control.step(stage.name.empty() ? progress.stage : stage.name + ", " + progress.stage, progress.done, progress.total);
        const auto now = std::chrono::steady_clock::now();
        if (rows.best() == 0 || now - lastLook < kLookPeriod) return;
        lastLook = now;
        if (runs.finishAsked(run.id)) stop.request_stop();
    });
    try {
        return {engine.train(stage.config, stage.train, stage.valid, rows, control), false};
    } catch (const Cancelled&) {
        if (context.control.stop().stop_requested()) throw;
    }
    neural::TrainOutcome outcome;
    outcome.epochs = runs.epochs(run.id).back().epoch - stage.epochsBefore;
    outcome.bestEpoch = rows.best();
    context.say((stage.name.empty() ? "" : stage.name + ", ") + "finished on request after epoch " + std::to_string(outcome.epochs) + "; epoch " +
                std::to_string(outcome.bestEpoch) + " is kept");
    if (!stage.isResult) runs.setFinishAsked(run.id, false);   // the wish was for this stage: the next begins
    return {outcome, true};
}

}  // namespace engine::tasks
