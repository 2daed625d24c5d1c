#include <algorithm>
#include <cstdio>

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/core/sha256.h"
#include "engine/neural/neural_loader.h"
#include "engine/store/workspace.h"
#include "engine/tasks/code_ladder.h"
#include "engine/tasks/codified_features.h"
#include "engine/tasks/codified_options.h"
#include "engine/tasks/codified_summary.h"
#include "engine/tasks/task.h"
#include "engine/tasks/track_pairs.h"

/// A codified audio language model, in three stages: codes are learned, tracks become codes, the codes' language is learned; then the likelihood
/// ladder on held-out tracks. Parameters: those of codifiedDefaults() and of a size. The same parameters go on where an earlier job was stopped,
/// in any stage, and more language_rounds go on with a finished one. Labels are not read at all.
namespace engine::tasks {

namespace {

struct Parts {
    std::vector<TrackId> learned, heldOut;
};

/// More of the language may be learned later: it is no part of it.
std::string identityOfCodified(Json config)
{
    for (const auto* aside : {"language_rounds", "name", "device"})
        config.erase(aside);
    return sha256Hex("calm " + config.dump());
}

Parts partsFor(const Json& config, store::Workspace& workspace)
{
    constexpr std::size_t kHeldOutOf = 10;
    Parts parts;
    const auto name = config["split"].get<std::string>();
    if (!name.empty()) {
        const auto split = workspace.splits().find(name);
        if (!split) throw Error(ErrorCode::NotFound, "split " + name, "is not there; leave it out to learn from nine tenths of all tracks");
        for (const auto& member : workspace.splits().members(split->id)) {
            if (member.part == Part::Train) parts.learned.push_back(member.track);
            if (member.part == Part::Test) parts.heldOut.push_back(member.track);
        }
        return parts;
    }
    auto tracks = workspace.tracks().ids({});
    const auto seed = config["seed"].get<std::uint64_t>();
    std::ranges::sort(tracks, {}, [seed](TrackId track) { return scattered(value(track) ^ seed); });
    const auto heldOut = std::max<std::size_t>(1, tracks.size() / kHeldOutOf);
    parts.heldOut.assign(tracks.begin(), tracks.begin() + static_cast<std::ptrdiff_t>(std::min(heldOut, tracks.size())));
    parts.learned.assign(tracks.begin() + static_cast<std::ptrdiff_t>(parts.heldOut.size()), tracks.end());
    return parts;
}

store::Codified begin(const Json& config, store::Workspace& workspace)
{
    auto store = workspace.codified();
    const auto identity = identityOfCodified(config);
    if (auto known = store.findIdentity(identity)) {
        known->parameters = config;
        return *known;
    }
    store::Codified model;
    model.identity = identity;
    model.parameters = config;
    model.name = config["name"].get<std::string>();
    if (model.name.empty()) model.name = config["size"].get<std::string>() + " codes, " + std::to_string(config["rate"].get<int>()) + " Hz";
    return *store.find(store.create(model));
}

neural::CodifiedConfig configOf(const store::Codified& model, const std::string& device, const store::Workspace& workspace)
{
    const auto& wish = model.parameters;
    neural::CodifiedConfig config;
    config.shape = shapeOf(wish);
    config.device = device;
    config.codeRounds = wish["code_rounds"].get<int>();
    config.languageRounds = wish["language_rounds"].get<int>();
    config.stepsPerRound = wish["steps"].get<int>();
    config.batch = wish["batch"].get<std::size_t>();
    config.seed = wish["seed"].get<std::uint64_t>();
    config.folder = folderOf(model, workspace);
    config.resume = true;   // an empty folder is a start
    return config;
}

class RoundLog final : public neural::CodifiedSink {
public:
    RoundLog(store::CodifiedId id, TaskContext& context) : m_id(id), m_context(context) {}
    void codesLearned(const neural::CodeRound& round) override
    {
        m_context.workspace.codified().putRound(m_id, {"codes", round.round,
                                                       {{"wave_error", round.waveError}, {"spectral_error", round.spectralError}, {"commitment", round.commitment},
                                                        {"perplexity", round.perplexity}, {"used_codes", round.usedCodes}, {"restarted", round.restarted}, {"seconds", round.seconds}}});
        char line[200];
        std::snprintf(line, sizeof line, "codes, round %d: wave error %.4f, spectral error %.3f, %lld codes used, perplexity %.1f (%.1f s)", round.round, round.waveError,
                      round.spectralError, static_cast<long long>(round.usedCodes), round.perplexity, round.seconds);
        m_context.say(line);
    }
    void languageLearned(const neural::LanguageRound& round) override
    {
        m_context.workspace.codified().putRound(m_id, {"language", round.round, {{"nats", round.nats}, {"seconds", round.seconds}}});
        char line[120];
        std::snprintf(line, sizeof line, "language, round %d: %.3f nats a code (%.1f s)", round.round, round.nats, round.seconds);
        m_context.say(line);
    }

private:
    store::CodifiedId m_id;
    TaskContext& m_context;
};

void learnCodes(const neural::CodifiedConfig& config, const Parts& parts, neural::NeuralEngine& engine, RoundLog& log, TaskContext& context)
{
    TrackPairs::Config clips;
    clips.samples = config.shape.clipSamples();
    clips.pairs = config.batch / 2;
    clips.augmentation = {0, 0, 0, 0, 0, 0, 0};   // the sound as it is
    clips.seed = config.seed;
    clips.threads = context.threads;
    TrackPairs source(context.workspace, presetOf(config.shape), parts.learned, clips, context.control.stop());
    if (source.leftOut() > 0) context.say(std::to_string(source.leftOut()) + " tracks are left out of the codes' learning: shorter than one clip, or not playable");
    if (source.batchCount(1) == 0) throw Error(ErrorCode::TooShort, "library", "fewer than two tracks are as long as one clip of " + std::to_string(config.shape.clipSamples()) + " samples");
    context.say("learning codes from " + std::to_string(source.tracks()) + " tracks, without labels");
    engine.trainCodes(config, source, log, context.control);
}

std::vector<neural::Codes> sequencesOf(const TrackCodes& codes, std::vector<TrackId> tracks)
{
    std::ranges::sort(tracks);   // the order decides which windows are learned from
    std::vector<neural::Codes> sequences;
    for (const auto track : tracks)
        if (const auto found = codes.of.find(track); found != codes.of.end()) sequences.push_back(found->second);
    return sequences;
}

CodeLadder climbed(neural::CodifiedModel& network, const std::vector<neural::Codes>& learned, const std::vector<neural::Codes>& heldOut, TaskContext& context)
{
    const auto& shape = network.shape();
    auto ladder = countedLadder(learned, heldOut, static_cast<std::size_t>(shape.codes), static_cast<std::size_t>(shape.context));
    std::int64_t done = 0;
    for (const auto& sequence : heldOut) {
        context.control.step("likelihood on held-out tracks", done++, static_cast<std::int64_t>(heldOut.size()));
        ladder.model += network.nats(sequence) / static_cast<double>(ladder.codes);
    }
    return ladder;
}

void learnAll(store::Codified& model, const Parts& parts, Json& rejected, TaskContext& context)
{
    const auto engine = neural::openNeuralEngine();
    engine->setThreads(context.threads);
    const auto asked = model.parameters["device"].get<std::string>();
    const auto device = engine->resolveDevice(asked == "auto" ? context.device : asked);
    if (!device.note.empty()) context.say(device.note);
    const auto config = configOf(model, device.id, context.workspace);
    RoundLog log(model.id, context);
    if (roundsOf(model, "codes", context.workspace) < config.codeRounds) learnCodes(config, parts, *engine, log, context);

    auto coder = openModel(model, true, device.id, *engine, context.workspace);
    auto all = parts.learned;
    all.insert(all.end(), parts.heldOut.begin(), parts.heldOut.end());
    const auto codes = codesOfTracks(model, *coder, all, context);
    rejected = codes.rejected;
    const auto learned = sequencesOf(codes, parts.learned), heldOut = sequencesOf(codes, parts.heldOut);
    engine->trainLanguage(config, learned, log, context.control);

    const auto network = openModel(model, false, device.id, *engine, context.workspace);
    const auto ladder = climbed(*network, learned, heldOut, context);
    if (!ladder.beatsUnigram()) context.say("the model does not beat the frequencies of the codes: its features have learned nothing");
    context.workspace.codified().setDocument(model.id, {{"tracks", learned.size()}, {"held_out", heldOut.size()},
                                                        {"weights", {{"codes", network->codeParameters()}, {"language", network->languageParameters()}}},
                                                        {"usage", usageOf(learned, static_cast<std::size_t>(config.shape.codes))}, {"ladder", toJson(ladder)}});
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto config = completeCodified(parameters);
    const auto parts = partsFor(config, context.workspace);
    if (parts.learned.empty()) throw Error(ErrorCode::TooShort, "library", "there is no track to learn from");
    auto model = begin(config, context.workspace);
    auto store = context.workspace.codified();
    store.setState(model.id, "running");
    auto rejected = Json::array();
    try {
        learnAll(model, parts, rejected, context);
        store.setState(model.id, "done");
    } catch (...) {
        store.setState(model.id, "stopped");
        throw;
    }
    auto document = documentOf(*store.find(model.id), context.workspace);
    document["rejected"] = rejected;
    return document;
}

}  // namespace

extern const TaskEntry calm_task;
const TaskEntry calm_task{"calm", LaneKind::Engine, run};

}  // namespace engine::tasks
