#include <algorithm>
#include <cmath>

#include "engine/classic/classifier.h"
#include "engine/classic/state.h"

namespace engine::classic {

namespace {

/// Euclidean, every neighbour counts alike, every pair compared: tables of hand-made features are small. Nearest first, ties by row.
class NearestNeighbours : public Classifier {
public:
    explicit NearestNeighbours(const Settings& settings) : m_wanted(settings.count("k")), m_byDistance(settings.word("weights") == "distance") {}
    void fit(const LearningData& data, const FitOptions&) override
    {
        m_classes = data.classes;
        m_data = data;
    }

    std::vector<double> probabilities(std::span<const double> values, std::size_t rows) const override
    {
        const std::size_t k = std::min(m_wanted, m_data.rows), columns = m_data.columns;
        std::vector<double> shares(rows * m_classes, 0);
        std::vector<std::pair<double, std::size_t>> near(m_data.rows);
        for (std::size_t r = 0; r < rows; ++r) {
            for (std::size_t t = 0; t < m_data.rows; ++t) {
                double sum = 0;
                for (std::size_t c = 0; c < columns; ++c) {
                    const double distance = values[r * columns + c] - m_data.values[t * columns + c];
                    sum += distance * distance;
                }
                near[t] = {sum, t};
            }
            std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(k), near.end());
            addVotes(std::span(near).first(k), std::span(shares).subspan(r * m_classes, m_classes));
        }
        return shares;
    }

    Json state() const override { return {{"values", packed(m_data.values)}, {"labels", packed(m_data.labels)}}; }
    void restore(const Json& state, std::size_t classes, std::size_t columns) override
    {
        m_classes = classes;
        m_data = {};
        m_data.columns = columns;
        m_data.classes = classes;
        m_data.rows = packedCount<int>(state, "labels");
        if (m_data.rows == 0) throwBadState("labels");
        m_data.labels = unpacked<int>(state, "labels", m_data.rows);
        m_data.values = unpacked<double>(state, "values", m_data.rows * columns);
        for (const int label : m_data.labels)
            if (label < 0 || static_cast<std::size_t>(label) >= classes) throwBadState("labels");
    }

private:
    void addVotes(std::span<const std::pair<double, std::size_t>> near, std::span<double> shares) const
    {
        const bool exact = m_byDistance && near.front().first == 0;   // rows that are there already decide alone
        double sum = 0;
        for (const auto& [squared, row] : near) {
            const double weight = !m_byDistance ? 1 : exact ? (squared == 0 ? 1 : 0) : 1 / std::sqrt(squared);
            shares[static_cast<std::size_t>(m_data.labels[row])] += weight;
            sum += weight;
        }
        for (auto& share : shares)
            share /= sum;
    }

    std::size_t m_wanted;
    bool m_byDistance;
    LearningData m_data;
};

}  // namespace

extern const ModelEntry knn_entry;
const ModelEntry knn_entry{
    "knn", "k nearest neighbours", "The class most of the nearest rows have.", 2,
    {{"k", 5, {1, 3, 5, 7, 11}, 1, 1000, {}, "how many neighbours"},
     {"weights", "uniform", {"uniform", "distance"}, 0, 0, {"uniform", "distance"}, "near ones may count more"},
     scaleParameter("minmax")},
    [](const Settings& settings) -> std::unique_ptr<Classifier> { return std::make_unique<NearestNeighbours>(settings); }};

}  // namespace engine::classic
