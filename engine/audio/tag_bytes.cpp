#include "engine/audio/tag_bytes.h"

#include <taglib/oggflacfile.h>
#include <taglib/opusfile.h>
#include <taglib/tbytevectorstream.h>
#include <taglib/vorbisfile.h>

#include <algorithm>

#include "engine/audio/metadata.h"
#include "engine/audio/sniff.h"
#include "engine/core/error.h"

namespace engine::audio {

namespace {

constexpr std::int64_t kMaxFileBytes = std::int64_t{1} << 30;

bool equalNames(std::string_view a, std::string_view b)
{
    const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return upper(x) == upper(y); });
}

std::uint32_t bigEndian(std::string_view bytes)
{
    std::uint32_t number = 0;
    for (const char c : bytes)
        number = number << 8 | static_cast<unsigned char>(c);
    return number;
}

std::string bigEndianBytes(std::size_t number, int bytes)
{
    std::string text;
    for (int i = bytes - 1; i >= 0; --i)
        text += static_cast<char>(number >> (8 * i));
    return text;
}

// ---- ID3v2 (id3.org, versions 2.3.0 and 2.4.0)

constexpr std::size_t kId3Header = 10;
constexpr std::size_t kId3Padding = 1024;
constexpr std::size_t kMaxId3 = (std::size_t{1} << 28) - 1;

/// Seven bits a byte, so that no size looks like the beginning of an MPEG frame.
std::size_t synchsafe(std::string_view bytes, const std::string& subject)
{
    std::size_t number = 0;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 127) throw Error(ErrorCode::Corrupt, subject, "its ID3v2 tag states a size that cannot be");
        number = number << 7 | byte;
    }
    return number;
}

std::string synchsafeBytes(std::size_t number)
{
    std::string text;
    for (int shift = 21; shift >= 0; shift -= 7)
        text += static_cast<char>((number >> shift) & 127);
    return text;
}

/// The frame a field has of its own; empty = it is a TXXX frame with the field's name.
std::string frameOf(const std::string& field, int version)
{
    if (field == "GENRE") return "TCON";
    if (field == "GROUPING") return "GRP1";
    if (field == "MOOD" && version == 4) return "TMOO";
    if (field == "TITLE") return "TIT2";
    if (field == "ARTIST") return "TPE1";
    if (field == "ALBUM") return "TALB";
    if (field == "TRACKNUMBER") return "TRCK";
    if (field == "DATE" && version == 4) return "TDRC";
    return {};
}

/// The description of a TXXX frame; only ASCII matters, so bytes of zero and the byte order mark are passed over.
std::string txxxName(std::string_view data)
{
    std::string name;
    if (data.empty()) return name;
    const bool wide = data[0] == 1 || data[0] == 2;
    for (std::size_t i = 1; i < data.size(); ++i) {
        if (wide && i + 1 < data.size() && i % 2 == 1 && data[i] == 0 && data[i + 1] == 0) break;
        if (!wide && data[i] == 0) break;
        const auto byte = static_cast<unsigned char>(data[i]);
        if (byte != 0 && byte != 0xfe && byte != 0xff) name += data[i];
    }
    return name;
}

bool isFrameOf(std::string_view id, std::string_view data, const std::string& field, int version)
{
    const auto own = frameOf(field, version);
    return (!own.empty() && id == own) || (id == "TXXX" && equalNames(txxxName(data), field));
}

/// UTF-8 as UTF-16 with a byte order mark: what version 2.3 has beside Latin 1.
std::string utf16Text(const std::string& text)
{
    const auto vector = TagLib::String(text, TagLib::String::UTF8).data(TagLib::String::UTF16);
    return {vector.data(), vector.size()};
}

