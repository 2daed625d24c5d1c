#include "ui/pages/inspect/nearest_panel.h"

#include <exception>
#include <utility>

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/task.h"
#include "ui/jobs/job_bridge.h"
#include "ui/page_context.h"
#include "ui/pages/inspect/nearest_list.h"
#include "ui/pages/inspect/tag_choice.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/widgets/copy_command_button.h"

namespace ui::inspect {

namespace {

constexpr int kExamples = 10;

QLabel* wrappedText(const QString& name)
{
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);   // names of tags and models come from outside
    label->setWordWrap(true);
    label->setAccessibleName(name);
    return label;
}

bool hasEnded(engine::jobs::JobState state)
{
    using enum engine::jobs::JobState;
    return state == Done || state == Failed || state == Cancelled;
}

}  // namespace

NearestPanel::NearestPanel(PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_tag(new TagChoice(tr("Tag to look for"))), m_find(new QPushButton(tr("Fi&nd"))), m_hear(new QPushButton(tr("Predict the library"))),
      m_message(wrappedText(tr("What the examples are"))), m_list(new NearestList), m_actions(nullptr), m_reading(wrappedText(tr("What the examples say")))
{
    m_hear->setAccessibleName(m_hear->text());
    m_hear->setToolTip(tr("Lets the run listen to every track of the library; what it says is kept, as with Predict on the other pages"));
    connect(m_hear, &QPushButton::clicked, this, &NearestPanel::hearLibrary);
    m_actions = buildActions();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->addWidget(buildAsking());
    column->addWidget(m_message);
    column->addWidget(m_hear, 0, Qt::AlignLeft);
    column->addWidget(m_list, 1);
    column->addWidget(m_actions);
    column->addWidget(m_reading);
    column->addStretch();
    connect(&m_context.jobs, &JobBridge::eventArrived, this, &NearestPanel::takeJobEvent);
    connect(&m_context.player, &Player::stateChanged, this, &NearestPanel::updateActions);
    connect(&m_context.player, &Player::sourceChanged, this, &NearestPanel::updateActions);
    connect(&m_context.player, &Player::availabilityChanged, this, &NearestPanel::updateActions);
    forget();
}

QWidget* NearestPanel::buildAsking()
{
    connect(m_tag, &QComboBox::textActivated, this, &NearestPanel::tagChosen);
    connect(m_tag, &QComboBox::currentTextChanged, this, &NearestPanel::showReading);
    m_find->setAccessibleName(tr("Find the nearest examples"));
    m_find->setToolTip(tr("Lists the tracks that the model learned from and that are most like this one to it"));
    connect(m_find, &QPushButton::clicked, this, &NearestPanel::find);
    auto* asking = new QWidget;
    auto* form = new QFormLayout(asking);
    form->setContentsMargins(0, 0, 0, 0);
    form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    form->addRow(tr("Tag:"), m_tag);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_find);
    buttons->addWidget(new CopyCommandButton(m_context, [this] { return m_file.empty() ? TaskList{} : TaskList{{QStringLiteral("explain_nearest"), parameters()}}; }));
    buttons->addStretch();
    form->addRow(buttons);
    return asking;
}

QWidget* NearestPanel::buildActions()
{
    m_play = new QPushButton(tr("Play"));
    m_play->setAccessibleName(tr("Play the example"));
    m_open = new QPushButton(tr("Open"));
    m_open->setAccessibleName(tr("Open the example"));
    m_open->setToolTip(tr("Makes this example the track that is looked at (Return)"));
    connect(m_play, &QPushButton::clicked, this, &NearestPanel::play);
    connect(m_open, &QPushButton::clicked, this, &NearestPanel::open);
    connect(m_list, &QListWidget::itemActivated, this, &NearestPanel::open);
    connect(m_list, &QListWidget::currentRowChanged, this, &NearestPanel::updateActions);
    connect(m_list, &NearestList::playWanted, this, &NearestPanel::play);
    auto* actions = new QWidget;
    auto* row = new QHBoxLayout(actions);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_play);
    row->addWidget(m_open);
    row->addStretch();
    return actions;
}

