#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/core/json.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

/// What an encoder says of tracks: of each [steps, width], one step for every window it looked at (one for a track's own vector).
struct FeatureTable {
    std::size_t width = 0;
    std::unordered_map<TrackId, std::vector<float>> of;
    Json rejected = Json::array();                       ///< [{"path","class","reason"}]: tracks (or files) without features
};

/// An encoder is one of
///     a run (number, name or latest) or a weight file: the input of its last layer, window by window;
///     pretrain:N: pre-training number N; pretrain:N:random: its network before it learned;
///     random:ARCH: the same of a network that learned nothing, the base line of all others;
///     calm:N, calm:N:LAYER, calm:N:untrained, calm:N:histogram: codified model number N and its base lines (codified_encoder.h);
///     npy:FOLDER: vectors of another program, a file ID.npy or STEM.npy a track (STEM: the music file's name without its ending).
/// Features of networks are computed once and kept in the workspace's cache; they may be computed anew at any time.
/// stepwise = false: the mean over a track's steps. seed: of random:ARCH.
/// Throws Error{NotFound, InvalidArgument, TooShort} when there is nothing of any track.
FeatureTable encoderFeatures(const std::string& encoder, const std::vector<TrackId>& tracks, bool stepwise, std::uint64_t seed,
                             const std::string& device, TaskContext& context);

/// How an encoder is called in tables: "run 3 MusiCNN", "random musicnn", "npy vectors".
std::string encoderName(const std::string& encoder, store::Workspace& workspace);

/// Only the folder of npy:FOLDER. Files that belong to no track are rejected as well as missing, doubled, misshapen and non-finite ones.
FeatureTable importedFeatures(const std::filesystem::path& folder, const std::vector<TrackId>& tracks, bool stepwise, TaskContext& context);

}  // namespace engine::tasks
