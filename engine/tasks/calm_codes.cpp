#include <algorithm>
#include <filesystem>

#include "engine/core/atomic_file.h"
#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/neural/neural_loader.h"
#include "engine/store/workspace.h"
#include "engine/tasks/code_ladder.h"
#include "engine/tasks/codified_features.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/task.h"

/// Writes what a model makes of tracks, for other programs: FOLDER/ID.npy (whole numbers, [codes]) or one table FILE.csv (id,path,count,codes with
/// blanks between them), and says how many codes occur. Parameters: model (number), tracks (ids), filter (words of the library, for tracks that are
/// not named; "" = all), output (a name that ends with .csv is a table), device.
namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

std::vector<TrackId> wantedTracks(const Json& parameters, store::Workspace& workspace)
{
    std::vector<TrackId> tracks;
    for (const auto& id : parameters.value("tracks", Json::array()))
        tracks.push_back(trackIdFromHex(id.get<std::string>()));
    if (tracks.empty()) {
        store::TrackQuery query;
        query.text = parameters.value("filter", std::string());
        tracks = workspace.tracks().ids(query);
    }
    if (tracks.empty()) throw Error(ErrorCode::NotFound, "tracks", "there is none to write codes of");
    return tracks;
}

void writeFiles(const fs::path& folder, const std::vector<store::Track>& tracks, const TrackCodes& codes, RunControl& control)
{
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (!fs::is_directory(folder)) throw Error(ErrorCode::NotRegular, folder.string(), "a folder is wanted, or a table whose name ends with .csv");
    std::int64_t done = 0;
    for (const auto& track : tracks) {
        control.step("codes", done++, static_cast<std::int64_t>(tracks.size()));
        const auto& sequence = codes.of.at(track.id);
        const std::vector<std::size_t> shape{sequence.size()};
        writeNpy(folder / (toHex(track.id) + ".npy"), shape, std::span<const std::int32_t>(sequence));
    }
}

void writeTable(const fs::path& file, const std::vector<store::Track>& tracks, const TrackCodes& codes, RunControl& control)
{
    AtomicFile out(file);
    CsvWriter head;
    for (const char* name : {"id", "path", "count", "codes"})
        head.text(name);
    head.endRow();
    out.write(head.document());
    std::int64_t done = 0;
    for (const auto& track : tracks) {
        control.step("codes", done++, static_cast<std::int64_t>(tracks.size()));
        const auto& sequence = codes.of.at(track.id);
        std::string text;
        for (const auto code : sequence)
            text += (text.empty() ? "" : " ") + std::to_string(code);
        CsvWriter row;
        row.text(toHex(track.id)).text(track.displayPath).integer(static_cast<std::int64_t>(sequence.size())).text(text);
        row.endRow();
        out.write(row.document());
    }
    out.commit();
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto output = pathOf(parameters, "output");
    if (output.empty()) throw Error(ErrorCode::InvalidArgument, "output", "a folder or a table (FILE.csv) to write to is wanted");
    const auto model = codifiedModel(parameters.value("model", std::int64_t{0}), context.workspace);
    if (roundsOf(model, "codes", context.workspace) == 0) throw Error(ErrorCode::NotFound, model.name, "has learned no codes yet; calm train goes on with it");
    const auto wanted = wantedTracks(parameters, context.workspace);
    const auto engine = neural::openNeuralEngine();
    engine->setThreads(context.threads);
    const auto asked = parameters.value("device", std::string("auto"));
    const auto network = openModel(model, true, asked == "auto" ? context.device : asked, *engine, context.workspace);
    const auto codes = codesOfTracks(model, *network, wanted, context);
    auto tracks = context.workspace.tracks().page(wanted);
    std::erase_if(tracks, [&](const auto& track) { return !codes.of.contains(track.id); });
    if (tracks.empty()) throw Error(ErrorCode::TooShort, "tracks", "none of them gave a code: " + (codes.rejected.empty() ? "no such track" : codes.rejected.front()["reason"].get<std::string>()));
    if (output.extension() == ".csv") writeTable(output, tracks, codes, context.control);
    else writeFiles(output, tracks, codes, context.control);

    std::vector<neural::Codes> sequences;
    std::size_t count = 0;
    for (const auto& track : tracks) {
        sequences.push_back(codes.of.at(track.id));
        count += sequences.back().size();
    }
    const auto& shape = network->shape();
    Json document{{"model", value(model.id)}, {"name", model.name}, {"tracks", tracks.size()}, {"codes", count},
                  {"codes_per_second", static_cast<double>(shape.sampleRateHz) / static_cast<double>(shape.hopSamples())},
                  {"usage", usageOf(sequences, static_cast<std::size_t>(shape.codes))}, {"rejected", codes.rejected}};
    putPath(document, "output", output);
    return document;
}

}  // namespace

extern const TaskEntry calm_codes_task;
const TaskEntry calm_codes_task{"calm_codes", LaneKind::Engine, run};

}  // namespace engine::tasks
