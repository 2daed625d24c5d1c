#include "engine/audio/sniff.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/audio/mpeg_header.h"
#include "engine/core/error.h"

namespace engine::audio {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kHeadBytes = 64 * 1024;

struct Magic {
    std::size_t offset;
    std::string_view bytes;
    const char* name;
};

/// Audio that is known but not read here.
constexpr Magic kUnsupported[] = {
    {0, "wvpk"sv, "WavPack"},          {0, "MAC "sv, "Monkey's Audio"}, {0, "MPCK"sv, "Musepack"},
    {0, "MP+"sv, "Musepack"},          {0, "TTA1"sv, "True Audio"},     {0, "OFR "sv, "OptimFROG"},
    {0, "DSD "sv, "DSD"},              {0, "FRM8"sv, "DSD"},            {0, "ADIF"sv, "AAC"},
    {4, "ftypM4A "sv, "MPEG-4 audio"}, {4, "ftypM4B "sv, "MPEG-4 audio book"},
    {0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11"sv, "Windows Media"},
};

/// What people drop into a music folder by mistake, or by renaming.
constexpr Magic kForeign[] = {
    {0, "\x89PNG"sv, "a PNG image"},      {0, "\xff\xd8\xff"sv, "a JPEG image"},  {0, "GIF8"sv, "a GIF image"},
    {0, "BM"sv, "a BMP image"},           {8, "WEBP"sv, "a WebP image"},          {8, "AVI "sv, "an AVI video"},
    {4, "ftyp"sv, "an MP4 file"},         {0, "\x1a\x45\xdf\xa3"sv, "a Matroska or WebM file"},
    {0, "%PDF"sv, "a PDF document"},      {0, "PK\x03\x04"sv, "a ZIP archive"},   {0, "PK\x05\x06"sv, "a ZIP archive"},
    {0, "\x1f\x8b"sv, "a gzip archive"},  {0, "7z\xbc\xaf"sv, "a 7z archive"},    {0, "Rar!"sv, "a RAR archive"},
    {0, "\x7f" "ELF"sv, "a program"},     {0, "MZ"sv, "a Windows program"},       {0, "SQLite format 3"sv, "an SQLite database"},
    {0, "MThd"sv, "a MIDI file (notes, no sound)"}, {0, "\x93NUMPY"sv, "a NumPy array"}, {0, "{\\rtf"sv, "an RTF document"},
};

std::string_view viewOf(std::span<const unsigned char> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool has(std::string_view head, std::size_t offset, std::string_view magic)
{
    return head.size() >= offset + magic.size() && head.substr(offset, magic.size()) == magic;
}

bool looksLikeText(std::string_view head)
{
    return std::none_of(head.begin(), head.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t' && byte != '\f' && byte != 0x1b) || byte == 0x7f;
    });
}

std::string describeText(std::string_view head)
{
    std::string lower(head.substr(0, 1024));
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return c < 0x80 ? std::tolower(c) : c; });
    if (lower.find("<html") != std::string::npos || lower.find("<!doctype html") != std::string::npos) return "an HTML page";
    const auto first = lower.find_first_not_of(" \t\r\n\xef\xbb\xbf");
    if (first != std::string::npos && has(lower, first, "<?xml")) return "an XML document";
    if (has(lower, 0, "#extm3u")) return "a playlist";
    return "a text file";
}

/// What the name of a file promises; empty where any content would do.
std::string_view promisedBy(std::string_view name)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kPromises = {{
        {".mp3", "MPEG audio"}, {".mp2", "MPEG audio"}, {".flac", "FLAC"}, {".wav", "WAV"}, {".ogg", "Ogg"}, {".opus", "Ogg Opus"}}};
    std::string lower(name.substr(name.size() - std::min<std::size_t>(name.size(), 5)));
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return c < 0x80 ? std::tolower(c) : c; });
    for (const auto& [ending, format] : kPromises)
        if (lower.ends_with(ending)) return format;
    return {};
}

