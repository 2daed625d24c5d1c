#pragma once
#include <filesystem>
#include <optional>

#include <QWidget>

#include "engine/jobs/job.h"
#include "ui/pages/inspect/explanation.h"
#include "ui/pages/inspect/track_predictions.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace ui {

struct PageContext;

namespace inspect {

class BandProfile;
class TagChoice;

/// Asks a model what it looked at for a tag, and says what came of it.
class ExplainPanel : public QWidget {
    Q_OBJECT
public:
    explicit ExplainPanel(PageContext& context, QWidget* parent = nullptr);

    /// Another track, nothing explained yet.
    void setFile(const std::filesystem::path& file);
    /// The tags to choose from and the run that gave them.
    void setPredictions(const TrackPredictions& predictions);
    void setTag(const QString& tag);
    const std::optional<Explanation>& explanation() const { return m_explanation; }
    bool isShown() const;
    QString message() const;

Q_SIGNALS:
    /// Explained, shown, hidden or forgotten: see explanation() and isShown().
    void changed();
    /// The user wants another tag explained.
    void tagChosen(const QString& tag);
    /// The hottest span of the map shall be heard.
    void playWanted(double fromSeconds, double toSeconds);

private:
    QPushButton* makePlayButton();
    engine::Json parameters() const;
    void explain();
    void takeJobEvent(const engine::jobs::JobEvent& event);
    void readJob();
    void readCheck();
    void show(const engine::Json& result);
    void startCheck();
    void stopJobs();
    void say(const QString& text);
    void forget();

    PageContext& m_context;
    std::filesystem::path m_file;
    std::string m_run = "latest";
    std::optional<engine::JobId> m_job, m_checkJob;
    engine::Json m_asked;      ///< parameters of the map that is shown or comes
    int m_round = 0;           ///< of asking: answers to an earlier one are dropped
    std::optional<Explanation> m_explanation;
    TagChoice* m_tag;
    QComboBox* m_method;
    QPushButton* m_explain;
    QPushButton* m_play;
    QCheckBox* m_shown;
    QLabel* m_message;
    QLabel* m_check;
    QWidget* m_bandArea;
    BandProfile* m_bands;
};

}  // namespace inspect
}  // namespace ui
