#pragma once
#include <torch/torch.h>

#include <string>

namespace engine::models
{

/// The child of this name; a plain container is made where there is none.
torch::nn::Module& containerAt(torch::nn::Module& owner, const std::string& name);

/// register_module() at a dotted path ("encoder.layer.0.output.dense"), so that a network can be written flat and still
/// bear the names of its published state dictionary.
template <typename Holder>
Holder registerAt(torch::nn::Module& owner, const std::string& path, Holder module)
{
    const auto dot = path.find('.');
    if (dot == std::string::npos) return owner.register_module(path, module);
    return registerAt(containerAt(owner, path.substr(0, dot)), path.substr(dot + 1), module);
}

}  // namespace engine::models
