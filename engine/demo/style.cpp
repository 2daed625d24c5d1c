#include "engine/demo/style.h"

namespace engine::demo {

namespace {

const std::vector<int> kMajor = {0, 2, 4, 5, 7, 9, 11};
const std::vector<int> kLydian = {0, 2, 4, 6, 7, 9, 11};
const std::vector<int> kMixolydian = {0, 2, 4, 5, 7, 9, 10};
const std::vector<int> kMinor = {0, 2, 3, 5, 7, 8, 10};
const std::vector<int> kDorian = {0, 2, 3, 5, 7, 9, 10};
const std::vector<int> kHarmonicMinor = {0, 2, 3, 5, 7, 8, 11};
const std::vector<int> kPhrygian = {0, 1, 3, 5, 7, 8, 10};

// General MIDI percussion keys.
constexpr int kKick = 36, kRim = 37, kSnare = 38, kClap = 39, kHat = 42, kPedalHat = 44, kOpenHat = 46, kRide = 51;
constexpr int kTambourine = 54, kMuteConga = 62, kConga = 63, kLowConga = 64, kShaker = 70, kClave = 75, kCowbell = 56;

using I = Instrument;
using M = Mood;
using C = CompKind;
using B = BassKind;
constexpr auto kNone = std::nullopt;

Style ambient()
{
    return {.name = "ambient", .slowestBpm = 58, .fastestBpm = 96, .beatsPerBar = 4, .swing = 0, .loosenessMs = 14, .barsPerChord = 2, .sevenths = true,
            .majorScale = kLydian, .minorScale = kMinor,
            .majorProgressions = {{0, 1}, {0, 4}, {0, 2, 5}}, .minorProgressions = {{0, 5}, {0, 3}, {0, 6, 5}},
            .comps = {C::Pad, C::Pad, C::Arpeggio}, .basses = {B::Roots}, .grooves = {{{kKick, "x.......o......."}, {kRim, "............o..."}}},
            .handGrooves = {{{kShaker, "o...o...o...o..."}}}, .kits = {25, 0}, .bassPrograms = {35, 38},
            .chords = {{I::Synth, 10}, {I::Choir, 4}, {I::Strings, 3}, {I::Organ, 3}},
            .pads = {{I::Synth, 9}, {I::Choir, 5}, {I::Strings, 4}, {kNone, 2}},
            .leads = {{I::Flute, 7}, {I::ElectricPiano, 3}, {I::Piano, 2}, {kNone, 8}},
            .moods = {{M::Calm, 6}, {M::Dreamy, 9}, {M::Dark, 3}, {M::Melancholic, 2}}, .bassCards = 6, .drumCards = 2, .percussionCards = 2};
}

Style classical()
{
    return {.name = "classical", .slowestBpm = 64, .fastestBpm = 140, .beatsPerBar = 4, .swing = 0, .loosenessMs = 10, .barsPerChord = 1, .sevenths = false,
            .majorScale = kMajor, .minorScale = kHarmonicMinor,
            .majorProgressions = {{0, 3, 4, 0}, {0, 5, 3, 4}, {0, 4, 5, 2, 3, 0, 3, 4}}, .minorProgressions = {{0, 3, 4, 0}, {0, 5, 3, 4}, {0, 3, 6, 2, 5, 3, 4, 0}},
            .comps = {C::Arpeggio, C::Blocks, C::Arpeggio}, .basses = {B::Roots}, .grooves = {}, .handGrooves = {}, .kits = {0}, .bassPrograms = {32},
            .chords = {{I::Strings, 10}, {I::Piano, 8}, {I::AcousticGuitar, 2}},
            .pads = {{I::Strings, 12}, {I::Choir, 3}, {kNone, 5}},
            .leads = {{I::Strings, 9}, {I::Flute, 5}, {I::Piano, 3}, {I::Brass, 3}},
            .moods = {{M::Calm, 4}, {M::Happy, 3}, {M::Melancholic, 9}, {M::Energetic, 4}}, .bassCards = 0, .drumCards = 0, .percussionCards = 0};
}

Style rock()
{
    return {.name = "rock", .slowestBpm = 84, .fastestBpm = 164, .beatsPerBar = 4, .swing = 0, .loosenessMs = 7, .barsPerChord = 1, .sevenths = false,
            .majorScale = kMixolydian, .minorScale = kMinor,
            .majorProgressions = {{0, 6, 3, 0}, {0, 3, 4, 3}, {0, 4, 5, 3}}, .minorProgressions = {{0, 5, 2, 6}, {0, 6, 5, 6}, {0, 2, 3, 5}},
            .comps = {C::Power, C::Power, C::Strum}, .basses = {B::Eighths, B::Eighths, B::RootFifth},
            .grooves = {{{kKick, "X.......x.x....."}, {kSnare, "....X.......X..."}, {kHat, "x.x.x.x.x.x.x.x."}},
                        {{kKick, "X..x....x.x....."}, {kSnare, "....X.......X..x"}, {kRide, "x...x...x...x..."}, {kOpenHat, "..............x."}},
                        {{kKick, "X...x...X...x..."}, {kSnare, "....X.......X..."}, {kOpenHat, "x.x.x.x.x.x.x.x."}}},
            .handGrooves = {{{kTambourine, "..x...x...x...x."}}}, .kits = {0, 8, 16}, .bassPrograms = {33, 34},
            .chords = {{I::ElectricGuitar, 17}, {I::AcousticGuitar, 3}},
            .pads = {{I::Organ, 7}, {I::Synth, 2}, {kNone, 11}},
            .leads = {{I::ElectricGuitar, 14}, {I::Synth, 1}, {kNone, 5}},
            .moods = {{M::Energetic, 12}, {M::Happy, 3}, {M::Dark, 5}}, .bassCards = 19, .drumCards = 20, .percussionCards = 4};
}

Style jazz()
{
    return {.name = "jazz", .slowestBpm = 72, .fastestBpm = 176, .beatsPerBar = 4, .swing = 1.0 / 6, .loosenessMs = 12, .barsPerChord = 1, .sevenths = true,
            .majorScale = kMajor, .minorScale = kDorian,
            .majorProgressions = {{1, 4, 0, 5}, {0, 5, 1, 4}, {2, 5, 1, 4}}, .minorProgressions = {{0, 3, 6, 2}, {0, 5, 1, 4}, {0, 3, 0, 4}},
            .comps = {C::OffBeat, C::Blocks, C::Stabs}, .basses = {B::Walking},
            .grooves = {{{kRide, "x...x.x.x...x.x."}, {kPedalHat, "....x.......x..."}, {kKick, "o.......o......."}, {kSnare, "......o........o"}},
                        {{kRide, "x...x..xx...x..x"}, {kPedalHat, "....x.......x..."}, {kSnare, "..o.......o....."}}},
            .handGrooves = {}, .kits = {32, 40}, .bassPrograms = {32, 32, 35},
            .chords = {{I::Piano, 13}, {I::ElectricPiano, 3}, {I::Organ, 4}},
            .pads = {{kNone, 20}},
            .leads = {{I::Saxophone, 9}, {I::Brass, 7}, {I::Piano, 2}, {I::ElectricGuitar, 2}},
            .moods = {{M::Calm, 6}, {M::Happy, 7}, {M::Melancholic, 3}, {M::Energetic, 4}}, .bassCards = 20, .drumCards = 17, .percussionCards = 0};
}

Style techno()
{
    return {.name = "techno", .slowestBpm = 116, .fastestBpm = 146, .beatsPerBar = 4, .swing = 0, .loosenessMs = 0, .barsPerChord = 2, .sevenths = false,
            .majorScale = kMixolydian, .minorScale = kPhrygian,
            .majorProgressions = {{0}, {0, 6}, {0, 3}}, .minorProgressions = {{0}, {0, 1}, {0, 5, 6}},
            .comps = {C::Stabs, C::Arpeggio, C::Stabs}, .basses = {B::OffBeat, B::Eighths},
            .grooves = {{{kKick, "X...X...X...X..."}, {kClap, "....x.......x..."}, {kHat, "..x...x...x...x."}, {kOpenHat, "..o...o...o...o."}},
                        {{kKick, "X...X...X...X.x."}, {kHat, "xoxoxoxoxoxoxoxo"}, {kClap, "....x.......x..x"}},
                        {{kKick, "X...X...X...X..."}, {kOpenHat, "..x...x...x...x."}, {kRim, "...x..x....x..x."}}},
            .handGrooves = {{{kLowConga, "...x..x....x.x.."}, {kCowbell, "......o.......o."}}}, .kits = {24, 25}, .bassPrograms = {38, 39},
            .chords = {{I::Synth, 20}},
            .pads = {{I::Synth, 8}, {I::Choir, 2}, {I::Strings, 1}, {kNone, 9}},
            .leads = {{I::Synth, 13}, {kNone, 7}},
            .moods = {{M::Energetic, 9}, {M::Dark, 7}, {M::Dreamy, 4}}, .bassCards = 18, .drumCards = 20, .percussionCards = 6};
}

Style folk()
{
    return {.name = "folk", .slowestBpm = 76, .fastestBpm = 140, .beatsPerBar = 3, .swing = 0.04, .loosenessMs = 14, .barsPerChord = 1, .sevenths = false,
            .majorScale = kMajor, .minorScale = kDorian,
            .majorProgressions = {{0, 3, 0, 4}, {0, 4, 3, 0}, {0, 0, 3, 4}}, .minorProgressions = {{0, 6, 0, 6}, {0, 2, 6, 0}, {0, 3, 6, 0}},
            .comps = {C::Strum, C::Arpeggio, C::Strum}, .basses = {B::RootFifth, B::Roots},
            .grooves = {{{kKick, "x..........."}, {kRim, "....o...o..."}}},
            .handGrooves = {{{kTambourine, "....x...x..."}}, {{kShaker, "x.o.x.o.x.o."}}}, .kits = {40}, .bassPrograms = {32, 32},
            .chords = {{I::AcousticGuitar, 20}},
            .pads = {{I::Strings, 2}, {I::Organ, 2}, {kNone, 16}},
            .leads = {{I::Flute, 10}, {I::AcousticGuitar, 5}, {I::Strings, 3}, {kNone, 2}},
            .moods = {{M::Happy, 8}, {M::Calm, 4}, {M::Melancholic, 8}}, .bassCards = 8, .drumCards = 3, .percussionCards = 7};
}

Style hipHop()
{
    return {.name = "hip hop", .slowestBpm = 74, .fastestBpm = 104, .beatsPerBar = 4, .swing = 0.07, .loosenessMs = 6, .barsPerChord = 1, .sevenths = true,
            .majorScale = kMixolydian, .minorScale = kMinor,
            .majorProgressions = {{0, 3}, {1, 4, 0, 0}}, .minorProgressions = {{0, 5}, {0, 3}, {0, 5, 3, 4}},
            .comps = {C::Stabs, C::Blocks, C::Arpeggio}, .basses = {B::Sub},
            .grooves = {{{kKick, "X..x..x...x....."}, {kSnare, "....X.......X..."}, {kHat, "x.x.x.x.x.x.x.xx"}},
                        {{kKick, "X......x..x..x.."}, {kClap, "....X.......X..."}, {kHat, "xxx.x.xxx.x.xoxo"}},
                        {{kKick, "X.x.......x....."}, {kSnare, "....X..o.o..X..."}, {kHat, "x.x.x.x.x.x.x.x."}, {kOpenHat, "..............x."}}},
            .handGrooves = {{{kShaker, "xoxoxoxoxoxoxoxo"}}}, .kits = {25, 8, 0}, .bassPrograms = {38, 33, 39},
            .chords = {{I::ElectricPiano, 12}, {I::Piano, 4}, {I::Strings, 2}, {I::Synth, 2}},
            .pads = {{I::Choir, 5}, {I::Strings, 3}, {kNone, 12}},
            .leads = {{I::Synth, 4}, {I::Saxophone, 3}, {I::Brass, 2}, {I::Flute, 1}, {kNone, 10}},
            .moods = {{M::Dark, 8}, {M::Calm, 6}, {M::Energetic, 3}, {M::Dreamy, 3}}, .bassCards = 20, .drumCards = 20, .percussionCards = 4};
}

Style latin()
{
    return {.name = "latin", .slowestBpm = 88, .fastestBpm = 132, .beatsPerBar = 4, .swing = 0, .loosenessMs = 9, .barsPerChord = 1, .sevenths = false,
            .majorScale = kMajor, .minorScale = kHarmonicMinor,
            .majorProgressions = {{0, 3, 4, 3}, {0, 4, 4, 0}, {1, 4, 0, 0}}, .minorProgressions = {{0, 3, 4, 0}, {0, 4, 4, 0}, {0, 6, 5, 4}},
            .comps = {C::Montuno, C::Montuno, C::OffBeat}, .basses = {B::Tumbao},
            .grooves = {{{kKick, "x..x...xx..x...x"}, {kRim, "..x..x....x..x.."}, {kHat, "x.x.x.x.x.x.x.x."}}},
            .handGrooves = {{{kMuteConga, "x.o.x.o.x.o.x.o."}, {kConga, "......x......xx."}, {kLowConga, "..............x."}, {kClave, "x..x..x...x.x..."}},
                            {{kConga, "..x...xx..x...xx"}, {kLowConga, "x..x....x..x...."}, {kCowbell, "x...x...x...x..."}, {kShaker, "xoxoxoxoxoxoxoxo"}}},
            .kits = {0, 8}, .bassPrograms = {32, 33},
            .chords = {{I::Piano, 16}, {I::AcousticGuitar, 4}},
            .pads = {{I::Brass, 6}, {kNone, 14}},
            .leads = {{I::Brass, 9}, {I::Flute, 6}, {I::Saxophone, 3}, {I::AcousticGuitar, 2}},
            .moods = {{M::Happy, 10}, {M::Energetic, 8}, {M::Calm, 2}}, .bassCards = 18, .drumCards = 7, .percussionCards = 19};
}

}  // namespace

const std::vector<Style>& styles()
{
    static const std::vector<Style> kStyles = {ambient(), classical(), rock(), jazz(), techno(), folk(), hipHop(), latin()};
    return kStyles;
}

}  // namespace engine::demo
