#include "engine/train/nt_xent.h"

#include <cmath>
#include <limits>

#include "engine/train/unit_rows.h"

namespace engine::train
{

torch::Tensor ntXent(const torch::Tensor& first, const torch::Tensor& second, double temperature)
{
    const auto pairs = first.size(0);
    const auto z = unitRows(torch::cat({first, second}));
    const auto self = torch::eye(2 * pairs, torch::TensorOptions(torch::kBool).device(z.device()));
    const auto likeness =
        (z.matmul(z.t()) / temperature).masked_fill(self, -std::numeric_limits<float>::infinity());
    const auto partner = torch::arange(2 * pairs, torch::TensorOptions(torch::kInt64).device(z.device())).roll(pairs);
    return torch::nn::functional::cross_entropy(likeness, partner);
}

Contrast contrastOf(const torch::Tensor& first, const torch::Tensor& second)
{
    const torch::NoGradGuard noGrad;
    const auto a = unitRows(first), b = unitRows(second);
    const auto all = torch::cat({a, b});
    const auto deviation = all.std(0, /*unbiased=*/false).mean().item<double>();
    return {(a * b).sum(1).mean().item<double>(), deviation * std::sqrt(static_cast<double>(all.size(1)))};
}

}  // namespace engine::train
