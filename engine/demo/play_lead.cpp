#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "engine/demo/players.h"

namespace engine::demo {

namespace {

/// A note of a motif: where, how long, and how far above the chord's root in scale steps.
struct MotifNote {
    double beat;
    double beats;
    int degree;
};
using Motif = std::vector<MotifNote>;

constexpr int kMotifBars = 2;

Motif inventMotif(const Sketch& sketch, Dice& dice)
{
    const double total = sketch.beatsPerBar * kMotifBars;
    const double density = sketch.mood->density;
    Motif motif;
    int degree = 2 * dice.whole(0, 2);
    for (double beat = dice.chance(0.3) ? 0.5 : 0; beat < total - 0.5;) {
        const double length = dice.chance(density * 0.75) ? 0.5 : dice.chance(0.5) ? 1 : 1.5 + 0.5 * dice.whole(0, 1);
        const bool strong = std::fmod(beat, 2) == 0;
        // Steps mostly, leaps sometimes; the beat's strong places rest on notes of the chord.
        degree += dice.chance(0.75) ? dice.whole(-1, 1) : dice.whole(-3, 3);
        degree = std::clamp(degree, -3, 8);
        if (strong) degree -= degree % 2;
        if (dice.chance(0.93)) motif.push_back({beat, std::min(length, total - beat), degree});
        beat += length;
    }
    if (motif.empty()) motif.push_back({0, 2, 0});
    return motif;
}

/// The same rhythm with an end of its own.
Motif vary(Motif motif, Dice& dice)
{
    for (auto i = motif.size() * 2 / 3; i < motif.size(); ++i)
        motif[i].degree = std::clamp(motif[i].degree + dice.whole(-2, 2), -3, 8);
    return motif;
}

}  // namespace

std::vector<Note> playLead(const Sketch& sketch, int centreKey, Dice dice)
{
    const auto a = inventMotif(sketch, dice);
    const auto varied = vary(a, dice);
    const auto b = inventMotif(sketch, dice);
    const Motif* form[] = {&a, &varied, &b, &a};
    std::vector<Note> notes;
    for (int bar = 0; bar < sketch.bars; bar += kMotifBars) {
        for (const auto& note : *form[bar / kMotifBars % 4]) {
            const int inBar = bar + static_cast<int>(note.beat / sketch.beatsPerBar);
            if (inBar >= sketch.bars) break;
            const int root = sketch.chords[static_cast<std::size_t>(inBar)].degree;
            int key = sketch.key(root + note.degree, 4);
            // Whole octaves only: the tune keeps its shape and stays where the instrument sounds well.
            const int octaves = static_cast<int>(std::lround((centreKey - sketch.key(2, 4)) / 12.0));
            key += 12 * octaves;
            const double beat = note.beat - (inBar - bar) * sketch.beatsPerBar;
            notes.push_back({sketch.at(inBar, beat, dice), note.beats * sketch.beatSeconds * std::max(0.8, sketch.mood->legato), key, sketch.velocity(8, dice)});
        }
    }
    return notes;
}

}  // namespace engine::demo
