#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/dsp/melgram.h"
#include "engine/dsp/preset.h"
#include "engine/neural/model_card.h"
#include "engine/neural/neural_engine.h"
#include "engine/store/workspace.h"
#include "engine/tasks/model_source.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

/// What a model says of one track: means over its chunks, and the chunks.
struct TrackPrediction {
    std::vector<float> scores;           ///< [tags] probabilities, mean over chunks
    std::vector<float> embedding;        ///< [dim], mean over chunks; input of the last linear layer
    std::vector<float> chunkEmbeddings;  ///< [chunks, dim]
    store::Taggram taggram;
};

/// Where a track's windows begin.
struct WindowPlan {
    std::size_t windowFrames = 0;
    std::vector<std::size_t> startFrames;
};

/// A trained run, its weights loaded on the device; belongs to the thread that made it.
class TagPredictor {
public:
    /// chunks: 0 = one every chunkHopSeconds of the preset; otherwise that many, evenly spaced.
    TagPredictor(store::Workspace& workspace, const store::Run& run, const std::string& device, int threads, int chunks = 0);
    TagPredictor(const ModelSource& source, const std::string& device, int threads, int chunks = 0);

    const store::Run& run() const { return m_run; }
    const dsp::Preset& preset() const { return m_preset; }
    const neural::Device& device() const { return m_device; }
    const neural::ModelCard& card() const { return m_card; }
    neural::Model& model() { return *m_model; }
    /// The windows that predict() looks at. Throws Error{TooShort} for less than the architecture can take.
    WindowPlan windowsOf(std::size_t frames, const std::string& subject) const;
    /// `count` of them from the number `first` on, as the network takes them: [count, bands, window].
    static std::vector<float> cut(const dsp::Melgram& melgram, const WindowPlan& plan, std::size_t first, std::size_t count);
    /// Throws Error{TooShort} for less than the architecture can take.
    TrackPrediction predict(const dsp::Melgram& melgram, const std::string& subject);
    /// As published evaluations do it: `chunks` windows of a clip, the i-th from sample i * floor((samples - window) / chunks) on,
    /// each a clip of its own for the front-end. Needs chunks > 0.
    TrackPrediction predictClips(std::span<const float> samples, const std::string& subject);

private:
    std::vector<std::size_t> starts(std::size_t frames, std::size_t window) const;
    /// input: [count, bands, window]; appends to the taggram and the embeddings.
    void add(std::span<const float> input, std::size_t count, std::size_t bands, std::size_t window, TrackPrediction& result,
             std::vector<float>& embeddings);
    void finish(TrackPrediction& result, const std::vector<float>& embeddings) const;

    store::Run m_run;
    dsp::Preset m_preset;
    neural::ModelCard m_card;
    std::unique_ptr<neural::NeuralEngine> m_engine;
    neural::Device m_device;
    std::unique_ptr<neural::Model> m_model;
    int m_chunks;
};

/// Whole melgrams of these tracks, taken from the store or made and dropped, in the order of completion. `keep` is called on this thread;
/// without a melgram the failure says why. What `keep` throws ends all. `stage` names the progress.
void eachMelgram(const dsp::Preset& preset, const std::vector<TrackId>& tracks, std::string_view stage, TaskContext& context,
                 const std::function<void(const store::Track&, std::optional<dsp::Melgram>, const Failure&)>& keep);

/// Predicts and stores scores, taggrams and embeddings of these tracks; melgrams are taken from the store or made and dropped.
/// Returns the tracks that could not be read: [{"path","class","reason"}].
Json predictTracks(TagPredictor& predictor, const std::vector<TrackId>& tracks, TaskContext& context);

}  // namespace engine::tasks
