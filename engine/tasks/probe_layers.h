#pragma once
#include <string>
#include <vector>

#include "engine/tasks/probe_measure.h"

namespace engine::tasks {

/// An encoder that is chosen from; layer 0: there was no choice.
struct LayerChoice {
    std::string encoder;
    int layer = 0;
};
/// Of "calm:N:best" every layer, the middle one first; of any other encoder itself.
std::vector<LayerChoice> layerChoices(const std::string& encoder, store::Workspace& workspace);

/// Probes each layer, takes the one that is best on the validation part (of equals, and where that part cannot tell, the one nearest to the middle),
/// and asks it alone for the test part. features: of each choice. The document says more than that of measured(): "encoder" and "layer" that were
/// chosen, "layers": [{"layer","valid_roc_auc"}] by rising layer.
Json measuredBestLayer(const ProbeQuestion& question, const ProbePlace& place, const std::vector<LayerChoice>& choices,
                       const std::vector<FeatureTable>& features, neural::NeuralEngine& engine, TaskContext& context);

}  // namespace engine::tasks
