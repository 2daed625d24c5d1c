#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/checkpoint/tensor_bytes.h"
#include "engine/neural/training.h"
#include "engine/retrieval/triplet_sampling.h"

namespace engine::neural
{

/// What a song is known by; the published options spec, cf and hybrid.
enum class SongInput { Acoustic, Cultural, Hybrid };
/// "spec", "cf", "hybrid"
std::string_view songInputName(SongInput input);
/// Throws Error{InvalidArgument}.
SongInput songInputFrom(std::string_view name);

inline constexpr std::size_t kJointDims = 256;      ///< of the space that tags and songs share
inline constexpr std::size_t kMetricMels = 128;     ///< bands of the acoustic branch's melgrams
inline constexpr std::size_t kFewestMetricFrames = 128;  ///< of one of its chunks: seven poolings by two

/// Won, Oramas, Nieto, Gouyon, Serra 2020, "Multimodal metric learning for tag-based music retrieval" (arXiv
/// 2010.16030): a branch for tags, from word vectors, and one for songs, from melgrams (acoustic), item factors of a
/// taste profile (cultural), or both (hybrid).
struct MetricShape {
    SongInput input = SongInput::Acoustic;
    std::size_t wordDims = 300;
    std::size_t factorDims = 200;  ///< of no meaning to the acoustic model
    bool usesSpectrograms() const { return input != SongInput::Cultural; }
    bool usesFactors() const { return input != SongInput::Acoustic; }
};

/// Songs of one call; what the shape does not use is empty.
struct SongBatch {
    std::size_t songs = 0;
    std::size_t chunks = 1;                  ///< of each song, averaged where the published evaluation does
    std::size_t frames = 0;                  ///< of a chunk, >= kFewestMetricFrames
    std::span<const float> spectrograms;     ///< [songs, chunks, kMetricMels, frames], dB
    std::span<const float> factors;          ///< [songs, factorDims]
};

/// A metric model with its weights. Belongs to the thread that made it. Members throw as those of Model.
class MetricModel
{
public:
    virtual ~MetricModel();
    virtual const MetricShape& shape() const = 0;
    virtual std::int64_t parameterCount() const = 0;
    virtual void to(const std::string& deviceId) = 0;
    /// words: [count, wordDims] -> [count, kJointDims]; evaluation mode.
    virtual std::vector<float> embedTags(std::span<const float> words) = 0;
    /// -> [songs, kJointDims]; evaluation mode.
    virtual std::vector<float> embedSongs(const SongBatch& songs) = 0;
    virtual std::vector<checkpoint::TensorBytes> state() const = 0;
    virtual void load(std::span<const checkpoint::TensorBytes> state) = 0;
};

/// Defaults are the published ones.
struct MetricConfig {
    MetricShape shape;
    std::size_t tagCount = 0;
    std::vector<float> words;        ///< [tagCount, wordDims]
    std::string device = "cpu";
    int epochs = 200;                ///< in all, those before a resume included
    double learningRate = 1e-4;
    double weightDecay = 1e-4;       ///< L2, added to the gradient
    double margin = 0.4;
    retrieval::NegativeWeights negatives = retrieval::NegativeWeights::Plain;
    std::size_t evaluationChunks = 8;   ///< rows of one song in a validation batch
    std::uint64_t seed = 0;
    int workers = 0;                 ///< batches read ahead on a reader thread; 0 = each is read when it is needed
    std::filesystem::path checkpointFolder;   ///< as TrainConfig::checkpointFolder
    bool resume = false;
    std::string recipe = "{}";       ///< as TrainConfig::recipe
};

// Batches are those of a BatchSource. Training: input [rows, mels, frames], target [rows, tags] (all tags of the row's
// song), anchors [rows], factors [rows, factorDims]. Validation: rows = songs x evaluationChunks, input accordingly,
// factors [songs, factorDims], target [songs, tags]. Input and factors are empty where the shape does not use them.

struct MetricEpoch {
    int epoch = 0;                   ///< from 1
    double loss = 0;                 ///< mean over triplets
    std::size_t triplets = 0;
    std::size_t droppedAnchors = 0;  ///< whose batch held no song without the anchor's tag
    double seconds = 0;
    double itemsPerSecond = 0;
    std::size_t songs = 0;           ///< of the validation part
    std::vector<float> similarity;   ///< [tags, songs] cosines, validation part, weights at the end of the epoch
};

class MetricSink
{
public:
    virtual ~MetricSink();
    /// Gives the score that decides which epoch is best, as EpochSink::epochDone().
    virtual double epochDone(const MetricEpoch& report) = 0;
    virtual void checkpointWritten(int epoch, bool best) = 0;
};

/// Three vectors a row, [rows, dims] each.
struct TripletRows {
    std::size_t rows = 0;
    std::size_t dims = 0;
    std::span<const float> anchor;
    std::span<const float> positive;
    std::span<const float> negative;
};
/// max(0, margin - cos(a, p) + cos(a, n)); the cosine with a zero vector is 0.
struct TripletLoss {
    std::vector<float> perRow;
    double mean = 0;
    std::vector<float> byAnchor, byPositive, byNegative;   ///< derivatives of the mean, [rows, dims]
};

}  // namespace engine::neural
