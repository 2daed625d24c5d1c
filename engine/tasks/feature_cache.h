#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/store/track_store.h"

namespace engine::tasks {

/// Features of tracks that were computed before, cache/features/KEY/ID-MTIME.npy in a workspace; a file that changed has none.
class FeatureCache {
public:
    /// key: of everything but the track that they depend on.
    FeatureCache(const std::filesystem::path& cacheFolder, const std::string& key);
    bool holds(const store::Track& track) const;
    /// values: [steps, width]
    void put(const store::Track& track, std::size_t steps, std::span<const float> values) const;
    /// [steps, width] of a track that it holds.
    std::vector<float> steps(const store::Track& track, std::size_t& width) const;

private:
    std::filesystem::path fileOf(const store::Track& track) const;
    std::filesystem::path m_folder;
};

/// [steps, width] -> [width]
std::vector<float> meanOverSteps(std::span<const float> steps, std::size_t width);

}  // namespace engine::tasks
