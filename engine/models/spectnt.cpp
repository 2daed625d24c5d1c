#include "engine/models/spectnt.h"

#include "engine/core/error.h"
#include "engine/models/dropout.h"
#include "engine/models/module_path.h"
#include "engine/models/self_attention.h"

namespace engine::models
{

namespace spectnt
{

namespace
{

constexpr std::int64_t kFramesPerTime = 4;  // pooling of the front end

EncoderShape shapeOn(Axis axis, EncoderShape shape, std::int64_t tokenWidth)
{
    if (axis == Axis::Token) shape.width = tokenWidth;
    return shape;
}

Config configOf(Axis axis, std::string_view variant)
{
    Config config;
    config.axis = axis;
    if (variant.empty()) return config;
    if (variant != "small")
        throw Error(ErrorCode::NotFound, std::string(variant), "SpecTNT has the variant small only");
    config.melsPerRow = 2;
    config.channels = config.embedding = 32;
    config.blocks = 2;
    config.spectral = config.temporal = {32, 4, 32};
    return config;
}

template <Axis axis>
std::shared_ptr<Network> make(std::int64_t tags, std::string_view variant)
{
    return std::make_shared<Net>(tags, configOf(axis, variant));
}

}  // namespace

EncoderLayerImpl::EncoderLayerImpl(const EncoderShape& shape, double dropout)
    : m_shape(shape),
      m_dropout(dropout),
      m_norm1(register_module("norm1", torch::nn::LayerNorm(torch::nn::LayerNormOptions({shape.width})))),
      m_norm2(register_module("norm2", torch::nn::LayerNorm(torch::nn::LayerNormOptions({shape.width})))),
      m_linear1(register_module("linear1", torch::nn::Linear(shape.width, shape.feedForward))),
      m_linear2(register_module("linear2", torch::nn::Linear(shape.feedForward, shape.width)))
{
    auto& attention = containerAt(*this, "self_attn");
    m_packedWeight = attention.register_parameter("in_proj_weight", torch::empty({3 * shape.width, shape.width}));
    m_packedBias = attention.register_parameter("in_proj_bias", torch::zeros({3 * shape.width}));
    torch::nn::init::xavier_uniform_(m_packedWeight);
    m_out = registerAt(*this, "self_attn.out_proj", torch::nn::Linear(shape.width, shape.width));
    torch::nn::init::zeros_(m_out->bias);
}

torch::Tensor EncoderLayerImpl::forward(torch::Tensor x, torch::Tensor& weights)
{
    const bool learning = is_training();
    x = x.to(torch::kFloat32);  // sums and normalisation, whatever a projection before it was computed in
    const auto parts = torch::linear(m_norm1(x), m_packedWeight, m_packedBias).chunk(3, -1);
    const auto attended = attend(parts[0], parts[1], parts[2], m_shape.heads, m_dropout, learning);
    weights = attended.weights;
    x = x + dropped(m_out(attended.values), m_dropout, learning);
    const auto wide = dropped(exactGelu(m_linear1(m_norm2(x))), m_dropout, learning);
    return x + dropped(m_linear2(wide), m_dropout, learning);
}

BlockImpl::BlockImpl(const Config& config)
    : m_config(config),
      m_toSpectral(register_module("D_to_K", torch::nn::Linear(config.embedding, config.channels))),
      m_toTemporal(register_module("K_to_D", torch::nn::Linear(config.channels, config.embedding)))
{
    if (config.axis == Axis::Projected) {
        const auto rows = config.rows() + 1, times = config.times + (config.classToken ? 1 : 0);
        m_spectralIn = register_module("spectral_linear_in", torch::nn::Linear(rows, config.spectral.width));
        m_spectralOut = register_module("spectral_linear_out", torch::nn::Linear(config.spectral.width, rows));
        m_temporalIn = register_module("temporal_linear_in", torch::nn::Linear(times, config.temporal.width));
        m_temporalOut = register_module("temporal_linear_out", torch::nn::Linear(config.temporal.width, times));
    }
    m_spectralEncoder = register_module(
        "spectral_encoder_layer", EncoderLayer(shapeOn(config.axis, config.spectral, config.channels), config.dropout));
    m_temporalEncoder =
        register_module("temporal_encoder_layer",
                        EncoderLayer(shapeOn(config.axis, config.temporal, config.embedding), config.dropout));
}

torch::Tensor BlockImpl::encodedSpectra(const torch::Tensor& spectral, torch::Tensor& weights)
{
    const auto eachTime = spectral.flatten(0, 1);  // [batch * times, 1 + F, K]
    if (m_config.axis == Axis::Token) return m_spectralEncoder(eachTime, weights).view(spectral.sizes());
    const auto mixed = m_spectralEncoder(m_spectralIn(eachTime.transpose(1, 2)), weights);
    return m_spectralOut(mixed).transpose(1, 2).reshape(spectral.sizes());
}

torch::Tensor BlockImpl::encodedTimes(const torch::Tensor& temporal, torch::Tensor& weights)
{
    if (m_config.axis == Axis::Token) return m_temporalEncoder(temporal, weights);
    const auto mixed = m_temporalEncoder(m_temporalIn(temporal.transpose(1, 2)), weights);
    return m_temporalOut(mixed).transpose(1, 2);
}

void BlockImpl::forward(torch::Tensor& spectral, torch::Tensor& temporal, const std::string& name, Taps& taps)
{
    const auto heard = spectral.slice(2, 0, 1) + m_toSpectral(temporal).unsqueeze(2);
    torch::Tensor weights;
    spectral = encodedSpectra(torch::cat({heard, spectral.slice(2, 1)}, 2), weights);
    if (m_config.axis == Axis::Token) {
        // What the class token of each step looks at, mean over heads: a picture over time and frequency.
        const auto looked = weights.mean(1).select(1, 0).slice(1, 1).view({temporal.size(0), temporal.size(1), -1});
        taps.offer(name + ".frequency_attention", looked.slice(1, m_config.classToken ? 1 : 0));
    }
    temporal = temporal + m_toTemporal(spectral.select(2, 0));
    temporal = encodedTimes(temporal, weights);
    if (m_config.axis == Axis::Token) taps.offer(name + ".attention", weights);
    taps.offer(name, temporal);
}

Net::Net(std::int64_t tags, const Config& config)
    : m_config(config),
      m_front(register_module("fe_model", ResidualBlock2d(ResidualBlock2dImpl::Shape{
                                              1, config.channels, {1, 1}, {config.melsPerRow, kFramesPerTime}}))),
      m_out(nullptr)
{
    auto& main = containerAt(*this, "main_model");
    m_frequencyClass = main.register_parameter("fct", torch::zeros({1, config.times, 1, config.channels}));
    m_frequencyPositions =
        main.register_parameter("fpe", torch::zeros({1, 1, config.rows() + 1, config.channels}));
    // Where frequencies are tokens, nothing but these rows tells them apart: all alike, they would stay so for long.
    if (config.axis == Axis::Token) torch::nn::init::normal_(m_frequencyPositions, 0, 0.5);
    m_times = main.register_parameter("te", torch::rand({1, config.times, 1, config.embedding}));
    if (config.classToken) m_timeClass = main.register_parameter("tct", torch::zeros({1, 1, 1, config.embedding}));
    for (std::int64_t i = 0; i < config.blocks; ++i)
        m_blocks.push_back(registerAt(*this, "main_model.spectnt_blocks." + std::to_string(i), Block(config)));
    m_out = register_module("linear_out", torch::nn::Linear(config.embedding, tags));
}

Attributable Net::attributable() const
{
    Attributable where{"fe_model", kFramesPerTime};
    if (m_config.axis != Axis::Token || !m_config.classToken) return where;
    where.framesPerStep = kFramesPerTime;
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        const auto block = "main_model.spectnt_blocks." + std::to_string(i);
        where.attentionLayers.push_back(block + ".attention");
        where.bandAttentionLayers.push_back(block + ".frequency_attention");
    }
    return where;
}

InputShape Net::inputShape() const
{
    const auto most = kFramesPerTime * (m_config.times + 1) - 1;
    const auto least = m_config.axis == Axis::Token ? kFramesPerTime : kFramesPerTime * m_config.times;
    return {m_config.mels, least, most};
}

std::vector<std::string> Net::layers() const
{
    std::vector<std::string> names{"fe_model"};
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        const auto name = "main_model.spectnt_blocks." + std::to_string(i);
        if (m_config.axis == Axis::Token) {
            names.push_back(name + ".frequency_attention");
            names.push_back(name + ".attention");
        }
        names.push_back(name);
    }
    names.push_back("spectral");
    names.push_back("embedding");
    return names;
}

