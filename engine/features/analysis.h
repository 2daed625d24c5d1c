#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/features/beats.h"
#include "engine/features/hpss.h"
#include "engine/features/matrix.h"
#include "engine/features/onset.h"
#include "engine/features/settings.h"
#include "engine/features/spectral_pass.h"
#include "engine/features/tempo.h"

namespace engine::features {

/// One piece of audio under analysis: what several features need is computed when first asked for and kept. Belongs to one
/// thread. Frames are centred, T = 1 + floor(samples / 512); memory is about 9 bytes a sample when everything was asked for.
class Analysis {
public:
    /// samples: mono at kRateHz, at least one, kept alive by the caller. Throws Error{TooShort}.
    Analysis(std::span<const float> samples, Mode mode);

    std::span<const float> samples() const { return m_samples; }
    Mode mode() const { return m_mode; }
    Padding padding() const { return m_mode == Mode::Table ? Padding::Reflect : Padding::Zero; }
    std::size_t frames() const { return 1 + m_samples.size() / kHopSamples; }
    double durationSeconds() const { return static_cast<double>(m_samples.size()) / kRateHz; }

    /// What is read off each frame's spectrum, in one pass.
    const SpectralPass& spectral();
    /// [128, frames] dB, clipped at 80 below the loudest point
    const Matrix& melDb();
    /// [20, frames]
    const Matrix& mfcc();
    /// Deviation from A440 in semitones, -0.5 .. 0.49
    double tuning();
    /// [12, frames], C first, each frame's largest = 1
    const Matrix& chroma();
    /// [12, frames] of the constant-Q transform, sums of magnitudes, not normalised
    const Matrix& cqtChroma();
    /// [12, frames]: chroma energy normalised statistics
    const Matrix& cens();
    const HarmonicPercussive& harmonicPercussive();
    /// [frames]
    const std::vector<float>& onsetEnvelope(OnsetKind kind);
    const Tempo& tempo(OnsetKind kind);
    /// Tempo and beats of the median envelope.
    const Beats& beats();
    /// [1, frames]
    const Matrix& rms();

private:
    template <typename T>
    using Kept = std::unique_ptr<T>;

    std::span<const float> m_samples;
    Mode m_mode;
    Kept<SpectralPass> m_spectral;
    Kept<Matrix> m_melDb, m_mfcc, m_chroma, m_cqtChroma, m_cens, m_rms;
    Kept<double> m_tuning;
    Kept<HarmonicPercussive> m_harmonicPercussive;
    Kept<std::vector<float>> m_onset[2];
    Kept<Tempo> m_tempo[2];
    Kept<Beats> m_beats;
};

}  // namespace engine::features
