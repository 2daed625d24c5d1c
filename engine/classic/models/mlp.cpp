#include <algorithm>
#include <cmath>

#include "engine/classic/classifier.h"
#include "engine/classic/dense_kernels.h"
#include "engine/classic/early_stop.h"
#include "engine/classic/softmax.h"
#include "engine/classic/state.h"
#include "engine/core/random.h"

namespace engine::classic {

namespace {

using Floats = std::vector<float>;

/// What is learnt: [inputs, hidden], [hidden], [hidden, classes], [classes], one after the other.
struct Network {
    std::size_t inputs = 0, hidden = 0, classes = 0;
    Floats numbers;
    std::size_t biasAt() const { return inputs * hidden; }
    std::size_t outAt() const { return biasAt() + hidden; }
    std::size_t outBiasAt() const { return outAt() + hidden * classes; }
    std::size_t size() const { return outBiasAt() + classes; }
};

/// Kingma & Ba 2014, with scikit-learn's step: rate * sqrt(1 - b2^t) / (1 - b1^t).
class Adam {
public:
    Adam(std::size_t size, double rate) : m_rate(rate), m_first(size, 0.0f), m_second(size, 0.0f) {}
    void step(Floats& numbers, const Floats& gradient)
    {
        ++m_t;
        const double rate = m_rate * std::sqrt(1 - std::pow(0.999, m_t)) / (1 - std::pow(0.9, m_t));
        adamStep(numbers.data(), gradient.data(), m_first.data(), m_second.data(), numbers.size(), static_cast<float>(rate));
    }

private:
    double m_rate;
    int m_t = 0;
    Floats m_first, m_second;
};

/// One hidden layer of rectified units, cross entropy with an L2 penalty, Adam on batches of 200: scikit-learn's MLPClassifier. By hand,
/// because folds are learnt side by side on worker threads, where LibTorch may not be used, and without LibTorch there is a table still.
class Perceptron : public Classifier {
public:
    explicit Perceptron(const Settings& settings) : m_settings(settings) {}

    void fit(const LearningData& data, const FitOptions& options) override
    {
        m_classes = data.classes;
        const auto patience = m_settings.count("early_stopping");
        const auto parts = patience > 0 ? keepAside(data, options.seed) : std::nullopt;
        const auto& learn = parts ? parts->learn : data;
        start(data, options.seed);
        const Floats values(learn.values.begin(), learn.values.end());
        Adam adam(m_network.numbers.size(), m_settings.number("rate"));
        EarlyStop watch(options.deciding, patience);
        auto best = m_network;
        double leastLoss = INFINITY;
        std::size_t still = 0;
        const auto epochs = m_settings.count("epochs");
        for (m_epochs = 0; m_epochs < epochs; ++m_epochs) {
            if (options.stop.stop_requested()) throw Cancelled{};
            const double loss = epoch(learn, values, SplitMix({options.seed, 1, m_epochs}).permutation(learn.rows), adam);
            if (parts) {
                const bool over = watch.isOver(m_epochs, parts->judge, probabilities(parts->judge.values, parts->judge.rows));
                if (watch.improvedNow()) best = m_network;
                if (over) break;
                continue;
            }
            still = loss > leastLoss - kTolerance ? still + 1 : 0;
            leastLoss = std::min(leastLoss, loss);
            if (still > kPatience) break;
        }
        if (!parts) return;
        m_network = std::move(best);
        m_epochs = watch.bestRound() + 1;
    }

    std::vector<double> probabilities(std::span<const double> values, std::size_t rows) const override
    {
        const Floats numbers(values.begin(), values.end());
        Floats hidden(rows * m_network.hidden), out(rows * m_classes);
        forward(numbers.data(), rows, hidden, out);
        return {out.begin(), out.end()};
    }

    std::optional<std::size_t> rounds() const override { return m_epochs; }

    Json state() const override { return {{"hidden", m_network.hidden}, {"epochs", m_epochs}, {"numbers", packed(m_network.numbers)}}; }
    void restore(const Json& state, std::size_t classes, std::size_t columns) override
    {
        m_classes = classes;
        m_network = {columns, countOf(state, "hidden", 1, 4096), classes, {}};
        m_epochs = countOf(state, "epochs", 0, 100000);
        m_network.numbers = unpacked<float>(state, "numbers", m_network.size());
    }

private:
    static constexpr std::size_t kBatch = 200, kPatience = 10;
    static constexpr double kTolerance = 1e-4;

