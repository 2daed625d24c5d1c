#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "engine/report/tag_report.h"

namespace engine::report {

struct RefusedFile {
    std::string path;     ///< for show
    std::string reason;
};

struct TagCount {
    std::string tag;
    std::string type;
    std::size_t tracks = 0;   ///< that reach the tag's threshold
};

/// What can be said of a music folder without evaluating anything: no truth is known, hence no score.
struct FolderReport {
    std::string programVersion;
    std::string folder;
    std::string date;            ///< ISO 8601
    std::size_t tracks = 0;      ///< playable
    double hours = 0;
    std::string run;             ///< of the model that predicted; empty = tracks were only mapped
    std::string model;
    std::string presetName;
    std::string device;
    std::uint64_t seed = 0;
    std::vector<TagCount> tags;
    std::vector<TrackPrediction> predictions;
    std::vector<MapPoint> map;   ///< tag = the most probable one; without a run the artist
    std::vector<RefusedFile> refused;
};

/// Self-contained page as that of the tag report. Atomic.
void writeHtml(const FolderReport& report, const std::filesystem::path& path, const Language& language = {});
std::string toHtml(const FolderReport& report, const Language& language = {});

}  // namespace engine::report
