#include "engine/models/network.h"

namespace engine::models
{

// A table, not self-registration: the linker drops static objects nobody names.
#define MODEL(id) extern const ModelEntry id##_entry;
#include "engine/models/registry.def"
#undef MODEL

std::vector<std::string> numberedLayers(std::vector<std::string> before, int count,
                                        const std::vector<std::string>& after)
{
    for (int i = 1; i <= count; ++i)
        before.push_back("layer" + std::to_string(i));
    before.insert(before.end(), after.begin(), after.end());
    return before;
}

const std::vector<const ModelEntry*>& modelRegistry()
{
    static const std::vector<const ModelEntry*> entries{
#define MODEL(id) &id##_entry,
#include "engine/models/registry.def"
#undef MODEL
    };
    return entries;
}

}  // namespace engine::models
