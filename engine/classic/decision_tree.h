#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "engine/classic/classifier.h"
#include "engine/core/random.h"

namespace engine::classic {

/// Columns as the places of their values among the distinct values of the training rows: thresholds are tried between neighbours, so a
/// tree needs the order only. Made once for all trees of a forest.
struct RankedColumns {
    explicit RankedColumns(const LearningData& data);
    std::vector<std::uint32_t> rank;             ///< [columns, rows]
    std::vector<std::vector<double>> distinct;   ///< [columns], rising
    std::size_t rows = 0, columns = 0;
    std::uint32_t at(std::size_t column, std::size_t row) const { return rank[column * rows + row]; }
};

struct GrowthRules {
    std::size_t features = 0;        ///< tried at each split, constant ones not counted; 0 = all
    std::size_t maxDepth = 0;        ///< 0 = without limit
    std::size_t minLeaf = 1;         ///< rows on each side of a split
    bool randomThresholds = false;   ///< one random threshold a feature instead of the best (Geurts et al. 2006)
};

/// A classification tree by Gini impurity (Breiman et al. 1984), features in random order as scikit-learn. weights: [rows], how often
/// each row is taken, 0 = not at all. `gains` (of [columns]) gets the weighted fall of impurity added for each split's feature.
Tree growTree(const LearningData& data, const RankedColumns& ranks, std::span<const std::uint32_t> weights, const GrowthRules& rules, SplitMix& dice,
              std::vector<double>& gains);

/// The leaf a prepared row ends in.
const TreeNode& leafOf(const Tree& tree, std::span<const double> row);

/// What the three kinds of tree models share: some trees, whose leaves' class shares are averaged.
class TreeClassifier : public Classifier {
public:
    std::vector<double> probabilities(std::span<const double> values, std::size_t rows) const override;
    std::vector<double> gains() const override { return m_gains; }
    std::size_t treeCount() const override { return m_trees.size(); }
    Tree tree(std::size_t number) const override { return m_trees.at(number); }
    Json state() const override;
    void restore(const Json& state, std::size_t classes, std::size_t columns) override;

protected:
    /// bootstrap: each tree sees as many rows as there are, drawn with replacement.
    void grow(const LearningData& data, const GrowthRules& rules, std::size_t trees, bool bootstrap, const FitOptions& options);

private:
    std::vector<Tree> m_trees;
    std::vector<double> m_gains;
};

/// The number of features a split tries: "sqrt", "all", or a share such as "0.2".
std::size_t featuresFor(const std::string& word, std::size_t columns);

}  // namespace engine::classic