[[noreturn]] void refuseForeign(const SourceFile& file, std::string_view head)
{
    for (const auto& magic : kUnsupported)
        if (has(head, magic.offset, magic.bytes)) {
            const std::string promised(promisedBy(file.subject()));
            throw Error(ErrorCode::Unsupported, file.subject(),
                        (promised.empty() ? std::string(magic.name) : "not " + promised + " as its name says: it is " + std::string(magic.name) + ", which") +
                            " is not read here. Convert it, for example to FLAC");
        }
    std::string what = "unknown binary data";
    for (const auto& magic : kForeign) {
        if (!has(head, magic.offset, magic.bytes)) continue;
        what = magic.name;
        throw Error(ErrorCode::NotAudio, file.subject(), "not audio: it looks like " + what);
    }
    if (looksLikeText(head))
        what = describeText(head);
    else if (std::all_of(head.begin(), head.end(), [](char c) { return c == '\0'; }))
        what = "nothing but zero bytes";
    throw Error(ErrorCode::NotAudio, file.subject(), "not audio: it looks like " + what);
}

std::string sizes(std::int64_t promised, std::int64_t there)
{
    return "cut short - the header promises " + std::to_string(promised) + " bytes, " + std::to_string(there) +
           " are there. Copy it again from its source";
}

/// Walks the chunks of RIFF or AIFF up to the sound data and compares its promised length with the file. libsndfile itself
/// shortens such files in silence.
void checkChunks(const SourceFile& file, bool bigEndian, std::string_view soundChunk)
{
    std::int64_t at = 12;
    std::array<unsigned char, 8> header{};
    while (file.readAt(at, header) == header.size()) {
        const auto byte = [&](int i) { return std::int64_t{header[static_cast<std::size_t>(bigEndian ? 4 + i : 7 - i)]}; };
        const std::int64_t length = (byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3);
        if (viewOf(header).substr(0, 4) == soundChunk) {
            // Programs that write to a pipe leave 0 or the largest number: no promise.
            const bool promise = length != 0 && length < 0xfffff000;
            if (promise && at + 8 + length > file.size()) throw Error(ErrorCode::Truncated, file.subject(), sizes(length, file.size() - at - 8));
            return;
        }
        at += 8 + length + (length & 1);
    }
}

/// The last Ogg page must end where the file ends; junk after it is harmless.
void checkLastOggPage(const SourceFile& file)
{
    constexpr std::int64_t kLargestPage = 27 + 255 + 255 * 255;
    const std::int64_t from = std::max<std::int64_t>(0, file.size() - kLargestPage);
    std::vector<unsigned char> tail(static_cast<std::size_t>(file.size() - from));
    tail.resize(file.readAt(from, tail));
    const auto at = viewOf(tail).rfind("OggS");
    if (at == std::string_view::npos) return;
    const std::size_t left = tail.size() - at;
    std::size_t promised = 27;
    if (left >= promised) {
        const std::size_t segments = tail[at + 26];
        promised += segments;
        for (std::size_t i = 0; i < segments && at + 27 + i < tail.size(); ++i) promised += tail[at + 27 + i];
    }
    if (left < promised)
        throw Error(ErrorCode::Truncated, file.subject(), sizes(static_cast<std::int64_t>(promised), static_cast<std::int64_t>(left)));
}

std::int64_t afterId3v2(const SourceFile& file)
{
    std::int64_t at = 0;
    std::array<unsigned char, 10> tag{};
    while (file.readAt(at, tag) == tag.size() && std::memcmp(tag.data(), "ID3", 3) == 0) {
        const std::int64_t length = (std::int64_t{tag[6] & 0x7fu} << 21) | ((tag[7] & 0x7f) << 14) | ((tag[8] & 0x7f) << 7) | (tag[9] & 0x7f);
        at += 10 + length + ((tag[5] & 0x10) != 0 ? 10 : 0);
    }
    return at;
}

/// Position of the first of three frames that follow each other (or of all there are, in a very short file).
std::optional<std::size_t> findMpeg(std::span<const unsigned char> head, bool wholeFile)
{
    for (std::size_t start = 0; start + 4 <= head.size(); ++start) {
        std::size_t at = start;
        int frames = 0;
        for (; frames < 3; ++frames) {
            const auto header = parseMpegHeader(head.subspan(std::min(at, head.size())));
            if (!header || header->frameBytes <= 4) break;
            at += static_cast<std::size_t>(header->frameBytes);
        }
        if (frames == 3 || (wholeFile && frames > 0 && at >= head.size())) return start;
    }
    return std::nullopt;
}

