#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/checkpoint/tensor_bytes.h"
#include "engine/core/run_control.h"
#include "engine/neural/attribution.h"
#include "engine/neural/codified.h"
#include "engine/neural/metric_learning.h"
#include "engine/neural/pretraining.h"
#include "engine/neural/probing.h"
#include "engine/neural/training.h"

namespace engine::neural
{

/// Raised whenever a class of this folder changes: a library built against another number is refused.
inline constexpr int kNeuralAbi = 8;

/// Where a network computes.
struct Device {
    std::string id;           ///< "cpu", "cuda:0"; what makeModel(), to() and TrainConfig take
    std::string description;  ///< "CPU, 2 threads", "NVIDIA H200, 139 GB"
    std::string note;  ///< empty, or one sentence for people: why `auto` is the CPU although a CUDA card is there
};

/// values: [batch, mels, frames], dB, row-major, as engine::dsp computes them with the model's preset; of a waveform
/// [batch, 1, samples].
struct InputBatch {
    std::span<const float> values;
    std::size_t batch = 0;
    std::size_t mels = 0;
    std::size_t frames = 0;
};

/// What a named layer gave, row-major; shape[0] is the batch.
struct Activation {
    std::string layer;
    std::vector<std::int64_t> shape;
    std::vector<float> values;
};

struct ForwardResult {
    std::vector<float> logits;            ///< [batch, tags]; sigmoid gives the probabilities
    std::vector<Activation> activations;  ///< one per layer asked for, in that order
};

/// Mean loss of a batch and its derivative by every parameter.
struct Gradients {
    double loss = 0;
    std::vector<Activation> parameters;  ///< layer = the parameter's name
};

/// The input of the last linear layer: [batch, dim], there in every architecture.
inline constexpr std::string_view kEmbeddingLayer = "embedding";

/// One network with its weights. Belongs to the thread that made it. Every member may throw Error (Device: LibTorch
/// failed, out of memory included).
class Model
{
public:
    virtual ~Model();

    virtual const std::string& arch() const = 0;
    virtual std::size_t tagCount() const = 0;
    virtual std::int64_t parameterCount() const = 0;
    virtual const std::string& device() const = 0;
    virtual void to(const std::string& deviceId) = 0;

    /// Of forward() alone. Throws Error{Unsupported} for Bfloat16 where the device has no instructions for it.
    virtual void setPrecision(Precision precision) = 0;

    /// Layers forward() can hand out, in the order of computation; the last is kEmbeddingLayer.
    virtual std::vector<std::string> layers() const = 0;

    /// Name of the last linear layer; its .weight and .bias have one row a tag.
    virtual std::string head() const = 0;

    /// Evaluation mode (no dropout, stored batch statistics). Throws Error{Mismatch} naming wanted and found when the
    /// shape does not fit the architecture, Error{NotFound} for an unknown layer.
    virtual ForwardResult forward(const InputBatch& input, std::span<const std::string> layers = {}) = 0;

    /// Gives every batch normalisation the statistics of this batch, which a fresh network has not seen yet; nothing is
    /// learned. Without it an untrained network is judged by layers that let next to nothing through.
    virtual void settleStatistics(const InputBatch& input) = 0;

    /// Binary cross-entropy of logits and targets [batch, tags], evaluation mode, and its gradients. Changes nothing.
    virtual Gradients gradients(const InputBatch& input, std::span<const float> targets) = 0;

    /// Ids of the ways in which it can be asked what it looked at; the first is the one to ask by default.
    virtual std::vector<std::string> attributionMethods() const = 0;
    /// What it looked at for a tag (evaluation mode). Throws Error{Unsupported} for a method it does not have,
    /// Error{InvalidArgument} for a tag there is not, Error{Mismatch} for another number of bands of silence.
    virtual Attribution attribute(const InputBatch& input, const AttributionQuestion& question) = 0;

    /// Every tensor of the state dictionary, parameters and buffers, under the names of the published checkpoints.
    virtual std::vector<checkpoint::TensorBytes> state() const = 0;

    /// Takes over a whole state or throws Error{Mismatch} listing *every* missing, surplus and misshapen tensor, or
    /// Error{NonFinite} (NaN, infinity, negative variance); on an error nothing was changed. A common prefix
    /// ("module.", "model.", "network.") is cut; the stored front-end (window, mel matrix) is accepted and left to
    /// engine::dsp. skipHead: the last linear layer keeps its fresh weights, for fine-tuning to other tags.
    virtual void load(std::span<const checkpoint::TensorBytes> state, bool skipHead = false) = 0;

