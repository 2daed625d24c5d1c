#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/checkpoint/tensor_bytes.h"

namespace engine::checkpoint
{

/// Names as the architectures use them, one per tensor: a prefix that all names share ("module." of data-parallel
/// training, "model.", "network.", "encoder.") is cut, and the renames of newer forks ("spec.bn.*") are undone.
std::vector<std::string> plainNames(std::span<const TensorBytes> tensors);

/// The window and mel matrix that published files carry; engine::dsp computes them itself (largest difference 1.5e-5).
bool isFrontEndBuffer(std::string_view name);

}  // namespace engine::checkpoint
