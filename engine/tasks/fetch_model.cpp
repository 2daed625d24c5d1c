#include "engine/core/error.h"
#include "engine/fetch/download.h"
#include "engine/neural/checkpoint_catalog.h"
#include "engine/store/workspace.h"
#include "engine/tasks/task.h"

/// Loads weights that somebody published, checks them and takes them into the workspace as a run. Parameters: checkpoint (id of the
/// catalogue), name (of the run; default: the catalogue's), import (true). The only task that uses the network, and only when asked for.
namespace engine::tasks {

namespace {

neural::PublishedCheckpoint publishedById(const std::string& id)
{
    std::string known;
    for (auto& checkpoint : neural::checkpointCatalog()) {
        if (checkpoint.id == id) return checkpoint;
        known += (known.empty() ? "" : ", ") + checkpoint.id;
    }
    throw Error(ErrorCode::NotFound, id, "no such weights in the catalogue; there are " + known);
}

fetch::Download downloadOf(const neural::PublishedCheckpoint& checkpoint, const store::Workspace& workspace)
{
    if (checkpoint.address.empty() || checkpoint.sha256.empty() || !checkpoint.bytes)
        throw Error(ErrorCode::Unsupported, checkpoint.id,
                    "address, size and check sum of this file are not all known here; load it by hand from " + checkpoint.project + " and import it");
    const auto ending = std::filesystem::path(checkpoint.address).extension();
    return {checkpoint.address, *checkpoint.bytes, checkpoint.sha256, workspace.cacheFolder() / "weights" / (checkpoint.id + ending.string())};
}

bool hasRunOfName(store::Workspace& workspace, const std::string& name)
{
    for (const auto& run : workspace.runs().list())
        if (run.name == name) return true;
    return false;
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto checkpoint = publishedById(parameters.value("checkpoint", std::string()));
    const auto wanted = downloadOf(checkpoint, context.workspace);
    const auto name = parameters.contains("name") ? parameters["name"].get<std::string>() : checkpoint.name;
    const bool import = parameters.value("import", true);
    if (import && hasRunOfName(context.workspace, name))
        throw Error(ErrorCode::InvalidArgument, name, "a run of this name is there already; give another with --name");
    context.say(checkpoint.name + ": " + wanted.address + ", " + std::to_string(wanted.bytes) + " bytes, licence " + checkpoint.licence + ", SHA-256 " +
                wanted.sha256);
    const auto result = fetch::download(wanted, context.control);
    Json document{{"checkpoint", checkpoint.id},
                  {"address", wanted.address},
                  {"licence", checkpoint.licence},
                  {"bytes", wanted.bytes},
                  {"sha256", wanted.sha256},
                  {"path", wanted.target.string()},
                  {"resumed_from", result.resumedFrom},
                  {"was_there", result.wasThere}};
    if (import) document["import"] = findTask("model_import").run({{"file", wanted.target.string()}, {"name", name}}, context);
    return document;
}

}  // namespace

extern const TaskEntry fetch_task;
const TaskEntry fetch_task{"fetch", LaneKind::Engine, run};

}  // namespace engine::tasks
