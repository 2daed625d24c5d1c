#pragma once
#include "engine/core/json.h"
#include "engine/neural/metric_learning.h"
#include "engine/retrieval/triplet_sampling.h"

namespace engine::tasks {

/// What can be said to the training of a metric model, and what holds if it is not said: the published options and their defaults.
/// split, words ("" = those of the split), input spec|cf|hybrid, taste (profile; "" = the newest), preset (of the melgrams), batch, chunks (of a track when it is evaluated),
/// frames (of a chunk), margin, balanced, weighted, negatives linear|distance (how the weighted ones are weighted), sampling (a name for
/// balanced and weighted together: random|balanced|balanced-weighted; "" = as they stand), epochs, lr, weight_decay, items (triplets an epoch), workers,
/// hold_out (tags hidden from training), seed, prepare (build missing melgrams), name.
const Json& retrievalDefaults();
/// `parameters` over the defaults; sampling is put into balanced and weighted. Throws Error{InvalidArgument} naming option and domain.
Json completeRetrieval(const Json& parameters);
/// Whether two sets of parameters ask for the same training.
bool sameRetrieval(const Json& a, const Json& b);

/// "random", "balanced", "balanced-weighted", or "weighted" for negatives alone.
std::string samplingName(const Json& config);
retrieval::AnchorSampling anchorSamplingOf(const Json& config);
retrieval::NegativeWeights negativeWeightsOf(const Json& config);

}  // namespace engine::tasks
