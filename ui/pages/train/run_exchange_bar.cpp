#include "ui/pages/train/run_exchange_bar.h"

#include <utility>

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPointer>
#include <QSettings>
#include <QToolButton>

#include "engine/dsp/preset.h"
#include "engine/neural/model_card.h"
#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"
#include "ui/jobs/job_bridge.h"
#include "ui/page_context.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

using engine::Json;

const QString kFolderSetting = QStringLiteral("folders/run_exchange");

QString textOf(const Json& document, const char* key)
{
    return document.contains(key) && document[key].is_string() ? QString::fromStdString(document[key].get<std::string>()) : QString();
}

QString numberOf(const Json& value)
{
    return QLocale().toString(value.is_number() ? value.get<qlonglong>() : 0);
}

QString exported(const Json& result)
{
    const auto folder = textOf(result, "folder");
    if (result.contains("melgrams"))
        return RunExchangeBar::tr("%1 holds what a training needs: %2 tracks without audio, %3 melgrams, split %4. Train in it as a workspace, then import the run.")
            .arg(folder, numberOf(result["tracks"]), numberOf(result["melgrams"]), textOf(result, "split"));
    return RunExchangeBar::tr("%1 holds the run %2.").arg(folder, textOf(result, "name"));
}

QString importedText(const Json& result)
{
    const auto run = RunExchangeBar::tr("Run %1 came in: %2, %3, epochs: %4.")
                         .arg(numberOf(result["run"]), textOf(result, "name"), textOf(result, "architecture"), numberOf(result["epochs"]));
    if (result["split"].is_null()) return RunExchangeBar::tr("%1 None of its tracks is known here: it can predict, but not be measured again.").arg(run);
    const auto& tracks = result["tracks"];
    return RunExchangeBar::tr("%1 Split %2: %3 of its tracks are known here, %4 are not.")
        .arg(run, textOf(result, "split"), numberOf(tracks["known"]), numberOf(tracks["unknown"]));
}

}  // namespace

RunExchangeBar::RunExchangeBar(PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_menu(new QMenu(this)), m_export(m_menu->addAction(tr("Export the chosen run..."))), m_says(new QLabel)
{
    m_menu->setToolTipsVisible(true);
    m_export->setToolTip(tr("Weights, epochs, evaluations and predictions, into a folder that another Tagbench can take over"));
    auto* data = m_menu->addAction(tr("Export data to train elsewhere..."));
    data->setToolTip(tr("Melgrams, labels and split of the form on the left, without audio"));
    auto* import = m_menu->addAction(tr("Import a run..."));
    import->setToolTip(tr("Takes a run over that was trained elsewhere; from then on it is as any other"));
    connect(m_export, &QAction::triggered, this, [this] { ask(tr("Export the run into an empty folder"), [this](const auto& folder) { exportRun(folder); }); });
    connect(data, &QAction::triggered, this, [this] { ask(tr("Export the data into an empty folder"), [this](const auto& folder) { exportData(folder); }); });
    connect(import, &QAction::triggered, this, [this] { ask(tr("Import a run from a folder"), [this](const auto& folder) { importRun(folder); }); });
    for (auto* action : m_menu->actions())
        action->setStatusTip(action->toolTip());
    m_says->setTextFormat(Qt::PlainText);   // names come from outside
    m_says->setWordWrap(true);
    m_says->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_says->setAccessibleName(tr("Outcome of export or import"));
    auto* close = new QToolButton;
    close->setIcon(Theme::icon(QStringLiteral("cancel")));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close the message"));
    close->setToolTip(close->accessibleName());
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 8, 6);
    row->addWidget(m_says, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    hide();
    setRun(std::nullopt);
    connect(&m_context.jobs, &JobBridge::eventArrived, this, &RunExchangeBar::takeEvent);
}

void RunExchangeBar::setRun(std::optional<engine::RunId> run)
{
    m_run = run;
    m_export->setEnabled(run.has_value());
}

void RunExchangeBar::setTraining(const Json& training)
{
    m_training = training;
}

QString RunExchangeBar::message() const
{
    return m_says->text();
}

void RunExchangeBar::ask(const QString& title, const std::function<void(const std::filesystem::path&)>& act)
{
    QSettings settings;
    const auto folder = QFileDialog::getExistingDirectory(this, title, settings.value(kFolderSetting).toString());
    if (folder.isEmpty()) return;
    settings.setValue(kFolderSetting, QFileInfo(folder).path());
    act(QFile::encodeName(folder).toStdString());
}

void RunExchangeBar::exportRun(const std::filesystem::path& folder)
{
    if (!m_run) return;
    Json parameters{{"run", std::to_string(engine::value(*m_run))}};
    engine::tasks::putPath(parameters, "output", folder);
    submit(QStringLiteral("run_export"), parameters, tr("Exporting the run..."));
}

void RunExchangeBar::exportData(const std::filesystem::path& folder)
{
    auto preset = m_training.value("preset", std::string());
    if (preset.empty()) preset = engine::neural::loadModelCard(m_training.value("arch", std::string("musicnn"))).preset;
    Json parameters{{"data", true}, {"split", m_training.value("split", std::string("default"))}, {"preset", preset}};
    engine::tasks::putPath(parameters, "output", folder);
    submit(QStringLiteral("run_export"), parameters, tr("Exporting the data..."));
}

void RunExchangeBar::importRun(const std::filesystem::path& folder)
{
    Json parameters{{"run", "latest"}};
    engine::tasks::putPath(parameters, "folder", folder);
    submit(QStringLiteral("run_import"), parameters, tr("Importing the run..."));
}

void RunExchangeBar::submit(const QString& task, const Json& parameters, const QString& working)
{
    say(working, false);
    m_job.reset();
    m_context.jobs.submit(task, parameters, this, [this](const JobBridge::Submission& begun) {
        m_job = begun.job;
        if (!begun.job) say(begun.refusal, true);
    });
}

void RunExchangeBar::takeEvent(const engine::jobs::JobEvent& event)
{
    using engine::jobs::JobState;
    const bool ended = event.state == JobState::Done || event.state == JobState::Failed || event.state == JobState::Cancelled;
    if (ended && m_job == event.id) readJob();
}

void RunExchangeBar::readJob()
{
    m_context.store.ask(this, "exchange", [id = *m_job](engine::store::Workspace& workspace) { return workspace.jobs().find(id); },
                        [this](const std::optional<engine::store::JobRow>& job) {
        if (!job || m_job != job->id) return;
        m_job.reset();
        if (job->state == "failed") return say(failureText(job->failure.value_or(engine::Failure{})), true);
        if (job->state != "done") return say(tr("It was cancelled."), true);
        if (job->kind == "run_export") return say(exported(job->result), false);
        say(importedText(job->result), false);
        Q_EMIT imported();
    });
}

void RunExchangeBar::say(const QString& text, bool isFailure)
{
    auto colours = m_says->palette();
    colours.setColor(QPalette::WindowText, isFailure ? m_context.theme.bad() : palette().color(QPalette::WindowText));
    m_says->setPalette(colours);
    m_says->setText(text);
    show();
}

}  // namespace ui
