// A table of tags with a header, in one of three forms:
//   path,tag[,score]          one row a track and tag
//   path,rock,calm,...        one 0/1 column a tag
//   path,...,tags             ";"-separated; other columns do not matter
// each with optional columns artist, album and split.
#include <charconv>
#include <cmath>
#include <set>

#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/dataset/importer.h"
#include "engine/dataset/relative_path.h"
#include "engine/dataset/text.h"
#include "engine/dataset/unicode.h"

namespace engine::dataset {

namespace {

constexpr std::int64_t kMaxRows = 20'000'000;
constexpr std::int64_t kRowsPerStep = 256;

using Column = std::optional<std::size_t>;

/// Undoes the quote our own tables put before formulas, and leaves foreign texts such as '80s alone.
std::string cellText(const std::string& cell)
{
    auto plain = unguardFormula(cell);
    return guardFormula(plain) == cell ? plain : cell;
}

[[noreturn]] void refuseCell(const std::string& wanted, const std::string& column, const std::string& cell)
{
    throw Error(ErrorCode::BadRow, column, wanted + " wanted in column '" + column + "', found '" + cell.substr(0, 100) + "'");
}

double numberOf(const std::string& cell, const std::string& column, const std::string& wanted)
{
    const auto text = trimmed(cell);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) refuseCell(wanted, column, cell);
    return number;
}

class TagTable {
public:
    TagTable(const std::vector<std::string>& header, const std::filesystem::path& file) : m_header(header)
    {
        for (auto& name : m_header)
            name = toNfc(trimmed(cellText(name)));
        refuseRepeatedColumns(file);
        m_path = column("path");
        m_tags = column("tags");
        m_tag = column("tag");
        m_score = column("score");
        m_artist = column("artist");
        m_album = column("album");
        m_split = column("split");
        if (!m_path) throw Error(ErrorCode::BadRow, file.string(), "the column 'path' is missing; columns found: " + columnList());
        if (!m_tags && !m_tag) findFlags(file);
    }

    /// Throws Error{BadRow}.
    ImportRow read(const CsvRow& cells) const
    {
        if (!cells.problem.empty()) throw Error(ErrorCode::BadRow, "", cells.problem);
        if (cells.fields.size() != m_header.size())
            throw Error(ErrorCode::BadRow, "", std::to_string(m_header.size()) + " columns wanted, found " + std::to_string(cells.fields.size()));
        ImportRow row;
        row.line = cells.line;
        row.path = safeRelativePath(trimmed(cellText(cells.fields[*m_path])));
        if (m_artist) row.artist = toNfc(trimmed(cellText(cells.fields[*m_artist])));
        if (m_album) row.album = toNfc(trimmed(cellText(cells.fields[*m_album])));
        if (m_split) row.part = partOf(cells.fields[*m_split]);
        row.tags = m_tags ? parseTagCell(cellText(cells.fields[*m_tags])) : m_tag ? oneTag(cells) : flaggedTags(cells);
        row.isComplete = m_tags || !m_tag;
        return row;
    }

private:
    Column column(std::string_view wanted) const
    {
        for (std::size_t i = 0; i < m_header.size(); ++i)
            if (foldCase(m_header[i]) == wanted) return i;
        return {};
    }
    std::string columnList() const
    {
        std::string list;
        for (const auto& name : m_header)
            list.append(list.empty() ? "" : ", ").append(name);
        return list.size() <= 300 ? list : std::to_string(m_header.size()) + " columns, the first is '" + m_header.front().substr(0, 100) + "'";
    }
    void refuseRepeatedColumns(const std::filesystem::path& file) const
    {
        std::set<std::string> seen;
        for (const auto& name : m_header)
            if (!seen.insert(name).second) throw Error(ErrorCode::BadRow, file.string(), "the column '" + name + "' occurs twice");
    }
    void findFlags(const std::filesystem::path& file)
    {
        for (std::size_t i = 0; i < m_header.size(); ++i) {
            if (i == m_path || i == m_artist || i == m_album || i == m_split) continue;
            if (m_header[i].empty()) throw Error(ErrorCode::BadRow, file.string(), "column " + std::to_string(i + 1) + " has no name");
            m_flags.emplace_back(i, parseTag(m_header[i]));
        }
        if (m_flags.empty())
            throw Error(ErrorCode::BadRow, file.string(), "a column 'tag' or 'tags' or one 0/1 column a tag is missing; columns found: " + columnList());
    }
    std::optional<Part> partOf(const std::string& cell) const
    {
        const auto name = foldCase(trimmed(cell));
        if (name.empty()) return {};
        try {
            return partFromName(name);
        } catch (const Error&) {
            refuseCell("train, valid or test", m_header[*m_split], cell);
        }
    }
    std::vector<ImportTag> oneTag(const CsvRow& cells) const
    {
        auto tag = parseTag(cellText(cells.fields[*m_tag]));
        if (!m_score) return {std::move(tag)};
        tag.score = numberOf(cells.fields[*m_score], m_header[*m_score], "a number");
        if (tag.score < 0) refuseCell("a number not below 0", m_header[*m_score], cells.fields[*m_score]);
        if (tag.score == 0) return {};   // stated as absent
        return {std::move(tag)};
    }
    std::vector<ImportTag> flaggedTags(const CsvRow& cells) const
    {
        std::vector<ImportTag> tags;
        for (const auto& [index, tag] : m_flags) {
            const double flag = numberOf(cells.fields[index], m_header[index], "0 or 1");
            if (flag != 0 && flag != 1) refuseCell("0 or 1", m_header[index], cells.fields[index]);
            if (flag == 1) tags.push_back(tag);
        }
        return tags;
    }

