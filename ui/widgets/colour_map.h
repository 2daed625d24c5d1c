#pragma once
#include <array>
#include <span>

#include <QRgb>
#include <QString>

namespace ui::widgets {

/// 256 colours from low to high.
using ColourTable = std::array<QRgb, 256>;

struct ColourMap {
    const char* id;          ///< for settings, stable
    const char* name;        ///< for people, translatable in the context "colour_map"
    bool risingLightness;    ///< reads right in grey print, too
    ColourTable (*make)();
};

/// Viridis, Magma, Inferno, Cividis, Grey, Turbo.
std::span<const ColourMap> colourMaps();
const ColourMap& colourMapById(const QString& id);   ///< the first one if unknown
QString displayName(const ColourMap& map);

/// Index of `value` in a table that spans [low, high].
inline int colourIndex(float value, float low, float scale)
{
    const float place = (value - low) * scale;
    // Written so that NaN gives 0.
    return place > 0 ? (place < 255 ? static_cast<int>(place + 0.5f) : 255) : 0;
}

}  // namespace ui::widgets
