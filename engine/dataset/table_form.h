#pragma once
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/csv.h"

namespace engine::dataset {

/// What a column of a table says of its track.
enum class ColumnRole {
    Ignored,
    Path,     ///< of the file
    Id,       ///< the file's name without extension, e.g. a data set's number
    Artist,
    Album,
    Title,
    Split,    ///< train, valid or test
    Tag,      ///< one tag; a track has as many rows as it has tags
    Score,    ///< of that tag
    Tags,     ///< several tags in one cell
    Flag,     ///< the column is a tag, its cells are 0 or 1
    Hash,     ///< of the file or of its decoded audio, hex
};
/// Throws Error{InvalidArgument}.
ColumnRole columnRoleFromName(std::string_view name);
std::string_view columnRoleName(ColumnRole role);
bool holdsTags(ColumnRole role);

struct ColumnUse {
    ColumnRole role = ColumnRole::Ignored;
    std::string type = {};   ///< of the tags of this column; empty = as each says ("genre---rock")
    friend bool operator==(const ColumnUse&, const ColumnUse&) = default;
};

/// How a table is to be read. Columns without an entry are ignored.
struct TableForm {
    char delimiter = ',';
    bool hasHeader = true;                  ///< false: columns are named #1, #2, ...
    std::string tagSeparator = ";";         ///< between the tags of one cell
    std::map<std::string, ColumnUse> uses;  ///< by the column's name, or "#3" for the third
};

/// "file=path", "labels=tags:genre": the column's name up to the last "=", what it is, and the type of its tags. Throws Error{InvalidArgument}.
std::pair<std::string, ColumnUse> columnUseFrom(std::string_view text);
std::string columnUseText(const std::string& column, const ColumnUse& use);

/// "comma", "semicolon", "tab", "pipe" or the character itself. Throws Error{InvalidArgument}.
char delimiterFromName(std::string_view name);
std::string_view delimiterName(char delimiter);
/// The one of the four that cuts the first line into most columns; a comma where none does. Throws as CsvReader.
char guessDelimiter(const std::filesystem::path& file);

/// The first rows of a table as they stand.
struct TableSample {
    std::vector<std::string> columns;   ///< Unicode form C, trimmed; an unnamed one is "#3"
    std::vector<CsvRow> rows;           ///< at most as many as asked for
};
/// Throws Error{Empty, BadRow} where there is no header that can be read, and as CsvReader.
TableSample readSample(const std::filesystem::path& file, char delimiter, bool hasHeader, std::size_t rows);
/// Names of the columns of a header (or of a first row without one), as in TableSample.
std::vector<std::string> columnNames(const CsvRow& first, bool hasHeader);
/// For a message; their number where they are many.
std::string columnList(const std::vector<std::string>& columns);

/// Our own names: path, artist, album, split, and tags, or tag and score, or all others as 0/1 columns.
std::map<std::string, ColumnUse> standardUses(const std::vector<std::string>& columns);
/// standardUses() where there is a path; else what usual names and the cells suggest, to begin with in a dialog.
std::map<std::string, ColumnUse> suggestedUses(const TableSample& sample);

}  // namespace engine::dataset
