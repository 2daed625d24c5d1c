#include "engine/classic/plane.h"

#include <algorithm>
#include <cmath>

#include "engine/classic/preparation.h"
#include "engine/embed/pca.h"

namespace engine::classic {

namespace {

/// The columns that vary: a constant one adds no direction, and principal components want data of full rank.
std::vector<std::size_t> varyingColumns(const Table& table)
{
    std::vector<std::size_t> varying;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        double first = NAN;
        for (std::size_t r = 0; r < table.rows(); ++r) {
            const double value = table.value(r, c);
            if (std::isnan(value) || value == first) continue;
            if (!std::isnan(first)) {
                varying.push_back(c);
                break;
            }
            first = value;
        }
    }
    return varying;
}

}  // namespace

Plane planeOf(const Table& table)
{
    const auto varying = varyingColumns(table);
    const auto rows = table.rows(), columns = varying.size();
    Plane plane{std::vector<double>(rows), std::vector<double>(rows), {}};
    if (varying.empty()) return plane;
    std::vector<double> chosen;
    for (std::size_t r = 0; r < rows; ++r)
        for (const auto c : varying)
            chosen.push_back(table.value(r, c));
    Preparation preparation;
    preparation.fit(chosen, columns, "z-score");
    const auto scaled = preparation.apply(chosen);
    const std::vector<float> values(scaled.begin(), scaled.end());
    embed::Workers workers(1);
    const auto components = std::min<std::size_t>(2, columns);
    const auto found = embed::pca({values, rows, columns}, components, workers);
    // Each column has the population's variance 1; the components' are those of a sample.
    const double total = static_cast<double>(columns * rows) / static_cast<double>(std::max<std::size_t>(rows, 2) - 1);
    for (std::size_t k = 0; k < components; ++k) {
        auto& axis = k == 0 ? plane.x : plane.y;
        for (std::size_t r = 0; r < rows; ++r)
            axis[r] = static_cast<double>(found.projection[r * components + k]);
        plane.share[k] = found.variance[k] / total;
    }
    return plane;
}

}  // namespace engine::classic
