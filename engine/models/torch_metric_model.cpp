#include "engine/models/torch_metric_model.h"

#include "engine/core/error.h"
#include "engine/models/guarded.h"
#include "engine/models/state.h"

namespace engine::models
{

namespace
{

std::vector<float> metricValues(const torch::Tensor& tensor)
{
    const auto host = tensor.detach().to(torch::kCPU, torch::kFloat32).contiguous();
    return {host.data_ptr<float>(), host.data_ptr<float>() + host.numel()};
}

}  // namespace

TorchMetricModel::TorchMetricModel(const neural::MetricShape& shape, std::uint64_t seed) : m_network(makeMetricNetwork(shape, seed))
{
    m_network->eval();
}

std::int64_t TorchMetricModel::parameterCount() const
{
    std::int64_t count = 0;
    for (const auto& parameter : m_network->parameters())
        count += parameter.numel();
    return count;
}

void TorchMetricModel::to(const std::string& deviceId)
{
    guarded([&] { m_network->to(torch::Device(deviceId)); });
    m_device = deviceId;
}

std::vector<float> TorchMetricModel::embedTags(std::span<const float> words)
{
    return guarded([&] {
        const torch::NoGradGuard noGrad;
        const auto dims = shape().wordDims;
        return metricValues(m_network->embedTags(rowsTensor(words, words.size() / dims, dims, torch::Device(m_device))));
    });
}

std::vector<float> TorchMetricModel::embedSongs(const neural::SongBatch& songs)
{
    return guarded([&] {
        const torch::NoGradGuard noGrad;
        const torch::Device device(m_device);
        torch::Tensor spectrograms, factors;
        if (shape().usesSpectrograms())
            spectrograms = spectrogramTensor(songs.spectrograms, songs.songs * songs.chunks, songs.frames, device);
        if (shape().usesFactors()) factors = rowsTensor(songs.factors, songs.songs, shape().factorDims, device);
        return metricValues(m_network->embedSongs(spectrograms, factors, static_cast<std::int64_t>(songs.chunks)));
    });
}

std::vector<checkpoint::TensorBytes> TorchMetricModel::state() const
{
    return guarded([&] { return exportState(*m_network); });
}

void TorchMetricModel::load(std::span<const checkpoint::TensorBytes> state)
{
    guarded([&] { importState(*m_network, state, std::string_view()); });
}

neural::TripletLoss tripletLoss(const neural::TripletRows& rows, double margin)
{
    std::vector<torch::Tensor> inputs;
    for (const auto values : {rows.anchor, rows.positive, rows.negative})
        inputs.push_back(rowsTensor(values, rows.rows, rows.dims, torch::kCPU).set_requires_grad(true));
    const auto losses = tripletLosses(inputs[0], inputs[1], inputs[2], margin);
    const auto mean = losses.mean();
    const auto derivatives = torch::autograd::grad({mean}, inputs);
    return {metricValues(losses), mean.item<double>(), metricValues(derivatives[0]), metricValues(derivatives[1]), metricValues(derivatives[2])};
}

}  // namespace engine::models
