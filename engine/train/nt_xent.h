#pragma once
#include <torch/torch.h>

namespace engine::train
{

/// Normalised temperature-scaled cross-entropy (Chen et al. 2020): first, second [pairs, width] -> mean over the 2 x
/// pairs rows z of -log(exp(s(z, partner)) / sum over all others of exp(s)), s = cosine / temperature. Scaling a row by
/// a positive number changes nothing.
torch::Tensor ntXent(const torch::Tensor& first, const torch::Tensor& second, double temperature);

/// How well a batch of projections is told apart.
struct Contrast {
    double positiveCosine = 0;  ///< mean cosine of partners
    double spread = 0;          ///< deviation of each number of a unit vector over the rows, times sqrt(width): 1 = even
                                ///< over the sphere, 0 = all in one point
};
Contrast contrastOf(const torch::Tensor& first, const torch::Tensor& second);

}  // namespace engine::train
