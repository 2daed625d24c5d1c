#include "engine/demo/synth.h"

#include <fluidsynth.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>
#include <numbers>
#include <string>
#include <tuple>

#include "engine/core/error.h"

namespace engine::demo {

namespace fs = std::filesystem;

namespace {

/// FluidSynth computes 64 frames at a time and hears events between blocks only; giving it whole blocks keeps every event
/// at the same place whatever the caller's block size.
constexpr int kBlockFrames = 64;
constexpr double kFadeSeconds = 1.0;

struct Event {
    std::int64_t block;
    bool on;
    int channel;
    int key;
    int velocity;
    auto order() const { return std::tie(block, on, channel, key, velocity); }   // off before on: a repeated note is struck again
};

std::vector<Event> eventsOf(const Score& score)
{
    std::vector<Event> events;
    for (std::size_t channel = 0; channel < score.voices.size(); ++channel)
        for (const auto& note : score.voices[channel].notes) {
            if (note.key < 0 || note.key > 127) continue;
            const auto start = std::llround(note.startSeconds * kRateHz / kBlockFrames);
            const auto end = std::llround((note.startSeconds + note.durationSeconds) * kRateHz / kBlockFrames);
            events.push_back({start, true, static_cast<int>(channel), note.key, note.velocity});
            events.push_back({std::max<std::int64_t>(end, start + 1), false, static_cast<int>(channel), note.key, 0});
        }
    std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.order() < b.order(); });
    return events;
}

/// Some of the font's samples lie beside zero. A pole at 10 Hz takes that away and nothing that can be heard.
void removeOffset(std::vector<float>& samples)
{
    const double pole = std::exp(-2 * std::numbers::pi * 10 / kRateHz);
    std::array<double, kChannels> before{}, result{};
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto side = i % kChannels;
        result[side] = samples[i] - before[side] + pole * result[side];
        before[side] = samples[i];
        samples[i] = static_cast<float>(result[side]);
    }
}

void fadeAndScale(std::vector<float>& samples, double peak)
{
    const auto frames = samples.size() / kChannels;
    const auto fade = std::min<std::size_t>(frames, static_cast<std::size_t>(kFadeSeconds * kRateHz));
    for (std::size_t i = 0; i < fade; ++i) {
        const auto gain = static_cast<float>(static_cast<double>(i) / static_cast<double>(fade));
        samples[2 * (frames - 1 - i)] *= gain;
        samples[2 * (frames - 1 - i) + 1] *= gain;
    }
    float loudest = 0;
    for (const float sample : samples)
        loudest = std::max(loudest, std::abs(sample));
    if (loudest <= 0) return;
    const auto gain = static_cast<float>(peak) / loudest;
    for (auto& sample : samples)
        sample *= gain;
}

/// FluidSynth's first steps (tables, log handlers) are global and not made for two threads at once.
std::mutex& fluidMutex()
{
    static std::mutex mutex;
    return mutex;
}

}  // namespace

fs::path findSoundFont()
{
    static constexpr std::array kCandidates = {
        "/usr/share/sounds/sf2/TimGM6mb.sf2", "/usr/local/share/sounds/sf2/TimGM6mb.sf2", "/usr/share/soundfonts/TimGM6mb.sf2",
        "/usr/share/sounds/sf2/default-GM.sf2", "/usr/share/sounds/sf3/default-GM.sf3"};
    std::error_code ignored;
    for (const auto* candidate : kCandidates)
        if (fs::is_regular_file(candidate, ignored)) return candidate;
    throw Error(ErrorCode::Missing, "TimGM6mb.sf2", "the demo's sound font is not installed; on Debian and Ubuntu: apt install timgm6mb-soundfont");
}

