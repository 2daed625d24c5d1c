#pragma once
#include <cstdint>
#include <vector>

#include "ui/widgets/lane.h"
#include "ui/widgets/peaks.h"

namespace ui::widgets {

/// The visible part of the waveform: least, greatest and RMS of each pixel column from the fitting level of the pyramid; single
/// samples, joined by lines, when a peak would be longer than a pixel. Grows as longer pyramids are set.
class WaveformView : public Lane {
    Q_OBJECT
public:
    WaveformView(TimeAxis* axis, TimeCursor* cursor, QWidget* parent = nullptr);

    void clear();
    /// May be the part decoded so far.
    void setPeaks(PeaksPtr peaks);
    /// Mono samples at the file's own rate, from sample `start` of the file.
    void setSamples(std::int64_t start, std::vector<float> samples);

    QString readout(const QPointF& position) const override;
    QString valueText() const override;
    QSize minimumSizeHint() const override { return {240, 60}; }

Q_SIGNALS:
    /// The view is zoomed in so far that it needs samples [start, start + count).
    void samplesWanted(qint64 start, qint64 count);

protected:
    void drawContent(QPainter& painter) override;

private:
    double samplesPerPixel() const;
    bool hasSamplesFor(std::int64_t first, std::int64_t last) const;
    void drawGrid(QPainter& painter) const;
    void drawPeaks(QPainter& painter, int level) const;
    void drawSamples(QPainter& painter) const;
    void askForSamples();

    PeaksPtr m_peaks;
    std::int64_t m_samplesStart = 0;
    std::vector<float> m_samples;
};

}  // namespace ui::widgets
