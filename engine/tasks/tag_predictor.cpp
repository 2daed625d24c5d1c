#include "engine/tasks/tag_predictor.h"

#include <algorithm>
#include <cmath>

#include "engine/core/error.h"
#include "engine/jobs/map_parallel.h"
#include "engine/neural/neural_loader.h"
#include "engine/tasks/ensemble_plan.h"
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

TagPredictor::TagPredictor(store::Workspace& workspace, const store::Run& run, const std::string& device, int threads, int chunks)
    : TagPredictor(sourceOfRun(workspace, run), device, threads, chunks)
{
}

TagPredictor::TagPredictor(const ModelSource& source, const std::string& device, int threads, int chunks)
    : m_run(source.run), m_preset(source.preset), m_card(neural::loadModelCard(source.run.architecture)),
      m_engine(neural::openNeuralEngine()), m_chunks(chunks)
{
    m_engine->setThreads(threads);
    m_device = m_engine->resolveDevice(device);
    m_model = m_engine->makeModel(m_run.architecture, m_run.tags.size(), m_run.seed);
    m_model->load(source.weights);
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
    // An ensemble hears whole stretches, cut into segments of its own: overlapping ones would say the same again.
    if (isEnsemble(m_card)) return stretchStarts(frames, window);
    const auto hop = std::max<std::size_t>(1, static_cast<std::size_t>(m_preset.chunkHopSeconds * m_preset.sampleRateHz / m_preset.hopSamples));
    for (std::size_t start = 0; start + window <= frames; start += hop)
        starts.push_back(start);
    return starts;
}

WindowPlan TagPredictor::windowsOf(std::size_t frames, const std::string& subject) const
{
    const auto window = std::min(m_card.frames, frames);
    if (window < m_card.minFrames)
        throw Error(ErrorCode::TooShort, subject,
                    std::to_string(frames) + " frames; " + m_card.displayName + " needs at least " + std::to_string(m_card.minFrames));
    return {window, starts(frames, window)};
}

std::vector<float> TagPredictor::cut(const dsp::Melgram& melgram, const WindowPlan& plan, std::size_t first, std::size_t count)
{
    const auto window = plan.windowFrames, cells = melgram.mels * window;
    std::vector<float> input(count * cells);
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t band = 0; band < melgram.mels; ++band)
            std::copy_n(melgram.values.data() + band * melgram.frames + plan.startFrames[first + i], window,
                        input.data() + i * cells + band * window);
    return input;
}

TrackPrediction TagPredictor::predict(const dsp::Melgram& melgram, const std::string& subject)
{
    const auto plan = windowsOf(melgram.frames, subject);
    const double secondsPerFrame = static_cast<double>(m_preset.hopSamples) / m_preset.sampleRateHz;

    TrackPrediction result;
    std::vector<float> embeddings;
    for (std::size_t first = 0; first < plan.startFrames.size(); first += kWindowsPerForward) {
        const auto count = std::min(kWindowsPerForward, plan.startFrames.size() - first);
        add(cut(melgram, plan, first, count), count, melgram.mels, plan.windowFrames, result, embeddings);
    }
    result.taggram.chunkSeconds = static_cast<double>(plan.windowFrames) * secondsPerFrame;
    for (const auto start : plan.startFrames)
        result.taggram.startsSeconds.push_back(static_cast<float>(static_cast<double>(start) * secondsPerFrame));
    finish(result, embeddings);
    return result;
}

