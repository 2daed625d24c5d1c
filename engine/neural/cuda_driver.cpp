#include "engine/neural/cuda_driver.h"

#include <dlfcn.h>

#include <array>
#include <cstddef>

namespace engine::neural
{

namespace
{

// The functions used, from the driver API's reference; 0 is success, a device is an int.
using CuInit = int (*)(unsigned);
using CuDeviceGetCount = int (*)(int*);
using CuDeviceGetName = int (*)(char*, int, int);
using CuDeviceTotalMem = int (*)(std::size_t*, int);
using CuDeviceGetAttribute = int (*)(int*, int, int);

constexpr int kComputeCapabilityMajor = 75;  // CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR

template <typename Function>
Function symbol(void* library, const char* name)
{
    return reinterpret_cast<Function>(::dlsym(library, name));
}

}  // namespace

std::vector<CudaCard> cudaCards()
{
    // Never closed: LibTorch uses the same driver.
    void* driver = ::dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (driver == nullptr) return {};
    const auto init = symbol<CuInit>(driver, "cuInit");
    const auto countOf = symbol<CuDeviceGetCount>(driver, "cuDeviceGetCount");
    const auto nameOf = symbol<CuDeviceGetName>(driver, "cuDeviceGetName");
    const auto memoryOf = symbol<CuDeviceTotalMem>(driver, "cuDeviceTotalMem_v2");
    const auto attributeOf = symbol<CuDeviceGetAttribute>(driver, "cuDeviceGetAttribute");
    if (init == nullptr || countOf == nullptr || nameOf == nullptr || memoryOf == nullptr) return {};
    int count = 0;
    if (init(0) != 0 || countOf(&count) != 0) return {};

    std::vector<CudaCard> cards;
    for (int device = 0; device < count; ++device) {
        std::array<char, 256> name{};
        std::size_t memory = 0;
        if (nameOf(name.data(), static_cast<int>(name.size()) - 1, device) != 0 || memoryOf(&memory, device) != 0)
            return {};
        int major = 0;
        if (attributeOf != nullptr && attributeOf(&major, kComputeCapabilityMajor, device) != 0) major = 0;
        cards.push_back({name.data(), memory, major});
    }
    return cards;
}

}  // namespace engine::neural
