#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/core/run_control.h"
#include "engine/neural/training.h"

namespace engine::neural
{

/// Sizes of a codified audio language model (CALM; Castellon, Donahue, Liang 2021, arXiv 2107.05677): a VQ-VAE turns sound into codes, a
/// transformer learns which code comes next. Defaults: what a processor learns in minutes.
struct CodifiedShape {
    int sampleRateHz = 4000;
    int stages = 5;                  ///< each halves the rate: a code stands for 2^stages samples
    std::int64_t codes = 128;        ///< there are
    std::int64_t codeWidth = 24;
    std::int64_t channels = 32;      ///< of the convolutions
    std::int64_t residualDepth = 1;  ///< blocks a stage, dilated 1, 3, 9, ...
    std::int64_t width = 96;         ///< of the transformer's hidden states
    std::int64_t layers = 4;
    std::int64_t heads = 4;
    std::int64_t context = 256;      ///< codes it looks back over

    std::size_t hopSamples() const { return std::size_t{1} << stages; }
    /// Of a clip that is learned from.
    std::size_t clipSamples() const { return static_cast<std::size_t>(context) * hopSamples(); }
};

struct CodifiedConfig {
    CodifiedShape shape;
    std::string device = "cpu";
    int codeRounds = 10;           ///< in all, those before a resume included
    int languageRounds = 12;
    int stepsPerRound = 50;
    std::size_t batch = 8;         ///< clips a step
    double codeRate = 1e-3;        ///< Adam
    double languageRate = 5e-4;    ///< AdamW
    double decay = 0.99;           ///< of the codebook's running means
    double commitment = 0.02;
    std::uint64_t seed = 0;
    int prefetchBatches = 2;
    std::filesystem::path folder;  ///< weights and checkpoints
    bool resume = false;
    std::string recipe = "{}";     ///< as in TrainConfig
};

/// A round of steps of the VQ-VAE, means over its steps.
struct CodeRound {
    int round = 0;
    double waveError = 0;      ///< power of (sound - reconstruction) as a share of the sound's
    double spectralError = 0;  ///< |S - S'| / |S| of magnitudes, mean of three resolutions
    double commitment = 0;     ///< mean square distance of the encoder's output from its code
    double perplexity = 0;     ///< e^entropy of the round's codes: how many of them carry it
    std::int64_t usedCodes = 0;
    std::int64_t restarted = 0;  ///< dead codes that were moved
    double seconds = 0;
};
/// A round of steps of the transformer.
struct LanguageRound {
    int round = 0;
    double nats = 0;  ///< a code, while learning
    double seconds = 0;
};

class CodifiedSink
{
public:
    virtual ~CodifiedSink();
    /// Called after the round's checkpoint and weight file were written.
    virtual void codesLearned(const CodeRound& round) = 0;
    virtual void languageLearned(const LanguageRound& round) = 0;
};

using Codes = std::vector<std::int32_t>;

/// Both networks as they were learned. Belongs to the thread that made it.
class CodifiedModel
{
public:
    virtual ~CodifiedModel();
    virtual const CodifiedShape& shape() const = 0;
    virtual std::int64_t codeParameters() const = 0;
    virtual std::int64_t languageParameters() const = 0;

    /// One code for every whole hop of mono samples at shape().sampleRateHz, made to peak at 1; clip by clip as it was learned. Throws
    /// Error{TooShort} for less than one hop.
    virtual Codes encode(std::span<const float> samples) = 0;
    /// Sound that peaks at about 1.
    virtual std::vector<float> decode(std::span<const std::int32_t> codes) = 0;

    /// [windows, width]: hidden states after a layer (1 .. layers), mean over each window of `context` codes; a rest shorter than a quarter
    /// of one counts only where it is all there is.
    virtual std::vector<float> features(std::span<const std::int32_t> codes, int layer) = 0;
    /// Sum over all codes of -log p(code | those before it in its window).
    virtual double nats(std::span<const std::int32_t> codes) = 0;
};

}  // namespace engine::neural
