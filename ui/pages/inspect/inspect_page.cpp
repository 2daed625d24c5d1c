#include "ui/pages/inspect/inspect_page.h"

#include <utility>

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/inspect/chunk_spans.h"
#include "ui/pages/inspect/explain_panel.h"
#include "ui/pages/inspect/feature_session.h"
#include "ui/pages/inspect/inspect_toolbar.h"
#include "ui/pages/inspect/lanes_panel.h"
#include "ui/pages/inspect/prediction_panel.h"
#include "ui/pages/inspect/region_panel.h"
#include "ui/pages/page.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/tag_edits.h"
#include "ui/theme/theme.h"
#include "ui/widgets/ticks.h"

namespace ui {

namespace {

/// What the store knows of the current track.
struct TrackAnswer {
    std::optional<engine::store::Track> track;
    std::filesystem::path file;
};

QLabel* plainLabel(const QString& accessibleName)
{
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);   // titles and file names come from outside
    label->setAccessibleName(accessibleName);
    return label;
}

QString titleOf(const engine::store::Track& track)
{
    const QString title = QString::fromStdString(track.title.empty() ? track.displayPath : track.title);
    return track.artist.empty() ? title : QStringLiteral("%1 \u2013 %2").arg(title, QString::fromStdString(track.artist));
}

}  // namespace

InspectPage::InspectPage(PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_toolbar(new inspect::InspectToolbar), m_lanes(new inspect::LanesPanel),
      m_predictions(new inspect::PredictionPanel), m_explain(new inspect::ExplainPanel(context)), m_regions(new inspect::RegionPanel),
      m_features(new inspect::FeatureSession(*m_lanes, *m_regions, this)), m_stack(new QStackedWidget), m_state(plainLabel(tr("State"))), m_openLibrary(new QPushButton(tr("Open library"))),
      m_heading(plainLabel(tr("Track"))), m_readout(plainLabel(tr("Read-out")))
{
    setWhatsThis(tr("One track, seen as a model gets it: waveform, melgram and taggram on one time axis. A click moves the playhead, a drag in the "
                    "waveform selects, L loops the selection.\n\nThe arrows scroll and zoom, F shows the whole track, O changes what is drawn over the "
                    "pictures. The line at the bottom reads the value under the pointer.\n\nOn the right are the tags that the newest model gives, with "
                    "its threshold as a line; below them, what the model looked at for a tag. A file from outside the library can be dropped here, too."));
    m_stack->addWidget(buildState());
    m_stack->addWidget(buildViews());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_toolbar);
    column->addWidget(m_stack, 1);
    buildActions();
    connectLoader();
    connectPlayer();
    connectToolbar();
    connect(&m_context.selection, &Selection::currentChanged, this, &InspectPage::takeSelection);
    connect(&m_context.selection, &Selection::tagsEdited, this, &InspectPage::askPredictions);
    connect(&m_context.jobs, &JobBridge::eventArrived, this, &InspectPage::takeJobEvent);
    connect(&m_context.jobs, &JobBridge::refused, this, [this](const QString& message) {
        if (std::exchange(m_predictionAsked, false)) m_predictions->showFailure(message);
    });
    connect(m_predictions, &inspect::PredictionPanel::predictWanted, this, &InspectPage::predict);
    connect(m_predictions, &inspect::PredictionPanel::similarWanted, this, [this] {
        if (m_track) m_context.selection.setTracks({*m_track});
        m_context.selection.wantSimilar();
        m_context.showPage(QStringLiteral("search"));
    });
    connect(m_explain, &inspect::ExplainPanel::changed, this, &InspectPage::showModelInput);
    takeSelection();
}

InspectPage::~InspectPage() = default;

QWidget* InspectPage::buildState()
{
    m_state->setAlignment(Qt::AlignCenter);
    m_state->setWordWrap(true);
    m_openLibrary->setAccessibleName(m_openLibrary->text());
    connect(m_openLibrary, &QPushButton::clicked, this, [this] { m_context.showPage(QStringLiteral("library")); });
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(40, 0, 40, 0);
    column->setSpacing(12);
    column->addStretch();
    column->addWidget(m_state);
    column->addWidget(m_openLibrary, 0, Qt::AlignHCenter);
    column->addStretch();
    return page;
}

