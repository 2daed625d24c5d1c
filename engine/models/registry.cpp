#include "engine/models/network.h"

namespace engine::models
{

// A table, not self-registration: the linker drops static objects nobody names.
#define MODEL(id) extern const ModelEntry id##_entry;
#include "engine/models/registry.def"
#undef MODEL

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
