#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "engine/checkpoint/tensor_bytes.h"

namespace engine::neural
{

/// The tag branch of a metric model, evaluation mode, without LibTorch: Linear -> batch normalisation -> ReLU -> Linear
/// on one word vector takes microseconds, opening LibTorch half a second. Constant after construction: any thread may
/// ask.
class TagBranch
{
public:
    /// From the state of a metric model (best.safetensors). Throws Error{Mismatch} where a tensor is missing or has
    /// another size.
    explicit TagBranch(std::span<const checkpoint::TensorBytes> state);

    std::size_t wordDims() const { return m_wordDims; }
    /// word: [wordDims] -> [kJointDims]. Throws Error{Mismatch}.
    std::vector<float> embed(std::span<const float> word) const;

private:
    std::size_t m_wordDims = 0;
    std::size_t m_hidden = 0;
    std::vector<float> m_first;         // [hidden, wordDims]
    std::vector<float> m_firstBias;
    std::vector<float> m_scale, m_shift;   // [hidden] batch normalisation, folded
    std::vector<float> m_second;        // [joint, hidden]
    std::vector<float> m_secondBias;
};

}  // namespace engine::neural
