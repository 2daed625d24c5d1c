#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "engine/demo/words.h"

namespace engine::demo {

/// How chords are played.
enum class CompKind { Pad, Blocks, Arpeggio, Strum, OffBeat, Montuno, Power, Stabs };
/// How the bass moves under them.
enum class BassKind { Roots, RootFifth, Walking, OffBeat, Tumbao, Eighths, Sub };

/// One drum (a General MIDI percussion key) and its bar in sixteenths: 'X' accent, 'x' normal, 'o' soft, '.' rest.
struct DrumLine {
    int key;
    std::string_view steps;
};
using Groove = std::vector<DrumLine>;

/// So many tracks of every twenty of a style have this.
template <typename T>
struct Card {
    T what;
    int count;
};
template <typename T>
using Deck = std::vector<Card<T>>;
constexpr int kDeckSize = 20;

/// What makes a genre: the choices its tracks are composed from. Decks are drawn without putting back, so every genre
/// has each of its instruments and moods as often as its cards say, whatever the seed.
struct Style {
    std::string_view name;
    double slowestBpm;
    double fastestBpm;
    int beatsPerBar;
    double swing;           ///< the second eighth comes late by this part of a beat (1/6 = triplets)
    double loosenessMs;     ///< how far players are from the grid
    int barsPerChord;
    bool sevenths;
    std::vector<int> majorScale;   ///< semitones above the key note
    std::vector<int> minorScale;
    std::vector<std::vector<int>> majorProgressions;   ///< degrees from 0, one per bar or per barsPerChord
    std::vector<std::vector<int>> minorProgressions;
    std::vector<CompKind> comps;
    std::vector<BassKind> basses;
    std::vector<Groove> grooves;
    std::vector<Groove> handGrooves;   ///< shakers, congas, tambourines
    std::vector<int> kits;
    std::vector<int> bassPrograms;
    Deck<Instrument> chords;
    Deck<std::optional<Instrument>> pads;
    Deck<std::optional<Instrument>> leads;
    Deck<Mood> moods;
    int bassCards;
    int drumCards;
    int percussionCards;
};

/// All genres of the demo library, in a fixed order.
const std::vector<Style>& styles();

}  // namespace engine::demo
