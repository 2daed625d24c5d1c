#include "engine/train/calm_vq_vae.h"

#include <cmath>

namespace engine::train
{

namespace
{

constexpr std::int64_t kDilationGrowth = 3;

torch::nn::Conv1d convolution(std::int64_t in, std::int64_t out, std::int64_t dilation = 1)
{
    return torch::nn::Conv1d(torch::nn::Conv1dOptions(in, out, 3).padding(dilation).dilation(dilation));
}

/// x + conv1(relu(conv3(relu(x)))), the first one dilated.
class DilatedBlockImpl : public torch::nn::Module
{
public:
    DilatedBlockImpl(std::int64_t channels, std::int64_t dilation)
        : m_wide(register_module("wide", convolution(channels, channels, dilation))),
          m_mix(register_module("mix", torch::nn::Conv1d(torch::nn::Conv1dOptions(channels, channels, 1))))
    {
    }
    torch::Tensor forward(const torch::Tensor& x) { return x + m_mix(torch::relu(m_wide(torch::relu(x)))); }

private:
    torch::nn::Conv1d m_wide, m_mix;
};
TORCH_MODULE(DilatedBlock);

std::int64_t dilationOf(std::int64_t depth)
{
    std::int64_t dilation = 1;
    for (std::int64_t i = 0; i < depth; ++i)
        dilation *= kDilationGrowth;
    return dilation;
}

torch::nn::Sequential encoderOf(const neural::CodifiedShape& shape)
{
    torch::nn::Sequential way(convolution(1, shape.channels));
    for (int stage = 0; stage < shape.stages; ++stage) {
        way->push_back(torch::nn::Conv1d(torch::nn::Conv1dOptions(shape.channels, shape.channels, 4).stride(2).padding(1)));
        for (std::int64_t depth = 0; depth < shape.residualDepth; ++depth)
            way->push_back(DilatedBlock(shape.channels, dilationOf(depth)));
    }
    way->push_back(convolution(shape.channels, shape.codeWidth));
    return way;
}

torch::nn::Sequential decoderOf(const neural::CodifiedShape& shape)
{
    torch::nn::Sequential way(convolution(shape.codeWidth, shape.channels));
    for (int stage = 0; stage < shape.stages; ++stage) {
        for (auto depth = shape.residualDepth; depth-- > 0;)
            way->push_back(DilatedBlock(shape.channels, dilationOf(depth)));
        way->push_back(torch::nn::ConvTranspose1d(torch::nn::ConvTranspose1dOptions(shape.channels, shape.channels, 4).stride(2).padding(1)));
    }
    way->push_back(convolution(shape.channels, 1));
    return way;
}

torch::Tensor magnitudes(const torch::Tensor& wave, std::int64_t size)
{
    const auto window = torch::hann_window(size, wave.options());
    const auto spectrum = torch::stft(wave.squeeze(1), size, size / 4, size, window, /*center=*/true, "reflect", /*normalized=*/false,
                                      /*onesided=*/true, /*return_complex=*/true);
    // The root's slope at 0 is infinite.
    return torch::sqrt(torch::view_as_real(spectrum).pow(2).sum(-1) + 1e-8);
}

}  // namespace

VqVaeImpl::VqVaeImpl(const neural::CodifiedShape& shape)
    : codebook(register_module("codebook", Codebook(shape.codes, shape.codeWidth))),
      m_encoder(register_module("encoder", encoderOf(shape))),
      m_decoder(register_module("decoder", decoderOf(shape)))
{
}

torch::Tensor VqVaeImpl::encode(const torch::Tensor& wave)
{
    return m_encoder->forward(wave).transpose(1, 2);
}

torch::Tensor VqVaeImpl::decode(const torch::Tensor& latent)
{
    return m_decoder->forward(latent.transpose(1, 2));
}

VqVaeImpl::Pass VqVaeImpl::forward(const torch::Tensor& wave)
{
    Pass pass;
    pass.latent = encode(wave);
    pass.codes = codebook->nearest(pass.latent.detach().flatten(0, 1)).view({pass.latent.size(0), pass.latent.size(1)});
    pass.quantised = codebook->vectorsOf(pass.codes).detach();
    pass.wave = decode(straightThrough(pass.latent, pass.quantised));
    return pass;
}

torch::Tensor straightThrough(const torch::Tensor& latent, const torch::Tensor& quantised)
{
    return latent + (quantised - latent).detach();
}

torch::Tensor spectralError(const torch::Tensor& wanted, const torch::Tensor& given, int sampleRateHz)
{
    // About 64 ms, 32 ms and 16 ms.
    const auto longest = std::int64_t{1} << std::lround(std::log2(std::max(1000, sampleRateHz) * 0.064));
    torch::Tensor sum;
    int counted = 0;
    for (auto size = longest; size >= longest / 4; size /= 2) {
        if (size / 2 >= wanted.size(2)) continue;  // longer than the clip
        const auto target = magnitudes(wanted, size), found = magnitudes(given, size);
        const auto norm = [](const torch::Tensor& x) { return torch::sqrt(x.pow(2).sum({1, 2}) + 1e-8); };
        const auto error = (norm(target - found) / norm(target)).mean();
        sum = sum.defined() ? sum + error : error;
        ++counted;
    }
    return counted > 0 ? sum / counted : torch::zeros({}, wanted.options());
}

}  // namespace engine::train
