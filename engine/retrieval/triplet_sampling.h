#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/core/random.h"

namespace engine::retrieval {

/// Which (tag, song) pairs a metric model learns from: Won et al. 2020, arXiv 2010.16030.
enum class AnchorSampling {
    Random,     ///< a song, then one of its tags: P(t) = mean over songs of [t in song] / tags(song)
    Balanced,   ///< the tags in turn, then one of the songs that carry it: rare tags are learned from as often as common ones
};

struct AnchorPair {
    std::uint32_t tag = 0;
    std::uint32_t song = 0;
};

/// Draws pairs. Songs without a tag and tags without a song are never drawn.
class AnchorSampler {
public:
    /// carries: [songs, tags], 0 or 1. Throws Error{InvalidArgument} when nothing can be drawn.
    AnchorSampler(std::span<const std::uint8_t> carries, std::size_t tags, AnchorSampling sampling);
    /// The pair of item `item` of an epoch, a pure function; u, v: uniform in [0, 1). Balanced looks at v alone.
    AnchorPair pair(std::uint64_t item, double u, double v) const;

private:
    AnchorSampling m_sampling;
    std::vector<std::uint32_t> m_songs, m_tags;                          // that can be drawn
    std::vector<std::vector<std::uint32_t>> m_tagsOfSong, m_songsOfTag;   // by place in the lists above
};

/// How the negative of a triplet is chosen among the songs of its batch that do not carry the anchor's tag.
enum class NegativeWeights {
    Plain,      ///< all alike
    Linear,     ///< (cos(anchor, song) + 1) / 2: nearer ones more often; what the published "weighted" does
    Distance,   ///< 1 / q(d), q the density of distances on the unit sphere: Wu et al. 2017, arXiv 1706.07567
};
/// "plain", "linear", "distance"
std::string_view negativeWeightsName(NegativeWeights weights);
/// Throws Error{InvalidArgument}.
NegativeWeights negativeWeightsFrom(std::string_view name);

/// Probability of each song to be the anchor's negative. cosines, forbidden: [songs] of one anchor; dims: of the joint space (Distance only).
/// All zero when every song is forbidden.
///
/// Distance: weight min(lambda, 1 / q(d)), q(d) ~ d^(n-2) (1 - d^2/4)^((n-3)/2), lambda = 1 / q(0.5); songs farther than 1.4 have no
/// loss left and weigh nothing while there are nearer ones (both limits are those of the authors' program).
std::vector<double> negativeProbabilities(std::span<const float> cosines, std::span<const std::uint8_t> forbidden, NegativeWeights weights,
                                          std::size_t dims);

/// One negative an anchor; nothing for an anchor without a possible one. cosines, forbidden: [anchors, songs].
std::vector<std::optional<std::uint32_t>> drawNegatives(std::span<const float> cosines, std::span<const std::uint8_t> forbidden, std::size_t anchors,
                                                        NegativeWeights weights, std::size_t dims, SplitMix random);

}  // namespace engine::retrieval
