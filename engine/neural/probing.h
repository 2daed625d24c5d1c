#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/run_control.h"

namespace engine::neural
{

/// Linear and Mlp read one vector a track. Gru and Transformer read the vectors of its pieces in their order.
enum class ProbeKind { Linear, Mlp, Gru, Transformer };
/// What the validation part decides by.
enum class ProbeMeasure { Loss, RocAuc };

/// A small classifier on features that stay as they are. Defaults are the recipe of CLMR (Spijkervet, Burgoyne 2021):
/// Adam at 1e-3, a tenth of it after 5 epochs without progress, the end after 10.
struct ProbeConfig {
    ProbeKind kind = ProbeKind::Linear;
    std::int64_t hidden = 512;  ///< width of the hidden layer; of Gru and Transformer the width of the sequence
    bool standardise = true;    ///< by mean and deviation of the training rows
    double dropout = 0;         ///< on the input and on the hidden layer
    double learningRate = 1e-3;
    double weightDecay = 1e-6;
    std::size_t batch = 48;
    int checks = 200;        ///< looks at the validation part at the most
    int stepsPerCheck = 0;   ///< 0 = an epoch; otherwise that many batches, each drawn anew
    int patience = 10;       ///< end after so many looks without progress
    int ratePatience = 5;    ///< a tenth of the rate after so many; 0 = never
    ProbeMeasure measure = ProbeMeasure::Loss;
    std::uint64_t seed = 0;
};

/// Rows of one part. features: [sum of lengths, width], a row's steps one after the other.
struct ProbePart {
    std::vector<float> features;
    std::vector<std::size_t> lengths;  ///< [rows] steps of each, 1 or more
    std::vector<float> targets;        ///< [rows, tags] 0 .. 1; empty in a part that is only predicted
    std::size_t rows() const { return lengths.size(); }
};

struct ProbeData {
    std::size_t width = 0;
    std::size_t tags = 0;
    ProbePart train;
    ProbePart valid;    ///< no rows: `checks` looks, the last weights
    ProbePart predict;  ///< what is asked for
};

struct ProbeOutcome {
    std::vector<float> probabilities;  ///< [rows of predict, tags]
    double validScore = 0;             ///< at the best look: macro ROC-AUC or minus the loss; NaN without validation
    int checks = 0;                    ///< looks taken
};

/// The place of a configuration in its list, and what came of it.
using ProbeFound = std::function<void(std::size_t place, const ProbeOutcome& outcome)>;

}  // namespace engine::neural
