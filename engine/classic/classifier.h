#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "engine/classic/metric.h"
#include "engine/classic/settings.h"
#include "engine/core/error.h"

namespace engine::classic {

/// What a model learns from: prepared numbers, none missing.
struct LearningData {
    std::vector<double> values;         ///< [rows, columns]
    std::vector<int> labels;            ///< [rows], 0 .. classes - 1, each of them occurs
    std::size_t rows = 0, columns = 0, classes = 0;
    std::vector<std::string> names;     ///< [columns]
    std::span<const double> row(std::size_t r) const { return std::span(values).subspan(r * columns, columns); }
};

struct FitOptions {
    std::uint64_t seed = 0;
    bool probabilities = true;          ///< false: only classes() will be asked for
    Metric deciding = Metric::MacroRecall;   ///< what early stopping looks at
    std::stop_token stop = {};          ///< long fits look at it and throw Cancelled
};

/// A node of a drawn tree: a question, or an answer.
struct TreeNode {
    int feature = -1;                   ///< -1 = leaf
    double threshold = 0;               ///< left: value < threshold or <=, as `inclusive` says
    int left = -1, right = -1;
    std::vector<double> classWeights;   ///< [classes] training rows; empty where a leaf only has a value
    double value = 0;                   ///< of a boosted leaf: what it adds to its class
    double gain = 0;
};
struct Tree {
    std::vector<TreeNode> nodes;        ///< the first is the root
    bool inclusive = true;              ///< left takes value <= threshold, else value < threshold
    int boostedClass = -1;              ///< of boosting: the class this tree adds to
};

/// One kind of model. Fits and answers belong to one thread; different models may run on different threads.
class Classifier {
public:
    virtual ~Classifier() = default;
    /// The same data, options and settings give the same model on any thread.
    virtual void fit(const LearningData& data, const FitOptions& options) = 0;
    /// values: [rows, columns] prepared as in fit(). Result: [rows, classes], each row sums to 1.
    virtual std::vector<double> probabilities(std::span<const double> values, std::size_t rows) const = 0;
    /// [rows]; the most probable, unless the model decides otherwise.
    virtual std::vector<int> classesOf(std::span<const double> values, std::size_t rows) const;
    /// What was learnt, for a file.
    virtual Json state() const = 0;
    /// Makes this the model that state() was asked of, if it was made with the same settings. Throws Error{Corrupt} for what is none.
    virtual void restore(const Json& state, std::size_t classes, std::size_t columns) = 0;
    /// [columns], summing to 1: how much each feature's splits gained; empty for models without splits.
    virtual std::vector<double> gains() const { return {}; }
    virtual std::size_t treeCount() const { return 0; }
    virtual Tree tree(std::size_t) const { return {}; }
    /// Trees or epochs that were kept, where that is decided while learning.
    virtual std::optional<std::size_t> rounds() const { return {}; }

protected:
    std::size_t m_classes = 0;
};

/// Facts of a model; `make` gives an untrained one.
struct ModelEntry {
    std::string_view id, title, text;
    int cost;                           ///< roughly, in fits of naive Bayes: long ones are begun first
    std::vector<Parameter> parameters;  ///< `scale` among them
    std::unique_ptr<Classifier> (*make)(const Settings& settings);
};

/// All of registry.def, in its order.
std::span<const ModelEntry* const> allModels();
/// Throws Error{NotFound} with the ids there are.
const ModelEntry& findModel(std::string_view id);

/// The parameter every model has: how its columns are scaled, fitted on what it learns from.
Parameter scaleParameter(std::string_view standard);

}  // namespace engine::classic
