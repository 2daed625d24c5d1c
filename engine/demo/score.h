#pragma once
#include <vector>

namespace engine::demo {

struct Note {
    double startSeconds = 0;
    double durationSeconds = 0;
    int key = 60;        ///< MIDI
    int velocity = 80;   ///< 1 .. 127
};

/// One player: a sound, its place in the room and what it plays.
struct Voice {
    int program = 0;             ///< General MIDI, from 0; for a kit its number
    bool isKit = false;
    int volume = 100;            ///< 0 .. 127
    int pan = 64;                ///< 0 left .. 127 right
    int reverbSend = 40;         ///< 0 .. 127
    double brightnessCents = 0;  ///< moves the filter
    double detuneCents = 0;
    std::vector<Note> notes;
};

/// A whole piece as values: what the composer gives and the synthesizer plays.
struct Score {
    double durationSeconds = 0;
    double roomSize = 0.4;   ///< 0 .. 1
    double peak = 0.8;       ///< loudest sample wanted, of full scale
    std::vector<Voice> voices;
};

}  // namespace engine::demo
