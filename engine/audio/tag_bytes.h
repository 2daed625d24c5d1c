#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace engine::audio {

/// One text field of a file's metadata as it shall be; no values = it goes. Names are those of readMetadata(): GENRE, MOOD, GROUPING, ...
struct FieldChange {
    std::string field;
    std::vector<std::string> values;
};

/// A music file with these fields changed and everything else as it was: other frames, comments and blocks keep their bytes and their
/// order, and so does the sound. Values are kept apart as the format can; ID3v2.3 cannot, there they are joined by `separator`.
/// MP3 (ID3v2.3 and 2.4; without a tag a 2.4 one is made), WAV and AIFF (the same tag in a chunk; a WAV file's first one also says what its INFO
/// list says, which the tag hides from readers), FLAC, Ogg Vorbis, Opus and FLAC in Ogg.
/// Throws Error{Unsupported} for other formats and for tags with unsynchronisation or a footer, Error{Corrupt} for broken ones.
std::string withFields(const std::filesystem::path& file, const std::vector<FieldChange>& changes, const std::string& separator = "; ");

/// All bytes of a file. Throws as SourceFile does, Error{TooLarge} above 1 GB.
std::string readWholeFile(const std::filesystem::path& file);

/// The formats that are changed without another library's help, for their tests.
std::string id3WithFields(std::string_view bytes, const std::vector<FieldChange>& changes, const std::string& separator, const std::string& subject);
std::string flacWithFields(std::string_view bytes, const std::vector<FieldChange>& changes, const std::string& subject);
/// WAV or AIFF. Throws Error{Corrupt} for a chunk that is cut short, Error{Unsupported} for RF64.
std::string riffWithFields(std::string_view bytes, const std::vector<FieldChange>& changes, const std::string& separator, const std::string& subject);
bool hasId3Chunk(std::string_view bytes, const std::string& subject);

}  // namespace engine::audio
