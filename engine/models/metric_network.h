#pragma once
#include <torch/torch.h>

#include <memory>
#include <optional>

#include "engine/models/blocks.h"
#include "engine/models/square_trunk.h"
#include "engine/neural/metric_learning.h"

namespace engine::models
{

/// Linear -> batch normalisation -> ReLU -> dropout 0.5 -> Linear into the joint space. The modules are registered in
/// their owner as PREFIX + fc1, bn1, fc2.
class JointHead
{
public:
    JointHead(torch::nn::Module& owner, const std::string& prefix, std::int64_t in);
    torch::Tensor forward(const torch::Tensor& x);

private:
    torch::nn::Linear m_fc1;
    torch::nn::BatchNorm1d m_bn1;
    torch::nn::Linear m_fc2;
};

/// The three-branch model of Won et al. 2020 (see neural::MetricShape); names of parameters and buffers are those of
/// minzwon/tag-based-music-retrieval.
class MetricNetwork : public torch::nn::Module
{
public:
    explicit MetricNetwork(const neural::MetricShape& shape);

    const neural::MetricShape& shape() const { return m_shape; }
    /// words: [tags, wordDims] -> [tags, kJointDims]
    torch::Tensor embedTags(const torch::Tensor& words) { return m_tag->forward(words); }
    /// spectrograms: [songs x chunks, 1, mels, frames]; factors: [songs, factorDims]; what the shape does not use may
    /// be undefined. -> [songs, kJointDims], of the acoustic model the mean of its chunks; the hybrid one averages the
    /// 200 acoustic values of its chunks before they meet the factors.
    torch::Tensor embedSongs(const torch::Tensor& spectrograms, const torch::Tensor& factors, std::int64_t chunks);

private:
    torch::Tensor acoustic(const torch::Tensor& spectrograms);

    neural::MetricShape m_shape;
    std::optional<SquareTrunk> m_trunk;
    ConvBlock2d m_last{nullptr};
    std::optional<JointHead> m_song;
    std::optional<JointHead> m_tag;
};

/// Fresh weights, a pure function of (shape, seed). Throws Error{InvalidArgument}.
std::shared_ptr<MetricNetwork> makeMetricNetwork(const neural::MetricShape& shape, std::uint64_t seed);

/// max(0, margin - cos(anchor, positive) + cos(anchor, negative)), one a row.
torch::Tensor tripletLosses(const torch::Tensor& anchor, const torch::Tensor& positive, const torch::Tensor& negative,
                            double margin);

/// [rows, dims] on `device`, copied.
torch::Tensor rowsTensor(std::span<const float> values, std::size_t rows, std::size_t dims, const torch::Device& device);
/// [rows, 1, mels, frames] on `device`, copied. Throws Error{Mismatch}.
torch::Tensor spectrogramTensor(std::span<const float> values, std::size_t rows, std::size_t frames,
                                const torch::Device& device);

}  // namespace engine::models
