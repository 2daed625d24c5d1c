#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/evaluate/matrix.h"

namespace engine::evaluate {

/// How well one tag finds its tracks. Nothing = undefined: no track carries it, or all do.
struct RetrievalScore {
    std::optional<double> precisionAt10;      ///< share of right tracks among the ten most similar; fewer than ten tracks: among all
    std::optional<double> averagePrecision;
    std::optional<double> rocAuc;
};
struct TagRetrieval {
    std::string tag, category;
    std::size_t positives = 0;
    RetrievalScore score;
    RetrievalScore floor;                     ///< expected of a random order of the tracks, exactly
};
struct CategoryRetrieval {
    std::string category;
    std::size_t tags = 0;                     ///< that have values
    RetrievalScore score, floor;              ///< means over them
};
struct RetrievalEvaluation {
    std::size_t tracks = 0;
    RetrievalScore mean, floor;               ///< means over tags that have values; .averagePrecision is the MAP
    std::vector<CategoryRetrieval> categories;   ///< in order of first appearance
    std::vector<TagRetrieval> tags;
};

/// Won et al. 2020 (arXiv 2010.16030): each tag ranks the tracks by similarity. similarity: [tags, tracks]; truth: [tracks, tags];
/// of equal similarities the earlier track comes first. Throws Error{Mismatch, NonFinite}.
RetrievalEvaluation evaluateRetrieval(const Scores& similarity, const Truth& truth, std::span<const std::string> tags,
                                      std::span<const std::string> categories);

/// What a random order of `items` with `positives` right ones gives on average: P@10 = share of right ones, ROC-AUC = 1/2,
/// average precision = (H_N + (N - H_N) (R - 1) / (N - 1)) / N, H_N the harmonic number.
RetrievalScore randomFloor(std::size_t items, std::size_t positives);

/// {"tracks", "mean": {"precision_at_10", "map", "roc_auc"}, "floor", "categories": [...], "tags": [...]}
Json toJson(const RetrievalEvaluation& evaluation);

}  // namespace engine::evaluate
