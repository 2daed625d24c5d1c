#pragma once
#include <string_view>
#include <vector>

namespace engine::demo {

/// The instruments that can be heard, as tags.
enum class Instrument {
    Piano, ElectricPiano, Organ, AcousticGuitar, ElectricGuitar, Bass, Strings, Brass, Saxophone, Flute, Synth, Choir,
    Drums, Percussion,
};

enum class Mood { Calm, Dark, Dreamy, Energetic, Happy, Melancholic };

/// "electric piano"
std::string_view instrumentName(Instrument instrument);
std::string_view moodName(Mood mood);
/// "slow" below 90, "medium" below 120, "fast" from there on (beats per minute).
std::string_view tempoName(double bpm);

/// General MIDI programs (from 0) that are this instrument, playing chords or a tune. Not for bass, drums and percussion,
/// whose sounds belong to the style.
const std::vector<int>& chordPrograms(Instrument instrument);
const std::vector<int>& leadPrograms(Instrument instrument);
/// The octave an instrument's tune sounds best in: the key around which a lead is written.
int leadCentre(Instrument instrument);

/// What a mood does to the music.
struct MoodShape {
    double tempo;             ///< where in the style's range, 0 slowest .. 1 fastest
    double minorProbability;
    int shiftSemitones;       ///< register
    double velocity;          ///< mean MIDI velocity
    double brightnessCents;   ///< moves the filters of every voice
    double density;           ///< how many of the possible notes are played, 0 .. 1
    double legato;            ///< share of its length a note sounds
    double reverb;            ///< 0 dry .. 1 cathedral
};
const MoodShape& shapeOf(Mood mood);

}  // namespace engine::demo
