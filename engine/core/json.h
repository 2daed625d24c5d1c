#pragma once
#include <nlohmann/json.hpp>

namespace engine {

/// Result documents, parameters and manifests. Ordered, so that what is printed reads as it was written.
using Json = nlohmann::ordered_json;

}  // namespace engine
