#pragma once
#include <array>
#include <cstddef>

/// Hot loops of feature extraction, compiled for several instruction sets and chosen when the program is loaded.
namespace engine::features::kernels {

inline constexpr std::size_t kMedianSize = 31;
/// Rows given to median() and its result must be readable and writable up to a multiple of this.
inline constexpr std::size_t kLanes = 8;
constexpr std::size_t paddedCount(std::size_t count) { return (count + kLanes - 1) / kLanes * kLanes; }

/// out[i] = median of rows[0][i] .. rows[30][i], for i < paddedCount(count). No NaN.
void median(const std::array<const float*, kMedianSize>& rows, float* out, std::size_t count);

/// spectrum: [count] complex as pairs -> magnitude and power, [count]
void magnitudes(const float* spectrum, float* magnitude, float* power, std::size_t count);

/// Wiener-like soft mask: out = h^2 / (h^2 + p^2), one half where both are 0.
void softMask(const float* harmonic, const float* percussive, float* out, std::size_t count);

}  // namespace engine::features::kernels
