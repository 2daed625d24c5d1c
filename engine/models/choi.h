#pragma once
#include <torch/torch.h>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/models/network.h"

/// What the compared designs of Choi, Fazekas, Sandler, Cho (2017), arXiv 1609.04243, share: an input of 96 bands, its
/// batch normalisation by band (as in the authors' released programs), blocks of convolution, batch normalisation, ELU
/// and max-pool, and widths by a budget of parameters.
namespace engine::models::choi
{

inline constexpr std::int64_t kBands = 96;

/// Place of a variant ("0.1", "0.25", "0.5", "1", "3" million parameters) in a table of widths; empty is "1".
/// Throws Error{NotFound} listing them.
std::size_t budgetIndex(std::string_view variant);

/// Batch normalisation with its own mean and variance for each band. Registered as input_bn.
class InputNorm
{
public:
    explicit InputNorm(torch::nn::Module& owner)
        : m_bn(owner.register_module("input_bn", torch::nn::BatchNorm2d(kBands)))
    {
    }
    torch::Tensor forward(const torch::Tensor& x) { return m_bn(x.transpose(1, 2)).transpose(1, 2); }

private:
    torch::nn::BatchNorm2d m_bn;
};

struct Stage {
    std::int64_t filters;
    std::array<std::int64_t, 2> kernel;  ///< bands, frames
    std::array<std::int64_t, 2> pool;
};

/// conv1.., bn1..: convolution ("same" padding; none over the bands for a kernel of all of them), batch normalisation,
/// ELU, max-pool, dropout.
class Stages
{
public:
    Stages(torch::nn::Module& owner, const std::vector<Stage>& stages, double dropout);
    torch::Tensor forward(torch::Tensor x, Taps& taps);
    std::vector<std::string> layers() const;

private:
    std::vector<Stage> m_stages;
    std::vector<torch::nn::Conv2d> m_convs;
    std::vector<torch::nn::BatchNorm2d> m_bns;
    double m_dropout;
};

}  // namespace engine::models::choi
