#pragma once
#include <QtTest>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <vector>

#include "engine/core/json.h"

inline std::filesystem::path metricGoldens()
{
    const char* set = std::getenv("TAGBENCH_REFERENCE");
    const auto root = set != nullptr ? std::filesystem::path(set) : std::filesystem::path(TAGBENCH_SOURCE_DIR).parent_path() / "shared" / "reference";
    return root / "tags" / "golden" / "metric_learning";
}

inline engine::Json metricGolden(const char* name)
{
    std::ifstream file(metricGoldens() / name);
    return engine::Json::parse(file);
}

/// A list of lists of numbers, row by row.
template <typename Number>
std::vector<Number> flatRows(const engine::Json& rows)
{
    std::vector<Number> values;
    for (const auto& row : rows)
        for (const auto& number : row)
            values.push_back(static_cast<Number>(number.get<double>()));
    return values;
}

#define SKIP_WITHOUT_METRIC_GOLDENS() \
    if (!std::filesystem::exists(metricGoldens() / "triplet_loss.json")) QSKIP("no reference data of metric learning")
