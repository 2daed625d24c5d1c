#include "engine/dsp/filter_response.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace engine::dsp {

std::vector<double> magnitudeResponse(std::span<const float> taps, std::size_t points)
{
    const std::size_t size = 2 * (points - 1);
    std::vector<double> cosines(size), sines(size);
    for (std::size_t i = 0; i < size; ++i) {
        const double angle = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(size);
        cosines[i] = std::cos(angle);
        sines[i] = std::sin(angle);
    }
    std::vector<double> response(points);
    for (std::size_t k = 0; k < points; ++k) {
        double real = 0, imaginary = 0;
        for (std::size_t n = 0; n < taps.size(); ++n) {
            const std::size_t place = k * n % size;
            real += static_cast<double>(taps[n]) * cosines[place];
            imaginary += static_cast<double>(taps[n]) * sines[place];
        }
        response[k] = std::hypot(real, imaginary);
    }
    return response;
}

double magnitudeDb(double magnitude)
{
    return magnitude > 0 ? std::max(kSilentDb, 20 * std::log10(magnitude)) : kSilentDb;
}

std::optional<ResponsePeak> peakOf(std::span<const double> response, double rateHz)
{
    const double highest = response.empty() ? 0 : *std::max_element(response.begin(), response.end());
    if (highest <= 0) return {};
    // Rounding must not choose among points that are alike, as all of a kernel of one tap are.
    constexpr double kAlike = 1 - 1e-12;
    const auto first = std::find_if(response.begin(), response.end(), [&](double value) { return value >= kAlike * highest; });
    const auto place = static_cast<double>(first - response.begin());
    return ResponsePeak{place * rateHz / 2 / static_cast<double>(response.size() - 1), highest};
}

}  // namespace engine::dsp
