#include "engine/tasks/playlist_file.h"

#include <algorithm>
#include <cmath>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

namespace {

/// RFC 3986: everything but unreserved characters and the slash as %XX.
std::string addressOf(const std::filesystem::path& file)
{
    static constexpr char kDigits[] = "0123456789ABCDEF";
    std::string address = "file://";
    for (const char byte : file.native()) {
        const auto c = static_cast<unsigned char>(byte);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("-._~/").find(byte) != std::string_view::npos;
        if (plain) address += byte;
        else address += {'%', kDigits[c >> 4], kDigits[c & 15]};
    }
    return address;
}

/// One line of text: control characters as blanks.
std::string oneLine(std::string text)
{
    std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
    return text;
}

std::string shownTitle(const PlaylistEntry& entry)
{
    const auto title = entry.title.empty() ? store::displayText(entry.file.stem().native()) : entry.title;
    return oneLine(entry.artist.empty() ? title : entry.artist + " - " + title);
}

std::string xmlText(const std::string& text)
{
    std::string escaped;
    for (const char c : oneLine(text)) {
        if (c == '&') escaped += "&amp;";
        else if (c == '<') escaped += "&lt;";
        else if (c == '>') escaped += "&gt;";
        else escaped += c;
    }
    return escaped;
}

std::string xmlElement(const char* indent, const char* name, const std::string& text)
{
    return text.empty() ? std::string() : std::string(indent) + "<" + name + ">" + xmlText(text) + "</" + name + ">\n";
}

}  // namespace

std::string m3u8Text(std::span<const PlaylistEntry> entries)
{
    std::string text = "#EXTM3U\n";
    for (const auto& entry : entries) {
        const auto& path = entry.file.native();
        const bool fits = store::isUtf8(path) && oneLine(path) == path && !path.starts_with('#');
        text += "#EXTINF:" + std::to_string(std::llround(entry.durationSeconds)) + "," + shownTitle(entry) + "\n";
        text += (fits ? path : addressOf(entry.file)) + "\n";
    }
    return text;
}

std::string xspfText(std::span<const PlaylistEntry> entries, const std::string& title)
{
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<playlist version=\"1\" xmlns=\"http://xspf.org/ns/0/\">\n";
    text += xmlElement("  ", "title", title) + "  <trackList>\n";
    for (const auto& entry : entries) {
        text += "    <track>\n      <location>" + addressOf(entry.file) + "</location>\n";
        text += xmlElement("      ", "title", entry.title) + xmlElement("      ", "creator", entry.artist) + xmlElement("      ", "album", entry.album);
        if (entry.durationSeconds > 0) text += "      <duration>" + std::to_string(std::llround(entry.durationSeconds * 1000)) + "</duration>\n";
        text += "    </track>\n";
    }
    return text + "  </trackList>\n</playlist>\n";
}

std::size_t writePlaylist(store::Workspace& workspace, std::span<const TrackId> tracks, const std::filesystem::path& file)
{
    const auto ending = file.extension();
    if (ending != ".m3u8" && ending != ".xspf")
        throw Error(ErrorCode::Unsupported, store::displayText(file.native()), "a playlist's name ends with .m3u8 or .xspf");
    std::vector<PlaylistEntry> entries;
    auto store = workspace.tracks();
    for (const auto& track : store.page(tracks))
        if (track.state == store::TrackState::Ready)
            entries.push_back({store.absolutePath(track), track.title, track.artist, track.album, track.durationSeconds});
    if (entries.empty()) throw Error(ErrorCode::NotFound, "playlist", "none of these tracks has a file that can be played");
    const auto text = ending == ".xspf" ? xspfText(entries, store::displayText(file.stem().native())) : m3u8Text(entries);
    writeFileAtomically(file, text);
    return entries.size();
}

}  // namespace engine::tasks
