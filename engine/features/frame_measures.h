#pragma once
#include <array>
#include <cstddef>
#include <span>

/// What single features read off one frame's spectrum; each is defined in the file of its feature.
namespace engine::features {

/// c = sum f_k p_k, p = magnitude divided by its sum; 0 Hz for silence. magnitude: [kBins]
double spectralCentroidHz(std::span<const float> magnitude);
/// sqrt(sum p_k (f_k - c)^2)
double spectralBandwidthHz(std::span<const float> magnitude, double centroidHz);
/// Least frequency up to which 85 % of the sum of magnitudes lie.
double rolloffHz(std::span<const float> magnitude);
/// Geometric through arithmetic mean of P = max(1e-10, power). scratch: [kBins]
double spectralFlatness(std::span<const float> power, std::span<float> scratch);

inline constexpr std::size_t kContrastBands = 7;
struct Contrast {
    std::array<float, kContrastBands> valley{}, peak{};   ///< mean magnitude of the 2 % smallest and largest of each band
};
Contrast spectralContrast(std::span<const float> magnitude, std::span<float> scratch);

}  // namespace engine::features
