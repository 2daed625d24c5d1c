#pragma once
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/core/run_control.h"
#include "engine/embed/neighbours.h"

namespace engine::embed {

/// Defaults are those of scikit-learn and openTSNE.
struct TsneConfig {
    double perplexity = 30;            ///< about how many neighbours count; < (points - 1) / 3, else lowered with a note
    int iterations = 1000;             ///< all of them, those with exaggeration included
    int exaggerationIterations = 250;  ///< the first ones, in which attraction counts `exaggeration` times
    double exaggeration = 12;
    double learningRate = 0;           ///< 0 = points / exaggeration / 4, at least 50 (Belkina et al. 2019)
    std::uint64_t seed = 0;
    int threads = 0;                   ///< 0 = all; the result does not depend on it
    int frameEvery = 10;               ///< iterations from one frame to the next
};

/// A map while it converges. The positions belong to the receiver.
struct TsneFrame {
    int iteration = 0;
    int iterations = 0;
    double kl = 0;      ///< nats, of this state
    bool exaggerated = false;
    std::shared_ptr<const std::vector<float>> positions;   ///< [points, 2]
};
using TsneObserver = std::function<void(const TsneFrame&)>;

struct TsneResult {
    std::vector<float> positions;   ///< [points, 2], centred on 0
    double kl = 0;                  ///< nats, without exaggeration
    int iterations = 0;
    double perplexity = 0;          ///< the one used
    std::vector<std::string> notes; ///< what was done otherwise than asked, plain sentences
};

/// van der Maaten & Hinton 2008. Starts from the first two principal components (Kobak & Berens 2019), so maps of alike
/// data look alike; the seed breaks ties between equal points. Neighbours are exact up to kExactNeighbourLimit points;
/// forces are exact up to kExactForceLimit, above by FFT. Calls control.step() each iteration; the observer runs on the
/// calling thread. Throws Error{InvalidArgument, NonFinite}, Cancelled.
TsneResult tsne(const PointsView& data, const TsneConfig& config, const TsneObserver& observer, RunControl& control);

/// Below this many points comparing all pairs beats tree and grid (measured, see tests/benchmarks/bench_tsne.cpp).
inline constexpr std::size_t kExactForceLimit = 4000;

}  // namespace engine::embed
