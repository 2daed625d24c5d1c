#include <xgboost/c_api.h>

#include <algorithm>
#include <cmath>

#include "engine/classic/classifier.h"
#include "engine/classic/early_stop.h"
#include "engine/classic/softmax.h"
#include "engine/classic/state.h"
#include "engine/classic/tree_state.h"
#include "engine/core/error.h"

namespace engine::classic {

namespace {

void checked(int status)
{
    if (status != 0) throw Error(ErrorCode::Internal, "XGBoost", XGBGetLastError());
}

struct FreeMatrix {
    void operator()(void* matrix) const { XGDMatrixFree(matrix); }
};
struct FreeBooster {
    void operator()(void* booster) const { XGBoosterFree(booster); }
};
using Matrix = std::unique_ptr<void, FreeMatrix>;

Matrix matrixOf(std::span<const double> values, std::size_t rows, std::size_t columns)
{
    const std::vector<float> numbers(values.begin(), values.end());
    DMatrixHandle handle = nullptr;
    checked(XGDMatrixCreateFromMat(numbers.data(), rows, columns, NAN, &handle));
    return Matrix(handle);
}

/// XGBoost (Chen & Guestrin 2016). One thread a fit: the folds run side by side. Features are called f0, f1, ... inside, since the
/// library writes names into its JSON as they come; the real ones stay with the table.
class GradientBoosting : public Classifier {
public:
    explicit GradientBoosting(const Settings& settings) : m_settings(settings) {}

    void fit(const LearningData& data, const FitOptions& options) override
    {
        m_classes = data.classes;
        m_columns = data.columns;
        m_rounds = m_settings.count("trees");
        const auto patience = m_settings.count("early_stopping");
        const auto parts = patience > 0 ? keepAside(data, options.seed) : std::nullopt;
        const auto& learn = parts ? parts->learn : data;
        const auto matrix = matrixOf(learn.values, learn.rows, m_columns);
        const std::vector<float> labels(learn.labels.begin(), learn.labels.end());
        checked(XGDMatrixSetFloatInfo(matrix.get(), "label", labels.data(), labels.size()));
        const auto judge = parts ? matrixOf(parts->judge.values, parts->judge.rows, m_columns) : Matrix{};
        make(matrix.get(), judge.get(), options.seed);
        EarlyStop watch(options.deciding, patience);
        for (std::size_t round = 0; round < m_rounds; ++round) {
            if (options.stop.stop_requested()) throw Cancelled{};
            checked(XGBoosterUpdateOneIter(m_booster.get(), static_cast<int>(round), matrix.get()));
            if (parts && watch.isOver(round, parts->judge, answer(judge.get(), round + 1))) break;
        }
        if (parts) m_rounds = watch.bestRound() + 1;
        // Matrices of the fit are gone after this; a copy of the booster does not remember them.
        detach();
    }

    std::vector<double> probabilities(std::span<const double> values, std::size_t rows) const override
    {
        if (!m_booster) return answerOfTrees(values, rows);
        return answer(matrixOf(values, rows, m_columns).get(), m_rounds);
    }

    Json state() const override { return {{"trees", treesState(allTrees(), m_classes)}, {"gains", packed(gains())}}; }

    /// The trees are walked by our own code then: a file cannot make XGBoost read what it should not.
    void restore(const Json& state, std::size_t classes, std::size_t columns) override
    {
        m_classes = classes;
        m_columns = columns;
        if (!state.contains("trees")) throwBadState("trees");
        m_trees = treesFrom(state["trees"], classes, columns);
        if (m_trees.empty() || m_trees.size() % classes != 0) throwBadState("trees");
        for (const auto& tree : m_trees)
            if (tree.boostedClass < 0) throwBadState("boosted");
        m_rounds = m_trees.size() / classes;
        m_gains = unpacked<double>(state, "gains", columns);
        m_booster.reset();
    }

