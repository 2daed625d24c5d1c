#pragma once
#include <torch/torch.h>

#include <cstdint>

#include "engine/neural/codified.h"
#include "engine/train/calm_codebook.h"

namespace engine::train
{

/// Sound as codes and back: stages of a strided convolution that halves the rate and dilated residual blocks, mirrored on the way back.
class VqVaeImpl : public torch::nn::Module
{
public:
    explicit VqVaeImpl(const neural::CodifiedShape& shape);

    /// [batch, 1, samples] -> [batch, samples / hop, codeWidth]; samples: a multiple of the hop.
    torch::Tensor encode(const torch::Tensor& wave);
    /// [batch, steps, codeWidth] -> [batch, 1, steps * hop]
    torch::Tensor decode(const torch::Tensor& latent);

    struct Pass {
        torch::Tensor latent;       ///< [batch, steps, codeWidth], what the encoder gave
        torch::Tensor codes;        ///< [batch, steps]
        torch::Tensor quantised;    ///< [batch, steps, codeWidth], the codes' vectors
        torch::Tensor wave;         ///< [batch, 1, samples], the reconstruction
    };
    /// Straight through: the decoder's gradient at the quantised point is handed to the encoder as if nothing had been rounded.
    Pass forward(const torch::Tensor& wave);

    Codebook codebook;

private:
    torch::nn::Sequential m_encoder, m_decoder;
};
TORCH_MODULE(VqVae);

/// latent + (quantised - latent), the bracket without gradient.
torch::Tensor straightThrough(const torch::Tensor& latent, const torch::Tensor& quantised);

/// |S - S'| / |S| of magnitude spectra (Frobenius, each clip on its own), mean of three resolutions that suit the rate. wave: [batch, 1, samples].
torch::Tensor spectralError(const torch::Tensor& wanted, const torch::Tensor& given, int sampleRateHz);

}  // namespace engine::train
