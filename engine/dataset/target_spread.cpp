#include "engine/dataset/target_spread.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/dataset/form_space.h"
#include "engine/dataset/tag_distance.h"

namespace engine::dataset {

namespace {

void countDistances(TargetSpread& spread, const std::vector<double>& distances, std::size_t bins)
{
    const double most = *std::max_element(distances.begin(), distances.end());
    spread.binWidth = most > 0 ? most / static_cast<double>(bins) : 1;
    spread.bins.assign(bins, 0);
    for (const double distance : distances)
        ++spread.bins[std::min(bins - 1, static_cast<std::size_t>(distance / spread.binWidth))];
}

}  // namespace

std::vector<TargetSpread> targetSpreads(std::span<const CountedTag> tags, const VocabularyCleaning& cleaning, const FormVector& vectorOf, std::size_t bins,
                                        std::size_t nearest, RunControl& control)
{
    if (!vectorOf) throw Error(ErrorCode::InvalidArgument, "stage 3", "needs word vectors");
    auto before = cleaning;
    before.stage = 2;
    const auto rows = cleanVocabulary(tags, before, {}, control).rows;
    const auto vocabulary = placeVocabulary(rows, cleaning, vectorOf, control);
    const auto& values = vocabulary.space.values();
    const auto placed = collapseByDistance(values, vocabulary.space.dimension(), vocabulary.targetForms(), cleaning.percentile);
    std::vector<TargetSpread> spreads;
    for (std::size_t i = 0; i < vocabulary.targets.size(); ++i) {
        control.step("measure distances", static_cast<std::int64_t>(i), static_cast<std::int64_t>(vocabulary.targets.size()));
        const auto& target = vocabulary.targets[i];
        TargetSpread spread{target.word, target.category, placed.targets[i].mean, placed.targets[i].deviation, 0, 0, {}, {}};
        countDistances(spread, distancesTo(values, vocabulary.space.dimension(), target.form), bins);
        spreads.push_back(std::move(spread));
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto form = vocabulary.formOfRow[i];
        if (form && isLeftToDistance(rows[i], cleaning)) spreads[placed.nearest[*form]].near.push_back({rows[i].tag, rows[i].tracks, placed.distance[*form]});
    }
    for (auto& spread : spreads) {
        std::sort(spread.near.begin(), spread.near.end(), [](const auto& a, const auto& b) { return a.distance < b.distance; });
        if (spread.near.size() > nearest) spread.near.resize(nearest);
    }
    return spreads;
}

}  // namespace engine::dataset
