#pragma once
#include <QString>

namespace ui {

/// "4:04", "1:02:03"; rounded to whole seconds. Negative or not finite: "-".
QString durationText(double seconds);
/// "2 min left", "less than a minute left".
QString remainingText(double seconds);
/// Text from outside for a tool tip: Qt guesses rich text there, so the markup characters are escaped.
QString plainTip(const QString& text);

}  // namespace ui
