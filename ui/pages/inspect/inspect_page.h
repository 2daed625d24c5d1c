#pragma once
#include <filesystem>
#include <optional>

#include <QWidget>

#include "engine/core/ids.h"
#include "engine/jobs/job.h"
#include "ui/page_context.h"
#include "ui/pages/inspect/track_loader.h"
#include "ui/pages/inspect/track_predictions.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace ui {

namespace inspect {
class ExplainPanel;
class InspectToolbar;
class LivePrediction;
class LanesPanel;
class NearestPanel;
class PredictionPanel;
class ReasonTabs;
class FeatureSession;
class RegionPanel;
}  // namespace inspect

/// Inspect: the current track (or a single dropped file) seen, heard and tagged.
class InspectPage : public QWidget {
    Q_OBJECT
public:
    InspectPage(PageContext& context, QWidget* parent = nullptr);
    ~InspectPage() override;

    /// Everything that has a key here, for the window's menus and key list. The keys act while the page has the focus
    /// and no text field does.
    QList<QAction*> viewActions() const { return m_actions; }
    inspect::LanesPanel& lanes() { return *m_lanes; }
    inspect::PredictionPanel& predictions() { return *m_predictions; }
    inspect::ExplainPanel& explanations() { return *m_explain; }
    inspect::NearestPanel& examples() { return *m_nearest; }
    /// By its id; kept as the choice of the toolbar.
    void setColourMap(const QString& id);
    /// What is said instead of the views; empty while they are shown.
    QString stateText() const;

Q_SIGNALS:
    /// Ctrl+Return took over the tags of this track.
    void nextTrackWanted();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildState();
    QWidget* buildViews();
    void buildReasons();
    void buildActions();
    QAction* addKey(const QString& text, const QString& tip, const QList<QKeySequence>& keys, const char* icon, std::function<void()> act);
    void connectLoader();
    void connectPlayer();
    void connectToolbar();

    void takeSelection();
    void openFile(const std::filesystem::path& file, const QString& title);
    void showState(const QString& text);
    void connectPredictions();
    void reloadModels();
    void askPredictions();
    void listen(bool soon);
    void markYours();
    void showPredictions(const inspect::TrackPredictions& predictions);
    void giveReasons(const inspect::TrackPredictions& predictions);
    void showModelInput();
    void takeJobEvent(const engine::jobs::JobEvent& event);
    void toggleTag(std::size_t place);
    void acceptTags();
    void togglePlay();
    void seek(double seconds);
    void updatePlayAction();
    void updateLoop();
    bool isPlayingThis() const;

    PageContext& m_context;
    inspect::TrackLoader m_loader;
    std::filesystem::path m_file;
    std::optional<engine::TrackId> m_track;
    QString m_title;
    double m_durationSeconds = 0;

    QList<QAction*> m_actions;
    QAction* m_play = nullptr;
    QAction* m_loop = nullptr;
    inspect::InspectToolbar* m_toolbar = nullptr;
    inspect::LanesPanel* m_lanes = nullptr;
    inspect::PredictionPanel* m_predictions = nullptr;
    inspect::LivePrediction* m_live = nullptr;
    inspect::ExplainPanel* m_explain = nullptr;
    inspect::NearestPanel* m_nearest = nullptr;
    inspect::ReasonTabs* m_reasons = nullptr;   ///< why the model says so: by places, by examples
    inspect::TrackPredictions m_shown;
    bool m_listenWhenShown = false;
    inspect::RegionPanel* m_regions = nullptr;
    inspect::FeatureSession* m_features = nullptr;
    QStackedWidget* m_stack = nullptr;
    QLabel* m_state = nullptr;
    QPushButton* m_openLibrary = nullptr;
    QLabel* m_heading = nullptr;
    QLabel* m_readout = nullptr;
};

}  // namespace ui
