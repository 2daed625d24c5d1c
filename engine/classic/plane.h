#pragma once
#include <array>
#include <vector>

#include "engine/classic/table.h"

namespace engine::classic {

/// The rows of a table on a plane.
struct Plane {
    std::vector<double> x, y;          ///< [rows]
    std::array<double, 2> share{};     ///< of all variance that lies along x and along y, 0..1
};

/// The first two principal components of the z-scored columns; a missing value counts as the median of its column. A table of one column
/// lies on a line.
Plane planeOf(const Table& table);

}  // namespace engine::classic
