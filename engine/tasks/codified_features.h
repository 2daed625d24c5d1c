#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/neural/neural_engine.h"
#include "engine/store/codified_store.h"
#include "engine/tasks/encoder_features.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

inline constexpr std::string_view kCodified = "calm:";

/// A codified model of the workspace, by its number. Throws Error{NotFound}.
store::Codified codifiedModel(std::int64_t number, store::Workspace& workspace);
/// With its weights, codes and reconstructions. False if it is gone already.
bool removeCodified(const store::Codified& model, store::Workspace& workspace);
std::filesystem::path folderOf(const store::Codified& model, const store::Workspace& workspace);
/// How many rounds of a stage ("codes", "language") it has learned.
int roundsOf(const store::Codified& model, const std::string& stage, store::Workspace& workspace);
std::unique_ptr<neural::CodifiedModel> openModel(const store::Codified& model, bool untrained, const std::string& device, neural::NeuralEngine& engine,
                                                 store::Workspace& workspace);

/// Codes of the first seconds of tracks. Each is encoded once and kept in the model's folder.
struct TrackCodes {
    std::unordered_map<TrackId, neural::Codes> of;
    Json rejected = Json::array();   ///< [{"path","class","reason"}]
};
TrackCodes codesOfTracks(const store::Codified& model, neural::CodifiedModel& network, const std::vector<TrackId>& tracks, TaskContext& context);

/// The encoder of the probe lab "calm:N[:LAYER]": the transformer's hidden states after a layer (default: the middle one), mean over each window
/// of its context; "calm:N:untrained[:LAYER]": of the same codes by a transformer that learned nothing; "calm:N:histogram": how often each code
/// occurs in a track. Throws Error{NotFound, InvalidArgument}.
FeatureTable codifiedFeatures(const std::string& encoder, const std::vector<TrackId>& tracks, bool stepwise, const std::string& device, TaskContext& context);
std::string codifiedName(const std::string& encoder, store::Workspace& workspace);
/// What a model must be compared with to be believed: its untrained and histogram encoders. Empty for these themselves.
std::vector<std::string> codifiedBaselines(const std::string& encoder, store::Workspace& workspace);
/// What the encoder's answers depend on, besides its name.
std::string codifiedState(const std::string& encoder, store::Workspace& workspace);

}  // namespace engine::tasks
