/// What the form comes to: its data, its time, and the tasks it starts.
#include <algorithm>

#include <QDateTime>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/run_settings.h"
#include "engine/tasks/train_setup.h"
#include "ui/jobs/job_bridge.h"
#include "ui/models/run_table_model.h"
#include "ui/pages/train/progress_panel.h"
#include "ui/pages/train/runs_panel.h"
#include "ui/pages/train/sweep_panel.h"
#include "ui/pages/train/train_form.h"
#include "ui/pages/train/train_page.h"
#include "ui/store/store_thread.h"
#include "ui/window/next_step.h"

namespace ui {

namespace {

using engine::Json;
using engine::jobs::JobState;

/// What the form's data come to, or why they come to nothing.
struct Preview {
    std::size_t tags = 0, train = 0, valid = 0, test = 0;
    std::vector<std::string> dropped;
    std::string problem;
    bool newSplit = false;
};

Preview previewOfNewSplit(StoreThread::Workspace& workspace)
{
    Preview seen;
    seen.train = static_cast<std::size_t>(workspace.tracks().count());
    seen.newSplit = seen.train > 0;
    if (!seen.newSplit) seen.problem = TrainPage::tr("No music yet. Add a folder in the library first.").toStdString();
    return seen;
}

Preview readPreview(StoreThread::Workspace& workspace, const Json& parameters)
{
    Preview seen;
    try {
        const auto setup = engine::tasks::makeTrainSetup(parameters, workspace);
        seen = {setup.table.tags.size(), setup.table.part(engine::Part::Train).tracks.size(), setup.table.part(engine::Part::Valid).tracks.size(),
                setup.table.part(engine::Part::Test).tracks.size(), setup.table.droppedTags, {}, false};
    } catch (const engine::Error& error) {
        seen.problem = error.what();
    }
    return seen;
}

QString bytesText(double bytes)
{
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QString wallTime(double seconds)
{
    if (seconds < 90) return TrainPage::tr("%1 s").arg(QLocale().toString(std::max(1, qRound(seconds))));
    if (seconds < 5400) return TrainPage::tr("%1 min").arg(QLocale().toString(qRound(seconds / 60)));
    return TrainPage::tr("%1 h").arg(QLocale().toString(seconds / 3600, 'f', 1));
}

}  // namespace

void TrainPage::preview()
{
    if (!isVisible()) return;
    m_context.store.ask(
        this, "preview",
        [parameters = m_form->parameters(), newSplit = m_form->wantsNewSplit()](StoreThread::Workspace& workspace) {
            return newSplit ? previewOfNewSplit(workspace) : readPreview(workspace, parameters);
        },
        [this](const Preview& seen) {
            const QLocale locale;
            const auto count = [&](std::size_t value) { return locale.toString(static_cast<qulonglong>(value)); };
            const bool good = seen.problem.empty();
            m_start->setEnabled(good);
            m_sweep->setReady(good);
            m_measure->setEnabled(good && !seen.newSplit && !m_estimateJob);   // of a split that is not there nothing can be counted
            if (seen.newSplit) {
                m_data->setText(tr("A split of %1 tracks is made first: 80 % to learn from, 10 % to watch, 10 % to measure, each artist in one part.").arg(count(seen.train)));
                m_data->setToolTip({});
                return;
            }
            if (!good) {
                m_data->setText(QString::fromStdString(seen.problem));
                m_data->setToolTip({});
                return;
            }
            m_data->setText(tr("%1 tags (%2 left out); %3 tracks to learn from, %4 to watch, %5 to measure")
                                .arg(count(seen.tags), count(seen.dropped.size()), count(seen.train), count(seen.valid), count(seen.test)));
            QStringList dropped;
            constexpr std::size_t kMostShown = 30;
            for (std::size_t i = 0; i < seen.dropped.size() && i < kMostShown; ++i)
                dropped << QString::fromStdString(seen.dropped[i]).toHtmlEscaped();
            if (seen.dropped.size() > kMostShown) dropped << QStringLiteral("...");
            m_data->setToolTip(dropped.isEmpty() ? QString() : tr("Left out:<br>%1").arg(dropped.join(QStringLiteral("<br>"))));
        });
}

void TrainPage::askEstimate()
{
    m_estimateOf = m_form->parameters();
    m_measure->setEnabled(false);
    m_estimate->setText(m_progress->isBusy() ? tr("Will be measured when the present training is done ...") : tr("Measuring a few batches ..."));
    m_context.jobs.submit(QStringLiteral("estimate"), engine::tasks::briefTraining(m_estimateOf), this, [this](const JobBridge::Submission& begun) {
        m_estimateJob = begun.job;
        m_measure->setEnabled(!begun.job);
        if (!begun.job) m_estimate->setText(begun.refusal);
    });
}

void TrainPage::readEstimate(const engine::jobs::JobEvent& event)
{
    if (event.state == JobState::Queued || event.state == JobState::Running || event.state == JobState::Paused) return;
    m_estimateJob.reset();
    m_measure->setEnabled(true);
    if (event.state != JobState::Done) {
        m_estimate->setText(event.failure ? QString::fromStdString(engine::toText(*event.failure)) : tr("The estimate was cancelled."));
        return;
    }
    m_context.store.ask(
        this, "estimate",
        [id = event.id](StoreThread::Workspace& workspace) {
            const auto job = workspace.jobs().find(id);
            return job ? job->result : Json();
        },
        [this](const Json& estimate) { showEstimate(estimate); });
}

void TrainPage::showEstimate(const Json& estimate)
{
    if (!estimate.is_object()) {
        m_estimateOf = nullptr;
        m_sweep->setEpochSeconds(0);
        m_estimate->setText(tr("How long will it take? Estimate measures it on this machine."));
        return;
    }
    const auto& seconds = estimate["seconds"];
    const auto& disk = estimate["disk_bytes"];
    m_sweep->setEpochSeconds(seconds["epoch"].get<double>());
    const double diskBytes = disk["checkpoints"].get<double>() + disk["melgrams"].get<double>();
    QStringList lines;
    lines << tr("About %1 for all epochs, %2 each (%3 windows/s, %4)")
                 .arg(wallTime(seconds["total"].get<double>()), wallTime(seconds["epoch"].get<double>()),
                      QLocale().toString(estimate["samples_per_second"].get<double>(), 'f', 1), QString::fromStdString(estimate["device"].get<std::string>()));
    if (estimate["melgrams_missing"] > 0)
        lines << tr("of that %1 for missing melgrams (%2)").arg(wallTime(seconds["melgrams"].get<double>()), QLocale().toString(estimate["melgrams_missing"].get<int>()));
    lines << (estimate["memory_bytes"].is_null() ? tr("%1 on disk").arg(bytesText(diskBytes))
                                                 : tr("%1 of memory, %2 on disk").arg(bytesText(estimate["memory_bytes"].get<double>()), bytesText(diskBytes)));
    if (!estimate["memory_bytes"].is_null() && estimate["memory_bytes"] > estimate["memory_available_bytes"])
        lines << tr("That is more memory than is free: choose a smaller batch.");
    if (!disk["available"].is_null() && diskBytes > disk["available"].get<double>()) lines << tr("That is more than the disk has left.");
    m_estimate->setText(lines.join(QLatin1Char('\n')));
}

/// The task, with the split before it if that is to be made.
std::vector<std::pair<QString, Json>> TrainPage::chainOf(const QString& task, const Json& parameters) const
{
    std::vector<std::pair<QString, Json>> chain;
    if (m_form->wantsNewSplit())
        chain.emplace_back(QStringLiteral("split"), Json{{"name", m_form->parameters()["split"]}, {"ratios", {80, 10, 10}}, {"stratify", true}, {"group_by", "artist"}, {"seed", 0}});
    chain.emplace_back(task, parameters);
    return chain;
}

void TrainPage::start()
{
    m_failure.reset();
    auto training = m_form->parameters();
    // A name of its own makes it a new run: without one, the same settings would go on with a run that was stopped.
    if (training["name"] == "")
        training["name"] = (QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyy-MM-dd hh:mm:ss ")) + m_form->modelName()).toStdString();
    m_context.jobs.submitChain(chainOf(QStringLiteral("train"), engine::tasks::briefTraining(training)));
    m_context.say(m_progress->isBusy() ? tr("The training waits for the one at work.") : tr("The training begins."));
}

void TrainPage::startSweep(const Json& sweep)
{
    m_failure.reset();
    m_context.jobs.submitChain(chainOf(QStringLiteral("sweep"), sweep));
    m_context.say(m_progress->isBusy() ? tr("The search waits for the training at work.") : tr("The search begins."));
}

void TrainPage::resume(const engine::store::RunSummary& summary)
{
    const auto& run = summary.run;
    // Its own job goes on where it can, so that the list of jobs tells one story.
    const bool ownJob = run.job && summary.jobKind == "train" && (summary.jobState == "interrupted" || summary.jobState == "cancelled" || summary.jobState == "failed");
    if (ownJob) m_context.jobs.rerun(*run.job);
    else m_context.jobs.submit(QStringLiteral("train"), {{"resume", std::to_string(engine::value(run.id))}});
    m_context.say(tr("%1 goes on.").arg(runTitle(run)));
}

void TrainPage::prefill(const engine::store::RunSummary& summary)
{
    m_form->fill(engine::tasks::rerunParameters(summary));
    m_context.say(tr("The form holds the settings of run %1. Change what you like and start.").arg(engine::value(summary.run.id)));
}

void TrainPage::updateNextStep()
{
    const auto& model = m_runs->model();
    for (int row = 0; row < model.rowCount(); ++row) {
        const auto& summary = *model.at(row);
        if (summary.standing() != "interrupted" || m_progress->isBusy()) continue;
        m_next->show(tr("%1 was interrupted after %2 of %3 epochs. Nothing of them is lost.")
                         .arg(runTitle(summary.run), QLocale().toString(summary.epochs), QLocale().toString(summary.run.config.value("epochs", 0))),
                     tr("Resume it"), [this, summary] { resume(summary); });
        return;
    }
    if (m_failure)
        m_next->show(tr("The training failed: %1").arg(QString::fromStdString(*m_failure)), tr("Read its log"), [this] { m_context.showPage(QStringLiteral("jobs")); });
    else if (model.rowCount() == 0)
        m_next->show(tr("No run yet. Choose data and a model on the left and start; the curves grow while it learns."), tr("Go to the library"),
                     [this] { m_context.showPage(QStringLiteral("library")); });
    else if (m_progress->isBusy())
        m_next->show(tr("You can use the other pages while it learns; closing the window asks first."), tr("Show its log"),
                     [this] { m_context.showPage(QStringLiteral("jobs")); });
    else
        m_next->show(tr("Choose several runs to compare their curves and settings. What a run is worth on other tracks stands on the Evaluate page."), tr("Evaluate"),
                     [this] { m_context.showPage(QStringLiteral("evaluate")); });
}

}  // namespace ui
