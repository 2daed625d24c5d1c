#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/json.h"

namespace engine::store {

class Database;

/// What is said of a map without its points.
struct MapHead {
    MapId id{};
    std::optional<RunId> run;
    std::string source;              ///< tags|embedding|features
    std::string method;              ///< tsne|pca
    Json parameters;                 ///< perplexity, iterations, seed, what was chosen, ...
    std::size_t tracks = 0;
    double kl = 0;                   ///< nats, t-SNE only
    std::string createdAt;
};

struct TrackMap {
    MapId id{};
    std::optional<RunId> run;
    std::string source;              ///< tags|embedding|features
    std::string method;              ///< tsne|pca
    Json parameters;                 ///< perplexity, iterations, seed, ...
    std::vector<TrackId> tracks;
    std::vector<float> points;       ///< [tracks, 2]
    std::vector<std::uint32_t> clusters;   ///< [tracks] or empty; the largest is 0
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
    /// All maps, oldest first, without reading their points.
    std::vector<MapHead> heads();
    /// False if there is none.
    bool remove(MapId id);

    // --- what maps are coloured and sampled by; one value a track given, in that order, "" = none ---
    std::vector<std::string> artists(std::span<const TrackId> tracks);
    /// Each track's strongest tag of a type; of equally strong ones the first by name. "" = of any type.
    std::vector<std::string> strongestTags(std::span<const TrackId> tracks, const std::string& type);

private:
    Database& m_database;
};

}  // namespace engine::store
