#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/core/json.h"

namespace engine::dataset {

/// A tag as one data set delivers it, and what it is called in the vocabulary that several of them share.
struct SourceTag {
    std::string source, name, type;
    std::int64_t tracks = 0;
    std::string category, collapsed;   ///< what cleaning said of it; empty = nothing
    std::string target, targetType;    ///< target empty = left out
    std::string origin;                ///< writing, type, cleaning, file, user; empty = as delivered
    bool isDecided() const { return origin == "user" || origin == "file"; }
};

struct MergeRules {
    bool cleaning = false;   ///< untyped tags take category and target that cleaning gave them
    bool types = true;       ///< an untyped tag takes the type that data sets deliver for its lemma, if it is one alone
    bool writings = true;    ///< tags of one type and one lemma (tagLemma) are called as the most common of them
};

/// Fills in target, targetType and origin of all rows that nobody decided. A type that a data set delivers stays: a tag changes its type
/// only where it had none of its own.
void suggestVocabulary(std::span<SourceTag> rows, const MergeRules& rules);

/// A row of a mapping as a table: source,tag,type,vocabulary_tag,vocabulary_type.
struct MappingLine {
    std::int64_t line = 0;
    std::string source, name, type, target, targetType;
};
std::string mappingTable(std::span<const SourceTag> rows);
/// Rows that cannot be read are named in `refused`: [{"line", "reason"}]. Throws Error{BadRow} where a column is missing, and as CsvReader.
std::vector<MappingLine> readMapping(const std::filesystem::path& file, Json& refused);

}  // namespace engine::dataset
