#pragma once
#include <torch/torch.h>

namespace engine::models
{

/// Spectra through triangles at a note and its harmonics, whose common sharpness Q is learned (Won, Chun, Nieto, Serra
/// 2020): 128 notes from C1 to E6 in quarter tones, harmonics 1 to 6, width (0.1079 f + 24.7) / Q Hz. STFT of 512
/// samples, hop 256, Hann, centred with reflected ends, 16 kHz.
class HarmonicFiltersImpl : public torch::nn::Module
{
public:
    HarmonicFiltersImpl();
    /// [batch, samples] -> [batch, 6, 128, 1 + samples / 256] dB
    torch::Tensor forward(const torch::Tensor& samples);

private:
    torch::Tensor filters(const torch::Device& device) const;

    torch::Tensor m_q;
    // Not part of the state: computed alike everywhere.
    torch::Tensor m_window, m_centresHz, m_binsHz;
};
TORCH_MODULE(HarmonicFilters);

}  // namespace engine::models
