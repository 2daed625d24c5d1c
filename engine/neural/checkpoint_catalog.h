#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/json.h"

namespace engine::neural
{

/// Weights that somebody published. Nothing here is fetched by itself.
struct PublishedCheckpoint {
    std::string id;  ///< "musicnn-mtat"
    std::string name;
    std::string architecture;
    std::string dataset;
    std::vector<std::string> tags;  ///< in output order; empty = not known here
    std::string licence;
    std::string project;  ///< web address of the authors' page
    std::string address;  ///< of the file; empty = see the project's page
    std::optional<std::int64_t> bytes;
    std::string sha256;  ///< hex; empty = not known here
    std::string note;    ///< one or two sentences, or empty
};

/// resources/catalog/checkpoints.json, in its order. Throws Error{Corrupt} naming the field.
std::vector<PublishedCheckpoint> checkpointCatalog();
/// The entry with this check sum.
std::optional<PublishedCheckpoint> publishedBySha256(const std::string& sha256);
Json toJson(const PublishedCheckpoint& checkpoint);

}  // namespace engine::neural
