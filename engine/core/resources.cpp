#include "engine/core/resources.h"

#include <dlfcn.h>

#include <cstdlib>
#include <system_error>

#include "engine/core/error.h"

namespace engine {

namespace fs = std::filesystem;

fs::path libraryFolder()
{
    Dl_info info{};
    if (::dladdr(reinterpret_cast<const void*>(&libraryFolder), &info) == 0 || info.dli_fname == nullptr)
        throw Error(ErrorCode::Internal, "tagbench", "cannot find its own folder");
    return fs::canonical(info.dli_fname).parent_path();
}

fs::path resourceFolder()
{
    std::error_code ignored;
    if (const char* set = std::getenv("TAGBENCH_RESOURCES"); set != nullptr && *set != '\0') return set;
    const auto installed = libraryFolder() / ".." / ".." / "share" / "tagbench";
    if (fs::is_directory(installed / "presets", ignored)) return fs::canonical(installed);
#ifdef TAGBENCH_RESOURCE_DIR
    if (fs::is_directory(fs::path(TAGBENCH_RESOURCE_DIR) / "presets", ignored)) return TAGBENCH_RESOURCE_DIR;
#endif
    throw Error(ErrorCode::Missing, installed.string(), "the folder with presets and model cards is not there; install Tagbench again or set TAGBENCH_RESOURCES");
}

}  // namespace engine
