#pragma once
#include <cstddef>
#include <span>

namespace engine::features {

/// What lies before and after a signal.
enum class Padding {
    Zero,
    Reflect,   ///< mirrored, the edge sample once: d c b | a b c d | c b a
    Edge,      ///< the edge sample repeated
};

/// Index into [0, count) of the mirrored sample at `at`; count >= 1.
inline std::size_t mirrored(std::ptrdiff_t at, std::size_t count)
{
    if (count == 1) return 0;
    const auto period = 2 * (static_cast<std::ptrdiff_t>(count) - 1);
    at = ((at % period) + period) % period;
    return static_cast<std::size_t>(at < static_cast<std::ptrdiff_t>(count) ? at : period - at);
}

/// The same with the edge sample twice, as scipy.ndimage's "reflect": c b a | a b c d | d c b
inline std::size_t mirroredWithEdge(std::ptrdiff_t at, std::size_t count)
{
    const auto period = 2 * static_cast<std::ptrdiff_t>(count);
    at = ((at % period) + period) % period;
    return static_cast<std::size_t>(at < static_cast<std::ptrdiff_t>(count) ? at : period - 1 - at);
}

/// samples[at], or what lies outside. samples: not empty.
inline float padded(std::span<const float> samples, std::ptrdiff_t at, Padding padding)
{
    const auto count = static_cast<std::ptrdiff_t>(samples.size());
    if (at >= 0 && at < count) return samples[static_cast<std::size_t>(at)];
    switch (padding) {
    case Padding::Zero: return 0.0f;
    case Padding::Reflect: return samples[mirrored(at, samples.size())];
    case Padding::Edge: return at < 0 ? samples.front() : samples.back();
    }
    return 0.0f;
}

}  // namespace engine::features
