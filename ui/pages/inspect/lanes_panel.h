#pragma once
#include <QSplitter>
#include <QWidget>

#include "ui/pages/inspect/feature_lane.h"
#include "ui/pages/inspect/input_lane.h"
#include "ui/widgets/melgram_view.h"
#include "ui/widgets/overview_strip.h"
#include "ui/widgets/taggram_view.h"
#include "ui/widgets/time_ruler.h"
#include "ui/widgets/waveform_view.h"

namespace ui::inspect {

/// Ruler, waveform, features, melgram, taggram and overview under each other: one time axis, one playhead, heights to be dragged.
class LanesPanel : public QWidget {
    Q_OBJECT
public:
    explicit LanesPanel(QWidget* parent = nullptr);

    widgets::TimeAxis& axis() { return m_axis; }
    widgets::TimeCursor& cursor() { return m_cursor; }
    widgets::WaveformView& waveform() { return *m_waveform; }
    widgets::MelgramView& melgram() { return *m_melgram; }
    InputLane& input() { return *m_input; }
    widgets::TaggramView& taggram() { return *m_taggram; }
    /// Hidden until it is asked for.
    FeatureLane& features() { return *m_features; }
    widgets::OverviewStrip& overview() { return *m_overview; }

    void clear();
    void setPeaks(const widgets::PeaksPtr& peaks);
    /// An empty content hides the lane.
    void setTaggram(widgets::TaggramContent content);
    /// What the model was given, and what mattered to it (may be null); without windows the lane is hidden.
    void setInput(const QString& tag, std::vector<InputWindow> windows, const widgets::SaliencyPtr& saliency);

Q_SIGNALS:
    /// What lies under the pointer, whichever lane it is over; empty when over none.
    void readoutChanged(const QString& text);

private:
    widgets::TimeAxis m_axis;
    widgets::TimeCursor m_cursor;
    widgets::TimeRuler* m_ruler;
    widgets::WaveformView* m_waveform;
    InputLane* m_input;
    FeatureLane* m_features;
    widgets::MelgramView* m_melgram;
    widgets::TaggramView* m_taggram;
    widgets::OverviewStrip* m_overview;
    QSplitter* m_splitter;
};

}  // namespace ui::inspect
