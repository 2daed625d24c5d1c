#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/ids.h"

namespace engine::store {

class Database;

struct Playlist {
    std::int64_t id = 0;
    std::string name;
    std::int64_t tracks = 0;
};

/// Lists of tracks in an order. A track may be in a list more than once; one that leaves the library leaves its lists.
class PlaylistStore {
public:
    explicit PlaylistStore(Database& database) : m_database(database) {}
    /// By name.
    std::vector<Playlist> list();
    std::optional<Playlist> find(const std::string& name);
    std::vector<TrackId> tracks(const std::string& name);
    /// Makes the list or replaces its tracks. Throws Error{InvalidArgument} for an empty name.
    void put(const std::string& name, std::span<const TrackId> tracks);
    /// False if there is none.
    bool remove(const std::string& name);

private:
    Database& m_database;
};

}  // namespace engine::store
