#pragma once
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "engine/checkpoint/tensor_bytes.h"

namespace engine::train
{

/// What a run needs besides its tensors to go on as if nothing had happened.
struct Standing {
    int epoch = 0;      ///< finished
    int bestEpoch = 0;  ///< 0 = none yet
    double bestScore = -std::numeric_limits<double>::infinity();
    int epochsWithoutProgress = 0;
};

struct TrainingState {
    Standing standing;
    std::vector<checkpoint::TensorBytes> tensors;  ///< "model.NAME" and "adam.KIND.NAME"
};

/// The checkpoints of one run: epoch-NNNN.safetensors and, written after it, epoch-NNNN.json with the check sum of its
/// tensors. A checkpoint counts when both are there and agree, so a kill between the two leaves the one before.
class CheckpointFolder
{
public:
    /// identity: JSON text of everything a resume must share with the run (configuration, recipe).
    CheckpointFolder(std::filesystem::path folder, std::string identity);

    /// The newest whole checkpoint; damaged ones are passed over. Throws Error{Mismatch} when it is of another
    /// identity.
    std::optional<TrainingState> newest() const;
    /// Writes, then removes all but the last two.
    void keep(const TrainingState& state);
    void keepBest(const std::vector<checkpoint::TensorBytes>& model, const std::string& arch, int epoch);
    /// A run from the start leaves nothing of an older one behind.
    void clear();
    std::filesystem::path bestPath() const;

private:
    std::vector<int> epochsNewestFirst() const;
    std::filesystem::path fileOf(int epoch, const char* extension) const;
    std::optional<TrainingState> read(int epoch) const;

    std::filesystem::path m_folder;
    std::string m_identity;
};

}  // namespace engine::train
