#pragma once
#include <torch/torch.h>

#include <cstdint>
#include <string>
#include <vector>

#include "engine/models/network.h"
#include "engine/models/residual.h"

namespace engine::models::spectnt
{

/// What the attention's tokens are. Projected: the channels, frequency (time) mixed by linear layers before, as in the
/// public implementation; tied to one input length. Token: the frequency (time) positions themselves, as the paper's
/// text says; gives maps over frequency and time and takes any length up to `times`.
enum class Axis { Projected, Token };

struct EncoderShape {
    std::int64_t width = 96;  ///< of Axis::Projected; with Axis::Token it is that of the embedding
    std::int64_t heads = 4;
    std::int64_t feedForward = 96;
};

/// Defaults are the public tagging configuration: 727 371 parameters with 50 tags.
struct Config {
    std::int64_t mels = 128;
    std::int64_t melsPerRow = 1;  ///< frequency pooling of the front end
    std::int64_t channels = 128;  ///< K, width of a spectral embedding
    std::int64_t times = 49;      ///< steps of four frames
    std::int64_t embedding = 128;  ///< D, width of a temporal embedding
    std::int64_t blocks = 3;
    EncoderShape spectral{96, 4, 96};
    EncoderShape temporal{96, 8, 96};
    double dropout = 0.15;
    bool classToken = true;  ///< false: a row of logits for every step instead of one for the clip
    Axis axis = Axis::Projected;

    std::int64_t rows() const { return mels / melsPerRow; }  ///< F, frequency positions without the class token
};

/// torch.nn.TransformerEncoderLayer with norm_first and exact GELU, under its names.
class EncoderLayerImpl : public torch::nn::Module
{
public:
    EncoderLayerImpl(const EncoderShape& shape, double dropout);
    /// x: [batch, tokens, width]; weights [batch, heads, tokens, tokens].
    torch::Tensor forward(torch::Tensor x, torch::Tensor& weights);

private:
    EncoderShape m_shape;
    double m_dropout;
    torch::nn::LayerNorm m_norm1, m_norm2;
    torch::nn::Linear m_linear1, m_linear2, m_out{nullptr};
    torch::Tensor m_packedWeight, m_packedBias;
};
TORCH_MODULE(EncoderLayer);

/// One time-frequency block. The frequency class token of each step hears of the time through the temporal embedding,
/// gathers what the frequencies hold, and gives it back to the temporal embedding.
class BlockImpl : public torch::nn::Module
{
public:
    explicit BlockImpl(const Config& config);
    /// spectral: [batch, times, 1 + F, K], temporal: [batch, times, D]; both are replaced. `name` precedes the taps.
    void forward(torch::Tensor& spectral, torch::Tensor& temporal, const std::string& name, Taps& taps);

private:
    torch::Tensor encodedSpectra(const torch::Tensor& spectral, torch::Tensor& weights);
    torch::Tensor encodedTimes(const torch::Tensor& temporal, torch::Tensor& weights);

    Config m_config;
    torch::nn::Linear m_toSpectral, m_toTemporal;
    torch::nn::Linear m_spectralIn{nullptr}, m_spectralOut{nullptr}, m_temporalIn{nullptr}, m_temporalOut{nullptr};
    EncoderLayer m_spectralEncoder{nullptr}, m_temporalEncoder{nullptr};
};
TORCH_MODULE(Block);

/// SpecTNT of Lu, Wang, Won, Choi, Song: "SpecTNT: a time-frequency transformer for music audio", ISMIR 2021, arXiv
/// 2110.09127; wiring and names of MWM-io/SpecTNT-pytorch. Input: mel spectra [batch, 1, mels, 4 * times].
class Net : public Network
{
public:
    Net(std::int64_t tags, const Config& config);

    torch::Tensor forward(torch::Tensor x, Taps& taps) override;
    /// What forward() does after the front end. maps: [batch, K, F, times].
    torch::Tensor forwardMaps(const torch::Tensor& maps, Taps& taps);
    InputShape inputShape() const override;
    std::vector<std::string> layers() const override;
    /// As tokens, times and bands are attended to in turn: the temporal layers are rolled out over times, each time's
    /// share is spread over the bands as its spectral layers look at them. Projected, attention is over channels, which
    /// are no places; there is Grad-CAM.
    Attributable attributable() const override;
    std::string head() const override { return "linear_out"; }

private:
    Config m_config;
    ResidualBlock2d m_front;
    torch::Tensor m_frequencyClass, m_frequencyPositions, m_times, m_timeClass;
    std::vector<Block> m_blocks;
    torch::nn::Linear m_out;
};

}  // namespace engine::models::spectnt
