// Copies of just the files that the current selection still needs.
// parameters: {"from": a mounted copy of the library's folder (and from_hex), "budget_gb"?, "preset"?, "split"?, "dry_run"?}
// A copy lies below fetched/ and is read instead of the library's file. It is verified: read back, it has the hash of what was read there, and
// the hash that is known of the file, if one is. A stopped copy is gone on with. What is not to be had is a row, not an error.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <fstream>

#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/dsp/preset.h"
#include "engine/store/fetched_store.h"
#include "engine/store/workspace.h"
#include "engine/tasks/melgram_needs.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/scan_file.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFetchBlock = 1 << 20;
constexpr double kBytesPerGb = 1e9;

std::int64_t mtimeNsOf(const fs::path& file)
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::file_clock::to_sys(fs::last_write_time(file)).time_since_epoch()).count();
}

/// Where a copy grows: its name holds what the source was like, so that a part of another version is never gone on with.
fs::path partFile(const fs::path& folder, TrackId track, std::int64_t size, std::int64_t mtimeNs)
{
    return folder / ("." + toHex(track) + "-" + std::to_string(size) + "-" + std::to_string(mtimeNs) + ".part");
}

/// Appends what is missing, reports bytes, and gives the hash of the whole. The part stays when it is stopped.
std::string copyOnto(const fs::path& source, const fs::path& part, std::int64_t size, const std::function<void(std::int64_t)>& grown)
{
    std::vector<char> block(kFetchBlock);
    Sha256 hash;
    std::int64_t done = 0;
    if (std::ifstream there(part, std::ios::binary); there) {
        while (there.read(block.data(), static_cast<std::streamsize>(block.size())), there.gcount() > 0) {
            hash.update(std::string_view(block.data(), static_cast<std::size_t>(there.gcount())));
            done += there.gcount();
        }
    }
    std::ifstream in(source, std::ios::binary);
    in.seekg(done);
    std::ofstream out(part, std::ios::binary | std::ios::app);
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())), in.gcount() > 0) {
        out.write(block.data(), in.gcount());
        out.flush();   // what was reported is there when it is stopped
        if (!out) throw Error(ErrorCode::NoSpace, part.string(), "could not be written; is the disk full?");
        hash.update(std::string_view(block.data(), static_cast<std::size_t>(in.gcount())));
        done += in.gcount();
        grown(done);
    }
    if (done != size) throw Error(ErrorCode::Corrupt, source.string(), std::to_string(size) + " bytes wanted, " + std::to_string(done) + " could be read");
    return hash.hex();
}

