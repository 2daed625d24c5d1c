#include "engine/classic/decision_tree.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/classic/state.h"
#include "engine/classic/tree_state.h"
#include "engine/core/error.h"

namespace engine::classic {

namespace {

struct Split {
    int feature = -1;
    std::uint32_t rank = 0;      ///< rows up to this place go left
    double threshold = 0;
    double score = -1;           ///< sum over both sides of (sum of squared class weights) / weight: higher = purer
};

/// Grows one tree; the rows of a node are a stretch of m_rows.
class Grower {
public:
    Grower(const LearningData& data, const RankedColumns& ranks, std::span<const std::uint32_t> weights, const GrowthRules& rules, SplitMix& dice,
           std::vector<double>& gains)
        : m_data(data), m_ranks(ranks), m_weights(weights), m_rules(rules), m_dice(dice), m_gains(gains), m_order(data.columns), m_left(data.classes)
    {
        for (std::size_t r = 0; r < data.rows; ++r)
            if (weights[r] > 0) m_rows.push_back(static_cast<std::uint32_t>(r));
        std::iota(m_order.begin(), m_order.end(), std::uint32_t{0});
    }

    Tree grow()
    {
        add(0, m_rows.size(), 0);
        return std::move(m_tree);
    }

private:
    int add(std::size_t first, std::size_t last, std::size_t depth);
    Split bestSplit(std::size_t first, std::size_t last, const TreeNode& node);
    void tryBest(std::size_t column, std::size_t first, std::size_t last, const TreeNode& node, Split& best);
    void tryRandom(std::size_t column, std::size_t first, std::size_t last, const TreeNode& node, Split& best);
    bool isConstant(std::size_t column, std::size_t first, std::size_t last) const;

