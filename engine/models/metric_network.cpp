#include "engine/models/metric_network.h"

#include "engine/core/error.h"

namespace engine::models
{

namespace
{

constexpr std::int64_t kHidden = 512;
constexpr double kDropout = 0.5;
constexpr std::int64_t kHybridAcoustic = 200;  // channels of the hybrid's acoustic half
constexpr double kCosineEpsilon = 1e-8;

const std::vector<SquareTrunk::Stage>& trunkStages()
{
    static const std::vector<SquareTrunk::Stage> stages{{128, 2, 2}, {128, 2, 2}, {256, 2, 2}, {256, 2, 2},
                                                        {256, 2, 2}, {256, 2, 2}, {512, 2, 2}};
    return stages;
}

/// linear(x) as a 1x1 convolution: oneDNN computes those, while a matrix product goes to whatever BLAS the system has,
/// with Debian's reference one 75 ms a step of 128 triplets instead of 5.
torch::Tensor product(torch::nn::Linear& linear, const torch::Tensor& x)
{
    if (x.is_cuda()) return linear(x);
    const auto weight = linear->weight.view({linear->weight.size(0), linear->weight.size(1), 1, 1});
    return torch::conv2d(x.view({x.size(0), x.size(1), 1, 1}), weight, linear->bias).view({x.size(0), -1});
}

}  // namespace

JointHead::JointHead(torch::nn::Module& owner, const std::string& prefix, std::int64_t in)
    : m_fc1(owner.register_module(prefix + "fc1", torch::nn::Linear(in, kHidden))),
      m_bn1(owner.register_module(prefix + "bn1", torch::nn::BatchNorm1d(kHidden))),
      m_fc2(owner.register_module(prefix + "fc2", torch::nn::Linear(kHidden, static_cast<std::int64_t>(neural::kJointDims))))
{
}

torch::Tensor JointHead::forward(const torch::Tensor& x)
{
    return product(m_fc2, torch::dropout(torch::relu(m_bn1(product(m_fc1, x))), kDropout, m_fc1->is_training()));
}

MetricNetwork::MetricNetwork(const neural::MetricShape& shape) : m_shape(shape)
{
    const auto factors = static_cast<std::int64_t>(shape.factorDims);
    if (shape.usesSpectrograms()) {
        const bool alone = shape.input == neural::SongInput::Acoustic;
        m_trunk.emplace(*this, trunkStages());
        m_last = register_module("layer8", ConvBlock2d(m_trunk->filters(),
                                                       alone ? static_cast<std::int64_t>(neural::kJointDims) : kHybridAcoustic,
                                                       std::vector<std::int64_t>{1, 1}, std::vector<std::int64_t>{0, 0}));
    }
    if (shape.input == neural::SongInput::Cultural) m_song.emplace(*this, "cf_", factors);
    if (shape.input == neural::SongInput::Hybrid) m_song.emplace(*this, "cat_", kHybridAcoustic + factors);
    m_tag.emplace(*this, "", static_cast<std::int64_t>(shape.wordDims));
}

torch::Tensor MetricNetwork::acoustic(const torch::Tensor& spectrograms)
{
    Taps taps;
    return m_last(m_trunk->forward(spectrograms, taps)).squeeze(2).amax(2);
}

torch::Tensor MetricNetwork::embedSongs(const torch::Tensor& spectrograms, const torch::Tensor& factors, std::int64_t chunks)
{
    const auto meanOfChunks = [chunks](const torch::Tensor& x) { return x.view({-1, chunks, x.size(1)}).mean(1); };
    switch (m_shape.input) {
        case neural::SongInput::Acoustic: return meanOfChunks(acoustic(spectrograms));
        case neural::SongInput::Cultural: return m_song->forward(factors);
        case neural::SongInput::Hybrid:
            return m_song->forward(torch::cat({meanOfChunks(acoustic(spectrograms)), factors}, 1));
    }
    throw Error(ErrorCode::Internal, "metric model", "has an input outside the list");
}

std::shared_ptr<MetricNetwork> makeMetricNetwork(const neural::MetricShape& shape, std::uint64_t seed)
{
    if (shape.wordDims == 0 || (shape.usesFactors() && shape.factorDims == 0))
        throw Error(ErrorCode::InvalidArgument, "metric model", "needs vectors of at least one number");
    torch::manual_seed(seed);
    return std::make_shared<MetricNetwork>(shape);
}

torch::Tensor tripletLosses(const torch::Tensor& anchor, const torch::Tensor& positive, const torch::Tensor& negative,
                            double margin)
{
    const auto near = torch::cosine_similarity(anchor, positive, 1, kCosineEpsilon);
    const auto far = torch::cosine_similarity(anchor, negative, 1, kCosineEpsilon);
    return torch::relu(margin - near + far);
}

torch::Tensor rowsTensor(std::span<const float> values, std::size_t rows, std::size_t dims, const torch::Device& device)
{
    if (rows == 0 || values.size() != rows * dims)
        throw Error(ErrorCode::Mismatch, "vectors",
                    std::to_string(rows) + " rows of " + std::to_string(dims) + " numbers wanted, " +
                        std::to_string(values.size()) + " numbers found");
    // from_blob wants a mutable pointer; the copy is the only reader.
    auto* data = const_cast<float*>(values.data());
    return torch::from_blob(data, {static_cast<std::int64_t>(rows), static_cast<std::int64_t>(dims)}, torch::kFloat32)
        .to(device, torch::kFloat32, /*non_blocking=*/false, /*copy=*/true);
}

torch::Tensor spectrogramTensor(std::span<const float> values, std::size_t rows, std::size_t frames,
                                const torch::Device& device)
{
    if (frames < neural::kFewestMetricFrames)
        throw Error(ErrorCode::Mismatch, "input",
                    std::to_string(neural::kFewestMetricFrames) + " or more frames wanted, " + std::to_string(frames) + " found");
    return rowsTensor(values, rows, neural::kMetricMels * frames, device)
        .view({static_cast<std::int64_t>(rows), 1, static_cast<std::int64_t>(neural::kMetricMels),
               static_cast<std::int64_t>(frames)});
}

}  // namespace engine::models
