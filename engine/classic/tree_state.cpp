#include "engine/classic/tree_state.h"

#include "engine/classic/state.h"

namespace engine::classic {

namespace {

constexpr std::size_t kMostNodes = 100'000'000;

struct NodeArrays {
    std::vector<std::int32_t> feature, left, right;
    std::vector<double> threshold, value, gain;
    std::vector<float> weights;   ///< [leaves with weights, classes]; counts of rows, whole numbers
};

/// Children follow their parents, so that one pass backwards adds up all weights.
void addUp(Tree& tree)
{
    for (std::size_t n = tree.nodes.size(); n-- > 0;) {
        auto& node = tree.nodes[n];
        if (node.feature < 0) continue;
        const auto& left = tree.nodes[static_cast<std::size_t>(node.left)].classWeights;
        const auto& right = tree.nodes[static_cast<std::size_t>(node.right)].classWeights;
        node.classWeights.resize(left.size());
        for (std::size_t c = 0; c < left.size(); ++c)
            node.classWeights[c] = left[c] + right[c];
    }
}

void checkForm(const Tree& tree, std::size_t columns)
{
    std::vector<int> parents(tree.nodes.size(), 0);
    for (std::size_t n = 0; n < tree.nodes.size(); ++n) {
        const auto& node = tree.nodes[n];
        if (node.feature < 0) continue;
        if (static_cast<std::size_t>(node.feature) >= columns) throwBadState("trees");
        for (const int child : {node.left, node.right}) {
            if (child <= static_cast<int>(n) || static_cast<std::size_t>(child) >= tree.nodes.size()) throwBadState("trees");
            if (++parents[static_cast<std::size_t>(child)] > 1) throwBadState("trees");
        }
    }
}

}  // namespace

Json treesState(const std::vector<Tree>& trees, std::size_t classes)
{
    NodeArrays arrays;
    std::vector<std::int32_t> sizes, boosted;
    for (const auto& tree : trees) {
        sizes.push_back(static_cast<std::int32_t>(tree.nodes.size()));
        boosted.push_back(tree.boostedClass);
        for (const auto& node : tree.nodes) {
            arrays.feature.push_back(node.feature);
            arrays.left.push_back(node.left);
            arrays.right.push_back(node.right);
            arrays.threshold.push_back(node.threshold);
            arrays.value.push_back(node.value);
            arrays.gain.push_back(node.gain);
            if (node.feature < 0) arrays.weights.insert(arrays.weights.end(), node.classWeights.begin(), node.classWeights.end());
        }
    }
    return {{"classes", classes}, {"inclusive", trees.empty() || trees.front().inclusive}, {"weighted", !arrays.weights.empty()}, {"sizes", packed(sizes)},
            {"boosted", packed(boosted)}, {"feature", packed(arrays.feature)}, {"left", packed(arrays.left)}, {"right", packed(arrays.right)},
            {"threshold", packed(arrays.threshold)}, {"value", packed(arrays.value)}, {"gain", packed(arrays.gain)}, {"weights", packed(arrays.weights)}};
}

std::vector<Tree> treesFrom(const Json& state, std::size_t classes, std::size_t columns)
{
    if (countOf(state, "classes", 1, kMostNodes) != classes || !state.contains("inclusive") || !state["inclusive"].is_boolean() || !state.contains("weighted") ||
        !state["weighted"].is_boolean())
        throwBadState("trees");
    const auto count = packedCount<std::int32_t>(state, "sizes"), total = packedCount<std::int32_t>(state, "feature");
    const auto sizes = unpacked<std::int32_t>(state, "sizes", count), boosted = unpacked<std::int32_t>(state, "boosted", count);
    const auto feature = unpacked<std::int32_t>(state, "feature", total), left = unpacked<std::int32_t>(state, "left", total),
               right = unpacked<std::int32_t>(state, "right", total);
    const auto threshold = unpacked<double>(state, "threshold", total), value = unpacked<double>(state, "value", total), gain = unpacked<double>(state, "gain", total);
    const auto weights = unpacked<float>(state, "weights", packedCount<float>(state, "weights"));
    const bool weighted = state["weighted"].get<bool>();
    std::vector<Tree> trees;
    std::size_t at = 0, leaf = 0;
    for (std::size_t t = 0; t < count; ++t) {
        if (sizes[t] < 1 || static_cast<std::size_t>(sizes[t]) > total - at) throwBadState("sizes");
        if (boosted[t] < -1 || boosted[t] >= static_cast<std::int32_t>(classes)) throwBadState("boosted");
        Tree tree;
        tree.inclusive = state["inclusive"].get<bool>();
        tree.boostedClass = boosted[t];
        for (std::int32_t n = 0; n < sizes[t]; ++n, ++at) {
            TreeNode node{feature[at] < 0 ? -1 : feature[at], threshold[at], left[at], right[at], {}, value[at], gain[at]};
            if (weighted && node.feature < 0) {
                if ((leaf + 1) * classes > weights.size()) throwBadState("weights");
                const auto own = std::span(weights).subspan(leaf++ * classes, classes);
                node.classWeights.assign(own.begin(), own.end());
                double sum = 0;
                for (const double weight : node.classWeights) {
                    if (weight < 0) throwBadState("weights");
                    sum += weight;
                }
                if (sum <= 0) throwBadState("weights");
            }
            tree.nodes.push_back(std::move(node));
        }
        checkForm(tree, columns);
        if (weighted) addUp(tree);
        trees.push_back(std::move(tree));
    }
    if (at != total || (weighted && leaf * classes != weights.size())) throwBadState("trees");
    return trees;
}

}  // namespace engine::classic
