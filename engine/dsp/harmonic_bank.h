#pragma once
#include <cstddef>
#include <vector>

namespace engine::dsp {

/// Triangles over the bins of a power spectrum at notes and their harmonics, with one sharpness Q for all (Won, Chun, Nieto, Serra:
/// "Data-driven harmonic filters for audio representation learning", ICASSP 2020). Numbers of the network hcnn.
struct HarmonicBank {
    double rateHz = 16000;
    std::size_t fftSize = 512;
    std::size_t notes = 128;
    std::size_t notesPerSemitone = 2;
    double lowestMidi = 24;          ///< C1
    std::size_t harmonics = 6;

    std::size_t bins() const { return fftSize / 2 + 1; }
    double binHz() const { return rateHz / static_cast<double>(fftSize); }
    /// 440 Hz x 2^((midi - 69) / 12); note from 0.
    double noteHz(std::size_t note) const;
    /// Of the triangle's foot: (0.1079 f + 24.7 Hz) / Q, the equivalent rectangular bandwidth for Q = 1.
    static double bandwidthHz(double centreHz, double q);
    /// max(0, 1 - |f - centre| / (bandwidth / 2)) at each bin; q above 0.
    std::vector<double> triangle(double centreHz, double q) const;
};

}  // namespace engine::dsp
