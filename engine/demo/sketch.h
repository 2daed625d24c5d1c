#pragma once
#include <vector>

#include "engine/demo/dice.h"
#include "engine/demo/track_plan.h"

namespace engine::demo {

/// A chord of the key: scale degrees counted from the key note, 0 = first.
struct Chord {
    int degree = 0;
    bool seventh = false;
};

/// What all players agree on before they play: time, key and harmony.
struct Sketch {
    const TrackPlan* plan = nullptr;
    const MoodShape* mood = nullptr;
    double durationSeconds = 0;
    double beatSeconds = 0.5;
    int beatsPerBar = 4;
    int bars = 1;
    double swing = 0;
    double loosenessSeconds = 0;
    std::vector<int> scale;       ///< semitones above the key note
    std::vector<Chord> chords;    ///< one per bar

    double barSeconds() const { return beatSeconds * beatsPerBar; }
    int stepsPerBar() const { return beatsPerBar * 4; }
    /// When a place of the score sounds, in seconds: swung and as loose as the players are. beat may be a fraction.
    double at(int bar, double beat, Dice& dice) const;
    /// A degree of the scale, any octave, as a MIDI key near the octave `base` starts (base = key of degree 0's octave).
    int key(int degree, int baseOctave) const;
    /// The chord's keys, root first, in the octave.
    std::vector<int> chordKeys(const Chord& chord, int baseOctave) const;
    /// A loudness around the mood's, moved by `offset`, never out of MIDI's range.
    int velocity(double offset, Dice& dice) const;
};

Sketch sketchTrack(const TrackPlan& plan, double durationSeconds);

/// The inversion of `keys` closest to `centre`, so that chords follow each other without jumps. Sorted.
std::vector<int> voiceNear(std::vector<int> keys, int centre);

}  // namespace engine::demo
