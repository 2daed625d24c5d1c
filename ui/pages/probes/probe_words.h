#pragma once
#include <string>
#include <vector>

#include <QString>

namespace ui {

/// "linear", "one hidden layer", "GRU over the windows", "transformer over the windows", "best of a grid".
QString probeName(const std::string& probe);
/// 0.05 as "5 %".
QString shareText(double share);
/// "1; 5; 10; 100" (per cent, numbers as the user writes them) as shares; empty if one is not above 0 and up to 100.
std::vector<double> sharesOf(const QString& text);

}  // namespace ui