    std::vector<double> gains() const override
    {
        if (!m_booster) return m_gains;
        bst_ulong count = 0, dimensions = 0;
        char const** names = nullptr;
        bst_ulong const* shape = nullptr;
        float const* scores = nullptr;
        checked(XGBoosterFeatureScore(m_booster.get(), R"({"importance_type":"total_gain"})", &count, &names, &dimensions, &shape, &scores));
        std::vector<double> gains(m_columns, 0);
        double sum = 0;
        for (bst_ulong i = 0; i < count; ++i)
            sum += gains[featureOf(names[i])] = static_cast<double>(scores[i]);
        if (sum > 0)
            for (auto& gain : gains)
                gain /= sum;
        return gains;
    }

    std::size_t treeCount() const override { return m_rounds * m_classes; }

    Tree tree(std::size_t number) const override
    {
        if (number >= treeCount()) throw Error(ErrorCode::NotFound, "gradient-boosting", "it has " + std::to_string(treeCount()) + " trees");
        return m_booster ? allTrees()[number] : m_trees[number];
    }

    std::optional<std::size_t> rounds() const override { return m_settings.count("early_stopping") > 0 ? std::optional(m_rounds) : std::nullopt; }

private:
    std::vector<Tree> allTrees() const
    {
        if (!m_booster) return m_trees;
        bst_ulong count = 0;
        char const** texts = nullptr;
        checked(XGBoosterDumpModelEx(m_booster.get(), "", 1, "json", &count, &texts));
        std::vector<Tree> trees;
        for (std::size_t number = 0; number < std::min<std::size_t>(count, treeCount()); ++number) {   // early stopping may have left some behind
            Tree tree;
            tree.inclusive = false;
            tree.boostedClass = static_cast<int>(number % m_classes);
            add(Json::parse(texts[number]), tree);
            trees.push_back(std::move(tree));
        }
        return trees;
    }

    /// XGBoost compares single precision numbers and adds leaves up in the order of the trees; so does this.
    std::vector<double> answerOfTrees(std::span<const double> values, std::size_t rows) const
    {
        std::vector<float> sums(rows * m_classes, 0.5f);   // its base score
        for (std::size_t r = 0; r < rows; ++r) {
            const auto row = values.subspan(r * m_columns, m_columns);
            for (const auto& tree : m_trees) {
                const auto* node = &tree.nodes.front();
                while (node->feature >= 0) {
                    const bool left = static_cast<float>(row[static_cast<std::size_t>(node->feature)]) < static_cast<float>(node->threshold);
                    node = &tree.nodes[static_cast<std::size_t>(left ? node->left : node->right)];
                }
                sums[r * m_classes + static_cast<std::size_t>(tree.boostedClass)] += static_cast<float>(node->value);
            }
        }
        softmaxRows(sums, m_classes);
        return {sums.begin(), sums.end()};
    }

    static std::size_t featureOf(const std::string& name) { return std::stoul(name.substr(1)); }

    void make(DMatrixHandle learn, DMatrixHandle judge, std::uint64_t seed)
    {
        const DMatrixHandle matrices[] = {learn, judge};
        BoosterHandle handle = nullptr;
        checked(XGBoosterCreate(matrices, judge ? 2 : 1, &handle));
        m_booster.reset(handle);
        nameFeatures();
        const auto set = [&](const char* name, const std::string& value) { checked(XGBoosterSetParam(m_booster.get(), name, value.c_str())); };
        set("verbosity", "0");
        set("objective", "multi:softprob");
        set("num_class", std::to_string(m_classes));
        set("nthread", "1");
        set("seed", std::to_string(seed & 0x7fffffff));
        set("eta", m_settings.json()["rate"].dump());
        set("max_depth", m_settings.json()["depth"].dump());
        set("subsample", m_settings.json()["rows"].dump());
        set("colsample_bytree", m_settings.json()["columns"].dump());
        set("tree_method", m_settings.word("method"));
        set("min_child_weight", m_settings.json()["leaf_weight"].dump());
    }

