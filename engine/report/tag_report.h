#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/core/language.h"
#include "engine/evaluate/evaluation.h"

namespace engine::report {

struct EpochPoint {
    int epoch = 0;   ///< from 1
    double trainLoss = 0;
    std::optional<double> validLoss;
    std::optional<double> trainRocAuc;   ///< macro
    std::optional<double> validRocAuc;
    std::optional<double> trainAveragePrecision;
    std::optional<double> validAveragePrecision;
};

struct TagProbability {
    std::string tag;
    double probability = 0;
};

struct TrackPrediction {
    std::string title;
    std::string artist;
    std::string path;                  ///< for show
    std::vector<TagProbability> top;   ///< falling
    std::vector<std::string> truth;
};

struct MapPoint {
    float x = 0;
    float y = 0;
    std::string tag;   ///< decides the colour; empty = none
};

/// At most kCurvePoints of each curve, with their thresholds.
struct TagCurves {
    std::string tag;
    std::size_t place = 0;   ///< in evaluation.perTag
    std::vector<evaluate::CurvePoint> roc;
    std::vector<evaluate::CurvePoint> precisionRecall;
};

inline constexpr std::size_t kCurvePoints = 1000;

struct PartCount {
    std::string part;   ///< "train", "valid", "test"
    std::size_t tracks = 0;
    std::size_t artists = 0;
    std::size_t labels = 0;   ///< tags given, all tracks together
};

/// What a run says about itself: all values, no store. Texts are as they came; each writer makes them safe.
struct TagReport {
    std::string programVersion;
    std::string run;            ///< name or number
    std::string architecture;   ///< "short"
    std::string model;          ///< "Short-chunk CNN"
    std::string presetName;
    std::string presetHash;
    std::string split;
    std::string part = "test";
    std::uint64_t seed = 0;
    std::string date;           ///< ISO 8601
    std::string device;
    bool leaking = false;       ///< its parts share tracks, to measure what that feigns
    evaluate::Evaluation evaluation;
    std::vector<EpochPoint> epochs;
    int bestEpoch = 0;          ///< 0 = unknown
    std::vector<TagCurves> curves;
    std::vector<TrackPrediction> predictions;
    std::vector<MapPoint> map;
    std::vector<PartCount> parts;
    std::size_t partTracks = 0;       ///< playable tracks of the part; more than evaluated: some have no prediction
};

/// What a reader must know before the numbers, as plain sentences; often none.
std::vector<std::string> notes(const TagReport& report, const Language& language = {});

/// Self-contained page: no script, no outside resource, charts as SVG, light and dark. Atomic.
void writeHtml(const TagReport& report, const std::filesystem::path& path, const Language& language = {});
std::string toHtml(const TagReport& report, const Language& language = {});

/// One row for the whole, for each tag type and for each tag; units in the headings. Atomic.
void writeCsv(const TagReport& report, const std::filesystem::path& path);
std::string toCsv(const TagReport& report);

Json toJson(const TagReport& report);
void writeJson(const TagReport& report, const std::filesystem::path& path);

}  // namespace engine::report
