// Listens to every track once: the hash of its decoded audio, and a fingerprint by which copies that differ in bytes are found.
// parameters: {"again"?: bool}: false = only tracks that were not listened to since their file changed.
// Splits keep copies and near-duplicates in one part, and the leak check names them.
#include <algorithm>
#include <optional>

#include "engine/audio/audio_file.h"
#include "engine/core/error.h"
#include "engine/dataset/near_duplicates.h"
#include "engine/jobs/map_parallel.h"
#include "engine/store/fingerprint_store.h"
#include "engine/store/workspace.h"
#include "engine/tasks/audio_fingerprint.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

namespace {

struct Heard {
    store::Track track;
    std::string audioHash;
    std::vector<std::uint32_t> items;
    std::optional<Failure> failure;
};

struct ToHear {
    store::Track track;
    std::filesystem::path file;
};

std::vector<ToHear> tracksToHear(store::Workspace& workspace, bool again)
{
    const auto stamps = store::FingerprintStore(workspace.database()).stamps();
    auto tracks = workspace.tracks();
    std::vector<ToHear> wanted;
    for (const auto& library : tracks.libraries())
        for (auto& track : tracks.byLibrary(library.id)) {
            if (track.state != store::TrackState::Ready) continue;
            const auto known = stamps.find(track.id);
            const bool isCurrent = known != stamps.end() && known->second == std::pair(track.stamp.size, track.stamp.mtimeNs) && !track.audioHash.empty();
            if (again || !isCurrent) wanted.push_back({track, tracks.absolutePath(track)});
        }
    return wanted;
}

Heard hear(const ToHear& item, const std::stop_token& stop)
{
    Heard heard{item.track, {}, {}, {}};
    try {
        const auto decoded = audio::decodeAll(item.file, kFingerprintRateHz, "auto", stop);
        heard.audioHash = decoded.audioHash;
        heard.items = audioFingerprint(decoded.clip.samples);
    } catch (const Cancelled&) {
        throw;
    } catch (...) {
        heard.failure = describe(std::current_exception());
    }
    return heard;
}

Json groupsJson(store::Workspace& workspace, const std::vector<store::NearDuplicateRow>& rows)
{
    auto groups = Json::array();
    TrackId last{};
    for (const auto& row : rows) {
        if (groups.empty() || row.group != last) groups.push_back(Json::array());
        last = row.group;
        const auto track = workspace.tracks().find(row.track);
        groups.back().push_back({{"id", toHex(row.track)}, {"path", track ? track->displayPath : std::string()}, {"likeness", row.likeness}});
    }
    return groups;
}

std::vector<store::NearDuplicateRow> findGroups(store::Workspace& workspace, RunControl& control)
{
    const auto stored = store::FingerprintStore(workspace.database()).list();
    std::vector<dataset::Fingerprint> prints;
    for (const auto& print : stored)
        prints.push_back(print.items);
    std::vector<store::NearDuplicateRow> rows;
    for (const auto& one : dataset::findNearDuplicates(prints, {}, control))
        rows.push_back({stored[one.track].track, stored[one.group].track, one.likeness});
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return value(a.group) < value(b.group); });
    return rows;
}

Json run(const Json& parameters, TaskContext& context)
{
    store::TrackQuery readable;
    readable.text = "state:ready";
    if (context.workspace.tracks().ids(readable).empty()) throw Error(ErrorCode::NotFound, "library", "there is no readable track to listen to; scan a folder first");
    const auto items = tracksToHear(context.workspace, parameters.value("again", false));
    store::FingerprintStore prints(context.workspace.database());
    auto tracks = context.workspace.tracks();
    auto rejected = Json::array();
    std::size_t next = 0;
    std::int64_t done = 0;
    const auto total = static_cast<std::int64_t>(items.size());
    jobs::mapParallel(context.threads, context.control.stop(), [&]() -> std::optional<ToHear> { return next < items.size() ? std::optional(items[next++]) : std::nullopt; },
                      [&](const ToHear& item) { return hear(item, context.control.stop()); },
                      [&](Heard heard) {
                          context.control.step("listen", ++done, total);
                          if (heard.failure) {
                              rejected.push_back({{"path", heard.track.displayPath}, {"class", errorCodeName(heard.failure->code)}, {"reason", heard.failure->message}});
                              return;
                          }
                          auto transaction = store::writeTransaction(context.workspace.database());
                          tracks.setAudioHash(heard.track.id, heard.audioHash);
                          prints.put({heard.track.id, std::move(heard.items), heard.track.stamp.size, heard.track.stamp.mtimeNs});
                          transaction.commit();
                      });
    const auto rows = findGroups(context.workspace, context.control);
    prints.replaceGroups(rows);
    auto groups = groupsJson(context.workspace, rows);
    return {{"heard", items.size() - rejected.size()}, {"near_duplicates", rows.size()}, {"groups", std::move(groups)}, {"rejected", std::move(rejected)}};
}

}  // namespace

extern const TaskEntry find_copies_task;
const TaskEntry find_copies_task{"find_copies", LaneKind::Library, run};

}  // namespace engine::tasks
