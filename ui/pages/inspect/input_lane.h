#pragma once
#include <vector>

#include "ui/widgets/lane.h"
#include "ui/widgets/saliency.h"

namespace ui::inspect {

/// One window of the track as the network was given it, and what it said of a tag.
struct InputWindow {
    widgets::TimeSpan span;
    double probability = 0;
};

/// The exact pieces of the track that a model was given, border by border under the waveform: overlapping ones take turns in two rows, and
/// each is filled as far as it says the tag is there. Above them, when explained, how much each moment mattered.
class InputLane : public widgets::Lane {
    Q_OBJECT
public:
    InputLane(widgets::TimeAxis* axis, widgets::TimeCursor* cursor, QWidget* parent = nullptr);

    void setWindows(const QString& tag, std::vector<InputWindow> windows);
    void setSaliency(widgets::SaliencyPtr saliency);
    const std::vector<InputWindow>& windows() const { return m_windows; }

    QString readout(const QPointF& position) const override;
    QString valueText() const override;
    QSize sizeHint() const override { return {400, 56}; }
    QSize minimumSizeHint() const override { return {240, 40}; }

protected:
    void drawContent(QPainter& painter) override;

private:
    QRectF areaOf(std::size_t window) const;
    void drawWindows(QPainter& painter) const;
    void drawCurve(QPainter& painter) const;

    QString m_tag;
    std::vector<InputWindow> m_windows;
    widgets::SaliencyPtr m_saliency;
};

}  // namespace ui::inspect
