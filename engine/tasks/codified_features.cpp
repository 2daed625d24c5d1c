#include "engine/tasks/codified_features.h"

#include <optional>

#include "engine/audio/audio_file.h"
#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/jobs/map_parallel.h"
#include "engine/neural/neural_loader.h"
#include "engine/store/workspace.h"
#include "engine/tasks/codified_encoder.h"
#include "engine/tasks/codified_options.h"
#include "engine/tasks/feature_cache.h"

namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

struct Decoded {
    store::Track track;
    std::vector<float> samples;
    std::optional<Failure> failure;
};

neural::Codes codesFrom(const fs::path& file)
{
    const auto array = readNpy(file);
    neural::Codes codes;
    for (const double value : array.values)
        codes.push_back(static_cast<std::int32_t>(value));
    return codes;
}

std::vector<float> histogramOf(const neural::Codes& codes, std::size_t count)
{
    std::vector<float> shares(count);
    for (const auto code : codes)
        shares[static_cast<std::size_t>(code)] += 1.0f / static_cast<float>(codes.size());
    return shares;
}

}  // namespace

store::Codified codifiedModel(std::int64_t number, store::Workspace& workspace)
{
    auto found = workspace.codified().find(store::CodifiedId{number});
    if (!found) throw Error(ErrorCode::NotFound, "calm:" + std::to_string(number), "no codified model of this number; calm list shows them, calm train makes one");
    return *found;
}

bool removeCodified(const store::Codified& model, store::Workspace& workspace)
{
    const bool was = workspace.codified().remove(model.id);
    std::error_code ignored;   // what cannot be removed is of no use to anybody
    fs::remove_all(folderOf(model, workspace), ignored);
    fs::remove_all(workspace.cacheFolder() / "calm" / std::to_string(value(model.id)), ignored);
    return was;
}

fs::path folderOf(const store::Codified& model, const store::Workspace& workspace)
{
    return workspace.checkpointFolder() / model.folder;
}

int roundsOf(const store::Codified& model, const std::string& stage, store::Workspace& workspace)
{
    int newest = 0;
    for (const auto& round : workspace.codified().rounds(model.id))
        if (round.stage == stage) newest = std::max(newest, round.round);
    return newest;
}

std::unique_ptr<neural::CodifiedModel> openModel(const store::Codified& model, bool untrained, const std::string& device, neural::NeuralEngine& engine,
                                                 store::Workspace& workspace)
{
    const auto& config = model.parameters;
    return engine.openCodified(shapeOf(config), config["seed"].get<std::uint64_t>(), folderOf(model, workspace), untrained, engine.resolveDevice(device).id);
}

TrackCodes codesOfTracks(const store::Codified& model, neural::CodifiedModel& network, const std::vector<TrackId>& tracks, TaskContext& context)
{
    const auto folder = folderOf(model, context.workspace) / ("codes-of-" + std::to_string(roundsOf(model, "codes", context.workspace)));
    fs::create_directories(folder);
    const auto fileOf = [&](const store::Track& track) { return folder / (toHex(track.id) + "-" + std::to_string(track.stamp.mtimeNs) + ".npy"); };
    TrackCodes result;
    auto store = context.workspace.tracks();
    std::vector<std::pair<store::Track, fs::path>> missing;
    for (const auto& track : store.page(tracks)) {
        if (fs::exists(fileOf(track))) result.of[track.id] = codesFrom(fileOf(track));
        else missing.emplace_back(track, store.absolutePath(track));
    }
    const auto preset = presetOf(network.shape());
    const auto seconds = model.parameters["seconds"].get<double>();
    const audio::Range range{0, seconds > 0 ? static_cast<std::int64_t>(seconds * preset.sampleRateHz) : -1};
    const auto stop = context.control.stop();
    std::size_t next = 0;
    const auto source = [&]() -> std::optional<std::size_t> { return next < missing.size() ? std::optional(next++) : std::nullopt; };
    const auto work = [&](std::size_t place) {
        Decoded decoded{missing[place].first, {}, {}};
        try {
            decoded.samples = audio::decodeMono(missing[place].second, preset.sampleRateHz, preset.resampler, range, stop).samples;
        } catch (const Error&) {
            decoded.failure = describe(std::current_exception());
        }
        return decoded;
    };
    std::int64_t done = 0;
    jobs::mapParallel(context.threads, stop, source, work, [&](const Decoded& decoded) {
        context.control.giveWay();
        context.control.step("codes of tracks", done++, static_cast<std::int64_t>(missing.size()));
        const auto reject = [&](ErrorCode code, const std::string& reason) {
            result.rejected.push_back({{"path", decoded.track.displayPath}, {"class", errorCodeName(code)}, {"reason", reason}});
        };
        if (decoded.failure) return reject(decoded.failure->code, decoded.failure->message);
        if (decoded.samples.size() < network.shape().hopSamples()) return reject(ErrorCode::TooShort, "is shorter than one code");
        auto codes = network.encode(decoded.samples);
        const std::vector<float> numbers(codes.begin(), codes.end());
        const std::vector<std::size_t> shape{numbers.size()};
        writeNpy(fileOf(decoded.track), shape, numbers);
        result.of[decoded.track.id] = std::move(codes);
    });
    if (stop.stop_requested()) throw Cancelled{};
    return result;
}

FeatureTable codifiedFeatures(const std::string& name, const std::vector<TrackId>& tracks, bool stepwise, const std::string& device, TaskContext& context)
{
    const auto encoder = settledLayer(codifiedEncoder(name, context.workspace), context.workspace);
    const auto engine = neural::openNeuralEngine();
    engine->setThreads(context.threads);
    const auto network = openModel(encoder.model, encoder.isUntrained, device, *engine, context.workspace);
    const auto codes = codesOfTracks(encoder.model, *network, tracks, context);
    FeatureTable table;
    table.rejected = codes.rejected;
    table.width = static_cast<std::size_t>(encoder.isHistogram ? network->shape().codes : network->shape().width);
    const FeatureCache cache(context.workspace.cacheFolder(), codifiedState(encoder, context.workspace));
    std::int64_t done = 0;
    for (const auto& track : context.workspace.tracks().page(tracks)) {
        context.control.giveWay();
        context.control.step("features of codes", done++, static_cast<std::int64_t>(tracks.size()));
        const auto found = codes.of.find(track.id);
        if (found == codes.of.end()) continue;   // said in `rejected`
        if (encoder.isHistogram) {
            table.of[track.id] = histogramOf(found->second, table.width);
            continue;
        }
        if (!cache.holds(track)) {
            const auto values = network->features(found->second, encoder.layer);
            cache.put(track, values.size() / table.width, values);
        }
        const auto steps = cache.steps(track, table.width);
        table.of[track.id] = stepwise ? steps : meanOverSteps(steps, table.width);
    }
    return table;
}

}  // namespace engine::tasks
