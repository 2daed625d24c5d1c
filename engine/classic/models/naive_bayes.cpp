#include <cmath>
#include <numbers>

#include "engine/classic/classifier.h"
#include "engine/classic/softmax.h"
#include "engine/classic/state.h"

namespace engine::classic {

namespace {

/// Gaussian, variances raised by 1e-9 of the largest feature variance, as scikit-learn's GaussianNB.
class NaiveBayes : public Classifier {
public:
    void fit(const LearningData& data, const FitOptions&) override
    {
        m_classes = data.classes;
        m_columns = data.columns;
        std::vector<double> count(m_classes, 0);
        m_mean.assign(m_classes * m_columns, 0);
        m_variance.assign(m_classes * m_columns, 0);
        for (const int label : data.labels)
            ++count[static_cast<std::size_t>(label)];
        eachCell(data, [&](std::size_t c, std::size_t k, double value) { m_mean[k] += value / count[c]; });
        eachCell(data, [&](std::size_t c, std::size_t k, double value) { m_variance[k] += (value - m_mean[k]) * (value - m_mean[k]) / count[c]; });
        const double floor = 1e-9 * largestVariance(data);
        for (auto& variance : m_variance)
            variance += floor > 0 ? floor : 1e-9;
        for (const double n : count)
            m_logPrior.push_back(std::log(n / static_cast<double>(data.rows)));
    }

    std::vector<double> probabilities(std::span<const double> values, std::size_t rows) const override
    {
        std::vector<double> result(rows * m_classes);
        for (std::size_t r = 0; r < rows; ++r)
            for (std::size_t c = 0; c < m_classes; ++c) {
                double sum = m_logPrior[c];
                for (std::size_t f = 0; f < m_columns; ++f) {
                    const double distance = values[r * m_columns + f] - m_mean[c * m_columns + f], variance = m_variance[c * m_columns + f];
                    sum -= 0.5 * (std::log(2 * std::numbers::pi * variance) + distance * distance / variance);
                }
                result[r * m_classes + c] = sum;
            }
        softmaxRows(result, m_classes);
        return result;
    }

    Json state() const override { return {{"mean", packed(m_mean)}, {"variance", packed(m_variance)}, {"log_prior", packed(m_logPrior)}}; }
    void restore(const Json& state, std::size_t classes, std::size_t columns) override
    {
        m_classes = classes;
        m_columns = columns;
        m_mean = unpacked<double>(state, "mean", classes * columns);
        m_variance = unpacked<double>(state, "variance", classes * columns);
        m_logPrior = unpacked<double>(state, "log_prior", classes);
        for (const double variance : m_variance)
            if (variance <= 0) throwBadState("variance");
    }

private:
    template <typename Visit>
    void eachCell(const LearningData& data, const Visit& visit) const
    {
        for (std::size_t r = 0; r < data.rows; ++r)
            for (std::size_t f = 0; f < m_columns; ++f) {
                const auto c = static_cast<std::size_t>(data.labels[r]);
                visit(c, c * m_columns + f, data.values[r * m_columns + f]);
            }
    }
    static double largestVariance(const LearningData& data)
    {
        double largest = 0;
        for (std::size_t f = 0; f < data.columns; ++f) {
            double mean = 0, variance = 0;
            for (std::size_t r = 0; r < data.rows; ++r)
                mean += data.values[r * data.columns + f] / static_cast<double>(data.rows);
            for (std::size_t r = 0; r < data.rows; ++r)
                variance += std::pow(data.values[r * data.columns + f] - mean, 2) / static_cast<double>(data.rows);
            largest = std::max(largest, variance);
        }
        return largest;
    }

    std::size_t m_columns = 0;
    std::vector<double> m_mean, m_variance;   // [classes, columns]
    std::vector<double> m_logPrior;           // [classes]
};

}  // namespace

extern const ModelEntry naive_bayes_entry;
const ModelEntry naive_bayes_entry{
    "naive-bayes", "Naive Bayes", "Takes every feature for a bell curve of its own per class.", 1, {scaleParameter("minmax")},
    [](const Settings&) -> std::unique_ptr<Classifier> { return std::make_unique<NaiveBayes>(); }};

}  // namespace engine::classic
