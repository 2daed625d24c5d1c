#include "engine/dataset/tag_text.h"

#include <algorithm>

#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/dataset/python_list.h"
#include "engine/dataset/text.h"
#include "engine/dataset/unicode.h"

namespace engine::dataset {

namespace {

constexpr std::string_view kTypeEnd = "---";
const std::string kDefaultType = ImportTag().type;

std::vector<std::string> textsOf(std::string_view cell, std::string_view separator)
{
    if (looksLikePythonList(cell)) {
        auto items = parsePythonList(cell);
        if (!items) throw Error(ErrorCode::BadRow, std::string(cell), "the list of tags is broken");
        return *items;
    }
    std::vector<std::string> texts;
    for (std::size_t first = 0; first <= cell.size();) {
        const auto end = std::min(cell.find(separator, first), cell.size());
        texts.emplace_back(cell.substr(first, end - first));
        first = end + separator.size();
    }
    return texts;
}

}  // namespace

ImportTag parseTag(std::string_view text)
{
    auto name = trimmed(text);
    ImportTag tag;
    if (const auto at = name.find(kTypeEnd); at != std::string_view::npos && at > 0) {
        tag.type = toNfc(trimmed(name.substr(0, at)));
        name = trimmed(name.substr(at + kTypeEnd.size()));
    }
    tag.name = toNfc(name);
    if (tag.name.empty()) throw Error(ErrorCode::BadRow, std::string(text), "a tag without a name");
    return tag;
}

std::string tagText(const std::string& name, const std::string& type)
{
    const bool plain = type == kDefaultType && name.find(kTypeEnd) == std::string::npos;
    return plain ? name : type + std::string(kTypeEnd) + name;
}

std::vector<ImportTag> parseTagCell(std::string_view cell, std::string_view separator)
{
    std::vector<ImportTag> tags;
    for (const auto& text : textsOf(cell, separator)) {
        if (trimmed(text).empty()) continue;
        auto tag = parseTag(text);
        if (std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(std::move(tag));
    }
    return tags;
}

std::string cellText(const std::string& cell)
{
    auto plain = unguardFormula(cell);
    return guardFormula(plain) == cell ? plain : cell;
}

}  // namespace engine::dataset
