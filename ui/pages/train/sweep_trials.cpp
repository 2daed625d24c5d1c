#include "ui/pages/train/sweep_trials.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <QCoreApplication>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/sweep_plan.h"

namespace ui {

namespace {

using engine::Json;

std::vector<SweepTrial> planned(const SweepRecord& record)
{
    std::vector<SweepTrial> trials;
    try {
        const auto points = engine::tasks::sweepPoints(record.parameters.value("vary", Json()), record.parameters.value("method", std::string("grid")),
                                                       record.parameters.value("trials", 10), record.parameters.value("sweep_seed", std::uint64_t{0}));
        for (const auto& point : points)
            trials.push_back({point, QString::fromStdString(engine::tasks::trialName(record.name, trials.size())), {}, 0, std::nan(""), {}, false});
    } catch (const engine::Error&) {
        // A search that was refused has no trials; its job says why.
    }
    return trials;
}

/// The furthest trained are compared; among them the highest score.
void markBest(std::vector<SweepTrial>& trials)
{
    SweepTrial* best = nullptr;
    for (auto& trial : trials)
        if (std::isfinite(trial.score) && (best == nullptr || std::pair(trial.epochs, trial.score) > std::pair(best->epochs, best->score))) best = &trial;
    if (best != nullptr) best->isBest = true;
}

}  // namespace

std::vector<SweepRecord> readSweeps(engine::store::Workspace& workspace)
{
    std::vector<SweepRecord> found;
    for (auto& job : workspace.jobs().list())
        if (job.kind == "sweep") found.push_back({job.id, engine::tasks::sweepName(job.parameters), job.state, std::move(job.parameters), {}, {}});
    return found;
}

SweepRecord readTrials(engine::store::Workspace& workspace, SweepRecord record)
{
    if (const auto job = workspace.jobs().find(record.job)) record.state = job->state;
    std::map<std::string, const engine::store::RunSummary*> byName;
    const auto runs = workspace.runs().summaries();
    for (const auto& run : runs)
        byName.emplace(run.run.name, &run);
    record.trials = planned(record);
    for (auto& trial : record.trials) {
        const auto run = byName.find(trial.name.toStdString());
        if (run == byName.end()) continue;
        trial.run = run->second->run.id;
        trial.epochs = run->second->epochs;
        trial.standing = run->second->standing();
        if (run->second->best) trial.score = run->second->best->validRocAuc;
    }
    markBest(record.trials);
    const auto final = byName.find(engine::tasks::finalName(record.name));
    record.finalRun = final == byName.end() ? std::nullopt : std::optional(final->second->run.id);
    return record;
}

std::vector<std::string> variedSettings(const SweepRecord& record)
{
    std::vector<std::string> names;
    const auto vary = record.parameters.value("vary", Json::object());
    for (const auto& [name, choice] : vary.items())
        names.push_back(name);
    return names;
}

std::pair<std::vector<TrialAxis>, std::vector<TrialLine>> linesOf(const SweepRecord& record)
{
    constexpr double kManyTimes = 50;   // values that far apart are read on a logarithmic axis
    std::vector<TrialAxis> axes;
    std::vector<TrialLine> lines;
    for (const auto& trial : record.trials)
        lines.push_back({trial.name, {}, trial.isBest});
    for (const auto& setting : variedSettings(record)) {
        TrialAxis axis{settingName(QString::fromStdString(setting)), {}, false};
        double low = 0, high = 0;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto& value = record.trials[i].point.at(setting);
            if (value.is_number()) {
                lines[i].values.push_back(value.get<double>());
                low = i == 0 ? value.get<double>() : std::min(low, value.get<double>());
                high = std::max(high, value.get<double>());
                continue;
            }
            const auto word = settingText(value);
            if (!axis.words.contains(word)) axis.words << word;
            lines[i].values.push_back(static_cast<double>(axis.words.indexOf(word)));
        }
        axis.isLogarithmic = axis.words.isEmpty() && low > 0 && high > kManyTimes * low;
        axes.push_back(std::move(axis));
    }
    axes.push_back({QCoreApplication::translate("SweepTrials", "Valid. ROC-AUC"), {}, false});
    for (std::size_t i = 0; i < lines.size(); ++i)
        lines[i].values.push_back(record.trials[i].score);
    return {std::move(axes), std::move(lines)};
}

}  // namespace ui
