#include "engine/retrieval/triplet_sampling.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "engine/core/error.h"

namespace engine::retrieval {

namespace {

constexpr double kHardestDistance = 0.5, kNoLossDistance = 1.4;

std::size_t pick(double u, std::size_t count)
{
    return std::min(count - 1, static_cast<std::size_t>(u * static_cast<double>(count)));
}

/// log(1 / q(d)) up to a constant, capped at its value for kHardestDistance.
double logInverseDensity(double distance, std::size_t dims)
{
    const auto n = static_cast<double>(dims);
    const auto of = [n](double d) { return -(n - 2) * std::log(d) - (n - 3) / 2 * std::log1p(-d * d / 4); };
    return std::min(of(std::clamp(distance, kHardestDistance, 2 - 1e-9)), of(kHardestDistance));
}

std::vector<double> distanceWeights(std::span<const float> cosines, std::span<const std::uint8_t> forbidden, std::size_t dims)
{
    std::vector<double> distances;
    for (const auto cosine : cosines)
        distances.push_back(std::sqrt(std::max(0.0, 2 - 2 * static_cast<double>(cosine))));
    bool anyNear = false;
    for (std::size_t i = 0; i < distances.size(); ++i)
        anyNear = anyNear || (forbidden[i] == 0 && distances[i] <= kNoLossDistance);
    double largest = -std::numeric_limits<double>::infinity();
    std::vector<double> weights(cosines.size(), 0);
    const auto counts = [&](std::size_t i) { return forbidden[i] == 0 && (!anyNear || distances[i] <= kNoLossDistance); };
    for (std::size_t i = 0; i < weights.size(); ++i)
        if (counts(i)) largest = std::max(largest, logInverseDensity(distances[i], dims));
    for (std::size_t i = 0; i < weights.size(); ++i)
        if (counts(i)) weights[i] = std::exp(logInverseDensity(distances[i], dims) - largest);
    return weights;
}

}  // namespace

AnchorSampler::AnchorSampler(std::span<const std::uint8_t> carries, std::size_t tags, AnchorSampling sampling) : m_sampling(sampling)
{
    const auto songs = tags == 0 ? 0 : carries.size() / tags;
    std::vector<std::vector<std::uint32_t>> ofTag(tags);
    for (std::size_t song = 0; song < songs; ++song) {
        std::vector<std::uint32_t> own;
        for (std::size_t tag = 0; tag < tags; ++tag)
            if (carries[song * tags + tag] != 0) {
                own.push_back(static_cast<std::uint32_t>(tag));
                ofTag[tag].push_back(static_cast<std::uint32_t>(song));
            }
        if (own.empty()) continue;
        m_songs.push_back(static_cast<std::uint32_t>(song));
        m_tagsOfSong.push_back(std::move(own));
    }
    if (m_songs.empty()) throw Error(ErrorCode::InvalidArgument, "training part", "no track carries any of the tags");
    for (std::size_t tag = 0; tag < tags; ++tag) {
        if (ofTag[tag].empty()) continue;
        m_tags.push_back(static_cast<std::uint32_t>(tag));
        m_songsOfTag.push_back(std::move(ofTag[tag]));
    }
}

AnchorPair AnchorSampler::pair(std::uint64_t item, double u, double v) const
{
    if (m_sampling == AnchorSampling::Balanced) {
        const auto place = static_cast<std::size_t>(item % m_tags.size());
        const auto& songs = m_songsOfTag[place];
        return {m_tags[place], songs[pick(v, songs.size())]};
    }
    const auto place = pick(u, m_songs.size());
    const auto& tags = m_tagsOfSong[place];
    return {tags[pick(v, tags.size())], m_songs[place]};
}

std::string_view negativeWeightsName(NegativeWeights weights)
{
    switch (weights) {
    case NegativeWeights::Plain: return "plain";
    case NegativeWeights::Linear: return "linear";
    case NegativeWeights::Distance: return "distance";
    }
    return {};
}

NegativeWeights negativeWeightsFrom(std::string_view name)
{
    for (const auto weights : {NegativeWeights::Plain, NegativeWeights::Linear, NegativeWeights::Distance})
        if (name == negativeWeightsName(weights)) return weights;
    throw Error(ErrorCode::InvalidArgument, std::string(name), "negatives are weighted plain, linear or distance");
}

std::vector<double> negativeProbabilities(std::span<const float> cosines, std::span<const std::uint8_t> forbidden, NegativeWeights weights,
                                          std::size_t dims)
{
    std::vector<double> probability(cosines.size(), 0);
    if (weights == NegativeWeights::Distance) {
        probability = distanceWeights(cosines, forbidden, dims);
    } else {
        for (std::size_t i = 0; i < cosines.size(); ++i)
            if (forbidden[i] == 0)
                probability[i] = weights == NegativeWeights::Plain ? 1 : std::max(0.0, (static_cast<double>(cosines[i]) + 1) / 2);
    }
    const auto sum = std::accumulate(probability.begin(), probability.end(), 0.0);
    if (sum > 0)
        for (auto& value : probability)
            value /= sum;
    return probability;
}

std::vector<std::optional<std::uint32_t>> drawNegatives(std::span<const float> cosines, std::span<const std::uint8_t> forbidden, std::size_t anchors,
                                                        NegativeWeights weights, std::size_t dims, SplitMix random)
{
    std::vector<std::optional<std::uint32_t>> negatives(anchors);
    const auto songs = anchors == 0 ? 0 : cosines.size() / anchors;
    for (std::size_t anchor = 0; anchor < anchors; ++anchor) {
        const auto probability = negativeProbabilities(cosines.subspan(anchor * songs, songs), forbidden.subspan(anchor * songs, songs), weights, dims);
        auto left = random.uniform();   // drawn for every anchor, so that one without a negative does not shift the others
        for (std::size_t song = 0; song < songs; ++song) {
            if (probability[song] <= 0) continue;
            negatives[anchor] = static_cast<std::uint32_t>(song);   // the last possible one, should rounding leave a rest
            if (left < probability[song]) break;
            left -= probability[song];
        }
    }
    return negatives;
}

}  // namespace engine::retrieval
