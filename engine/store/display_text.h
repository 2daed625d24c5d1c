#pragma once
#include <string>
#include <string_view>

namespace engine::store {

bool isUtf8(std::string_view bytes);

/// Bytes as valid UTF-8: bytes that are none become the four characters `\xff`, so that two names stay different.
std::string asUtf8(std::string_view bytes);

/// asUtf8 with control characters and direction marks made visible too (`\x0a`, `\u202e`): for tables and lists.
std::string displayText(std::string_view bytes);

}  // namespace engine::store