    void nameFeatures()
    {
        std::vector<std::string> names;
        for (std::size_t c = 0; c < m_columns; ++c)
            names.push_back("f" + std::to_string(c));
        std::vector<const char*> texts;
        for (const auto& name : names)
            texts.push_back(name.c_str());
        checked(XGBoosterSetStrFeatureInfo(m_booster.get(), "feature_name", texts.data(), texts.size()));
    }

    void detach()
    {
        bst_ulong length = 0;
        char const* bytes = nullptr;
        checked(XGBoosterSaveModelToBuffer(m_booster.get(), R"({"format":"ubj"})", &length, &bytes));
        const std::string model(bytes, length);
        BoosterHandle handle = nullptr;
        checked(XGBoosterCreate(nullptr, 0, &handle));
        m_booster.reset(handle);
        checked(XGBoosterLoadModelFromBuffer(handle, model.data(), model.size()));
        checked(XGBoosterSetParam(handle, "nthread", "1"));
        nameFeatures();
    }

    std::vector<double> answer(DMatrixHandle matrix, std::size_t rounds) const
    {
        const Json config{{"type", 0}, {"training", false}, {"iteration_begin", 0}, {"iteration_end", rounds}, {"strict_shape", true}};
        bst_ulong const* shape = nullptr;
        bst_ulong dimensions = 0;
        float const* result = nullptr;
        checked(XGBoosterPredictFromDMatrix(m_booster.get(), matrix, config.dump().c_str(), &shape, &dimensions, &result));
        return {result, result + shape[0] * shape[1]};
    }

    /// The dump's nodes in its own order; gives the place of the first.
    static int add(const Json& dumped, Tree& tree)
    {
        const auto place = tree.nodes.size();
        tree.nodes.emplace_back();
        if (dumped.contains("leaf")) {
            tree.nodes[place].value = dumped["leaf"].get<double>();
            return static_cast<int>(place);
        }
        const auto& children = dumped["children"];
        const bool firstIsYes = children[0]["nodeid"] == dumped["yes"];
        const int left = add(children[firstIsYes ? 0 : 1], tree), right = add(children[firstIsYes ? 1 : 0], tree);
        auto& node = tree.nodes[place];
        node.feature = static_cast<int>(featureOf(dumped["split"].get<std::string>()));
        node.threshold = dumped["split_condition"].get<double>();
        node.gain = dumped.value("gain", 0.0);
        node.left = left;
        node.right = right;
        return static_cast<int>(place);
    }

    Settings m_settings;
    std::size_t m_columns = 0, m_rounds = 0;
    std::unique_ptr<void, FreeBooster> m_booster;   // null: out of a file, then these
    std::vector<Tree> m_trees;
    std::vector<double> m_gains;
};

}  // namespace

extern const ModelEntry gradient_boosting_entry;
const ModelEntry gradient_boosting_entry{
    "gradient-boosting", "Gradient boosting", "Small trees, each mending what those before got wrong; XGBoost.", 800,
    {{"trees", 300, {}, 1, 10000, {}, "rounds, one tree a class in each"},
     {"depth", 3, {3, 4, 6}, 1, 20, {}, "most questions in a row"},
     {"rate", 0.1, {0.05, 0.1}, 1e-4, 1, {}, "how much each tree mends"},
     {"rows", 0.5, {}, 0.05, 1, {}, "share of the rows a tree sees"},
     {"columns", 0.3, {0.2, 0.3}, 0.01, 1, {}, "share of the features a tree sees"},
     {"leaf_weight", 1, {}, 0, 1000, {}, "least weight of a leaf"},
     {"method", "hist", {}, 0, 0, {"exact", "hist"}, "try every value, or the borders of 256 bins"},
     {"early_stopping", 0, {}, 0, 1000, {}, "stop after so many rounds without a better deciding metric on a tenth kept aside, 0 = never"},
     scaleParameter("none")},
    [](const Settings& settings) -> std::unique_ptr<Classifier> { return std::make_unique<GradientBoosting>(settings); }};

}  // namespace engine::classic
