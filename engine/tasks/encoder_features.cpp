#include "engine/tasks/encoder_features.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/neural/model_card.h"
#include "engine/neural/neural_loader.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/codified_encoder.h"
#include "engine/tasks/codified_features.h"
#include "engine/tasks/feature_cache.h"
#include "engine/tasks/model_source.h"
#include "engine/tasks/tag_predictor.h"

namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRandom = "random:", kImported = "npy:", kPretrained = "pretrain:", kBaseline = ":random";
constexpr std::size_t kSettlingTracks = 32;   // windows whose statistics an untrained network is given

std::string after(std::string_view prefix, const std::string& text)
{
    return text.starts_with(prefix) ? text.substr(prefix.size()) : std::string();
}

std::string cacheKeyOf(const ModelSource& source)
{
    Sha256 sum;
    sum.update(source.run.architecture + " " + source.preset.hash());
    for (const auto& tensor : source.weights) {
        sum.update(tensor.name);
        sum.update(tensor.bytes);
    }
    return sum.hex().substr(0, 24);
}

/// Windows from the middle of some tracks, [count, mels, frames].
std::vector<float> someWindows(const ModelSource& source, const neural::ModelCard& card, std::vector<TrackId> tracks, std::size_t& count,
                               TaskContext& context)
{
    std::sort(tracks.begin(), tracks.end());
    tracks.resize(std::min(tracks.size(), kSettlingTracks));
    std::unordered_map<TrackId, std::vector<float>> windows;
    eachMelgram(source.preset, tracks, "statistics", context, [&](const store::Track& track, const std::optional<dsp::Melgram>& melgram, const Failure&) {
        if (!melgram || melgram->frames < card.frames) return;
        const auto first = (melgram->frames - card.frames) / 2;
        auto& window = windows[track.id];
        for (std::size_t band = 0; band < melgram->mels; ++band) {
            const auto* row = melgram->values.data() + band * melgram->frames + first;
            window.insert(window.end(), row, row + card.frames);
        }
    });
    std::vector<float> all;
    for (const auto track : tracks)   // in order of the ids, whichever came first
        if (const auto found = windows.find(track); found != windows.end()) all.insert(all.end(), found->second.begin(), found->second.end());
    count = windows.size();
    return all;
}

/// A network that learned nothing; its normalisations know the music, else next to nothing would come through.
ModelSource untrainedSource(const std::string& arch, const std::vector<TrackId>& tracks, std::uint64_t seed, TaskContext& context)
{
    const auto card = neural::loadModelCard(arch);
    ModelSource source;
    source.run.architecture = card.id;
    source.run.name = "random " + card.id;
    source.run.seed = seed;
    source.preset = dsp::loadPreset(card.preset);
    std::size_t count = 0;
    const auto windows = someWindows(source, card, tracks, count, context);
    if (count < 2) throw Error(ErrorCode::TooShort, arch, "no two tracks are as long as one input of " + card.displayName);
    const auto engine = neural::openNeuralEngine();
    engine->setThreads(context.threads);
    auto model = engine->makeModel(card.id, 1, seed);
    model->settleStatistics({windows, count, card.mels, card.frames});
    source.weights = model->state();
    return source;
}

struct PretrainedEncoder {
    store::Pretraining row;
    bool isBaseline = false;
};

PretrainedEncoder pretrainedOf(const std::string& encoder, store::Workspace& workspace)
{
    auto number = after(kPretrained, encoder);
    const bool baseline = number.ends_with(kBaseline);
    if (baseline) number.resize(number.size() - kBaseline.size());
    std::int64_t id = 0;
    const auto [end, problem] = std::from_chars(number.data(), number.data() + number.size(), id);
    auto found = problem == std::errc{} && end == number.data() + number.size() ? workspace.pretrainings().find(store::PretrainingId{id}) : std::nullopt;
    if (!found) throw Error(ErrorCode::NotFound, encoder, "no pre-training of this number; the command pretrain makes one and says its number");
    return {std::move(*found), baseline};
}

ModelSource pretrainedSource(const std::string& encoder, store::Workspace& workspace)
{
    const auto pretrained = pretrainedOf(encoder, workspace);
    const auto file = workspace.checkpointFolder() / pretrained.row.folder / (pretrained.isBaseline ? "random.safetensors" : "encoder.safetensors");
    std::error_code ignored;
    if (!fs::exists(file, ignored)) throw Error(ErrorCode::NotFound, encoder, "has no finished epoch yet");
    return sourceOfFile(file);
}

