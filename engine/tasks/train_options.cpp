#include "engine/tasks/train_options.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/tasks/training_precision.h"

namespace engine::tasks {

namespace {

/// A number of the parameters, or what holds without it.
double number(const Json& parameters, const char* name, double low, double high)
{
    const auto& value = parameters.contains(name) ? parameters[name] : trainOptionDefaults()[name];
    if (!value.is_number() || !(value.get<double>() >= low && value.get<double>() <= high))
        throw Error(ErrorCode::InvalidArgument, name, "a number from " + Json(low).dump() + " to " + Json(high).dump() + " is wanted, found " + value.dump());
    return value.get<double>();
}

int whole(const Json& parameters, const char* name, int low, int high)
{
    return static_cast<int>(number(parameters, name, low, high));
}

neural::Schedule scheduleOf(const std::string& name)
{
    if (name == "constant") return neural::Schedule::Constant;
    if (name == "cosine") return neural::Schedule::Cosine;
    if (name == "staged") return neural::Schedule::Staged;
    throw Error(ErrorCode::InvalidArgument, "schedule", "constant, cosine or staged is wanted, found " + name);
}

neural::Optimiser optimiserOf(const std::string& name)
{
    if (name == "adam") return neural::Optimiser::Adam;
    if (name == "adamw") return neural::Optimiser::AdamW;
    throw Error(ErrorCode::InvalidArgument, "optimiser", "adam or adamw is wanted, found " + name);
}

}  // namespace

const Json& trainOptionDefaults()
{
    static const Json defaults{{"optimiser", "adam"}, {"warmup", 0}, {"adam_epochs", 80}, {"sgd_epochs", 20}, {"backbone_lr", 1}, {"dropout", 1}, {"accumulate", 1},
                               {"spec_augment", 0}, {"mixup", 0}, {"gain_db", 0}, {"noise", 0}, {"class_weights", false},
                               {"precision", "float32"}};
    return defaults;
}

void applyTrainOptions(const Json& parameters, neural::TrainConfig& config)
{
    config.optimiser = optimiserOf(parameters.value("optimiser", std::string("adam")));
    config.schedule = scheduleOf(parameters.value("schedule", std::string("constant")));
    config.warmupEpochs = whole(parameters, "warmup", 0, 1000);
    config.adamEpochs = whole(parameters, "adam_epochs", 1, 100'000);
    config.sgdEpochs = whole(parameters, "sgd_epochs", 1, 100'000);
    config.backboneRate = number(parameters, "backbone_lr", 0, 1);
    config.dropout = number(parameters, "dropout", 0, 2);
    config.precision = trainingPrecision(parameters);
    config.accumulate = whole(parameters, "accumulate", 1, 1024);
    auto& augmentation = config.augmentation;
    augmentation.timeMasks = augmentation.bandMasks = whole(parameters, "spec_augment", 0, 20);
    augmentation.mixup = number(parameters, "mixup", 0, 10);
    augmentation.gainDb = number(parameters, "gain_db", 0, 40);
    augmentation.noise = number(parameters, "noise", 0, 10);
}

void refuseUnfitting(const neural::Augmentation& augmentation, const dsp::Preset& preset)
{
    if (augmentation.gainDb > 0 && preset.normalise != "none")
        throw Error(ErrorCode::InvalidArgument, "gain_db", "the preset " + preset.name + " normalises each clip, so that its level is lost anyway");
}

std::vector<float> positiveWeightsOf(const LabelledPart& training, std::size_t tags)
{
    std::vector<float> weights(tags, 1.0f);
    const auto rows = static_cast<float>(training.tracks.size());
    for (std::size_t tag = 0; tag < tags; ++tag) {
        float positives = 0;
        for (std::size_t row = 0; row < training.tracks.size(); ++row)
            positives += training.labels[row * tags + tag];
        if (positives > 0) weights[tag] = std::min(kLargestPositiveWeight, (rows - positives) / positives);
    }
    return weights;
}

}  // namespace engine::tasks
