#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/codified_store.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

inline constexpr std::string_view kCodified = "calm:";

/// What a codified model is asked for by the probe lab:
///     calm:N:LAYER: the transformer's hidden states after a layer, mean over each window of its context;
///     calm:N:untrained:LAYER: the same of a transformer that learned nothing;
///     calm:N, calm:N:best, calm:N:untrained, calm:N:untrained:best: after the layer that is best on the validation part;
///     calm:N:histogram: how often each code occurs in a track.
struct CodifiedEncoder {
    store::Codified model;
    bool isUntrained = false, isHistogram = false;
    int layer = 0;   ///< from 1; 0 = the best by validation, or a histogram
    bool isChoice() const { return layer == 0 && !isHistogram; }
};
/// Throws Error{NotFound, InvalidArgument}.
CodifiedEncoder codifiedEncoder(const std::string& encoder, store::Workspace& workspace);

/// The longest way of writing an encoder: equal encoders are equal texts.
std::string codifiedText(const CodifiedEncoder& encoder);
/// For people: "calm 1 layer 2, untrained"; "calm 1, best layer" where the validation part chooses.
std::string codifiedName(const CodifiedEncoder& encoder);
/// What a model must be compared with to be believed: its untrained twin, as free to choose a layer, and its histogram. Empty for these themselves.
std::vector<std::string> codifiedBaselines(const CodifiedEncoder& encoder);
/// What the encoder's answers depend on, besides its name.
std::string codifiedState(const CodifiedEncoder& encoder, store::Workspace& workspace);

/// Each layer of a choice as an encoder of its own, the middle one first and the others by their distance from it. Empty where nothing is to be chosen.
std::vector<CodifiedEncoder> codifiedLayers(const CodifiedEncoder& encoder);
/// Of a choice: the layer that the newest comparison chose with most labels, the middle one before there is any. Others stay as they are.
CodifiedEncoder settledLayer(const CodifiedEncoder& encoder, store::Workspace& workspace);

}  // namespace engine::tasks
