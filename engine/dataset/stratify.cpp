#include "engine/dataset/stratify.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace engine::dataset {

namespace {

constexpr double kTie = 1e-9;

class Stratifier {
public:
    Stratifier(std::span<const SplitUnit> units, std::size_t tags, std::span<const double> ratios)
        : m_units(units), m_carriers(tags), m_left(tags, 0.0), m_wanted(ratios.size()), m_wantedOfTag(ratios.size()), m_part(units.size(), -1)
    {
        m_order.resize(units.size());
        std::iota(m_order.begin(), m_order.end(), std::size_t{0});
        // A large group placed late would find no room anywhere.
        std::stable_sort(m_order.begin(), m_order.end(), [&](auto a, auto b) { return units[a].tracks > units[b].tracks; });
        double tracks = 0;
        for (const auto unit : m_order) {
            tracks += units[unit].tracks;
            for (const auto& [tag, count] : units[unit].tags) {
                m_carriers[tag].push_back(unit);
                m_left[tag] += count;
            }
        }
        for (std::size_t part = 0; part < ratios.size(); ++part) {
            m_wanted[part] = ratios[part] * tracks;
            m_wantedOfTag[part] = m_left;
            for (double& wanted : m_wantedOfTag[part])
                wanted *= ratios[part];
        }
    }

    std::vector<int> run()
    {
        while (const auto tag = rarestTag()) {
            for (const auto unit : m_carriers[*tag])
                if (m_part[unit] < 0) place(unit, partLacking(*tag));
            m_left[*tag] = 0;   // sums of doubles need not end at exactly 0
        }
        for (const auto unit : m_order)
            if (m_part[unit] < 0) place(unit, partLacking({}));
        return std::move(m_part);
    }

private:
    std::optional<std::size_t> rarestTag() const
    {
        std::optional<std::size_t> rarest;
        for (std::size_t tag = 0; tag < m_left.size(); ++tag)
            if (m_left[tag] > kTie && (!rarest || m_left[tag] < m_left[*rarest] - kTie)) rarest = tag;
        return rarest;
    }

    std::size_t partLacking(std::optional<std::size_t> tag) const
    {
        std::size_t best = 0;
        for (std::size_t part = 1; part < m_wanted.size(); ++part) {
            const double ofTag = tag ? m_wantedOfTag[part][*tag] - m_wantedOfTag[best][*tag] : 0;
            if (ofTag > kTie || (std::abs(ofTag) <= kTie && m_wanted[part] > m_wanted[best] + kTie)) best = part;
        }
        return best;
    }

    void place(std::size_t unit, std::size_t part)
    {
        m_part[unit] = static_cast<int>(part);
        m_wanted[part] -= m_units[unit].tracks;
        for (const auto& [tag, count] : m_units[unit].tags) {
            m_wantedOfTag[part][tag] -= count;
            m_left[tag] -= count;
        }
    }

    std::span<const SplitUnit> m_units;
    std::vector<std::size_t> m_order;                   // larger units first
    std::vector<std::vector<std::size_t>> m_carriers;   // [tags] units, in m_order
    std::vector<double> m_left;                         // [tags] tracks not placed yet
    std::vector<double> m_wanted;                       // [parts] tracks still wanted
    std::vector<std::vector<double>> m_wantedOfTag;     // [parts][tags]
    std::vector<int> m_part;                            // [units], -1 = not placed yet
};

double odds(double positives, double tracks)
{
    return positives < tracks ? positives / (tracks - positives) : tracks;
}

}  // namespace

std::vector<int> iterativeStratification(std::span<const SplitUnit> units, std::size_t tags, std::span<const double> ratios)
{
    return Stratifier(units, tags, ratios).run();
}

SplitQuality splitQuality(std::span<const SplitUnit> units, std::size_t tags, std::span<const double> ratios, std::span<const int> parts)
{
    SplitQuality quality;
    quality.sizes.assign(ratios.size(), 0);
    quality.positives.assign(ratios.size(), std::vector<double>(tags, 0));
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        const auto part = static_cast<std::size_t>(parts[unit]);
        quality.sizes[part] += units[unit].tracks;
        for (const auto& [tag, count] : units[unit].tags)
            quality.positives[part][tag] += count;
    }
    const double all = std::accumulate(quality.sizes.begin(), quality.sizes.end(), 0.0);
    const auto partCount = static_cast<double>(ratios.size());
    for (std::size_t part = 0; part < ratios.size(); ++part)
        quality.exampleDistribution += std::abs(quality.sizes[part] - ratios[part] * all) / partCount;
    for (std::size_t tag = 0; tag < tags; ++tag) {
        double positives = 0;
        for (const auto& ofPart : quality.positives)
            positives += ofPart[tag];
        for (std::size_t part = 0; part < ratios.size(); ++part) {
            const double here = quality.positives[part][tag];
            const double distance = std::abs(odds(here, quality.sizes[part]) - odds(positives, all));
            quality.labelDistribution += distance / partCount / static_cast<double>(tags);
            quality.tagsMissing += here > 0 ? 0 : 1;
        }
    }
    return quality;
}

}  // namespace engine::dataset
