#include "engine/train/augment.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <vector>

namespace engine::train
{

namespace
{

using Random = std::mt19937_64;

bool isWaveform(const torch::Tensor& input)
{
    return input.size(2) == 1;
}

/// One number a row, [batch, 1, 1, 1], on the input's device.
torch::Tensor perRow(const std::vector<float>& values, const torch::Tensor& input)
{
    return torch::tensor(values).view({-1, 1, 1, 1}).to(input.device());
}

torch::Tensor withGain(const torch::Tensor& input, double gainDb, Random& random)
{
    std::uniform_real_distribution<float> decibels(static_cast<float>(-gainDb), static_cast<float>(gainDb));
    std::vector<float> gains(static_cast<std::size_t>(input.size(0)));
    std::generate(gains.begin(), gains.end(), [&] { return decibels(random); });
    if (!isWaveform(input)) return input + perRow(gains, input);
    for (auto& gain : gains)
        gain = std::pow(10.0f, gain / 20);
    return input * perRow(gains, input);
}

torch::Tensor withNoise(const torch::Tensor& input, double share)
{
    const auto deviation = input.flatten(1).std(1, /*unbiased=*/false).view({-1, 1, 1, 1});
    return input + share * deviation * torch::randn_like(input);
}

/// Stretches of one axis of each row set to the row's mean, in place.
void mask(torch::Tensor& input, std::int64_t axis, int masks, double share, Random& random)
{
    const auto size = input.size(axis);
    const auto longest = std::max<std::int64_t>(1, std::lround(share * static_cast<double>(size)));
    for (std::int64_t row = 0; row < input.size(0); ++row) {
        auto values = input.select(0, row);
        const auto mean = values.mean();
        for (int i = 0; i < masks; ++i) {
            const auto length = std::uniform_int_distribution<std::int64_t>(0, std::min(longest, size))(random);
            const auto start = std::uniform_int_distribution<std::int64_t>(0, size - length)(random);
            values.narrow(axis - 1, start, length).copy_(mean.expand_as(values.narrow(axis - 1, start, length)));
        }
    }
}

/// Each row and another one, in one share for the whole batch.
LearningBatch mixed(const LearningBatch& batch, double alpha, Random& random)
{
    std::gamma_distribution<double> gamma(alpha, 1.0);
    const double a = gamma(random), b = gamma(random);
    const double share = a + b > 0 ? a / (a + b) : 1;
    std::vector<std::int64_t> order(static_cast<std::size_t>(batch.input.size(0)));
    std::iota(order.begin(), order.end(), std::int64_t{0});
    std::shuffle(order.begin(), order.end(), random);
    const auto other = torch::tensor(order).to(batch.input.device());
    return {share * batch.input + (1 - share) * batch.input.index_select(0, other),
            share * batch.target + (1 - share) * batch.target.index_select(0, other)};
}

}  // namespace

LearningBatch augmented(LearningBatch batch, const neural::Augmentation& augmentation, std::uint64_t seed)
{
    if (!augmentation.any()) return batch;
    const torch::NoGradGuard noGrad;
    Random random(seed);
    if (augmentation.gainDb > 0) batch.input = withGain(batch.input, augmentation.gainDb, random);
    if (augmentation.noise > 0) batch.input = withNoise(batch.input, augmentation.noise);
    if (augmentation.timeMasks > 0) mask(batch.input, 3, augmentation.timeMasks, augmentation.timeShare, random);
    if (augmentation.bandMasks > 0 && !isWaveform(batch.input))
        mask(batch.input, 2, augmentation.bandMasks, augmentation.bandShare, random);
    return augmentation.mixup > 0 ? mixed(batch, augmentation.mixup, random) : batch;
}

}  // namespace engine::train
