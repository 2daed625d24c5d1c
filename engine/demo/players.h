#pragma once
#include <vector>

#include "engine/demo/score.h"
#include "engine/demo/sketch.h"

namespace engine::demo {

// What each player plays over a sketch. All are pure; the random stream is the player's own.

std::vector<Note> playChords(const Sketch& sketch, CompKind kind, int centreKey, Dice dice);
std::vector<Note> playPad(const Sketch& sketch, int centreKey, Dice dice);
std::vector<Note> playBass(const Sketch& sketch, BassKind kind, Dice dice);
/// A tune made of a two-bar motif that comes back varied: A A' B A.
std::vector<Note> playLead(const Sketch& sketch, int centreKey, Dice dice);
/// The groove of every bar, with a fill before every fourth bar line if `fills`.
std::vector<Note> playGroove(const Sketch& sketch, const Groove& groove, bool fills, Dice dice);

}  // namespace engine::demo
