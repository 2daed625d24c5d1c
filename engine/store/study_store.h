#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/json.h"

namespace engine::store {

class Database;

/// What a study over several runs found: kind 'leak_cost' or 'stages'.
struct Study {
    std::int64_t id = 0;
    std::string kind;
    Json document;
    std::string createdAt;           ///< UTC
};

class StudyStore {
public:
    explicit StudyStore(Database& database) : m_database(database) {}
    void add(const std::string& kind, const Json& document);
    /// Newest first.
    std::vector<Study> list(const std::string& kind);

private:
    Database& m_database;
};

}  // namespace engine::store