QWidget* InspectPage::buildViews()
{
    QFont bold = m_heading->font();
    bold.setBold(true);
    m_heading->setFont(bold);
    m_heading->setContentsMargins(8, 4, 8, 4);
    m_heading->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_readout->setContentsMargins(8, 3, 8, 3);
    m_readout->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_heading);
    column->addWidget(m_lanes, 1);
    column->addWidget(m_readout);
    auto* both = new QSplitter(Qt::Horizontal);
    both->addWidget(left);
    auto* upper = new QWidget;
    auto* panels = new QVBoxLayout(upper);
    panels->setContentsMargins(0, 0, 0, 0);
    panels->setSpacing(0);
    panels->addWidget(m_predictions, 1);
    panels->addWidget(m_explain);
    auto* right = new QSplitter(Qt::Vertical);
    right->addWidget(upper);
    right->addWidget(m_regions);
    right->setChildrenCollapsible(false);
    right->setSizes({380, 300});
    right->setStretchFactor(0, 1);
    both->addWidget(right);
    both->setStretchFactor(0, 1);
    both->setSizes({900, 250});
    both->setChildrenCollapsible(false);
    connect(m_lanes, &inspect::LanesPanel::readoutChanged, m_readout, &QLabel::setText);
    connect(m_features, &inspect::FeatureSession::said, m_readout, &QLabel::setText);
    connect(&m_lanes->waveform(), &widgets::WaveformView::samplesWanted, &m_loader, &inspect::TrackLoader::loadSamples);
    return both;
}

QAction* InspectPage::addKey(const QString& text, const QString& tip, const QList<QKeySequence>& keys, const char* icon, std::function<void()> act)
{
    auto* action = new QAction(text, this);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(tip, keys.front().toString(QKeySequence::NativeText)));
    action->setStatusTip(tip);
    action->setShortcuts(keys);
    // Only while the views have the focus: the same letters are typed into text fields elsewhere.
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    if (icon) action->setIcon(Theme::icon(QString::fromLatin1(icon)));
    connect(action, &QAction::triggered, this, std::move(act));
    m_lanes->addAction(action);
    m_actions << action;
    return action;
}

void InspectPage::buildActions()
{
    auto& axis = m_lanes->axis();
    auto& cursor = m_lanes->cursor();
    const auto zoom = [&axis, &cursor](double factor) {
        const double playhead = cursor.playheadSeconds();
        const bool seen = playhead >= axis.startSeconds() && playhead <= axis.endSeconds();
        axis.zoomBy(factor, cursor.hoverSeconds().value_or(seen ? playhead : axis.startSeconds() + axis.visibleSeconds() / 2));
    };
    m_play = addKey(tr("Play"), tr("Plays or pauses"), {Qt::Key_Space}, "play", [this] { togglePlay(); });
    m_loop = addKey(tr("Loop selection"), tr("Plays the selection again and again"), {Qt::Key_L}, "resume", [this] { updateLoop(); });
    m_loop->setCheckable(true);
    QAction* fit = addKey(tr("Fit"), tr("Shows the whole track"), {Qt::Key_F}, nullptr, [&axis] { axis.fit(); });
    QAction* in = addKey(tr("+"), tr("Zooms in"), {Qt::Key_Up, Qt::Key_Plus}, nullptr, [zoom] { zoom(1.5); });
    QAction* out = addKey(tr("\u2212"), tr("Zooms out"), {Qt::Key_Down, Qt::Key_Minus}, nullptr, [zoom] { zoom(1 / 1.5); });
    addKey(tr("Scroll left"), tr("Scrolls a tenth of the view to the left"), {Qt::Key_Left}, nullptr, [&axis] { axis.scrollBy(-0.1 * axis.visibleSeconds()); });
    addKey(tr("Scroll right"), tr("Scrolls a tenth of the view to the right"), {Qt::Key_Right}, nullptr, [&axis] { axis.scrollBy(0.1 * axis.visibleSeconds()); });
    addKey(tr("Page left"), tr("Scrolls a page to the left"), {QKeySequence(Qt::CTRL | Qt::Key_Left)}, nullptr, [&axis] { axis.scrollBy(-axis.visibleSeconds()); });
    addKey(tr("Page right"), tr("Scrolls a page to the right"), {QKeySequence(Qt::CTRL | Qt::Key_Right)}, nullptr, [&axis] { axis.scrollBy(axis.visibleSeconds()); });
    addKey(tr("Start"), tr("Goes to the start"), {Qt::Key_Home}, nullptr, [this] { seek(0); });
    addKey(tr("End"), tr("Goes to the end"), {Qt::Key_End}, nullptr, [this] { seek(m_lanes->axis().durationSeconds()); });
    addKey(tr("Clear selection"), tr("Clears the selection"), {Qt::Key_Escape}, nullptr, [&cursor] { cursor.setSelection(std::nullopt); });
    addKey(tr("Overlay"), tr("Changes how much is drawn over the pictures"), {Qt::Key_O}, nullptr, [&cursor] { cursor.cycleOverlay(); });
    for (std::size_t place = 0; place < widgets::kTagsWithKey; ++place)
        addKey(tr("Tag %1 on or off").arg(place + 1), tr("Gives the track the predicted tag of this number as yours, or takes it away"),
               {QKeySequence(static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(place)))}, nullptr, [this, place] { toggleTag(place); });
    addKey(tr("Accept and next track"), tr("Makes the predicted tags over their threshold yours and goes on to the next track"),
           {QKeySequence(Qt::CTRL | Qt::Key_Return)}, "ready", [this] { acceptTags(); });
    m_regions->addButtons({addKey(tr("Mark A"), tr("Makes the selection region A"), {Qt::Key_A}, nullptr, [this] { m_features->mark(0); }),
                           addKey(tr("Mark B"), tr("Makes the selection region B"), {Qt::Key_B}, nullptr, [this] { m_features->mark(1); }),
                           addKey(tr("Clear"), tr("Forgets both regions"), {QKeySequence(Qt::SHIFT | Qt::Key_Escape)}, nullptr, [this] { m_features->clearRegions(); })});
    m_toolbar->insertActions({m_play, m_loop, out, in, fit});
    connect(&cursor, &widgets::TimeCursor::seekRequested, this, &InspectPage::seek);
    connect(&cursor, &widgets::TimeCursor::selectionChanged, this, &InspectPage::updateLoop);
    updatePlayAction();
}