QString NearestPanel::message() const
{
    return m_message->text();
}

void NearestPanel::say(const QString& text)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
}

void NearestPanel::stopJob()
{
    ++m_round;
    if (const auto running = std::exchange(m_job, std::nullopt)) m_context.jobs.cancel(*running);
}

void NearestPanel::forget()
{
    stopJob();
    m_result.reset();
    m_list->setExamples({});
    m_find->setEnabled(true);
    for (QWidget* part : std::initializer_list<QWidget*>{m_list, m_actions, m_reading, m_hear})
        part->hide();
    showHint();
}

void NearestPanel::showHint()
{
    say(tr("Which of the tracks that the model learned from are most like this one to it? Find compares them all."));
}

void NearestPanel::setFile(const std::filesystem::path& file, std::optional<engine::TrackId> track)
{
    m_track = track;
    if (m_file == file) return;
    m_file = file;
    forget();
}

void NearestPanel::setPredictions(const TrackPredictions& predictions)
{
    if (m_run != predictions.run) forget();   // another run has learned from other tracks
    m_run = predictions.run;
    m_tag->offer(predictions);
}

void NearestPanel::setTag(const QString& tag)
{
    m_tag->choose(tag);
}

engine::Json NearestPanel::parameters() const
{
    engine::Json parameters{{"run", m_run}, {"tag", m_tag->currentText().toStdString()}, {"count", kExamples}};
    engine::tasks::putPaths(parameters, "paths", {m_file});
    if (m_track) parameters["track"] = engine::toHex(*m_track);
    return parameters;
}

void NearestPanel::find()
{
    if (m_file.empty()) return;
    stopJob();
    m_hadFocus = m_find->hasFocus();
    m_find->setEnabled(false);
    m_hear->hide();
    say(tr("Comparing..."));
    struct Answer {
        engine::Json result;
        QString failure;
    };
    auto asked = parameters();
    asked["kept"] = true;
    m_context.store.ask(this, "nearest examples", [asked](engine::store::Workspace& workspace) {
        engine::RunControl control;
        engine::tasks::TaskContext context{workspace, control, 1, "cpu"};
        try {
            return Answer{engine::tasks::findTask("explain_nearest").run(asked, context), {}};
        } catch (const std::exception&) {
            return Answer{{}, failureText(engine::describe(std::current_exception()))};
        }
    }, [this, round = m_round](const Answer& answer) {
        if (round != m_round) return;
        if (answer.failure.isEmpty() && answer.result.is_null()) return submit();
        m_find->setEnabled(true);
        if (answer.failure.isEmpty()) showResult(answer.result);
        else say(answer.failure);
    });
}

/// The run has not heard this track yet: that takes the network, hence a job.
void NearestPanel::submit()
{
    m_context.jobs.submit(QStringLiteral("explain_nearest"), parameters(), this, [this, round = m_round](const JobBridge::Submission& begun) {
        if (round != m_round) {
            if (begun.job) m_context.jobs.cancel(*begun.job);
            return;
        }
        m_job = begun.job;
        if (begun.job) return;
        m_find->setEnabled(true);
        say(begun.refusal);
    });
}

/// The run's vectors come with its predictions; those of the library are a job like any other, seen and stopped where jobs are.
void NearestPanel::hearLibrary()
{
    m_hear->hide();
    say(tr("The model listens to the library; the line below shows how far it is. Then the examples appear here."));
    m_context.jobs.submit(QStringLiteral("predict"), {{"run", m_run}}, this, [this](const JobBridge::Submission& begun) {
        m_hearing = begun.job;
        if (!begun.job) say(begun.refusal);
    });
}

