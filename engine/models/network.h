#pragma once
#include <torch/torch.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace engine::models
{

/// Hands out what layers compute without running the network twice.
class Taps
{
public:
    void want(const std::string& layer) { m_wanted.emplace(layer, torch::Tensor()); }
    /// Called by a network after each of its layers.
    void offer(const std::string& layer, const torch::Tensor& value)
    {
        if (const auto found = m_wanted.find(layer); found != m_wanted.end()) found->second = value;
    }
    const torch::Tensor& taken(const std::string& layer) const { return m_wanted.at(layer); }

private:
    std::map<std::string, torch::Tensor> m_wanted;
};

/// What a network takes.
struct InputShape {
    std::int64_t mels = 0;
    std::int64_t minFrames = 0;
    std::int64_t maxFrames = 0;  ///< 0 = any
};

/// An architecture. Names of its parameters and buffers are those of the published checkpoints.
class Network : public torch::nn::Module
{
public:
    /// x: [batch, 1, mels, frames] dB -> logits [batch, tags]
    virtual torch::Tensor forward(torch::Tensor x, Taps& taps) = 0;
    virtual InputShape inputShape() const = 0;
    /// Names offered to the taps, in order; the last is kEmbeddingLayer.
    virtual std::vector<std::string> layers() const = 0;
    /// Name of the last linear layer.
    virtual std::string head() const = 0;
};

/// Facts about an architecture come from its card (resources/models/ID.json); here is only how to make it.
struct ModelEntry {
    const char* id;
    std::shared_ptr<Network> (*make)(std::int64_t tags);
};

const std::vector<const ModelEntry*>& modelRegistry();

}  // namespace engine::models
