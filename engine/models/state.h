#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/checkpoint/tensor_bytes.h"
#include "engine/models/network.h"

namespace engine::models
{

/// One named tensor of a module, sharing its storage.
struct NamedTensor {
    std::string name;
    torch::Tensor tensor;
};

/// Parameters and buffers in PyTorch's state_dict() order: module by module, parameters before buffers.
std::vector<NamedTensor> stateOf(const torch::nn::Module& module);

std::vector<checkpoint::TensorBytes> exportState(const torch::nn::Module& network);
/// Checks everything, then copies. Throws as Model::load() says.
void importState(Network& network, std::span<const checkpoint::TensorBytes> state, bool skipHead);
/// The same for a module that is no tagger. skipped: beginning of the names that are left alone; empty = none.
void importState(torch::nn::Module& module, std::span<const checkpoint::TensorBytes> state, std::string_view skipped);
void fillDeterministically(Network& network);

/// Bytes of a tensor on any device, row-major.
checkpoint::TensorBytes toBytes(const std::string& name, const torch::Tensor& tensor);
/// A CPU tensor with a copy of the bytes, its type as in the file.
torch::Tensor fromBytes(const checkpoint::TensorBytes& bytes);

}  // namespace engine::models
