#include "engine/models/module_path.h"

#include <memory>

namespace engine::models
{

torch::nn::Module& containerAt(torch::nn::Module& owner, const std::string& name)
{
    const auto children = owner.named_children();
    if (const auto* child = children.find(name)) return **child;
    return *owner.register_module(name, std::make_shared<torch::nn::Module>());
}

}  // namespace engine::models
