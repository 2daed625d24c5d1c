#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/run_control.h"

namespace engine::retrieval {

/// How often users played songs, sparse, by user. Song numbers of a user ascend.
struct PlayCounts {
    std::size_t users = 0, songs = 0;
    std::vector<std::uint64_t> start;    ///< [users + 1] where a user's entries begin
    std::vector<std::uint32_t> song;     ///< [entries]
    std::vector<float> count;            ///< [entries], > 0
    std::size_t entries() const { return song.size(); }
};

struct Play {
    std::uint32_t user = 0, song = 0;
    float count = 0;
};
/// Sorted into place; counts of one user and song given several times add up. Throws Error{InvalidArgument} for numbers out of range and
/// counts that are not above 0.
PlayCounts sortedPlays(std::span<const Play> plays, std::size_t users, std::size_t songs);

struct AlsConfig {
    std::size_t factors = 200;           ///< as the published cultural vectors
    int iterations = 15;
    double regularisation = 0.01;        ///< lambda
    double confidence = 40;              ///< alpha: c = 1 + alpha * count
    std::uint64_t seed = 0;
    int threads = 1;
};
struct AlsFactors {
    std::size_t factors = 0;
    std::vector<float> users;            ///< [users, factors]
    std::vector<float> songs;            ///< [songs, factors]
};

/// Matrix factorisation of implicit feedback by alternating least squares: Hu, Koren, Volinsky 2008, "Collaborative filtering for implicit
/// feedback datasets". Minimises sum over all pairs of c (p - x.y)^2 + lambda (|x|^2 + |y|^2), p = 1 where there are plays. Every row is
/// solved by itself (Cholesky, float64), so the number of threads does not change the result. Begins with songs drawn from [-0.5, 0.5) / sqrt(factors),
/// users at 0; one iteration solves users, then songs. Memory: the plays twice, and the factors.
AlsFactors factorise(const PlayCounts& plays, const AlsConfig& config, RunControl& control);

}  // namespace engine::retrieval
