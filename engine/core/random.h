#pragma once
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <numeric>
#include <utility>
#include <vector>

namespace engine {

/// SplitMix64 (Steele, Lea, Flood 2014): small, the same on every platform, and a state is any number, so that "item i of
/// epoch e" can have its own stream. std's distributions are not used: their results differ between libraries.
class SplitMix {
public:
    explicit SplitMix(std::uint64_t state) : m_state(state) {}
    /// One stream per tuple of numbers.
    explicit SplitMix(std::initializer_list<std::uint64_t> parts) : m_state(0x9e3779b97f4a7c15u)
    {
        for (const auto part : parts)
            m_state = next() ^ part;
    }

    std::uint64_t next()
    {
        auto z = (m_state += 0x9e3779b97f4a7c15u);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    /// Uniform in [0, 1).
    double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    /// Uniform in [0, count); the bias of the multiplication is below count / 2^53.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(uniform() * static_cast<double>(count)); }

    /// A random order of 0 .. count-1 (Fisher-Yates).
    std::vector<std::size_t> permutation(std::size_t count)
    {
        std::vector<std::size_t> order(count);
        std::iota(order.begin(), order.end(), std::size_t{0});
        for (std::size_t i = count; i > 1; --i)
            std::swap(order[i - 1], order[below(i)]);
        return order;
    }

private:
    std::uint64_t m_state;
};

/// A bijection that scatters neighbouring numbers: every bit of `x` reaches every bit of the result.
inline std::uint64_t scattered(std::uint64_t x)
{
    return SplitMix(x).next();
}

}  // namespace engine
