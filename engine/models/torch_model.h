#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "engine/models/network.h"
#include "engine/neural/neural_engine.h"

namespace engine::models
{

/// A fresh network of the registry, a pure function of (arch, tags, seed). Throws Error{NotFound, InvalidArgument}.
std::shared_ptr<Network> makeNetwork(const std::string& arch, std::size_t tags, std::uint64_t seed);

/// [batch, 1, mels, frames] on `device`, checked against the network. Throws Error{Mismatch}.
torch::Tensor inputTensor(const Network& network, const neural::InputBatch& input, const torch::Device& device);

/// Values on the host, row-major.
std::vector<float> hostValues(const torch::Tensor& tensor);

/// neural::Model on LibTorch.
class TorchModel : public neural::Model
{
public:
    TorchModel(std::string arch, std::size_t tags, std::uint64_t seed);

    const std::string& arch() const override { return m_arch; }
    std::size_t tagCount() const override { return m_tags; }
    std::int64_t parameterCount() const override;
    const std::string& device() const override { return m_device; }
    void to(const std::string& deviceId) override;
    void setPrecision(neural::Precision precision) override;
    std::vector<std::string> layers() const override { return m_network->layers(); }
    std::string head() const override { return m_network->head(); }
    neural::ForwardResult forward(const neural::InputBatch& input, std::span<const std::string> layers) override;
    void settleStatistics(const neural::InputBatch& input) override;
    neural::Gradients gradients(const neural::InputBatch& input, std::span<const float> targets) override;
    std::vector<std::string> attributionMethods() const override;
    neural::Attribution attribute(const neural::InputBatch& input,
                                  const neural::AttributionQuestion& question) override;
    std::vector<checkpoint::TensorBytes> state() const override;
    void load(std::span<const checkpoint::TensorBytes> state, bool skipHead) override;
    void fillDeterministic() override;

private:
    void checkLayers(std::span<const std::string> wanted) const;

    std::string m_arch;
    std::size_t m_tags;
    std::string m_device = "cpu";
    neural::Precision m_precision = neural::Precision::Float32;
    std::shared_ptr<Network> m_network;
};

}  // namespace engine::models