void checkXing(const SourceFile& file, const MpegHeader& header, std::span<const unsigned char> frame, std::int64_t offset)
{
    const auto xing = parseXing(header, frame);
    if (xing && xing->bytes && *xing->bytes > file.size() - offset)
        throw Error(ErrorCode::Truncated, file.subject(), sizes(*xing->bytes, file.size() - offset));
}

std::optional<Sniffed> sniffMpeg(const SourceFile& file, std::int64_t offset)
{
    std::vector<unsigned char> head(kHeadBytes);
    head.resize(file.readAt(offset, head));
    const auto start = findMpeg(head, offset + static_cast<std::int64_t>(head.size()) == file.size());
    if (!start) return std::nullopt;
    const auto frame = std::span<const unsigned char>(head).subspan(*start);
    const auto header = *parseMpegHeader(frame);
    const auto at = offset + static_cast<std::int64_t>(*start);
    checkXing(file, header, frame, at);
    return Sniffed{Kind::Mpeg, "MPEG layer " + std::to_string(header.layer), at};
}

Sniffed sniffOgg(const SourceFile& file, std::string_view head)
{
    checkLastOggPage(file);
    const auto first = head.substr(0, 256);
    if (first.find("\x01vorbis") != std::string_view::npos) return {Kind::OggVorbis, "Ogg Vorbis", 0};
    if (first.find("OpusHead") != std::string_view::npos) return {Kind::OggOpus, "Ogg Opus", 0};
    if (first.find("\x7f" "FLAC") != std::string_view::npos) return {Kind::OggFlac, "Ogg FLAC", 0};
    const bool speex = first.find("Speex   ") != std::string_view::npos;
    throw Error(ErrorCode::Unsupported, file.subject(), std::string(speex ? "Ogg Speex" : "this Ogg stream") + " is not read here");
}

}  // namespace

Sniffed sniff(const SourceFile& file)
{
    std::vector<unsigned char> bytes(4096);
    bytes.resize(file.readAt(0, bytes));
    const auto head = viewOf(bytes);

    if (has(head, 0, "RIFF") && has(head, 8, "WAVE")) {
        checkChunks(file, false, "data");
        return {Kind::Wav, "WAV", 0};
    }
    if (has(head, 0, "FORM") && (has(head, 8, "AIFF") || has(head, 8, "AIFC"))) {
        checkChunks(file, true, "SSND");
        return {Kind::Aiff, "AIFF", 0};
    }
    if (has(head, 0, "fLaC")) return {Kind::Flac, "FLAC", 0};
    if (has(head, 0, "OggS")) return sniffOgg(file, head);
    if (has(head, 0, "RF64")) return {Kind::OtherSndfile, "RF64", 0};
    if (has(head, 0, "riff\x2e\x91\xcf\x11")) return {Kind::OtherSndfile, "Wave64", 0};
    if (has(head, 0, "caff")) return {Kind::OtherSndfile, "Core Audio", 0};
    if (has(head, 0, ".snd")) return {Kind::OtherSndfile, "AU", 0};
    if (has(head, 0, "ID3")) {
        const auto offset = afterId3v2(file);
        std::array<unsigned char, 4> magic{};
        if (file.readAt(offset, magic) == 4 && viewOf(magic) == "fLaC") return {Kind::Flac, "FLAC", offset};
        if (auto mpeg = sniffMpeg(file, offset)) return *mpeg;
        if (offset >= file.size()) throw Error(ErrorCode::NoAudio, file.subject(), "there is an ID3 tag and nothing after it");
        throw Error(ErrorCode::Corrupt, file.subject(), "no MPEG audio frame follows the ID3 tag");
    }
    // Known formats first: a picture may well hold three bytes in a row that look like frame headers.
    const bool foreign = std::any_of(std::begin(kForeign), std::end(kForeign), [&](const Magic& m) { return has(head, m.offset, m.bytes); }) ||
                         std::any_of(std::begin(kUnsupported), std::end(kUnsupported), [&](const Magic& m) { return has(head, m.offset, m.bytes); });
    if (!foreign && !looksLikeText(head))
        if (auto mpeg = sniffMpeg(file, 0)) return *mpeg;
    refuseForeign(file, head);
}

}  // namespace engine::audio
