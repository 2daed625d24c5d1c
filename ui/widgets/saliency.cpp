#include "ui/widgets/saliency.h"

#include <algorithm>
#include <cmath>

#include <QImage>
#include <QLocale>
#include <QPainter>

namespace ui::widgets {

namespace {

constexpr double kDarkest = 0.78;   // how much of the picture is taken away where nothing mattered

QColor shadeOf(double value)
{
    return QColor(0, 0, 0, static_cast<int>(255 * kDarkest * (1 - std::sqrt(value))));
}

struct Between {
    std::size_t low, high;
    float share;
};

/// Cells around a place given in cells, by their middles.
Between between(double place, std::size_t count)
{
    const double middle = std::clamp(place - 0.5, 0.0, static_cast<double>(count - 1));
    const auto low = static_cast<std::size_t>(middle);
    return {low, std::min(low + 1, count - 1), static_cast<float>(middle - static_cast<double>(low))};
}

}  // namespace

float Saliency::at(double seconds, double height) const
{
    if (rows == 0 || columns == 0) return 0;
    const auto x = between(seconds / secondsPerColumn, columns);
    const auto y = between(height * static_cast<double>(rows), rows);
    const float low = at(y.low, x.low) * (1 - x.share) + at(y.low, x.high) * x.share;
    const float high = at(y.high, x.low) * (1 - x.share) + at(y.high, x.high) * x.share;
    return low * (1 - y.share) + high * y.share;
}

float Saliency::overRows(double seconds) const
{
    if (rows == 0 || columns == 0) return 0;
    const auto x = between(seconds / secondsPerColumn, columns);
    if (overTime.size() == columns) return overTime[x.low] * (1 - x.share) + overTime[x.high] * x.share;
    float most = 0;
    for (std::size_t row = 0; row < rows; ++row)
        most = std::max(most, at(row, x.low) * (1 - x.share) + at(row, x.high) * x.share);
    return most;
}

bool Saliency::isBlank() const
{
    return std::none_of(values.begin(), values.end(), [](float value) { return value > 0; });
}

void drawSaliency(QPainter& painter, const QRect& plot, const Saliency& saliency, const std::function<double(double x)>& secondsAtX)
{
    if (saliency.rows == 0 || plot.isEmpty()) return;
    // A map is coarse: every second pixel is enough, and the painter makes it smooth.
    const QSize size((plot.width() + 1) / 2, saliency.rows == 1 ? 1 : (plot.height() + 1) / 2);
    QImage shade(size, QImage::Format_ARGB32_Premultiplied);
    std::vector<double> seconds(static_cast<std::size_t>(size.width()));
    for (int x = 0; x < size.width(); ++x)
        seconds[static_cast<std::size_t>(x)] = secondsAtX(plot.left() + 2 * x + 0.5);
    for (int y = 0; y < size.height(); ++y) {
        const double height = 1 - (y + 0.5) / size.height();
        auto* line = reinterpret_cast<QRgb*>(shade.scanLine(y));
        for (int x = 0; x < size.width(); ++x) {
            const float value = saliency.at(seconds[static_cast<std::size_t>(x)], height);
            line[x] = shadeOf(static_cast<double>(value)).rgba();
        }
    }
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(plot, shade);
    painter.restore();
}

void drawSaliencyScale(QPainter& painter, const QPoint& corner, const Saliency& saliency)
{
    constexpr int kWidth = 120, kBar = 8, kMargin = 6;
    const QLocale locale;
    const auto number = [&](double value) { return locale.toString(value, 'g', 2); };
    const QString end = saliency.unit.isEmpty() ? number(saliency.peak) : number(saliency.peak) + QLatin1Char(' ') + saliency.unit;
    const auto metrics = painter.fontMetrics();
    const int after = std::max(metrics.horizontalAdvance(end) / 2, kMargin);
    const QRect plate(corner.x() - kWidth - after - 2 * kMargin, corner.y() - kBar - metrics.height() - 3 * kMargin / 2, kWidth + after + 2 * kMargin,
                      kBar + metrics.height() + 3 * kMargin / 2);
    painter.fillRect(plate, QColor(0, 0, 0, 170));
    const QRect bar(plate.left() + kMargin, plate.top() + kMargin / 2, kWidth, kBar);
    painter.fillRect(bar, QColor(253, 231, 37));   // the light end of the usual colours
    for (int x = 0; x < kWidth; ++x)
        painter.fillRect(bar.left() + x, bar.top(), 1, kBar, shadeOf(static_cast<double>(x) / kWidth));
    painter.setPen(Qt::white);
    const auto label = [&](double share, const QString& text, int alignment) {
        const int width = metrics.horizontalAdvance(text) + 2;
        const int x = bar.left() + static_cast<int>(share * kWidth);
        const int left = alignment == Qt::AlignLeft ? x : std::min(x - width / 2, plate.right() - width - 1);
        painter.drawText(QRect(left, bar.bottom() + 2, width, metrics.height()), Qt::AlignCenter, text);
    };
    label(0, QStringLiteral("0"), Qt::AlignLeft);
    label(0.5, number(saliency.peak / 2), Qt::AlignHCenter);
    label(1, end, Qt::AlignHCenter);
}

}  // namespace ui::widgets
