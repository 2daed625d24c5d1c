#include <algorithm>
#include <array>

#include "engine/demo/players.h"

namespace engine::demo {

namespace {

/// One player at work: the notes so far and how to add to them.
struct Hands {
    const Sketch& sketch;
    Dice& dice;
    std::vector<Note> notes;

    void press(int bar, double beat, double beats, int key, double loudness)
    {
        const double start = sketch.at(bar, beat, dice);
        notes.push_back({start, beats * sketch.beatSeconds, key, sketch.velocity(loudness, dice)});
    }
    void pressAll(int bar, double beat, double beats, const std::vector<int>& keys, double loudness)
    {
        for (const int key : keys)
            press(bar, beat, beats, key, loudness);
    }
    /// Strings struck one after the other, downwards or upwards.
    void strum(int bar, double beat, double beats, const std::vector<int>& keys, bool down, double loudness)
    {
        constexpr double kStringSeconds = 0.012;
        const double start = sketch.at(bar, beat, dice);
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const auto key = keys[down ? i : keys.size() - 1 - i];
            notes.push_back({start + kStringSeconds * static_cast<double>(i), beats * sketch.beatSeconds, key, sketch.velocity(loudness, dice)});
        }
    }
};

void blocks(Hands& hands, int bar, const std::vector<int>& keys)
{
    const int beats = hands.sketch.beatsPerBar;
    const double half = beats % 2 == 0 ? beats / 2.0 : beats;
    for (double beat = 0; beat < beats; beat += half)
        hands.pressAll(bar, beat, half * hands.sketch.mood->legato, keys, beat == 0 ? 0 : -6);
}

void arpeggio(Hands& hands, int bar, const std::vector<int>& keys)
{
    const double step = hands.sketch.mood->density > 0.7 ? 0.25 : 0.5;
    const auto turns = 2 * keys.size() - 2;   // up and down again
    std::size_t at = 0;
    for (double beat = 0; beat < hands.sketch.beatsPerBar; beat += step, ++at) {
        const auto place = turns == 0 ? 0 : at % turns;
        const auto key = keys[place < keys.size() ? place : turns - place];
        hands.press(bar, beat, 2 * step * hands.sketch.mood->legato, key, beat == 0 ? 4 : -6);
    }
}

void strum(Hands& hands, int bar, const std::vector<int>& keys)
{
    auto strings = keys;
    strings.push_back(keys.front() + 12);
    for (int beat = 0; beat < hands.sketch.beatsPerBar; ++beat) {
        hands.strum(bar, beat, 0.9, strings, true, beat == 0 ? 6 : -4);
        if (hands.dice.chance(hands.sketch.mood->density * 0.8)) hands.strum(bar, beat + 0.5, 0.45, strings, false, -12);
    }
}

void offBeat(Hands& hands, int bar, const std::vector<int>& keys)
{
    for (int beat = 0; beat < hands.sketch.beatsPerBar; ++beat)
        if (hands.dice.chance(0.35 + 0.5 * hands.sketch.mood->density)) hands.pressAll(bar, beat + 0.5, 0.4, keys, -8);
    if (hands.dice.chance(0.5)) hands.pressAll(bar, 0, 0.9, keys, -4);
}

void montuno(Hands& hands, int bar, const std::vector<int>& keys)
{
    static constexpr std::array<double, 9> kBeats = {0, 0.5, 0.75, 1.25, 1.5, 2.25, 2.75, 3.25, 3.75};
    for (std::size_t i = 0; i < kBeats.size(); ++i) {
        const auto low = keys[i % keys.size()];
        hands.press(bar, kBeats[i], 0.3, low, i % 3 == 0 ? 4 : -4);
        hands.press(bar, kBeats[i], 0.3, low + 12, i % 3 == 0 ? 4 : -4);
    }
}

void power(Hands& hands, int bar, const Chord& chord)
{
    const int root = hands.sketch.key(chord.degree, 2);
    const std::vector<int> keys = {root, root + 7, root + 12};
    const bool driving = hands.sketch.mood->density > 0.7;
    for (double beat = 0; beat < hands.sketch.beatsPerBar; beat += driving ? 0.5 : 2)
        hands.pressAll(bar, beat, driving ? 0.42 : 1.9, keys, beat == 0 ? 4 : -6);
}

void stabs(Hands& hands, int bar, const std::vector<int>& keys)
{
    // The pattern belongs to the piece: the same in all bars.
    static const std::vector<std::vector<double>> kPatterns = {{0, 1.5, 3}, {0.75, 2.75}, {0, 0.75, 1.5, 2.25, 3}, {1.5, 3.5}};
    const auto& pattern = kPatterns[static_cast<std::size_t>(hands.sketch.plan->index) / 8 % kPatterns.size()];
    for (const double beat : pattern)
        if (beat < hands.sketch.beatsPerBar) hands.pressAll(bar, beat, 0.35, keys, -2);
}

}  // namespace

std::vector<Note> playChords(const Sketch& sketch, CompKind kind, int centreKey, Dice dice)
{
    if (kind == CompKind::Pad) return playPad(sketch, centreKey, dice);
    Hands hands{sketch, dice, {}};
    for (int bar = 0; bar < sketch.bars; ++bar) {
        const auto& chord = sketch.chords[static_cast<std::size_t>(bar)];
        const auto keys = voiceNear(sketch.chordKeys(chord, 4), centreKey);
        switch (kind) {
            case CompKind::Pad: break;
            case CompKind::Blocks: blocks(hands, bar, keys); break;
            case CompKind::Arpeggio: arpeggio(hands, bar, keys); break;
            case CompKind::Strum: strum(hands, bar, keys); break;
            case CompKind::OffBeat: offBeat(hands, bar, keys); break;
            case CompKind::Montuno: montuno(hands, bar, keys); break;
            case CompKind::Power: power(hands, bar, chord); break;
            case CompKind::Stabs: stabs(hands, bar, keys); break;
        }
    }
    return hands.notes;
}

std::vector<Note> playPad(const Sketch& sketch, int centreKey, Dice dice)
{
    std::vector<Note> notes;
    for (int bar = 0; bar < sketch.bars;) {
        const auto& chord = sketch.chords[static_cast<std::size_t>(bar)];
        int length = 1;
        while (bar + length < sketch.bars && sketch.chords[static_cast<std::size_t>(bar + length)].degree == chord.degree)
            ++length;
        for (const int key : voiceNear(sketch.chordKeys(chord, 4), centreKey))
            notes.push_back({sketch.at(bar, 0, dice), length * sketch.barSeconds(), key, sketch.velocity(-10, dice)});
        bar += length;
    }
    return notes;
}

}  // namespace engine::demo
