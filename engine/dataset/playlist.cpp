#include "engine/dataset/playlist.h"

#include <algorithm>
#include <cmath>

#include <utf8proc.h>

namespace engine::dataset {

namespace {

bool isOneLineOfUtf8(const std::string& text)
{
    if (text.find_first_of("\r\n") != std::string::npos) return false;
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        utf8proc_int32_t codepoint = 0;
        const auto used = utf8proc_iterate(at, left, &codepoint);
        if (used <= 0) return false;
        at += used;
        left -= used;
    }
    return true;
}

std::string oneLine(std::string text)
{
    std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return text;
}

}  // namespace

Playlist m3u8(std::span<const PlaylistEntry> entries)
{
    Playlist list{"#EXTM3U\n", 0};
    for (const auto& entry : entries) {
        const auto& file = entry.file.native();
        if (!isOneLineOfUtf8(file)) {
            ++list.leftOut;
            continue;
        }
        const auto seconds = entry.durationSeconds > 0 ? std::lround(entry.durationSeconds) : -1;   // -1 is the format's "unknown"
        list.text += "#EXTINF:" + std::to_string(seconds) + "," + oneLine(entry.title) + "\n" + file + "\n";
    }
    return list;
}

}  // namespace engine::dataset
