#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/neural/neural_engine.h"
#include "engine/store/workspace.h"
#include "engine/tasks/encoder_features.h"
#include "engine/tasks/training_table.h"

namespace engine::tasks {

/// What the probe lab is asked, with the labels that answer it.
struct ProbeQuestion {
    Json config;                       ///< completeProbes()
    TrainingTable table;
    store::ProbeExperiment experiment;
    std::vector<TrackId> tracks;       ///< of all parts, each once
};

/// One probe of one encoder.
struct ProbePlace {
    std::string encoder, probe;
    double share = 1;                  ///< of the labels
    std::uint64_t seed = 0;
};

/// Training and validation rows of the place's share; no row of the test part: what is chosen by this cannot have seen it.
neural::ProbeData seenData(const ProbeQuestion& question, const ProbePlace& place, const FeatureTable& features);

/// Macro ROC-AUC on the validation part of a probe that has learned; of the grid that of its best recipe. NaN where that part cannot tell.
double validated(const ProbeQuestion& question, const ProbePlace& place, const FeatureTable& features, neural::NeuralEngine& engine, TaskContext& context);

/// Learns and asks for the test part: the document of a store::ProbeResult. Of the grid every recipe is tried that is not known yet, and the best
/// one is learned once more, as it was. Throws Error{TooShort} for parts without a track.
Json measured(const ProbeQuestion& question, const ProbePlace& place, const FeatureTable& features, neural::NeuralEngine& engine, TaskContext& context);

}  // namespace engine::tasks
