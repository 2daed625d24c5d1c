#include "engine/tasks/code_ladder.h"

#include <cmath>
#include <vector>

#include "engine/core/error.h"

namespace engine::tasks {

namespace {

constexpr double kPairPseudoCounts = 10;

std::vector<double> frequenciesOf(std::span<const neural::Codes> sequences, std::size_t codes, double added)
{
    std::vector<double> shares(codes, added);
    double sum = added * static_cast<double>(codes);
    for (const auto& sequence : sequences)
        for (const auto code : sequence) {
            shares[static_cast<std::size_t>(code)] += 1;
            sum += 1;
        }
    for (auto& share : shares)
        share /= sum;
    return shares;
}

}  // namespace

CodeLadder countedLadder(std::span<const neural::Codes> learned, std::span<const neural::Codes> heldOut, std::size_t codes, std::size_t context)
{
    const auto alone = frequenciesOf(learned, codes, 1);
    std::vector<double> pairs(codes * codes), before(codes);
    for (const auto& sequence : learned)
        for (std::size_t i = 1; i < sequence.size(); ++i) {
            pairs[static_cast<std::size_t>(sequence[i - 1]) * codes + static_cast<std::size_t>(sequence[i])] += 1;
            before[static_cast<std::size_t>(sequence[i - 1])] += 1;
        }
    CodeLadder ladder;
    for (const auto& sequence : heldOut)
        for (std::size_t i = 0; i < sequence.size(); ++i) {
            const auto code = static_cast<std::size_t>(sequence[i]);
            ladder.unigram -= std::log(alone[code]);
            ++ladder.codes;
            if (i % context == 0) {
                ladder.bigram -= std::log(alone[code]);
                continue;
            }
            const auto last = static_cast<std::size_t>(sequence[i - 1]);
            ladder.bigram -= std::log((pairs[last * codes + code] + kPairPseudoCounts * alone[code]) / (before[last] + kPairPseudoCounts));
        }
    if (ladder.codes == 0) throw Error(ErrorCode::TooShort, "held-out tracks", "gave no code to judge by");
    ladder.uniform = std::log(static_cast<double>(codes));
    ladder.unigram /= static_cast<double>(ladder.codes);
    ladder.bigram /= static_cast<double>(ladder.codes);
    return ladder;
}

Json toJson(const CodeLadder& ladder)
{
    return {{"uniform", ladder.uniform}, {"unigram", ladder.unigram}, {"bigram", ladder.bigram},
            {"model", ladder.model},     {"codes", ladder.codes},     {"beats_unigram", ladder.beatsUnigram()}};
}

Json usageOf(std::span<const neural::Codes> sequences, std::size_t codes)
{
    std::size_t used = 0;
    double entropy = 0;
    for (const double share : frequenciesOf(sequences, codes, 0)) {
        if (!(share > 0)) continue;
        ++used;
        entropy -= share * std::log(share);
    }
    return {{"codes", codes}, {"used", used}, {"used_share", static_cast<double>(used) / static_cast<double>(codes)}, {"perplexity", std::exp(entropy)}};
}

}  // namespace engine::tasks