void InspectPage::connectLoader()
{
    using inspect::TrackLoader;
    connect(&m_loader, &TrackLoader::opened, this, [this](double durationSeconds, int rateHz) {
        m_durationSeconds = durationSeconds;
        if (isPlayingThis()) m_context.player.setDurationSeconds(durationSeconds);
        m_lanes->axis().reset(durationSeconds, rateHz);
        m_heading->setText(tr("%1    %2, %3 kHz").arg(m_title, widgets::timeText(durationSeconds, 0.1)).arg(rateHz / 1000.0));
        m_readout->setText(tr("Reading..."));
        m_stack->setCurrentIndex(1);
    });
    connect(&m_loader, &TrackLoader::peaksGrown, this, [this](const widgets::PeaksPtr& peaks, bool complete) {
        if (complete && peaks->rateHz > 0) {
            m_durationSeconds = static_cast<double>(peaks->frames) / peaks->rateHz;
            if (isPlayingThis()) m_context.player.setDurationSeconds(m_durationSeconds);
            m_lanes->axis().correctDuration(m_durationSeconds);
        }
        m_lanes->setPeaks(peaks);
    });
    connect(&m_loader, &TrackLoader::melgramBegun, this, [this](const widgets::MelgramMeaning& meaning) {
        m_lanes->melgram().begin(meaning);
        m_lanes->melgram().setChunks(inspect::chunkSpans(m_toolbar->preset(), m_durationSeconds));
    });
    connect(&m_loader, &TrackLoader::melgramGrown, this, [this](const inspect::ColumnsPtr& columns) { m_lanes->melgram().appendColumns(*columns); });
    connect(&m_loader, &TrackLoader::samplesRead, this, [this](qint64 start, const inspect::ColumnsPtr& samples) {
        m_lanes->waveform().setSamples(start, *samples);
    });
    connect(&m_loader, &TrackLoader::finished, this, [this] { m_readout->clear(); });
    connect(&m_loader, &TrackLoader::melgramFailed, m_readout, &QLabel::setText);
    connect(&m_loader, &TrackLoader::failed, this, &InspectPage::showState);
}

void InspectPage::connectPlayer()
{
    Player& player = m_context.player;
    connect(&player, &Player::positionChanged, this, [this](double seconds) {
        if (!isPlayingThis()) return;
        m_lanes->cursor().setPlayheadSeconds(seconds);
        if (m_context.player.state() == Player::State::Playing) m_lanes->axis().ensureVisible(seconds);
    });
    connect(&player, &Player::stateChanged, this, &InspectPage::updatePlayAction);
    connect(&player, &Player::availabilityChanged, this, &InspectPage::updatePlayAction);
    connect(&player, &Player::sourceChanged, this, &InspectPage::updatePlayAction);
    connect(&player, &Player::failed, m_readout, &QLabel::setText);
}

