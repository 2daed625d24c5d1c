#include <filesystem>
#include <map>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/codified_encoder.h"
#include "engine/tasks/encoder_features.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/task.h"
#include "engine/tasks/training_table.h"

/// Writes an encoder's features as other programs of this trade keep them: FOLDER/representations/DATASET/NAME/ID.npy, and, of a split,
/// FOLDER/processed/DATASET/meta.json ({"ID": {"split", "y"}}) with the tags of y in tags.json beside it. npy:FOLDER reads them again.
/// Parameters: encoder, folder, dataset, name, split ("" = every track, no meta.json), steps (each window, not their mean), min_tracks, seed, device.
namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

struct Wish {
    std::string encoder, dataset, name, split;
    fs::path folder;
    bool steps = false;
};

/// A folder's name: what could lead elsewhere is an underscore.
std::string folderNameOf(std::string text)
{
    for (auto& c : text)
        if (c == '/' || c == '\0' || c == ':') c = '_';
    return text.empty() || text == "." || text == ".." ? "_" : text;
}

Wish wishOf(const Json& parameters, store::Workspace& workspace)
{
    Wish wish{parameters.value("encoder", std::string("latest")), folderNameOf(parameters.value("dataset", std::string("library"))),
              parameters.value("name", std::string()), parameters.value("split", std::string()), pathOf(parameters, "folder"), parameters.value("steps", false)};
    if (wish.encoder.starts_with(kCodified)) wish.encoder = codifiedText(settledLayer(codifiedEncoder(wish.encoder, workspace), workspace));
    if (wish.folder.empty()) throw Error(ErrorCode::InvalidArgument, "folder", "a folder to write to is wanted");
    wish.name = folderNameOf(wish.name.empty() ? wish.encoder.starts_with("npy:") ? fs::path(wish.encoder.substr(4)).lexically_normal().filename().native() : wish.encoder : wish.name);
    return wish;
}

const char* partName(std::size_t part)
{
    return part == 0 ? "train" : part == 1 ? "valid" : "test";
}

std::vector<TrackId> writeMeta(const Wish& wish, int minTracks, store::Workspace& workspace)
{
    const auto split = workspace.splits().find(wish.split);
    if (!split) throw Error(ErrorCode::NotFound, "split " + wish.split, "is not there; leave it out to export every track without labels");
    VocabularyConfig vocabulary;
    vocabulary.minTrainTracks = minTracks;
    const auto table = buildTrainingTable(workspace, split->id, vocabulary);
    Json meta = Json::object(), tags = Json::array();
    for (const auto& tag : table.tags)
        tags.push_back(tag.name);
    std::vector<TrackId> tracks;
    for (std::size_t part = 0; part < table.parts.size(); ++part) {
        const auto& rows = table.parts[part];
        for (std::size_t row = 0; row < rows.tracks.size(); ++row) {
            auto y = Json::array();
            for (std::size_t tag = 0; tag < table.tags.size(); ++tag)
                y.push_back(static_cast<int>(rows.labels[row * table.tags.size() + tag]));
            meta[toHex(rows.tracks[row])] = {{"split", partName(part)}, {"y", std::move(y)}};
            tracks.push_back(rows.tracks[row]);
        }
    }
    const auto folder = wish.folder / "processed" / wish.dataset;
    fs::create_directories(folder);
    writeFileAtomically(folder / "meta.json", meta.dump(1) + "\n");
    writeFileAtomically(folder / "tags.json", tags.dump() + "\n");
    return tracks;
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto wish = wishOf(parameters, context.workspace);
    const auto tracks = wish.split.empty() ? context.workspace.tracks().ids({}) : writeMeta(wish, parameters.value("min_tracks", 5), context.workspace);
    const auto device = parameters.value("device", std::string("auto"));
    const auto table = encoderFeatures(wish.encoder, tracks, wish.steps, parameters.value("seed", std::uint64_t{0}), device == "auto" ? context.device : device, context);
    const auto folder = wish.folder / "representations" / wish.dataset / wish.name;
    fs::create_directories(folder);
    const std::map<TrackId, std::vector<float>> ordered(table.of.begin(), table.of.end());
    std::int64_t done = 0;
    for (const auto& [track, values] : ordered) {
        context.control.step("vectors", done++, static_cast<std::int64_t>(ordered.size()));
        std::vector<std::size_t> shape{table.width};
        if (wish.steps) shape.insert(shape.begin(), values.size() / table.width);
        writeNpy(folder / (toHex(track) + ".npy"), shape, values);
    }
    return {{"encoder", wish.encoder}, {"name", encoderName(wish.encoder, context.workspace)}, {"folder", store::displayText(folder.native())}, {"tracks", ordered.size()}, {"width", table.width}, {"rejected", table.rejected}};
}

}  // namespace

extern const TaskEntry probe_features_task;
const TaskEntry probe_features_task{"probe_features", LaneKind::Engine, run};

}  // namespace engine::tasks
