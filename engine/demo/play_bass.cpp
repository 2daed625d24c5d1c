#include <array>

#include "engine/demo/players.h"

namespace engine::demo {

namespace {

struct Step {
    double beat;
    double beats;
    int degree;     ///< above the chord's root, in scale steps
    double loudness;
};

/// A line through the chord's notes that ends a step from the next root.
std::vector<Step> walk(const Sketch& sketch, int toNextRoot, Dice& dice)
{
    static const std::vector<std::array<int, 2>> kMiddles = {{2, 4}, {1, 2}, {4, 2}, {2, 3}};
    const auto& middle = dice.pick(kMiddles);
    std::vector<Step> steps = {{0, 0.9, 0, 4}};
    for (int beat = 1; beat + 1 < sketch.beatsPerBar; ++beat)
        steps.push_back({static_cast<double>(beat), 0.9, middle[static_cast<std::size_t>(beat - 1) % 2], 0});
    steps.push_back({sketch.beatsPerBar - 1.0, 0.9, toNextRoot + (dice.chance(0.5) ? 1 : -1), 0});
    return steps;
}

std::vector<Step> stepsOf(const Sketch& sketch, BassKind kind, int toNextRoot, Dice& dice)
{
    const double bar = sketch.beatsPerBar;
    std::vector<Step> steps;
    switch (kind) {
        case BassKind::Roots: return {{0, bar, 0, 0}};
        case BassKind::RootFifth: return {{0, 1, 0, 4}, {bar >= 4 ? 2.0 : 1.0, 1, 4, -4}};
        case BassKind::Walking: return walk(sketch, toNextRoot, dice);
        case BassKind::Tumbao: return {{1.5, 1.3, 4, 2}, {3, 0.9, 7, 0}, {3.5, 0.5, toNextRoot, 2}};
        case BassKind::Sub: return {{0, 1.4, 0, 8}, {1.5, 0.5, dice.chance(0.4) ? 7 : 0, 0}, {2.5, 1.2, dice.chance(0.3) ? 4 : 0, 4}};
        case BassKind::OffBeat:
            for (double beat = 0; beat < bar; ++beat)
                steps.push_back({beat + 0.5, 0.4, 0, 4});
            return steps;
        case BassKind::Eighths:
            for (double beat = 0; beat < bar; beat += 0.5)
                steps.push_back({beat, 0.42, beat == bar - 0.5 && dice.chance(0.3) ? 4 : 0, beat == 0 ? 6.0 : -2.0});
            return steps;
    }
    return steps;
}

}  // namespace

std::vector<Note> playBass(const Sketch& sketch, BassKind kind, Dice dice)
{
    constexpr int kLowest = 28;   // the E string
    std::vector<Note> notes;
    for (int bar = 0; bar < sketch.bars; ++bar) {
        const int root = sketch.chords[static_cast<std::size_t>(bar)].degree;
        const int next = sketch.chords[static_cast<std::size_t>((bar + 1) % sketch.bars)].degree;
        for (const auto& step : stepsOf(sketch, kind, next - root, dice)) {
            int key = sketch.key(root + step.degree, 1);
            while (key < kLowest)
                key += 12;
            while (key >= kLowest + 22)
                key -= 12;
            notes.push_back({sketch.at(bar, step.beat, dice), step.beats * sketch.beatSeconds, key, sketch.velocity(step.loudness + 6, dice)});
        }
    }
    return notes;
}

}  // namespace engine::demo
