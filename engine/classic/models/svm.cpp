#include "engine/classic/models/svm.h"

#include <cmath>
#include <cstdlib>
#include <libsvm/svm.h>
#include <mutex>
#include <numeric>

#include "engine/classic/dense_kernels.h"
#include "engine/classic/state.h"
#include "engine/core/error.h"

namespace engine::classic {

namespace {

void sayNothing(const char*) {}

/// libsvm's probabilities (Platt's sigmoids by inner folds) shuffle by rand(): one fit at a time and from the seed, so that the same
/// data give the same model whatever runs beside.
std::mutex& randMutex()
{
    static std::mutex mutex;
    return mutex;
}

struct FreeModel {
    void operator()(svm_model* model) const { svm_free_and_destroy_model(&model); }
};

/// What is learnt, in numbers of our own. vectors: [count, columns], coefficients: [classes - 1, count], the others [pairs of classes] or [classes].
struct Learnt {
    double gamma = 0;
    std::vector<double> vectors, coefficients, rho, probA, probB;
    std::vector<int> labels, counts;
};

std::vector<svm_node> nodesOf(std::span<const double> values, std::size_t rows, std::size_t columns)
{
    std::vector<svm_node> nodes;
    nodes.reserve(rows * (columns + 1));
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c)
            nodes.push_back({static_cast<int>(c + 1), values[r * columns + c]});
        nodes.push_back({-1, 0});
    }
    return nodes;
}

/// libsvm's model over such numbers, for its answers. It has no other way in: its reader takes files, and believes them.
class UsableModel {
public:
    UsableModel(Learnt learnt, bool radial, std::size_t classes, std::size_t columns) : m_learnt(std::move(learnt))
    {
        const auto count = m_learnt.vectors.size() / columns;
        m_nodes = nodesOf(m_learnt.vectors, count, columns);
        for (std::size_t v = 0; v < count; ++v)
            m_vectors.push_back(m_nodes.data() + v * (columns + 1));
        for (std::size_t k = 0; k + 1 < classes; ++k)
            m_coefficients.push_back(m_learnt.coefficients.data() + k * count);
        m_model.param.svm_type = C_SVC;
        m_model.param.kernel_type = radial ? RBF : LINEAR;
        m_model.param.gamma = m_learnt.gamma;
        m_model.nr_class = static_cast<int>(classes);
        m_model.l = static_cast<int>(count);
        m_model.SV = m_vectors.data();
        m_model.sv_coef = m_coefficients.data();
        m_model.rho = m_learnt.rho.data();
        m_model.probA = m_learnt.probA.empty() ? nullptr : m_learnt.probA.data();
        m_model.probB = m_learnt.probB.empty() ? nullptr : m_learnt.probB.data();
        m_model.label = m_learnt.labels.data();
        m_model.nSV = m_learnt.counts.data();
    }
    UsableModel(const UsableModel&) = delete;
    UsableModel& operator=(const UsableModel&) = delete;
    const svm_model* get() const { return &m_model; }
    const Learnt& learnt() const { return m_learnt; }

private:
    Learnt m_learnt;
    std::vector<svm_node> m_nodes;
    std::vector<svm_node*> m_vectors;
    std::vector<double*> m_coefficients;
    svm_model m_model{};
};

/// Every row with every row, each once: the pairs of classes, and the inner folds of the probabilities, would compute them again and again.
/// Row r of libsvm's "precomputed" kernel: its number from 1, then its values.
std::vector<svm_node> kernelOf(const LearningData& data, bool radial, double gamma)
{
    const auto width = data.rows + 2;
    std::vector<svm_node> nodes(data.rows * width);
    std::vector<double> squares(data.rows);
    for (std::size_t r = 0; r < data.rows; ++r)
        squares[r] = std::inner_product(data.row(r).begin(), data.row(r).end(), data.row(r).begin(), 0.0);
    std::vector<double> products(data.rows);
    std::vector<double> turned(data.values.size()), nothing(data.rows, 0.0);   // [columns, rows]
    for (std::size_t r = 0; r < data.rows; ++r)
        for (std::size_t c = 0; c < data.columns; ++c)
            turned[c * data.rows + r] = data.row(r)[c];
    for (std::size_t r = 0; r < data.rows; ++r) {
        auto* row = nodes.data() + r * width;
        multiply(data.row(r).data(), turned.data(), nothing.data(), products.data(), 1, data.columns, data.rows);
        row[0] = {0, static_cast<double>(r + 1)};
        for (std::size_t t = 0; t < data.rows; ++t)
            row[t + 1] = {static_cast<int>(t + 1), radial ? std::exp(-gamma * (squares[r] + squares[t] - 2 * products[t])) : products[t]};
        row[width - 1] = {-1, 0};
    }
    return nodes;
}

