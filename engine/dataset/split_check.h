#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/dataset/split_plan.h"

namespace engine::dataset {

/// One line of a split under examination. What is not known is empty.
struct SplitLine {
    std::string id, path;             ///< the track, by 16 hex digits or by path
    std::string artist, album;
    std::string audioHash, fileHash;
    std::string part;
    std::string likeGroup = {};       ///< tracks that sound alike share it
};

/// What is in more than one part and must not be.
struct SplitOffender {
    std::string kind;                 ///< "track", "duplicate" (equal audio or equal bytes), "near-duplicate" (sound alike), "artist", "album"
    std::string name;
    std::vector<std::string> parts;   ///< in alphabetical order
    std::vector<std::string> tracks;  ///< path (else id) of every track concerned, each once, in the order given
};
std::vector<SplitOffender> findOffenders(std::span<const SplitLine> lines, GroupBy groupBy);

/// Reads a split as a table: a column id (or track) or path, a column part (or split), optionally artist, album, audio_hash; others do
/// not matter. Throws Error{BadRow} with the line for what cannot be read: a check must not overlook anything.
std::vector<SplitLine> readSplitTable(const std::filesystem::path& file);

}  // namespace engine::dataset
