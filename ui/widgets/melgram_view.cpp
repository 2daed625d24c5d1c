#include "ui/widgets/melgram_view.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <QPainter>

#include "ui/widgets/ticks.h"

namespace ui::widgets {

namespace {

constexpr int kColourBarWidth = 12;
constexpr float kAutoRangeFewestDb = 50;
constexpr float kAutoRangeMostDb = 90;

QString levelNumber(double level)
{
    return level < 0 ? QStringLiteral("\u2212%1").arg(-level) : QString::number(std::abs(level));   // never "-0"
}

}  // namespace

MelgramView::MelgramView(TimeAxis* axis, TimeCursor* cursor, QWidget* parent)
    : Lane(axis, cursor, parent), m_colours(colourMaps()[1].make())
{
    setAccessibleName(tr("Melgram"));
    setAccessibleDescription(tr("Level in dB over time and mel frequency: what a model gets. Click to move the playhead."));
}

void MelgramView::clear()
{
    m_melgram = {};
    m_meaning = {};
    m_chunks.clear();
    invalidate();
}

void MelgramView::begin(MelgramMeaning meaning)
{
    m_meaning = std::move(meaning);
    m_melgram = MelPyramid(m_meaning.bandCentresHz.size(), m_meaning.frames);
    invalidate();
}

void MelgramView::appendColumns(std::span<const float> columns)
{
    m_melgram.append(columns);
    chooseAutoRange();
    invalidate();
}

void MelgramView::setColourMap(const ColourMap& map)
{
    m_colours = map.make();
    invalidate();
}

void MelgramView::setLevelRangeDb(std::optional<std::pair<float, float>> range)
{
    m_autoRange = !range;
    if (range) {
        m_range = {range->first, std::max(range->first + 1, range->second)};
        Q_EMIT levelRangeChanged();
    } else {
        chooseAutoRange();
    }
    invalidate();
}

void MelgramView::setSaliency(SaliencyPtr saliency)
{
    if (m_saliency == saliency) return;
    m_saliency = std::move(saliency);
    invalidate();
}

void MelgramView::setChunks(std::vector<TimeSpan> chunks)
{
    m_chunks = std::move(chunks);
    update();
}

void MelgramView::setChunksShown(bool shown)
{
    m_chunksShown = shown;
    update();
}

void MelgramView::chooseAutoRange()
{
    if (!m_autoRange || m_melgram.frames() == 0) return;
    // A few outliers at either end should not cost contrast; silence at the floor should not cost any at all.
    const auto [low, high] = m_melgram.levelRange(0.15, 0.9995);
    const float top = std::ceil(high);
    m_range = {std::floor(std::clamp(low, top - kAutoRangeMostDb, top - kAutoRangeFewestDb)), top};
    Q_EMIT levelRangeChanged();
}

std::pair<std::size_t, std::size_t> MelgramView::framesOfColumn(int column) const
{
    const double width = plotRect().width();
    const double step = axis().secondsPerPixel(width);
    const double left = static_cast<double>(axis().firstColumn(width) + column) * step;
    const double offset = m_meaning.firstCentreSamples / m_meaning.sampleRateHz;
    const auto frames = static_cast<double>(m_melgram.frames());
    double first = std::ceil((left - offset) * framesPerSecond());
    double last = std::ceil((left + step - offset) * framesPerSecond());
    if (last <= first) {
        first = std::round((left + step / 2 - offset) * framesPerSecond());
        last = first + 1;
    }
    first = std::max(0.0, first);
    last = std::min(frames, last);
    return last > first ? std::pair(static_cast<std::size_t>(first), static_cast<std::size_t>(last)) : std::pair<std::size_t, std::size_t>();
}

double MelgramView::bandOfHz(double hz) const
{
    const auto& centres = m_meaning.bandCentresHz;
    const auto above = std::lower_bound(centres.begin(), centres.end(), hz);
    if (above == centres.begin()) return 0;
    if (above == centres.end()) return static_cast<double>(centres.size() - 1);
    const auto below = above - 1;
    return static_cast<double>(below - centres.begin()) + (hz - *below) / (*above - *below);
}

double MelgramView::yOfBand(double band) const
{
    return height() * (1 - (band + 0.5) / static_cast<double>(m_melgram.mels()));
}

std::optional<MelgramView::Cell> MelgramView::cellAt(const QPointF& position) const
{
    if (m_melgram.frames() == 0 || !plotRect().contains(position.toPoint()) || axis().visibleSeconds() <= 0) return std::nullopt;
    const double samples = secondsAtX(position.x()) * m_meaning.sampleRateHz - m_meaning.firstCentreSamples;
    const double frame = std::max(0.0, std::round(samples / m_meaning.hopSamples));
    if (frame >= static_cast<double>(m_melgram.frames())) return std::nullopt;
    const auto mels = static_cast<int>(m_melgram.mels());
    const int band = std::clamp(static_cast<int>((height() - position.y()) / height() * mels), 0, mels - 1);
    Cell cell{static_cast<std::size_t>(frame), static_cast<std::size_t>(band), 0, 0, 0};
    cell.seconds = (frame * m_meaning.hopSamples + m_meaning.firstCentreSamples) / m_meaning.sampleRateHz;
    cell.hz = m_meaning.bandCentresHz[cell.band];
    cell.levelDb = m_melgram.at(cell.band, cell.frame);
    return cell;
}

QString MelgramView::readout(const QPointF& position) const
{
    const auto cell = cellAt(position);
    if (!cell) return {};
    return tr("%1  %2  %3 dB  (frame %4, band %5)")
        .arg(timeText(secondsAtX(position.x()), 0.001), frequencyText(cell->hz), QString::number(cell->levelDb, 'f', 1))
        .arg(cell->frame).arg(cell->band);
}

QString MelgramView::valueText() const
{
    if (m_melgram.frames() == 0) return tr("no melgram");
    return tr("preset %1, %2 bands, %3 frames, %4 to %5 dB").arg(m_meaning.presetName).arg(m_melgram.mels()).arg(m_melgram.frames())
        .arg(m_range.first).arg(m_range.second);
}

void MelgramView::drawContent(QPainter& painter)
{
    fillBackground(painter);
    if (m_melgram.mels() == 0) return;
    drawPicture(painter);
    if (m_saliency) drawSaliency(painter, plotRect(), *m_saliency, [this](double x) { return secondsAtX(x); });
    drawFrequencyAxis(painter);
    drawColourBar(painter);
}

void MelgramView::drawPicture(QPainter& painter) const
{
    const QRect plot = plotRect();
    const std::size_t mels = m_melgram.mels();
    if (plot.width() <= 0 || plot.height() <= 0 || m_melgram.frames() == 0) return;
    const auto width = static_cast<std::size_t>(plot.width());
    const float scale = 255.0F / (m_range.second - m_range.first);
    const QRgb unknown = colours().background.rgb();
    // levels: [mels, width], so that a row of the picture is a row here.
    std::vector<float> levels(mels * width);
    std::vector<char> known(width, 0);
    std::vector<float> column(mels);
    for (std::size_t x = 0; x < width; ++x) {
        const auto [first, last] = framesOfColumn(static_cast<int>(x));
        if (first == last) continue;
        known[x] = 1;
        m_melgram.columnMaximum(first, last, column);
        for (std::size_t band = 0; band < mels; ++band) levels[band * width + x] = column[band];
    }
    QImage picture(plot.size(), QImage::Format_RGB32);
    std::vector<float> row(width);
    for (int y = 0; y < plot.height(); ++y) {
        // Several bands in one row of pixels: the loudest shows, so that a thin line never vanishes.
        const auto bands = static_cast<std::int64_t>(mels);
        const std::int64_t low = (plot.height() - 1 - y) * bands / plot.height();
        const std::int64_t high = std::max(low + 1, (plot.height() - y) * bands / plot.height());
        std::copy_n(levels.begin() + low * static_cast<std::int64_t>(width), width, row.begin());
        for (std::int64_t band = low + 1; band < high; ++band) {
            const float* other = levels.data() + band * static_cast<std::int64_t>(width);
            for (std::size_t x = 0; x < width; ++x) row[x] = std::max(row[x], other[x]);
        }
        auto* pixels = reinterpret_cast<QRgb*>(picture.scanLine(y));
        for (std::size_t x = 0; x < width; ++x) {
            pixels[x] = known[x] ? m_colours[static_cast<std::size_t>(colourIndex(row[x], m_range.first, scale))] : unknown;
        }
    }
    painter.drawImage(plot.topLeft(), picture);
}

void MelgramView::drawFrequencyAxis(QPainter& painter) const
{
    const LaneColours c = colours();
    const QRect plot = plotRect();
    const int line = painter.fontMetrics().height();
    const auto& centres = m_meaning.bandCentresHz;
    double lastY = height() + line;
    for (const double hz : frequencyTicksHz(centres.front(), centres.back())) {
        const double y = yOfBand(bandOfHz(hz));
        painter.setPen(c.quietText);
        painter.drawLine(QPointF(plot.left() - 4, y), QPointF(plot.left() - 1, y));
        const double top = std::clamp(y - line / 2.0, 0.0, static_cast<double>(height() - line));
        if (lastY - top < line || top < line) continue;   // the unit stands in the topmost line
        lastY = top;
        const QString text = hz < 1000 ? QString::number(hz) : tr("%1k").arg(hz / 1000);
        painter.setPen(c.text);
        painter.drawText(QRectF(0, top, plot.left() - 7, line), Qt::AlignRight | Qt::AlignVCenter, text);
    }
    painter.setPen(c.quietText);
    painter.drawText(QRectF(0, 0, plot.left() - 7, line), Qt::AlignRight | Qt::AlignVCenter, tr("Hz (mel)"));
}

void MelgramView::drawColourBar(QPainter& painter) const
{
    const LaneColours c = colours();
    const QRect plot = plotRect();
    const int line = painter.fontMetrics().height();
    const QRect bar(plot.right() + 8, line + 4, kColourBarWidth, height() - line - 8);
    if (bar.height() < 2 * line) return;
    QImage gradient(1, 256, QImage::Format_RGB32);
    for (int i = 0; i < 256; ++i) gradient.setPixel(0, 255 - i, m_colours[static_cast<std::size_t>(i)]);
    painter.drawImage(bar, gradient);
    painter.setPen(c.quietText);
    painter.drawRect(bar.adjusted(0, 0, -1, -1));
    painter.drawText(QRect(bar.left(), 0, width() - bar.left(), line), Qt::AlignLeft | Qt::AlignVCenter, tr("dB"));
    const double range = m_range.second - m_range.first;
    const TickScale ticks = plainTicks(range, bar.height(), 2.0 * line);
    painter.setPen(c.text);
    for (double level = std::ceil(m_range.first / ticks.major) * ticks.major; level <= m_range.second; level += ticks.major) {
        const double y = bar.bottom() - (level - m_range.first) / range * bar.height();
        const double top = std::clamp(y - line / 2.0, static_cast<double>(bar.top()) - 2, static_cast<double>(height() - line));
        // A mark beside the number would read as a minus sign: it lies on the bar.
        painter.fillRect(QRectF(bar.right() - 3, y, 4, 1), c.text);
        painter.drawText(QRectF(bar.right() + 6, top, width() - bar.right() - 6, line), Qt::AlignLeft | Qt::AlignVCenter, levelNumber(level));
    }
}

void MelgramView::drawChunks(QPainter& painter) const
{
    // Chunks may overlap: their brackets take turns in two rows.
    for (std::size_t i = 0; i < m_chunks.size(); ++i) {
        const double left = xAtSeconds(m_chunks[i].startSeconds);
        const double right = xAtSeconds(m_chunks[i].endSeconds);
        if (right < plotRect().left() || left > plotRect().right()) continue;
        const double y = height() - 6.5 - 6 * static_cast<double>(i % 2);
        painter.setPen(QPen(QColor(255, 255, 255, 210), 1));
        painter.drawLine(QPointF(left + 0.5, y), QPointF(right - 0.5, y));
        painter.drawLine(QPointF(left + 0.5, y - 2), QPointF(left + 0.5, y + 3));
        painter.drawLine(QPointF(right - 0.5, y - 2), QPointF(right - 0.5, y + 3));
        if (right - left > 40) {
            painter.setPen(QPen(QColor(255, 255, 255, 90), 1, Qt::DotLine));
            painter.drawLine(QPointF(left + 0.5, 0), QPointF(left + 0.5, y));
        }
    }
}

void MelgramView::drawExtraOverlay(QPainter& painter)
{
    if (m_melgram.frames() == 0) return;
    if (m_chunksShown) {
        painter.fillRect(QRectF(plotRect().left(), height() - 17, plotRect().width(), 17), QColor(0, 0, 0, 120));
        drawChunks(painter);
    }
    const auto cell = isHovered() ? cellAt(hoverPosition()) : std::nullopt;
    drawPlate(painter, QPointF(plotRect().left() + 6, 5), m_meaning.presetName, colours());
    if (m_saliency && !m_saliency->caption.isEmpty()) {
        const auto room = plotRect().width() - 24;
        drawPlate(painter, QPointF(plotRect().left() + 6, 11 + painter.fontMetrics().height()), painter.fontMetrics().elidedText(m_saliency->caption, Qt::ElideMiddle, room), colours());
        drawSaliencyScale(painter, plotRect().bottomRight() - QPoint(6, m_chunksShown ? 23 : 6), *m_saliency);
    }
    if (!cell) return;
    const double y = std::floor(hoverPosition().y()) + 0.5;
    painter.setPen(QPen(QColor(255, 255, 255, 150), 1));
    painter.setCompositionMode(QPainter::CompositionMode_Difference);
    painter.drawLine(QPointF(plotRect().left(), y), QPointF(plotRect().right(), y));
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    const QString text = tr("%1  %2 dB").arg(frequencyText(cell->hz), QString::number(cell->levelDb, 'f', 1));
    const double plateWidth = painter.fontMetrics().horizontalAdvance(text) + 10;
    const double plateHeight = painter.fontMetrics().height() + 4;
    const QPointF place(std::min(hoverPosition().x() + 10, plotRect().right() - plateWidth),
                        std::clamp(hoverPosition().y() - plateHeight - 6, 0.0, height() - plateHeight));
    drawPlate(painter, place, text, colours());
}

}  // namespace ui::widgets
