#include "engine/features/feature.h"

namespace engine::features {

#define FEATURE(id) extern const FeatureEntry id##_feature;
#include "engine/features/registry.def"
#undef FEATURE

namespace {

constexpr const FeatureEntry* kFeatures[] = {
#define FEATURE(id) &id##_feature,
#include "engine/features/registry.def"
#undef FEATURE
};

}  // namespace

std::span<const FeatureEntry* const> allFeatures()
{
    return kFeatures;
}

std::string_view levelName(Level level)
{
    switch (level) {
    case Level::High: return "high";
    case Level::Mid: return "mid";
    case Level::Low: return "low";
    }
    return "";
}

void meanAndVariance(std::span<const float> values, std::span<double> numbers)
{
    const auto moments = momentsOf(values);
    numbers[0] = moments.mean;
    numbers[1] = moments.variance;
}

std::vector<std::string> meanAndVarianceColumns(const std::string& stem)
{
    return {stem + "_mean", stem + "_var"};
}

}  // namespace engine::features
