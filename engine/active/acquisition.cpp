#include "engine/active/acquisition.h"

#include <cmath>

#include "engine/core/error.h"

namespace engine::active
{

namespace
{

/// p log2 p is 0 at p = 0, its limit.
double bitsOf(double p)
{
    return p > 0 ? -p * std::log2(p) : 0;
}

double unsureOf(double p, Uncertainty measure)
{
    return measure == Uncertainty::Entropy ? bitsOf(p) + bitsOf(1 - p) : 1 - std::abs(2 * p - 1);
}

}  // namespace

std::vector<float> uncertaintyOf(std::span<const float> probabilities, std::size_t tags, Uncertainty measure)
{
    if (tags == 0 || probabilities.size() % tags != 0)
        throw Error(ErrorCode::Mismatch, "probabilities", "are not rows of " + std::to_string(tags) + " tags");
    std::vector<float> unsure(probabilities.size() / tags);
    for (std::size_t row = 0; row < unsure.size(); ++row) {
        double sum = 0;
        for (std::size_t tag = 0; tag < tags; ++tag) {
            const double p = static_cast<double>(probabilities[row * tags + tag]);
            if (!(p >= 0) || p > 1) throw Error(ErrorCode::NonFinite, "probabilities", "holds a value that is no probability");
            sum += unsureOf(p, measure);
        }
        unsure[row] = static_cast<float>(sum / static_cast<double>(tags));
    }
    return unsure;
}

}  // namespace engine::active
