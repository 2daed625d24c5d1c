/// What a model says of the track, and what the user makes of it.
#include "engine/store/workspace.h"
#include "ui/jobs/job_bridge.h"
#include "ui/models/run_table_model.h"
#include "ui/pages/inspect/explain_panel.h"
#include "ui/pages/inspect/inspect_page.h"
#include "ui/pages/inspect/inspect_toolbar.h"
#include "ui/pages/inspect/lanes_panel.h"
#include "ui/pages/inspect/live_prediction.h"
#include "ui/pages/inspect/model_choice.h"
#include "ui/pages/inspect/nearest_panel.h"
#include "ui/pages/inspect/prediction_panel.h"
#include "ui/pages/inspect/reason_tabs.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/tag_edits.h"

namespace ui {

void InspectPage::connectPredictions()
{
    using inspect::LivePrediction;
    connect(&m_context.selection, &Selection::tagsEdited, this, &InspectPage::markYours);
    connect(&m_context.jobs, &JobBridge::eventArrived, this, &InspectPage::takeJobEvent);
    connect(m_live, &LivePrediction::said, this, [this](const QString& text) { m_predictions->showWorking(text); });
    connect(m_live, &LivePrediction::found, this, &InspectPage::showPredictions);
    connect(m_live, &LivePrediction::failed, m_predictions, &inspect::PredictionPanel::showFailure);
    connect(&m_predictions->models(), &inspect::ModelChoice::changed, this, &InspectPage::askPredictions);
    connect(m_predictions, &inspect::PredictionPanel::predictWanted, this, [this] { listen(false); });
    connect(m_predictions, &inspect::PredictionPanel::similarWanted, this, [this] {
        if (m_track) m_context.selection.setTracks({*m_track});
        m_context.selection.wantSimilar();
        m_context.showPage(QStringLiteral("search"));
    });
    connect(m_explain, &inspect::ExplainPanel::playWanted, this, [this](double from, double to) {
        m_lanes->cursor().setSelection(widgets::TimeSpan{from, to});
        m_loop->setChecked(true);
        seek(from);
        if (m_context.player.state() != Player::State::Playing || !isPlayingThis()) togglePlay();
        updateLoop();
    });
    connect(m_explain, &inspect::ExplainPanel::changed, this, &InspectPage::showModelInput);
    reloadModels();
}

void InspectPage::reloadModels()
{
    m_context.store.ask(this, "models", [](engine::store::Workspace& w) { return inspect::askableRuns(w.runs().list()); },
                        [this](std::vector<engine::store::Run> runs) { m_predictions->models().setRuns(std::move(runs)); });
}

void InspectPage::askPredictions()
{
    m_live->cancel();
    if (m_file.empty()) return;
    const auto* run = m_predictions->models().chosen();
    const auto wanted = run == nullptr ? std::nullopt : std::optional(run->id);
    m_context.store.ask(this, "predictions", [track = m_track, wanted](engine::store::Workspace& w) {
        if (track) return inspect::readPredictions(w, *track, wanted);
        inspect::TrackPredictions none;
        none.hasRun = inspect::hasTrainedRun(w);
        return none;
    }, [this, file = m_file, wanted](const inspect::TrackPredictions& found) {
        if (m_file != file) return;
        showPredictions(found);
        if (wanted && found.tags.empty()) listen(true);
    });
}

/// Only for eyes: selecting tracks on another page lets no model listen.
void InspectPage::listen(bool soon)
{
    m_listenWhenShown = !isVisible();
    if (m_file.empty() || m_listenWhenShown) return;
    inspect::LivePrediction::Wish wish{m_file, m_track, "latest", {}};
    if (const auto* run = m_predictions->models().chosen()) {
        wish.run = std::to_string(engine::value(run->id));
        wish.model = runTitle(*run);
    } else if (const auto* newest = m_predictions->models().newest()) {
        wish.run = std::to_string(engine::value(newest->id));   // "latest" may be one that has just begun to learn
    }
    m_live->ask(std::move(wish), soon);
}

void InspectPage::takeJobEvent(const engine::jobs::JobEvent& event)
{
    using engine::jobs::JobState;
    const bool ended = event.state == JobState::Done || event.state == JobState::Failed || event.state == JobState::Cancelled;
    if (!ended || event.kind.starts_with("explain") || m_live->isBusy() || m_live->isLast(event.id)) return;
    if (event.kind != "predict") reloadModels();
    // What the chosen model said stays; the newest may have said something new.
    const bool mayHavePredicted = event.kind == "predict" || event.kind == "train" || event.kind == "demo";
    if (mayHavePredicted && (m_predictions->models().chosen() == nullptr || m_shown.tags.empty())) askPredictions();
}

void InspectPage::showPredictions(const inspect::TrackPredictions& predictions)
{
    m_predictions->show(predictions);
    giveReasons(predictions);
    m_shown = predictions;
    m_lanes->setTaggram(predictions.taggram.value_or(widgets::TaggramContent{}));
    showModelInput();
}

void InspectPage::giveReasons(const inspect::TrackPredictions& predictions)
{
    m_explain->setPredictions(predictions);
    m_nearest->setPredictions(predictions);
    m_reasons->setVisible(!predictions.tags.empty());
}

void InspectPage::showModelInput()
{
    if (m_explain->isShown()) {
        const auto& found = *m_explain->explanation();
        m_toolbar->showPreset(found.preset);
        m_lanes->setInput(found.tag, found.windows, found.saliency);
        return;
    }
    auto [tag, windows] = inspect::windowsOfTaggram(m_shown.taggram.value_or(widgets::TaggramContent{}));
    m_lanes->setInput(tag, std::move(windows), nullptr);
}

void InspectPage::toggleTag(std::size_t place)
{
    const auto& tags = m_predictions->bars().tags();
    if (!m_track || place >= tags.size()) return;
    editTag(m_context, {*m_track}, {tags[place].name, tags[place].type}, !tags[place].isYours);
}

void InspectPage::markYours()
{
    if (!m_track) return;
    m_context.store.ask(this, "yours", [track = *m_track](engine::store::Workspace& w) { return inspect::yourTags(w, track); },
                        [this, track = *m_track](const std::set<std::string>& yours) {
        if (m_track != track || m_shown.tags.empty()) return;
        for (auto& tag : m_shown.tags)
            tag.isYours = yours.contains(tag.name.toStdString());
        m_predictions->show(m_shown);
    });
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

}  // namespace ui
