#include "ui/widgets/colour_map.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>

namespace ui::widgets {

namespace {

template <std::size_t N>
double polynomial(const std::array<double, N>& coefficients, double t)
{
    double sum = 0;
    for (std::size_t i = N; i-- > 0;) sum = sum * t + coefficients[i];
    return sum;
}

/// Rows: red, green, blue; columns: powers of t from 0. `full` is the value of a full channel.
template <std::size_t N>
ColourTable tableOf(const std::array<std::array<double, N>, 3>& rows, double full)
{
    ColourTable table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double t = static_cast<double>(i) / 255.0;
        const auto channel = [&](std::size_t c) {
            return static_cast<int>(std::lround(255 * std::clamp(polynomial(rows[c], t) / full, 0.0, 1.0)));
        };
        table[i] = qRgb(channel(0), channel(1), channel(2));
    }
    return table;
}

// Sixth-degree fits of Matplotlib's maps (S. van der Walt, N. Smith, E. Firing; CC0) by Matt Zucker (CC0).
ColourTable viridis()
{
    return tableOf<7>({{{0.2777273272, 0.1050930431, -0.3308618288, -4.634230499, 6.228269936, 4.776384998, -5.435455856},
                        {0.0054073445, 1.4046135299, 0.2148475595, -5.7991009734, 14.1799333668, -13.7451453777, 4.6458526122},
                        {0.3340998053, 1.3845901626, 0.0950951630, -19.3324409563, 56.6905526007, -65.3530326334, 26.3124352496}}}, 1);
}

ColourTable magma()
{
    return tableOf<7>({{{-0.0021364851, 0.2516605407, 8.3537172792, -27.6687330858, 52.1761398123, -50.7685253647, 18.6557050659},
                        {-0.0007496551, 0.6775232437, -3.577719515, 14.264730781, -27.9436060717, 29.0465828213, -11.48977352},
                        {-0.0053861279, 2.4940265993, 0.3144679030, -13.6492131881, 12.9441694424, 4.234152994, -5.6019615087}}}, 1);
}

ColourTable inferno()
{
    return tableOf<7>({{{0.0002189404, 0.1065134195, 11.6024930825, -41.7039961314, 77.1629356994, -71.319428245, 25.1311262248},
                        {0.0016510046, 0.5639564368, -3.9728539657, 17.4363988821, -33.4023589421, 32.626064264, -12.2426689524},
                        {-0.0194808984, 3.9327123889, -15.9423941063, 44.3541451987, -81.8073092574, 73.2095198580, -23.0703250029}}}, 1);
}

// Cividis: J. Nunez, C. Anderton, R. Renslow, PLoS ONE 13(7), 2018; the fifth-degree fit is D3's (ISC licence).
ColourTable cividis()
{
    return tableOf<6>({{{-4.54, -35.34, 2381.73, -6402.7, 7024.72, -2710.57},
                        {32.49, 170.73, 52.82, -131.46, 176.58, -67.37},
                        {81.24, 442.36, -2482.43, 6167.24, -6614.94, 2475.67}}}, 255);
}

ColourTable grey()
{
    return tableOf<2>({{{0, 1}, {0, 1}, {0, 1}}}, 1);
}

// Turbo: A. Mikhailov, Google AI blog, 2019 (Apache 2.0); the fifth-degree fit is D3's (ISC licence).
ColourTable turbo()
{
    return tableOf<6>({{{34.61, 1172.33, -10793.56, 33300.12, -38394.49, 14825.05},
                        {23.31, 557.33, 1225.33, -3574.96, 1073.77, 707.56},
                        {27.2, 3211.1, -15327.97, 27814, -22569.18, 6838.66}}}, 255);
}

constexpr std::array<ColourMap, 6> kMaps{{
    {"viridis", QT_TRANSLATE_NOOP("colour_map", "Viridis"), true, viridis},
    {"magma", QT_TRANSLATE_NOOP("colour_map", "Magma"), true, magma},
    {"inferno", QT_TRANSLATE_NOOP("colour_map", "Inferno"), true, inferno},
    {"cividis", QT_TRANSLATE_NOOP("colour_map", "Cividis (colour-blind safe)"), true, cividis},
    {"grey", QT_TRANSLATE_NOOP("colour_map", "Grey"), true, grey},
    {"turbo", QT_TRANSLATE_NOOP("colour_map", "Turbo"), false, turbo},
}};

}  // namespace

std::span<const ColourMap> colourMaps()
{
    return kMaps;
}

const ColourMap& colourMapById(const QString& id)
{
    const auto found = std::find_if(kMaps.begin(), kMaps.end(), [&](const ColourMap& map) { return id == QLatin1String(map.id); });
    return found == kMaps.end() ? kMaps.front() : *found;
}

QString displayName(const ColourMap& map)
{
    return QCoreApplication::translate("colour_map", map.name);
}

}  // namespace ui::widgets
