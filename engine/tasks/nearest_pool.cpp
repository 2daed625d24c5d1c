#include "engine/tasks/nearest_pool.h"

#include <algorithm>
#include <iterator>

#include "engine/core/error.h"
#include "engine/tasks/resample_split.h"
#include "engine/tasks/student_setup.h"
#include "engine/tasks/train_setup.h"
#include "engine/tasks/training_table.h"

namespace engine::tasks {

namespace {

void makeSet(std::vector<TrackId>& tracks)
{
    std::ranges::sort(tracks);
    tracks.erase(std::unique(tracks.begin(), tracks.end()), tracks.end());
}

void addUnlabelled(store::Workspace& workspace, const store::Run& run, std::vector<TrackId>& tracks)
{
    if (!isStudent(run.config)) return;
    try {
        const auto pool = keptPool(workspace.checkpointFolder() / run.folder);
        tracks.insert(tracks.end(), pool.begin(), pool.end());
    } catch (const Error&) {
        // The list of an imported student stayed where it was trained; its labelled part is known all the same.
    }
}

void fillTraining(store::Workspace& workspace, const store::Run& run, ExamplePool& pool)
{
    const Occurrences occurrences(workspace, *run.split);
    const bool all = isLeaking(run);
    for (const auto& member : workspace.splits().members(*run.split)) {
        const bool isHeldOut = member.part != Part::Train && !all;
        if (!isHeldOut && member.part == Part::Train && occurrences.of(member.track) == 0) continue;   // resampling left it out
        (isHeldOut ? pool.heldOut : pool.tracks).push_back(member.track);
    }
    addUnlabelled(workspace, run, pool.tracks);
    makeSet(pool.tracks);
    makeSet(pool.heldOut);
}

/// Tracks of the library that carry a tag of the run.
std::vector<TrackId> carriersOf(store::Workspace& workspace, const store::Run& run, const store::RunTag& wanted, const std::vector<store::Tag>& known, bool isTraining)
{
    const auto sources = isTraining ? run.config.value("sources", std::vector<std::string>{}) : std::vector<std::string>{};
    std::vector<TrackId> tracks;
    for (const auto& tag : known) {
        if (tag.name != wanted.name || (isTraining && tag.type != wanted.type)) continue;
        const auto more = labelledTracks(workspace, tag.id, sources);
        tracks.insert(tracks.end(), more.begin(), more.end());
    }
    makeSet(tracks);
    return tracks;
}

}  // namespace

ExamplePool examplePool(store::Workspace& workspace, const store::Run& run)
{
    ExamplePool pool;
    pool.isTraining = run.split.has_value();
    if (pool.isTraining) fillTraining(workspace, run, pool);
    const auto known = workspace.tags().list();
    for (const auto& tag : run.tags) {
        auto carriers = carriersOf(workspace, run, tag, known, pool.isTraining);
        if (!pool.isTraining) pool.tracks.insert(pool.tracks.end(), carriers.begin(), carriers.end());
        pool.carriers.push_back(std::move(carriers));
    }
    if (!pool.isTraining) makeSet(pool.tracks);
    for (auto& carriers : pool.carriers) {
        std::vector<TrackId> inside;
        std::ranges::set_intersection(carriers, pool.tracks, std::back_inserter(inside));
        carriers = std::move(inside);
    }
    return pool;
}

}  // namespace engine::tasks
