#include "engine/demo/players.h"

namespace engine::demo {

namespace {

constexpr int kSnare = 38, kHighTom = 48, kLowTom = 45, kCrash = 49;

double loudnessOf(char step)
{
    return step == 'X' ? 14 : step == 'x' ? 2 : -22;
}

void playBar(const Sketch& sketch, const Groove& groove, int bar, int steps, Dice& dice, std::vector<Note>& notes)
{
    for (const auto& line : groove)
        for (int step = 0; step < steps && step < static_cast<int>(line.steps.size()); ++step) {
            const char mark = line.steps[static_cast<std::size_t>(step)];
            // Quieter moods leave the softest strokes out.
            if (mark == '.' || (mark == 'o' && !dice.chance(0.3 + 0.6 * sketch.mood->density))) continue;
            notes.push_back({sketch.at(bar, step / 4.0, dice), 0.2, line.key, sketch.velocity(loudnessOf(mark), dice)});
        }
}

void playFill(const Sketch& sketch, int bar, Dice& dice, std::vector<Note>& notes)
{
    static const std::vector<int> kDrums = {kSnare, kSnare, kHighTom, kLowTom};
    for (int step = 0; step < 4; ++step)
        if (dice.chance(0.85))
            notes.push_back({sketch.at(bar, sketch.beatsPerBar - 1 + step / 4.0, dice), 0.2, kDrums[static_cast<std::size_t>(step)], sketch.velocity(2 + 3 * step, dice)});
    if (bar + 1 < sketch.bars) notes.push_back({sketch.at(bar + 1, 0, dice), 1.0, kCrash, sketch.velocity(0, dice)});
}

}  // namespace

std::vector<Note> playGroove(const Sketch& sketch, const Groove& groove, bool fills, Dice dice)
{
    std::vector<Note> notes;
    for (int bar = 0; bar < sketch.bars; ++bar) {
        const bool fill = fills && bar % 4 == 3 && dice.chance(0.8);
        playBar(sketch, groove, bar, sketch.stepsPerBar() - (fill ? 4 : 0), dice, notes);
        if (fill) playFill(sketch, bar, dice, notes);
    }
    return notes;
}

}  // namespace engine::demo
