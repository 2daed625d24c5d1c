#pragma once
#include <torch/torch.h>

#include <cstdint>

namespace engine::models
{

struct Attended {
    torch::Tensor values;   ///< [batch, steps, width]
    torch::Tensor weights;  ///< [batch, heads, steps, steps]; rows sum to 1
};

/// Scaled dot-product attention of several heads side by side: softmax(q k^T / sqrt(width / heads)) v. q, k, v:
/// [batch, steps, width]. `dropout` falls on the weights while learning.
Attended attend(const torch::Tensor& q, const torch::Tensor& k, const torch::Tensor& v, std::int64_t heads,
                double dropout, bool learning);

/// GELU in its exact form (erf), as the published transformers use it.
torch::Tensor exactGelu(const torch::Tensor& x);

}  // namespace engine::models
