#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/ids.h"

namespace engine::store {

class Database;

/// Tag activations over time. activations: [chunks, tags] row-major; starts: seconds of each chunk.
struct Taggram {
    std::size_t chunks = 0, tags = 0;
    double chunkSeconds = 0;
    std::vector<float> startsSeconds;
    std::vector<float> activations;
};
/// rows: [tracks, width] row-major, tracks ascending.
struct TrackMatrix {
    std::vector<TrackId> tracks;
    std::size_t width = 0;
    std::vector<float> values;
};

class PredictionStore {
public:
    explicit PredictionStore(Database& database) : m_database(database) {}
    void put(RunId run, TrackId track, std::span<const float> scores);
    void putTaggram(RunId run, TrackId track, const Taggram& taggram);
    void putEmbedding(RunId run, const std::string& layer, TrackId track, std::span<const float> vector);
    std::optional<std::vector<float>> scores(RunId run, TrackId track);
    std::optional<Taggram> taggram(RunId run, TrackId track);
    TrackMatrix allScores(RunId run);
    TrackMatrix allEmbeddings(RunId run, const std::string& layer);
    /// Layers of which vectors are kept, by name.
    std::vector<std::string> layers(RunId run);
    void clear(RunId run);

private:
    Database& m_database;
};

}  // namespace engine::store
