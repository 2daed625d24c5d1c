#pragma once
#include <torch/torch.h>

#include <cstdint>
#include <vector>

#include "engine/neural/codified.h"

namespace engine::train
{

/// A causal transformer over codes: what is said at place t knows the codes before t and nothing else. The sequence is shifted right behind a
/// start token; layers are normalised before (Xiong et al. 2020).
class CodeLanguageModelImpl : public torch::nn::Module
{
public:
    explicit CodeLanguageModelImpl(const neural::CodifiedShape& shape);

    struct Pass {
        torch::Tensor logits;                  ///< [batch, steps, codes]
        std::vector<torch::Tensor> hidden;     ///< after each layer, [batch, steps, width]
        std::vector<torch::Tensor> attention;  ///< of each layer, [batch, heads, steps, steps]; row t looks at columns 0 .. t
    };
    /// codes: [batch, steps], int64, up to `context` steps.
    Pass forward(const torch::Tensor& codes);

    struct Block;

private:
    neural::CodifiedShape m_shape;
    torch::nn::Embedding m_tokens;
    torch::Tensor m_places;
    std::vector<std::shared_ptr<Block>> m_blocks;
    torch::nn::LayerNorm m_norm;
    torch::nn::Linear m_head;
};
TORCH_MODULE(CodeLanguageModel);

}  // namespace engine::train
