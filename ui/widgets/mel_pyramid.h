#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace ui::widgets {

/// A melgram that may still grow, with levels summed up by maximum, so that a whole hour is drawn from few cells.
///
/// Level k holds ceil(frames / 2^k) columns of `mels` values, column after column.
class MelPyramid {
public:
    MelPyramid() = default;
    /// Room is made for `frames`, so that growing copies nothing; there may come more or fewer.
    explicit MelPyramid(std::size_t mels, std::size_t frames = 0) : m_mels(mels), m_levels(1) { m_levels.front().reserve(mels * frames); }

    /// columns: [frames, mels] row-major, dB.
    void append(std::span<const float> columns);

    std::size_t mels() const { return m_mels; }
    std::size_t frames() const { return m_mels > 0 ? m_levels.front().size() / m_mels : 0; }
    float at(std::size_t band, std::size_t frame) const { return m_levels.front()[frame * m_mels + band]; }
    /// result: [mels], the greatest of frames [first, last), last > first; only whole cells of a level are used where possible.
    void columnMaximum(std::size_t first, std::size_t last, std::span<float> result) const;
    /// Levels that `low` and `high` parts of the cells (0 .. 1) stay below, from a sample of the cells.
    std::pair<float, float> levelRange(double low, double high) const;

private:
    void updateLevel(std::size_t level, std::size_t firstColumn);

    std::size_t m_mels = 0;
    std::vector<std::vector<float>> m_levels;
};

}  // namespace ui::widgets
