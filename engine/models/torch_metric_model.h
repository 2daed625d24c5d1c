#pragma once
#include <memory>
#include <string>

#include "engine/models/metric_network.h"

namespace engine::models
{

/// neural::MetricModel on LibTorch.
class TorchMetricModel : public neural::MetricModel
{
public:
    TorchMetricModel(const neural::MetricShape& shape, std::uint64_t seed);

    const neural::MetricShape& shape() const override { return m_network->shape(); }
    std::int64_t parameterCount() const override;
    void to(const std::string& deviceId) override;
    std::vector<float> embedTags(std::span<const float> words) override;
    std::vector<float> embedSongs(const neural::SongBatch& songs) override;
    std::vector<checkpoint::TensorBytes> state() const override;
    void load(std::span<const checkpoint::TensorBytes> state) override;

private:
    std::string m_device = "cpu";
    std::shared_ptr<MetricNetwork> m_network;
};

/// neural::NeuralEngine::tripletLoss().
neural::TripletLoss tripletLoss(const neural::TripletRows& rows, double margin);

}  // namespace engine::models
