#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace engine::audio {

/// Text metadata as UTF-8, cut at 64 kB a field. Keys of `fields` are upper case (TITLE, GENRE, MOOD, INSTRUMENT, TEMPO ...);
/// a field may have several values.
struct Metadata {
    std::string title, artist, album;
    int trackNumber = 0;
    int year = 0;
    std::map<std::string, std::vector<std::string>> fields;
};

/// Content is sniffed before TagLib touches the file. Throws Error as probe() does; a file without tags gives an empty Metadata.
Metadata readMetadata(const std::filesystem::path& path);

}  // namespace engine::audio
