#pragma once
#include <filesystem>
#include <memory>

#include "engine/neural/neural_engine.h"

namespace engine::neural
{

/// <engine library's folder>/libtagbench_neural.so
std::filesystem::path neuralLibraryPath();

/// Whether it was linked to a LibTorch with CUDA; asked without opening it. False if it is not there.
bool neuralLibraryUsesCuda(const std::filesystem::path& library = neuralLibraryPath());

/// Opens the neural library (0.3 s warm, over 1 s cold: never on the GUI thread) and makes its engine. The library
/// stays open until the program ends. Throws Error{Device} with the path when it is missing, cannot be linked or is of
/// another version; everything that needs no network goes on without it.
std::unique_ptr<NeuralEngine> openNeuralEngine(const std::filesystem::path& library = neuralLibraryPath());

}  // namespace engine::neural
