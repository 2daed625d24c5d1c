// parameters: {"split"?: name, "dry_run"?: bool}
// Local data follows the selection: melgrams that no split needs any more (or, if named, that this split does not need) go, and so do copies of files that were fetched. Music is never touched.
#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>

#include "engine/core/error.h"
#include "engine/melgrams/pack_reader.h"
#include "engine/melgrams/pack_writer.h"
#include "engine/store/fetched_store.h"
#include "engine/tasks/make_split.h"
#include "engine/tasks/melgram_needs.h"
#include "engine/tasks/resample_split.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

/// Highest number of occurrences of each track in the splits that count.
using Wanted = std::map<std::uint64_t, int>;

Wanted wantedOccurrences(store::Workspace& workspace, const std::string& splitName)
{
    std::vector<store::Split> splits;
    if (splitName.empty())
        splits = workspace.splits().list();
    else
        splits.push_back(namedSplit(workspace, splitName));
    Wanted wanted;
    for (const auto& split : splits) {
        const Occurrences occurrences(workspace, split.id);
        for (const auto& member : workspace.splits().members(split.id)) {
            auto& count = wanted[value(member.track)];
            count = std::max(count, member.part == Part::Train ? occurrences.of(member.track) : 1);
        }
    }
    if (splits.empty())
        for (const auto id : workspace.tracks().ids({}))
            wanted[value(id)] = 1;
    return wanted;
}

std::int64_t storedBytes(const store::MelgramRow& row, std::size_t mels)
{
    return row.frames * static_cast<std::int64_t>(mels) * 2;
}

/// The records of a pack that stay, in a new pack; the old one goes when the rows point to the new.
class PackShrinker {
public:
    PackShrinker(store::Workspace& workspace, std::string hash) : m_workspace(workspace), m_hash(std::move(hash)), m_folder(workspace.melgramFolder() / m_hash) {}

    void shrink(const std::string& pack, const std::vector<store::MelgramRow>& stay)
    {
        auto rows = stay;
        if (!rows.empty()) copyRecords(pack, rows);
        auto transaction = store::writeTransaction(m_workspace.database());
        m_workspace.melgrams().removePack(m_hash, pack);
        m_workspace.melgrams().put(rows);
        transaction.commit();
        std::error_code ignored;
        fs::remove(m_folder / pack, ignored);
    }

private:
    void copyRecords(const std::string& pack, std::vector<store::MelgramRow>& rows)
    {
        const auto reader = melgrams::PackReader::open(m_folder / pack, m_hash);
        const auto name = toHex(TrackId{std::uint64_t{m_random()} << 32 | m_random()}) + ".pack";
        melgrams::PackWriter writer(m_folder / name, m_hash, reader->mels());
        for (auto& row : rows) {
            dsp::Melgram melgram;
            melgram.mels = reader->mels();
            melgram.frames = static_cast<std::size_t>(row.frames);
            melgram.values.resize(melgram.mels * melgram.frames);
            reader->read({static_cast<std::uint64_t>(row.offset), static_cast<std::uint32_t>(row.frames), row.crc}, 0, melgram.frames, melgram.values.data());
            const auto entry = writer.add(row.track, row.repetition, melgram);
            row.pack = name;
            row.offset = static_cast<std::int64_t>(entry.offset);
            row.crc = entry.crc;
        }
        writer.commit();
    }

    store::Workspace& m_workspace;
    std::string m_hash;
    fs::path m_folder;
    std::random_device m_random;
};

/// Names of the folders below melgrams/ are hashes of presets.
std::vector<std::string> presetHashes(store::Workspace& workspace)
{
    std::vector<std::string> hashes;
    std::error_code problem;
    for (fs::directory_iterator at(workspace.melgramFolder(), problem), end; at != end && !problem; at.increment(problem))
        if (at->is_directory() && workspace.melgrams().presetJson(at->path().filename().string())) hashes.push_back(at->path().filename().string());
    std::sort(hashes.begin(), hashes.end());
    return hashes;
}

