#include "ui/pages/explore/explore_page.h"

#include <algorithm>
#include <set>

#include <QLineEdit>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/explore/explore_tools.h"
#include "ui/pages/explore/map_form.h"
#include "ui/pages/explore/near_panel.h"
#include "ui/pages/page.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/widgets/copy_command_button.h"
#include "ui/window/next_step.h"

namespace ui {

using explore::MapPanel;
using widgets::MapView;

namespace {

constexpr int kReloadMs = 300, kHearMs = 350;
constexpr qsizetype kTagsOffered = 40;
constexpr std::size_t kTagsTold = 5;

/// Everything the page offers to choose from.
struct Choices {
    std::vector<engine::store::MapHead> maps;
    std::vector<explore::MappableRun> runs;
    QStringList types, tags;
    std::int64_t tracks = 0;
};

Choices readChoices(engine::store::Workspace& workspace)
{
    Choices choices{workspace.maps().heads(), explore::readMappableRuns(workspace), {}, {}, workspace.tracks().count()};
    for (const auto& tag : workspace.tags().list()) {   // most frequent first
        if (tag.tracks == 0) continue;
        const auto type = QString::fromStdString(tag.type), name = QString::fromStdString(tag.name);
        if (!choices.types.contains(type)) choices.types << type;
        if (choices.tags.size() < kTagsOffered && !choices.tags.contains(name)) choices.tags << name;
    }
    if (const auto genre = choices.types.indexOf(QStringLiteral("genre")); genre > 0) choices.types.move(genre, 0);
    return choices;
}

/// "Title" / "Artist" / the strongest tags, a line each.
QString told(engine::store::Workspace& workspace, engine::TrackId id)
{
    const auto track = workspace.tracks().find(id);
    if (!track) return {};
    QStringList lines{QString::fromStdString(track->title.empty() ? track->displayPath : track->title)};
    if (!track->artist.empty()) lines << QString::fromStdString(track->artist);
    auto tags = workspace.tags().ofTrack(id);
    std::ranges::stable_sort(tags, std::greater(), &engine::store::TrackTag::score);
    QStringList names;
    for (const auto& tag : tags)
        if (const auto name = QString::fromStdString(tag.name); !names.contains(name) && names.size() < static_cast<qsizetype>(kTagsTold)) names << name;
    if (!names.isEmpty()) lines << names.join(QStringLiteral(", "));
    return lines.join(QLatin1Char('\n'));
}

}  // namespace

ExplorePage::ExplorePage(PageContext& context, QWidget* parent) : QWidget(parent), m_context(context)
{
    setWhatsThis(tr("A map on which tracks that are alike lie together. Choose on the left what likeness means and press Compute; the picture moves until it has "
                    "settled.\n\nThe wheel zooms, a drag moves. Box and Lasso select tracks for the whole window. With Hear the track under the pointer "
                    "plays. In a t-SNE map near means alike; far, and the size of a group, mean nothing."));
    m_form = new explore::MapForm;
    m_near = new explore::NearPanel(context);
    for (auto& panel : m_panels)
        panel = new MapPanel(context);
    m_next = new NextStep;
    auto* left = new QScrollArea;
    left->setWidget(m_form);
    left->setWidgetResizable(true);
    left->setFrameShape(QFrame::NoFrame);
    left->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    left->setMinimumWidth(m_form->minimumSizeHint().width() + 20);
    auto* panes = new QSplitter;
    panes->setObjectName(QStringLiteral("explorePanes"));
    panes->setChildrenCollapsible(false);
    panes->addWidget(left);
    panes->addWidget(buildMiddle());
    panes->addWidget(m_near);
    panes->setStretchFactor(1, 1);
    panes->setSizes({230, 680, 290});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(panes, 1);
    column->addWidget(m_next);
    setFocusProxy(&m_panels[0]->view());
    connectTools();
    connectPanels();
    connectForm();
    m_form->setSelection(context.selection.tracks());
    updateNextStep();
}

QWidget* ExplorePage::buildMiddle()
{
    auto* maps = new QSplitter;
    maps->setChildrenCollapsible(false);
    for (auto* panel : m_panels)
        maps->addWidget(panel);
    m_panels[1]->hide();
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_tools = new explore::ExploreTools(m_context);
    column->addWidget(m_tools);
    column->addWidget(maps, 1);
    return middle;
}

void ExplorePage::connectTools()
{
    using explore::ExploreTools;
    connect(m_tools, &ExploreTools::toolChosen, this, &ExplorePage::setTool);
    connect(m_tools, &ExploreTools::fitWanted, this, [this] { active().view().fit(); });
    connect(m_tools, &ExploreTools::sideBySideToggled, this, &ExplorePage::setSideBySide);
    connect(m_tools, &ExploreTools::wordsSettled, this, &ExplorePage::find);
    connect(m_tools, &ExploreTools::wordsEntered, this, [this] { if (!m_found.empty()) chooseTracks(m_found, false); });
    addActions(m_tools->actions());
    m_hearSoon.setSingleShot(true);
    m_hearSoon.setInterval(kHearMs);
    connect(&m_hearSoon, &QTimer::timeout, this, [this] { if (m_pointed && m_tools->hearsWhatIsPointedAt()) play(*m_pointed); });
}

QLineEdit& ExplorePage::search()
{
    return m_tools->search();
}

void ExplorePage::connectPanels()
{
    for (std::size_t which = 0; which < m_panels.size(); ++which) {
        auto* panel = m_panels[which];
        connect(panel, &MapPanel::used, this, [this, which, panel] {
            m_active = which;
            m_near->setMap(panel->map());
        });
        connect(panel, &MapPanel::shown, this, [this, which, panel] { if (which == m_active) m_near->setMap(panel->map()); });
        connect(panel, &MapPanel::trackClicked, this, [this](qulonglong track) { play(engine::TrackId{track}); });
        connect(panel, &MapPanel::tracksChosen, this, &ExplorePage::chooseTracks);
        connect(panel, &MapPanel::pathChosen, this, [this](const MapPanel::Tracks& tracks) {
            m_context.selection.setTracks(tracks);
            m_context.say(tr("%Ln track(s) along the path, in its order: a playlist of them with Ctrl+Shift+E, or add them to one on the Search page.", nullptr, static_cast<int>(tracks.size())));
        });
        connect(panel, &MapPanel::clearWanted, this, [this] {
            search().clear();
            m_context.selection.clear();
        });
        connect(panel, &MapPanel::trackPointed, this, [this, which](std::optional<engine::TrackId> track) { point(which, track); });
        connect(panel, &MapPanel::showAllWanted, this, [this](qlonglong map) { computeAll(engine::MapId{map}); });
        connect(panel, &MapPanel::removeWanted, this, [this](qlonglong map) {
            m_context.store.edit(
                this, [map](StoreThread::Workspace& workspace) { return workspace.maps().remove(engine::MapId{map}); }, [this](bool) { reload(); });
        });
    }
    connect(m_near, &explore::NearPanel::trackPointed, this, [this](qulonglong track) {
        for (auto* panel : m_panels)
            if (panel->isVisible()) panel->pointTo(engine::TrackId{track});
    });
    connect(m_near, &explore::NearPanel::trackActivated, this, [this](qulonglong track) { play(engine::TrackId{track}); });
    connect(&m_context.selection, &Selection::tracksChanged, this, [this] {
        m_form->setSelection(m_context.selection.tracks());
        updateNextStep();
    });
}

void ExplorePage::connectForm()
{
    m_reload.setSingleShot(true);
    m_reload.setInterval(kReloadMs);
    connect(&m_reload, &QTimer::timeout, this, &ExplorePage::reload);
    connect(m_form, &explore::MapForm::computeWanted, this, [this] { compute(m_form->parameters()); });
    m_form->addButton(new CopyCommandButton(m_context, [this]() -> TaskList { return {{QStringLiteral("map"), m_form->parameters()}}; }));
    connect(m_form, &explore::MapForm::cancelWanted, this, [this] { if (m_job) m_context.jobs.cancel(*m_job); });
    connect(&m_context.jobs, &JobBridge::eventArrived, this, &ExplorePage::takeEvent);
    connect(&m_context.jobs, &JobBridge::mapFrameArrived, this, &ExplorePage::takeFrame);
}

// --- what there is ---

void ExplorePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale) reload();
}

