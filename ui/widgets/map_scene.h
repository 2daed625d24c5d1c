#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include <QColor>
#include <QPointF>
#include <QSizeF>

class QPalette;

namespace ui::widgets {

/// Groups that a map tells apart by colour and shape; the last one is grey: "other".
inline constexpr std::size_t kMapGroups = 9;
inline constexpr std::uint8_t kOtherGroup = kMapGroups - 1;

enum MapMark : std::uint8_t { kSelectedMark = 1, kFoundMark = 2 };

/// What is drawn, as values that threads may share: nothing in it changes any more.
struct MapScene {
    std::shared_ptr<const std::vector<float>> points;          ///< [n, 2]
    std::shared_ptr<const std::vector<std::uint8_t>> groups;   ///< [n], below kMapGroups; null = all alike
    std::shared_ptr<const std::vector<std::uint8_t>> marks;    ///< [n], MapMark bits; null = none
    int emphasised = -1;                                       ///< a group that stands out, -1 = none
    bool dims = false;                                         ///< what is not selected steps back

    std::size_t size() const { return points ? points->size() / 2 : 0; }
};

/// From the map's plane to logical pixels; the plane's y points up.
struct MapTransform {
    QPointF centre;      ///< of the plane, shown in the middle
    double scale = 1;    ///< pixels a unit

    QPointF toView(const QPointF& plane, const QSizeF& view) const
    {
        return {(plane.x() - centre.x()) * scale + view.width() / 2, (centre.y() - plane.y()) * scale + view.height() / 2};
    }
    QPointF toPlane(const QPointF& pixel, const QSizeF& view) const
    {
        return {(pixel.x() - view.width() / 2) / scale + centre.x(), centre.y() - (pixel.y() - view.height() / 2) / scale};
    }
    friend bool operator==(const MapTransform&, const MapTransform&) = default;
};

/// Colours of a map, made from the palette. Okabe & Ito's set (2008), which colour-blind eyes tell apart, each moved to 3 : 1
/// against the ground; every group has a shape of its own as well.
struct MapLook {
    MapLook() = default;
    explicit MapLook(const QPalette& palette);

    QColor background, text, found;
    QColor plain;                                  ///< points without groups
    std::array<QColor, kMapGroups> groups;
};

}  // namespace ui::widgets
