#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace engine::dsp {

/// Magnitude response of a kernel, |H(f)| = |sum over n of taps[n] exp(-2 pi i n f / rate)|, at `points` frequencies evenly from 0 to
/// rate / 2, both included: a zero-padded DFT, numpy.abs(numpy.fft.rfft(taps, 2 * (points - 1))) for as many taps or fewer.
/// Networks correlate where a filter convolves; that mirrors the kernel and leaves the magnitude as it is. points: 2 or more.
std::vector<double> magnitudeResponse(std::span<const float> taps, std::size_t points);

/// 20 log10; silence is kSilentDb.
double magnitudeDb(double magnitude);
inline constexpr double kSilentDb = -200;

struct ResponsePeak {
    double hz = 0;
    double magnitude = 0;
};
/// Where a response is highest, the lowest such frequency; nothing for a kernel of zeros. rateHz: of the taps.
std::optional<ResponsePeak> peakOf(std::span<const double> response, double rateHz);

}  // namespace engine::dsp
