#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
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

enum class Freeze { None, Backbone };      ///< Backbone: only the last linear layer learns
enum class Schedule { Constant, Cosine };  ///< Cosine: from learningRate to 1 % of it over `epochs`

/// Defaults are the recipe of Won et al. 2020 (arXiv 2006.00751) up to the length, which suits small libraries.
struct TrainConfig {
    std::string arch;
    std::size_t tagCount = 0;
    std::string device = "cpu";  ///< a Device::id
    int epochs = 30;             ///< in all, those before a resume included
    double learningRate = 1e-4;
    double weightDecay = 1e-4;  ///< L2, added to the gradient (Adam's classic form)
    Schedule schedule = Schedule::Constant;
    Freeze freeze = Freeze::None;
    int patience = 0;         ///< stop after so many epochs without a better score; 0 = never
    std::uint64_t seed = 0;   ///< fresh weights, dropout
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
    double samplesPerSecond = 0;  ///< training part: rows / time
    /// Collected while learning: with dropout, and with the weights as they were at each batch.
    PartOutput train;
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
};

}  // namespace engine::neural
