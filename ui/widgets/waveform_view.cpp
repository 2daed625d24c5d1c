#include "ui/widgets/waveform_view.h"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QPainterPath>

#include "ui/widgets/ticks.h"

namespace ui::widgets {

namespace {

constexpr float kSilence = 1e-6F;

QString levelText(float amplitude)
{
    return amplitude > kSilence ? QStringLiteral("%1 dB").arg(20 * std::log10(amplitude), 0, 'f', 1) : QStringLiteral("-\u221E dB");
}

}  // namespace

WaveformView::WaveformView(TimeAxis* axis, TimeCursor* cursor, QWidget* parent) : Lane(axis, cursor, parent)
{
    setAccessibleName(tr("Waveform"));
    setAccessibleDescription(tr("Least, greatest and mean level over time. Click to move the playhead, drag to select."));
    connect(axis, &TimeAxis::rangeChanged, this, &WaveformView::askForSamples);
}

void WaveformView::clear()
{
    m_peaks.reset();
    m_samples.clear();
    invalidate();
}

void WaveformView::setPeaks(PeaksPtr peaks)
{
    m_peaks = std::move(peaks);
    askForSamples();
    invalidate();
}

void WaveformView::setSamples(std::int64_t start, std::vector<float> samples)
{
    m_samplesStart = start;
    m_samples = std::move(samples);
    invalidate();
}

double WaveformView::samplesPerPixel() const
{
    return m_peaks ? axis().secondsPerPixel(plotRect().width()) * m_peaks->rateHz : 0;
}

bool WaveformView::hasSamplesFor(std::int64_t first, std::int64_t last) const
{
    return !m_samples.empty() && first >= m_samplesStart && last <= m_samplesStart + static_cast<std::int64_t>(m_samples.size());
}

void WaveformView::askForSamples()
{
    if (!m_peaks || m_peaks->frames <= 0 || peakLevelFor(*m_peaks, samplesPerPixel()) >= 0) return;
    const auto first = static_cast<std::int64_t>(axis().startSeconds() * m_peaks->rateHz);
    const auto last = std::min(m_peaks->frames, static_cast<std::int64_t>(axis().endSeconds() * m_peaks->rateHz) + 2);
    if (hasSamplesFor(first, last)) return;
    // A page more on both sides: scrolling on does not ask again at once.
    const std::int64_t page = last - first;
    const std::int64_t start = std::max<std::int64_t>(0, first - page);
    Q_EMIT samplesWanted(start, std::min(m_peaks->frames, last + page) - start);
}

void WaveformView::drawContent(QPainter& painter)
{
    fillBackground(painter);
    drawGrid(painter);
    if (!m_peaks) return;
    painter.setClipRect(plotRect());
    const int level = peakLevelFor(*m_peaks, samplesPerPixel());
    const auto first = static_cast<std::int64_t>(axis().startSeconds() * m_peaks->rateHz);
    const auto last = std::min(m_peaks->frames, static_cast<std::int64_t>(axis().endSeconds() * m_peaks->rateHz));
    if (level < 0 && hasSamplesFor(first, last)) {
        drawSamples(painter);
    } else {
        drawPeaks(painter, level);
    }
}

void WaveformView::drawGrid(QPainter& painter) const
{
    const LaneColours c = colours();
    const QRect plot = plotRect();
    const double middle = plot.center().y() + 0.5;
    const int line = painter.fontMetrics().height();
    for (const double level : {1.0, 0.5, 0.0, -0.5, -1.0}) {
        const double y = std::clamp(std::floor(middle - level * (plot.height() / 2.0 - 1)) + 0.5, 0.5, plot.height() - 0.5);
        painter.setPen(c.grid);
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        if (plot.height() < 5 * line && std::abs(level) == 0.5) continue;
        const double top = std::clamp(y - line / 2.0, 0.0, static_cast<double>(plot.height() - line));
        painter.setPen(c.quietText);
        painter.drawText(QRectF(0, top, plot.left() - 6, line), Qt::AlignRight | Qt::AlignVCenter, QString::number(level, 'f', 1));
    }
}

void WaveformView::drawPeaks(QPainter& painter, int level) const
{
    const QRect plot = plotRect();
    const LaneColours c = colours();
    const double perPixel = samplesPerPixel();
    const double middle = plot.height() / 2.0;
    const double half = middle - 1;
    const qint64 firstColumn = axis().firstColumn(plot.width());
    const auto y = [&](float value) { return middle - std::clamp(value, -1.0F, 1.0F) * half; };
    for (int x = 0; x < plot.width(); ++x) {
        const double start = static_cast<double>(firstColumn + x) * perPixel;
        const PeakColumn column = peakColumn(*m_peaks, level, start, start + perPixel);
        if (!column.known) continue;
        const double top = y(column.maximum);
        const double bottom = std::max(y(column.minimum), top + 1);   // silence is a line, not nothing
        painter.fillRect(QRectF(plot.left() + x, top, 1, bottom - top), c.wave);
        const double coreTop = std::max(top, y(column.rms));
        const double coreBottom = std::min(bottom, y(-column.rms));
        if (coreBottom > coreTop) painter.fillRect(QRectF(plot.left() + x, coreTop, 1, coreBottom - coreTop), c.waveCore);
    }
}

void WaveformView::drawSamples(QPainter& painter) const
{
    const QRect plot = plotRect();
    const double middle = plot.height() / 2.0;
    const double rate = m_peaks->rateHz;
    const auto first = std::max(m_samplesStart, static_cast<std::int64_t>(axis().startSeconds() * rate) - 1);
    const auto last = std::min(m_samplesStart + static_cast<std::int64_t>(m_samples.size()), static_cast<std::int64_t>(axis().endSeconds() * rate) + 2);
    const auto place = [&](std::int64_t i) {
        const float value = std::clamp(m_samples[static_cast<std::size_t>(i - m_samplesStart)], -1.0F, 1.0F);
        return QPointF(xAtSeconds(static_cast<double>(i) / rate), middle - value * (middle - 1));
    };
    QPolygonF line;
    for (std::int64_t i = first; i < last; ++i) line << place(i);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colours().waveCore, 1.2));
    painter.drawPolyline(line);
    if (samplesPerPixel() > 0.2) return;
    painter.setBrush(colours().waveCore);
    for (const QPointF& point : line) painter.drawEllipse(point, 2.5, 2.5);
}

QString WaveformView::readout(const QPointF& position) const
{
    if (!m_peaks) return {};
    const double perPixel = samplesPerPixel();
    const double start = std::floor(secondsAtX(position.x()) * m_peaks->rateHz);
    const PeakColumn column = peakColumn(*m_peaks, peakLevelFor(*m_peaks, perPixel), start, start + std::max(1.0, perPixel));
    if (!column.known) return tr("%1  not decoded yet").arg(timeText(secondsAtX(position.x()), 0.001));
    return tr("%1  peak %2  RMS %3").arg(timeText(secondsAtX(position.x()), 0.001),
                                         levelText(std::max(-column.minimum, column.maximum)), levelText(column.rms));
}

QString WaveformView::valueText() const
{
    if (!m_peaks || m_peaks->rateHz <= 0) return tr("no track");
    const PeakColumn whole = peakColumn(*m_peaks, static_cast<int>(m_peaks->levels.size()) - 1, 0, static_cast<double>(m_peaks->frames));
    return tr("%1 of sound, peak %2, RMS %3").arg(timeText(static_cast<double>(m_peaks->frames) / m_peaks->rateHz, 0.1),
                                                 levelText(std::max(-whole.minimum, whole.maximum)), levelText(whole.rms));
}

}  // namespace ui::widgets
