#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/run_control.h"
#include "engine/dataset/tag_text.h"

namespace engine::dataset {

/// One good row.
struct ImportRow {
    std::int64_t line = 0;            ///< where it begins, from 1
    std::string path;                 ///< safeRelativePath() of what was written; empty where the data set names its tracks by id alone
    std::vector<std::string> ids;     ///< file names without extension that mean the track as well, e.g. its number in the data set
    std::string artist, album, title; ///< empty = not stated
    std::string contentHash = {};     ///< of the file (SHA-256) or of its decoded audio, hex; empty = not stated
    std::vector<std::string> subsets; ///< named selections of the data set it belongs to; empty = there are none
    std::vector<ImportTag> tags;
    bool isComplete = true;           ///< false = one tag of a track that has a row for each
    std::optional<Part> part;
};

/// Takes what an importer reads, in the order of the file.
class ImportSink {
public:
    virtual ~ImportSink();
    virtual void row(const ImportRow& row) = 0;
    virtual void refuse(std::int64_t line, const std::string& reason) = 0;
};

/// A data set's format; `path` is a file of it or, where the data set is a tree or a set of lists, its folder. `read` streams: only
/// lists that rows refer to (genres, artists, mismatches) are held. It throws Error about the file as a whole (an expected column is
/// missing); a bad row goes to refuse() and reading goes on.
struct ImporterEntry {
    std::string_view id;
    std::string_view description;
    bool (*recognises)(const std::filesystem::path& path);
    void (*read)(const std::filesystem::path& path, ImportSink& sink, RunControl& control);
};

/// All importers of importers/registry.def; the more particular ones first, "csv" last.
std::span<const ImporterEntry* const> allImporters();

/// By id, or with "auto" the first that recognises the file.
/// Throws Error{NotFound} for an unknown id, Error{Unsupported} where nobody recognises the file.
const ImporterEntry& findImporter(std::string_view id, const std::filesystem::path& path);

}  // namespace engine::dataset
