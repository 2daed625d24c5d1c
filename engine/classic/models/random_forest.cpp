#include "engine/classic/decision_tree.h"

namespace engine::classic {

namespace {

/// Breiman 2001; answers are the mean of the trees' class shares, as scikit-learn.
class RandomForest : public TreeClassifier {
public:
    explicit RandomForest(const Settings& settings) : m_settings(settings) {}
    void fit(const LearningData& data, const FitOptions& options) override
    {
        grow(data, {featuresFor(m_settings.word("features"), data.columns), m_settings.count("depth"), m_settings.count("leaf"), false},
             m_settings.count("trees"), true, options);
    }

private:
    Settings m_settings;
};

}  // namespace

extern const ModelEntry random_forest_entry;
const ModelEntry random_forest_entry{
    "random-forest", "Random forest", "Many trees, each grown on another draw of the rows, vote.", 500,
    {{"trees", 500, {}, 1, 10000, {}, "how many"},
     {"features", "sqrt", {"sqrt", "0.2", "0.4"}, 0, 0, {"sqrt", "0.1", "0.2", "0.4", "all"}, "features a split tries"},
     {"depth", 0, {}, 0, 100, {}, "most questions in a row, 0 = no limit"},
     {"leaf", 1, {1, 2}, 1, 1000, {}, "least rows in a leaf"},
     scaleParameter("none")},
    [](const Settings& settings) -> std::unique_ptr<Classifier> { return std::make_unique<RandomForest>(settings); }};

}  // namespace engine::classic
