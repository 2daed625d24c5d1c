#pragma once
#include <QColor>
#include <QPalette>

namespace ui::widgets {

/// Contrast of WCAG 2.1 (relative luminances), 1 .. 21. Text wants 4.5, marks and lines 3.
double contrastRatio(const QColor& a, const QColor& b);
QColor mixed(const QColor& a, const QColor& b, double shareOfB);
/// `wanted`, moved towards black or white until it stands out from `background` by `ratio`.
QColor readableOn(const QColor& background, const QColor& wanted, double ratio = 4.5);

/// The few colours of the drawn views, all made from the palette, so that they follow light, dark and high contrast.
struct LaneColours {
    explicit LaneColours(const QPalette& palette);
    QColor background;      ///< behind pictures
    QColor gutter;          ///< behind axes and names
    QColor text;            ///< on gutter and background
    QColor quietText;       ///< units, hints
    QColor grid;
    QColor wave;            ///< min to max
    QColor waveCore;        ///< rms
    QColor playhead;
    QColor selection;       ///< translucent
};

}  // namespace ui::widgets
