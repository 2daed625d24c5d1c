#include "engine/store/text_fold.h"

namespace engine::store {

namespace {

// U+00C0..U+017F as base letters (Unicode 15 canonical decompositions without their marks, and the usual spelling of the
// letters that have none: æ -> ae is left alone, as "a" would be wrong); '.' = keep as it is.
constexpr std::string_view kLatinBase =
    "aaaaaa.ceeeeiiii.nooooo.ouuuuy.."
    "aaaaaa.ceeeeiiii.nooooo.ouuuuy.y"
    "aaaaaaccccccccddddeeeeeeeeeegggg"
    "gggghhhhiiiiiiiiii..jjkk.lllllll"
    "lllnnnnnn...oooooo..rrrrrrssssss"
    "ssttttttuuuuuuuuuuuuwwyyyzzzzzz.";
static_assert(kLatinBase.size() == 0x180 - 0xc0);

struct Decoded {
    char32_t point = 0;
    std::size_t length = 1;   ///< bytes
};

/// Only the one and two byte forms matter here; others are copied byte by byte.
Decoded decode(std::string_view text, std::size_t at)
{
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) return {first, 1};
    if (first < 0xc2 || first > 0xdf || at + 1 >= text.size()) return {0, 1};
    const auto second = static_cast<unsigned char>(text[at + 1]);
    if ((second & 0xc0) != 0x80) return {0, 1};
    return {static_cast<char32_t>((first & 0x1f) << 6 | (second & 0x3f)), 2};
}

char32_t lowerCase(char32_t point)
{
    if (point >= 0xc0 && point <= 0xde && point != 0xd7) return point + 0x20;          // Latin-1 letters without a base
    if (point >= 0x391 && point <= 0x3a9 && point != 0x3a2) return point + 0x20;       // Greek
    if (point >= 0x410 && point <= 0x42f) return point + 0x20;                         // Cyrillic
    if (point >= 0x400 && point <= 0x40f) return point + 0x50;
    return point;
}

}  // namespace

std::string foldForSearch(std::string_view utf8)
{
    std::string folded;
    folded.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const auto [point, length] = decode(utf8, at);
        if (length == 1) {
            const char byte = utf8[at];
            folded += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 0x20) : byte;
        } else if (point >= 0xc0 && point < 0x180 && kLatinBase[point - 0xc0] != '.') {
            folded += kLatinBase[point - 0xc0];
        } else if (point < 0x300 || point > 0x36f) {   // combining marks are dropped
            const auto lower = lowerCase(point);
            folded += static_cast<char>(0xc0 | lower >> 6);
            folded += static_cast<char>(0x80 | (lower & 0x3f));
        }
        at += length;
    }
    return folded;
}

}  // namespace engine::store
