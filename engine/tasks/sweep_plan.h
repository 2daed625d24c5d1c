#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/json.h"

namespace engine::tasks {

/// One point of a search: parameters of a training that differ from its base.
using SweepPoint = Json;

/// What is varied. vary: {"lr": [1e-4, 1e-3], "mixup": [0, 0.4]}: lists of values, or {"low", "high", "log": bool} for a random search.
/// method: grid (all combinations of lists), random (`trials` points, a pure function of the seed). Throws Error{InvalidArgument}
/// for a name that is no parameter of a training, an empty list, a range in a grid, or more than kMostTrials points.
std::vector<SweepPoint> sweepPoints(const Json& vary, const std::string& method, int trials, std::uint64_t seed);
inline constexpr int kMostTrials = 1000;

/// What is varied of one setting, as people write it: "1e-4,1e-3", "1e-5..1e-2" or "1e-5..1e-2:log"; numbers, true, false, else words.
Json sweepChoices(const std::string& text);

/// The name given, or one that the same sweep always has, so that it is recognised when it goes on. Trial n is the run "NAME n", the final
/// one "NAME final".
std::string sweepName(const Json& parameters);
std::string trialName(const std::string& sweep, std::size_t place);
std::string finalName(const std::string& sweep);
/// All parameters of the training of a point.
Json trialTraining(const Json& sweep, const SweepPoint& point, const std::string& name);

/// Rungs of successive halving (Jamieson, Talwalkar 2016): how many of `points` train up to which epoch. The last rung trains to
/// `epochs`; each one before to 1/eta of the next, and keeps the best 1/eta. eta 1: one rung with all.
struct SweepRung {
    int points = 0, epochs = 0;
};
std::vector<SweepRung> sweepRungs(int points, int epochs, int eta);

/// Epochs of all trials together; a rung goes on with what the one before learned.
std::int64_t epochsOf(const std::vector<SweepRung>& rungs);

}  // namespace engine::tasks
