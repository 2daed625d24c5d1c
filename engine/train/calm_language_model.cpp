#include "engine/train/calm_language_model.h"

#include <cmath>
#include <limits>
#include <string>

#include "engine/core/error.h"

namespace engine::train
{

namespace
{

constexpr double kLanguageDropout = 0.1;
constexpr double kInitialSpread = 0.02;

torch::nn::LayerNorm normOf(std::int64_t width)
{
    return torch::nn::LayerNorm(torch::nn::LayerNormOptions({width}));
}

}  // namespace

struct CodeLanguageModelImpl::Block : torch::nn::Module {
    Block(std::int64_t width, std::int64_t headCount)
        : heads(headCount),
          attentionNorm(register_module("attention_norm", normOf(width))),
          looking(register_module("looking", torch::nn::Linear(width, 3 * width))),
          mixing(register_module("mixing", torch::nn::Linear(width, width))),
          denseNorm(register_module("dense_norm", normOf(width))),
          wide(register_module("wide", torch::nn::Linear(width, 4 * width))),
          narrow(register_module("narrow", torch::nn::Linear(4 * width, width)))
    {
    }

    torch::Tensor attend(const torch::Tensor& x, torch::Tensor& weights)
    {
        const auto batch = x.size(0), steps = x.size(1), width = x.size(2);
        const auto parts = looking(attentionNorm(x)).view({batch, steps, 3, heads, width / heads}).permute({2, 0, 3, 1, 4});
        const auto ahead = torch::ones({steps, steps}, x.options().dtype(torch::kBool)).triu(1);
        const auto likeness = torch::matmul(parts[0], parts[1].transpose(2, 3)) / std::sqrt(static_cast<double>(width / heads));
        weights = torch::softmax(likeness.masked_fill(ahead, -std::numeric_limits<float>::infinity()), -1);
        return mixing(torch::matmul(weights, parts[2]).transpose(1, 2).reshape({batch, steps, width}));
    }

    torch::Tensor forward(const torch::Tensor& x, torch::Tensor& weights)
    {
        const auto heard = x + torch::dropout(attend(x, weights), kLanguageDropout, is_training());
        return heard + torch::dropout(narrow(torch::gelu(wide(denseNorm(heard)))), kLanguageDropout, is_training());
    }

    std::int64_t heads;
    torch::nn::LayerNorm attentionNorm;
    torch::nn::Linear looking, mixing;
    torch::nn::LayerNorm denseNorm;
    torch::nn::Linear wide, narrow;
};

CodeLanguageModelImpl::CodeLanguageModelImpl(const neural::CodifiedShape& shape)
    : m_shape(shape),
      m_tokens(register_module("tokens", torch::nn::Embedding(shape.codes + 1, shape.width))),
      m_places(register_parameter("places", torch::empty({shape.context, shape.width}))),
      m_norm(normOf(shape.width)),
      m_head(nullptr)
{
    for (std::int64_t layer = 0; layer < shape.layers; ++layer)
        m_blocks.push_back(register_module("layer" + std::to_string(layer + 1), std::make_shared<Block>(shape.width, shape.heads)));
    register_module("norm", m_norm);
    m_head = register_module("head", torch::nn::Linear(shape.width, shape.codes));
    const torch::NoGradGuard noGrad;
    torch::nn::init::normal_(m_tokens->weight, 0, kInitialSpread);
    torch::nn::init::normal_(m_places, 0, kInitialSpread);
}

CodeLanguageModelImpl::Pass CodeLanguageModelImpl::forward(const torch::Tensor& codes)
{
    const auto steps = codes.size(1);
    if (steps < 1 || steps > m_shape.context)
        throw Error(ErrorCode::Mismatch, "codes", "1 to " + std::to_string(m_shape.context) + " codes wanted, " + std::to_string(steps) + " found");
    const auto start = torch::full({codes.size(0), 1}, m_shape.codes, codes.options());
    auto x = m_tokens(torch::cat({start, codes.slice(1, 0, steps - 1)}, 1)) + m_places.slice(0, 0, steps);
    Pass pass;
    for (const auto& block : m_blocks) {
        torch::Tensor weights;
        x = block->forward(x, weights);
        pass.hidden.push_back(x);
        pass.attention.push_back(weights);
    }
    pass.logits = m_head(m_norm(x));
    return pass;
}

}  // namespace engine::train
