#include "engine/features/extract.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/core/error.h"
#include "engine/features/feature.h"

namespace engine::features {

namespace {

std::size_t songColumn(const std::string& name)
{
    const auto& names = songColumns();
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) throw Error(ErrorCode::Internal, name, "no feature of this name");
    return static_cast<std::size_t>(found - names.begin());
}

/// A column of the source and where it comes from; variances become standard deviations.
struct SourceColumn {
    std::string name, from;
    bool root = false;
};

std::vector<SourceColumn> sourceLayout()
{
    std::vector<SourceColumn> layout{{"zero_crossing_rate", "zero_crossing_rate_mean"}, {"tempo", "tempo_mean_onset"}, {"dynamic_range", "dynamic_range"},
                                     {"rms_mean", "rms_mean"}, {"rms_std", "rms_var", true}, {"harmonic_rms", "harmonic_rms"}, {"percussive_rms", "percussive_rms"},
                                     {"spectral_centroid_mean", "spectral_centroid_mean"}, {"spectral_centroid_std", "spectral_centroid_var", true},
                                     {"HPR", "HPR"}, {"spectral_bandwidth_mean", "spectral_bandwidth_mean"}, {"spectral_bandwidth_std", "spectral_bandwidth_var", true},
                                     {"spectral_rolloff_mean", "rolloff_mean"}, {"spectral_rolloff_std", "rolloff_var", true},
                                     {"chroma_stft_mean", "chroma_stft_mean"}, {"chroma_stft_std", "chroma_stft_var", true}};
    for (const char* same : {"chroma_cens_mean", "chroma_cens_std", "spectral_contrast_mean", "spectral_contrast_std", "spectral_flatness_mean", "spectral_flatness_std"})
        layout.push_back({same, same});
    for (int i = 0; i < 20; ++i) {
        const auto to = "mfcc_" + std::to_string(i), from = "mfcc" + std::to_string(i + 1);
        layout.push_back({to + "_mean", from + "_mean"});
        layout.push_back({to + "_std", from + "_var", true});
    }
    return layout;
}

}  // namespace

const std::vector<std::string>& songColumns()
{
    static const auto names = [] {
        std::vector<std::string> all;
        for (const auto* feature : allFeatures()) all.insert(all.end(), feature->columns.begin(), feature->columns.end());
        return all;
    }();
    return names;
}

std::vector<double> songRow(Analysis& piece)
{
    std::vector<double> row(songColumns().size());
    std::size_t at = 0;
    for (const auto* feature : allFeatures()) {
        feature->summarise(piece, std::span(row).subspan(at, feature->columns.size()));
        at += feature->columns.size();
    }
    return row;
}

const std::vector<std::string>& sourceColumns()
{
    static const auto names = [] {
        std::vector<std::string> all{"duration"};
        for (const auto& column : sourceLayout()) all.push_back(column.name);
        return all;
    }();
    return names;
}

std::vector<double> sourceRow(std::span<const double> songRow, double durationSeconds)
{
    static const auto places = [] {
        std::vector<std::pair<std::size_t, bool>> all;
        for (const auto& column : sourceLayout()) all.emplace_back(songColumn(column.from), column.root);
        return all;
    }();
    std::vector<double> row{durationSeconds};
    for (const auto& [place, root] : places) row.push_back(root ? std::sqrt(songRow[place]) : songRow[place]);
    return row;
}

BarBounds barBounds(std::size_t samples, double beatsPerMinute)
{
    BarBounds bounds;
    const auto wholeMs = std::llround(1000.0 * static_cast<double>(samples) / kRateHz);
    const auto barMs = beatsPerMinute > 0 ? static_cast<long long>(60 / beatsPerMinute * 4 * 1000) : wholeMs;
    const auto sampleAt = [](long long ms) { return static_cast<std::size_t>(static_cast<double>(ms) * kRateHz / 1000); };
    for (long long start = 0; start < wholeMs; start += std::max<long long>(1, barMs)) {
        bounds.starts.push_back(sampleAt(start));
        bounds.ends.push_back(sampleAt(std::min(start + barMs, wholeMs)));
    }
    return bounds;
}

Segments barRows(Analysis& song, RunControl& control)
{
    const auto bounds = barBounds(song.samples().size(), song.tempo(OnsetKind::Mean).beatsPerMinute);
    Segments bars{bounds.starts, bounds.ends, {}};
    for (std::size_t i = 0; i < bars.starts.size(); ++i) {
        std::vector<float> samples(bars.ends[i] - bars.starts[i], 0.0f);
        const auto there = std::min(bars.ends[i], song.samples().size());
        std::copy(song.samples().begin() + static_cast<std::ptrdiff_t>(bars.starts[i]), song.samples().begin() + static_cast<std::ptrdiff_t>(there), samples.begin());
        Analysis bar(samples, song.mode());
        const auto row = songRow(bar);
        bars.values.insert(bars.values.end(), row.begin(), row.end());
        control.step("bars", static_cast<std::int64_t>(i + 1), static_cast<std::int64_t>(bars.starts.size()));
    }
    return bars;
}

const std::vector<std::string>& laneColumns()
{
    static const auto names = [] {
        std::vector<std::string> all;
        for (const auto* feature : allFeatures()) all.insert(all.end(), feature->lanes.begin(), feature->lanes.end());
        return all;
    }();
    return names;
}

std::vector<Matrix> allCourses(Analysis& piece)
{
    std::vector<Matrix> courses;
    for (const auto* feature : allFeatures())
        if (feature->courses != nullptr) courses.push_back(feature->courses(piece));
    return courses;
}

std::vector<double> laneMeans(std::span<const Matrix> courses, std::size_t first, std::size_t end)
{
    std::vector<double> means;
    for (const auto& course : courses)
        for (std::size_t row = 0; row < course.rows; ++row) means.push_back(momentsOf(course.row(row).subspan(first, end - first)).mean);
    return means;
}

Segments beatRows(Analysis& song)
{
    std::vector<std::size_t> bounds{0};
    for (const auto frame : song.beats().frames)
        if (frame > bounds.back()) bounds.push_back(frame);
    if (song.frames() > bounds.back()) bounds.push_back(song.frames());
    const auto courses = allCourses(song);
    Segments beats;
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
        beats.starts.push_back(bounds[i] * kHopSamples);
        beats.ends.push_back(std::min(bounds[i + 1] * kHopSamples, song.samples().size()));
        const auto row = laneMeans(courses, bounds[i], bounds[i + 1]);
        beats.values.insert(beats.values.end(), row.begin(), row.end());
    }
    return beats;
}

void checkLength(std::size_t samples, const std::string& subject)
{
    if (samples < kFftSize)
        throw Error(ErrorCode::TooShort, subject, std::to_string(samples) + " samples at 22050 Hz; one analysis window is " + std::to_string(kFftSize));
    if (static_cast<double>(samples) > kLongestSeconds * kRateHz)
        throw Error(ErrorCode::TooLarge, subject, "longer than two hours; features are taken of shorter pieces");
}

}  // namespace engine::features
