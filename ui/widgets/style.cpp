#include "ui/widgets/style.h"

#include "ui/theme/theme.h"

namespace ui::widgets {

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
    selection.setAlpha(48);
}

}  // namespace ui::widgets
