#include <algorithm>
#include <charconv>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <system_error>

#include "engine/core/error.h"
#include "engine/jobs/map_parallel.h"
#include "engine/melgrams/pack_writer.h"
#include "engine/store/workspace.h"
#include "engine/tasks/resample_split.h"
#include "engine/tasks/task.h"
#include "engine/tasks/track_melgram.h"

/// Parameters: preset (name or file), split (name), part train|valid|test|all, oversample (ratio or count, as "1.3" or "2000": training part
/// only, kept with the split), shard "I/N", seed, dry_run.
namespace engine::tasks {

namespace {

// A kill loses at most one unfinished pack; bigger packs mean fewer files and syncs.
constexpr std::size_t kRecordsPerPack = 128;
constexpr std::size_t kBytesPerPack = 64u << 20;
constexpr std::uint64_t kReserveBytes = 256u << 20;

struct Item {
    store::Track track;
    std::filesystem::path file;
    int repetition = 0;
};
struct Made {
    Item item;
    std::optional<TrackMelgram> melgram;
    Failure failure;
};

struct Shard {
    std::uint64_t index = 0, count = 1;
    bool holds(TrackId id) const { return value(id) % count == index; }
};

Shard parseShard(const std::string& text)
{
    Shard shard;
    if (text.empty()) return shard;
    const auto slash = text.find('/');
    const char* end = text.data() + text.size();
    const bool good = slash != std::string::npos &&
                      std::from_chars(text.data(), text.data() + slash, shard.index).ptr == text.data() + slash &&
                      std::from_chars(text.data() + slash + 1, end, shard.count).ptr == end;
    if (!good || shard.count == 0 || shard.index >= shard.count)
        throw Error(ErrorCode::InvalidArgument, text, "a shard is I/N with I from 0 to N-1");
    return shard;
}

std::vector<TrackId> wantedTracks(store::Workspace& workspace, const Json& parameters, std::set<std::uint64_t>& training)
{
    const auto splitName = parameters.value("split", std::string());
    const auto part = parameters.value("part", std::string("all"));
    if (splitName.empty()) {
        if (part != "all") throw Error(ErrorCode::InvalidArgument, "part " + part, "needs the name of a split");
        return workspace.tracks().ids({});
    }
    const auto split = workspace.splits().find(splitName);
    if (!split) throw Error(ErrorCode::NotFound, splitName, "no split of this name; make one with split make");
    std::vector<TrackId> ids;
    for (const auto& member : workspace.splits().members(split->id)) {
        if (member.part == Part::Train) training.insert(value(member.track));
        if (part == "all" || member.part == partFromName(part)) ids.push_back(member.track);
    }
    return ids;
}

/// What the parameter asks for; numbers are ratios, as older jobs wrote them.
void resampleAsAsked(store::Workspace& workspace, const Json& parameters)
{
    if (!parameters.contains("oversample") || parameters.value("dry_run", false)) return;
    const auto& asked = parameters["oversample"];
    dataset::ResampleWish wish;
    if (asked.is_string())
        wish = dataset::resampleWishFrom(asked.get<std::string>());
    else
        wish.ratio = asked.get<double>();
    if (!asked.is_string() && wish.ratio == 1) return;
    if (!(wish.ratio > 0 && wish.ratio <= 1000)) throw Error(ErrorCode::InvalidArgument, "oversample", "a ratio above 0, at most 1000, or a count wanted");
    const auto split = workspace.splits().find(parameters.value("split", std::string()));
    if (!split) throw Error(ErrorCode::InvalidArgument, "oversample", "needs a split: only its training part is resampled");
    resampleSplit(workspace, *split, wish, parameters.value("seed", std::uint64_t{0}));
}

/// How often a track is needed: other parts than training, and tracks of no split, once.
std::function<int(TrackId)> repetitionsOf(store::Workspace& workspace, const Json& parameters, const std::set<std::uint64_t>& training)
{
    const auto split = workspace.splits().find(parameters.value("split", std::string()));
    if (!split) return [](TrackId) { return 1; };
    return [counts = Occurrences(workspace, split->id), &training](TrackId id) { return training.contains(value(id)) ? counts.of(id) : 1; };
}

std::vector<Item> itemsToMake(store::Workspace& workspace, const dsp::Preset& preset, const Json& parameters, std::int64_t& kept)
{
    std::set<std::uint64_t> training;
    const auto ids = wantedTracks(workspace, parameters, training);
    const auto shard = parseShard(parameters.value("shard", std::string()));
    const auto repetitions = repetitionsOf(workspace, parameters, training);

    std::map<std::pair<std::uint64_t, int>, store::MelgramRow> there;
    for (auto& row : workspace.melgrams().rows(preset.hash()))
        there[{value(row.track), row.repetition}] = row;
    std::vector<Item> items;
    auto tracks = workspace.tracks();
    for (const auto& track : tracks.page(ids)) {
        if (track.state != store::TrackState::Ready || !shard.holds(track.id)) continue;
        for (int repetition = 0; repetition < repetitions(track.id); ++repetition) {
            const auto found = there.find({value(track.id), repetition});
            if (found != there.end() && found->second.sourceSize == track.stamp.size && found->second.sourceMtimeNs == track.stamp.mtimeNs) {
                ++kept;
                continue;
            }
            items.push_back({track, tracks.absolutePath(track), repetition});
        }
    }
    return items;
}

std::uint64_t bytesNeeded(const std::vector<Item>& items, const dsp::Preset& preset)
{
    std::uint64_t bytes = 0;
    for (const auto& item : items) {
        auto seconds = item.track.durationSeconds;
        if (preset.cropSeconds > 0) seconds = std::min(seconds, preset.cropSeconds);
        const auto frames = preset.framesOf(static_cast<std::size_t>(seconds * preset.sampleRateHz));
        bytes += frames * static_cast<std::uint64_t>(preset.mels) * 2 + 64;
    }
    return bytes;
}

Made make(Item item, const dsp::Preset& preset, std::uint64_t seed, const std::stop_token& stop)
{
    Made made{std::move(item), {}, {}};
    try {
        made.melgram = melgramOfTrack(made.item.track, made.item.file, preset, made.item.repetition, seed, stop);
    } catch (const Cancelled&) {
        throw;
    } catch (...) {
        made.failure = describe(std::current_exception());
    }
    return made;
}

/// Seconds for all items, from a few of them spread over the list, on one thread, divided by the threads there are.
double secondsNeeded(const std::vector<Item>& items, const dsp::Preset& preset, const TaskContext& context)
{
    constexpr std::size_t kTrials = 4;
    const auto trials = std::min(kTrials, items.size());
    if (trials == 0) return 0;
    const auto began = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < trials; ++i)
        make(items[i * items.size() / trials], preset, 0, context.control.stop());
    const double each = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count() / static_cast<double>(trials);
    return each * static_cast<double>(items.size()) / context.threads;
}

/// Rows are committed only after their pack is whole on the disk.
class PackKeeper {
public:
    PackKeeper(store::Workspace& workspace, const dsp::Preset& preset) : m_workspace(workspace), m_preset(preset), m_hash(preset.hash())
    {
        m_folder = workspace.melgramFolder() / m_hash;
        std::filesystem::create_directories(m_folder);
    }
    void add(const Made& made)
    {
        if (!m_writer) open();
        const auto entry = m_writer->add(made.item.track.id, made.item.repetition, made.melgram->melgram);
        m_rows.push_back({made.item.track.id, m_hash, made.item.repetition, m_name, static_cast<std::int64_t>(entry.offset),
                          static_cast<std::int64_t>(entry.frames), entry.crc, made.melgram->startSample, made.item.track.stamp.size,
                          made.item.track.stamp.mtimeNs});
        if (m_writer->records() >= kRecordsPerPack || m_writer->bytes() >= kBytesPerPack) close();
    }
    void close()
    {
        if (!m_writer) return;
        m_writer->commit();
        m_writer.reset();
        m_workspace.melgrams().put(m_rows);
        m_rows.clear();
    }

private:
    void open()
    {
        // Shards of several processes write to one folder: the names are random, so they never meet.
        m_name = toHex(TrackId{std::uint64_t{m_random()} << 32 | m_random()}) + ".pack";
        m_writer = std::make_unique<melgrams::PackWriter>(m_folder / m_name, m_hash, static_cast<std::size_t>(m_preset.mels));
    }
    store::Workspace& m_workspace;
    dsp::Preset m_preset;
    std::string m_hash, m_name;
    std::filesystem::path m_folder;
    std::unique_ptr<melgrams::PackWriter> m_writer;
    std::vector<store::MelgramRow> m_rows;
    std::random_device m_random;
};

Json run(const Json& parameters, TaskContext& context)
{
    const auto preset = dsp::loadPreset(parameters.value("preset", std::string("sota-96")));
    const auto seed = parameters.value("seed", std::uint64_t{0});
    context.workspace.melgrams().putPreset(preset.hash(), preset.name, toJson(preset).dump());
    std::int64_t kept = 0;
    resampleAsAsked(context.workspace, parameters);
    const auto items = itemsToMake(context.workspace, preset, parameters, kept);
    const auto needed = bytesNeeded(items, preset);
    const auto free = std::filesystem::space(context.workspace.folder()).available;
    Json result{{"preset", preset.name}, {"preset_hash", preset.hash()}, {"counts", {{"built", 0}, {"kept", kept}, {"rejected", 0}}},
                {"bytes_needed", needed}, {"bytes_free", free}};
    if (parameters.value("dry_run", false)) {
        result["melgrams_to_build"] = items.size();
        result["seconds_expected"] = secondsNeeded(items, preset, context);
        return result;
    }
    if (needed + kReserveBytes > free)
        throw Error(ErrorCode::NoSpace, context.workspace.folder().string(),
                    "the melgrams need " + std::to_string(needed >> 20) + " MiB, only " + std::to_string(free >> 20) + " MiB are free");

    PackKeeper keeper(context.workspace, preset);
    auto rejected = Json::array();
    std::int64_t built = 0, done = 0;
    std::size_t next = 0;
    const auto total = static_cast<std::int64_t>(items.size());
    const auto source = [&]() -> std::optional<Item> { return next < items.size() ? std::optional(items[next++]) : std::nullopt; };
    const auto keep = [&](Made made) {
        if (made.melgram) {
            keeper.add(made);
            ++built;
        } else {
            rejected.push_back({{"path", made.item.track.displayPath}, {"class", errorCodeName(made.failure.code)}, {"reason", made.failure.message}});
            context.say(toText(made.failure));
        }
        try {
            context.control.step("melgrams", ++done, total);
        } catch (const Cancelled&) {
            next = items.size();   // what was begun is still worked and kept
        }
    };
    jobs::mapParallel(context.threads, context.control.stop(), source, [&](Item item) { return make(std::move(item), preset, seed, {}); }, keep);
    keeper.close();
    context.control.step("melgrams", done, total);
    result["counts"] = {{"built", built}, {"kept", kept}, {"rejected", rejected.size()}};
    result["rejected"] = std::move(rejected);
    return result;
}

}  // namespace

extern const TaskEntry prep_task;
const TaskEntry prep_task{"prep", LaneKind::Library, run};

}  // namespace engine::tasks
