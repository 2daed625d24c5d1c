#include "engine/dataset/tag_table.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "engine/core/error.h"
#include "engine/dataset/importers/reading.h"
#include "engine/dataset/relative_path.h"
#include "engine/dataset/text.h"
#include "engine/dataset/unicode.h"

namespace engine::dataset {

namespace {

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

}  // namespace

TagTable::TagTable(std::vector<std::string> columns, TableForm form, const std::filesystem::path& file) : m_columns(std::move(columns)), m_form(std::move(form))
{
    std::set<std::string> seen;
    for (const auto& name : m_columns)
        if (!seen.insert(name).second) throw Error(ErrorCode::BadRow, file.string(), "the column '" + name + "' occurs twice");
    for (const auto& [name, use] : m_form.uses) {
        auto at = std::find(m_columns.begin(), m_columns.end(), name);
        if (at == m_columns.end() && name.starts_with('#')) {
            const auto number = reading::numberFrom<std::size_t>(std::string_view(name).substr(1), "the number of a column");
            if (number >= 1 && number <= m_columns.size()) at = m_columns.begin() + static_cast<std::ptrdiff_t>(number - 1);
        }
        if (at == m_columns.end())
            throw Error(ErrorCode::BadRow, file.string(), "the column '" + name + "' is missing; columns found: " + columnList(m_columns));
        take(static_cast<std::size_t>(at - m_columns.begin()), use, file);
    }
    std::sort(m_tags.begin(), m_tags.end(), [](const auto& a, const auto& b) { return a.index < b.index; });
    checkMeanings(file);
}

void TagTable::take(std::size_t index, const ColumnUse& use, const std::filesystem::path& file)
{
    switch (use.role) {
    case ColumnRole::Ignored: return;
    case ColumnRole::Tag: m_oneTagARow = true; [[fallthrough]];
    case ColumnRole::Tags: m_tags.push_back({index, use, {}}); return;
    case ColumnRole::Flag:
        if (m_columns[index] == "#" + std::to_string(index + 1))
            throw Error(ErrorCode::BadRow, file.string(), "column " + std::to_string(index + 1) + " has no name");
        m_tags.push_back({index, use, typed(parseTag(m_columns[index]), use)});
        return;
    default: break;
    }
    if (!m_single.try_emplace(use.role, index).second)
        throw Error(ErrorCode::BadRow, file.string(), "two columns are said to be the " + std::string(columnRoleName(use.role)));
}

void TagTable::checkMeanings(const std::filesystem::path& file) const
{
    const auto has = [this](ColumnRole role) { return m_single.contains(role); };
    if (!has(ColumnRole::Path) && !has(ColumnRole::Id) && !has(ColumnRole::Hash) && !(has(ColumnRole::Artist) && has(ColumnRole::Title)))
        throw Error(ErrorCode::BadRow, file.string(), "no column names the track: its path, its id, its hash, or its artist and title are wanted");
    if (m_tags.empty() && !has(ColumnRole::Split))
        throw Error(ErrorCode::BadRow, file.string(), "a column 'tag' or 'tags' or one 0/1 column a tag is missing; columns found: " + columnList(m_columns));
    if (has(ColumnRole::Score) && !m_oneTagARow) throw Error(ErrorCode::BadRow, file.string(), "a score belongs to a column with one tag; there is none");
}

ImportRow TagTable::read(const CsvRow& cells) const
{
    if (!cells.problem.empty()) throw Error(ErrorCode::BadRow, "", cells.problem);
    if (cells.fields.size() != m_columns.size())
        throw Error(ErrorCode::BadRow, "", std::to_string(m_columns.size()) + " columns wanted, found " + std::to_string(cells.fields.size()));
    ImportRow row;
    row.line = cells.line;
    if (m_single.contains(ColumnRole::Path)) row.path = safeRelativePath(text(cells, ColumnRole::Path));
    if (const auto id = text(cells, ColumnRole::Id); !id.empty()) row.ids.push_back(id);
    row.artist = toNfc(text(cells, ColumnRole::Artist));
    row.album = toNfc(text(cells, ColumnRole::Album));
    row.title = toNfc(text(cells, ColumnRole::Title));
    row.contentHash = foldCase(text(cells, ColumnRole::Hash));
    if (row.path.empty() && row.ids.empty() && row.contentHash.empty() && (row.artist.empty() || row.title.empty()))
        throw Error(ErrorCode::BadRow, "", "nothing names the track");
    row.part = partOf(cells);
    for (const auto& column : m_tags)
        addTags(cells, column, row.tags);
    row.isComplete = !m_oneTagARow;
    return row;
}

std::string TagTable::text(const CsvRow& cells, ColumnRole role) const
{
    const auto at = m_single.find(role);
    return at == m_single.end() ? std::string() : std::string(trimmed(cellText(cells.fields[at->second])));
}

ImportTag TagTable::typed(ImportTag tag, const ColumnUse& use) const
{
    if (!use.type.empty() && tag.type == ImportTag().type) tag.type = use.type;
    return tag;
}

std::optional<Part> TagTable::partOf(const CsvRow& cells) const
{
    const auto name = foldCase(text(cells, ColumnRole::Split));
    if (name.empty()) return {};
    try {
        return partFromName(name);
    } catch (const Error&) {
        const auto index = m_single.at(ColumnRole::Split);
        refuseCell("train, valid or test", m_columns[index], cells.fields[index]);
    }
}

double TagTable::scoreOf(const CsvRow& cells) const
{
    const auto at = m_single.find(ColumnRole::Score);
    if (at == m_single.end()) return 1;
    const auto& cell = cells.fields[at->second];
    const double score = numberOf(cell, m_columns[at->second], "a number");
    if (score < 0) refuseCell("a number not below 0", m_columns[at->second], cell);
    return score;
}

void TagTable::addTags(const CsvRow& cells, const TagColumn& column, std::vector<ImportTag>& tags) const
{
    const auto& cell = cells.fields[column.index];
    const auto add = [&](ImportTag tag) {
        if (std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(std::move(tag));
    };
    if (column.use.role == ColumnRole::Tags) {
        for (auto& tag : parseTagCell(cellText(cell), m_form.tagSeparator))
            add(typed(std::move(tag), column.use));
    } else if (column.use.role == ColumnRole::Tag) {
        auto tag = typed(parseTag(cellText(cell)), column.use);
        tag.score = scoreOf(cells);
        if (tag.score > 0) add(std::move(tag));   // 0 states that it is absent
    } else {
        const double flag = numberOf(cell, m_columns[column.index], "0 or 1");
        if (flag != 0 && flag != 1) refuseCell("0 or 1", m_columns[column.index], cell);
        if (flag == 1) add(column.flag);
    }
}

void readTagTable(const std::filesystem::path& file, const TableForm& form, ImportSink& sink, RunControl& control)
{
    CsvReader reader(file, form.delimiter);
    CsvRow cells;
    if (!reader.next(cells)) throw Error(ErrorCode::Empty, file.string(), "a table with a header wanted, the file is empty");
    if (!cells.problem.empty()) throw Error(ErrorCode::BadRow, file.string(), "the header cannot be read: " + cells.problem);
    const TagTable table(columnNames(cells, form.hasHeader), form, file);
    reading::RowCount rows(control, file);
    bool isThere = !form.hasHeader || reader.next(cells);
    for (; isThere; isThere = reader.next(cells)) {
        rows.next();
        reading::rowOrRefusal(sink, cells.line, [&] { return table.read(cells); });
    }
}

}  // namespace engine::dataset
