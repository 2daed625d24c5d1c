#include "engine/tasks/kept_neighbours.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/neural/neural_engine.h"
#include "engine/tasks/joint_space.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

constexpr const char* kEnding = ".neighbours";
constexpr std::size_t kMostTakenIn = 500;   // changes: about half a second of linking while somebody waits for a search

std::string fileNameOf(const store::VectorSource& source)
{
    return "run-" + std::to_string(value(source.run)) + (source.layer.empty() ? "-tags" : "-" + source.layer) + kEnding;
}

std::string jointFileName(const store::MetricRun& model)
{
    return "joint-" + std::to_string(model.id) + kEnding;
}

/// Which vectors a file was made of: they are written all at once, and gone one by one with their tracks.
std::int64_t jointStamp(store::Workspace& workspace, const store::MetricRun& model)
{
    std::uint64_t hash = 14695981039346656037U;   // FNV-1a
    for (const char c : model.finishedAt + '/' + std::to_string(workspace.metrics().vectorCount(model.id)))
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    return static_cast<std::int64_t>(hash >> 1);
}

std::optional<retrieval::KeptIndex> readFile(const fs::path& file)
{
    try {
        return retrieval::KeptIndex::read(file);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Corrupt && error.code() != ErrorCode::Missing) throw;
        return {};   // a cache may be lost
    }
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
    return readFile(workspace.cacheFolder() / *name);
}

/// Files of runs that are gone.
void removeOrphans(store::Workspace& workspace)
{
    auto known = store::IndexStore(workspace.database()).files();
    for (const auto& model : workspace.metrics().list())
        known.push_back(jointFileName(model));
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(workspace.cacheFolder(), ignored))
        if (entry.path().extension() == kEnding && std::ranges::find(known, entry.path().filename().string()) == known.end()) fs::remove(entry.path(), ignored);
}

Json indexJoint(const Json& parameters, TaskContext& context)
{
    const auto wanted = parameters.value("model", std::string());
    const auto newest = wanted.empty() ? JointSpace::newest(context.workspace) : std::nullopt;
    if (wanted.empty() && !newest) throw Error(ErrorCode::NotFound, "metric model", "none was trained yet; 'retrieval train' makes one");
    const auto model = context.workspace.metrics().resolve(newest ? std::to_string(*newest) : wanted);
    const auto report = keepJointNeighbours(context.workspace, model, context.control, static_cast<unsigned>(std::max(context.threads, 0)));
    return {{"model", model.id}, {"of", "joint"}, {"vectors", report.vectors}, {"changed", report.changed}, {"built", report.wasBuilt}};
}

Json indexRun(const Json& parameters, TaskContext& context)
{
    if (parameters.value("of", std::string()) == "joint") return indexJoint(parameters, context);
    const auto run = context.workspace.runs().resolve(parameters.value("run", std::string("latest")));
    const auto of = parameters.value("of", std::string("embedding"));
    if (of != "tags" && of != "embedding") throw Error(ErrorCode::InvalidArgument, of, "neighbours are kept among tags, embeddings or in the joint space");
    const auto layer = parameters.value("layer", std::string());
    const store::VectorSource source{run.id, of == "tags" ? std::string() : layer.empty() ? std::string(neural::kEmbeddingLayer) : layer};
    const auto report = keepNeighbours(context.workspace, source, context.control, static_cast<unsigned>(std::max(context.threads, 0)));
    return {{"run", value(run.id)}, {"of", of}, {"vectors", report.vectors}, {"changed", report.changed}, {"built", report.wasBuilt}};
}

}  // namespace

std::shared_ptr<const retrieval::KeptIndex> keptNeighbours(store::Workspace& workspace, const store::VectorSource& source, RunControl& control)
{
    auto index = readIndex(workspace, source);
    if (!index || store::IndexStore(workspace.database()).changedAfter(source, index->note()).size() > kMostTakenIn) return nullptr;
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

std::shared_ptr<const retrieval::KeptIndex> keptJointNeighbours(store::Workspace& workspace, const store::MetricRun& model)
{
    auto index = readFile(workspace.cacheFolder() / jointFileName(model));
    if (!index || index->note() != jointStamp(workspace, model)) return nullptr;
    return std::make_shared<const retrieval::KeptIndex>(std::move(*index));
}

IndexReport keepJointNeighbours(store::Workspace& workspace, const store::MetricRun& model, RunControl& control, unsigned threads)
{
    const auto stamp = jointStamp(workspace, model);
    const auto file = workspace.cacheFolder() / jointFileName(model);
    if (const auto index = readFile(file); index && index->note() == stamp) return {index->size(), 0, false};
    const auto matrix = workspace.metrics().vectors(model.id);
    if (matrix.tracks.empty()) throw Error(ErrorCode::TooShort, model.name, "has no tracks placed yet; go on with its training (retrieval train --resume)");
    std::vector<std::uint64_t> keys;
    for (const auto track : matrix.tracks)
        keys.push_back(value(track));
    retrieval::KeptIndex index(matrix.width);
    index.put(keys, matrix.values, control, threads);
    fs::create_directories(workspace.cacheFolder());
    index.write(file, stamp);
    removeOrphans(workspace);
    return {index.size(), keys.size(), true};
}

std::vector<Json> indexesWanted(store::Workspace& workspace, std::size_t exactLimit)
{
    std::vector<Json> wanted;
    store::IndexStore indexes(workspace.database());
    const auto limit = static_cast<std::int64_t>(exactLimit);
    auto runs = workspace.runs().list();
    std::ranges::sort(runs, std::greater(), [](const store::Run& run) { return value(run.id); });
    for (const auto& run : runs) {
        bool hasVectors = false;
        for (const char* of : {"tags", "embedding"}) {
            const store::VectorSource source{run.id, of == std::string_view("tags") ? std::string() : std::string(neural::kEmbeddingLayer)};
            const auto vectors = indexes.vectors(source);
            hasVectors = hasVectors || vectors > 0;
            if (vectors <= limit) continue;
            const auto file = indexes.file(source);
            const bool isThere = file && fs::exists(workspace.cacheFolder() / *file);
            // Changes older than the file are forgotten when it is written: what is left is what it lacks.
            if (!isThere || indexes.changedAfter(source, 0).size() > kMostTakenIn) wanted.push_back({{"run", std::to_string(value(run.id))}, {"of", of}});
        }
        if (hasVectors) break;   // searches ask the newest run that predicted
    }
    if (const auto newest = JointSpace::newest(workspace); newest && workspace.metrics().vectorCount(*newest) > limit) {
        const auto model = workspace.metrics().resolve(std::to_string(*newest));
        const auto file = workspace.cacheFolder() / jointFileName(model);
        if (retrieval::KeptIndex::noteOf(file) != jointStamp(workspace, model)) wanted.push_back({{"of", "joint"}, {"model", std::to_string(*newest)}});
    }
    return wanted;
}

extern const TaskEntry index_task;
const TaskEntry index_task{"index", LaneKind::Library, indexRun};

}  // namespace engine::tasks
