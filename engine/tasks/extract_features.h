#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/run_control.h"
#include "engine/features/settings.h"

namespace engine::tasks {

/// What a row of features is of.
enum class FeatureLevel { Song, Bars, Beats };
/// "song", "bars", "beats"; the forms of store::FeatureSet::level
std::string_view featureLevelName(FeatureLevel level);
/// Throws Error{InvalidArgument}.
FeatureLevel featureLevelFromName(std::string_view name);
/// features::songColumns() of songs and bars, features::laneColumns() of beats.
const std::vector<std::string>& featureColumns(FeatureLevel level);

/// The rows of one file. values: [segments, columns] row-major; a song is one segment.
struct FileFeatures {
    std::vector<std::size_t> starts, ends;   ///< samples at features::kRateHz
    std::vector<double> values;
    std::size_t samples = 0;
};
/// Throws Error with the classes of decoding, TooShort (less than one window), TooLarge; Cancelled.
FileFeatures featuresOfFile(const std::filesystem::path& file, const features::Settings& settings, FeatureLevel level, RunControl& control);

/// Features of files that need not be in any library, on `threads` workers; results in the order of the files.
struct FileResult {
    std::filesystem::path file;
    FileFeatures features;   ///< empty if it failed
    bool failed = false;
    Failure failure;
};
std::vector<FileResult> featuresOfFiles(const std::vector<std::filesystem::path>& files, const features::Settings& settings, FeatureLevel level,
                                        int threads, RunControl& control);

}  // namespace engine::tasks
