#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace engine::dataset {

/// A tag as a data set states it.
struct ImportTag {
    std::string name;
    std::string type = "user-defined";
    double score = 1;
    friend bool operator==(const ImportTag&, const ImportTag&) = default;
};

/// "genre---rock" is rock of type genre, "rock" is rock of type user-defined; trimmed, Unicode form C.
/// Throws Error{BadRow} where no name is left.
ImportTag parseTag(std::string_view text);

/// What parseTag() reads back as the same tag.
std::string tagText(const std::string& name, const std::string& type);

/// A cell of several tags: with `separator` (not empty) between them, or a printed Python list. Throws Error{BadRow} for a broken list.
std::vector<ImportTag> parseTagCell(std::string_view cell, std::string_view separator = ";");

/// A table's cell without the quote our own tables put before formulas; foreign texts such as '80s are left alone.
std::string cellText(const std::string& cell);

}  // namespace engine::dataset
