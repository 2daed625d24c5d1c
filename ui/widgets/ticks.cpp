#include "ui/widgets/ticks.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QCoreApplication>

namespace ui::widgets {

namespace {

TickScale decimalTicks(double smallest)
{
    const double power = std::pow(10.0, std::floor(std::log10(smallest)));
    for (const double digit : {1.0, 2.0, 5.0}) {
        if (digit * power >= smallest * (1 - 1e-9)) return {digit * power, digit == 2.0 ? power / 2 : digit * power / 5};
    }
    return {10 * power, 2 * power};
}

}  // namespace

TickScale timeTicks(double visibleSeconds, double widthPixels, double fewestPixels)
{
    if (visibleSeconds <= 0 || widthPixels <= 0) return {};
    const double smallest = visibleSeconds * fewestPixels / widthPixels;
    if (smallest <= 0.5) return decimalTicks(smallest);
    static constexpr std::array<TickScale, 15> kSteps{{{1, 0.2}, {2, 0.5}, {5, 1}, {10, 2}, {15, 5}, {30, 5}, {60, 10},
        {120, 30}, {300, 60}, {600, 120}, {900, 300}, {1800, 300}, {3600, 600}, {7200, 1800}, {14400, 3600}}};
    for (const TickScale& step : kSteps) {
        if (step.major >= smallest) return step;
    }
    return {std::ceil(smallest / 14400) * 14400, 14400};
}

TickScale plainTicks(double range, double pixels, double fewestPixels)
{
    return range > 0 && pixels > 0 ? decimalTicks(range * fewestPixels / pixels) : TickScale{};
}

std::vector<double> frequencyTicksHz(double lowestHz, double highestHz)
{
    std::vector<double> ticks;
    for (const double hz : {50., 100., 200., 300., 500., 700., 1000., 1500., 2000., 3000., 4000., 6000., 8000., 12000., 16000., 20000.}) {
        if (hz >= lowestHz && hz <= highestHz) ticks.push_back(hz);
    }
    return ticks;
}

QString timeText(double seconds, double stepSeconds)
{
    const int decimals = stepSeconds >= 1 || stepSeconds <= 0 ? 0 : std::min(6, static_cast<int>(std::ceil(-std::log10(stepSeconds) - 1e-9)));
    const double unit = std::pow(10.0, decimals);
    // Rounded once as a whole number of units, so that 59.96 s with one decimal is 1:00.0 and not 0:60.0.
    const auto units = static_cast<qint64>(std::llround(std::max(0.0, seconds) * unit));
    const auto perSecond = static_cast<qint64>(unit);
    const qint64 whole = units / perSecond;
    QString text = whole >= 3600 ? QStringLiteral("%1:%2:%3").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, QLatin1Char('0')).arg(whole % 60, 2, 10, QLatin1Char('0'))
                                 : QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
    if (decimals > 0) text += QStringLiteral(".%1").arg(units % perSecond, decimals, 10, QLatin1Char('0'));
    return text;
}

QString frequencyText(double hz)
{
    return hz < 1000 ? QCoreApplication::translate("ticks", "%1 Hz").arg(hz, 0, 'f', 0)
                     : QCoreApplication::translate("ticks", "%1 kHz").arg(hz / 1000, 0, 'f', 2);
}

}  // namespace ui::widgets
