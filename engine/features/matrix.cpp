#include "engine/features/matrix.h"

namespace engine::features {

Moments momentsOf(std::span<const float> values)
{
    if (values.empty()) return {};
    const auto count = static_cast<double>(values.size());
    double sum = 0, squares = 0;
    for (const float value : values) sum += value;
    const double mean = sum / count;
    for (const float value : values) squares += (value - mean) * (value - mean);
    return {mean, squares / count};
}

}  // namespace engine::features
