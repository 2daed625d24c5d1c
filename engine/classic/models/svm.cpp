#include "engine/classic/models/svm.h"

#include <cstdlib>
#include <libsvm/svm.h>
#include <mutex>

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

class Svm : public Classifier {
public:
    Svm(bool radial, const Settings& settings) : m_radial(radial), m_settings(settings) {}

    void fit(const LearningData& data, const FitOptions& options) override
    {
        static const bool silenced = (svm_set_print_string_function(sayNothing), true);
        static_cast<void>(silenced);
        m_classes = data.classes;
        m_columns = data.columns;
        m_nodes = nodesOf(data.values, data.rows);   // the model points into them
        std::vector<svm_node*> rows;
        for (std::size_t r = 0; r < data.rows; ++r)
            rows.push_back(m_nodes.data() + r * (m_columns + 1));
        std::vector<double> labels(data.labels.begin(), data.labels.end());
        const svm_problem problem{static_cast<int>(data.rows), labels.data(), rows.data()};
        const auto parameters = parametersFor(data, options);
        if (const char* wrong = svm_check_parameter(&problem, &parameters)) throw Error(ErrorCode::InvalidArgument, "svm", wrong);
        if (options.probabilities) {
            const std::lock_guard lock(randMutex());
            std::srand(static_cast<unsigned>(options.seed + 1));
            m_model.reset(svm_train(&problem, &parameters));
        } else {
            m_model.reset(svm_train(&problem, &parameters));
        }
        m_place.resize(m_classes);
        svm_get_labels(m_model.get(), m_place.data());
    }

    std::vector<double> probabilities(std::span<const double> values, std::size_t rows) const override
    {
        const auto nodes = nodesOf(values, rows);
        std::vector<double> result(rows * m_classes), own(m_classes);
        for (std::size_t r = 0; r < rows; ++r) {
            svm_predict_probability(m_model.get(), nodes.data() + r * (m_columns + 1), own.data());
            for (std::size_t k = 0; k < m_classes; ++k)
                result[r * m_classes + static_cast<std::size_t>(m_place[k])] = own[k];
        }
        return result;
    }

    /// By the votes of the pairs, as scikit-learn's SVC; the probabilities may prefer another class in close cases.
    std::vector<int> classesOf(std::span<const double> values, std::size_t rows) const override
    {
        const auto nodes = nodesOf(values, rows);
        std::vector<int> classes;
        for (std::size_t r = 0; r < rows; ++r)
            classes.push_back(static_cast<int>(svm_predict(m_model.get(), nodes.data() + r * (m_columns + 1))));
        return classes;
    }

private:
    std::vector<svm_node> nodesOf(std::span<const double> values, std::size_t rows) const
    {
        std::vector<svm_node> nodes;
        nodes.reserve(rows * (m_columns + 1));
        for (std::size_t r = 0; r < rows; ++r) {
            for (std::size_t c = 0; c < m_columns; ++c)
                nodes.push_back({static_cast<int>(c + 1), values[r * m_columns + c]});
            nodes.push_back({-1, 0});
        }
        return nodes;
    }

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

    svm_parameter parametersFor(const LearningData& data, const FitOptions& options) const
    {
        svm_parameter parameters{};
        parameters.svm_type = C_SVC;
        parameters.kernel_type = m_radial ? RBF : LINEAR;
        parameters.gamma = m_radial ? gammaFor(data) : 0;
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
    std::vector<svm_node> m_nodes;
    std::vector<int> m_place;   // [classes] label of libsvm's k-th class
    std::unique_ptr<svm_model, FreeModel> m_model;
};

}  // namespace

std::unique_ptr<Classifier> makeSvm(bool radial, const Settings& settings)
{
    return std::make_unique<Svm>(radial, settings);
}

}  // namespace engine::classic
