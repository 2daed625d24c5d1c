#include "engine/store/track_matrix.h"

#include <algorithm>
#include <utility>

#include "engine/core/error.h"

namespace engine::store {

TrackMatrix trackMatrixFrom(SQLite::Statement& row, const Database& database)
{
    std::vector<std::pair<TrackId, std::size_t>> order;
    std::vector<float> values;
    TrackMatrix matrix;
    while (row.executeStep()) {
        const auto vector = numbersFrom<float>(row.getColumn(1));
        if (order.empty()) matrix.width = vector.size();
        if (vector.size() != matrix.width)
            throw Error(ErrorCode::Mismatch, database.file().string(),
                        "rows of " + std::to_string(matrix.width) + " and of " + std::to_string(vector.size()) + " values in one run");
        order.emplace_back(idFrom<TrackId>(row.getColumn(0)), values.size());
        values.insert(values.end(), vector.begin(), vector.end());
    }
    std::sort(order.begin(), order.end());
    matrix.values.resize(values.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        matrix.tracks.push_back(order[i].first);
        std::copy_n(values.data() + order[i].second, matrix.width, matrix.values.data() + i * matrix.width);
    }
    return matrix;
}

}  // namespace engine::store
