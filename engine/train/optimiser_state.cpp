#include "engine/train/optimiser_state.h"

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

std::vector<torch::Tensor> parametersOf(const torch::optim::Optimizer& optimiser)
{
    std::vector<torch::Tensor> all;
    for (const auto& group : optimiser.param_groups())
        all.insert(all.end(), group.params().begin(), group.params().end());
    return all;
}

using ByName = std::map<std::string, const checkpoint::TensorBytes*>;

/// The tensor of this name, on the parameter's device.
torch::Tensor taken(const ByName& tensors, const std::string& name, const torch::Tensor& parameter)
{
    const auto found = tensors.find(name);
    if (found == tensors.end()) throw Error(ErrorCode::Corrupt, name, "the optimiser's state is missing");
    const auto value = models::fromBytes(*found->second);
    if (value.sizes() != parameter.sizes())
        throw Error(ErrorCode::Corrupt, name, "the optimiser's state has another size");
    return torch::empty_like(parameter).copy_(value);
}

template <typename State>
void exportMoments(const torch::optim::OptimizerParamState& kept, const std::string& name,
                   std::vector<checkpoint::TensorBytes>& tensors)
{
    const auto& state = static_cast<const State&>(kept);
    tensors.push_back(models::toBytes("adam.step." + name, torch::tensor(state.step(), torch::kInt64)));
    tensors.push_back(models::toBytes("adam.mean." + name, state.exp_avg()));
    tensors.push_back(models::toBytes("adam.square." + name, state.exp_avg_sq()));
}

template <typename State>
std::unique_ptr<torch::optim::OptimizerParamState> importMoments(const ByName& tensors, const std::string& name,
                                                                 const torch::Tensor& parameter)
{
    auto state = std::make_unique<State>();
    state->step(models::fromBytes(*tensors.at("adam.step." + name)).template item<std::int64_t>());
    state->exp_avg(taken(tensors, "adam.mean." + name, parameter));
    state->exp_avg_sq(taken(tensors, "adam.square." + name, parameter));
    return state;
}

}  // namespace

std::vector<checkpoint::TensorBytes> exportState(torch::optim::Optimizer& optimiser, OptimiserKind kind,
                                                 std::span<const std::string> names)
{
    std::vector<checkpoint::TensorBytes> tensors;
    const auto parameters = parametersOf(optimiser);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const auto found = optimiser.state().find(key(parameters[i]));
        if (found == optimiser.state().end()) continue;  // never had a gradient
        switch (kind) {
            case OptimiserKind::Adam:
                exportMoments<torch::optim::AdamParamState>(*found->second, names[i], tensors);
                break;
            case OptimiserKind::AdamW:
                exportMoments<torch::optim::AdamWParamState>(*found->second, names[i], tensors);
                break;
            case OptimiserKind::Sgd: {
                const auto& state = static_cast<const torch::optim::SGDParamState&>(*found->second);
                tensors.push_back(models::toBytes("sgd.momentum." + names[i], state.momentum_buffer()));
                break;
            }
        }
    }
    return tensors;
}

void importState(torch::optim::Optimizer& optimiser, OptimiserKind kind, std::span<const std::string> names,
                 std::span<const checkpoint::TensorBytes> tensors)
{
    ByName byName;
    for (const auto& tensor : tensors)
        byName.emplace(tensor.name, &tensor);
    const auto parameters = parametersOf(optimiser);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        auto& slot = optimiser.state()[key(parameters[i])];
        if (kind == OptimiserKind::Sgd) {
            auto state = std::make_unique<torch::optim::SGDParamState>();
            state->momentum_buffer(taken(byName, "sgd.momentum." + names[i], parameters[i]));
            slot = std::move(state);
        } else if (!byName.contains("adam.step." + names[i])) {
            optimiser.state().erase(key(parameters[i]));
        } else if (kind == OptimiserKind::Adam) {
            slot = importMoments<torch::optim::AdamParamState>(byName, names[i], parameters[i]);
        } else {
            slot = importMoments<torch::optim::AdamWParamState>(byName, names[i], parameters[i]);
        }
    }
}

}  // namespace engine::train
