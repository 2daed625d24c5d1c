#include "engine/neural/neural_loader.h"

#include <dlfcn.h>

#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

#include "engine/core/error.h"
#include "engine/core/resources.h"

namespace engine::neural
{

namespace fs = std::filesystem;

namespace
{

template <typename Function>
Function entry(void* library, const char* name, const fs::path& path)
{
    auto* address = ::dlsym(library, name);
    if (address == nullptr) throw Error(ErrorCode::Device, path.string(), "is not a neural library of Tagbench");
    return reinterpret_cast<Function>(address);
}

}  // namespace

fs::path neuralLibraryPath()
{
    return libraryFolder() / "libtagbench_neural.so";
}

bool neuralLibraryUsesCuda(const fs::path& library)
{
    // The libraries that it needs stand in it by name.
    std::ifstream file(library, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    return bytes.find("libtorch_cuda.so") != std::string::npos;
}

std::unique_ptr<NeuralEngine> openNeuralEngine(const fs::path& library)
{
    std::error_code ignored;
    if (!fs::exists(library, ignored))
        throw Error(ErrorCode::Device, library.string(),
                    "the neural library is not installed; this build of Tagbench cannot use networks");
    // Never closed: LibTorch leaves threads and unique symbols behind.
    void* handle = ::dlopen(fs::absolute(library).c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (handle == nullptr) {
        const char* reason = ::dlerror();
        throw Error(ErrorCode::Device, library.string(),
                    std::string("cannot be opened: ") + (reason != nullptr ? reason : "no reason given"));
    }
    const int abi = entry<int (*)()>(handle, "tagbench_neural_abi", library)();
    if (abi != kNeuralAbi)
        throw Error(ErrorCode::Device, library.string(),
                    "is of another version (border " + std::to_string(abi) + ", " + std::to_string(kNeuralAbi) +
                        " wanted); install or build Tagbench again");
    return std::unique_ptr<NeuralEngine>(entry<NeuralEngine* (*)()>(handle, "tagbench_neural_make", library)());
}

}  // namespace engine::neural