TrackPrediction TagPredictor::predictClips(std::span<const float> samples, const std::string& subject)
{
    const auto length = static_cast<std::size_t>(m_card.inputSamples);
    const auto count = static_cast<std::size_t>(m_chunks);
    if (samples.size() < length)
        throw Error(ErrorCode::TooShort, subject,
                    std::to_string(samples.size()) + " samples; " + m_card.displayName + " needs " + std::to_string(length));
    const auto hop = (samples.size() - length) / count;
    dsp::MelExtractor extractor(m_preset);
    TrackPrediction result;
    std::vector<float> embeddings;
    for (std::size_t i = 0; i < count && (i == 0 || hop > 0); ++i) {
        const auto melgram = extractor(samples.subspan(i * hop, length));
        add(melgram.values, 1, melgram.mels, melgram.frames, result, embeddings);
        result.taggram.startsSeconds.push_back(static_cast<float>(static_cast<double>(i * hop) / m_preset.sampleRateHz));
    }
    result.taggram.chunkSeconds = static_cast<double>(length) / m_preset.sampleRateHz;
    finish(result, embeddings);
    return result;
}

void TagPredictor::add(std::span<const float> input, std::size_t count, std::size_t bands, std::size_t window, TrackPrediction& result,
                       std::vector<float>& embeddings)
{
    const std::vector<std::string> layers{std::string(neural::kEmbeddingLayer)};
    const auto output = m_model->forward({input, count, bands, window}, layers);
    addSigmoid(output.logits, result.taggram.activations);
    const auto& embedding = output.activations.front().values;
    embeddings.insert(embeddings.end(), embedding.begin(), embedding.end());
}

void TagPredictor::finish(TrackPrediction& result, const std::vector<float>& embeddings) const
{
    result.taggram.tags = m_run.tags.size();
    result.taggram.chunks = result.taggram.startsSeconds.size();
    result.scores = meanOfRows(result.taggram.activations, m_run.tags.size());
    result.embedding = meanOfRows(embeddings, embeddings.size() / result.taggram.chunks);
    result.chunkEmbeddings = embeddings;
}

void eachMelgram(const dsp::Preset& preset, const std::vector<TrackId>& ids, std::string_view stage, TaskContext& context,
                 const std::function<void(const store::Track&, std::optional<dsp::Melgram>, const Failure&)>& keep)
{
    struct Item { store::Track track; std::filesystem::path file; };
    struct Read { store::Track track; std::optional<dsp::Melgram> melgram; Failure failure; };
    auto tracks = context.workspace.tracks();
    std::vector<Item> items;
    for (auto& track : tracks.page(ids))
        if (track.state == store::TrackState::Ready) items.push_back({track, tracks.absolutePath(track)});

    const MelgramLibrary kept(context.workspace, preset);
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
    std::size_t next = 0;
    std::int64_t done = 0;
    const auto total = static_cast<std::int64_t>(items.size());
    jobs::mapParallel(context.threads, context.control.stop(),
                      [&]() -> std::optional<Item> { return next < items.size() ? std::optional(items[next++]) : std::nullopt; }, work,
                      [&](Read read) {
                          keep(read.track, std::move(read.melgram), read.failure);
                          context.control.giveWay();
                          context.control.step(stage, ++done, total);
                      });
    context.control.step(stage, done, total);
}

Json predictTracks(TagPredictor& predictor, const std::vector<TrackId>& ids, TaskContext& context)
{
    auto rejected = Json::array();
    auto predictions = context.workspace.predictions();
    eachMelgram(predictor.preset(), ids, "predictions", context, [&](const store::Track& track, const std::optional<dsp::Melgram>& melgram, const Failure& failure) {
        try {
            if (!melgram) throw Error(failure.code, failure.subject, failure.message);
            const auto prediction = predictor.predict(*melgram, track.displayPath);
            predictions.put(predictor.run().id, track.id, prediction.scores);
            predictions.putTaggram(predictor.run().id, track.id, prediction.taggram);
            predictions.putEmbedding(predictor.run().id, std::string(neural::kEmbeddingLayer), track.id, prediction.embedding);
        } catch (const Error& error) {
            rejected.push_back({{"path", track.displayPath}, {"class", errorCodeName(error.code())}, {"reason", error.what()}});
        }
    });
    return rejected;
}

}  // namespace engine::tasks
