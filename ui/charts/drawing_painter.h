#pragma once
#include <array>
#include <filesystem>

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QRectF>

#include "engine/report/drawing.h"

class QPainter;

namespace ui {

/// The colours of the style words, for one ground.
struct ChartColours {
    QColor panel, ink, soft, rule, first, second, third, onFirst;
    std::array<QColor, 8> groups;

    /// Those of the reports on light paper: for PDF and PNG.
    static ChartColours paper();
    /// From the window's palette: marks keep 3 : 1 and texts 4.5 : 1 on its Base.
    static ChartColours screen(const QPalette& palette);
};

struct DrawingLook {
    ChartColours colours;
    QFont font;              ///< its family; sizes are the drawing's
    bool localised = false;  ///< texts translated (context "Chart"), numbers by locale: on screen, never in a report
};

/// A picture on light paper, two pixels a unit. Atomic. Throws Error. Needs a QGuiApplication.
void writePng(const engine::report::Drawing& drawing, const std::filesystem::path& path);

/// Paints the shapes that touch `part` (in the drawing's units); the painter is set up so that one unit is one of the drawing.
void paintDrawing(QPainter& painter, const engine::report::Drawing& drawing, const DrawingLook& look, const QRectF& part);

}  // namespace ui
