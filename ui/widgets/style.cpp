#include "ui/widgets/style.h"

#include <algorithm>
#include <cmath>

namespace ui::widgets {

namespace {

double linear(double channel)
{
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

}  // namespace

double contrastRatio(const QColor& a, const QColor& b)
{
    const auto [dark, light] = std::minmax(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

QColor mixed(const QColor& a, const QColor& b, double shareOfB)
{
    const auto blend = [shareOfB](float from, float to) { return static_cast<float>(from + (to - from) * shareOfB); };
    return QColor::fromRgbF(blend(a.redF(), b.redF()), blend(a.greenF(), b.greenF()), blend(a.blueF(), b.blueF()));
}

QColor readableOn(const QColor& background, const QColor& wanted, double ratio)
{
    const QColor end = contrastRatio(background, Qt::white) > contrastRatio(background, Qt::black) ? Qt::white : Qt::black;
    for (int step = 0; step < 20; ++step) {
        const QColor tried = mixed(wanted, end, step / 20.0);
        if (contrastRatio(background, tried) >= ratio) return tried;
    }
    return end;
}

LaneColours::LaneColours(const QPalette& palette)
{
    const QColor accent = palette.color(QPalette::Active, QPalette::Highlight);
    background = palette.color(QPalette::Active, QPalette::Base);
    gutter = palette.color(QPalette::Active, QPalette::Window);
    text = readableOn(gutter, palette.color(QPalette::Active, QPalette::WindowText));
    quietText = readableOn(gutter, mixed(text, gutter, 0.35));
    grid = mixed(background, text, 0.18);
    waveCore = readableOn(background, accent, 4.5);
    wave = mixed(waveCore, background, 0.45);
    // An orange keeps apart from every accent colour in use and from all colour maps' dark ends.
    playhead = readableOn(background, QColor(0xE6, 0x5C, 0x00), 3.0);
    selection = accent;
    selection.setAlpha(60);
}

}  // namespace ui::widgets
