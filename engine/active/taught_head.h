#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/run_control.h"

namespace engine::active
{

/// A linear layer: logits = weights x + bias.
struct Head {
    std::size_t tags = 0, width = 0;
    std::vector<double> weights;  ///< [tags, width]
    std::vector<double> bias;     ///< [tags]
};

/// What vectors look like where nothing is known of their labels. A head learns on (v - mean) / scale, whose squared length is 1
/// in the mean, so that one penalty suits every network.
struct Standard {
    std::vector<double> mean, scale;  ///< [width]; a number that never changes has scale infinity: it says nothing
};
/// vectors: [rows, width], 1 row or more. Throws Error{NonFinite, Mismatch}.
Standard standardOf(std::span<const float> vectors, std::size_t width);
/// [rows, width] in place.
void standardise(std::span<float> vectors, const Standard& standard);

/// A head on vectors as they are, as the same head on standardised ones, and back. Columns without scale are lost to the bias.
Head standardised(const Head& head, const Standard& standard);
Head plain(const Head& head, const Standard& standard);

inline constexpr std::int8_t kYes = 1, kNo = 0, kUnknown = -1;

struct TeachConfig {
    double penalty = 0.1;    ///< lambda below
    int mostSteps = 60;      ///< of Newton
    double tolerance = 1e-6; ///< of the gradient's length
};

/// What the prior was learned from. Its own probabilities there are targets beside the answers, so that some new labels do not drown what many
/// old ones taught (learning without forgetting: Li, Hoiem 2016, arXiv 1606.09282).
struct Memory {
    std::span<const float> x = {};   ///< [rows, width]; empty = none
    std::vector<bool> knows = {};    ///< [tags] whether the prior has learned the tag; not read without rows
};

/// Logistic regression, a tag at a time, that stays near what was known before:
///     minimise sum over rows of log(1 + exp(z)) - t z + lambda / 2 (|w - w0|^2 + (b - b0)^2),  z = w x + b,
/// t being 1, 0 or, of the memory, what the prior says, with (w0, b0) the prior (the network's own last layer, or zeros): the L2-SP penalty of Li,
/// Grandvalet, Davoine 2018 (arXiv 1802.01483), and the Bayesian reading of learning from few examples. It has one minimum, so the result depends on the
/// labels alone, not on their order nor on how often it was taught: taking a label back takes back all it did.
/// x: [rows, width]; answers: [rows, tags] kYes, kNo or kUnknown; `start` (same shape as prior) only saves time. Truncated Newton: conjugate
/// gradients inside, halving steps until the loss falls. Throws Error{Mismatch, NonFinite, InvalidArgument}, Cancelled.
Head teach(const Head& prior, const Head& start, std::span<const float> x, std::span<const std::int8_t> answers, const TeachConfig& config, RunControl& control,
           const Memory& memory = {});

/// Sigmoid of the logits, [rows, tags]. Throws Error{Mismatch}.
std::vector<float> probabilities(const Head& head, std::span<const float> x);

}  // namespace engine::active
