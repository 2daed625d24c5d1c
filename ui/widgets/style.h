#pragma once
#include <QColor>
#include <QPalette>

namespace ui::widgets {

QColor mixed(const QColor& a, const QColor& b, double shareOfB);
/// `wanted`, moved towards black or white until it stands out from `background` by `ratio` (WCAG: text 4.5, marks and lines 3).
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
