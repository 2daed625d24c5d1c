#include "engine/demo/demo_library.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <fstream>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/core/json.h"
#include "engine/demo/composer.h"
#include "engine/demo/flac.h"
#include "engine/demo/synth.h"
#include "engine/demo/track_plan.h"

namespace engine::demo {

namespace fs = std::filesystem;

namespace {

constexpr auto kMarkerName = ".tagbench-demo";
constexpr int kMakerVersion = 1;   ///< raised when the same seed gives other music

struct Marker {
    int version = kMakerVersion;
    std::uint64_t seed = 0;
    double seconds = 0;
    int tracks = 0;
};

std::optional<Marker> readMarker(const fs::path& folder)
{
    std::ifstream file(folder / kMarkerName);
    if (!file) return std::nullopt;
    const auto json = Json::parse(file, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    return Marker{json.value("version", 0), json.value("seed", std::uint64_t{0}), json.value("seconds", 0.0), json.value("tracks", 0)};
}

void checkNumbers(const DemoConfig& config)
{
    const auto subject = config.folder.string();
    if (config.folder.empty()) throw Error(ErrorCode::InvalidArgument, "demo", "a folder is needed");
    if (config.tracks < 1 || config.tracks > kMaxTracks)
        throw Error(ErrorCode::InvalidArgument, subject, "a demo library has 1 to " + std::to_string(kMaxTracks) + " tracks, not " + std::to_string(config.tracks));
    if (!(config.seconds >= 1 && config.seconds <= 600))
        throw Error(ErrorCode::InvalidArgument, subject, "a demo track lasts 1 to 600 seconds");
}

/// Makes sure that the folder is ours to write into and says so in it.
void claimFolder(const DemoConfig& config)
{
    const auto subject = config.folder.string();
    std::error_code error;
    fs::create_directories(config.folder, error);
    if (error || !fs::is_directory(config.folder, error))
        throw Error(ErrorCode::Permission, subject, "the folder cannot be made" + (error ? ": " + error.message() : std::string()));
    removeStaleParts(config.folder);
    const auto marker = readMarker(config.folder);
    if (!marker && !fs::is_empty(config.folder))
        throw Error(ErrorCode::InvalidArgument, subject, "the folder holds things that the demo did not make; give an empty or a new one");
    if (marker && (marker->version != kMakerVersion || marker->seed != config.seed || marker->seconds != config.seconds))
        throw Error(ErrorCode::Mismatch, subject, "the folder holds a demo library of another seed, length or version; give a new folder");
    if (marker && marker->tracks > config.tracks)
        throw Error(ErrorCode::Mismatch, subject, "the folder holds a demo library of " + std::to_string(marker->tracks) + " tracks, more than the " +
                                                      std::to_string(config.tracks) + " wanted; give a new folder");
    const Json json = {{"version", kMakerVersion}, {"seed", config.seed}, {"seconds", config.seconds}, {"tracks", config.tracks}};
    writeFileAtomically(config.folder / kMarkerName, json.dump(2) + "\n");
}

std::vector<Comment> commentsOf(const TrackPlan& plan)
{
    std::vector<Comment> comments = {{"ARTIST", plan.artist}, {"ALBUM", plan.album}, {"TITLE", plan.title},
                                     {"TRACKNUMBER", std::to_string(plan.trackNumber)},
                                     {"GENRE", std::string(plan.style->name)}, {"MOOD", std::string(moodName(plan.mood))}};
    for (const auto name : plan.instruments())
        comments.emplace_back("INSTRUMENT", name);
    comments.emplace_back("TEMPO", tempoName(plan.bpm));
    return comments;
}

void makeTrack(const SynthHall& hall, const DemoConfig& config, const TrackPlan& plan)
{
    const auto samples = hall.render(compose(plan, config.seconds));
    const auto path = config.folder / plan.path();
    fs::create_directories(path.parent_path());
    writeFileAtomically(path, encodeFlac(samples, kChannels, kRateHz, commentsOf(plan), path.string()));
}

/// Makes the wanted tracks on several threads. The caller's thread reports; workers stay a few tracks ahead of it at most,
/// so a pause or a stop reaches them within a track.
class Workshop {
public:
    Workshop(const DemoConfig& config, const SynthHall& hall, std::vector<int> wanted)
        : m_config(config), m_hall(hall), m_wanted(std::move(wanted)), m_threads(std::clamp(config.threads, 1, 64))
    {
    }

    void run(RunControl& control)
    {
        std::vector<std::jthread> workers;
        for (std::size_t i = 0; i < m_threads; ++i)
            workers.emplace_back([this](std::stop_token stop) { work(stop); });
        // All are asked before the first is joined, whichever way this function is left.
        const AskToStop asker{workers};
        const auto kept = static_cast<std::int64_t>(m_config.tracks) - static_cast<std::int64_t>(m_wanted.size());
        for (std::size_t done = 0; done < m_wanted.size(); ++done) {
            control.step("music", kept + static_cast<std::int64_t>(done), m_config.tracks);
            std::unique_lock lock(m_mutex);
            m_reported = done;
            m_changed.notify_all();
            m_changed.wait(lock, control.stop(), [&] { return m_finished > done || m_failure; });
            if (m_failure) std::rethrow_exception(m_failure);
        }
        control.step("music", m_config.tracks, m_config.tracks);
    }

private:
    struct AskToStop {
        std::vector<std::jthread>& workers;
        ~AskToStop()
        {
            for (auto& worker : workers)
                worker.request_stop();
        }
    };

    std::optional<std::size_t> next(std::stop_token stop)
    {
        std::unique_lock lock(m_mutex);
        const bool go = m_changed.wait(lock, stop, [&] { return m_claimed >= m_wanted.size() || m_failure || m_claimed < m_reported + 2 * m_threads; });
        if (!go || stop.stop_requested() || m_failure || m_claimed >= m_wanted.size()) return std::nullopt;
        return m_claimed++;
    }

    void work(std::stop_token stop)
    {
        while (const auto place = next(stop)) {
            std::exception_ptr failure;
            try {
                makeTrack(m_hall, m_config, planTrack(m_config.seed, m_wanted[*place]));
            } catch (...) {
                failure = std::current_exception();
            }
            const std::lock_guard lock(m_mutex);
            if (failure && !m_failure) m_failure = failure;
            ++m_finished;
            m_changed.notify_all();
        }
    }

    const DemoConfig& m_config;
    const SynthHall& m_hall;
    const std::vector<int> m_wanted;
    const std::size_t m_threads;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    // --- guarded by m_mutex ---
    std::size_t m_claimed = 0;
    std::size_t m_finished = 0;
    std::size_t m_reported = 0;
    std::exception_ptr m_failure;
    // --------------------------
};

std::string csvField(const std::string& text)
{
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"') result += '"';
        result += c;
    }
    return result + "\"";
}

std::string truthOf(const DemoConfig& config)
{
    std::string csv = "path,artist,album,tags\r\n";
    for (int index = 0; index < config.tracks; ++index) {
        const auto plan = planTrack(config.seed, index);
        std::string tags;
        for (const auto tag : plan.tags())
            tags += (tags.empty() ? "" : ";") + std::string(tag);
        csv += csvField(plan.path().generic_string()) + "," + csvField(plan.artist) + "," + csvField(plan.album) + "," + csvField(tags) + "\r\n";
    }
    return csv;
}

}  // namespace

DemoResult writeDemoLibrary(const DemoConfig& config, RunControl& control)
{
    checkNumbers(config);
    const auto soundFont = findSoundFont();
    claimFolder(config);

    std::vector<int> wanted;
    std::set<fs::path> cleaned;
    for (int index = 0; index < config.tracks; ++index) {
        const auto path = config.folder / planTrack(config.seed, index).path();
        if (cleaned.insert(path.parent_path()).second) removeStaleParts(path.parent_path());
        if (!fs::exists(path)) wanted.push_back(index);
    }
    DemoResult result;
    result.written = static_cast<int>(wanted.size());
    result.kept = config.tracks - result.written;
    if (!wanted.empty()) {
        const SynthHall hall(soundFont);
        Workshop(config, hall, std::move(wanted)).run(control);
    }
    result.truthFile = config.folder / "truth.csv";
    writeFileAtomically(result.truthFile, truthOf(config));
    return result;
}

}  // namespace engine::demo
