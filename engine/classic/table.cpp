#include "engine/classic/table.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "engine/core/error.h"

namespace engine::classic {

namespace {

struct Layout {
    std::size_t label = 0;
    std::optional<std::size_t> group;
    std::vector<std::size_t> features;   ///< places in the file
    std::size_t width = 0;
};

std::size_t placeOf(const std::vector<std::string>& header, const std::string& name, const std::string& subject)
{
    const auto found = std::find(header.begin(), header.end(), name);
    if (found == header.end()) throw Error(ErrorCode::NotFound, subject, "there is no column \"" + name + "\"");
    return static_cast<std::size_t>(found - header.begin());
}

Layout layoutOf(const std::vector<std::string>& header, const TableChoice& choice, Table& table)
{
    auto sorted = header;
    std::sort(sorted.begin(), sorted.end());
    if (const auto twice = std::adjacent_find(sorted.begin(), sorted.end()); twice != sorted.end())
        throw Error(ErrorCode::BadRow, table.subject, "two columns are called \"" + *twice + "\"");
    Layout layout;
    layout.width = header.size();
    layout.label = placeOf(header, choice.labelColumn, table.subject);
    if (!choice.groupColumn.empty()) layout.group = placeOf(header, choice.groupColumn, table.subject);
    for (const auto& name : choice.excluded)
        placeOf(header, name, table.subject);
    for (std::size_t c = 0; c < header.size(); ++c) {
        if (c == layout.label || c == layout.group) continue;
        if (std::find(choice.excluded.begin(), choice.excluded.end(), header[c]) != choice.excluded.end()) continue;
        layout.features.push_back(c);
        table.columns.push_back(header[c]);
    }
    if (layout.features.empty()) throw Error(ErrorCode::TooShort, table.subject, "no column is left as a feature");
    return layout;
}

void addRow(Table& table, const CsvRow& row, const Layout& layout)
{
    const auto where = "line " + std::to_string(row.line) + ": ";
    if (!row.problem.empty()) throw Error(ErrorCode::BadRow, table.subject, where + row.problem);
    if (row.fields.size() != layout.width)
        throw Error(ErrorCode::BadRow, table.subject,
                    where + std::to_string(row.fields.size()) + " fields, the header has " + std::to_string(layout.width));
    for (std::size_t i = 0; i < layout.features.size(); ++i) {
        const auto& cell = row.fields[layout.features[i]];
        double number = 0;
        if (!readNumber(cell, number))
            throw Error(ErrorCode::BadRow, table.subject,
                        where + "\"" + cell + "\" in column \"" + table.columns[i] + "\" is no number; leave out columns that are no features");
        if (std::isinf(number)) throw Error(ErrorCode::NonFinite, table.subject, where + "column \"" + table.columns[i] + "\" is infinite");
        table.values.push_back(number);
    }
    if (layout.group) table.groups.push_back(row.fields[*layout.group]);
}

}  // namespace

bool readNumber(const std::string& cell, double& number)
{
    const auto first = cell.find_first_not_of(" \t");
    if (first == std::string::npos) {
        number = std::numeric_limits<double>::quiet_NaN();
        return true;
    }
    const auto text = cell.substr(first, cell.find_last_not_of(" \t") - first + 1);
    if (text == "NA" || text == "nan" || text == "NaN") {
        number = std::numeric_limits<double>::quiet_NaN();
        return true;
    }
    const char* begin = text.data() + (text.front() == '+' ? 1 : 0);
    const auto [end, error] = std::from_chars(begin, text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

void setLabels(Table& table, const std::vector<std::string>& names)
{
    table.classes = names;
    std::sort(table.classes.begin(), table.classes.end());
    table.classes.erase(std::unique(table.classes.begin(), table.classes.end()), table.classes.end());
    if (table.classes.size() < 2)
        throw Error(ErrorCode::TooShort, table.subject, std::to_string(table.classes.size()) + " classes found, two are needed");
    table.labels.clear();
    for (const auto& name : names)
        table.labels.push_back(static_cast<int>(std::lower_bound(table.classes.begin(), table.classes.end(), name) - table.classes.begin()));
}

Table readTable(const std::filesystem::path& file, const TableChoice& choice)
{
    Table table;
    table.subject = file.string();
    CsvReader reader(file);
    CsvRow row;
    if (!reader.next(row)) throw Error(ErrorCode::Empty, table.subject, "no header");
    if (!row.problem.empty()) throw Error(ErrorCode::BadRow, table.subject, "header: " + row.problem);
    const auto layout = layoutOf(row.fields, choice, table);
    std::vector<std::string> names;
    while (reader.next(row)) {
        addRow(table, row, layout);
        names.push_back(row.fields[layout.label]);
        if (names.back().empty()) throw Error(ErrorCode::BadRow, table.subject, "line " + std::to_string(row.line) + ": no label");
    }
    setLabels(table, names);
    return table;
}

std::vector<double> columnsAs(std::span<const std::string> wanted, const Table& from)
{
    std::vector<std::size_t> places;
    for (const auto& name : wanted)
        places.push_back(placeOf(from.columns, name, from.subject));
    std::vector<double> values;
    values.reserve(places.size() * from.rows());
    for (std::size_t r = 0; r < from.rows(); ++r)
        for (const auto place : places)
            values.push_back(from.value(r, place));
    return values;
}

}  // namespace engine::classic
