#include "engine/neural/attention_rollout.h"

#include "engine/core/error.h"

namespace engine::neural
{

namespace
{

struct Sizes {
    std::size_t batch, heads, steps;
};

Sizes sizesOf(const Activation& layer)
{
    const auto& shape = layer.shape;
    if (shape.size() != 4 || shape[2] != shape[3])
        throw Error(ErrorCode::Mismatch, layer.layer, "attention has the shape batch, heads, steps, steps");
    return {static_cast<std::size_t>(shape[0]), static_cast<std::size_t>(shape[1]), static_cast<std::size_t>(shape[2])};
}

/// Half the mean over the heads, half the step itself (the residual connection), rows summing to 1.
std::vector<double> mixing(const float* weights, const Sizes& sizes)
{
    const auto steps = sizes.steps;
    std::vector<double> mixed(steps * steps, 0.0);
    for (std::size_t head = 0; head < sizes.heads; ++head)
        for (std::size_t i = 0; i < steps * steps; ++i)
            mixed[i] += 0.5 * static_cast<double>(weights[head * steps * steps + i]) / static_cast<double>(sizes.heads);
    for (std::size_t row = 0; row < steps; ++row) {
        mixed[row * steps + row] += 0.5;
        double sum = 0;
        for (std::size_t column = 0; column < steps; ++column)
            sum += mixed[row * steps + column];
        for (std::size_t column = 0; column < steps; ++column)
            mixed[row * steps + column] /= sum;
    }
    return mixed;
}

std::vector<double> product(const std::vector<double>& a, const std::vector<double>& b, std::size_t steps)
{
    std::vector<double> result(steps * steps, 0.0);
    for (std::size_t row = 0; row < steps; ++row)
        for (std::size_t inner = 0; inner < steps; ++inner)
            for (std::size_t column = 0; column < steps; ++column)
                result[row * steps + column] += a[row * steps + inner] * b[inner * steps + column];
    return result;
}

}  // namespace

Activation attentionRollout(std::span<const Activation> layers)
{
    if (layers.empty()) throw Error(ErrorCode::InvalidArgument, "attention", "no layer was given");
    const auto first = sizesOf(layers.front());
    const auto cells = first.steps * first.steps;
    Activation result{layers.back().layer,
                      {static_cast<std::int64_t>(first.batch), static_cast<std::int64_t>(first.steps),
                       static_cast<std::int64_t>(first.steps)},
                      {}};
    for (std::size_t row = 0; row < first.batch; ++row) {
        std::vector<double> rollout;
        for (const auto& layer : layers) {
            const auto sizes = sizesOf(layer);
            if (sizes.batch != first.batch || sizes.steps != first.steps)
                throw Error(ErrorCode::Mismatch, layer.layer, "the layers attend to different numbers of steps");
            const auto mixed = mixing(layer.values.data() + row * sizes.heads * cells, sizes);
            rollout = rollout.empty() ? mixed : product(mixed, rollout, first.steps);
        }
        for (const auto value : rollout)
            result.values.push_back(static_cast<float>(value));
    }
    return result;
}

std::vector<float> stepsOfClassToken(const Activation& rollout)
{
    const auto batch = static_cast<std::size_t>(rollout.shape[0]), steps = static_cast<std::size_t>(rollout.shape[1]);
    std::vector<float> result;
    for (std::size_t row = 0; row < batch; ++row) {
        const auto* first = rollout.values.data() + row * steps * steps;
        result.insert(result.end(), first + 1, first + steps);
    }
    return result;
}

}  // namespace engine::neural