/// The row goes before the file: a crash between them leaves a file that nobody names, which the next fetch writes over.
void dropCopy(store::Workspace& workspace, const store::FetchedCopy& copy)
{
    auto tracks = workspace.tracks();
    std::error_code absent;
    auto transaction = store::writeTransaction(workspace.database());
    store::FetchedStore(workspace.database()).remove(copy.track);
    if (auto track = tracks.find(copy.track); track && !fs::exists(tracks.libraryPath(*track), absent)) {
        track->state = store::TrackState::Missing;
        track->errorClass = store::kRemoteClass;
        track->reason = kNotHereYet;
        tracks.upsert(*track);
    }
    transaction.commit();
    fs::remove(tracks.fetchedFolder() / copy.file, absent);
}

Json pruneRun(const Json& parameters, TaskContext& context)
{
    const auto wanted = wantedOccurrences(context.workspace, parameters.value("split", std::string()));
    const bool dryRun = parameters.value("dry_run", false);
    const auto hashes = presetHashes(context.workspace);
    store::FetchedStore fetched(context.workspace.database());
    const auto copies = fetched.list();
    if (hashes.empty() && copies.empty()) throw Error(ErrorCode::NotFound, "melgrams", "there are none yet; 'prep run' builds them");
    std::int64_t kept = 0, removed = 0, bytes = 0;
    std::set<std::uint64_t> tracks;
    for (const auto& hash : hashes) {
        std::map<std::string, std::vector<store::MelgramRow>> packs, dead;
        for (auto& row : context.workspace.melgrams().rows(hash)) {
            const auto at = wanted.find(value(row.track));
            const bool stays = at != wanted.end() && row.repetition < at->second;
            packs[row.pack];
            (stays ? packs : dead)[row.pack].push_back(std::move(row));
        }
        PackShrinker shrinker(context.workspace, hash);
        std::int64_t done = 0;
        for (const auto& [pack, rows] : dead) {
            context.control.step("prune", done++, static_cast<std::int64_t>(dead.size()));
            const auto file = context.workspace.melgramFolder() / hash / pack;
            std::error_code absent;
            const auto mels = fs::exists(file, absent) ? melgrams::PackReader::open(file, hash)->mels() : std::size_t{0};
            for (const auto& row : rows) {
                bytes += storedBytes(row, mels);
                tracks.insert(value(row.track));
            }
            removed += static_cast<std::int64_t>(rows.size());
            if (!dryRun) shrinker.shrink(pack, packs.at(pack));
        }
        for (const auto& [pack, rows] : packs)
            kept += static_cast<std::int64_t>(rows.size());
    }
    std::int64_t copiesRemoved = 0;
    for (const auto& copy : copies) {
        if (wanted.contains(value(copy.track))) continue;
        ++copiesRemoved;
        bytes += copy.size;
        if (!dryRun) dropCopy(context.workspace, copy);
    }
    return {{"removed", removed}, {"kept", kept}, {"tracks", tracks.size()}, {"copies", copiesRemoved}, {"bytes", bytes}, {"dry_run", dryRun}};
}

}  // namespace

std::vector<NeededTrack> neededTracks(store::Workspace& workspace, const std::string& split, const std::string& presetHash)
{
    std::map<std::uint64_t, std::set<int>> there;
    for (const auto& row : workspace.melgrams().rows(presetHash))
        there[value(row.track)].insert(row.repetition);
    std::vector<TrackId> ids;
    const auto wanted = wantedOccurrences(workspace, split);
    for (const auto& [id, count] : wanted)
        ids.push_back(TrackId{id});
    std::vector<NeededTrack> needed;
    for (auto& track : workspace.tracks().page(ids)) {
        if (track.state == store::TrackState::Unreadable) continue;
        std::int64_t lacking = 0;
        for (int repetition = 0; repetition < wanted.at(value(track.id)); ++repetition)
            lacking += there[value(track.id)].contains(repetition) ? 0 : 1;
        const bool isMissing = track.state == store::TrackState::Missing;
        if (lacking > 0) needed.push_back({std::move(track), lacking, isMissing});
    }
    std::sort(needed.begin(), needed.end(), [](const auto& a, const auto& b) { return a.track.displayPath < b.track.displayPath; });
    return needed;
}

extern const TaskEntry prune_task;
const TaskEntry prune_task{"prune", LaneKind::Library, pruneRun};

}  // namespace engine::tasks
