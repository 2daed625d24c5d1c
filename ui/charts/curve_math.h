#pragma once
#include <vector>

namespace ui {

/// Exponential moving average without the bias of its beginning: value i is the mean of values 0..i, value k with weight `weight`^(i-k), as
/// TensorBoard draws it. weight in [0, 1); 0 = the values themselves. Undefined values (NaN) stay undefined and weigh nothing.
std::vector<double> smoothed(const std::vector<double>& values, double weight);

/// Marks for a logarithmic axis from `low` to `high` (both above 0), ascending: powers of ten, with 2 and 5 between them where that gives too
/// few, else even steps. At least two for any range wider than a thousandth.
std::vector<double> logMarks(double low, double high);

/// Marks for a linear axis: multiples of 1, 2 or 5 times a power of ten inside the range, about `wanted` of them.
std::vector<double> linearMarks(double low, double high, int wanted = 5);

}  // namespace ui