    /// deterministic-fill-v1: weights that depend on nothing but names and shapes, to compare implementations.
    virtual void fillDeterministic() = 0;
};

/// LibTorch behind a border of plain types; made by openNeuralEngine() (neural_loader.h).
/// All calls, and the life of every Model, belong to one thread: the engine thread.
class NeuralEngine
{
public:
    virtual ~NeuralEngine();

    /// ("LibTorch", "1.13.1"), ...
    virtual std::vector<std::pair<std::string, std::string>> versions() const = 0;

    /// The CPU first, then every usable CUDA device.
    virtual std::vector<Device> devices() const = 0;
    /// wanted: auto|cpu|cuda|cuda:N. Throws Error{Device} for a card that is not there or not usable (the sentence says
    /// how to get it used), Error{InvalidArgument} for anything else. `auto` falls back to the CPU and says so in
    /// `note`.
    virtual Device resolveDevice(std::string_view wanted) const = 0;

    /// Threads inside one operation on the CPU, >= 1. Results may differ by rounding between counts.
    virtual void setThreads(int count) = 0;
    virtual int threads() const = 0;

    /// Registry ids, equal to those of resources/models/*.json. makeModel() takes "ID" or "ID:VARIANT".
    virtual std::vector<std::string> architectures() const = 0;

    /// Fresh weights, a pure function of (arch, tagCount, seed), on the CPU. Throws Error{NotFound},
    /// Error{InvalidArgument}.
    virtual std::unique_ptr<Model> makeModel(const std::string& arch, std::size_t tagCount, std::uint64_t seed) = 0;

    /// Trains until config.epochs, early stopping, Cancelled or an Error of a source. See training.h.
    /// valid may be null: then the caller's score comes from the training part alone.
    virtual TrainOutcome train(const TrainConfig& config, BatchSource& train, BatchSource* valid, EpochSink& sink,
                               RunControl& control) = 0;

    /// Fresh weights, a pure function of (shape, seed), on the CPU. Throws Error{InvalidArgument}.
    virtual std::unique_ptr<MetricModel> makeMetricModel(const MetricShape& shape, std::uint64_t seed) = 0;
    /// As train(), by triplets. See metric_learning.h.
    virtual TrainOutcome trainMetric(const MetricConfig& config, BatchSource& train, BatchSource* valid,
                                     MetricSink& sink, RunControl& control) = 0;
    /// The loss by itself, to compare implementations.
    virtual TripletLoss tripletLoss(const TripletRows& rows, double margin) = 0;

    /// Learns without labels until config.epochs or Cancelled; both weight files are whole after every epoch. See
    /// pretraining.h. Throws Error{InvalidArgument, TooShort, NonFinite} and what `pairs` throws.
    virtual PretrainOutcome pretrain(const PretrainConfig& config, BatchSource& pairs, PretrainSink& sink,
                                     RunControl& control) = 0;

    /// A small classifier on features that were computed before, on the CPU. Throws Error{Mismatch, NonFinite,
    /// InvalidArgument, TooShort}, Cancelled.
    virtual ProbeOutcome probe(const ProbeConfig& config, const ProbeData& data, RunControl& control) = 0;
    /// As probe() for each of several configurations (Linear and Mlp alone), `threads` at a time. found() is called on the calling thread.
    virtual void probes(std::span<const ProbeConfig> configs, const ProbeData& data, int threads, const ProbeFound& found,
                        RunControl& control) = 0;

    /// The two stages of a codified model (codified.h): its codes from clips, then their language from what encode() made of tracks. Each goes
    /// on where its folder stands. Throws Error{InvalidArgument, TooShort, Mismatch, NonFinite}, Cancelled and what `clips` throws.
    virtual void trainCodes(const CodifiedConfig& config, BatchSource& clips, CodifiedSink& sink, RunControl& control) = 0;
    virtual void trainLanguage(const CodifiedConfig& config, std::span<const Codes> sequences, CodifiedSink& sink, RunControl& control) = 0;
    /// With the weights that lie in a folder; `untrained`: its codes, and a transformer as `seed` made it. Throws Error{NotFound, Mismatch}.
    virtual std::unique_ptr<CodifiedModel> openCodified(const CodifiedShape& shape, std::uint64_t seed, const std::filesystem::path& folder,
                                                        bool untrained, const std::string& device) = 0;
};

}  // namespace engine::neural
