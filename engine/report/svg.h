#pragma once
#include <string>

#include "engine/report/drawing.h"

namespace engine::report {

/// A drawing as one <svg> for the HTML page, whose style sheet colours it; an empty text for an empty drawing.
std::string toSvg(const Drawing& drawing);
/// The same as a file of its own: its colours (those of light paper) are inside, plain enough for editors that know no CSS variables.
std::string toSvgFile(const Drawing& drawing);

}  // namespace engine::report
