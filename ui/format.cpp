#include "ui/format.h"

#include <cmath>

#include <QCoreApplication>

namespace ui {

QString durationText(double seconds)
{
    if (!std::isfinite(seconds) || seconds < 0) return QStringLiteral("-");
    const auto whole = std::llround(seconds);
    const auto two = [](long long value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); };
    if (whole < 3600) return QStringLiteral("%1:%2").arg(whole / 60).arg(two(whole % 60));
    return QStringLiteral("%1:%2:%3").arg(whole / 3600).arg(two(whole / 60 % 60), two(whole % 60));
}

QString remainingText(double seconds)
{
    if (seconds < 60) return QCoreApplication::translate("Remaining", "less than a minute left");
    // Named numbers: lupdate does not find a plural whose number is a nested call.
    const int minutes = static_cast<int>(std::lround(seconds / 60));
    const int hours = static_cast<int>(std::lround(seconds / 3600));
    if (seconds < 5400) return QCoreApplication::translate("Remaining", "%n min left", nullptr, minutes);
    return QCoreApplication::translate("Remaining", "%n h left", nullptr, hours);
}

QString plainTip(const QString& text)
{
    return text.isEmpty() ? QString() : QStringLiteral("<span>%1</span>").arg(text.toHtmlEscaped());
}

}  // namespace ui
