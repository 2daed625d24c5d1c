#include "engine/dataset/tag_merge.h"

#include <algorithm>
#include <fstream>

#include "engine/core/error.h"
#include "engine/core/json.h"
#include "engine/core/limits.h"
#include "engine/dataset/unicode.h"

namespace engine::dataset {

namespace {

[[noreturn]] void refuseMerge(const std::filesystem::path& file, const std::string& why)
{
    throw Error(ErrorCode::BadRow, file.string(), why);
}

const std::string& textOf(const Json& value, const std::filesystem::path& file)
{
    if (!value.is_string() || value.get_ref<const std::string&>().empty()) refuseMerge(file, "a table of tags to merge holds something that is no tag");
    return value.get_ref<const std::string&>();
}

}  // namespace

void TagMerge::add(const std::string& type, const std::string& from, const std::string& to, const std::filesystem::path& file)
{
    const auto [at, isNew] = m_survivors.try_emplace({type, foldCase(from)}, toNfc(to));
    if (!isNew && at->second != toNfc(to)) refuseMerge(file, "the tag '" + from + "' would become both '" + at->second + "' and '" + to + "'");
}

TagMerge TagMerge::load(const std::filesystem::path& file)
{
    std::error_code problem;
    const auto size = std::filesystem::file_size(file, problem);
    if (problem) throw Error(ErrorCode::Missing, file.string(), "there is no such table of tags to merge");
    if (size > limits::kMaxJsonBytes) throw Error(ErrorCode::TooLarge, file.string(), "more than 16 MB");
    std::ifstream stream(file, std::ios::binary);
    const auto document = Json::parse(stream, nullptr, false);
    if (!document.is_object()) refuseMerge(file, "a JSON object with 'groups' or with old and new names by type wanted");
    TagMerge merge;
    if (document.contains("groups")) {
        if (!document["groups"].is_array()) refuseMerge(file, "'groups' is no list");
        for (const auto& group : document["groups"]) {
            if (!group.is_array() || group.empty()) refuseMerge(file, "a group is no list of tags");
            for (const auto& tag : group)
                merge.add("", textOf(tag, file), textOf(group[0], file), file);
        }
    } else {
        for (const auto& [type, names] : document.items()) {
            if (!names.is_object()) refuseMerge(file, "old and new names wanted for the type '" + type + "'");
            for (const auto& [from, to] : names.items())
                merge.add(type, from, textOf(to, file), file);
        }
    }
    for (const auto& [key, to] : merge.m_survivors)
        if (const auto next = merge.m_survivors.find({key.first, foldCase(to)}); next != merge.m_survivors.end() && next->second != to)
            refuseMerge(file, "the tag '" + key.second + "' becomes '" + to + "', which itself becomes '" + next->second + "'; name the last one");
    return merge;
}

ImportTag TagMerge::merged(const ImportTag& tag) const
{
    const auto folded = foldCase(tag.name);
    for (const auto& type : {tag.type, std::string()})
        if (const auto at = m_survivors.find({type, folded}); at != m_survivors.end()) return {at->second, tag.type, tag.score};
    return tag;
}

std::vector<ImportTag> TagMerge::merged(const std::vector<ImportTag>& tags) const
{
    std::vector<ImportTag> all;
    for (const auto& tag : tags) {
        auto one = merged(tag);
        const auto same = std::find_if(all.begin(), all.end(), [&](const auto& other) { return other.name == one.name && other.type == one.type; });
        if (same == all.end())
            all.push_back(std::move(one));
        else
            same->score = std::max(same->score, one.score);
    }
    return all;
}

}  // namespace engine::dataset
