#include "ui/pages/inspect/feature_lane.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "engine/features/pitch_names.h"
#include "engine/features/settings.h"
#include "ui/widgets/ticks.h"

namespace ui::inspect {

namespace {

using engine::features::kFramesPerSecond;
constexpr int kChromaUnits = 3;   // the picture of twelve classes is as high as so many curves

QString regionName(std::size_t index)
{
    return index == 0 ? QStringLiteral("A") : QStringLiteral("B");
}

}  // namespace

FeatureLane::FeatureLane(widgets::TimeAxis* axis, widgets::TimeCursor* cursor, QWidget* parent)
    : Lane(axis, cursor, parent), m_colours(widgets::colourMaps()[1].make())
{
    setAccessibleName(tr("Features"));
    setAccessibleDescription(tr("Beats, pitch classes and other hand-made features over time, with their mean in each bar. Drag to select, press A or B to mark a region."));
}

void FeatureLane::setCourses(FeatureCoursesPtr courses, const QString& note)
{
    m_courses = std::move(courses);
    m_note = note;
    m_chroma = nullptr;
    m_curves.clear();
    if (m_courses) {
        for (std::size_t i = 0; i < m_courses->features.size(); ++i)
            if (m_courses->features[i]->id == "chroma_stft") m_chroma = &m_courses->courses[i];
        // Short names: the gutter is narrow.
        addCurve(tr("Loudness"), "rms", 0);
        addCurve(tr("Onsets"), "onset", 0);
        addCurve(tr("Centroid"), "spectral_centroid", 0);
        addCurve(tr("Roll-off"), "rolloff", 0);
        addCurve(tr("Flatness"), "spectral_flatness", 0);
        addCurve(tr("Crossings"), "zero_crossing_rate", 0);
        addCurve(tr("Harmonic"), "harmonic_percussive", 0);
        addCurve(tr("Percussive"), "harmonic_percussive", 1);
    }
    invalidate();
}

void FeatureLane::addCurve(const QString& name, std::string_view feature, std::size_t row)
{
    for (std::size_t i = 0; i < m_courses->features.size(); ++i) {
        if (m_courses->features[i]->id != feature) continue;
        Curve curve{name, m_courses->courses[i].row(row), 0, 1, {}};
        const auto [lowest, highest] = std::minmax_element(curve.values.begin(), curve.values.end());
        curve.lowest = *lowest;
        curve.highest = std::max(*highest, *lowest + 1e-9f);
        for (std::size_t bar = 0; bar < m_courses->barStarts.size(); ++bar) {
            const auto first = frameAt(m_courses->barStarts[bar]);
            const auto end = bar + 1 < m_courses->barStarts.size() ? frameAt(m_courses->barStarts[bar + 1]) : m_courses->frames;
            curve.barMeans.push_back(static_cast<float>(engine::features::momentsOf(curve.values.subspan(first, std::max<std::size_t>(1, end - first))).mean));
        }
        m_curves.push_back(std::move(curve));
    }
}

void FeatureLane::setRegions(const Regions& regions)
{
    m_regions = regions;
    update();
}

void FeatureLane::setColourMap(const widgets::ColourMap& map)
{
    m_colours = map.make();
    invalidate();
}

QRect FeatureLane::beatsRect() const
{
    return {plotRect().left(), 0, plotRect().width(), std::max(10, fontMetrics().height())};
}

QRect FeatureLane::chromaRect() const
{
    const int top = beatsRect().bottom() + 1;
    const auto units = static_cast<int>(m_curves.size()) + kChromaUnits;
    return {plotRect().left(), top, plotRect().width(), (height() - top) * kChromaUnits / units};
}

QRect FeatureLane::curveRect(std::size_t index) const
{
    const int top = chromaRect().bottom() + 1, whole = height() - top;
    const auto edge = [&](std::size_t i) { return top + static_cast<int>(i * static_cast<std::size_t>(whole) / m_curves.size()); };
    return {plotRect().left(), edge(index), plotRect().width(), edge(index + 1) - edge(index)};
}

std::size_t FeatureLane::frameAt(double seconds) const
{
    return static_cast<std::size_t>(std::clamp(std::round(seconds * kFramesPerSecond), 0.0, static_cast<double>(m_courses->frames - 1)));
}

std::optional<std::size_t> FeatureLane::barAt(double seconds) const
{
    const auto& starts = m_courses->barStarts;
    const auto after = std::upper_bound(starts.begin(), starts.end(), seconds);
    if (after == starts.begin()) return {};
    return static_cast<std::size_t>(after - starts.begin()) - 1;
}

void FeatureLane::drawContent(QPainter& painter)
{
    fillBackground(painter);
    if (!m_courses || m_curves.empty()) {
        drawLaneName(painter, tr("Features"));
        painter.setPen(colours().quietText);
        painter.drawText(plotRect(), Qt::AlignCenter, m_note);
        return;
    }
    drawBeats(painter);
    drawChroma(painter);
    for (std::size_t i = 0; i < m_curves.size(); ++i) drawCurve(painter, m_curves[i], curveRect(i));
}

void FeatureLane::drawName(QPainter& painter, const QString& name, const QRect& place) const
{
    painter.setPen(colours().text);
    const QRect gutter(4, place.top(), place.left() - 11, place.height());
    painter.drawText(gutter, Qt::AlignRight | Qt::AlignVCenter, painter.fontMetrics().elidedText(name, Qt::ElideRight, gutter.width()));
}

void FeatureLane::drawBeats(QPainter& painter) const
{
    const QRect place = beatsRect();
    drawName(painter, tr("Beats"), place);
    painter.setPen(QPen(colours().wave, 1));
    for (const double beat : m_courses->beatSeconds) {
        const double x = xAtSeconds(beat);
        if (x >= place.left() && x <= place.right()) painter.drawLine(QPointF(x, place.top() + 2), QPointF(x, place.bottom() - 2));
    }
}

void FeatureLane::drawChroma(QPainter& painter) const
{
    const QRect place = chromaRect();
    drawName(painter, tr("Chroma"), place);
    if (m_chroma == nullptr || place.width() <= 0 || place.height() <= 0) return;
    QImage picture(place.width(), static_cast<int>(m_chroma->rows), QImage::Format_RGB32);
    const double step = axis().secondsPerPixel(place.width());
    const qint64 firstColumn = axis().firstColumn(place.width());
    for (int x = 0; x < place.width(); ++x) {
        const auto frame = frameAt((static_cast<double>(firstColumn + x) + 0.5) * step);
        for (std::size_t row = 0; row < m_chroma->rows; ++row)   // C at the bottom
            picture.setPixel(x, static_cast<int>(m_chroma->rows - 1 - row), m_colours[static_cast<std::size_t>(widgets::colourIndex(m_chroma->at(row, frame), 0, 255))]);
    }
    painter.drawImage(place, picture);
}

void FeatureLane::drawCurve(QPainter& painter, const Curve& curve, const QRect& place) const
{
    const auto c = colours();
    drawName(painter, curve.name, place);
    painter.fillRect(QRect(place.left(), place.top(), place.width(), 1), c.gutter);
    const auto yOf = [&](float value) { return place.bottom() - 1 - (place.height() - 4) * static_cast<double>((value - curve.lowest) / (curve.highest - curve.lowest)); };
    const double step = axis().secondsPerPixel(place.width());
    const qint64 firstColumn = axis().firstColumn(place.width());
    QPolygonF line;
    for (int x = 0; x < place.width(); ++x) {
        const auto first = frameAt(static_cast<double>(firstColumn + x) * step), last = frameAt(static_cast<double>(firstColumn + x + 1) * step);
        const auto seen = curve.values.subspan(first, std::max<std::size_t>(1, last - first));
        const auto [low, high] = std::minmax_element(seen.begin(), seen.end());
        line << QPointF(place.left() + x, yOf(*low));
        if (*high > *low) line << QPointF(place.left() + x, yOf(*high));
    }
    painter.save();
    painter.setClipRect(place);
    painter.setPen(QPen(c.wave, 1));
    painter.drawPolyline(line);
    painter.setPen(QPen(c.playhead, 2));
    for (std::size_t bar = 0; bar < curve.barMeans.size(); ++bar) {
        const double left = xAtSeconds(m_courses->barStarts[bar]);
        const double right = bar + 1 < curve.barMeans.size() ? xAtSeconds(m_courses->barStarts[bar + 1]) : xAtSeconds(axis().durationSeconds());
        if (right < place.left() || left > place.right()) continue;
        painter.drawLine(QPointF(left + 1, yOf(curve.barMeans[bar])), QPointF(right - 1, yOf(curve.barMeans[bar])));
    }
    painter.restore();
}

void FeatureLane::drawExtraOverlay(QPainter& painter)
{
    const auto c = colours();
    const QRect plot = plotRect();
    for (std::size_t i = 0; i < m_regions.size(); ++i) {
        if (!m_regions[i]) continue;
        const double left = std::max<double>(plot.left(), xAtSeconds(m_regions[i]->startSeconds)), right = std::min<double>(plot.right() + 1, xAtSeconds(m_regions[i]->endSeconds));
        if (right <= left) continue;
        painter.fillRect(QRectF(left, 0, right - left, height()), c.selection);
        painter.setPen(QPen(c.playhead, 1, i == 0 ? Qt::SolidLine : Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(left, 0, right - left, height() - 1));
        widgets::drawPlate(painter, {left + 2, 2}, regionName(i), c);
    }
}

QString FeatureLane::readout(const QPointF& position) const
{
    if (!m_courses || m_curves.empty() || !plotRect().contains(position.toPoint())) return {};
    const double seconds = secondsAtX(position.x());
    const QString time = widgets::timeText(seconds, 0.001);
    const auto frame = frameAt(seconds);
    const QPoint at = position.toPoint();
    if (chromaRect().contains(at) && m_chroma != nullptr) {
        const int from = (chromaRect().bottom() - at.y()) * static_cast<int>(m_chroma->rows) / chromaRect().height();
        const auto row = static_cast<std::size_t>(std::clamp(from, 0, static_cast<int>(m_chroma->rows) - 1));
        return tr("%1  chroma %2  %3").arg(time, QString::fromLatin1(engine::features::kPitchNames[row]), QString::number(m_chroma->at(row, frame), 'f', 3));
    }
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        if (!curveRect(i).contains(at)) continue;
        const auto bar = barAt(seconds);
        const QString value = QString::number(m_curves[i].values[frame], 'g', 5);
        if (!bar) return tr("%1  %2  %3").arg(time, m_curves[i].name, value);
        return tr("%1  %2  %3  (mean of bar %4: %5)").arg(time, m_curves[i].name, value).arg(*bar + 1).arg(QString::number(m_curves[i].barMeans[*bar], 'g', 5));
    }
    const auto& beats = m_courses->beatSeconds;
    const auto next = std::upper_bound(beats.begin(), beats.end(), seconds);
    return tr("%1  beat %2 of %3").arg(time).arg(next - beats.begin()).arg(beats.size());
}

QString FeatureLane::valueText() const
{
    if (!m_courses) return m_note.isEmpty() ? tr("no features") : m_note;
    return tr("%1 beats, %2 bars").arg(m_courses->beatSeconds.size()).arg(m_courses->barStarts.size());
}

}  // namespace ui::inspect
