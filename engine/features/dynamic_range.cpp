#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/translatable.h"
#include "engine/features/feature.h"

namespace engine::features {

namespace {

constexpr std::ptrdiff_t kBox = 4410;   // 0.2 s
constexpr double kReferencePower = 1e-12;

/// Largest less smallest level of the power in a sliding box of 0.2 s, dB. The source takes the logarithm of 0 in digital silence;
/// here no level is below the reference of 0 dB.
void summarise(Analysis& piece, std::span<double> numbers)
{
    const auto samples = piece.samples();
    const auto count = static_cast<std::ptrdiff_t>(samples.size());
    std::vector<double> sums(samples.size() + 1);   // running sums in double: single precision would drown the quiet parts
    for (std::size_t i = 0; i < samples.size(); ++i) sums[i + 1] = sums[i] + static_cast<double>(samples[i]) * samples[i];
    double lowest = std::numeric_limits<double>::infinity(), highest = 0;
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        const auto first = std::max<std::ptrdiff_t>(0, i - kBox / 2), end = std::min(count, i + kBox / 2);
        const double power = (sums[static_cast<std::size_t>(end)] - sums[static_cast<std::size_t>(first)]) / kBox;
        lowest = std::min(lowest, power);
        highest = std::max(highest, power);
    }
    const auto level = [](double power) { return 10 * std::log10(std::max(power, kReferencePower) / kReferencePower); };
    numbers[0] = level(highest) - level(lowest);
}

}  // namespace

extern const FeatureEntry dynamic_range_feature;
const FeatureEntry dynamic_range_feature{"dynamic_range", QT_TRANSLATE_NOOP("features", "Dynamic range"), Level::Low, "dB", {"dynamic_range"}, summarise, {}, nullptr};

}  // namespace engine::features
