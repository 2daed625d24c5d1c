#pragma once
#include <string_view>
#include <vector>

#include "engine/neural/neural_engine.h"

namespace engine::models
{

/// See neural::NeuralEngine.
std::vector<neural::Device> devices();
neural::Device resolveDevice(std::string_view wanted);

}  // namespace engine::models
