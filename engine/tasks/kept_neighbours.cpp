#include "engine/tasks/kept_neighbours.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/neural/neural_engine.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

constexpr const char* kEnding = ".neighbours";

std::string fileNameOf(const store::VectorSource& source)
{
    return "run-" + std::to_string(value(source.run)) + (source.layer.empty() ? "-tags" : "-" + source.layer) + kEnding;
}

/// Returns how many keys were touched.
std::size_t bringUpToDate(retrieval::KeptIndex& index, store::IndexStore store, const store::VectorSource& source, RunControl& control, unsigned threads)
{
    const auto changed = store.changedAfter(source, index.note());
    std::vector<std::uint64_t> keys;
    std::vector<float> values;
    for (const auto track : changed) {
        const auto vector = store.vector(source, track);
        if (!vector) {
            index.remove(value(track));
            continue;
        }
        if (vector->size() != index.dims()) throw Error(ErrorCode::Mismatch, toHex(track), "its vector is not as long as those of the index");
        keys.push_back(value(track));
        values.insert(values.end(), vector->begin(), vector->end());
    }
    index.put(keys, values, control, threads);
    return changed.size();
}

std::optional<retrieval::KeptIndex> readIndex(store::Workspace& workspace, const store::VectorSource& source)
{
    const auto name = store::IndexStore(workspace.database()).file(source);
    if (!name) return {};
    try {
        return retrieval::KeptIndex::read(workspace.cacheFolder() / *name);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Corrupt && error.code() != ErrorCode::Missing) throw;
        return {};   // a cache may be lost
    }
}

/// Files of runs that are gone.
void removeOrphans(store::Workspace& workspace)
{
    const auto known = store::IndexStore(workspace.database()).files();
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(workspace.cacheFolder(), ignored))
        if (entry.path().extension() == kEnding && std::ranges::find(known, entry.path().filename().string()) == known.end()) fs::remove(entry.path(), ignored);
}

Json indexRun(const Json& parameters, TaskContext& context)
{
    const auto run = context.workspace.runs().resolve(parameters.value("run", std::string("latest")));
    const auto of = parameters.value("of", std::string("embedding"));
    if (of != "tags" && of != "embedding") throw Error(ErrorCode::InvalidArgument, of, "neighbours are kept among tags or embeddings");
    const auto layer = parameters.value("layer", std::string());
    const store::VectorSource source{run.id, of == "tags" ? std::string() : layer.empty() ? std::string(neural::kEmbeddingLayer) : layer};
    const auto report = keepNeighbours(context.workspace, source, context.control, static_cast<unsigned>(std::max(context.threads, 0)));
    return {{"run", value(run.id)}, {"of", of}, {"vectors", report.vectors}, {"changed", report.changed}, {"built", report.wasBuilt}};
}

}  // namespace

std::shared_ptr<const retrieval::KeptIndex> keptNeighbours(store::Workspace& workspace, const store::VectorSource& source, RunControl& control)
{
    auto index = readIndex(workspace, source);
    if (!index) return nullptr;
    auto kept = std::make_shared<retrieval::KeptIndex>(std::move(*index));
    bringUpToDate(*kept, store::IndexStore(workspace.database()), source, control, 1);
    return kept;
}

IndexReport keepNeighbours(store::Workspace& workspace, const store::VectorSource& source, RunControl& control, unsigned threads)
{
    store::IndexStore store(workspace.database());
    IndexReport report;
    auto index = readIndex(workspace, source);
    if (index && index->isWorn()) index.reset();
    std::int64_t change = 0;
    if (index) {
        change = store.newestChange();   // before the vectors are read: what changes meanwhile is done again next time
        report.changed = bringUpToDate(*index, store, source, control, threads);
    } else {
        store.keep(source, fileNameOf(source));   // from here on changes are noted
        change = store.newestChange();
        const auto matrix = store.all(source);
        if (matrix.tracks.empty()) {
            store.drop(source);
            throw Error(ErrorCode::TooShort, "index", "nothing was predicted with this run yet; run predict first");
        }
        std::vector<std::uint64_t> keys;
        for (const auto track : matrix.tracks)
            keys.push_back(value(track));
        index.emplace(matrix.width);
        index->put(keys, matrix.values, control, threads);
        report = {0, keys.size(), true};
    }
    fs::create_directories(workspace.cacheFolder());
    index->write(workspace.cacheFolder() / fileNameOf(source), change);
    store.forgetUpTo(source, change);
    removeOrphans(workspace);
    report.vectors = index->size();
    return report;
}

extern const TaskEntry index_task;
const TaskEntry index_task{"index", LaneKind::Library, indexRun};

}  // namespace engine::tasks
