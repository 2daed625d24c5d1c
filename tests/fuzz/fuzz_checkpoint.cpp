#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "engine/checkpoint/checkpoint_file.h"
#include "engine/checkpoint/state_names.h"
#include "engine/core/error.h"

/// Any bytes are a weight file or an Error: no crash, no other exception, no allocation from a claimed size (run with
/// -malloc_limit_mb). What was read must agree with itself.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace engine;
    const auto bytes = std::as_bytes(std::span(data, size));
    try {
        const auto file = checkpoint::parseCheckpoint(bytes, "input");
        for (const auto& tensor : file.tensors)
            if (tensor.bytes.size() != checkpoint::elementCount(tensor.shape) * checkpoint::itemSize(tensor.dtype))
                std::abort();
        const auto network = checkpoint::networkTensors(file);
        if (checkpoint::plainNames(network).size() != network.size()) std::abort();
        for (const auto& tensor : network)
            checkpoint::toFloats(tensor);
    } catch (const Error&) {
    }
    return 0;
}
