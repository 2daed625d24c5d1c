#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace engine::tasks {

/// `count` places out of strata.size(), ascending. Each stratum gets its share of them (largest remainders), but at least one
/// place if there are as many places as strata; who is taken inside a stratum depends on the seed alone.
/// All places if count >= strata.size().
std::vector<std::size_t> stratifiedSample(std::span<const std::string> strata, std::size_t count, std::uint64_t seed);

}  // namespace engine::tasks