    std::vector<std::string> m_header;
    Column m_path, m_tags, m_tag, m_score, m_artist, m_album, m_split;
    std::vector<std::pair<std::size_t, ImportTag>> m_flags;   // the 0/1 columns
};

bool recognisesTable(const std::filesystem::path& path)
{
    if (!std::filesystem::is_regular_file(path)) return path.extension() == ".csv";
    CsvRow header;
    if (!CsvReader(path).next(header) || !header.problem.empty()) return path.extension() == ".csv";
    for (const auto& name : header.fields)
        if (foldCase(trimmed(name)) == "path") return true;
    // A table that lacks only its path column is refused by read(), which can name what is missing.
    return path.extension() == ".csv";
}

/// A row, or the reason why there is none.
std::optional<ImportRow> rowOf(const TagTable& table, const CsvRow& cells, std::string& reason)
{
    try {
        return table.read(cells);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::BadRow) throw;
        reason = error.what();
        return {};
    }
}

void readTable(const std::filesystem::path& path, ImportSink& sink, RunControl& control)
{
    CsvReader reader(path);
    CsvRow cells;
    if (!reader.next(cells)) throw Error(ErrorCode::Empty, path.string(), "a header with a column 'path' wanted, the file is empty");
    if (!cells.problem.empty()) throw Error(ErrorCode::BadRow, path.string(), "the header cannot be read: " + cells.problem);
    const TagTable table(cells.fields, path);
    for (std::int64_t rows = 0; reader.next(cells); ++rows) {
        if (rows >= kMaxRows) throw Error(ErrorCode::TooLarge, path.string(), "more than 20 million rows");
        if (rows % kRowsPerStep == 0) control.step("read", rows, 0);
        std::string reason;
        if (const auto row = rowOf(table, cells, reason))
            sink.row(*row);
        else
            sink.refuse(cells.line, reason);
    }
}

}  // namespace

extern const ImporterEntry csv_importer;
const ImporterEntry csv_importer{"csv", "any table with a path column: path,tag[,score]; path and one 0/1 column a tag; path,...,tags", recognisesTable, readTable};

}  // namespace engine::dataset
