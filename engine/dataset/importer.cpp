#include "engine/dataset/importer.h"

#include "engine/core/error.h"

#define IMPORTER(id) extern const ImporterEntry id##_importer;
namespace engine::dataset {
#include "engine/dataset/importers/registry.def"
}
#undef IMPORTER

namespace engine::dataset {

ImportSink::~ImportSink() = default;

std::span<const ImporterEntry* const> allImporters()
{
#define IMPORTER(id) &id##_importer,
    static const std::vector<const ImporterEntry*> entries = {
#include "engine/dataset/importers/registry.def"
    };
#undef IMPORTER
    return entries;
}

const ImporterEntry& findImporter(std::string_view id, const std::filesystem::path& path)
{
    for (const auto* entry : allImporters())
        if (entry->id == id || (id == "auto" && entry->recognises(path))) return *entry;
    if (id == "auto") throw Error(ErrorCode::Unsupported, path.string(), "no importer knows this file; give its --format");
    throw Error(ErrorCode::NotFound, std::string(id), "no such import format");
}

}  // namespace engine::dataset
