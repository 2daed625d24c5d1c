#pragma once
#include <torch/torch.h>

#include <span>
#include <string>
#include <vector>

#include "engine/checkpoint/tensor_bytes.h"

namespace engine::train
{

enum class OptimiserKind { Adam, AdamW, Sgd };

/// Moments and step counts as tensors "adam.KIND.NAME", momentum as "sgd.momentum.NAME"; names are those of the
/// optimiser's parameters, group by group in its order.
std::vector<checkpoint::TensorBytes> exportState(torch::optim::Optimizer& optimiser, OptimiserKind kind,
                                                 std::span<const std::string> names);
/// The reverse. Throws Error{Corrupt} when a tensor is missing or has another size.
void importState(torch::optim::Optimizer& optimiser, OptimiserKind kind, std::span<const std::string> names,
                 std::span<const checkpoint::TensorBytes> tensors);

}  // namespace engine::train