void ExplorePage::reload()
{
    // A map and its colours are a look through all tracks: not while the start page waits for the same thread.
    m_isStale = !isVisible();
    if (m_isStale) return;
    m_context.store.ask(this, "explore", readChoices, [this](Choices choices) {
        m_heads = std::move(choices.maps);
        m_form->setRuns(choices.runs);
        const bool ready = m_waits && !m_heads.empty() && m_heads.back().id > m_newestBefore;
        for (std::size_t which = 0; which < m_panels.size(); ++which) {
            m_panels[which]->setTagChoices(choices.types, choices.tags);
            m_panels[which]->setMaps(m_heads);
        }
        if (ready) {
            active().showMap(m_heads.back().id);
            endJob({});
        }
        updateNextStep();
    });
}

// --- making a map ---

void ExplorePage::compute(const engine::Json& parameters)
{
    m_waits = true;
    m_job.reset();
    m_newestBefore = m_heads.empty() ? engine::MapId{} : m_heads.back().id;
    m_form->showProgress(tr("Queued"), 0, 0);
    active().view().setFocus();   // the button that had it is switched off
    m_context.jobs.submit(QStringLiteral("map"), parameters, this, [this](const JobBridge::Submission& begun) {
        if (!m_waits) return;
        m_job = begun.job;
        if (!begun.job) endJob(begun.refusal);
    });
}