void syncFile(const fs::path& file)
{
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

class Fetcher {
public:
    Fetcher(TaskContext& context, fs::path from) : m_context(context), m_from(std::move(from)), m_tracks(context.workspace.tracks()), m_fetched(context.workspace.database())
    {
        fs::create_directories(m_tracks.fetchedFolder());
    }

    fs::path sourceOf(const store::Track& track) const { return m_from / track.path; }

    /// Throws Error about the file; Cancelled.
    void fetch(const store::Track& track, const std::function<void(std::int64_t)>& grown)
    {
        const auto source = sourceOf(track);
        const auto size = static_cast<std::int64_t>(fs::file_size(source));
        const auto mtimeNs = mtimeNsOf(source);
        const auto part = partFile(m_tracks.fetchedFolder(), track.id, size, mtimeNs);
        const auto hash = copyOnto(source, part, size, grown);
        syncFile(part);
        verify(track, part, hash);
        // Facts by the final extension: formats are told by content, but messages name the file.
        const auto name = toHex(track.id) + track.path.extension().native();
        const auto copy = m_tracks.fetchedFolder() / name;
        fs::rename(part, copy);
        keep(track, {track.id, name, size, hash}, readFile(copy, {}, {}, m_context.control.stop()), {size, mtimeNs, 0, 0});
    }

private:
    static void verify(const store::Track& track, const fs::path& part, const std::string& hash)
    {
        const auto drop = [&](const std::string& why) {
            std::error_code ignored;
            fs::remove(part, ignored);
            throw Error(ErrorCode::Corrupt, track.displayPath, why);
        };
        if (!track.fileHash.empty() && hash != track.fileHash) drop("is another file than the one that is known: its SHA-256 is " + hash.substr(0, 16) + "..., " + track.fileHash.substr(0, 16) + "... wanted");
        if (fileHash(part, {}) != hash) drop("the copy does not read back as it was written");
    }
    void keep(store::Track track, const store::FetchedCopy& copy, const FileFacts& facts, const store::FileStamp& stamp)
    {
        track.stamp = stamp;
        track.fileHash = copy.fileHash;
        track.state = facts.failure ? store::TrackState::Unreadable : store::TrackState::Ready;
        track.errorClass.clear();
        track.reason.clear();
        if (facts.failure) {
            track.errorClass = errorCodeName(facts.failure->code);
            track.reason = facts.failure->message;
        }
        const auto fill = [](std::string& known, const std::string& stated) {
            if (known.empty()) known = stated;
        };
        fill(track.title, facts.metadata.title);
        fill(track.artist, facts.metadata.artist);
        fill(track.album, facts.metadata.album);
        track.format = facts.info.format;
        track.durationSeconds = facts.info.durationSeconds;
        track.sampleRateHz = facts.info.sampleRateHz;
        track.channels = facts.info.channels;
        auto transaction = store::writeTransaction(m_context.workspace.database());
        m_fetched.put(copy);
        m_tracks.upsert(track);
        auto tags = m_context.workspace.tags();
        for (const auto& tag : facts.tags)
            tags.set(track.id, tags.ensure(tag.name, tag.type), "file");
        transaction.commit();
        if (facts.failure) throw Error(facts.failure->code, track.displayPath, facts.failure->message);
    }

    TaskContext& m_context;
    fs::path m_from;
    store::TrackStore m_tracks;
    store::FetchedStore m_fetched;
};

Json run(const Json& parameters, TaskContext& context)
{
    const auto from = pathOf(parameters, "from");
    if (!fs::is_directory(from)) throw Error(ErrorCode::Missing, from.string(), "there is no such folder; is the disk mounted?");
    const double budgetGb = parameters.value("budget_gb", 0.0);
    if (!(budgetGb >= 0)) throw Error(ErrorCode::InvalidArgument, "budget", "gigabytes from 0 on are wanted (0 = no limit)");
    const auto preset = dsp::loadPreset(parameters.value("preset", std::string("sota-96")));
    const bool dryRun = parameters.value("dry_run", false);
    Fetcher fetcher(context, from);
    auto room = budgetGb > 0 ? static_cast<std::int64_t>(budgetGb * kBytesPerGb) - store::FetchedStore(context.workspace.database()).bytes() : INT64_MAX;

    auto needed = neededTracks(context.workspace, parameters.value("split", std::string()), preset.hash());
    std::erase_if(needed, [](const auto& one) { return !one.isMissing; });
    std::int64_t fetched = 0, bytes = 0, overBudget = 0, done = 0;
    auto rejected = Json::array(), absent = Json::array();
    for (const auto& [track, melgrams, isMissing] : needed) {
        context.control.step("fetch", done, static_cast<std::int64_t>(needed.size()));
        ++done;
        std::error_code problem;
        const auto size = fs::file_size(fetcher.sourceOf(track), problem);
        if (problem) {
            absent.push_back(track.displayPath);
            continue;
        }
        if (static_cast<std::int64_t>(size) > room) {
            ++overBudget;
            continue;
        }
        try {
            if (!dryRun) fetcher.fetch(track, [&](std::int64_t) { context.control.step("fetch", done, static_cast<std::int64_t>(needed.size())); });
            ++fetched;
        } catch (const Error& error) {
            if (error.code() == ErrorCode::NoSpace) throw;
            rejected.push_back({{"path", track.displayPath}, {"class", errorCodeName(error.code())}, {"reason", error.what()}});
            context.say(error.what());
            continue;
        }
        bytes += static_cast<std::int64_t>(size);
        room -= static_cast<std::int64_t>(size);
    }
    context.control.step("fetch", static_cast<std::int64_t>(needed.size()), static_cast<std::int64_t>(needed.size()));
    return {{"needed", needed.size()}, {"fetched", fetched}, {"bytes", bytes}, {"over_budget", overBudget}, {"absent", std::move(absent)}, {"rejected", std::move(rejected)},
            {"dry_run", dryRun}};
}

}  // namespace

extern const TaskEntry fetch_audio_task;
const TaskEntry fetch_audio_task{"fetch_audio", LaneKind::Library, run};

}  // namespace engine::tasks