std::string textFrame(const FieldChange& change, int version, const std::string& separator)
{
    std::string joined;
    for (std::size_t i = 0; i < change.values.size(); ++i)
        joined.append(i == 0 ? std::string() : version == 4 ? std::string(1, '\0') : separator).append(change.values[i]);
    auto id = frameOf(change.field, version);
    const bool named = id.empty();
    if (named) id = "TXXX";
    std::string data;
    const bool ascii = std::all_of(joined.begin(), joined.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
    if (version == 4)
        data = std::string(1, '\3') + (named ? change.field + '\0' : std::string()) + joined;
    else if (ascii)
        data = std::string(1, '\0') + (named ? change.field + '\0' : std::string()) + joined;
    else
        data = std::string(1, '\1') + (named ? utf16Text(change.field) + std::string(2, '\0') : std::string()) + utf16Text(joined);
    return id + (version == 4 ? synchsafeBytes(data.size()) : bigEndianBytes(data.size(), 4)) + std::string(2, '\0') + data;
}

struct Id3Tag {
    int version = 4;
    char flags = 0;              // of 2.4 that its frames are unsynchronised one by one; a text frame has nothing to guard
    std::string frames;          // those that stay
    std::size_t size = 0;        // without the header, padding included
    std::size_t audio = 0;       // where the rest of the file begins
};

Id3Tag readId3(std::string_view bytes, const std::vector<FieldChange>& changes, const std::string& subject)
{
    Id3Tag tag;
    if (!bytes.starts_with("ID3")) return tag;
    if (bytes.size() < kId3Header) throw Error(ErrorCode::Corrupt, subject, "its ID3v2 tag is cut short");
    tag.version = bytes[3];
    const auto flags = static_cast<unsigned char>(bytes[5]);
    if (tag.version != 3 && tag.version != 4)
        throw Error(ErrorCode::Unsupported, subject, "has an ID3v2." + std::to_string(tag.version) + " tag; 2.3 and 2.4 are changed here");
    if ((tag.version == 3 && (flags & 0x80) != 0) || (flags & 0x10) != 0)
        throw Error(ErrorCode::Unsupported, subject, "its ID3v2 tag is unsynchronised or has a footer, which is not changed here");
    tag.flags = static_cast<char>(tag.version == 4 ? flags & 0x80 : 0);
    tag.size = synchsafe(bytes.substr(6, 4), subject);
    tag.audio = kId3Header + tag.size;
    if (tag.audio > bytes.size()) throw Error(ErrorCode::Corrupt, subject, "its ID3v2 tag states more bytes than there are");
    auto rest = bytes.substr(kId3Header, tag.size);
    if ((flags & 0x40) != 0) {   // an extended header says nothing that a changed tag could keep
        if (rest.size() < 4) throw Error(ErrorCode::Corrupt, subject, "its extended ID3v2 header is cut short");
        const std::size_t extended = tag.version == 4 ? synchsafe(rest.substr(0, 4), subject) : bigEndian(rest.substr(0, 4)) + std::size_t{4};
        if (extended > rest.size()) throw Error(ErrorCode::Corrupt, subject, "its extended ID3v2 header states more bytes than there are");
        rest.remove_prefix(extended);
    }
    while (rest.size() >= kId3Header && rest[0] != 0) {
        const auto id = rest.substr(0, 4);
        const std::size_t size = tag.version == 4 ? synchsafe(rest.substr(4, 4), subject) : bigEndian(rest.substr(4, 4));
        if (size > rest.size() - kId3Header || id.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ") != std::string_view::npos)
            throw Error(ErrorCode::Corrupt, subject, "its ID3v2 frames are broken");
        const auto data = rest.substr(kId3Header, size);
        const bool goes = std::any_of(changes.begin(), changes.end(), [&](const auto& change) { return isFrameOf(id, data, change.field, tag.version); });
        if (!goes) tag.frames += rest.substr(0, kId3Header + size);
        rest.remove_prefix(kId3Header + size);
    }
    return tag;
}

// ---- FLAC (RFC 9639): metadata blocks of a type, a length and bytes

constexpr int kFlacPadding = 1, kFlacComment = 4;
constexpr std::size_t kMaxFlacBlock = (std::size_t{1} << 24) - 1;

struct FlacBlock {
    int type = 0;
    std::string data;
};

std::uint32_t littleEndian(std::string_view bytes)
{
    std::uint32_t number = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        number = number << 8 | static_cast<unsigned char>(bytes[i]);
    return number;
}

std::string littleEndianBytes(std::size_t number)
{
    std::string text;
    for (int i = 0; i < 4; ++i)
        text += static_cast<char>(number >> (8 * i));
    return text;
}

std::string_view takeComment(std::string_view& rest, const std::string& subject)
{
    if (rest.size() < 4 || littleEndian(rest.substr(0, 4)) > rest.size() - 4) throw Error(ErrorCode::Corrupt, subject, "its Vorbis comments are broken");
    const auto text = rest.substr(4, littleEndian(rest.substr(0, 4)));
    rest.remove_prefix(4 + text.size());
    return text;
}

std::string commentsWith(std::string_view old, const std::vector<FieldChange>& changes, const std::string& subject)
{
    auto rest = old;
    const auto vendor = old.empty() ? std::string_view("Tagbench") : takeComment(rest, subject);
    std::vector<std::string> comments;
    std::uint32_t count = 0;
    if (!old.empty()) {
        if (rest.size() < 4) throw Error(ErrorCode::Corrupt, subject, "its Vorbis comments are broken");
        count = littleEndian(rest.substr(0, 4));
        rest.remove_prefix(4);
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto comment = takeComment(rest, subject);
        const auto name = comment.substr(0, comment.find('='));
        if (std::none_of(changes.begin(), changes.end(), [&](const auto& change) { return equalNames(name, change.field); })) comments.emplace_back(comment);
    }
    for (const auto& change : changes)
        for (const auto& value : change.values)
            comments.push_back(change.field + "=" + value);
    auto data = littleEndianBytes(vendor.size()) + std::string(vendor) + littleEndianBytes(comments.size());
    for (const auto& comment : comments)
        data += littleEndianBytes(comment.size()) + comment;
    return data;
}

/// What grows or shrinks is taken from or given to the padding, so that the sound stays in its place.
void balancePadding(std::vector<FlacBlock>& blocks, std::size_t bytesBefore)
{
    std::size_t bytes = 0;
    for (const auto& block : blocks)
        bytes += 4 + block.data.size();
    for (auto& block : blocks) {
        if (block.type != kFlacPadding) continue;
        const auto wanted = block.data.size() + bytesBefore;
        if (wanted >= bytes && wanted - bytes <= kMaxFlacBlock) block.data.assign(wanted - bytes, '\0');
        return;
    }
}

template <typename File>
std::string oggWithFields(const std::string& bytes, const std::vector<FieldChange>& changes, const std::string& subject)
{
    TagLib::ByteVectorStream stream(TagLib::ByteVector(bytes.data(), static_cast<unsigned>(bytes.size())));
    File file(&stream, false);
    if (!file.isValid() || file.tag() == nullptr) throw Error(ErrorCode::Corrupt, subject, "its comments cannot be read");
    for (const auto& change : changes) {
        file.tag()->removeFields(TagLib::String(change.field, TagLib::String::UTF8));
        for (const auto& value : change.values)
            file.tag()->addField(TagLib::String(change.field, TagLib::String::UTF8), TagLib::String(value, TagLib::String::UTF8), false);
    }
    if (!file.save()) throw Error(ErrorCode::Corrupt, subject, "its comments cannot be changed");
    return {stream.data()->data(), stream.data()->size()};
}

/// The changes, and what the file says of itself in another way.
std::vector<FieldChange> withPresentFields(const std::filesystem::path& file, std::vector<FieldChange> changes)
{
    for (const auto& [field, values] : readMetadata(file).fields)
        if (std::none_of(changes.begin(), changes.end(), [&field](const auto& change) { return change.field == field; })) changes.push_back({field, values});
    return changes;
}

}  // namespace

std::string id3WithFields(std::string_view bytes, const std::vector<FieldChange>& changes, const std::string& separator, const std::string& subject)
{
    auto tag = readId3(bytes, changes, subject);
    for (const auto& change : changes)
        if (!change.values.empty()) tag.frames += textFrame(change, tag.version, separator);
    if (tag.frames.size() > tag.size) tag.size = tag.frames.size() + kId3Padding;
    if (tag.size > kMaxId3) throw Error(ErrorCode::TooLarge, subject, "the tags do not fit into an ID3v2 tag");
    tag.frames.resize(tag.size, '\0');
    const char revision = bytes.starts_with("ID3") ? bytes[4] : '\0';
    std::string header = "ID3";
    header += static_cast<char>(tag.version);
    header += revision;
    header += tag.flags;
    return header + synchsafeBytes(tag.size) + tag.frames + std::string(bytes.substr(tag.audio));
}

std::string flacWithFields(std::string_view bytes, const std::vector<FieldChange>& changes, const std::string& subject)
{
    if (!bytes.starts_with("fLaC")) throw Error(ErrorCode::Unsupported, subject, "something stands before its FLAC stream; it is not changed here");
    std::vector<FlacBlock> blocks;
    std::size_t at = 4, bytesBefore = 0;
    for (bool last = false; !last;) {
        if (at + 4 > bytes.size()) throw Error(ErrorCode::Corrupt, subject, "its FLAC metadata is cut short");
        const auto first = static_cast<unsigned char>(bytes[at]);
        const auto length = bigEndian(bytes.substr(at + 1, 3));
        if (length > bytes.size() - at - 4) throw Error(ErrorCode::Corrupt, subject, "its FLAC metadata is cut short");
        last = (first & 0x80) != 0;
        blocks.push_back({first & 0x7f, std::string(bytes.substr(at + 4, length))});
        bytesBefore += 4 + length;
        at += 4 + length;
    }
    const auto comment = std::find_if(blocks.begin(), blocks.end(), [](const auto& block) { return block.type == kFlacComment; });
    if (comment != blocks.end())
        comment->data = commentsWith(comment->data, changes, subject);
    else
        blocks.insert(blocks.begin() + 1, {kFlacComment, commentsWith({}, changes, subject)});
    balancePadding(blocks, bytesBefore);
    std::string result(bytes.substr(0, 4));
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (blocks[i].data.size() > kMaxFlacBlock) throw Error(ErrorCode::TooLarge, subject, "the tags do not fit into FLAC's metadata");
        result += static_cast<char>(blocks[i].type | (i + 1 == blocks.size() ? 0x80 : 0));
        result += bigEndianBytes(blocks[i].data.size(), 3) + blocks[i].data;
    }
    return result + std::string(bytes.substr(at));
}

