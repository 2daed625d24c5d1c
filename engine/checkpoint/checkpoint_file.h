#pragma once
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/checkpoint/tensor_bytes.h"

namespace engine::checkpoint
{

/// A weight file, read without running anything in it.
struct CheckpointFile {
    std::string format;  ///< "safetensors", "torch-zip", "torch-legacy"
    /// Nested dictionaries joined by dots: "state_dict.layer1.conv.weight".
    std::vector<TensorBytes> tensors;
    std::map<std::string, std::string> metadata;  ///< of a safetensors file
    std::vector<std::string> warnings;
};

/// Decides by content. Throws Error: Unsafe for code and objects, Truncated, Corrupt, Unsupported, TooLarge, Missing,
/// ...
CheckpointFile readCheckpoint(const std::filesystem::path& path);
CheckpointFile parseCheckpoint(std::span<const std::byte> bytes, const std::string& subject);

/// The tensors of the network: those inside "state_dict" or "model_state_dict" where there is such a wrapper, else all.
/// Names are cut to what is inside; the teacher that files of a distilled student also hold is left out.
std::vector<TensorBytes> networkTensors(const CheckpointFile& file);

}  // namespace engine::checkpoint