template <typename Number>
std::vector<Number> listOf(const Number* numbers, std::size_t count)
{
    return numbers == nullptr ? std::vector<Number>() : std::vector<Number>(numbers, numbers + count);
}

/// What libsvm made of rows that lie `width` nodes apart from `first` on: the vectors kept are told by where they lie.
Learnt learntFrom(const svm_model& model, const LearningData& data, const svm_node* first, std::size_t width, double gamma)
{
    const auto count = static_cast<std::size_t>(model.l), pairs = data.classes * (data.classes - 1) / 2;
    Learnt learnt;
    learnt.gamma = gamma;
    for (std::size_t v = 0; v < count; ++v) {
        const auto row = data.row(static_cast<std::size_t>(model.SV[v] - first) / width);
        learnt.vectors.insert(learnt.vectors.end(), row.begin(), row.end());
    }
    for (std::size_t k = 0; k + 1 < data.classes; ++k)
        learnt.coefficients.insert(learnt.coefficients.end(), model.sv_coef[k], model.sv_coef[k] + count);
    learnt.rho = listOf(model.rho, pairs);
    learnt.probA = listOf(model.probA, pairs);
    learnt.probB = listOf(model.probB, pairs);
    learnt.labels = listOf(model.label, data.classes);
    learnt.counts = listOf(model.nSV, data.classes);
    return learnt;
}

class Svm : public Classifier {
    static constexpr std::size_t kMostKernelRows = 3000;   // 150 MB

public:
    Svm(bool radial, const Settings& settings) : m_radial(radial), m_settings(settings) {}

    void fit(const LearningData& data, const FitOptions& options) override
    {
        static const bool silenced = (svm_set_print_string_function(sayNothing), true);
        static_cast<void>(silenced);
        m_classes = data.classes;
        m_columns = data.columns;
        const double gamma = m_radial ? gammaFor(data) : 0;
        const bool ahead = data.rows <= kMostKernelRows;
        auto nodes = ahead ? kernelOf(data, m_radial, gamma) : nodesOf(data.values, data.rows, m_columns);
        const auto width = nodes.size() / data.rows;
        std::vector<svm_node*> rows;
        for (std::size_t r = 0; r < data.rows; ++r)
            rows.push_back(nodes.data() + r * width);
        std::vector<double> labels(data.labels.begin(), data.labels.end());
        const svm_problem problem{static_cast<int>(data.rows), labels.data(), rows.data()};
        const auto parameters = parametersFor(options, ahead, gamma);
        if (const char* wrong = svm_check_parameter(&problem, &parameters)) throw Error(ErrorCode::InvalidArgument, "svm", wrong);
        std::unique_ptr<svm_model, FreeModel> made;
        if (options.probabilities) {
            const std::lock_guard lock(randMutex());
            std::srand(static_cast<unsigned>(options.seed + 1));
            made.reset(svm_train(&problem, &parameters));
        } else {
            made.reset(svm_train(&problem, &parameters));
        }
        m_model = std::make_unique<UsableModel>(learntFrom(*made, data, nodes.data(), width, gamma), m_radial, m_classes, m_columns);
    }

