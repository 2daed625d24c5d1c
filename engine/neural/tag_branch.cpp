#include "engine/neural/tag_branch.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/core/error.h"
#include "engine/neural/metric_learning.h"

namespace engine::neural
{

namespace
{

constexpr double kBatchNormEpsilon = 1e-5;

std::vector<float> tensorOf(std::span<const checkpoint::TensorBytes> state, const std::string& name)
{
    const auto found = std::find_if(state.begin(), state.end(), [&](const auto& tensor) { return tensor.name == name; });
    if (found == state.end()) throw Error(ErrorCode::Mismatch, "weights", "do not hold " + name + "; they are of no metric model");
    return checkpoint::toFloats(*found);
}

/// matrix: [out.size(), in.size()]; out begins as the bias.
void addProduct(const std::vector<float>& matrix, std::span<const float> in, std::vector<double>& out)
{
    for (std::size_t row = 0; row < out.size(); ++row) {
        const auto* weights = matrix.data() + row * in.size();
        double sum = 0;
        for (std::size_t i = 0; i < in.size(); ++i)
            sum += static_cast<double>(weights[i]) * static_cast<double>(in[i]);
        out[row] += sum;
    }
}

}  // namespace

TagBranch::TagBranch(std::span<const checkpoint::TensorBytes> state)
    : m_first(tensorOf(state, "fc1.weight")),
      m_firstBias(tensorOf(state, "fc1.bias")),
      m_scale(tensorOf(state, "bn1.weight")),
      m_shift(tensorOf(state, "bn1.bias")),
      m_second(tensorOf(state, "fc2.weight")),
      m_secondBias(tensorOf(state, "fc2.bias"))
{
    const auto mean = tensorOf(state, "bn1.running_mean"), variance = tensorOf(state, "bn1.running_var");
    m_hidden = m_firstBias.size();
    m_wordDims = m_hidden == 0 ? 0 : m_first.size() / m_hidden;
    const bool fits = m_wordDims > 0 && m_first.size() == m_hidden * m_wordDims && m_scale.size() == m_hidden && m_shift.size() == m_hidden &&
                      mean.size() == m_hidden && variance.size() == m_hidden && m_secondBias.size() == kJointDims &&
                      m_second.size() == kJointDims * m_hidden;
    if (!fits) throw Error(ErrorCode::Mismatch, "weights", "have sizes that no tag branch has");
    for (std::size_t i = 0; i < m_hidden; ++i) {
        m_scale[i] = static_cast<float>(static_cast<double>(m_scale[i]) / std::sqrt(static_cast<double>(variance[i]) + kBatchNormEpsilon));
        m_shift[i] -= mean[i] * m_scale[i];
    }
}

std::vector<float> TagBranch::embed(std::span<const float> word) const
{
    if (word.size() != m_wordDims)
        throw Error(ErrorCode::Mismatch, "word vector",
                    std::to_string(m_wordDims) + " numbers wanted, " + std::to_string(word.size()) + " found");
    std::vector<double> hidden(m_firstBias.begin(), m_firstBias.end());
    addProduct(m_first, word, hidden);
    std::vector<float> rectified(m_hidden);
    for (std::size_t i = 0; i < m_hidden; ++i)
        rectified[i] = static_cast<float>(std::max(0.0, hidden[i] * static_cast<double>(m_scale[i]) + static_cast<double>(m_shift[i])));
    std::vector<double> place(m_secondBias.begin(), m_secondBias.end());
    addProduct(m_second, rectified, place);
    return {place.begin(), place.end()};
}

}  // namespace engine::neural
