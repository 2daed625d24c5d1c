#pragma once
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/checkpoint/tensor_bytes.h"

namespace engine::checkpoint
{

/// A safetensors file: 8 bytes of header length, a JSON header, raw little-endian tensors.
struct Safetensors {
    std::vector<TensorBytes> tensors;  ///< in the order of their bytes
    std::map<std::string, std::string> metadata;
};

/// Metadata entry of our own files: SHA-256 over the bytes of all tensors.
inline constexpr const char* kCheckSumKey = "tagbench.sha256";

/// Strict: header of at most 16 MiB, offsets that fill the data exactly and without overlap, sizes that agree with
/// shape and type, no name twice; with our own "tagbench.sha256" in the metadata the data are compared with it. Throws
/// Error{Missing, Permission, Truncated, Corrupt, TooLarge, Unsupported}.
Safetensors readSafetensors(const std::filesystem::path& path);
Safetensors parseSafetensors(std::span<const std::byte> bytes, const std::string& subject);

/// Whole or not at all; adds the check sum of the data to the metadata (kCheckSumKey) and returns it.
std::string writeSafetensors(const std::filesystem::path& path, std::span<const TensorBytes> tensors,
                             std::map<std::string, std::string> metadata = {});

}  // namespace engine::checkpoint
