#include "engine/train/learning_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace engine::train
{

namespace
{

constexpr std::array<double, 3> kSgdRates{1e-3, 1e-4, 1e-5};

double cosineRate(const neural::TrainConfig& config, int epoch)
{
    const int first = config.warmupEpochs + 1;
    if (config.epochs <= first || epoch <= first) return config.learningRate;
    const double progress = static_cast<double>(epoch - first) / (config.epochs - first);
    return config.learningRate * (0.01 + 0.99 * 0.5 * (1 + std::cos(std::numbers::pi * progress)));
}

}  // namespace

EpochPlan planOf(const neural::TrainConfig& config, int epoch)
{
    const auto adam = config.optimiser == neural::Optimiser::AdamW ? OptimiserKind::AdamW : OptimiserKind::Adam;
    if (config.schedule == neural::Schedule::Cosine) return {adam, cosineRate(config, epoch), 0};
    if (config.schedule == neural::Schedule::Staged && epoch > config.adamEpochs) {
        const auto stage = std::min<int>((epoch - config.adamEpochs - 1) / std::max(1, config.sgdEpochs),
                                         static_cast<int>(kSgdRates.size()) - 1);
        return {OptimiserKind::Sgd, kSgdRates[static_cast<std::size_t>(stage)], stage + 1};
    }
    return {adam, config.learningRate, 0};
}

double rateOf(const neural::TrainConfig& config, const EpochPlan& plan, int epoch, std::int64_t index,
              std::int64_t count)
{
    if (epoch > config.warmupEpochs || count < 1) return plan.rate;
    const double done = epoch - 1 + static_cast<double>(index + 1) / static_cast<double>(count);
    return plan.rate * done / config.warmupEpochs;
}

}  // namespace engine::train
