#include "engine/tasks/training_precision.h"

#include <cstdio>
#include <filesystem>

#include "engine/core/error.h"
#include "engine/tasks/ensemble_plan.h"
#include "engine/tasks/learning_pace.h"
#include "engine/tasks/train_setup.h"

namespace engine::tasks {

namespace {

/// Of all networks of a training together.
double secondsOf(neural::Precision precision, const Json& config, const neural::ModelCard& card, neural::TrainConfig train, neural::NeuralEngine& engine, TaskContext& context)
{
    auto members = isEnsemble(card) ? ensembleMembers(card) : std::vector<EnsembleMember>{{card.id, card.frames, 1}};
    train.precision = precision;
    train.epochs = 1;
    train.checkpointFolder = context.workspace.cacheFolder() / ("precision-" + std::to_string(value(context.job)));
    double seconds = 0;
    for (const auto& member : members) {
        train.arch = member.arch;
        NoiseWindows noise(card.mels, member.samples, static_cast<std::size_t>(batchOf(config)) * static_cast<std::size_t>(member.share), train.tagCount);
        seconds += secondsPerStep(engine, train, noise, context.control,
                                  [&](int done, int total) { context.control.step("measuring " + nameOf(precision), done, total); });
    }
    std::error_code ignored;
    std::filesystem::remove_all(train.checkpointFolder, ignored);
    return seconds;
}

PrecisionChoice measuredChoice(const Json& config, const neural::ModelCard& card, const neural::TrainConfig& train, neural::NeuralEngine& engine, TaskContext& context)
{
    try {
        const double low = secondsOf(neural::Precision::Bfloat16, config, card, train, engine, context);
        return choosePrecision(secondsOf(neural::Precision::Float32, config, card, train, engine, context), low, batchOf(config));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Unsupported) throw;
        return {neural::Precision::Float32, error.what()};
    }
}

}  // namespace

std::string nameOf(neural::Precision precision)
{
    return precision == neural::Precision::Bfloat16 ? "bf16" : "float32";
}

neural::Precision trainingPrecision(const Json& parameters)
{
    auto name = parameters.value("precision", std::string("float32"));
    if (name == "auto") name = parameters.value(kPrecisionUsed, std::string("float32"));
    if (name == "float32") return neural::Precision::Float32;
    if (name == "bf16") return neural::Precision::Bfloat16;
    throw Error(ErrorCode::InvalidArgument, "precision", "float32, bf16 or auto is wanted, found " + name);
}

PrecisionChoice choosePrecision(double float32Seconds, double bf16Seconds, int batch)
{
    char reason[120];
    std::snprintf(reason, sizeof reason, "a step of %d windows took %.3g s in float32, %.3g s in bf16", batch, float32Seconds, bf16Seconds);
    const bool faster = bf16Seconds > 0 && bf16Seconds < (1 - kLeastSaving) * float32Seconds;
    return {faster ? neural::Precision::Bfloat16 : neural::Precision::Float32, reason};
}

void settlePrecision(Json& config, const neural::ModelCard& card, std::size_t tags, const std::string& deviceId, neural::NeuralEngine& engine, TaskContext& context)
{
    if (config.value("precision", std::string()) != "auto" || config.contains(kPrecisionUsed)) return;
    const auto choice = measuredChoice(config, card, trainConfigOf(config, card, tags, deviceId), engine, context);
    config[kPrecisionUsed] = nameOf(choice.precision);
    config[kPrecisionReason] = choice.reason;
    context.say("learning in " + nameOf(choice.precision) + ": " + choice.reason);
}

}  // namespace engine::tasks
