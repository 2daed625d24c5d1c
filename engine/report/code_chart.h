#pragma once
#include "engine/report/drawing.h"

namespace engine::report {

/// Nats a code on held-out tracks: all codes alike, their frequencies, the one before known, the model.
struct CodeLikelihood {
    double uniform = 0, unigram = 0, bigram = 0, model = 0;
};

/// A bar for each step of the ladder; lower is better.
Drawing codeLadder(const CodeLikelihood& nats, double width = 560, double height = 220);

}  // namespace engine::report
