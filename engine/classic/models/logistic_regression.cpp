#include <algorithm>
#include <cmath>
#include <deque>
#include <numeric>

#include "engine/classic/classifier.h"
#include "engine/classic/dense_kernels.h"
#include "engine/classic/softmax.h"
#include "engine/classic/state.h"

namespace engine::classic {

namespace {

using Vector = std::vector<double>;

double dot(const Vector& a, const Vector& b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// Limited-memory BFGS (Nocedal & Wright 2006, algorithm 7.5) with halved steps until the loss falls enough (Armijo).
class Lbfgs {
public:
    /// d = -H g, H the inverse curvature guessed from the last steps
    Vector direction(const Vector& gradient) const
    {
        Vector d = gradient;
        Vector alpha(m_steps.size());
        for (std::size_t i = m_steps.size(); i-- > 0;) {
            alpha[i] = dot(m_steps[i].moved, d) / m_steps[i].curvature;
            addTo(d, m_steps[i].turned, -alpha[i]);
        }
        if (!m_steps.empty()) {
            const auto& last = m_steps.back();
            const double scale = last.curvature / dot(last.turned, last.turned);
            for (auto& value : d)
                value *= scale;
        }
        for (std::size_t i = 0; i < m_steps.size(); ++i)
            addTo(d, m_steps[i].moved, alpha[i] - dot(m_steps[i].turned, d) / m_steps[i].curvature);
        for (auto& value : d)
            value = -value;
        return d;
    }
    void learn(Vector moved, Vector turned)
    {
        const double curvature = dot(moved, turned);
        if (curvature <= 1e-12) return;
        m_steps.push_back({std::move(moved), std::move(turned), curvature});
        if (m_steps.size() > 10) m_steps.pop_front();
    }
    static void addTo(Vector& a, const Vector& b, double factor)
    {
        for (std::size_t i = 0; i < a.size(); ++i)
            a[i] += factor * b[i];
    }

private:
    struct Step {
        Vector moved, turned;
        double curvature = 0;
    };
    std::deque<Step> m_steps;
};

/// Multinomial with an L2 penalty on all but the intercepts: C * sum of log losses + |W|^2 / 2, scikit-learn's objective. liblinear
/// would fit one class against the rest, which is another model.
class LogisticRegression : public Classifier {
public:
    explicit LogisticRegression(const Settings& settings) : m_c(settings.number("C")) {}

    void fit(const LearningData& data, const FitOptions& options) override
    {
        m_classes = data.classes;
        m_columns = data.columns;
        m_weights.assign(m_classes * (m_columns + 1), 0);
        Lbfgs memory;
        Vector gradient;
        double loss = lossAt(data, m_weights, gradient);
        for (int iteration = 0; iteration < kIterations; ++iteration) {
            if (options.stop.stop_requested()) throw Cancelled{};
            if (std::abs(*std::max_element(gradient.begin(), gradient.end(), [](double a, double b) { return std::abs(a) < std::abs(b); })) < kTolerance * m_c) break;
            const auto d = memory.direction(gradient);
            const double slope = dot(d, gradient);
            Vector next, nextGradient;
            double nextLoss = 0;
            bool fell = false;
            for (double step = 1; step > 1e-10 && !fell; step /= 2) {
                next = m_weights;
                Lbfgs::addTo(next, d, step);
                nextLoss = lossAt(data, next, nextGradient);
                fell = nextLoss <= loss + 1e-4 * step * slope;
            }
            if (!fell) break;
            Vector moved = next, turned = nextGradient;
            Lbfgs::addTo(moved, m_weights, -1);
            Lbfgs::addTo(turned, gradient, -1);
            memory.learn(std::move(moved), std::move(turned));
            m_weights = std::move(next);
            gradient = std::move(nextGradient);
            loss = nextLoss;
        }
    }

    std::vector<double> probabilities(std::span<const double> values, std::size_t rows) const override { return shares(values, rows, m_weights); }

    Json state() const override { return {{"weights", packed(m_weights)}}; }
    void restore(const Json& state, std::size_t classes, std::size_t columns) override
    {
        m_classes = classes;
        m_columns = columns;
        m_weights = unpacked<double>(state, "weights", classes * (columns + 1));
    }

private:
    static constexpr int kIterations = 1000;
    static constexpr double kTolerance = 1e-4;   // of the largest slope, for C = 1

    std::vector<double> shares(std::span<const double> values, std::size_t rows, const Vector& weights) const
    {
        std::vector<double> result(rows * m_classes);
        multiply(values.data(), weights.data(), weights.data() + m_columns * m_classes, result.data(), rows, m_columns, m_classes);
        softmaxRows(result, m_classes);
        return result;
    }

    double lossAt(const LearningData& data, const Vector& weights, Vector& gradient) const
    {
        auto differences = shares(data.values, data.rows, weights);
        double loss = 0;
        for (std::size_t r = 0; r < data.rows; ++r) {
            auto& own = differences[r * m_classes + static_cast<std::size_t>(data.labels[r])];
            loss -= m_c * std::log(std::max(own, 1e-300));
            own -= 1;
        }
        for (auto& difference : differences)
            difference *= m_c;
        gradient.assign(weights.size(), 0);
        const auto intercepts = m_columns * m_classes;
        addOuter(data.values.data(), differences.data(), gradient.data(), gradient.data() + intercepts, data.rows, m_columns, m_classes);
        for (std::size_t i = 0; i < intercepts; ++i) {
            loss += weights[i] * weights[i] / 2;
            gradient[i] += weights[i];
        }
        return loss;
    }

    double m_c;
    std::size_t m_columns = 0;
    Vector m_weights;   // [columns + 1, classes], the intercepts last
};

}  // namespace

extern const ModelEntry logistic_regression_entry;
const ModelEntry logistic_regression_entry{
    "logistic-regression", "Logistic regression", "A weight for every feature and class; straight borders with probabilities.", 40,
    {{"C", 10, {0.3, 1, 3, 10, 30}, 1e-6, 1e6, {}, "how little large weights are punished"}, scaleParameter("minmax")},
    [](const Settings& settings) -> std::unique_ptr<Classifier> { return std::make_unique<LogisticRegression>(settings); }};

}  // namespace engine::classic
