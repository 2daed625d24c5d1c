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

/// The encoder of the probe lab that codified_encoder.h names; of a choice of layers the settled one. Throws Error{NotFound, InvalidArgument}.
FeatureTable codifiedFeatures(const std::string& encoder, const std::vector<TrackId>& tracks, bool stepwise, const std::string& device, TaskContext& context);

}  // namespace engine::tasks
