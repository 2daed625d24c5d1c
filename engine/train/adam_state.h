#pragma once
#include <torch/torch.h>

#include <span>
#include <string>
#include <vector>

#include "engine/checkpoint/tensor_bytes.h"

namespace engine::train
{

/// Adam's moments and step counts as tensors "adam.KIND.NAME"; names are those of the optimiser's parameters in its
/// order.
std::vector<checkpoint::TensorBytes> exportAdam(torch::optim::Adam& optimiser, std::span<const std::string> names);
/// The reverse. Throws Error{Corrupt} when a tensor is missing or has another size.
void importAdam(torch::optim::Adam& optimiser, std::span<const std::string> names,
                std::span<const checkpoint::TensorBytes> tensors);

}  // namespace engine::train
