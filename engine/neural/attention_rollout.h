#pragma once
#include <span>
#include <vector>

#include "engine/neural/neural_engine.h"

namespace engine::neural
{

/// How much of each step of the input reaches each step of the output through stacked self-attention (Abnar, Zuidema
/// 2020, arXiv 2005.00928): R_0 = I, R_l = rows of (0.5 mean over heads of A_l + 0.5 I), made to sum to 1, times R_(l-1).
/// layers: [batch, heads, steps, steps] each, the first one first; result [batch, steps, steps]. Throws Error{Mismatch}
/// for shapes that do not agree.
Activation attentionRollout(std::span<const Activation> layers);

/// The first row of each matrix without its first column: what the class token in front owes to each step. [batch,
/// steps - 1]
std::vector<float> stepsOfClassToken(const Activation& rollout);

}  // namespace engine::neural