torch::Tensor Net::forward(torch::Tensor x, Taps& taps)
{
    x = m_front(x);
    taps.offer("fe_model", x);
    return forwardMaps(x, taps);
}

torch::Tensor Net::forwardMaps(const torch::Tensor& maps, Taps& taps)
{
    const auto batch = maps.size(0), times = maps.size(3);
    const auto classes = m_frequencyClass.slice(1, 0, times).expand({batch, -1, -1, -1});
    auto spectral = torch::cat({classes, maps.permute({0, 3, 2, 1})}, 2) + m_frequencyPositions;
    auto temporal = m_times.slice(1, 0, times).squeeze(2).expand({batch, -1, -1});
    if (m_config.classToken) {
        // The time class token has a spectrum of nothing, so that it takes part in the blocks like a step.
        spectral = torch::constant_pad_nd(spectral, {0, 0, 0, 0, 1, 0});
        temporal = torch::cat({m_timeClass.squeeze(2).expand({batch, -1, -1}), temporal}, 1);
    }
    for (std::size_t i = 0; i < m_blocks.size(); ++i)
        m_blocks[i]->forward(spectral, temporal, "main_model.spectnt_blocks." + std::to_string(i), taps);
    taps.offer("spectral", spectral);
    const auto read = m_config.classToken ? temporal.select(1, 0) : temporal;
    taps.offer("embedding", read);
    return m_out(read);
}

}  // namespace spectnt

extern const ModelEntry spectnt_entry;
const ModelEntry spectnt_entry{"spectnt", spectnt::make<spectnt::Axis::Projected>};
extern const ModelEntry spectnt_token_entry;
const ModelEntry spectnt_token_entry{"spectnt_token", spectnt::make<spectnt::Axis::Token>};

}  // namespace engine::models