std::string readWholeFile(const std::filesystem::path& file)
{
    const SourceFile source(file);
    if (source.size() > kMaxFileBytes) throw Error(ErrorCode::TooLarge, file.string(), "larger than 1 GB; tags are not written into it");
    std::string bytes(static_cast<std::size_t>(source.size()), '\0');
    const auto read = source.readAt(0, std::span(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size()));
    if (read != bytes.size()) throw Error(ErrorCode::Changed, file.string(), "changed while it was read");
    source.checkUnchanged();
    return bytes;
}

std::string withFields(const std::filesystem::path& file, const std::vector<FieldChange>& changes, const std::string& separator)
{
    const auto kind = sniff(SourceFile(file)).kind;
    const auto bytes = readWholeFile(file);
    const auto subject = file.string();
    switch (kind) {
    case Kind::Mpeg: return id3WithFields(bytes, changes, separator, subject);
    case Kind::Flac: return flacWithFields(bytes, changes, subject);
    case Kind::OggVorbis: return oggWithFields<TagLib::Ogg::Vorbis::File>(bytes, changes, subject);
    case Kind::OggOpus: return oggWithFields<TagLib::Ogg::Opus::File>(bytes, changes, subject);
    case Kind::OggFlac: return oggWithFields<TagLib::Ogg::FLAC::File>(bytes, changes, subject);
    case Kind::Wav:
    case Kind::Aiff: return riffWithFields(bytes, hasId3Chunk(bytes, subject) ? changes : withPresentFields(file, changes), separator, subject);
    case Kind::OtherSndfile: break;
    }
    throw Error(ErrorCode::Unsupported, subject, "tags are written into MP3, FLAC, Ogg, WAV and AIFF files, this is another format");
}

}  // namespace engine::audio
