#pragma once
#include "engine/models/network.h"
#include "engine/neural/neural_engine.h"

namespace engine::models
{

/// Grad-CAM of the network's map layer for the logit of `tag`: ReLU(sum over channels of weight x map), weight = mean of
/// the derivative by that channel's map (Selvaraju et al. 2017, arXiv 1610.02391). x: [batch, 1, mels, frames]. A
/// network on waveforms has no bands to tell apart: its rows are added up.
neural::Attribution gradCam(Network& network, const torch::Tensor& x, std::int64_t tag);

/// How much the network attends to each step; of stacked layers by neural::attentionRollout(). Of a network that
/// attends to bands as well [batch, rows, steps]: each step's share spread over the rows as its class token looks at
/// them, the mean over the layers, so that the sum over the rows is the step's share again.
neural::Attribution attentionMap(Network& network, const torch::Tensor& x);

}  // namespace engine::models
