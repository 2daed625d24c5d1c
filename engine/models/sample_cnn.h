#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace engine::models
{

/// What the networks after SampleCNN share: 3^10 = 59 049 samples come down to one value a filter, by a stride of three
/// in the first of eleven layers and a pooling of three after each but the first and the last.
inline constexpr std::array<std::int64_t, 11> kSampleCnnFilters{128, 128, 128, 256, 256, 256, 256, 256, 256, 512, 512};
inline constexpr std::int64_t kSampleCnnSamples = 59049;

constexpr bool sampleCnnPools(std::size_t layer)
{
    return layer > 0 && layer + 1 < kSampleCnnFilters.size();
}

}  // namespace engine::models
