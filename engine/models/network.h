#pragma once
#include <torch/torch.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.h"

namespace engine::models
{

/// Hands out what layers compute without running the network twice.
class Taps
{
public:
    void want(const std::string& layer) { m_wanted.emplace(layer, torch::Tensor()); }
    bool wants(const std::string& layer) const { return m_wanted.contains(layer); }
    /// Called by a network after each of its layers.
    void offer(const std::string& layer, const torch::Tensor& value)
    {
        if (const auto found = m_wanted.find(layer); found != m_wanted.end()) found->second = value;
    }
    const torch::Tensor& taken(const std::string& layer) const { return m_wanted.at(layer); }

private:
    std::map<std::string, torch::Tensor> m_wanted;
};

/// What a network takes. A waveform is one band whose frames are its samples.
struct InputShape {
    std::int64_t mels = 0;
    std::int64_t minFrames = 0;
    std::int64_t maxFrames = 0;  ///< 0 = any
};

/// Where a network can be asked what it looked at.
struct Attributable {
    /// Maps [batch, channels, (rows,) columns] for Grad-CAM: the deepest layer that still tells times apart, before it
    /// is read over time.
    std::string mapLayer;
    std::int64_t framesPerColumn = 1;
    /// Attention weights, first layer first: [batch, heads, steps, steps] with a class token in front of the steps, or
    /// [batch, steps]. Empty: there is no attention.
    std::vector<std::string> attentionLayers = {};
    std::int64_t framesPerStep = 1;
    std::int64_t paddingFrames = 0;  ///< the network puts so many before the window
    /// Of each step what its class token looks at over the bands, [batch, steps, rows from the lowest up]. Empty: it
    /// does not attend to bands.
    std::vector<std::string> bandAttentionLayers = {};
};

/// An architecture. Names of its parameters and buffers are those of the published checkpoints.
class Network : public torch::nn::Module
{
public:
    /// x: [batch, 1, mels, frames] dB, or [batch, 1, 1, samples] -> logits [batch, tags]
    virtual torch::Tensor forward(torch::Tensor x, Taps& taps) = 0;
    virtual InputShape inputShape() const = 0;
    /// Names offered to the taps, in order; the last is kEmbeddingLayer.
    virtual std::vector<std::string> layers() const = 0;
    /// Name of the last linear layer.
    virtual std::string head() const = 0;
    virtual Attributable attributable() const = 0;
};

/// Facts about an architecture come from its card (resources/models/ID.json); here is only how to make it. An
/// architecture of several sizes is asked for as "id:variant"; without a variant it has its card's size.
struct ModelEntry {
    const char* id;
    std::shared_ptr<Network> (*make)(std::int64_t tags, std::string_view variant);
};

/// Maker of an architecture of one size.
template <typename Net>
std::shared_ptr<Network> makeOnly(std::int64_t tags, std::string_view variant)
{
    if (!variant.empty())
        throw Error(ErrorCode::NotFound, std::string(variant),
                    "this architecture has one size only, hence no variants");
    return std::make_shared<Net>(tags);
}

/// {"spec_bn"} + layer1 .. layerN + {"embedding"}: what most networks offer.
std::vector<std::string> numberedLayers(std::vector<std::string> before, int count,
                                        const std::vector<std::string>& after);

const std::vector<const ModelEntry*>& modelRegistry();

}  // namespace engine::models