    /// Glorot & Bengio 2010, uniform, biases too.
    void start(const LearningData& data, std::uint64_t seed)
    {
        m_network = {data.columns, m_settings.count("hidden"), data.classes, {}};
        m_network.numbers.resize(m_network.size());
        SplitMix dice({seed, 0});
        const auto fill = [&](std::size_t from, std::size_t to, std::size_t in, std::size_t out) {
            const double bound = std::sqrt(6.0 / static_cast<double>(in + out));
            for (std::size_t i = from; i < to; ++i)
                m_network.numbers[i] = static_cast<float>((2 * dice.uniform() - 1) * bound);
        };
        fill(0, m_network.outAt(), m_network.inputs, m_network.hidden);
        fill(m_network.outAt(), m_network.size(), m_network.hidden, m_network.classes);
    }

    void forward(const float* values, std::size_t rows, Floats& hidden, Floats& out) const
    {
        const float* w = m_network.numbers.data();
        multiply(values, w, w + m_network.biasAt(), hidden.data(), rows, m_network.inputs, m_network.hidden);
        for (auto& value : hidden)
            value = std::max(value, 0.0f);
        multiply(hidden.data(), w + m_network.outAt(), w + m_network.outBiasAt(), out.data(), rows, m_network.hidden, m_network.classes);
        softmaxRows(out, m_network.classes);
    }

    /// Mean loss over the batches.
    double epoch(const LearningData& data, const Floats& values, const std::vector<std::size_t>& order, Adam& adam)
    {
        double loss = 0;
        for (std::size_t first = 0; first < data.rows; first += kBatch) {
            const std::size_t count = std::min(kBatch, data.rows - first);
            Floats batch(count * data.columns);
            std::vector<std::size_t> labels(count);
            for (std::size_t i = 0; i < count; ++i) {
                const auto r = order[first + i];
                std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(r * data.columns), data.columns, batch.begin() + static_cast<std::ptrdiff_t>(i * data.columns));
                labels[i] = static_cast<std::size_t>(data.labels[r]);
            }
            loss += learnBatch(batch, labels, adam) * static_cast<double>(count);
        }
        return loss / static_cast<double>(data.rows);
    }

    double learnBatch(const Floats& batch, const std::vector<std::size_t>& labels, Adam& adam)
    {
        const std::size_t rows = labels.size(), hiddenWidth = m_network.hidden, classes = m_network.classes;
        const auto share = 1.0f / static_cast<float>(rows);
        const auto alpha = static_cast<float>(m_settings.number("alpha")) * share;
        Floats hidden(rows * hiddenWidth), out(rows * classes), back(rows * hiddenWidth), gradient(m_network.numbers.size(), 0.0f);
        forward(batch.data(), rows, hidden, out);
        double loss = 0;
        for (std::size_t r = 0; r < rows; ++r) {
            auto& own = out[r * classes + labels[r]];
            loss -= std::log(std::max(static_cast<double>(own), 1e-10)) / static_cast<double>(rows);
            own -= 1;
        }
        for (auto& difference : out)
            difference *= share;
        const float* w = m_network.numbers.data();
        addOuter(hidden.data(), out.data(), gradient.data() + m_network.outAt(), gradient.data() + m_network.outBiasAt(), rows, hiddenWidth, classes);
        multiplyTransposed(out.data(), w + m_network.outAt(), back.data(), rows, classes, hiddenWidth);
        for (std::size_t i = 0; i < back.size(); ++i)
            if (hidden[i] <= 0) back[i] = 0;
        addOuter(batch.data(), back.data(), gradient.data(), gradient.data() + m_network.biasAt(), rows, m_network.inputs, hiddenWidth);
        for (const auto& [from, to] : {std::pair(std::size_t{0}, m_network.biasAt()), std::pair(m_network.outAt(), m_network.outBiasAt())})
            for (std::size_t i = from; i < to; ++i) {
                loss += 0.5 * static_cast<double>(alpha * w[i] * w[i]);
                gradient[i] += alpha * w[i];
            }
        adam.step(m_network.numbers, gradient);
        return loss;
    }

    Settings m_settings;
    Network m_network;
    std::size_t m_epochs = 0;
};

}  // namespace

extern const ModelEntry mlp_entry;
const ModelEntry mlp_entry{
    "mlp", "Perceptron", "A small neural network of one hidden layer.", 300,
    {{"hidden", 100, {64, 128, 256}, 1, 4096, {}, "units of the hidden layer"},
     {"alpha", 0.01, {0.001, 0.1, 1}, 0, 1000, {}, "how much large weights are punished"},
     {"rate", 0.001, {}, 1e-6, 1, {}, "step of learning"},
     {"epochs", 300, {}, 1, 100000, {}, "most times through the rows"},
     {"early_stopping", 0, {}, 0, 1000, {}, "stop after so many epochs without a better deciding metric on a tenth kept aside; 0 = by the training loss"},
     scaleParameter("z-score")},
    [](const Settings& settings) -> std::unique_ptr<Classifier> { return std::make_unique<Perceptron>(settings); }};

}  // namespace engine::classic
