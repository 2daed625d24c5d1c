#pragma once
#include <torch/torch.h>

#include <cstdint>

namespace engine::train
{

/// Vectors that stand for the encoder's outputs. They are not learned by gradient: each is the running mean of the outputs that were
/// nearest to it (van den Oord et al. 2017, appendix A), and one that nothing is near any more is moved to where outputs are.
class CodebookImpl : public torch::nn::Module
{
public:
    CodebookImpl(std::int64_t codes, std::int64_t width);

    /// x: [rows, width] -> [rows], argmin over codes k of |x|^2 - 2 x.k + |k|^2.
    torch::Tensor nearest(const torch::Tensor& x) const;
    /// [...] -> [..., width]
    torch::Tensor vectorsOf(const torch::Tensor& codes) const;

    /// Lays the codes on random rows of x, as long as none was laid. seed: of the choice.
    void begin(const torch::Tensor& x, std::uint64_t seed);
    /// One step of the running means: count = decay count + (1 - decay) n, sum likewise, vector = sum / count; a code whose count falls below
    /// 1 is moved to a random row of x. Returns how many were.
    std::int64_t update(const torch::Tensor& x, const torch::Tensor& codes, double decay, std::uint64_t seed);

    torch::Tensor vectors;  ///< [codes, width]
    torch::Tensor counts;   ///< [codes]
    torch::Tensor sums;     ///< [codes, width]

private:
    torch::Tensor m_laid;   ///< [1], whether begin() was called
};
TORCH_MODULE(Codebook);

}  // namespace engine::train