void InspectPage::connectToolbar()
{
    using inspect::InspectToolbar;
    const auto applyColours = [this] {
        m_lanes->melgram().setColourMap(m_toolbar->colourMap());
        m_lanes->taggram().setColourMap(m_toolbar->colourMap());
        m_lanes->features().setColourMap(m_toolbar->colourMap());
    };
    connect(m_toolbar, &InspectToolbar::colourMapChanged, this, applyColours);
    connect(m_toolbar, &InspectToolbar::presetChanged, this, [this] { if (!m_file.empty()) openFile(m_file, m_title); });
    connect(m_toolbar, &InspectToolbar::levelRangeChosen, &m_lanes->melgram(), &widgets::MelgramView::setLevelRangeDb);
    connect(m_toolbar, &InspectToolbar::chunksToggled, &m_lanes->melgram(), &widgets::MelgramView::setChunksShown);
    connect(&m_lanes->melgram(), &widgets::MelgramView::levelRangeChanged, this, [this] { m_toolbar->showLevelRange(m_lanes->melgram().levelRangeDb()); });
    connect(m_toolbar, &InspectToolbar::featuresToggled, m_features, &inspect::FeatureSession::setShown);
    m_features->setShown(m_toolbar->featuresShown());
    applyColours();
}

void InspectPage::setColourMap(const QString& id)
{
    m_toolbar->setColourMap(id);
}

QString InspectPage::stateText() const
{
    return m_stack->currentIndex() == 0 ? m_state->text() : QString();
}

void InspectPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_lanes->setFocus();
}

void InspectPage::showState(const QString& text)
{
    m_openLibrary->setVisible(m_file.empty() && !m_track);
    m_state->setText(text);
    m_stack->setCurrentIndex(0);
}

void InspectPage::takeSelection()
{
    m_loader.clear();
    m_lanes->clear();
    m_predictions->clear();
    m_predictJob.reset();
    m_predictionAsked = false;
    m_file.clear();
    m_taggram.reset();
    m_explain->setFile({});
    m_explain->setPredictions({});
    m_features->setFile({});
    m_track = m_context.selection.current();
    m_loop->setChecked(false);
    if (const auto& file = m_context.selection.file()) {
        openFile(*file, QString::fromStdString(file->filename().string()));
        m_context.store.ask(this, "predictions", [](engine::store::Workspace& w) { return inspect::hasTrainedRun(w); }, [this](bool hasRun) {
            inspect::TrackPredictions none;
            none.hasRun = hasRun;
            showPredictions(none);
        });
        return;
    }
    if (!m_track) return showState(tr("Nothing to look at yet. Choose a track in the library, or drop an audio file here."));
    m_context.store.ask(this, "track", [id = *m_track](engine::store::Workspace& w) {
        TrackAnswer answer{w.tracks().find(id), {}};
        if (answer.track) answer.file = w.tracks().absolutePath(*answer.track);
        return answer;
    }, [this, id = *m_track](const TrackAnswer& answer) {
        if (m_track != id || !answer.track) return;
        const engine::store::Track& track = *answer.track;
        if (track.state == engine::store::TrackState::Missing)
            return showState(tr("%1 was not found at the last scan. Its tags and predictions are kept. When the file or its drive is back, rescan the "
                                "library (F5).").arg(QString::fromStdString(track.displayPath)));
        if (track.state == engine::store::TrackState::Unreadable)
            return showState(tr("%1: %2").arg(QString::fromStdString(track.displayPath), QString::fromStdString(track.reason)));
        openFile(answer.file, titleOf(track));
        askPredictions();
    });
}

void InspectPage::openFile(const std::filesystem::path& file, const QString& title)
{
    m_file = file;
    m_explain->setFile(file);
    m_title = title;
    m_durationSeconds = 0;
    showState(tr("Opening %1...").arg(title));
    m_loader.load(file, m_toolbar->preset());
    m_features->setFile(file);
    updatePlayAction();
}

void InspectPage::askPredictions()
{
    if (!m_track) return;
    m_context.store.ask(this, "predictions", [id = *m_track](engine::store::Workspace& w) { return inspect::readPredictions(w, id); },
                        [this, id = *m_track](const inspect::TrackPredictions& found) { if (m_track == id) showPredictions(found); });
}

void InspectPage::showPredictions(const inspect::TrackPredictions& predictions)
{
    m_predictions->show(predictions);
    m_explain->setPredictions(predictions);
    m_taggram = predictions.taggram;
    m_lanes->setTaggram(predictions.taggram.value_or(widgets::TaggramContent{}));
    showModelInput();
}

