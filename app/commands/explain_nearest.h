#pragma once
#include <iosfwd>

#include "engine/core/json.h"

namespace app {

/// What `explain --nearest` does, for its help.
inline constexpr const char* kNearestHelp =
    "--nearest explains by examples: the tracks that the run learned from (its training part, never validation or test) that lie nearest in its\n"
    "last but one layer, with their labels; * marks the tag. Every one is compared. The run must have listened to the library (predict\n"
    "--library). Weights that were trained elsewhere have no examples here: the labelled tracks of the library stand in, and the result says so.\n"
    "typical tells how near the nearest one is as a rule, on tracks of the validation and test parts (of the training part, if the track itself is\n"
    "in it): where nearly all of them have theirs nearer (farther_share near 0), nothing it learned resembles the track.\n";

/// The document of the task "explain_nearest" for people. Throws Error{NotFound} where the run has listened to none of its examples: there is nothing to show.
void requireExamples(const engine::Json& document);
void showNearest(std::ostream& out, const engine::Json& document);

}  // namespace app
