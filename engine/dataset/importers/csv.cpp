// A table of tags with a header, in one of three forms:
//   path,tag[,score]          one row a track and tag
//   path,rock,calm,...        one 0/1 column a tag
//   path,...,tags             ";"-separated; other columns do not matter
// each with optional columns artist, album and split. The delimiter is that of the header.
#include <algorithm>

#include "engine/core/error.h"
#include "engine/dataset/importer.h"
#include "engine/dataset/tag_table.h"
#include "engine/dataset/text.h"
#include "engine/dataset/unicode.h"

namespace engine::dataset {

namespace {

bool isNamedAsTable(const std::filesystem::path& path)
{
    return path.extension() == ".csv" || path.extension() == ".tsv";
}

bool hasPath(const std::vector<std::string>& columns)
{
    for (const auto& name : columns)
        if (foldCase(name) == "path") return true;
    return false;
}

[[noreturn]] void refuseColumns(const std::filesystem::path& path, const std::string& what, const std::vector<std::string>& columns)
{
    throw Error(ErrorCode::BadRow, path.string(), what + "; columns found: " + columnList(columns) + ". Columns of other names can be given their meaning");
}

bool recognisesTable(const std::filesystem::path& path)
{
    // A table that lacks only its path column is refused by read(), which can name what is missing.
    if (isNamedAsTable(path) || !std::filesystem::is_regular_file(path)) return isNamedAsTable(path);
    CsvRow header;
    return CsvReader(path, guessDelimiter(path)).next(header) && header.problem.empty() && hasPath(columnNames(header, true));
}

void readTable(const std::filesystem::path& path, ImportSink& sink, RunControl& control)
{
    TableForm form;
    form.delimiter = guessDelimiter(path);
    CsvRow header;
    if (!CsvReader(path, form.delimiter).next(header)) throw Error(ErrorCode::Empty, path.string(), "a header with a column 'path' wanted, the file is empty");
    if (!header.problem.empty()) throw Error(ErrorCode::BadRow, path.string(), "the header cannot be read: " + header.problem);
    const auto columns = columnNames(header, true);
    if (!hasPath(columns)) refuseColumns(path, "the column 'path' is missing", columns);
    form.uses = standardUses(columns);
    if (std::none_of(form.uses.begin(), form.uses.end(), [](const auto& entry) { return holdsTags(entry.second.role); }))
        refuseColumns(path, "a column 'tag' or 'tags' or one 0/1 column a tag is missing", columns);
    readTagTable(path, form, sink, control);
}

}  // namespace

extern const ImporterEntry csv_importer;
const ImporterEntry csv_importer{"csv", "any table with a path column: path,tag[,score]; path and one 0/1 column a tag; path,...,tags", recognisesTable, readTable};

}  // namespace engine::dataset
