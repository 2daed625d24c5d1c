#pragma once
#include <cstddef>
#include <string>

#include "engine/core/json.h"
#include "engine/neural/model_card.h"
#include "engine/neural/neural_engine.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

/// What "auto" came to in a run's configuration, and the sentence that says why. A resumed run keeps to it.
inline constexpr const char* kPrecisionUsed = "precision_used";
inline constexpr const char* kPrecisionReason = "precision_reason";

/// "float32" or "bf16".
std::string nameOf(neural::Precision precision);

/// Of the parameter "precision": float32, bf16 or auto, which is what kPrecisionUsed says, else float32. Throws Error{InvalidArgument}.
neural::Precision trainingPrecision(const Json& parameters);

/// bf16 must save so much of a step's time, else it is not worth its rounding.
inline constexpr double kLeastSaving = 0.1;
/// By seconds of a step; `reason` says both.
struct PrecisionChoice {
    neural::Precision precision = neural::Precision::Float32;
    std::string reason;
};
PrecisionChoice choosePrecision(double float32Seconds, double bf16Seconds, int batch);

/// Precision "auto" without kPrecisionUsed: times a few steps of the run's own network and batch on the device in both, a few seconds in all,
/// puts the outcome into `config` and says it. Does nothing to any other. What is learned by a seed must not depend on a clock, hence "auto" is
/// no default.
void settlePrecision(Json& config, const neural::ModelCard& card, std::size_t tags, const std::string& deviceId, neural::NeuralEngine& engine,
                     TaskContext& context);

}  // namespace engine::tasks