    std::vector<double> probabilities(std::span<const double> values, std::size_t rows) const override
    {
        const auto nodes = nodesOf(values, rows, m_columns);
        const auto& place = m_model->learnt().labels;
        std::vector<double> result(rows * m_classes), own(m_classes);
        for (std::size_t r = 0; r < rows; ++r) {
            svm_predict_probability(m_model->get(), nodes.data() + r * (m_columns + 1), own.data());
            for (std::size_t k = 0; k < m_classes; ++k)
                result[r * m_classes + static_cast<std::size_t>(place[k])] = own[k];
        }
        return result;
    }

    /// By the votes of the pairs, as scikit-learn's SVC; the probabilities may prefer another class in close cases.
    std::vector<int> classesOf(std::span<const double> values, std::size_t rows) const override
    {
        const auto nodes = nodesOf(values, rows, m_columns);
        std::vector<int> classes;
        for (std::size_t r = 0; r < rows; ++r)
            classes.push_back(static_cast<int>(svm_predict(m_model->get(), nodes.data() + r * (m_columns + 1))));
        return classes;
    }

    Json state() const override
    {
        const auto& learnt = m_model->learnt();
        return {{"gamma", learnt.gamma}, {"vectors", packed(learnt.vectors)}, {"coefficients", packed(learnt.coefficients)}, {"rho", packed(learnt.rho)},
                {"prob_a", packed(learnt.probA)}, {"prob_b", packed(learnt.probB)}, {"labels", packed(learnt.labels)}, {"counts", packed(learnt.counts)}};
    }

    void restore(const Json& state, std::size_t classes, std::size_t columns) override
    {
        const auto pairs = classes * (classes - 1) / 2;
        Learnt learnt;
        learnt.counts = unpacked<int>(state, "counts", classes);
        std::size_t count = 0;
        for (const int own : learnt.counts) {
            if (own < 0) throwBadState("counts");
            count += static_cast<std::size_t>(own);
        }
        if (count != packedCount<double>(state, "vectors") / columns) throwBadState("counts");
        learnt.vectors = unpacked<double>(state, "vectors", count * columns);
        learnt.coefficients = unpacked<double>(state, "coefficients", (classes - 1) * count);
        learnt.rho = unpacked<double>(state, "rho", pairs);
        learnt.probA = unpacked<double>(state, "prob_a", pairs);
        learnt.probB = unpacked<double>(state, "prob_b", pairs);
        learnt.labels = unpacked<int>(state, "labels", classes);
        for (const int label : learnt.labels)
            if (label < 0 || static_cast<std::size_t>(label) >= classes) throwBadState("labels");
        if (!state.contains("gamma") || !state["gamma"].is_number()) throwBadState("gamma");
        learnt.gamma = state["gamma"].get<double>();
        m_classes = classes;
        m_columns = columns;
        m_model = std::make_unique<UsableModel>(std::move(learnt), m_radial, classes, columns);
    }

private:
    /// gamma 0 = 1 / (columns * variance of all values), scikit-learn's "scale".
    double gammaFor(const LearningData& data) const
    {
        if (const double given = m_settings.number("gamma"); given > 0) return given;
        double mean = 0, variance = 0;
        const auto count = static_cast<double>(data.values.size());
        for (const double value : data.values)
            mean += value / count;
        for (const double value : data.values)
            variance += (value - mean) * (value - mean) / count;
        return 1 / (static_cast<double>(data.columns) * (variance > 0 ? variance : 1));
    }

    svm_parameter parametersFor(const FitOptions& options, bool kernelAhead, double gamma) const
    {
        svm_parameter parameters{};
        parameters.svm_type = C_SVC;
        parameters.kernel_type = kernelAhead ? PRECOMPUTED : m_radial ? RBF : LINEAR;
        parameters.gamma = gamma;
        parameters.C = m_settings.number("C");
        parameters.cache_size = 200;
        parameters.eps = 1e-3;
        parameters.shrinking = 1;
        parameters.probability = options.probabilities ? 1 : 0;
        return parameters;
    }

    bool m_radial;
    Settings m_settings;
    std::size_t m_columns = 0;
    std::unique_ptr<UsableModel> m_model;
};

}  // namespace

std::unique_ptr<Classifier> makeSvm(bool radial, const Settings& settings)
{
    return std::make_unique<Svm>(radial, settings);
}

}  // namespace engine::classic
