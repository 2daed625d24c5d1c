#pragma once
#include <torch/torch.h>

namespace engine::train
{

/// [rows, width] -> the same with every row of length 1; a row of zeros stays.
inline torch::Tensor unitRows(const torch::Tensor& rows)
{
    return torch::nn::functional::normalize(rows, torch::nn::functional::NormalizeFuncOptions().dim(1).eps(1e-8));
}

}  // namespace engine::train
