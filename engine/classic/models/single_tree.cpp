#include "engine/classic/decision_tree.h"

namespace engine::classic {

namespace {

class DecisionTree : public TreeClassifier {
public:
    explicit DecisionTree(const Settings& settings) : m_settings(settings) {}
    void fit(const LearningData& data, const FitOptions& options) override
    {
        grow(data, {0, m_settings.count("depth"), m_settings.count("leaf"), false}, 1, false, options);
    }

private:
    Settings m_settings;
};

}  // namespace

extern const ModelEntry decision_tree_entry;
const ModelEntry decision_tree_entry{
    "decision-tree", "Decision tree", "Questions about one feature at a time; easy to read, easily misled.", 4,
    {{"depth", 0, {0, 6, 10}, 0, 100, {}, "most questions in a row, 0 = no limit"},
     {"leaf", 1, {1, 3, 8}, 1, 1000, {}, "least rows in a leaf"},
     scaleParameter("none")},
    [](const Settings& settings) -> std::unique_ptr<Classifier> { return std::make_unique<DecisionTree>(settings); }};

}  // namespace engine::classic
