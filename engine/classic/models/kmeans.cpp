#include <algorithm>
#include <limits>

#include "engine/classic/classifier.h"
#include "engine/classic/state.h"
#include "engine/embed/kmeans.h"

namespace engine::classic {

namespace {

/// Groups found without labels; a group's answer is the share of each class among its training rows. A floor under the others.
class KMeansMajority : public Classifier {
public:
    explicit KMeansMajority(const Settings& settings) : m_wanted(settings.count("clusters")) {}
    void fit(const LearningData& data, const FitOptions& options) override
    {
        m_classes = data.classes;
        m_columns = data.columns;
        const std::vector<float> values(data.values.begin(), data.values.end());
        embed::Workers workers(1);
        RunControl control(options.stop, {});
        const auto clusters = embed::kMeans({values, data.rows, data.columns}, std::min(m_wanted, data.rows), options.seed, workers, control);
        m_centres = clusters.centres;
        m_shares.assign(m_centres.size() / m_columns * m_classes, 0);
        std::vector<double> sizes(m_centres.size() / m_columns, 0);
        for (std::size_t r = 0; r < data.rows; ++r)
            ++sizes[clusters.of[r]];
        for (std::size_t r = 0; r < data.rows; ++r)
            m_shares[clusters.of[r] * m_classes + static_cast<std::size_t>(data.labels[r])] += 1 / sizes[clusters.of[r]];
    }

    std::vector<double> probabilities(std::span<const double> values, std::size_t rows) const override
    {
        std::vector<double> result;
        for (std::size_t r = 0; r < rows; ++r) {
            const auto share = m_shares.begin() + static_cast<std::ptrdiff_t>(nearest(values.subspan(r * m_columns, m_columns)) * m_classes);
            result.insert(result.end(), share, share + static_cast<std::ptrdiff_t>(m_classes));
        }
        return result;
    }

    Json state() const override { return {{"centres", packed(m_centres)}, {"shares", packed(m_shares)}}; }
    void restore(const Json& state, std::size_t classes, std::size_t columns) override
    {
        m_classes = classes;
        m_columns = columns;
        const auto clusters = packedCount<float>(state, "centres") / columns;
        if (clusters == 0) throwBadState("centres");
        m_centres = unpacked<float>(state, "centres", clusters * columns);
        m_shares = unpacked<double>(state, "shares", clusters * classes);
    }

private:
    std::size_t nearest(std::span<const double> row) const
    {
        std::size_t best = 0;
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t k = 0; k < m_centres.size() / m_columns; ++k) {
            double sum = 0;
            for (std::size_t c = 0; c < m_columns; ++c)
                sum += (row[c] - static_cast<double>(m_centres[k * m_columns + c])) * (row[c] - static_cast<double>(m_centres[k * m_columns + c]));
            if (sum < least) {
                least = sum;
                best = k;
            }
        }
        return best;
    }

    std::size_t m_wanted, m_columns = 0;
    std::vector<float> m_centres;   // [clusters, columns]
    std::vector<double> m_shares;   // [clusters, classes]
};

}  // namespace

extern const ModelEntry kmeans_entry;
const ModelEntry kmeans_entry{
    "kmeans", "k-means baseline", "Groups rows without looking at labels; each group then takes its commonest label.", 10,
    {{"clusters", 10, {10, 20, 40, 80}, 1, 1000, {}, "how many groups"}, scaleParameter("minmax")},
    [](const Settings& settings) -> std::unique_ptr<Classifier> { return std::make_unique<KMeansMajority>(settings); }};

}  // namespace engine::classic
