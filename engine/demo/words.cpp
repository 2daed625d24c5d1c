#include "engine/demo/words.h"

#include <array>
#include <cstddef>

namespace engine::demo {

namespace {

struct InstrumentFacts {
    std::string_view name;
    int leadCentre;
    std::vector<int> chordPrograms;
    std::vector<int> leadPrograms;
};

const InstrumentFacts& factsOf(Instrument instrument)
{
    static const std::array<InstrumentFacts, 14> kFacts = {{
        {"piano", 74, {0, 1}, {0, 1}},
        {"electric piano", 72, {4, 5}, {4, 5}},
        {"organ", 70, {16, 18, 19}, {16, 18}},
        {"acoustic guitar", 67, {24, 25}, {24, 25}},
        {"electric guitar", 67, {26, 27}, {26, 27}},
        {"bass", 40, {}, {}},
        {"strings", 74, {48, 49}, {40, 41, 42}},
        {"brass", 67, {61, 60}, {56, 57, 60}},
        {"saxophone", 65, {65, 66}, {65, 66}},
        {"flute", 79, {73, 75}, {73, 75}},
        {"synth", 74, {81, 89, 90}, {80, 81}},
        {"choir", 69, {52, 53}, {52, 53}},
        {"drums", 0, {}, {}},
        {"percussion", 0, {}, {}},
    }};
    return kFacts[static_cast<std::size_t>(instrument)];
}

constexpr double kSlowBelowBpm = 90;
constexpr double kFastFromBpm = 120;

}  // namespace

std::string_view instrumentName(Instrument instrument)
{
    return factsOf(instrument).name;
}

const std::vector<int>& chordPrograms(Instrument instrument)
{
    return factsOf(instrument).chordPrograms;
}

const std::vector<int>& leadPrograms(Instrument instrument)
{
    return factsOf(instrument).leadPrograms;
}

int leadCentre(Instrument instrument)
{
    return factsOf(instrument).leadCentre;
}

std::string_view moodName(Mood mood)
{
    static constexpr std::array<std::string_view, 6> kNames = {"calm", "dark", "dreamy", "energetic", "happy", "melancholic"};
    return kNames[static_cast<std::size_t>(mood)];
}

std::string_view tempoName(double bpm)
{
    if (bpm < kSlowBelowBpm) return "slow";
    return bpm < kFastFromBpm ? "medium" : "fast";
}

const MoodShape& shapeOf(Mood mood)
{
    static constexpr std::array<MoodShape, 6> kShapes = {{
        {.tempo = 0.2, .minorProbability = 0.2, .shiftSemitones = 0, .velocity = 58, .brightnessCents = -500, .density = 0.5, .legato = 1.0, .reverb = 0.5},
        {.tempo = 0.35, .minorProbability = 1.0, .shiftSemitones = -12, .velocity = 84, .brightnessCents = -1100, .density = 0.6, .legato = 1.05, .reverb = 0.5},
        {.tempo = 0.3, .minorProbability = 0.3, .shiftSemitones = 12, .velocity = 64, .brightnessCents = -300, .density = 0.55, .legato = 1.2, .reverb = 1.0},
        {.tempo = 0.95, .minorProbability = 0.5, .shiftSemitones = 0, .velocity = 112, .brightnessCents = 600, .density = 1.0, .legato = 0.7, .reverb = 0.15},
        {.tempo = 0.7, .minorProbability = 0.0, .shiftSemitones = 5, .velocity = 94, .brightnessCents = 350, .density = 0.85, .legato = 0.6, .reverb = 0.25},
        {.tempo = 0.1, .minorProbability = 1.0, .shiftSemitones = -5, .velocity = 68, .brightnessCents = -800, .density = 0.4, .legato = 1.2, .reverb = 0.8},
    }};
    return kShapes[static_cast<std::size_t>(mood)];
}

}  // namespace engine::demo
