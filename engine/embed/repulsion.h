#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "engine/embed/parallel.h"

namespace engine::embed {

/// A point's coordinates apart, as the vector loops want them.
struct Plane {
    std::vector<float> x;
    std::vector<float> y;

    explicit Plane(std::size_t points = 0) : x(points), y(points) {}
    std::size_t points() const { return x.size(); }
};

/// How the points of a map push each other apart: with w_ij = 1 / (1 + |y_i - y_j|^2),
/// force_i = sum_j w_ij^2 (y_i - y_j) and Z = sum over i != j of w_ij.
class Repulsion {
public:
    virtual ~Repulsion();
    /// Writes the forces, gives Z.
    virtual double compute(const Plane& map, Plane& force, Workers& workers) = 0;
};

/// Every pair, in float32 vectors. Faster than any tree up to some thousand points, and without an error.
std::unique_ptr<Repulsion> exactRepulsion();

/// Interpolation on a regular grid and convolution by FFT: Linderman et al., "Fast interpolation-based t-SNE for improved
/// visualization of single-cell RNA-seq data", 2019. O(points + grid). Two things differ from the paper: the force kernel
/// d / (1 + d^2)^2 itself is convolved with unit charges (one forward and two backward transforms instead of eight, and
/// no difference of large numbers, so float32 suffices), and Z comes from Parseval's theorem without a transform.
/// boxWidth: width of an interpolation box with three nodes a side; smaller is more exact and slower.
std::unique_ptr<Repulsion> fftRepulsion(double boxWidth);

}  // namespace engine::embed