struct SynthHall::Synth {
    explicit Synth(const fs::path& soundFont)
    {
        const std::lock_guard lock(fluidMutex());
        for (const int level : {FLUID_WARN, FLUID_INFO, FLUID_DBG})
            fluid_set_log_function(level, nullptr, nullptr);
        settings = new_fluid_settings();
        fluid_settings_setnum(settings, "synth.sample-rate", kRateHz);
        fluid_settings_setnum(settings, "synth.gain", 0.4);
        fluid_settings_setint(settings, "synth.polyphony", 128);
        fluid_settings_setint(settings, "synth.cpu-cores", 1);
        fluid_settings_setint(settings, "synth.chorus.active", 0);
        fluid_settings_setint(settings, "synth.reverb.active", 1);
        fluid_settings_setint(settings, "synth.lock-memory", 0);
        synth = new_fluid_synth(settings);
        if (synth == nullptr || fluid_synth_sfload(synth, soundFont.c_str(), 1) == FLUID_FAILED) {
            release();
            throw Error(ErrorCode::Corrupt, soundFont.string(), "FluidSynth cannot read this sound font; reinstall timgm6mb-soundfont");
        }
    }
    ~Synth()
    {
        const std::lock_guard lock(fluidMutex());
        release();
    }
    Synth(const Synth&) = delete;
    Synth& operator=(const Synth&) = delete;

    void release()
    {
        if (synth != nullptr) delete_fluid_synth(synth);
        if (settings != nullptr) delete_fluid_settings(settings);
    }

    void seat(int channel, const Voice& voice)
    {
        // Every channel is told what it is: the tenth would otherwise be drums.
        fluid_synth_set_channel_type(synth, channel, voice.isKit ? CHANNEL_TYPE_DRUM : CHANNEL_TYPE_MELODIC);
        fluid_synth_bank_select(synth, channel, voice.isKit ? 128 : 0);
        fluid_synth_program_change(synth, channel, voice.program);
        constexpr int kVolume = 7, kPan = 10, kReverbSend = 91;
        fluid_synth_cc(synth, channel, kVolume, std::clamp(voice.volume, 0, 127));
        fluid_synth_cc(synth, channel, kPan, std::clamp(voice.pan, 0, 127));
        fluid_synth_cc(synth, channel, kReverbSend, std::clamp(voice.reverbSend, 0, 127));
        fluid_synth_set_gen(synth, channel, GEN_FILTERFC, static_cast<float>(voice.brightnessCents));
        fluid_synth_set_gen(synth, channel, GEN_FINETUNE, static_cast<float>(voice.detuneCents));
    }

    fluid_settings_t* settings = nullptr;
    fluid_synth_t* synth = nullptr;
};

SynthHall::SynthHall(const fs::path& soundFont) : m_soundFont(soundFont), m_keeper(std::make_unique<Synth>(soundFont))
{
}

SynthHall::~SynthHall() = default;

std::vector<float> SynthHall::render(const Score& score) const
{
    Synth player(m_soundFont);
    fluid_synth_set_reverb_group_roomsize(player.synth, -1, score.roomSize);
    fluid_synth_set_reverb_group_level(player.synth, -1, 0.6);
    for (std::size_t i = 0; i < score.voices.size(); ++i)
        player.seat(static_cast<int>(i), score.voices[i]);

    const auto frames = static_cast<std::size_t>(std::llround(score.durationSeconds * kRateHz));
    const auto blocks = static_cast<std::int64_t>((frames + kBlockFrames - 1) / kBlockFrames);
    std::vector<float> samples(static_cast<std::size_t>(blocks) * kBlockFrames * kChannels);
    const auto events = eventsOf(score);
    auto next = events.begin();
    for (std::int64_t block = 0; block < blocks; ++block) {
        for (; next != events.end() && next->block <= block; ++next) {
            if (next->on) fluid_synth_noteon(player.synth, next->channel, next->key, next->velocity);
            else fluid_synth_noteoff(player.synth, next->channel, next->key);
        }
        auto* at = samples.data() + block * kBlockFrames * kChannels;
        fluid_synth_write_float(player.synth, kBlockFrames, at, 0, kChannels, at, 1, kChannels);
    }
    samples.resize(frames * kChannels);
    removeOffset(samples);
    fadeAndScale(samples, score.peak);
    return samples;
}

}  // namespace engine::demo
