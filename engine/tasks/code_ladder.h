#pragma once
#include <cstddef>
#include <span>

#include "engine/core/json.h"
#include "engine/neural/codified.h"

namespace engine::tasks {

/// What a code costs on average, in nats, on sequences that nothing was learned from: with all codes alike, with their frequencies, with the
/// one before known, and with the transformer. The lower the better; a model that does not beat the frequencies has learned nothing.
struct CodeLadder {
    double uniform = 0, unigram = 0, bigram = 0, model = 0;
    std::size_t codes = 0;           ///< held out
    bool beatsUnigram() const { return model < unigram; }
};

/// Frequencies (one added to each) and pairs (ten pseudo-counts shared out by the frequencies) are those of `learned`. Windows of `context` codes
/// begin anew, as the model does: their first code has no one before it. `model` is left to the caller. Throws Error{TooShort} without codes.
CodeLadder countedLadder(std::span<const neural::Codes> learned, std::span<const neural::Codes> heldOut, std::size_t codes, std::size_t context);

/// {"uniform","unigram","bigram","model","codes","beats_unigram"}
Json toJson(const CodeLadder& ladder);

/// How many of `codes` occur, and e^entropy of their frequencies: {"codes","used","used_share","perplexity"}.
Json usageOf(std::span<const neural::Codes> sequences, std::size_t codes);

}  // namespace engine::tasks
