#include "engine/tasks/tag_predictor.h"

#include <algorithm>
#include <cmath>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/jobs/map_parallel.h"
#include "engine/neural/neural_loader.h"
#include "engine/tasks/melgram_library.h"
#include "engine/tasks/track_melgram.h"

namespace engine::tasks {

namespace {

// Enough windows at once to keep the convolutions busy; memory of the activations stays below 1 GB.
constexpr std::size_t kWindowsPerForward = 16;

void addSigmoid(const std::vector<float>& logits, std::vector<float>& out)
{
    for (const auto logit : logits)
        out.push_back(1.0f / (1.0f + std::exp(-logit)));
}

std::vector<float> meanOfRows(const std::vector<float>& values, std::size_t width)
{
    std::vector<float> mean(width, 0.0f);
    const auto rows = values.size() / width;
    for (std::size_t column = 0; column < width; ++column) {
        double sum = 0;
        for (std::size_t row = 0; row < rows; ++row)
            sum += values[row * width + column];
        mean[column] = static_cast<float>(sum / static_cast<double>(rows));
    }
    return mean;
}

}  // namespace

dsp::Preset presetOfRun(store::Workspace& workspace, const store::Run& run)
{
    const auto json = workspace.melgrams().presetJson(run.presetHash);
    if (!json) throw Error(ErrorCode::NotFound, run.name, "the preset of this run is not in the workspace any more");
    return dsp::presetFromJson(Json::parse(*json));
}

TagPredictor::TagPredictor(store::Workspace& workspace, const store::Run& run, const std::string& device, int threads, int chunks)
    : m_run(run), m_preset(presetOfRun(workspace, run)), m_card(neural::loadModelCard(run.architecture)),
      m_engine(neural::openNeuralEngine()), m_chunks(chunks)
{
    if (run.bestEpoch == 0) throw Error(ErrorCode::NotFound, run.name, "this run has no finished epoch yet, hence no weights");
    m_engine->setThreads(threads);
    m_device = m_engine->resolveDevice(device);
    m_model = m_engine->makeModel(run.architecture, run.tags.size(), run.seed);
    m_model->load(checkpoint::readSafetensors(workspace.checkpointFolder() / run.folder / "best.safetensors").tensors);
    m_model->to(m_device.id);
}

std::vector<std::size_t> TagPredictor::starts(std::size_t frames, std::size_t window) const
{
    std::vector<std::size_t> starts;
    if (m_chunks > 0) {
        const auto count = static_cast<std::size_t>(m_chunks);
        const auto hop = (frames - window) / count;
        for (std::size_t i = 0; i < count && (i == 0 || hop > 0); ++i)
            starts.push_back(i * hop);
        return starts;
    }
    const auto hop = std::max<std::size_t>(1, static_cast<std::size_t>(m_preset.chunkHopSeconds * m_preset.sampleRateHz / m_preset.hopSamples));
    for (std::size_t start = 0; start + window <= frames; start += hop)
        starts.push_back(start);
    return starts;
}

TrackPrediction TagPredictor::predict(const dsp::Melgram& melgram, const std::string& subject)
{
    const auto window = std::min(m_card.frames, melgram.frames);
    if (window < m_card.minFrames)
        throw Error(ErrorCode::TooShort, subject,
                    std::to_string(melgram.frames) + " frames; " + m_card.displayName + " needs at least " + std::to_string(m_card.minFrames));
    const auto firstFrames = starts(melgram.frames, window);
    const double secondsPerFrame = static_cast<double>(m_preset.hopSamples) / m_preset.sampleRateHz;
    const std::vector<std::string> layers{std::string(neural::kEmbeddingLayer)};
    const auto cells = melgram.mels * window;

    TrackPrediction result;
    std::vector<float> embeddings, input;
    std::size_t width = 0;
    for (std::size_t first = 0; first < firstFrames.size(); first += kWindowsPerForward) {
        const auto count = std::min(kWindowsPerForward, firstFrames.size() - first);
        input.resize(count * cells);
        for (std::size_t i = 0; i < count; ++i)
            for (std::size_t band = 0; band < melgram.mels; ++band)
                std::copy_n(melgram.values.data() + band * melgram.frames + firstFrames[first + i], window, input.data() + i * cells + band * window);
        auto output = m_model->forward({input, count, melgram.mels, window}, layers);
        addSigmoid(output.logits, result.taggram.activations);
        const auto& embedding = output.activations.front();
        width = embedding.values.size() / count;
        embeddings.insert(embeddings.end(), embedding.values.begin(), embedding.values.end());
    }
    result.taggram.chunks = firstFrames.size();
    result.taggram.tags = m_run.tags.size();
    result.taggram.chunkSeconds = static_cast<double>(window) * secondsPerFrame;
    for (const auto start : firstFrames)
        result.taggram.startsSeconds.push_back(static_cast<float>(static_cast<double>(start) * secondsPerFrame));
    result.scores = meanOfRows(result.taggram.activations, m_run.tags.size());
    result.embedding = meanOfRows(embeddings, width);
    return result;
}

Json predictTracks(TagPredictor& predictor, const std::vector<TrackId>& ids, TaskContext& context)
{
    struct Item { store::Track track; std::filesystem::path file; };
    struct Read { store::Track track; std::optional<dsp::Melgram> melgram; Failure failure; };
    auto tracks = context.workspace.tracks();
    std::vector<Item> items;
    for (auto& track : tracks.page(ids))
        if (track.state == store::TrackState::Ready) items.push_back({track, tracks.absolutePath(track)});

    const MelgramLibrary kept(context.workspace, predictor.preset());
    const auto& preset = predictor.preset();
    // A cropped melgram is not the whole track; predictions always look at all of it.
    const bool storedIsWhole = preset.cropSeconds <= 0 && preset.cutStartSeconds <= 0 && preset.cutEndSeconds <= 0;
    const auto work = [&](Item item) {
        Read read{item.track, {}, {}};
        try {
            const auto& rows = kept.of(item.track.id);
            if (storedIsWhole && !rows.empty() && rows.front().sourceMtimeNs == item.track.stamp.mtimeNs) {
                dsp::Melgram melgram{kept.mels(), static_cast<std::size_t>(rows.front().frames), {}};
                melgram.values.resize(melgram.mels * melgram.frames);
                kept.read(rows.front(), 0, melgram.frames, melgram.values.data());
                read.melgram = std::move(melgram);
            } else {
                read.melgram = melgramOfFile(item.file, preset, context.control.stop());
            }
        } catch (const Cancelled&) {
            throw;
        } catch (...) {
            read.failure = describe(std::current_exception());
        }
        return read;
    };
    auto rejected = Json::array();
    auto predictions = context.workspace.predictions();
    std::size_t next = 0;
    std::int64_t done = 0;
    const auto keep = [&](Read read) {
        try {
            if (!read.melgram) throw Error(read.failure.code, read.failure.subject, read.failure.message);
            const auto prediction = predictor.predict(*read.melgram, read.track.displayPath);
            predictions.put(predictor.run().id, read.track.id, prediction.scores);
            predictions.putTaggram(predictor.run().id, read.track.id, prediction.taggram);
            predictions.putEmbedding(predictor.run().id, std::string(neural::kEmbeddingLayer), read.track.id, prediction.embedding);
        } catch (const Error& error) {
            rejected.push_back({{"path", read.track.displayPath}, {"class", errorCodeName(error.code())}, {"reason", error.what()}});
        }
        context.control.step("predictions", ++done, static_cast<std::int64_t>(items.size()));
    };
    jobs::mapParallel(context.threads, context.control.stop(),
                      [&]() -> std::optional<Item> { return next < items.size() ? std::optional(items[next++]) : std::nullopt; }, work, keep);
    context.control.step("predictions", done, static_cast<std::int64_t>(items.size()));
    return rejected;
}

}  // namespace engine::tasks
