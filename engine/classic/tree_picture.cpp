#include "engine/classic/tree_picture.h"

#include <algorithm>
#include <cstdio>
#include <numeric>

namespace engine::classic {

namespace {

std::string shortNumber(double value, const char* format = "%.5g")
{
    char text[32];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

/// Of a tree of classes: the commonest here, its share and how many rows.
void sayClasses(report::TreePart& part, const TreeNode& node, std::span<const std::string> classes)
{
    const auto most = std::max_element(node.classWeights.begin(), node.classWeights.end());
    const auto place = static_cast<std::size_t>(most - node.classWeights.begin());
    const double sum = std::accumulate(node.classWeights.begin(), node.classWeights.end(), 0.0);
    part.answer = classes[place];
    part.detail = shortNumber(sum, "%.0f") + (sum == 1 ? " row" : " rows") + ", " + shortNumber(100 * *most / sum, "%.0f") + " %";
    part.group = static_cast<int>(place) + 1;
    for (std::size_t c = 0; c < classes.size(); ++c)
        if (node.classWeights[c] > 0) part.tip += (part.tip.empty() ? "" : ", ") + classes[c] + " " + shortNumber(node.classWeights[c], "%.0f");
}

}  // namespace

std::vector<report::TreePart> treeParts(const FittedModel& model, std::size_t number)
{
    const auto tree = model.tree(number);
    const auto columns = model.columns();
    std::vector<report::TreePart> parts;
    for (const auto& node : tree.nodes) {
        report::TreePart part;
        part.left = node.left;
        part.right = node.right;
        if (!node.classWeights.empty()) sayClasses(part, node, model.classes());
        if (node.feature >= 0) {
            const auto& name = columns[static_cast<std::size_t>(node.feature)];
            const std::string sign = tree.inclusive ? "\xe2\x89\xa4 " : "< ";
            part.question = name;
            part.condition = sign + shortNumber(node.threshold);
            part.tip = name + ' ' + sign + shortNumber(node.threshold, "%.10g") + "; gain " + shortNumber(node.gain, "%.4g") +
                       (part.tip.empty() ? "" : "; ") + part.tip;
            if (tree.boostedClass >= 0) part.detail = "gain " + shortNumber(node.gain, "%.3g");
        } else if (tree.boostedClass >= 0) {
            part.answer = shortNumber(node.value, "%+.4f");
            part.detail = "for " + model.classes()[static_cast<std::size_t>(tree.boostedClass)];
            part.group = node.value > 0 ? tree.boostedClass + 1 : 0;
            part.tip = part.answer + " to the log-odds of " + model.classes()[static_cast<std::size_t>(tree.boostedClass)];
        }
        parts.push_back(std::move(part));
    }
    return parts;
}

std::string treeTitle(const FittedModel& model, std::size_t number)
{
    const auto tree = model.tree(number);
    auto title = "Tree " + std::to_string(number) + " of " + std::to_string(model.treeCount()) + " (0 to " + std::to_string(model.treeCount() - 1) + "), " + model.choice().id;
    if (tree.boostedClass >= 0)
        title += ": what it adds to " + model.classes()[static_cast<std::size_t>(tree.boostedClass)];
    return title;
}

report::Drawing treePicture(const FittedModel& model, std::size_t number, std::size_t depth)
{
    return report::treeChart(treeParts(model, number), treeTitle(model, number), depth);
}

}  // namespace engine::classic
