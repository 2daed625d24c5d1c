#include "engine/report/escape.h"

#include <algorithm>
#include <vector>

#include "engine/core/csv.h"

namespace engine::report {

namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";

/// Bytes of the code point that begins the text; 0 if it is not UTF-8.
std::size_t codePointBytes(std::string_view text)
{
    for (std::size_t length = 1; length <= std::min<std::size_t>(4, text.size()); ++length)
        if (isUtf8(text.substr(0, length))) return length;
    return 0;
}

/// Controls, and the marks that turn the direction of what follows (U+200E, U+200F, U+202A-202E, U+2066-2069).
bool isHidden(std::string_view codePoint)
{
    const auto first = static_cast<unsigned char>(codePoint[0]);
    if (codePoint.size() == 1) return first < 0x20 || first == 0x7f;
    if (codePoint.size() == 2) return first == 0xc2 && static_cast<unsigned char>(codePoint[1]) < 0xa0;
    if (codePoint.size() != 3 || first != 0xe2) return false;
    const auto second = static_cast<unsigned char>(codePoint[1]);
    const auto third = static_cast<unsigned char>(codePoint[2]);
    return (second == 0x80 && (third == 0x8e || third == 0x8f || (third >= 0xaa && third <= 0xae))) ||
           (second == 0x81 && third >= 0xa6 && third <= 0xa9);
}

void append(std::string& safe, char c)
{
    switch (c) {
    case '&': safe += "&amp;"; return;
    case '<': safe += "&lt;"; return;
    case '>': safe += "&gt;"; return;
    case '"': safe += "&quot;"; return;
    case '\'': safe += "&#39;"; return;
    default: safe += c;
    }
}

}  // namespace

std::string cleaned(std::string_view text, std::size_t codePoints)
{
    std::string safe;
    std::size_t count = 0;
    while (!text.empty()) {
        if (count++ == codePoints) return safe + "\xe2\x80\xa6";
        const std::size_t length = codePointBytes(text);
        const bool shown = length > 0 && !isHidden(text.substr(0, length));
        safe += shown ? text.substr(0, length) : kReplacement;
        text.remove_prefix(std::max<std::size_t>(1, length));
    }
    return safe;
}

std::string shortenedInside(std::string_view text, std::size_t codePoints)
{
    auto whole = cleaned(text);   // valid UTF-8 from here on
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < whole.size(); ++i)
        if ((static_cast<unsigned char>(whole[i]) & 0xC0) != 0x80) starts.push_back(i);
    if (starts.size() <= codePoints) return whole;
    const auto head = codePoints / 3, tail = codePoints - head - 1;
    return whole.substr(0, starts[head]) + "\xe2\x80\xa6" + whole.substr(starts[starts.size() - tail]);
}

std::string escapedShort(std::string_view text, std::size_t codePoints)
{
    std::string safe;
    for (const char c : cleaned(text, codePoints))
        append(safe, c);
    return safe;
}

std::string escaped(std::string_view text)
{
    return escapedShort(text, std::string_view::npos);
}

std::string isolated(std::string_view text)
{
    return "<bdi>" + escaped(text) + "</bdi>";
}

}  // namespace engine::report
