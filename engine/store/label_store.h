#pragma once
#include <string>
#include <utility>
#include <vector>

#include "engine/core/ids.h"

namespace engine::store {

class Database;

/// Labels made of the tags and kept apart from them, by the name of their set: "stage 1". TagStore::tracksOf(tag, set) reads them.
class LabelStore {
public:
    explicit LabelStore(Database& database) : m_database(database) {}
    /// A track has the second tag of a pair where it has the first one from any source but cleaning. Replaces the set; one transaction.
    void replace(const std::string& set, const std::vector<std::pair<TagId, TagId>>& fromTo);

private:
    Database& m_database;
};

}  // namespace engine::store
