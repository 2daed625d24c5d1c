#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/neural/probing.h"
#include "engine/store/probe_store.h"

namespace engine::tasks {

/// The axes of the grid by which the features of CALM were judged (Castellon, Donahue, Liang 2021): standardise, hidden (0 = linear), batch, lr,
/// dropout, weight_decay, 216 configurations in all; and checks: looks at the validation part without progress after which one ends.
const Json& gridDefaults();
/// `wishes` over the defaults: an axis there is replaced, so that a subset is tried. Throws Error{InvalidArgument}.
Json completeGrid(const Json& wishes);

struct GridPoint {
    Json document;      ///< one value of every axis
    std::string hash;   ///< of these values and of `checks`: by it a stopped grid knows what it has
};
/// In the order of the axes, the last one changing first.
std::vector<GridPoint> gridPoints(const Json& grid);
/// Eight batches between two looks, each drawn anew; macro ROC-AUC decides; the best weights come back.
neural::ProbeConfig gridConfigOf(const Json& point, const Json& grid, std::uint64_t seed);

/// The best of these by the validation part, of equal ones the first of the grid; nothing if none was tried.
std::optional<store::ProbeTrial> bestTrial(const std::vector<GridPoint>& points, const std::vector<store::ProbeTrial>& trials);

/// Every trial, a row each: encoder,name,share,seed,standardise,hidden,batch,lr,dropout,weight_decay,valid_score,looks.
std::string trialCsv(const store::ProbeExperiment& experiment, const std::vector<store::ProbeTrial>& trials);

}  // namespace engine::tasks
