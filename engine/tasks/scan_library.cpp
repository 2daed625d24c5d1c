#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/library_scan.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> foldersOf(const Json& parameters)
{
    std::vector<fs::path> folders;
    for (const auto& given : pathsOf(parameters, "folders")) {
        auto folder = fs::absolute(given).lexically_normal();
        if (!folder.has_filename() && folder.has_relative_path()) folder = folder.parent_path();   // "/music/" is "/music"
        if (std::find(folders.begin(), folders.end(), folder) == folders.end()) folders.push_back(std::move(folder));
    }
    if (folders.empty()) throw Error(ErrorCode::InvalidArgument, "scan", "which folder?");
    return folders;
}

/// Known libraries may be away (a drive that is not mounted); a new folder must be there. All are checked before the first is read.
std::vector<store::Library> librariesOf(const std::vector<fs::path>& folders, std::uint64_t seed, store::TrackStore tracks)
{
    std::set<fs::path> known;
    for (const auto& library : tracks.libraries())
        known.insert(library.path);
    for (const auto& folder : folders) {
        std::error_code error;
        const auto type = fs::status(folder, error).type();
        if (type == fs::file_type::not_found && !known.contains(folder))
            throw Error(ErrorCode::Missing, folder.string(), "there is no such folder");
        if (type != fs::file_type::not_found && type != fs::file_type::directory)
            throw Error(type == fs::file_type::none ? ErrorCode::Permission : ErrorCode::NotRegular, folder.string(),
                        type == fs::file_type::none ? "the system does not let us look at it" : "this is not a folder");
    }
    std::vector<store::Library> libraries;
    for (const auto& folder : folders) {
        const auto id = tracks.addLibrary(folder, seed);
        for (auto& library : tracks.libraries())
            if (library.id == id) libraries.push_back(std::move(library));
    }
    return libraries;
}

Json run(const Json& parameters, TaskContext& context)
{
    ScanReport report;
    const auto seed = parameters.value("seed", std::uint64_t(0));
    for (auto& library : librariesOf(foldersOf(parameters), seed, context.workspace.tracks()))
        scanFolderOf(std::move(library), context, report);
    return {{"counts",
             {{"added", report.added},
              {"changed", report.changed},
              {"moved", report.moved},
              {"missing", report.missing},
              {"unchanged", report.unchanged},
              {"rejected", report.rejected}}},
            {"files", std::move(report.files)}};
}

}  // namespace

extern const TaskEntry scan_task;
const TaskEntry scan_task{"scan", LaneKind::Library, run};

}  // namespace engine::tasks
