#include "engine/checkpoint/state_names.h"

#include <algorithm>

namespace engine::checkpoint
{

namespace
{

bool cutSharedPrefix(std::vector<std::string>& names, std::string_view prefix)
{
    const auto hasIt = [&](const std::string& name) { return name.starts_with(prefix); };
    if (names.empty() || !std::all_of(names.begin(), names.end(), hasIt)) return false;
    for (auto& name : names)
        name.erase(0, prefix.size());
    return true;
}

void undoRename(std::string& name, std::string_view from, std::string_view to)
{
    if (name.starts_with(from)) name.replace(0, from.size(), to);
}

}  // namespace

std::vector<std::string> plainNames(std::span<const TensorBytes> tensors)
{
    std::vector<std::string> names;
    for (const auto& tensor : tensors)
        names.push_back(tensor.name);
    // Wrappers nest ("module.model."), so go on until none is shared.
    while (cutSharedPrefix(names, "module.") || cutSharedPrefix(names, "model.") ||
           cutSharedPrefix(names, "network.") || cutSharedPrefix(names, "encoder.")) {
    }
    for (auto& name : names) {
        undoRename(name, "spec.bn.", "spec_bn.");
        undoRename(name, "spec.spec.", "spec.");
    }
    return names;
}

bool isFrontEndBuffer(std::string_view name)
{
    return name.ends_with("spectrogram.window") || name.ends_with("mel_scale.fb") ||
           name.ends_with("hstft.spec.window");
}

}  // namespace engine::checkpoint
