#include "engine/models/state.h"

#include <cmath>
#include <cstring>
#include <map>
#include <set>

#include "engine/checkpoint/deterministic_fill.h"
#include "engine/checkpoint/state_names.h"
#include "engine/core/error.h"

namespace engine::models
{

using checkpoint::DType;
using checkpoint::TensorBytes;

namespace
{

void collect(const torch::nn::Module& module, const std::string& prefix, std::vector<NamedTensor>& found)
{
    for (const auto& item : module.named_parameters(/*recurse=*/false))
        found.push_back({prefix + item.key(), item.value()});
    for (const auto& item : module.named_buffers(/*recurse=*/false))
        found.push_back({prefix + item.key(), item.value()});
    for (const auto& child : module.named_children())
        collect(*child.value(), prefix + child.key() + ".", found);
}

torch::ScalarType scalarType(DType dtype)
{
    switch (dtype) {
        case DType::Float64: return torch::kFloat64;
        case DType::Float32: return torch::kFloat32;
        case DType::Float16: return torch::kFloat16;
        case DType::BFloat16: return torch::kBFloat16;
        case DType::Int64: return torch::kInt64;
        case DType::Int32: return torch::kInt32;
        case DType::Int16: return torch::kInt16;
        case DType::Int8: return torch::kInt8;
        case DType::UInt8: return torch::kUInt8;
        case DType::Bool: return torch::kBool;
    }
    throw Error(ErrorCode::Internal, "tensor", "has an element type outside the list");
}

DType dtypeOf(const torch::Tensor& tensor)
{
    for (const auto dtype : {DType::Float32, DType::Int64, DType::Float64, DType::Float16, DType::BFloat16,
                             DType::Int32, DType::Int16, DType::Int8, DType::UInt8, DType::Bool})
        if (scalarType(dtype) == tensor.scalar_type()) return dtype;
    throw Error(ErrorCode::Unsupported, "tensor", "has an element type that weight files do not hold");
}

std::string shapeText(std::span<const std::int64_t> shape)
{
    std::string text = "[";
    for (const auto size : shape)
        text += (text.size() > 1 ? ", " : "") + std::to_string(size);
    return text + "]";
}

/// Empty if `given` fits `wanted`, else one clause.
std::string difference(const NamedTensor& wanted, const TensorBytes& given)
{
    const auto sizes = wanted.tensor.sizes();
    if (!std::equal(sizes.begin(), sizes.end(), given.shape.begin(), given.shape.end()))
        return wanted.name + ": " + shapeText({sizes.data(), sizes.size()}) + " wanted, " + shapeText(given.shape) +
               " found";
    if (torch::isFloatingType(scalarType(given.dtype)) != wanted.tensor.is_floating_point())
        return wanted.name + ": " + std::string(dtypeName(dtypeOf(wanted.tensor))) + " wanted, " +
               std::string(dtypeName(given.dtype)) + " found";
    return {};
}

void checkFinite(const NamedTensor& wanted, const torch::Tensor& value)
{
    if (!value.is_floating_point()) return;
    if (!value.isfinite().all().item<bool>()) throw Error(ErrorCode::NonFinite, wanted.name, "holds NaN or infinity");
    if (wanted.name.ends_with("running_var") && value.numel() > 0 && value.min().item<float>() < 0)
        throw Error(ErrorCode::NonFinite, wanted.name, "holds a negative variance");
}

}  // namespace

std::vector<NamedTensor> stateOf(const torch::nn::Module& module)
{
    std::vector<NamedTensor> found;
    collect(module, "", found);
    return found;
}

TensorBytes toBytes(const std::string& name, const torch::Tensor& tensor)
{
    const auto host = tensor.detach().to(torch::kCPU).contiguous();
    TensorBytes bytes{name, dtypeOf(host), host.sizes().vec(), {}};
    bytes.bytes.resize(host.nbytes());
    if (!bytes.bytes.empty()) std::memcpy(bytes.bytes.data(), host.data_ptr(), bytes.bytes.size());
    return bytes;
}

torch::Tensor fromBytes(const TensorBytes& bytes)
{
    auto tensor = torch::empty(bytes.shape, scalarType(bytes.dtype));
    if (tensor.nbytes() != bytes.bytes.size())
        throw Error(ErrorCode::Corrupt, bytes.name, "has another number of bytes than its shape says");
    if (!bytes.bytes.empty()) std::memcpy(tensor.data_ptr(), bytes.bytes.data(), bytes.bytes.size());
    return tensor;
}

std::vector<TensorBytes> exportState(const torch::nn::Module& network)
{
    std::vector<TensorBytes> state;
    for (const auto& [name, tensor] : stateOf(network))
        state.push_back(toBytes(name, tensor));
    return state;
}

void importState(Network& network, std::span<const TensorBytes> state, bool skipHead)
{
    importState(network, state, skipHead ? network.head() + "." : std::string());
}

void importState(torch::nn::Module& module, std::span<const TensorBytes> state, std::string_view skippedPrefix)
{
    const auto names = checkpoint::plainNames(state);
    const auto skipped = [&](const std::string& name) { return !skippedPrefix.empty() && name.starts_with(skippedPrefix); };

    std::map<std::string, const TensorBytes*> given;
    for (std::size_t i = 0; i < state.size(); ++i)
        if (!checkpoint::isFrontEndBuffer(names[i]) && !skipped(names[i])) given.emplace(names[i], &state[i]);

    std::vector<std::string> differences;
    std::vector<std::pair<torch::Tensor, torch::Tensor>> copies;
    for (const auto& wanted : stateOf(module)) {
        if (skipped(wanted.name)) continue;
        const auto found = given.extract(wanted.name);
        // Files of PyTorch before 0.4.1 lack the counter, which evaluation does not use.
        if (found.empty() && wanted.name.ends_with("num_batches_tracked")) continue;
        if (found.empty()) {
            differences.push_back(wanted.name + ": missing");
            continue;
        }
        if (const auto clause = difference(wanted, *found.mapped()); !clause.empty()) {
            differences.push_back(clause);
            continue;
        }
        const auto value = fromBytes(*found.mapped());
        checkFinite(wanted, value);
        copies.emplace_back(wanted.tensor, value);
    }
    for (const auto& [name, tensor] : given)
        differences.push_back(name + ": not part of this architecture");
    if (!differences.empty()) {
        std::string text = "does not fit the architecture - ";
        for (const auto& clause : differences)
            text += (&clause == &differences.front() ? "" : "; ") + clause;
        throw Error(ErrorCode::Mismatch, "weights", text);
    }
    const torch::NoGradGuard noGrad;
    for (auto& [target, value] : copies)
        target.copy_(value);
}

void fillDeterministically(Network& network)
{
    const torch::NoGradGuard noGrad;
    for (auto& [name, tensor] : stateOf(network)) {
        const auto values = checkpoint::deterministicFill(name, tensor.sizes().vec());
        if (values) tensor.copy_(torch::tensor(*values, torch::kFloat64).view(tensor.sizes()));
    }
}

}  // namespace engine::models
