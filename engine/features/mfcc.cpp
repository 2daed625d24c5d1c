#include "engine/core/translatable.h"
#include "engine/features/feature.h"
#include "engine/features/mel.h"
#include "engine/features/pitch_names.h"

namespace engine::features {

namespace {

void summarise(Analysis& piece, std::span<double> numbers)
{
    for (std::size_t i = 0; i < kCepstralCoefficients; ++i) meanAndVariance(piece.mfcc().row(i), numbers.subspan(2 * i, 2));
}

Matrix courses(Analysis& piece)
{
    return piece.mfcc();
}

std::vector<std::string> columns()
{
    std::vector<std::string> names;
    for (const auto& lane : numberedLanes("mfcc", kCepstralCoefficients))
        for (auto& name : meanAndVarianceColumns(lane)) names.push_back(std::move(name));
    return names;
}

}  // namespace

extern const FeatureEntry mfcc_feature;
const FeatureEntry mfcc_feature{"mfcc", QT_TRANSLATE_NOOP("features", "Timbre (MFCC)"), Level::Mid, "", columns(), summarise,
                                numberedLanes("mfcc", kCepstralCoefficients), courses};

}  // namespace engine::features
