#include "engine/audio/metadata.h"

#include <taglib/aifffile.h>
#include <taglib/flacfile.h>
#include <taglib/id3v2framefactory.h>
#include <taglib/mpegfile.h>
#include <taglib/oggflacfile.h>
#include <taglib/opusfile.h>
#include <taglib/tfilestream.h>
#include <taglib/tpropertymap.h>
#include <taglib/vorbisfile.h>
#include <taglib/wavfile.h>
#include <unistd.h>

#include <charconv>
#include <memory>

#include "engine/audio/sniff.h"
#include "engine/core/error.h"
#include "engine/core/limits.h"

namespace engine::audio {

namespace {

/// TagLib by the sniffed kind: its own choice goes by the name's extension. Audio properties are left alone, they would read the
/// whole of some files. Null for containers it does not know.
std::unique_ptr<TagLib::File> openTags(Kind kind, TagLib::IOStream* stream)
{
    auto* frames = TagLib::ID3v2::FrameFactory::instance();
    switch (kind) {
    case Kind::Mpeg: return std::make_unique<TagLib::MPEG::File>(stream, frames, false);
    case Kind::Flac: return std::make_unique<TagLib::FLAC::File>(stream, frames, false);
    case Kind::Wav: return std::make_unique<TagLib::RIFF::WAV::File>(stream, false);
    case Kind::Aiff: return std::make_unique<TagLib::RIFF::AIFF::File>(stream, false);
    case Kind::OggVorbis: return std::make_unique<TagLib::Ogg::Vorbis::File>(stream, false);
    case Kind::OggOpus: return std::make_unique<TagLib::Ogg::Opus::File>(stream, false);
    case Kind::OggFlac: return std::make_unique<TagLib::Ogg::FLAC::File>(stream, false);
    case Kind::OtherSndfile: return nullptr;
    }
    return nullptr;
}

/// UTF-8, at most kMaxTagTextBytes, never cut within a character; NUL bytes out.
std::string keptText(const TagLib::String& text)
{
    std::string utf8 = text.to8Bit(true);
    std::erase(utf8, '\0');
    if (utf8.size() <= limits::kMaxTagTextBytes) return utf8;
    auto end = limits::kMaxTagTextBytes;
    while (end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xc0) == 0x80) --end;
    utf8.resize(end);
    return utf8;
}

std::string firstOf(const Metadata& metadata, const char* key)
{
    const auto found = metadata.fields.find(key);
    return found == metadata.fields.end() || found->second.empty() ? std::string() : found->second.front();
}

/// The number a text begins with ("7/12", "1999-04-01"), 0 if there is none.
int leadingNumber(const std::string& text)
{
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number < 0 ? 0 : number;
}

}  // namespace

Metadata readMetadata(const std::filesystem::path& path)
{
    const SourceFile source(path);
    const auto sniffed = sniff(source);
    // TagLib closes the descriptor it is given, hence a copy.
    const int copy = ::dup(source.descriptor());
    if (copy < 0) throw Error(ErrorCode::Internal, path.string(), "no file descriptor left");
    TagLib::FileStream stream(copy, true);
    const auto tags = openTags(sniffed.kind, &stream);
    Metadata metadata;
    if (!tags || !tags->isValid()) return metadata;
    for (const auto& [key, values] : tags->properties())
        for (const auto& value : values) metadata.fields[keptText(key.upper())].push_back(keptText(value));
    metadata.title = firstOf(metadata, "TITLE");
    metadata.artist = firstOf(metadata, "ARTIST");
    metadata.album = firstOf(metadata, "ALBUM");
    metadata.trackNumber = leadingNumber(firstOf(metadata, "TRACKNUMBER"));
    metadata.year = leadingNumber(firstOf(metadata, "DATE"));
    return metadata;
}

}  // namespace engine::audio