void InspectPage::showModelInput()
{
    if (m_explain->isShown()) {
        const auto& found = *m_explain->explanation();
        m_toolbar->showPreset(found.preset);
        m_lanes->setInput(found.tag, found.windows, found.saliency);
        return;
    }
    auto [tag, windows] = inspect::windowsOfTaggram(m_taggram.value_or(widgets::TaggramContent{}));
    m_lanes->setInput(tag, std::move(windows), nullptr);
}

void InspectPage::toggleTag(std::size_t place)
{
    const auto& tags = m_predictions->bars().tags();
    if (!m_track || place >= tags.size()) return;
    editTag(m_context, {*m_track}, {tags[place].name, tags[place].type}, !tags[place].isYours);
}

void InspectPage::acceptTags()
{
    if (!m_track) return;
    std::vector<TagEdit> accepted;
    for (const auto& tag : m_predictions->bars().tags())
        if (tag.isOn() && !tag.isYours) accepted.push_back({tag.name, tag.type});
    addTags(m_context, *m_track, accepted);
    Q_EMIT nextTrackWanted();
}

void InspectPage::predict()
{
    if (m_file.empty()) return;
    m_predictions->showWorking();
    m_predictionAsked = true;
    engine::Json parameters{{"run", "latest"}};
    engine::tasks::putPaths(parameters, "paths", {m_file});
    m_context.jobs.submit(QStringLiteral("predict"), parameters, [this, file = m_file](engine::JobId job) {
        if (file != m_file) return;
        m_predictionAsked = false;
        m_predictJob = job;
        readPredictJob();   // a short job may be done before its number is known here
    });
}

void InspectPage::takeJobEvent(const engine::jobs::JobEvent& event)
{
    using engine::jobs::JobState;
    const bool ended = event.state == JobState::Done || event.state == JobState::Failed || event.state == JobState::Cancelled;
    if (!ended) return;
    if (m_predictJob == event.id) return readPredictJob();
    const bool mayHavePredicted = event.kind == "predict" || event.kind == "train" || event.kind == "demo";
    if (mayHavePredicted) askPredictions();
}

void InspectPage::readPredictJob()
{
    if (!m_predictJob) return;
    m_context.store.ask(this, "job", [id = *m_predictJob](engine::store::Workspace& w) { return w.jobs().find(id); },
                        [this](const std::optional<engine::store::JobRow>& job) {
        if (!job || m_predictJob != job->id) return;
        if (job->state == "done") return showPredictions(inspect::predictionsFromResult(job->result));
        if (job->state == "failed") return m_predictions->showFailure(failureText(job->failure.value_or(engine::Failure{})));
        if (job->state == "cancelled" || job->state == "interrupted") m_predictions->showFailure(tr("Prediction was cancelled."));
    });
}

bool InspectPage::isPlayingThis() const
{
    return !m_file.empty() && m_context.player.source() == m_file;
}

void InspectPage::togglePlay()
{
    if (m_file.empty() || m_durationSeconds <= 0) return;
    Player& player = m_context.player;
    if (!isPlayingThis()) {
        const double playhead = m_lanes->cursor().playheadSeconds();
        player.setSource(m_file, m_durationSeconds);
        player.seek(playhead);
        updateLoop();
    }
    player.toggle();
}

void InspectPage::seek(double seconds)
{
    m_lanes->cursor().setPlayheadSeconds(seconds);
    m_lanes->axis().ensureVisible(seconds);
    if (isPlayingThis()) m_context.player.seek(seconds);
}

void InspectPage::updateLoop()
{
    if (!isPlayingThis()) return;
    const auto selection = m_lanes->cursor().selection();
    if (m_loop->isChecked() && selection) {
        m_context.player.setLoop(std::pair(selection->startSeconds, selection->endSeconds));
    } else {
        m_context.player.setLoop(std::nullopt);
    }
}

void InspectPage::updatePlayAction()
{
    const Player& player = m_context.player;
    const bool playing = isPlayingThis() && player.state() == Player::State::Playing;
    m_play->setEnabled(player.isAvailable());
    m_play->setText(playing ? tr("Pause") : tr("Play"));
    m_play->setIcon(Theme::icon(playing ? QStringLiteral("pause") : QStringLiteral("play")));
    m_play->setToolTip(player.isAvailable() ? tr("Plays or pauses (Space)") : player.unavailableReason());
}

extern const PageEntry inspect_page;
const PageEntry inspect_page{"inspect", QT_TRANSLATE_NOOP("pages", "Inspect"), QT_TRANSLATE_NOOP("pages", "See and hear one track"),
                             [](PageContext& context) -> QWidget* { return new InspectPage(context); }};

}  // namespace ui
