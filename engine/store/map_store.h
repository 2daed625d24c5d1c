#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/json.h"

namespace engine::store {

class Database;

struct TrackMap {
    MapId id{};
    std::optional<RunId> run;
    std::string source;              ///< tags|embedding|features
    std::string method;              ///< tsne|pca
    Json parameters;                 ///< perplexity, iterations, seed, ...
    std::vector<TrackId> tracks;
    std::vector<float> points;       ///< [tracks, 2]
    double kl = 0;
    std::string createdAt;
};

class MapStore {
public:
    explicit MapStore(Database& database) : m_database(database) {}
    MapId put(const TrackMap& map);
    std::optional<TrackMap> find(MapId id);
    std::optional<TrackMap> latest();
    std::vector<MapId> list();

private:
    Database& m_database;
};

}  // namespace engine::store
