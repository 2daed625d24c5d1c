#include "engine/demo/sketch.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace engine::demo {

namespace {
enum Stream : std::uint64_t { kHarmony = 201, kArtistHabits };
}

Sketch sketchTrack(const TrackPlan& plan, double durationSeconds)
{
    const auto& style = *plan.style;
    Dice dice{plan.seed, static_cast<std::uint64_t>(plan.index), kHarmony};
    Dice habits{plan.seed, plan.artistNumber, kArtistHabits};

    Sketch sketch;
    sketch.plan = &plan;
    sketch.mood = &shapeOf(plan.mood);
    sketch.durationSeconds = durationSeconds;
    sketch.beatSeconds = 60 / plan.bpm;
    sketch.beatsPerBar = style.beatsPerBar;
    sketch.bars = static_cast<int>(std::ceil(durationSeconds / sketch.barSeconds()));
    // Artists differ in how much they swing and how tightly they play, on top of their genre.
    sketch.swing = style.swing * habits.between(0.7, 1.2);
    sketch.loosenessSeconds = style.loosenessMs / 1000 * habits.between(0.6, 1.6);
    sketch.scale = plan.minor ? style.minorScale : style.majorScale;

    const auto& progression = dice.pick(plan.minor ? style.minorProgressions : style.majorProgressions);
    for (int bar = 0; bar < sketch.bars; ++bar) {
        const auto place = static_cast<std::size_t>(bar / style.barsPerChord) % progression.size();
        sketch.chords.push_back({progression[place], style.sevenths});
    }
    return sketch;
}

double Sketch::at(int bar, double beat, Dice& dice) const
{
    const double whole = std::floor(beat);
    const double part = beat - whole;
    const double middle = 0.5 + swing;
    const double swung = part < 0.5 ? part / 0.5 * middle : middle + (part - 0.5) / 0.5 * (1 - middle);
    const double time = bar * barSeconds() + (whole + swung) * beatSeconds + loosenessSeconds * dice.bell();
    return std::max(0.0, time);
}

int Sketch::key(int degree, int baseOctave) const
{
    const auto size = static_cast<int>(scale.size());
    const int octave = degree >= 0 ? degree / size : (degree - size + 1) / size;
    return 12 * (baseOctave + 1 + octave) + plan->keyNote + scale[static_cast<std::size_t>(degree - octave * size)];
}

std::vector<int> Sketch::chordKeys(const Chord& chord, int baseOctave) const
{
    std::vector<int> keys = {key(chord.degree, baseOctave), key(chord.degree + 2, baseOctave), key(chord.degree + 4, baseOctave)};
    if (chord.seventh) keys.push_back(key(chord.degree + 6, baseOctave));
    return keys;
}

int Sketch::velocity(double offset, Dice& dice) const
{
    return std::clamp(static_cast<int>(std::lround(mood->velocity + offset + 8 * dice.bell())), 20, 127);
}

std::vector<int> voiceNear(std::vector<int> keys, int centre)
{
    for (auto& key : keys) {
        while (key > centre + 6)
            key -= 12;
        while (key < centre - 6)
            key += 12;
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

}  // namespace engine::demo
