#pragma once
#include <memory>

#include "app/commands/command.h"
#include "engine/neural/neural_loader.h"

namespace app
{

/// The neural library, opened, with --threads set and --device resolved. A note about the device goes to stderr.
struct NeuralSession {
    std::unique_ptr<engine::neural::NeuralEngine> engine;
    engine::neural::Device device;
};

NeuralSession openNeuralSession(CommandContext& context);

}  // namespace app
