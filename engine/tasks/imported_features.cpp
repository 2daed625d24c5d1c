#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>

#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/encoder_features.h"
#include "engine/tasks/feature_cache.h"

namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

/// Tracks by what their file may be called: the id, or the music file's stem (several tracks may share that).
std::multimap<std::string, TrackId> namesOf(const std::vector<TrackId>& tracks, store::Workspace& workspace)
{
    std::multimap<std::string, TrackId> names;
    for (const auto& track : workspace.tracks().page(tracks)) {
        names.emplace(toHex(track.id), track.id);
        names.emplace(track.path.stem().native(), track.id);
    }
    return names;
}

std::vector<fs::path> vectorFiles(const fs::path& folder)
{
    std::error_code problem;
    std::vector<fs::path> files;
    for (fs::directory_iterator entry(folder, problem), end; !problem && entry != end; entry.increment(problem))
        if (entry->path().extension() == ".npy" && entry->is_regular_file(problem)) files.push_back(entry->path());
    if (problem) throw Error(ErrorCode::NotFound, folder.string(), "this folder of vectors cannot be read");
    std::sort(files.begin(), files.end());   // so that it is always the same one of two that is refused
    return files;
}

std::vector<float> stepsOf(const fs::path& file, std::size_t& width)
{
    const auto array = readNpy(file);
    if (array.shape.empty() || array.shape.size() > 2 || array.values.empty())
        throw Error(ErrorCode::Mismatch, file.string(), "one vector or a row of them (steps, width) is wanted");
    if (width == 0) width = array.shape.back();
    if (array.shape.back() != width)
        throw Error(ErrorCode::Mismatch, file.string(),
                    "vectors of " + std::to_string(width) + " numbers were there before, these have " + std::to_string(array.shape.back()));
    if (!std::all_of(array.values.begin(), array.values.end(), [](double value) { return std::isfinite(value); }))
        throw Error(ErrorCode::NonFinite, file.string(), "holds a value that is not a finite number");
    return {array.values.begin(), array.values.end()};
}

TrackId trackOf(const fs::path& file, const std::multimap<std::string, TrackId>& names, const FeatureTable& table)
{
    const auto [first, last] = names.equal_range(file.stem().native());
    if (first == last) throw Error(ErrorCode::NotFound, file.string(), "no track has this id or file name");
    if (std::next(first) != last) throw Error(ErrorCode::Mismatch, file.string(), "several tracks have this file name; name the file after the track's id");
    if (table.of.contains(first->second)) throw Error(ErrorCode::Mismatch, file.string(), "another file holds the vector of the same track");
    return first->second;
}

}  // namespace

FeatureTable importedFeatures(const fs::path& folder, const std::vector<TrackId>& tracks, bool stepwise, TaskContext& context)
{
    const auto names = namesOf(tracks, context.workspace);
    const auto files = vectorFiles(folder);
    FeatureTable table;
    std::int64_t done = 0;
    const auto reject = [&](const std::string& path, const Error& error) {
        table.rejected.push_back({{"path", path}, {"class", errorCodeName(error.code())}, {"reason", error.what()}});
    };
    for (const auto& file : files) {
        context.control.step("vectors", done++, static_cast<std::int64_t>(files.size()));
        try {
            const auto track = trackOf(file, names, table);
            const auto steps = stepsOf(file, table.width);
            table.of[track] = stepwise ? steps : meanOverSteps(steps, table.width);
        } catch (const Error& error) {
            reject(store::displayText(file.filename().native()), error);
        }
    }
    for (const auto& track : context.workspace.tracks().page(tracks))
        if (!table.of.contains(track.id)) reject(track.displayPath, Error(ErrorCode::Missing, track.displayPath, "no vector of this track in the folder"));
    return table;
}

}  // namespace engine::tasks