    const LearningData& m_data;
    const RankedColumns& m_ranks;
    std::span<const std::uint32_t> m_weights;
    const GrowthRules& m_rules;
    SplitMix& m_dice;
    std::vector<double>& m_gains;
    std::vector<std::uint32_t> m_rows, m_order;
    std::vector<std::uint64_t> m_sorted;   // rank << 32 | row
    std::vector<double> m_left;            // [classes] weight left of the threshold tried
    Tree m_tree;
};

double sumOfSquares(const std::vector<double>& values)
{
    return std::inner_product(values.begin(), values.end(), values.begin(), 0.0);
}

bool Grower::isConstant(std::size_t column, std::size_t first, std::size_t last) const
{
    const auto rank = m_ranks.at(column, m_rows[first]);
    for (std::size_t i = first + 1; i < last; ++i)
        if (m_ranks.at(column, m_rows[i]) != rank) return false;
    return true;
}

/// Between two neighbouring values, as scikit-learn: their middle, unless rounding makes that the upper one.
double between(double below, double above)
{
    const double middle = below / 2 + above / 2;
    return middle < above ? middle : below;
}

void Grower::tryBest(std::size_t column, std::size_t first, std::size_t last, const TreeNode& node, Split& best)
{
    m_sorted.clear();
    for (std::size_t i = first; i < last; ++i)
        m_sorted.push_back(std::uint64_t{m_ranks.at(column, m_rows[i])} << 32 | m_rows[i]);
    std::sort(m_sorted.begin(), m_sorted.end());
    std::fill(m_left.begin(), m_left.end(), 0.0);
    const double weight = std::accumulate(node.classWeights.begin(), node.classWeights.end(), 0.0);
    double leftWeight = 0, leftSquares = 0, rightSquares = sumOfSquares(node.classWeights);
    for (std::size_t i = 0; i + 1 < m_sorted.size(); ++i) {
        const auto row = static_cast<std::uint32_t>(m_sorted[i]);
        const auto label = static_cast<std::size_t>(m_data.labels[row]);
        const double w = m_weights[row];
        const double left = m_left[label], right = node.classWeights[label] - left;
        leftSquares += w * (2 * left + w);
        rightSquares -= w * (2 * right - w);
        m_left[label] = left + w;
        leftWeight += w;
        const auto rank = static_cast<std::uint32_t>(m_sorted[i] >> 32), next = static_cast<std::uint32_t>(m_sorted[i + 1] >> 32);
        if (rank == next || i + 1 < m_rules.minLeaf || m_sorted.size() - i - 1 < m_rules.minLeaf) continue;
        const double score = leftSquares / leftWeight + rightSquares / (weight - leftWeight);
        if (score <= best.score) continue;
        best = {static_cast<int>(column), rank, between(m_ranks.distinct[column][rank], m_ranks.distinct[column][next]), score};
    }
}

void Grower::tryRandom(std::size_t column, std::size_t first, std::size_t last, const TreeNode& node, Split& best)
{
    std::uint32_t least = ~0u, most = 0;
    for (std::size_t i = first; i < last; ++i) {
        const auto rank = m_ranks.at(column, m_rows[i]);
        least = std::min(least, rank);
        most = std::max(most, rank);
    }
    const auto& values = m_ranks.distinct[column];
    double threshold = values[least] + m_dice.uniform() * (values[most] - values[least]);
    if (threshold >= values[most]) threshold = values[least];
    const auto rank = static_cast<std::uint32_t>(std::upper_bound(values.begin(), values.end(), threshold) - values.begin() - 1);
    std::fill(m_left.begin(), m_left.end(), 0.0);
    std::size_t count = 0;
    for (std::size_t i = first; i < last; ++i) {
        if (m_ranks.at(column, m_rows[i]) > rank) continue;
        m_left[static_cast<std::size_t>(m_data.labels[m_rows[i]])] += m_weights[m_rows[i]];
        ++count;
    }
    if (count < m_rules.minLeaf || last - first - count < m_rules.minLeaf) return;
    double leftWeight = 0, rightWeight = 0, leftSquares = 0, rightSquares = 0;
    for (std::size_t c = 0; c < m_left.size(); ++c) {
        const double right = node.classWeights[c] - m_left[c];
        leftWeight += m_left[c];
        rightWeight += right;
        leftSquares += m_left[c] * m_left[c];
        rightSquares += right * right;
    }
    const double score = leftSquares / leftWeight + rightSquares / rightWeight;
    if (score > best.score) best = {static_cast<int>(column), rank, threshold, score};
}

Split Grower::bestSplit(std::size_t first, std::size_t last, const TreeNode& node)
{
    Split best;
    const std::size_t wanted = m_rules.features == 0 ? m_data.columns : m_rules.features;
    std::size_t tried = 0;
    for (std::size_t i = 0; i < m_order.size() && tried < wanted; ++i) {
        std::swap(m_order[i], m_order[i + m_dice.below(m_order.size() - i)]);
        const std::size_t column = m_order[i];
        if (isConstant(column, first, last)) continue;
        ++tried;
        if (m_rules.randomThresholds) tryRandom(column, first, last, node, best);
        else tryBest(column, first, last, node, best);
    }
    return best;
}

int Grower::add(std::size_t first, std::size_t last, std::size_t depth)
{
    const auto place = m_tree.nodes.size();
    TreeNode node;
    node.classWeights.assign(m_data.classes, 0);
    for (std::size_t i = first; i < last; ++i)
        node.classWeights[static_cast<std::size_t>(m_data.labels[m_rows[i]])] += m_weights[m_rows[i]];
    m_tree.nodes.push_back(node);
    const double weight = std::accumulate(node.classWeights.begin(), node.classWeights.end(), 0.0);
    const double squares = sumOfSquares(node.classWeights);
    const bool pure = squares == weight * weight;
    if (pure || (m_rules.maxDepth > 0 && depth >= m_rules.maxDepth) || last - first < 2 * m_rules.minLeaf) return static_cast<int>(place);
    const auto split = bestSplit(first, last, node);
    if (split.feature < 0) return static_cast<int>(place);
    const auto column = static_cast<std::size_t>(split.feature);
    const auto middle = std::partition(m_rows.begin() + static_cast<std::ptrdiff_t>(first), m_rows.begin() + static_cast<std::ptrdiff_t>(last),
                                       [&](auto row) { return m_ranks.at(column, row) <= split.rank; });
    const auto cut = static_cast<std::size_t>(middle - m_rows.begin());
    const double gain = split.score - squares / weight;
    m_gains[column] += gain;
    const int left = add(first, cut, depth + 1), right = add(cut, last, depth + 1);
    auto& question = m_tree.nodes[place];
    question.feature = split.feature;
    question.threshold = split.threshold;
    question.left = left;
    question.right = right;
    question.gain = gain;
    return static_cast<int>(place);
}

}  // namespace

RankedColumns::RankedColumns(const LearningData& data) : rank(data.rows * data.columns), distinct(data.columns), rows(data.rows), columns(data.columns)
{
    for (std::size_t c = 0; c < columns; ++c) {
        auto& values = distinct[c];
        for (std::size_t r = 0; r < rows; ++r)
            values.push_back(data.values[r * columns + c]);
        std::sort(values.begin(), values.end());
        values.erase(std::unique(values.begin(), values.end()), values.end());
        for (std::size_t r = 0; r < rows; ++r)
            rank[c * rows + r] = static_cast<std::uint32_t>(std::lower_bound(values.begin(), values.end(), data.values[r * columns + c]) - values.begin());
    }
}

Tree growTree(const LearningData& data, const RankedColumns& ranks, std::span<const std::uint32_t> weights, const GrowthRules& rules, SplitMix& dice,
              std::vector<double>& gains)
{
    return Grower(data, ranks, weights, rules, dice, gains).grow();
}

const TreeNode& leafOf(const Tree& tree, std::span<const double> row)
{
    const auto* node = &tree.nodes.front();
    while (node->feature >= 0)
        node = &tree.nodes[static_cast<std::size_t>(row[static_cast<std::size_t>(node->feature)] <= node->threshold ? node->left : node->right)];
    return *node;
}

void TreeClassifier::grow(const LearningData& data, const GrowthRules& rules, std::size_t trees, bool bootstrap, const FitOptions& options)
{
    m_classes = data.classes;
    const RankedColumns ranks(data);
    m_gains.assign(data.columns, 0);
    for (std::size_t t = 0; t < trees; ++t) {
        if (options.stop.stop_requested()) throw Cancelled{};
        SplitMix dice({options.seed, t});
        std::vector<std::uint32_t> weights(data.rows, bootstrap ? 0 : 1);
        if (bootstrap)
            for (std::size_t i = 0; i < data.rows; ++i)
                ++weights[dice.below(data.rows)];
        m_trees.push_back(growTree(data, ranks, weights, rules, dice, m_gains));
    }
    const double sum = std::accumulate(m_gains.begin(), m_gains.end(), 0.0);
    if (sum > 0)
        for (auto& gain : m_gains)
            gain /= sum;
}

std::vector<double> TreeClassifier::probabilities(std::span<const double> values, std::size_t rows) const
{
    const std::size_t columns = m_gains.size();
    std::vector<double> shares(rows * m_classes, 0);
    for (const auto& tree : m_trees)
        for (std::size_t r = 0; r < rows; ++r) {
            const auto& weights = leafOf(tree, values.subspan(r * columns, columns)).classWeights;
            const double sum = std::accumulate(weights.begin(), weights.end(), 0.0) * static_cast<double>(m_trees.size());
            for (std::size_t c = 0; c < m_classes; ++c)
                shares[r * m_classes + c] += weights[c] / sum;
        }
    return shares;
}

Json TreeClassifier::state() const
{
    return {{"trees", treesState(m_trees, m_classes)}, {"gains", packed(m_gains)}};
}

void TreeClassifier::restore(const Json& state, std::size_t classes, std::size_t columns)
{
    m_classes = classes;
    m_gains = unpacked<double>(state, "gains", columns);
    if (!state.contains("trees")) throwBadState("trees");
    m_trees = treesFrom(state["trees"], classes, columns);
    if (m_trees.empty() || m_trees.front().nodes.front().classWeights.empty()) throwBadState("trees");
}

std::size_t featuresFor(const std::string& word, std::size_t columns)
{
    if (word == "all") return columns;
    const double share = word == "sqrt" ? std::sqrt(static_cast<double>(columns)) / static_cast<double>(columns) : std::strtod(word.c_str(), nullptr);
    return std::clamp(static_cast<std::size_t>(share * static_cast<double>(columns) + 1e-9), std::size_t{1}, columns);
}

}  // namespace engine::classic
