#pragma once
#include "engine/tasks/encoder_features.h"
#include "tests/engine/tasks/training_fixture.h"

/// A codified model small enough for seconds: 2 kHz, 16 codes of 16 samples, three layers.
inline engine::Json calmWish()
{
    return {{"size", "toy"}, {"rate", 2000}, {"stages", 4}, {"codes", 16}, {"code_width", 8}, {"channels", 16}, {"width", 32}, {"layers", 3}, {"heads", 2}, {"context", 64},
            {"code_rounds", 2}, {"language_rounds", 1}, {"steps", 15}, {"batch", 4}, {"seed", 3}};
}

inline engine::tasks::FeatureTable calmFeatures(TrainingFixture& bench, const std::string& encoder, bool stepwise)
{
    engine::RunControl control;
    engine::tasks::TaskContext context{*bench.workspace, control, 1, "cpu", {}, {}};
    return engine::tasks::encoderFeatures(encoder, bench.tracks, stepwise, 0, "cpu", context);
}
