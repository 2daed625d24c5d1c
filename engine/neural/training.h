#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/checkpoint/tensor_bytes.h"

namespace engine::neural
{

/// One batch in host memory, reused from call to call.
struct HostBatch {
    std::size_t rows = 0;
    std::vector<float> input;   ///< [rows, mels, frames], dB
    std::vector<float> target;  ///< [rows, tags], 0 or 1
    std::vector<float> factors;          ///< [rows, dims] of a taste profile; metric learning only (metric_learning.h)
    std::vector<std::uint32_t> anchors;  ///< [rows] tag of each row's triplet; metric learning only
    /// [unlabelled, mels, frames] what the teacher hears of the last rows, which have no targets: `target` is then
    /// [rows - unlabelled, tags]. Noisy student only (TrainConfig::teacher).
    std::vector<float> clean;
};

/// Where batches come from. fill() is called from one reader thread, ahead of need, in order of the batches; it must be
/// a pure function of (epoch, batch) and of what the source was made with (seed, split), so that a resumed run reads
/// what an undisturbed one would have read.
class BatchSource
{
public:
    virtual ~BatchSource();
    virtual std::size_t mels() const = 0;
    virtual std::size_t frames() const = 0;
    /// epoch counts from 1. Validation sources give the same for every epoch.
    virtual std::size_t batchCount(int epoch) const = 0;
    /// Sets rows and resizes both vectors. May throw: the error arrives at the caller of train().
    /// A training batch of fewer than two rows is left out: batch normalisation has no variance of one value.
    virtual void fill(int epoch, std::size_t batch, HostBatch& out) = 0;
};

/// Numbers that are multiplied. Bfloat16: products of bfloat16 added up in float32, half the bytes to move; weights,
/// losses, running statistics and the optimiser's moments are float32 all the same.
enum class Precision { Float32, Bfloat16 };
enum class Freeze { None, Backbone };  ///< Backbone: only the last linear layer learns
enum class Optimiser { Adam, AdamW };  ///< AdamW: weight decay apart from the gradient (Loshchilov, Hutter 2019)
/// Cosine: from learningRate to 1 % of it over `epochs`, after the warm-up. Staged, as Won et al. 2020 trained: Adam,
/// then stochastic gradient descent (Nesterov momentum 0.9) at 1e-3, 1e-4 and 1e-5; each stage begins with the best
/// weights.
enum class Schedule { Constant, Cosine, Staged };

/// What is done to the windows of a batch before they are learned from; every row on its own, at random by (seed,
/// epoch, batch). All off by default.
struct Augmentation {
    int timeMasks = 0;       ///< so many stretches of time are set to the row's mean (SpecAugment, Park et al. 2019)
    double timeShare = 0.1;  ///< the longest, as a share of the window
    int bandMasks = 0;       ///< so many stretches of bands; nothing on a waveform
    double bandShare = 0.15;
    double mixup =
        0;  ///< windows and labels of two rows are mixed by a share from Beta(mixup, mixup) (Zhang et al. 2018)
    double gainDb = 0;  ///< louder or softer by up to so much
    double noise = 0;   ///< white noise of this share of the row's standard deviation
    bool any() const { return timeMasks > 0 || bandMasks > 0 || mixup > 0 || gainDb > 0 || noise > 0; }
};

/// A trained network whose answers stand in for labels (noisy student of Won, Choi, Serra 2021, arXiv 2111.13457). It
/// hears unlabelled windows as they are, the student hears them changed; the loss is the binary cross-entropy of the
/// labelled rows plus that of the unlabelled rows against the teacher's probabilities, which are never rounded. The
/// teacher computes in evaluation mode without gradients; training fails if a byte of it were to change.
struct Teacher {
    std::string arch;
    std::vector<checkpoint::TensorBytes> state;
    /// Above 0: a label that says no is believed less where the teacher's probability p of yes is from this threshold
    /// on; it weighs 1 - p. 0 = plain cross-entropy.
    double skeptical = 0;
};

/// Defaults are the recipe of Won et al. 2020 (arXiv 2006.00751) up to the length, which suits small libraries.
struct TrainConfig {
    std::string arch;
    std::size_t tagCount = 0;
    std::string device = "cpu";  ///< a Device::id
    int epochs = 30;             ///< in all, those before a resume included
    double learningRate = 1e-4;
    double weightDecay = 1e-4;  ///< L2, added to the gradient (Adam's classic form)
    Optimiser optimiser = Optimiser::Adam;
    Schedule schedule = Schedule::Constant;
    int warmupEpochs = 0;     ///< the rate rises from 0 to learningRate, batch by batch
    int adamEpochs = 80;      ///< of Schedule::Staged
    int sgdEpochs = 20;       ///< of its stages but the last
    double backboneRate = 1;  ///< learning rate of all but the last layer, as a share of learningRate
    double dropout = 1;       ///< share of the architecture's own dropout: 1 = as published, 0 = none
    int accumulate = 1;       ///< batches whose gradients are added up before a step
    Augmentation augmentation;  ///< with a teacher: of the unlabelled rows alone
    std::optional<Teacher> teacher;
    /// [tags] weight of a tag's positive examples in the loss, for rare tags; empty = 1 each.
    std::vector<float> positiveWeights;
    Freeze freeze = Freeze::None;
    int patience = 0;         ///< stop after so many epochs without a better score; 0 = never
    std::uint64_t seed = 0;   ///< fresh weights, dropout
    /// Of the passes that learn; validation, and a teacher, compute in float32. Bfloat16 throws Error{Unsupported} where
    /// the device has no instructions for it.
    Precision precision = Precision::Float32;
    int prefetchBatches = 4;  ///< read ahead at the most
    /// Empty = fresh weights; otherwise a state to start from (its head is kept if the shape fits, else fresh).
    std::vector<checkpoint::TensorBytes> initialState;
    /// Where checkpoints go: epoch-NNNN.safetensors + .json (the last two) and best.safetensors. Made if absent.
    std::filesystem::path checkpointFolder;
    /// Continue from the newest whole checkpoint of the folder; none there = from the start.
    bool resume = false;
    /// JSON text kept with every checkpoint (preset hash, tag names, ...); a resume with another one is refused.
    std::string recipe = "{}";
};

/// Scores of one part in one epoch, rows in the order the batches gave them.
struct PartOutput {
    std::size_t rows = 0;
    std::vector<float> probabilities;  ///< [rows, tags]
    std::vector<float> targets;        ///< [rows, tags]
    double loss = 0;                   ///< mean binary cross-entropy over rows and tags
};

struct EpochReport {
    int epoch = 0;  ///< from 1
    double learningRate = 0;
    double seconds = 0;           ///< training and validation
    double samplesPerSecond = 0;  ///< training part: rows / time, unlabelled ones included
    /// Collected while learning: with dropout, and with the weights as they were at each batch.
    PartOutput train;
    double unlabelledLoss = 0;  ///< mean cross-entropy against the teacher's probabilities
    std::size_t unlabelledRows = 0;
    /// Evaluation mode, weights at the end of the epoch; rows 0 without a validation source.
    PartOutput valid;
};

class EpochSink
{
public:
    virtual ~EpochSink();
    /// Gives the score that decides which epoch is best (higher is better; NaN is never best). Called on the thread of
    /// train(), *before* the epoch's checkpoint is written: after a kill in between it is called again for that epoch.
    virtual double epochDone(const EpochReport& report) = 0;
    /// The epoch can be resumed from; best tells whether best.safetensors is this epoch.
    virtual void checkpointWritten(int epoch, bool best) = 0;
};

struct TrainOutcome {
    int epochs = 0;     ///< trained in all
    int bestEpoch = 0;  ///< 0 = no epoch had a score
    double bestScore = 0;
    bool stoppedEarly = false;
    std::filesystem::path best;  ///< best.safetensors: the state under published names
    std::string teacherSha256 = {};  ///< of its weights and statistics, the same before and after; empty without one
};

}  // namespace engine::neural
