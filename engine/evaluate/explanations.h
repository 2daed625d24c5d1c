#pragma once
#include <span>
#include <string_view>

namespace engine::evaluate {

/// What a metric means, in plain words. `id` is stable: the window translates by it.
struct Explanation {
    std::string_view id;
    std::string_view title;
    std::string_view text;
    std::string_view chance;   ///< the value that guessing reaches, in words
};

/// roc-auc, average-precision, interval, better-than-chance, threshold, precision, recall, f1, macro, micro, roc-curve, precision-recall, confusion, tag-confusion, map
std::span<const Explanation> explanations();
/// Throws Error{NotFound}.
const Explanation& explanation(std::string_view id);

}  // namespace engine::evaluate
