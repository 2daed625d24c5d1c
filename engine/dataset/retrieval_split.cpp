#include "engine/dataset/retrieval_split.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/core/error.h"
#include "engine/core/random.h"

namespace engine::dataset {

namespace {

using Positives = std::vector<std::array<std::size_t, 3>>;

std::vector<Part> partsOfArtists(const std::vector<std::size_t>& order, const std::array<double, 2>& cuts)
{
    const auto count = static_cast<double>(order.size());
    const auto valid = static_cast<std::size_t>(count * cuts[0]), test = static_cast<std::size_t>(count * cuts[1]);
    std::vector<Part> parts(order.size());
    for (std::size_t place = 0; place < order.size(); ++place)
        parts[order[place]] = place < valid ? Part::Train : place < test ? Part::Valid : Part::Test;
    return parts;
}

/// (smallest count, - tags below the minimum): larger is better.
std::pair<std::size_t, std::ptrdiff_t> qualityOf(const Positives& positives, std::size_t minimum)
{
    std::size_t smallest = positives.front()[0];
    std::ptrdiff_t below = 0;
    for (const auto& counts : positives) {
        const auto least = *std::min_element(counts.begin(), counts.end());
        smallest = std::min(smallest, least);
        below += least < minimum ? 1 : 0;
    }
    return {smallest, -below};
}

}  // namespace

RetrievalSplitPlan planRetrievalSplit(std::span<const std::uint32_t> artists, std::size_t artistCount, std::span<const std::uint8_t> carries, std::size_t tags,
                                      const RetrievalSplitConfig& config, RunControl& control)
{
    if (config.tries == 0) throw Error(ErrorCode::InvalidArgument, "tries", "at least one is wanted");
    if (!(config.cuts[0] > 0) || !(config.cuts[0] < config.cuts[1]) || !(config.cuts[1] < 1))
        throw Error(ErrorCode::InvalidArgument, "cuts", "must ascend between 0 and 1");
    if (artistCount < 3) throw Error(ErrorCode::TooShort, "split", "three artists at least are wanted, one a part; " + std::to_string(artistCount) + " found");
    if (tags == 0) throw Error(ErrorCode::TooShort, "split", "no tag is left to split by");

    RetrievalSplitPlan best;
    std::pair<std::size_t, std::ptrdiff_t> bestQuality;
    for (std::size_t attempt = 1; attempt <= config.tries && !best.reached; ++attempt) {
        control.step("split", static_cast<std::int64_t>(attempt), static_cast<std::int64_t>(config.tries));
        const auto ofArtist = partsOfArtists(SplitMix{config.seed, attempt}.permutation(artistCount), config.cuts);
        Positives positives(tags, {0, 0, 0});
        for (std::size_t song = 0; song < artists.size(); ++song)
            for (std::size_t tag = 0; tag < tags; ++tag)
                if (carries[song * tags + tag] != 0) ++positives[tag][static_cast<std::size_t>(ofArtist[artists[song]])];
        const auto quality = qualityOf(positives, config.minimum);
        best.tries = attempt;
        if (best.bestTry > 0 && quality <= bestQuality) continue;
        bestQuality = quality;
        best.bestTry = attempt;
        best.reached = quality.first >= config.minimum;
        best.positives = std::move(positives);
        best.parts.clear();
        for (const auto artist : artists)
            best.parts.push_back(ofArtist[artist]);
    }
    return best;
}

}  // namespace engine::dataset
