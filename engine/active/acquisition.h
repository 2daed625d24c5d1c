#pragma once
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace engine::active
{

/// How unsure a model is of a track (Settles 2009, "Active learning literature survey", section 2). With p the predicted
/// probabilities of the tags, all means over the tags and between 0 (sure of all) and 1 (guesses):
enum class Uncertainty {
    Entropy,  ///< mean of -(p log2 p + (1 - p) log2 (1 - p)), bits
    Margin,   ///< mean of 1 - |2 p - 1|: how near the two classes of each tag are
};

/// probabilities: [rows, tags], 0 .. 1 -> [rows]. Throws Error{Mismatch} if they are no whole rows, Error{NonFinite}.
std::vector<float> uncertaintyOf(std::span<const float> probabilities, std::size_t tags, Uncertainty measure);

}  // namespace engine::active
