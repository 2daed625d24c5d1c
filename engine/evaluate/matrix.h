#pragma once
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace engine::evaluate {

/// A view of [rows, columns] values, C order; the owner must outlive it.
template <typename T>
class MatrixView {
public:
    MatrixView(std::span<const T> values, std::size_t rows, std::size_t columns)
        : m_values(values), m_rows(rows), m_columns(columns)
    {
        assert(values.size() == rows * columns);
    }

    std::size_t rows() const { return m_rows; }
    std::size_t columns() const { return m_columns; }
    std::span<const T> values() const { return m_values; }
    std::span<const T> row(std::size_t r) const { return m_values.subspan(r * m_columns, m_columns); }
    T operator()(std::size_t r, std::size_t c) const { return m_values[r * m_columns + c]; }

    std::vector<T> column(std::size_t c) const
    {
        std::vector<T> result(m_rows);
        for (std::size_t r = 0; r < m_rows; ++r)
            result[r] = (*this)(r, c);
        return result;
    }

private:
    std::span<const T> m_values;
    std::size_t m_rows;
    std::size_t m_columns;
};

using Scores = MatrixView<double>;         ///< [tracks, tags], any finite numbers, higher = more likely
using Truth = MatrixView<std::uint8_t>;    ///< [tracks, tags], 0 or 1

}  // namespace engine::evaluate
