#include "engine/dsp/harmonic_bank.h"

#include <algorithm>
#include <cmath>

namespace engine::dsp {

double HarmonicBank::noteHz(std::size_t note) const
{
    const double midi = lowestMidi + static_cast<double>(note) / static_cast<double>(notesPerSemitone);
    return 440 * std::pow(2, (midi - 69) / 12);
}

double HarmonicBank::bandwidthHz(double centreHz, double q)
{
    return (0.1079 * centreHz + 24.7) / q;
}

std::vector<double> HarmonicBank::triangle(double centreHz, double q) const
{
    const double half = bandwidthHz(centreHz, q) / 2;
    std::vector<double> weights(bins());
    for (std::size_t bin = 0; bin < weights.size(); ++bin)
        weights[bin] = std::max(0.0, 1 - std::abs(static_cast<double>(bin) * binHz() - centreHz) / half);
    return weights;
}

}  // namespace engine::dsp
