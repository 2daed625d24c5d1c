#pragma once
#include <vector>

#include "engine/classic/table.h"
#include "engine/core/run_control.h"

namespace engine::classic {

/// Pearson's r of every pair of columns, over the rows in which both are there; [columns, columns], symmetric, 1 on the diagonal. NaN where
/// a column does not vary in these rows. Throws Cancelled.
std::vector<double> correlations(const Table& table, RunControl& control);

}  // namespace engine::classic
