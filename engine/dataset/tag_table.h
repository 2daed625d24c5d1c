#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "engine/dataset/importer.h"
#include "engine/dataset/table_form.h"

namespace engine::dataset {

/// Rows of a table whose columns have a meaning each.
class TagTable {
public:
    /// `columns` as columnNames() gives them. Throws Error{BadRow} about `file`: a column of the form is missing, one occurs twice, two have
    /// a meaning that only one may have, nothing names the track or nothing is said of it.
    TagTable(std::vector<std::string> columns, TableForm form, const std::filesystem::path& file);

    /// Throws Error{BadRow} for a row that must be refused.
    ImportRow read(const CsvRow& cells) const;

private:
    struct TagColumn {
        std::size_t index;
        ColumnUse use;
        ImportTag flag;   ///< what a 1 means
    };
    void take(std::size_t index, const ColumnUse& use, const std::filesystem::path& file);
    void checkMeanings(const std::filesystem::path& file) const;
    std::string text(const CsvRow& cells, ColumnRole role) const;
    ImportTag typed(ImportTag tag, const ColumnUse& use) const;
    std::optional<Part> partOf(const CsvRow& cells) const;
    void addTags(const CsvRow& cells, const TagColumn& column, std::vector<ImportTag>& tags) const;
    double scoreOf(const CsvRow& cells) const;

    std::vector<std::string> m_columns;
    TableForm m_form;
    std::map<ColumnRole, std::size_t> m_single;   // roles that one column may have
    std::vector<TagColumn> m_tags;
    bool m_oneTagARow = false;
};

/// Streams a whole table. A bad row goes to refuse(); throws Error as TagTable and CsvReader do.
void readTagTable(const std::filesystem::path& file, const TableForm& form, ImportSink& sink, RunControl& control);

}  // namespace engine::dataset
