#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "engine/neural/training.h"

namespace engine::neural
{

/// Learning without labels: two changed pieces of a track must be nearer to each other than to pieces of other tracks
/// (CLMR of Spijkervet, Burgoyne 2021, arXiv 2103.09410). Batches come from a BatchSource whose rows are first all
/// first pieces, then all second ones, in the same order; it gives no targets.
struct PretrainConfig {
    std::string arch;
    std::string device = "cpu";
    int epochs = 100;  ///< in all, those before a resume included
    double learningRate = 3e-4;
    double temperature = 0.5;
    std::int64_t projection = 64;  ///< width of what is compared; dropped afterwards
    std::uint64_t seed = 0;
    int prefetchBatches = 2;
    std::filesystem::path checkpointFolder;
    bool resume = false;
    std::string recipe = "{}";  ///< as in TrainConfig
    std::string card = "{}";    ///< written into both weight files as "tagbench.card"
};

struct PretrainReport {
    int epoch = 0;
    double loss = 0;
    double positiveCosine = 0;  ///< of the two pieces of a track, mean
    double spread = 0;          ///< 1 = projections lie evenly on the sphere, 0 = all in one point
    double pairsPerSecond = 0;
    double seconds = 0;
};

class PretrainSink
{
public:
    virtual ~PretrainSink();
    /// Called after the epoch's checkpoint and weight files were written.
    virtual void epochDone(const PretrainReport& report) = 0;
};

struct PretrainOutcome {
    int epochs = 0;
    std::filesystem::path encoder;  ///< encoder.safetensors: what was learned, with a head that was not
    std::filesystem::path random;   ///< random.safetensors: the same network before it learned, its normalisations settled
};

}  // namespace engine::neural
