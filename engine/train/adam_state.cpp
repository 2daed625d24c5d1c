#include "engine/train/adam_state.h"

#include <map>
#include <memory>

#include "engine/core/error.h"
#include "engine/models/state.h"

namespace engine::train
{

namespace
{

// LibTorch files the state under the parameter's address.
std::string key(const torch::Tensor& parameter)
{
    return c10::guts::to_string(parameter.unsafeGetTensorImpl());
}

}  // namespace

std::vector<checkpoint::TensorBytes> exportAdam(torch::optim::Adam& optimiser, std::span<const std::string> names)
{
    std::vector<checkpoint::TensorBytes> tensors;
    const auto& parameters = optimiser.param_groups().front().params();
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const auto found = optimiser.state().find(key(parameters[i]));
        if (found == optimiser.state().end()) continue;  // never had a gradient
        const auto& state = static_cast<const torch::optim::AdamParamState&>(*found->second);
        tensors.push_back(models::toBytes("adam.step." + names[i], torch::tensor(state.step(), torch::kInt64)));
        tensors.push_back(models::toBytes("adam.mean." + names[i], state.exp_avg()));
        tensors.push_back(models::toBytes("adam.square." + names[i], state.exp_avg_sq()));
    }
    return tensors;
}

void importAdam(torch::optim::Adam& optimiser, std::span<const std::string> names,
                std::span<const checkpoint::TensorBytes> tensors)
{
    std::map<std::string, const checkpoint::TensorBytes*> byName;
    for (const auto& tensor : tensors)
        byName.emplace(tensor.name, &tensor);
    const auto& parameters = optimiser.param_groups().front().params();
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const auto taken = [&](const char* kind) {
            const auto found = byName.find(std::string("adam.") + kind + "." + names[i]);
            if (found == byName.end()) throw Error(ErrorCode::Corrupt, names[i], "the optimiser's state is missing");
            return models::fromBytes(*found->second);
        };
        if (!byName.contains("adam.step." + names[i])) continue;
        const auto mean = taken("mean");
        const auto square = taken("square");
        if (mean.sizes() != parameters[i].sizes() || square.sizes() != parameters[i].sizes())
            throw Error(ErrorCode::Corrupt, names[i], "the optimiser's state has another size");
        auto state = std::make_unique<torch::optim::AdamParamState>();
        state->step(taken("step").item<std::int64_t>());
        state->exp_avg(torch::empty_like(parameters[i]).copy_(mean));
        state->exp_avg_sq(torch::empty_like(parameters[i]).copy_(square));
        optimiser.state()[key(parameters[i])] = std::move(state);
    }
}

}  // namespace engine::train
