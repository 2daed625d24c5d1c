#include "engine/store/display_text.h"

#include <cstdint>
#include <cstdio>

namespace engine::store {

namespace {

/// Bytes of the well-formed sequence at the start of `bytes` (RFC 3629: no surrogates, no overlong forms), 0 = none.
std::size_t sequenceLength(std::string_view bytes, std::uint32_t& point)
{
    const auto first = static_cast<unsigned char>(bytes[0]);
    const std::size_t length = first < 0x80 ? 1 : first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
    if (length == 0 || bytes.size() < length) return 0;
    point = length == 1 ? first : first & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if ((byte & 0xc0) != 0x80) return 0;
        point = point << 6 | (byte & 0x3f);
    }
    const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    return overlong || (point >= 0xd800 && point < 0xe000) || point > 0x10ffff ? 0 : length;
}

bool isInvisible(std::uint32_t point)
{
    return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x200e || point == 0x200f ||
           (point >= 0x2028 && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

std::string escaped(const char* form, unsigned number)
{
    char text[16];
    std::snprintf(text, sizeof text, form, number);
    return text;
}

std::string convert(std::string_view bytes, bool showInvisible)
{
    std::string text;
    text.reserve(bytes.size());
    while (!bytes.empty()) {
        std::uint32_t point = 0;
        const auto length = sequenceLength(bytes, point);
        if (length == 0)
            text += escaped("\\x%02x", static_cast<unsigned char>(bytes[0]));
        else if (showInvisible && isInvisible(point))
            text += escaped(point < 0x100 ? "\\x%02x" : "\\u%04x", point);
        else
            text += bytes.substr(0, length);
        bytes.remove_prefix(length == 0 ? 1 : length);
    }
    return text;
}

}  // namespace

bool isUtf8(std::string_view bytes)
{
    std::uint32_t point = 0;
    while (!bytes.empty()) {
        const auto length = sequenceLength(bytes, point);
        if (length == 0) return false;
        bytes.remove_prefix(length);
    }
    return true;
}

std::string asUtf8(std::string_view bytes)
{
    return convert(bytes, false);
}

std::string displayText(std::string_view bytes)
{
    return convert(bytes, true);
}

}  // namespace engine::store
