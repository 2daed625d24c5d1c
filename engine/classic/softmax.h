#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <type_traits>

namespace engine::classic {

/// Each row of [rows, classes] log-odds made into probabilities.
template <typename Values>
void softmaxRows(Values& values, std::size_t classes)
{
    using Number = std::remove_cvref_t<decltype(*values.begin())>;
    for (std::size_t begin = 0; begin < values.size(); begin += classes) {
        const auto row = std::span(values).subspan(begin, classes);
        const Number most = *std::max_element(row.begin(), row.end());
        Number sum = 0;
        for (auto& value : row)
            sum += value = std::exp(value - most);
        for (auto& value : row)
            value /= sum;
    }
}

}  // namespace engine::classic
