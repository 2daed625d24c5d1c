#pragma once
#include <filesystem>

#include <QWidget>

#include "ui/page_context.h"
#include "ui/pages/inspect/track_loader.h"
#include "ui/widgets/melgram_view.h"
#include "ui/widgets/overview_strip.h"
#include "ui/widgets/time_ruler.h"
#include "ui/widgets/waveform_view.h"

class QLabel;
class QPushButton;

namespace ui::label {

/// The track in question, seen and heard.
class ListenPanel : public QWidget {
    Q_OBJECT
public:
    explicit ListenPanel(PageContext& context, QWidget* parent = nullptr);

    /// `heading` stands above it; `plays`: begins at once.
    void open(const std::filesystem::path& file, const QString& heading, bool plays);
    void clear();
    const std::filesystem::path& file() const { return m_file; }

private:
    void connectLoader();
    void connectPlayer();
    void seek(double seconds);
    void updatePlay();
    bool isPlayingThis() const;

    PageContext& m_context;
    inspect::TrackLoader m_loader;
    widgets::TimeAxis m_axis;
    widgets::TimeCursor m_cursor;
    std::filesystem::path m_file;
    double m_durationSeconds = 0;
    QString m_title;
    QLabel* m_heading;
    QLabel* m_readout;
    QPushButton* m_play;
    widgets::WaveformView* m_waveform;
    widgets::MelgramView* m_melgram;
    widgets::OverviewStrip* m_overview;
};

}  // namespace ui::label
