#include "engine/neural/checkpoint_catalog.h"

#include <algorithm>
#include <fstream>

#include "engine/core/error.h"
#include "engine/core/resources.h"

namespace engine::neural
{

namespace fs = std::filesystem;

namespace
{

std::vector<std::string> linesOf(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Error(ErrorCode::Missing, path.string(), "the list of tags cannot be opened");
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        if (!line.empty()) lines.push_back(line);
    return lines;
}

/// null is the type's empty value.
template <typename T>
T optionalField(const Json& json, const char* name)
{
    const auto& value = json.at(name);
    return value.is_null() ? T() : value.get<T>();
}

PublishedCheckpoint checkpointFromJson(const Json& json, const fs::path& folder)
{
    PublishedCheckpoint checkpoint;
    checkpoint.id = json.at("id").get<std::string>();
    checkpoint.name = json.at("name").get<std::string>();
    checkpoint.architecture = json.at("architecture").get<std::string>();
    checkpoint.dataset = json.at("dataset").get<std::string>();
    if (!json.at("tags").is_null()) checkpoint.tags = linesOf(folder / "tags" / json.at("tags").get<std::string>());
    checkpoint.licence = json.at("licence").get<std::string>();
    checkpoint.project = json.at("project").get<std::string>();
    checkpoint.address = optionalField<std::string>(json, "address");
    if (!json.at("bytes").is_null()) checkpoint.bytes = json.at("bytes").get<std::int64_t>();
    checkpoint.sha256 = optionalField<std::string>(json, "sha256");
    checkpoint.note = json.at("note").get<std::string>();
    return checkpoint;
}

}  // namespace

std::vector<PublishedCheckpoint> checkpointCatalog()
{
    const auto folder = resourceFolder() / "catalog";
    const auto path = folder / "checkpoints.json";
    std::ifstream in(path, std::ios::binary);
    try {
        std::vector<PublishedCheckpoint> catalog;
        const auto document = Json::parse(in);
        for (const auto& entry : document.at("checkpoints"))
            catalog.push_back(checkpointFromJson(entry, folder));
        return catalog;
    } catch (const Json::exception& problem) {
        throw Error(ErrorCode::Corrupt, path.string(), problem.what());
    }
}

std::optional<PublishedCheckpoint> publishedBySha256(const std::string& sha256)
{
    for (auto& checkpoint : checkpointCatalog())
        if (!checkpoint.sha256.empty() && checkpoint.sha256 == sha256) return checkpoint;
    return {};
}

Json toJson(const PublishedCheckpoint& checkpoint)
{
    const auto orNull = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
    return {{"id", checkpoint.id},
            {"name", checkpoint.name},
            {"architecture", checkpoint.architecture},
            {"dataset", checkpoint.dataset},
            {"licence", checkpoint.licence},
            {"project", checkpoint.project},
            {"address", orNull(checkpoint.address)},
            {"bytes", checkpoint.bytes ? Json(*checkpoint.bytes) : Json()},
            {"sha256", orNull(checkpoint.sha256)},
            {"tags", checkpoint.tags},
            {"note", checkpoint.note}};
}

}  // namespace engine::neural
