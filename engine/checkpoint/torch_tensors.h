#pragma once
#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/checkpoint/pickle.h"

namespace engine::checkpoint
{

/// Bytes of the storage with a key. count * itemSize(dtype) of them, or an Error.
using StorageReader = std::function<std::span<const std::byte>(const PickleValue& storage)>;

/// Every tensor of the (nested) dictionary a pickle holds, copied row-major. Sizes, strides and offset are checked
/// against the storage before anything is copied; the copies together may not exceed `limitBytes`, so that a stride of
/// 0 cannot blow up.
std::vector<TensorBytes> collectTensors(const Pickle& pickle, const StorageReader& storage, std::size_t limitBytes,
                                        const std::string& subject);

}  // namespace engine::checkpoint