void NearestPanel::takeJobEvent(const engine::jobs::JobEvent& event)
{
    if (!hasEnded(event.state)) return;
    if (m_job == event.id) return readJob();
    if (m_hearing != event.id) return;
    m_hearing.reset();
    if (!m_result) return;   // another track or another run since
    if (event.state == engine::jobs::JobState::Done) return find();
    say(tr("The model did not hear the whole library; the page Jobs tells why."));
    m_hear->show();
}

void NearestPanel::readJob()
{
    m_context.store.ask(this, "examples by job", [id = *m_job](engine::store::Workspace& w) { return w.jobs().find(id); },
                        [this](const std::optional<engine::store::JobRow>& job) {
        if (!job || m_job != job->id) return;
        m_job.reset();
        m_find->setEnabled(true);
        if (job->state == "done") return showResult(job->result);
        say(job->state == "failed" ? failureText(job->failure.value_or(engine::Failure{})) : tr("The comparison was cancelled."));
    });
}

void NearestPanel::showResult(const engine::Json& result)
{
    m_result = nearestFromResult(result);
    const bool isHeard = m_result->withVectors > 0, hasRows = !m_result->examples.empty();
    m_list->setExamples(m_result->examples);
    m_list->setVisible(hasRows);
    m_actions->setVisible(hasRows);
    m_hear->setVisible(m_result->withVectors < m_result->tracks && !m_hearing);
    say(isHeard ? nearestHeading(*m_result)
        : m_result->isTraining ? tr("%1 has not listened yet to the %2 tracks it learned from, so nobody knows where they lie in its last but one layer.").arg(m_result->model, QString::number(m_result->tracks))
                               : tr("%1 was trained elsewhere: what it learned from is not here. It has not listened yet to the %2 labelled tracks of your library, which could stand in.")
                                     .arg(m_result->model, QString::number(m_result->tracks)));
    showReading();
    updateActions();
    if (!std::exchange(m_hadFocus, false)) return;
    if (hasRows) m_list->setFocus();
    else if (m_hear->isVisible()) m_hear->setFocus();
}

void NearestPanel::showReading()
{
    const auto tag = m_tag->currentText();
    m_list->setTag(tag);
    m_reading->setText(m_result ? nearestReading(*m_result, tag) : QString());
    m_reading->setVisible(!m_reading->text().isEmpty());
}

bool NearestPanel::isPlayingCurrent() const
{
    const auto* example = m_list->current();
    return example != nullptr && m_playedTrack == example->track && !m_played.empty() && m_context.player.source() == m_played;
}

void NearestPanel::updateActions()
{
    const auto* example = m_list->current();
    const auto& player = m_context.player;
    const bool canPlay = example != nullptr && example->isReady && player.isAvailable();
    m_play->setEnabled(canPlay);
    m_play->setText(isPlayingCurrent() && player.state() == Player::State::Playing ? tr("Pause") : tr("Play"));
    m_play->setToolTip(!player.isAvailable() ? player.unavailableReason()
                       : example != nullptr && !example->isReady ? tr("The file of this example is not there now")
                                                                 : tr("Plays this example, the track above stays (Space)"));
    m_open->setEnabled(example != nullptr);
}

void NearestPanel::play()
{
    const auto* example = m_list->current();
    if (example == nullptr || !m_play->isEnabled()) return;
    if (isPlayingCurrent()) return m_context.player.toggle();
    struct Found {
        std::filesystem::path path;
        double seconds = 0;
    };
    m_context.store.ask(this, "play", [id = example->track](engine::store::Workspace& w) {
        const auto track = w.tracks().find(id);
        return track && track->state == engine::store::TrackState::Ready ? Found{w.tracks().absolutePath(*track), track->durationSeconds} : Found{};
    }, [this, id = example->track](const Found& found) {
        if (found.path.empty()) return;
        m_played = found.path;
        m_playedTrack = id;
        m_context.player.setSource(found.path, found.seconds);
        m_context.player.setLoop(std::nullopt);
        m_context.player.play();
    });
}

void NearestPanel::open()
{
    if (const auto* example = m_list->current()) m_context.selection.setTracks({example->track});
}

}  // namespace ui::inspect
