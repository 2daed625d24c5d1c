#include "engine/features/constant_q.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <numeric>
#include <vector>

#include "engine/audio/resampler.h"
#include "engine/features/chroma.h"
#include "engine/features/settings.h"
#include "engine/features/stft.h"

namespace engine::features {

namespace {

constexpr std::size_t kOctaves = 7;
constexpr std::size_t kBinsPerOctave = kConstantQBinsPerOctave;
constexpr double kLowestC = 32.70319566257483;   // C1 in Hz
constexpr double kThinning = 0.01;

/// One atom's spectrum, only the bins that matter.
struct Atom {
    std::vector<std::size_t> bins;
    std::vector<Complex> weights;
};
/// The 36 atoms of an octave; the same for every octave, because rate and frequencies halve together.
struct Octave {
    std::size_t fftSize = 0;
    std::vector<Atom> atoms;
    std::vector<double> lengths;   ///< of the atoms of the top octave, in samples at kRateHz
};

double topFrequencyHz(std::size_t bin, double tuning)
{
    return kLowestC * std::exp2((tuning + static_cast<double>((kOctaves - 1) * kBinsPerOctave + bin)) / kBinsPerOctave);
}

/// Bandwidth of an atom through its frequency.
double relativeBandwidth()
{
    const double ratio = std::exp2(2.0 / kBinsPerOctave);
    return (ratio - 1) / (ratio + 1);
}

/// exp(2 pi i f t) under a periodic Hann window, of unit sum of magnitudes, in the middle of `size` zeros; times length / size.
std::vector<std::complex<double>> atomInTime(double length, double hz, std::size_t size)
{
    const auto first = static_cast<std::ptrdiff_t>(std::floor(-length / 2)), last = static_cast<std::ptrdiff_t>(std::floor(length / 2));
    const auto count = static_cast<std::size_t>(last - first);
    std::vector<std::complex<double>> atom(size);
    const auto before = (size - count) / 2;
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const double window = 0.5 - 0.5 * std::cos(2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(count));
        sum += window;
        atom[before + i] = std::polar(window, 2 * std::numbers::pi * hz / kRateHz * static_cast<double>(first + static_cast<std::ptrdiff_t>(i)));
    }
    for (auto& value : atom) value *= length / static_cast<double>(size) / sum;
    return atom;
}

/// Non-negative frequencies by the definition: made once a track, a thousand points for 36 atoms near their one peak.
std::vector<std::complex<double>> spectrumOf(const std::vector<std::complex<double>>& atom)
{
    const auto size = atom.size();
    // Two real transforms, of the real and of the imaginary part: float is enough for weights that are used as float.
    RealFft fft(size);
    std::vector<std::complex<double>> spectrum(size / 2 + 1);
    for (const bool imaginary : {false, true}) {
        for (std::size_t i = 0; i < size; ++i) fft.real()[i] = static_cast<float>(imaginary ? atom[i].imag() : atom[i].real());
        fft.forward();
        for (std::size_t k = 0; k < spectrum.size(); ++k)
            spectrum[k] += std::complex<double>(fft.spectrum()[k]) * (imaginary ? std::complex<double>(0, 1) : std::complex<double>(1, 0));
    }
    return spectrum;
}

/// Without the smallest bins that together hold less than one hundredth of the sum of magnitudes.
Atom thinnedOut(const std::vector<std::complex<double>>& spectrum)
{
    std::vector<double> sorted;
    for (const auto& value : spectrum) sorted.push_back(std::abs(value));
    std::sort(sorted.begin(), sorted.end());
    const double whole = std::accumulate(sorted.begin(), sorted.end(), 0.0);
    double sum = 0, least = sorted.back();
    for (const double value : sorted) {
        sum += value;
        if (sum / whole >= kThinning) {
            least = value;
            break;
        }
    }
    Atom atom;
    for (std::size_t k = 0; k < spectrum.size(); ++k) {
        if (std::abs(spectrum[k]) < least) continue;
        atom.bins.push_back(k);
        atom.weights.push_back(Complex(spectrum[k]));
    }
    return atom;
}

Octave makeOctave(double tuning)
{
    const double quality = 1 / relativeBandwidth();
    Octave octave;
    for (std::size_t bin = 0; bin < kBinsPerOctave; ++bin) octave.lengths.push_back(quality * kRateHz / topFrequencyHz(bin, tuning));
    octave.fftSize = static_cast<std::size_t>(std::exp2(std::ceil(std::log2(octave.lengths.front()))));
    for (std::size_t bin = 0; bin < kBinsPerOctave; ++bin)
        octave.atoms.push_back(thinnedOut(spectrumOf(atomInTime(octave.lengths[bin], topFrequencyHz(bin, tuning), octave.fftSize))));
    return octave;
}

/// Half the rate, scaled by sqrt(2) so that the energy stays.
std::vector<float> halved(std::span<const float> samples)
{
    std::vector<float> half;
    half.reserve(samples.size() / 2 + 1);
    audio::makeResampler(kResampler, 2, 1)->process(samples, true, half);
    half.resize((samples.size() + 1) / 2, 0.0f);
    for (float& sample : half) sample *= std::numbers::sqrt2_v<float>;
    return half;
}

/// Which pitch class a bin of an octave belongs to: the semitone's own and one on each side.
std::size_t pitchClassOf(std::size_t bin)
{
    return (bin + 1) / 3 % kPitchClasses;
}

void addOctave(const Octave& octave, std::size_t depth, std::span<const float> samples, Padding padding, Matrix& chroma)
{
    Stft stft(samples, padding, {octave.fftSize, kHopSamples >> depth, false});
    // Atoms are used at a rate 2^depth lower than the one they are normalised for; lengths count samples at the full rate.
    const double rateScale = std::sqrt(std::exp2(static_cast<double>(depth)));
    const auto frames = std::min(chroma.frames, stft.frames());
    for (std::size_t frame = 0; frame < frames; ++frame) {
        const Complex* spectrum = stft.frame(frame);
        for (std::size_t bin = 0; bin < octave.atoms.size(); ++bin) {
            const auto& atom = octave.atoms[bin];
            float re = 0, im = 0;
            for (std::size_t i = 0; i < atom.bins.size(); ++i) {
                const auto a = atom.weights[i], b = spectrum[atom.bins[i]];
                re += a.real() * b.real() - a.imag() * b.imag();
                im += a.real() * b.imag() + a.imag() * b.real();
            }
            const double length = octave.lengths[bin] * std::exp2(static_cast<double>(depth));
            chroma.at(pitchClassOf(bin), frame) += static_cast<float>(std::hypot(re, im) * rateScale / std::sqrt(length));
        }
    }
}

}  // namespace

Matrix constantQChroma(std::span<const float> samples, Padding padding, double tuning)
{
    const auto octave = makeOctave(tuning);
    Matrix chroma(kPitchClasses, 1 + samples.size() / kHopSamples);
    std::vector<float> current(samples.begin(), samples.end());
    for (std::size_t depth = 0; depth < kOctaves; ++depth) {
        if (depth > 0) current = halved(current);
        addOctave(octave, depth, current, padding, chroma);
    }
    return chroma;
}

}  // namespace engine::features
