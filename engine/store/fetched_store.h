#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/ids.h"

namespace engine::store {

class Database;

/// A copy of a track's file that was fetched into the workspace.
struct FetchedCopy {
    TrackId track{};
    std::string file;                ///< its name below fetched/
    std::int64_t size = 0;
    std::string fileHash;            ///< SHA-256, hex
};

class FetchedStore {
public:
    explicit FetchedStore(Database& database) : m_database(database) {}
    void put(const FetchedCopy& copy);
    std::optional<FetchedCopy> find(TrackId track);
    std::vector<FetchedCopy> list();
    std::int64_t bytes();
    void remove(TrackId track);

private:
    Database& m_database;
};

}  // namespace engine::store
