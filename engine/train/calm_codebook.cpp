#include "engine/train/calm_codebook.h"

#include <vector>

#include "engine/core/random.h"

namespace engine::train
{

namespace
{

/// `wanted` rows of x, each once as long as there are enough.
torch::Tensor randomRows(const torch::Tensor& x, std::int64_t wanted, std::uint64_t seed)
{
    const auto order = SplitMix{seed, 0x636f6465}.permutation(static_cast<std::size_t>(x.size(0)));
    std::vector<std::int64_t> rows;
    for (std::int64_t i = 0; i < wanted; ++i)
        rows.push_back(static_cast<std::int64_t>(order[static_cast<std::size_t>(i) % order.size()]));
    return x.index_select(0, torch::tensor(rows).to(x.device()));
}

}  // namespace

CodebookImpl::CodebookImpl(std::int64_t codes, std::int64_t width)
    : vectors(register_buffer("vectors", torch::zeros({codes, width}))),
      counts(register_buffer("counts", torch::ones({codes}))),
      sums(register_buffer("sums", torch::zeros({codes, width}))),
      m_laid(register_buffer("laid", torch::zeros({1})))
{
}

torch::Tensor CodebookImpl::nearest(const torch::Tensor& x) const
{
    const auto distances = x.pow(2).sum(1, true) - 2 * torch::matmul(x, vectors.t()) + vectors.pow(2).sum(1).unsqueeze(0);
    return distances.argmin(1);
}

torch::Tensor CodebookImpl::vectorsOf(const torch::Tensor& codes) const
{
    return torch::embedding(vectors, codes);
}

void CodebookImpl::begin(const torch::Tensor& x, std::uint64_t seed)
{
    const torch::NoGradGuard noGrad;
    if (m_laid.item<float>() > 0) return;
    vectors.copy_(randomRows(x, vectors.size(0), seed));
    sums.copy_(vectors);
    counts.fill_(1);
    m_laid.fill_(1);
}

std::int64_t CodebookImpl::update(const torch::Tensor& x, const torch::Tensor& codes, double decay, std::uint64_t seed)
{
    const torch::NoGradGuard noGrad;
    const auto given = torch::zeros_like(counts).index_add_(0, codes, torch::ones_like(codes, counts.options()));
    const auto added = torch::zeros_like(sums).index_add_(0, codes, x);
    counts.mul_(decay).add_(given, 1 - decay);
    sums.mul_(decay).add_(added, 1 - decay);
    const auto dead = (counts < 1).unsqueeze(1);
    const auto elsewhere = randomRows(x, vectors.size(0), seed);
    vectors.copy_(torch::where(dead, elsewhere, sums / counts.clamp_min(1e-12).unsqueeze(1)));
    sums.copy_(torch::where(dead, elsewhere, sums));
    counts.copy_(torch::where(dead.squeeze(1), torch::ones_like(counts), counts));
    return dead.sum().item<std::int64_t>();
}

}  // namespace engine::train
