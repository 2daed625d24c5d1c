#include "engine/classic/plane.h"

#include <algorithm>

#include "engine/classic/preparation.h"
#include "engine/embed/pca.h"

namespace engine::classic {

Plane planeOf(const Table& table)
{
    const auto rows = table.rows(), columns = table.columns.size();
    Preparation preparation;
    preparation.fit(table.values, columns, "z-score");
    const auto scaled = preparation.apply(table.values);
    const std::vector<float> values(scaled.begin(), scaled.end());
    // Scaled by the population's variance, each column that varies has 1; the components' are those of a sample.
    double total = 0;
    for (const double value : scaled)
        total += value * value;
    total /= static_cast<double>(std::max<std::size_t>(rows, 2) - 1);
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
