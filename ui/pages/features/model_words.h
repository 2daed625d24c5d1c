#pragma once
#include <string>

#include <QString>

namespace ui::features {

/// A classic model by its id, in the user's language: "Random forest".
QString modelTitle(const std::string& id);
/// "Macro recall" of "macro-recall", and what it says; the argument for it where it is the one offered.
QString metricTitle(const std::string& metric);
QString metricHelp(const std::string& metric);
/// "0.767", by the locale.
QString score(double value);

}  // namespace ui::features
