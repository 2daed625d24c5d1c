#pragma once
#include <filesystem>
#include <optional>

#include <QWidget>

#include "engine/core/ids.h"
#include "engine/jobs/job.h"
#include "ui/pages/inspect/nearest_result.h"
#include "ui/pages/inspect/track_predictions.h"

class QLabel;
class QPushButton;

namespace ui {

struct PageContext;

namespace inspect {

class NearestList;
class TagChoice;

/// Explains by examples: the tracks a run learned from that lie nearest to this one in its last but one layer, to be heard and opened.
class NearestPanel : public QWidget {
    Q_OBJECT
public:
    explicit NearestPanel(PageContext& context, QWidget* parent = nullptr);

    /// Another track, nothing asked yet. `track`: what the library calls it, if it is there.
    void setFile(const std::filesystem::path& file, std::optional<engine::TrackId> track = {});
    /// The tags to mark and the run that gave them.
    void setPredictions(const TrackPredictions& predictions);
    void setTag(const QString& tag);
    const std::optional<NearestResult>& result() const { return m_result; }
    QString message() const;

Q_SIGNALS:
    /// The user wants another tag explained.
    void tagChosen(const QString& tag);

private:
    QWidget* buildAsking();
    QWidget* buildActions();
    engine::Json parameters() const;
    void find();
    void submit();
    void hearLibrary();
    void takeJobEvent(const engine::jobs::JobEvent& event);
    void readJob();
    void showResult(const engine::Json& result);
    void showReading();
    void showHint();
    void play();
    void open();
    void updateActions();
    void stopJob();
    void forget();
    void say(const QString& text);
    bool isPlayingCurrent() const;

    PageContext& m_context;
    std::filesystem::path m_file, m_played;
    std::optional<engine::TrackId> m_track, m_playedTrack;
    std::string m_run = "latest";
    std::optional<engine::JobId> m_job, m_hearing;
    bool m_hadFocus = false;     ///< who pressed Find goes on with what it found
    int m_round = 0;             ///< of asking: answers to an earlier one are dropped
    std::optional<NearestResult> m_result;
    TagChoice* m_tag;
    QPushButton* m_find;
    QPushButton* m_hear;
    QLabel* m_message;
    NearestList* m_list;
    QWidget* m_actions;
    QPushButton* m_play = nullptr;
    QPushButton* m_open = nullptr;
    QLabel* m_reading;
};

}  // namespace inspect
}  // namespace ui
