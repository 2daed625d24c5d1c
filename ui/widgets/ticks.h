#pragma once
#include <QString>
#include <vector>

namespace ui::widgets {

struct TickScale {
    double major = 1;        ///< distance of labelled ticks
    double minor = 0.2;
};

/// Ticks in whole steps people count in: 1-2-5 below a second, then 1, 2, 5, 10, 15, 30 s, 1, 2, 5, 10, 15, 30 min, 1 h ...
TickScale timeTicks(double visibleSeconds, double widthPixels, double fewestPixels);
/// Ticks in 1-2-5 steps, for levels and scores.
TickScale plainTicks(double range, double pixels, double fewestPixels);
/// Round frequencies between the two ends, rising: 50, 100, 200, 500, 1000, 2000, 4000, 8000, 16000.
std::vector<double> frequencyTicksHz(double lowestHz, double highestHz);

/// "1:02:03", "2:03", with as many decimals as `stepSeconds` needs.
QString timeText(double seconds, double stepSeconds);
/// "440 Hz", "2.50 kHz"
QString frequencyText(double hz);

}  // namespace ui::widgets
