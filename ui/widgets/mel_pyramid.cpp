#include "ui/widgets/mel_pyramid.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace ui::widgets {

void MelPyramid::append(std::span<const float> columns)
{
    assert(m_mels > 0 && columns.size() % m_mels == 0);
    const std::size_t before = frames();
    m_levels.front().insert(m_levels.front().end(), columns.begin(), columns.end());
    std::size_t changed = before;
    for (std::size_t level = 1; m_levels[level - 1].size() > m_mels; ++level) {
        if (m_levels.size() == level) m_levels.emplace_back();
        changed /= 2;
        updateLevel(level, changed);
    }
}

void MelPyramid::updateLevel(std::size_t level, std::size_t firstColumn)
{
    const std::vector<float>& fine = m_levels[level - 1];
    std::vector<float>& coarse = m_levels[level];
    const std::size_t fineColumns = fine.size() / m_mels;
    const std::size_t columns = (fineColumns + 1) / 2;
    coarse.resize(columns * m_mels);
    for (std::size_t c = firstColumn; c < columns; ++c) {
        const float* left = fine.data() + 2 * c * m_mels;
        const float* right = 2 * c + 1 < fineColumns ? left + m_mels : left;
        for (std::size_t band = 0; band < m_mels; ++band) coarse[c * m_mels + band] = std::max(left[band], right[band]);
    }
}

void MelPyramid::columnMaximum(std::size_t first, std::size_t last, std::span<float> result) const
{
    assert(result.size() == m_mels && last > first && last <= frames());
    std::fill(result.begin(), result.end(), -std::numeric_limits<float>::infinity());
    while (first < last) {
        // The largest cell that starts at `first` and does not reach past `last`.
        std::size_t level = 0;
        while (level + 1 < m_levels.size() && first % (std::size_t{2} << level) == 0 && first + (std::size_t{2} << level) <= last) ++level;
        const float* cells = m_levels[level].data() + (first >> level) * m_mels;
        for (std::size_t band = 0; band < m_mels; ++band) result[band] = std::max(result[band], cells[band]);
        first += std::size_t{1} << level;
    }
}

std::pair<float, float> MelPyramid::levelRange(double low, double high) const
{
    const std::size_t cells = frames() * m_mels;
    if (cells == 0) return {-80.0F, 0.0F};
    const std::size_t stride = std::max<std::size_t>(1, cells / 20011);
    std::vector<float> sample;
    for (std::size_t i = 0; i < cells; i += stride) sample.push_back(m_levels.front()[i]);
    std::sort(sample.begin(), sample.end());
    const auto quantile = [&](double share) { return sample[static_cast<std::size_t>(share * static_cast<double>(sample.size() - 1))]; };
    return {quantile(low), quantile(high)};
}

}  // namespace ui::widgets
