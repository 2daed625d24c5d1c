#include "engine/dataset/vocabulary_merge.h"

#include <array>
#include <map>
#include <optional>
#include <set>

#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/dataset/tag_groups.h"
#include "engine/dataset/tag_text.h"
#include "engine/dataset/text.h"
#include "engine/dataset/unicode.h"

namespace engine::dataset {

namespace {

constexpr std::array<const char*, 5> kColumns{"source", "tag", "type", "vocabulary_tag", "vocabulary_type"};

bool hasNoType(const std::string& type)
{
    return type == ImportTag().type;
}

void takeCleaning(SourceTag& row)
{
    if (row.category.empty() || !hasNoType(row.type)) return;
    row.targetType = row.category;
    if (!row.collapsed.empty()) row.target = row.collapsed;
    row.origin = "cleaning";
}

void takeTypes(std::span<SourceTag> rows)
{
    std::map<std::string, std::set<std::string>> typesOf;
    for (const auto& row : rows)
        if (!hasNoType(row.targetType) && !row.target.empty()) typesOf[tagLemma(row.target)].insert(row.targetType);
    for (auto& row : rows) {
        if (row.isDecided() || !hasNoType(row.targetType)) continue;
        const auto found = typesOf.find(tagLemma(row.target));
        if (found == typesOf.end() || found->first.empty() || found->second.size() != 1) continue;
        row.targetType = *found->second.begin();
        row.origin = "type";
    }
}

void takeWritings(std::span<SourceTag> rows)
{
    std::map<std::string, std::map<std::string, std::int64_t>> countOf;   // by type and name
    for (const auto& row : rows)
        if (!row.target.empty()) countOf[row.targetType][row.target] += row.tracks;
    std::map<std::string, std::map<std::string, std::string>> nameOf;
    for (const auto& [type, names] : countOf) {
        std::vector<CountedTag> tags;
        for (const auto& [name, tracks] : names)
            tags.push_back({name, tracks});
        for (const auto& group : groupTags(tags))
            for (const auto member : group.members)
                nameOf[type][tags[member].name] = group.name;
    }
    for (auto& row : rows) {
        if (row.isDecided() || row.target.empty()) continue;
        const auto& name = nameOf[row.targetType][row.target];
        if (name == row.target) continue;
        row.target = name;
        row.origin = "writing";
    }
}

}  // namespace

void suggestVocabulary(std::span<SourceTag> rows, const MergeRules& rules)
{
    for (auto& row : rows) {
        if (row.isDecided()) continue;
        row.target = row.name;
        row.targetType = row.type;
        row.origin.clear();
        if (rules.cleaning) takeCleaning(row);
    }
    if (rules.types) takeTypes(rows);
    if (rules.writings) takeWritings(rows);
}

std::string mappingTable(std::span<const SourceTag> rows)
{
    CsvWriter csv;
    for (const char* column : kColumns)
        csv.text(column);
    csv.endRow();
    for (const auto& row : rows)
        csv.text(row.source).text(row.name).text(row.type).text(row.target).text(row.target.empty() ? std::string() : row.targetType).endRow();
    return csv.document();
}

std::vector<MappingLine> readMapping(const std::filesystem::path& file, Json& refused)
{
    refused = Json::array();
    CsvReader reader(file);
    CsvRow row;
    if (!reader.next(row)) throw Error(ErrorCode::Empty, file.string(), "a header with source,tag,type,vocabulary_tag,vocabulary_type wanted, the file is empty");
    std::array<std::optional<std::size_t>, 5> places;
    for (std::size_t i = 0; i < row.fields.size(); ++i)
        for (std::size_t column = 0; column < kColumns.size(); ++column)
            if (foldCase(trimmed(row.fields[i])) == kColumns[column]) places[column] = i;
    for (std::size_t column = 0; column < kColumns.size(); ++column)
        if (!places[column]) throw Error(ErrorCode::BadRow, file.string(), std::string("the column '") + kColumns[column] + "' is missing");
    const auto columns = row.fields.size();
    std::vector<MappingLine> lines;
    while (reader.next(row)) {
        auto problem = row.problem;
        if (problem.empty() && row.fields.size() != columns) problem = std::to_string(columns) + " columns wanted, found " + std::to_string(row.fields.size());
        const auto cell = [&](std::size_t column) { return toNfc(trimmed(unguardFormula(row.fields[*places[column]]))); };
        if (problem.empty() && (cell(0).empty() || cell(1).empty())) problem = "source and tag must be given";
        if (!problem.empty()) {
            refused.push_back({{"line", row.line}, {"reason", problem}});
            continue;
        }
        lines.push_back({row.line, cell(0), cell(1), cell(2), cell(3), cell(4)});
    }
    return lines;
}

}  // namespace engine::dataset
