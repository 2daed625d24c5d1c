#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "engine/core/json.h"

/// $TAGBENCH_REFERENCE, else the folder beside the checkout.
inline std::filesystem::path referenceFolder()
{
    const char* given = std::getenv("TAGBENCH_REFERENCE");
    return given != nullptr ? std::filesystem::path(given) : std::filesystem::path(TAGBENCH_SOURCE_DIR) / "../shared/reference";
}

/// A document of tags/golden/splits; null where the reference data are absent.
inline engine::Json goldenSplits(const std::string& name)
{
    std::ifstream file(referenceFolder() / "tags/golden/splits" / name);
    return file ? engine::Json::parse(file) : engine::Json();
}
