#include "engine/dataset/jaro_winkler.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace engine::dataset {

namespace {

/// Which characters of a text have been matched; tags are short, so that the stack nearly always suffices.
class Marks {
public:
    explicit Marks(std::size_t size)
    {
        if (size > m_few.size()) m_many.assign(size, 0);
        m_marks = m_many.empty() ? m_few.data() : m_many.data();
        std::fill_n(m_marks, size, std::uint8_t{0});
    }
    std::uint8_t& operator[](std::size_t i) { return m_marks[i]; }

private:
    std::array<std::uint8_t, 64> m_few;
    std::vector<std::uint8_t> m_many;
    std::uint8_t* m_marks = nullptr;
};

}  // namespace

double jaro(std::u32string_view a, std::u32string_view b)
{
    if (a == b) return 1;
    if (a.size() > b.size()) std::swap(a, b);   // the shorter one is scanned
    if (a.empty()) return 0;
    const std::size_t half = b.size() / 2;
    const std::size_t window = half > 0 ? half - 1 : 0;
    Marks inA(a.size()), inB(b.size());
    std::size_t matches = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::size_t last = std::min(i + window + 1, b.size());
        for (std::size_t j = i > window ? i - window : 0; j < last; ++j)
            if (inB[j] == 0 && a[i] == b[j]) {
                inA[i] = inB[j] = 1;
                ++matches;
                break;
            }
    }
    if (matches == 0) return 0;
    std::size_t outOfOrder = 0;
    for (std::size_t i = 0, j = 0; i < a.size(); ++i) {
        if (inA[i] == 0) continue;
        while (inB[j] == 0)
            ++j;
        outOfOrder += a[i] != b[j++] ? 1 : 0;
    }
    const auto m = static_cast<double>(matches);
    return (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) + (m - static_cast<double>(outOfOrder / 2)) / m) / 3;
}

double jaroWinkler(std::u32string_view a, std::u32string_view b, WinklerForm form)
{
    constexpr double kBoostAbove = 0.7;
    constexpr std::size_t kLongestPrefix = 4;
    const double similarity = jaro(a, b);
    if (similarity <= kBoostAbove) return similarity;
    std::size_t prefix = 0;
    while (prefix < std::min(a.size(), b.size()) && a[prefix] == b[prefix])
        ++prefix;
    if (form == WinklerForm::Standard)
        return similarity + static_cast<double>(std::min(prefix, kLongestPrefix)) * 0.1 * (1 - similarity);
    const double weight = std::min(0.1, 1.0 / static_cast<double>(std::max(a.size(), b.size())));
    return similarity + static_cast<double>(prefix) * weight * (1 - similarity);
}

}  // namespace engine::dataset
