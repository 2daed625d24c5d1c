#include "engine/classic/early_stop.h"

#include <algorithm>

#include "engine/core/random.h"

namespace engine::classic {

std::optional<KeptAside> keepAside(const LearningData& data, std::uint64_t seed)
{
    std::vector<std::size_t> left(data.classes, 0);
    for (const int label : data.labels)
        ++left[static_cast<std::size_t>(label)];
    if (*std::min_element(left.begin(), left.end()) < 10) return {};
    for (auto& count : left)
        count /= 10;
    KeptAside parts;
    for (auto* part : {&parts.learn, &parts.judge}) {
        part->columns = data.columns;
        part->classes = data.classes;
        part->names = data.names;
    }
    for (const auto r : SplitMix({seed, 0x61736964}).permutation(data.rows)) {
        auto& rest = left[static_cast<std::size_t>(data.labels[r])];
        auto& part = rest > 0 ? parts.judge : parts.learn;
        if (rest > 0) --rest;
        part.values.insert(part.values.end(), data.row(r).begin(), data.row(r).end());
        part.labels.push_back(data.labels[r]);
        ++part.rows;
    }
    return parts;
}

bool EarlyStop::isOver(std::size_t round, const LearningData& judge, std::span<const double> probabilities)
{
    std::vector<int> predicted;
    for (std::size_t r = 0; r < judge.rows; ++r) {
        const auto row = probabilities.subspan(r * judge.classes, judge.classes);
        predicted.push_back(static_cast<int>(std::max_element(row.begin(), row.end()) - row.begin()));
    }
    const bool needsOrder = m_deciding == Metric::MacroAuc;
    const auto scores = scoresOf(judge.labels, predicted, needsOrder ? probabilities : std::span<const double>{}, judge.classes);
    m_improved = scores.value(m_deciding) > m_value;
    if (m_improved) {
        m_value = scores.value(m_deciding);
        m_best = round;
    }
    return round >= m_best + m_patience;
}

}  // namespace engine::classic
