#include "engine/models/harmonic_filters.h"

#include <cmath>
#include <vector>

namespace engine::models
{

namespace
{

constexpr std::int64_t kFftSize = 512;
constexpr std::int64_t kHop = 256;
constexpr std::int64_t kNotes = 128;
constexpr std::int64_t kHarmonics = 6;
constexpr double kLowestNote = 24;  // MIDI number of C1
constexpr double kTopHz = 8000;

torch::Tensor harmonicCentres()
{
    std::vector<float> centres;
    for (std::int64_t harmonic = 1; harmonic <= kHarmonics; ++harmonic)
        for (std::int64_t note = 0; note < kNotes; ++note) {
            const double midi = kLowestNote + 0.5 * static_cast<double>(note);
            centres.push_back(static_cast<float>(static_cast<double>(harmonic) * 440 * std::pow(2, (midi - 69) / 12)));
        }
    return torch::tensor(centres);
}

}  // namespace

HarmonicFiltersImpl::HarmonicFiltersImpl()
    : m_q(register_parameter("bw_Q", torch::ones({1}))),
      m_window(torch::hann_window(kFftSize)),
      m_centresHz(harmonicCentres()),
      m_binsHz(torch::linspace(0, kTopHz, kFftSize / 2 + 1))
{
}

torch::Tensor HarmonicFiltersImpl::filters(const torch::Device& device) const
{
    const auto centres = m_centresHz.to(device).unsqueeze(0);
    const auto bins = m_binsHz.to(device).unsqueeze(1);
    const auto slope = 2 / ((0.1079 * centres + 24.7) / m_q);
    const auto offset = bins * slope - centres * slope;
    return torch::relu(torch::minimum(1 + offset, 1 - offset));  // [bins, harmonics * notes]
}

torch::Tensor HarmonicFiltersImpl::forward(const torch::Tensor& samples)
{
    const auto spectrum = torch::stft(samples, kFftSize, kHop, kFftSize, m_window.to(samples.device()), /*center=*/true,
                                      "reflect", /*normalized=*/false, /*onesided=*/true, /*return_complex=*/true);
    const auto power = torch::view_as_real(spectrum).square().sum(-1);  // [batch, bins, frames]
    const auto bands = torch::matmul(power.transpose(1, 2), filters(samples.device())).transpose(1, 2);
    const auto db = 10 * torch::log10(torch::clamp_min(bands, 1e-10));
    return db.reshape({db.size(0), kHarmonics, kNotes, db.size(2)});
}

}  // namespace engine::models
