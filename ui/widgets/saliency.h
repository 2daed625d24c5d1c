#pragma once
#include <functional>
#include <memory>
#include <vector>

#include <QRect>
#include <QString>

class QPainter;

namespace ui::widgets {

/// How much each place of a picture mattered to a model. values: [rows, columns], 0 .. 1; row 0 lies at the bottom, one row stands for
/// the whole height; column c begins at c times secondsPerColumn.
struct Saliency {
    std::size_t rows = 0, columns = 0;
    double secondsPerColumn = 0;
    std::vector<float> values;
    std::vector<float> overTime = {};   ///< [columns] 0 .. 1, where the times' own shares are known
    QString caption = {};               ///< what was asked: tag, way, layer, model
    double peak = 1;                    ///< what 1 stands for
    QString unit = {};                  ///< of the peak

    float at(std::size_t row, std::size_t column) const { return values[row * columns + column]; }
    /// Between the cells' middles, linear; `height` 0 (bottom) .. 1.
    float at(double seconds, double height) const;
    /// A time's own share, else the largest of its rows.
    float overRows(double seconds) const;
    bool isBlank() const;
};
using SaliencyPtr = std::shared_ptr<const Saliency>;

/// Darkens what did not matter, so that any colour map beneath keeps its meaning where it did.
void drawSaliency(QPainter& painter, const QRect& plot, const Saliency& saliency, const std::function<double(double x)>& secondsAtX);

/// How the shading reads in numbers: from 0, dark, to the peak, untouched; lightness alone tells, whatever colours one sees. Its right bottom
/// corner lies at `corner`.
void drawSaliencyScale(QPainter& painter, const QPoint& corner, const Saliency& saliency);

}  // namespace ui::widgets