void ExplorePage::computeAll(engine::MapId map)
{
    const auto head = std::ranges::find(m_heads, map, &engine::store::MapHead::id);
    if (head == m_heads.end()) return;
    auto parameters = head->parameters;
    // Of a map of single tracks only their number is kept; such a map is never sampled from more than was selected.
    for (const char* result : {"tracks", "available", "sampled_by", "dimensions"})
        parameters.erase(result);
    if (head->run) parameters["run"] = std::to_string(engine::value(*head->run));
    parameters["sample"] = 0;
    if (head->parameters.contains("tracks")) {
        parameters["tracks"] = engine::Json::array();
        for (const auto track : m_context.selection.tracks())
            parameters["tracks"].push_back(engine::toHex(track));
    }
    compute(parameters);
}

void ExplorePage::takeEvent(const engine::jobs::JobEvent& event)
{
    using engine::jobs::JobState;
    const bool ended = event.state == JobState::Done || event.state == JobState::Failed || event.state == JobState::Cancelled;
    if (ended && (event.kind == "map" || event.kind == "predict" || event.kind == "import" || event.kind == "demo" || event.kind == "analyze" || event.kind == "train" || event.kind == "scan")) {
        if (event.kind != "map") m_near->forget();
        if (event.kind == "map") reload();
        else m_reload.start();
    }
    if (!m_waits || !m_job || event.id != *m_job) return;
    if (event.state == JobState::Failed) endJob(event.failure ? failureText(*event.failure) : tr("The map could not be made."));
    else if (event.state == JobState::Cancelled) endJob(tr("Cancelled; no map was kept."));
    else if (!ended)
        m_form->showProgress(event.progress.stage.empty() ? tr("Starting") : QString::fromStdString(event.progress.stage), event.progress.done, event.progress.total);
}

void ExplorePage::endJob(const QString& message)
{
    m_waits = false;
    m_job.reset();
    m_form->showProgress({}, 0, 0);
    m_form->showMessage(message);
    for (auto* panel : m_panels)
        panel->endLive();
}

void ExplorePage::takeFrame(qlonglong job, const std::shared_ptr<const engine::tasks::MapFrame>& frame)
{
    if (m_waits && m_job && engine::value(*m_job) == job && frame) active().showLive(*frame);
}

// --- choosing, hearing, finding ---

void ExplorePage::setSideBySide(bool on)
{
    m_tools->setSideBySide(on);
    m_panels[1]->setVisible(on);
    if (on && m_heads.size() > 1 && m_panels[1]->map() == m_panels[0]->map()) {
        // The other of the two newest: two pictures of the same map would show nothing new.
        const auto newest = m_heads.rbegin();
        m_panels[1]->showMap(newest->id == m_panels[0]->map() ? std::next(newest)->id : newest->id);
    }
    if (!on) m_active = 0;
}

void ExplorePage::setTool(MapView::Tool tool)
{
    for (auto* panel : m_panels)
        panel->view().setTool(tool);
    m_tools->setTool(tool);
}

