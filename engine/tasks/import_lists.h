#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "engine/core/atomic_file.h"
#include "engine/core/csv.h"
#include "engine/core/json.h"
#include "engine/dataset/importer.h"

namespace engine::tasks {

/// What became of a row of a data set.
enum class RowFate { Matched, Missing, Unreadable, Duplicate, Refused };
inline constexpr std::array<RowFate, 5> kRowFates{RowFate::Matched, RowFate::Missing, RowFate::Unreadable, RowFate::Duplicate, RowFate::Refused};
/// "matched", "missing", "unreadable", "duplicates", "refused": keys of the report and stems of the lists' files.
std::string_view rowFateName(RowFate fate);

/// The rows of an import, streamed into one table a fate: matched.csv, missing.csv, ... Memory is that of a buffer each.
/// Columns: line, path, name (ids, or artist and title), track, track_path, remark; refused.csv: line, remark.
class ImportLists {
public:
    /// Makes the folder if it is not there. Throws Error{Permission, NoSpace, ...}.
    explicit ImportLists(std::filesystem::path folder);
    void add(RowFate fate, const dataset::ImportRow& row, const std::string& trackId, const std::string& trackPath, const std::string& remark);
    void refuse(std::int64_t line, const std::string& reason);
    /// Writes all five, also empty ones; without it nothing changes.
    void commit();
    static std::filesystem::path fileOf(const std::filesystem::path& folder, RowFate fate);

private:
    struct List {
        std::unique_ptr<AtomicFile> file;
        CsvWriter rows;
    };
    List& listOf(RowFate fate) { return m_lists[static_cast<std::size_t>(fate)]; }
    static void flush(List& list);

    std::array<List, 5> m_lists;
};

}  // namespace engine::tasks