ModelSource sourceOfEncoder(const std::string& encoder, const std::vector<TrackId>& tracks, std::uint64_t seed, TaskContext& context)
{
    if (encoder.starts_with(kRandom)) return untrainedSource(after(kRandom, encoder), tracks, seed, context);
    if (encoder.starts_with(kPretrained)) return pretrainedSource(encoder, context.workspace);
    return modelSource(context.workspace, encoder);
}

ModelSource networkSource(const std::string& encoder, const std::vector<TrackId>& tracks, std::uint64_t seed, TaskContext& context)
{
    auto source = sourceOfEncoder(encoder, tracks, seed, context);
    // The head is of no interest; its size must fit the weights, and a pre-trained network has no tags of its own.
    const auto head = neural::openNeuralEngine()->makeModel(source.run.architecture, 1, 0)->head();
    source.run.tags.resize(tagCountOf(source.weights, head));
    return source;
}

void extractMissing(const ModelSource& source, const FeatureCache& cache, const std::vector<TrackId>& tracks, const std::string& device,
                    FeatureTable& table, TaskContext& context)
{
    std::vector<TrackId> missing;
    for (const auto& track : context.workspace.tracks().page(tracks))
        if (!cache.holds(track)) missing.push_back(track.id);
    if (missing.empty()) return;
    TagPredictor predictor(source, device, context.threads);
    eachMelgram(source.preset, missing, "features", context, [&](const store::Track& track, const std::optional<dsp::Melgram>& melgram, const Failure& failure) {
        try {
            if (!melgram) throw Error(failure.code, failure.subject, failure.message);
            const auto prediction = predictor.predict(*melgram, track.displayPath);
            cache.put(track, prediction.taggram.chunks, prediction.chunkEmbeddings);
        } catch (const Error& error) {
            if (error.code() == ErrorCode::NoSpace || error.code() == ErrorCode::Device) throw;
            table.rejected.push_back({{"path", track.displayPath}, {"class", errorCodeName(error.code())}, {"reason", error.what()}});
        }
    });
}

FeatureTable networkFeatures(const ModelSource& source, const std::vector<TrackId>& tracks, bool stepwise, const std::string& device, TaskContext& context)
{
    FeatureTable table;
    const FeatureCache cache(context.workspace.cacheFolder(), cacheKeyOf(source));
    extractMissing(source, cache, tracks, device, table, context);
    for (const auto& track : context.workspace.tracks().page(tracks)) {
        if (!cache.holds(track)) continue;   // said in `rejected`, or not playable
        const auto steps = cache.steps(track, table.width);
        table.of[track.id] = stepwise ? steps : meanOverSteps(steps, table.width);
    }
    return table;
}

}  // namespace

FeatureTable encoderFeatures(const std::string& encoder, const std::vector<TrackId>& tracks, bool stepwise, std::uint64_t seed,
                             const std::string& device, TaskContext& context)
{
    auto table = encoder.starts_with(kImported)   ? importedFeatures(after(kImported, encoder), tracks, stepwise, context)
                 : encoder.starts_with(kCodified) ? codifiedFeatures(encoder, tracks, stepwise, device, context)
                                                  : networkFeatures(networkSource(encoder, tracks, seed, context), tracks, stepwise, device, context);
    if (table.of.empty()) throw Error(ErrorCode::TooShort, encoder, "gave features of no track");
    return table;
}

std::string encoderName(const std::string& encoder, store::Workspace& workspace)
{
    if (encoder.starts_with(kRandom)) return "random " + after(kRandom, encoder);
    if (encoder.starts_with(kImported)) return "npy " + store::displayText(fs::path(after(kImported, encoder)).lexically_normal().filename().native());
    if (encoder.starts_with(kCodified)) return codifiedName(codifiedEncoder(encoder, workspace));
    if (encoder.starts_with(kPretrained)) {
        const auto pretrained = pretrainedOf(encoder, workspace);
        const auto name = "pretrain " + std::to_string(value(pretrained.row.id)) + " " + pretrained.row.architecture;
        return pretrained.isBaseline ? name + ", untrained" : name;
    }
    std::error_code ignored;
    if (fs::is_regular_file(encoder, ignored)) return store::displayText(fs::path(encoder).filename().native());
    const auto run = workspace.runs().resolve(encoder);
    return "run " + std::to_string(value(run.id)) + " " + run.name;
}

}  // namespace engine::tasks