void ExplorePage::chooseTracks(const std::vector<engine::TrackId>& tracks, bool add)
{
    auto chosen = add ? m_context.selection.tracks() : std::vector<engine::TrackId>{};
    const std::set<engine::TrackId> known(chosen.begin(), chosen.end());
    for (const auto track : tracks)
        if (!known.contains(track)) chosen.push_back(track);
    m_context.selection.setTracks(std::move(chosen), add ? m_context.selection.current() : std::nullopt);
    m_context.say(tr("%Ln track(s) selected", nullptr, static_cast<int>(m_context.selection.tracks().size())));
}

void ExplorePage::point(std::size_t panel, std::optional<engine::TrackId> track)
{
    m_pointed = track;
    if (!track) {
        m_hearSoon.stop();
        return;
    }
    if (m_tools->hearsWhatIsPointedAt()) m_hearSoon.start();
    m_context.store.ask(
        this, "pointed", [id = *track](StoreThread::Workspace& workspace) { return told(workspace, id); },
        [this, panel, id = *track](const QString& text) { if (m_pointed == id) m_panels[panel]->view().setPointedText(text); });
}

void ExplorePage::play(engine::TrackId id)
{
    const auto& chosen = m_context.selection.tracks();
    // A click inside a selection keeps it and makes the track its current one.
    if (std::ranges::find(chosen, id) != chosen.end()) m_context.selection.setTracks(chosen, id);
    else m_context.selection.setTracks({id});
    if (!m_context.player.isAvailable()) return;
    struct Found {
        std::filesystem::path path;
        double seconds = 0;
    };
    m_context.store.ask(
        this, "play",
        [id](StoreThread::Workspace& workspace) {
            const auto track = workspace.tracks().find(id);
            return track && track->state == engine::store::TrackState::Ready ? Found{workspace.tracks().absolutePath(*track), track->durationSeconds} : Found{};
        },
        [this](const Found& found) {
            if (found.path.empty()) return;
            m_context.player.setSource(found.path, found.seconds);
            m_context.player.play();
        });
}

void ExplorePage::find(const QString& words)
{
    struct Answer {
        std::vector<engine::TrackId> tracks;
        QString failure;
    };
    m_context.store.ask(
        this, "find",
        [words = words.toStdString()](StoreThread::Workspace& workspace) {
            Answer answer;
            if (words.empty()) return answer;
            engine::store::TrackQuery query;
            query.text = words;
            try {
                answer.tracks = workspace.tracks().ids(query);
            } catch (const engine::Error& error) {
                answer.failure = QString::fromUtf8(error.what());
            }
            return answer;
        },
        [this, words](const Answer& answer) {
            m_found = answer.tracks;
            for (auto* panel : m_panels)
                panel->setFound(m_found);
            m_tools->setFoundText(words.isEmpty() ? QString() : !answer.failure.isEmpty() ? answer.failure : tr("%Ln found", nullptr, static_cast<int>(m_found.size())));
        });
}

void ExplorePage::updateNextStep()
{
    const auto chosen = m_context.selection.tracks().size();
    const auto toLibrary = [this] { m_context.showPage(QStringLiteral("library")); };
    if (m_heads.empty())
        m_next->show(tr("A map puts tracks that are alike side by side. Choose on the left what it is made of, then press Compute."), tr("Go to the library"),
                     toLibrary);
    else if (chosen > 1)
        m_next->show(tr("%Ln track(s) are selected here and in the library.", nullptr, static_cast<int>(chosen)), tr("Show in library"),
                     toLibrary);
    else if (chosen == 1)
        m_next->show(tr("Near tracks stand on the right. Look at the chosen one, or draw a lasso around its neighbours."), tr("Inspect"),
                     [this] { m_context.showPage(QStringLiteral("inspect")); });
    else
        m_next->show(tr("Click a point to hear its track, or draw a box or a lasso to select many."), tr("Go to the library"), toLibrary);
}

extern const PageEntry explore_page;
const PageEntry explore_page{"explore", QT_TRANSLATE_NOOP("pages", "Explore"), QT_TRANSLATE_NOOP("pages", "Tracks that are alike, on a map"),
                             [](PageContext& context) -> QWidget* { return new ExplorePage(context); }};

}  // namespace ui
