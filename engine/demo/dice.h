#pragma once
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <utility>
#include <vector>

#include "engine/core/random.h"

namespace engine::demo {

/// SplitMix64 with the words of a composer. The seeding is its own: demo libraries already made stay as they are.
class Dice {
public:
    /// One independent stream for each list of numbers, e.g. {seed, track, part}.
    explicit Dice(std::initializer_list<std::uint64_t> stream)
    {
        for (const auto number : stream) {
            const auto mixed = (m_state ^ number) * 0x9e3779b97f4a7c15u;
            m_state = mixed + next();
        }
    }

    std::uint64_t next()
    {
        const auto drawn = scattered(m_state);
        m_state += 0x9e3779b97f4a7c15u;
        return drawn;
    }

    /// Even in [0, 1).
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    double between(double low, double high) { return low + (high - low) * unit(); }
    /// Even in [low, high].
    int whole(int low, int high) { return low + static_cast<int>(unit() * (high - low + 1)); }
    bool chance(double probability) { return unit() < probability; }
    /// A bell between -1 and 1: the mean of three even numbers.
    double bell() { return (unit() + unit() + unit()) * 2 / 3 - 1; }

    template <typename T>
    const T& pick(const std::vector<T>& values)
    {
        return values[static_cast<std::size_t>(whole(0, static_cast<int>(values.size()) - 1))];
    }

    template <typename T>
    void shuffle(std::span<T> values)
    {
        for (auto i = values.size(); i > 1; --i)
            std::swap(values[i - 1], values[static_cast<std::size_t>(unit() * static_cast<double>(i))]);
    }

private:
    std::uint64_t m_state = 0x7461676265636821u;
};

}  // namespace engine::demo
