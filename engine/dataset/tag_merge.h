#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/dataset/tag_text.h"

namespace engine::dataset {

/// Which tags are one: an editable table. Merging is a logical OR: a track has the surviving tag if it had any of them.
/// Two forms of JSON are read: {"groups": [["survivor", "other", ...], ...]} for tags of any type, and {"type": {"old": "new"}}.
class TagMerge {
public:
    TagMerge() = default;
    /// Throws Error{BadRow} for another form, a tag that would go to two others, or a chain (old -> new -> newer).
    static TagMerge load(const std::filesystem::path& file);

    /// The tag that survives; compared without case.
    ImportTag merged(const ImportTag& tag) const;
    /// All of them; what becomes one tag keeps the highest score.
    std::vector<ImportTag> merged(const std::vector<ImportTag>& tags) const;
    std::size_t size() const { return m_survivors.size(); }

private:
    void add(const std::string& type, const std::string& from, const std::string& to, const std::filesystem::path& file);
    std::map<std::pair<std::string, std::string>, std::string> m_survivors;   // (type or "" for any, folded name) -> name
};

}  // namespace engine::dataset
