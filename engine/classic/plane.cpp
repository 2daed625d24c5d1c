#include "engine/classic/plane.h"

#include <algorithm>

#include "engine/classic/preparation.h"
#include "engine/embed/pca.h"

namespace engine::classic {

namespace {

/// Of all columns together, as a sample's. Centred here: a constant column may come out of the scaling as any other constant.
double wholeVariance(const std::vector<double>& values, std::size_t columns)
{
    const auto rows = values.size() / columns;
    double total = 0;
    for (std::size_t c = 0; c < columns; ++c) {
        double mean = 0, squares = 0;
        for (std::size_t r = 0; r < rows; ++r)
            mean += values[r * columns + c] / static_cast<double>(rows);
        for (std::size_t r = 0; r < rows; ++r)
            squares += (values[r * columns + c] - mean) * (values[r * columns + c] - mean);
        total += squares / static_cast<double>(std::max<std::size_t>(rows, 2) - 1);
    }
    return total;
}

}  // namespace

Plane planeOf(const Table& table)
{
    const auto rows = table.rows(), columns = table.columns.size();
    Preparation preparation;
    preparation.fit(table.values, columns, "z-score");
    const auto scaled = preparation.apply(table.values);
    const std::vector<float> values(scaled.begin(), scaled.end());
    const double total = wholeVariance(scaled, columns);
    embed::Workers workers(1);
    const auto components = std::min<std::size_t>(2, columns);
    const auto found = embed::pca({values, rows, columns}, components, workers);
    Plane plane{std::vector<double>(rows), std::vector<double>(rows), {}};
    for (std::size_t k = 0; k < components; ++k) {
        auto& axis = k == 0 ? plane.x : plane.y;
        for (std::size_t r = 0; r < rows; ++r)
            axis[r] = static_cast<double>(found.projection[r * components + k]);
        plane.share[k] = total > 0 ? found.variance[k] / total : 0;
    }
    return plane;
}

}  // namespace engine::classic
