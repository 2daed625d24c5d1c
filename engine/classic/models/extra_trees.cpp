#include "engine/classic/decision_tree.h"

namespace engine::classic {

namespace {

/// Geurts, Ernst, Wehenkel 2006: all rows, random thresholds.
class ExtraTrees : public TreeClassifier {
public:
    explicit ExtraTrees(const Settings& settings) : m_settings(settings) {}
    void fit(const LearningData& data, const FitOptions& options) override
    {
        grow(data, {featuresFor(m_settings.word("features"), data.columns), m_settings.count("depth"), m_settings.count("leaf"), true},
             m_settings.count("trees"), false, options);
    }

private:
    Settings m_settings;
};

}  // namespace

extern const ModelEntry extra_trees_entry;
const ModelEntry extra_trees_entry{
    "extra-trees", "Extra trees", "A forest whose trees ask at random thresholds; smoother than a random forest.", 400,
    {{"trees", 500, {}, 1, 10000, {}, "how many"},
     {"features", "sqrt", {"sqrt", "0.2", "0.4"}, 0, 0, {"sqrt", "0.1", "0.2", "0.4", "all"}, "features a split tries"},
     {"depth", 0, {}, 0, 100, {}, "most questions in a row, 0 = no limit"},
     {"leaf", 1, {1, 2}, 1, 1000, {}, "least rows in a leaf"},
     scaleParameter("none")},
    [](const Settings& settings) -> std::unique_ptr<Classifier> { return std::make_unique<ExtraTrees>(settings); }};

}  // namespace engine::classic
