#include "engine/tasks/feature_cache.h"

#include <system_error>

#include "engine/core/npy.h"

namespace engine::tasks {

namespace fs = std::filesystem;

FeatureCache::FeatureCache(const fs::path& cacheFolder, const std::string& key) : m_folder(cacheFolder / "features" / key)
{
    fs::create_directories(m_folder);
}

fs::path FeatureCache::fileOf(const store::Track& track) const
{
    return m_folder / (toHex(track.id) + "-" + std::to_string(track.stamp.mtimeNs) + ".npy");
}

bool FeatureCache::holds(const store::Track& track) const
{
    std::error_code ignored;
    return fs::exists(fileOf(track), ignored);
}

void FeatureCache::put(const store::Track& track, std::size_t steps, std::span<const float> values) const
{
    const std::vector<std::size_t> shape{steps, values.size() / steps};
    writeNpy(fileOf(track), shape, values);
}

std::vector<float> FeatureCache::steps(const store::Track& track, std::size_t& width) const
{
    const auto array = readNpy(fileOf(track));
    width = array.shape.back();
    return {array.values.begin(), array.values.end()};
}

std::vector<float> meanOverSteps(std::span<const float> steps, std::size_t width)
{
    std::vector<float> mean(width);
    const auto count = steps.size() / width;
    for (std::size_t column = 0; column < width; ++column) {
        double sum = 0;
        for (std::size_t step = 0; step < count; ++step)
            sum += static_cast<double>(steps[step * width + column]);
        mean[column] = static_cast<float>(sum / static_cast<double>(count));
    }
    return mean;
}

}  // namespace engine::tasks
