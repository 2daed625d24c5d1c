#include "engine/tasks/train_setup.h"

#include <array>
#include <filesystem>
#include <optional>
#include <string_view>

#include "engine/checkpoint/checkpoint_file.h"
#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/tasks/ensemble_plan.h"
#include "engine/tasks/student_setup.h"
#include "engine/tasks/train_options.h"
#include "engine/tasks/training_precision.h"

namespace engine::tasks {

namespace {

constexpr int kMostEpochs = 100000;

/// Say how and where a training is done, not what was asked to be learned.
constexpr std::array<std::string_view, 6> kBesides = {"device", "prepare", "evaluate", "notes", kPrecisionUsed, kPrecisionReason};

Json identityOfTraining(const Json& parameters)
{
    auto identity = completeTraining(parameters);
    for (const auto key : kBesides)
        identity.erase(std::string(key));
    return identity;
}

}  // namespace

const Json& trainDefaults()
{
    static const Json defaults{{"arch", "musicnn"}, {"preset", ""}, {"split", "default"}, {"types", Json::array()}, {"sources", Json::array()},
                               {"min_tracks", 5}, {"top", 0}, {"from", ""}, {"freeze", "none"}, {"epochs", 30}, {"batch", 16}, {"lr", 1e-4},
                               {"weight_decay", 1e-4}, {"schedule", "constant"}, {"patience", 0}, {"windows", 1}, {"seed", std::uint64_t{0}},
                               {"device", "auto"}, {"prepare", false}, {"evaluate", false}, {"allow_leak", 0}, {"name", ""}, {"notes", ""}};
    static const Json all = [] {
        Json together = defaults;
        together.update(trainOptionDefaults());
        return together;
    }();
    return all;
}

Json completeTraining(const Json& parameters)
{
    Json complete = trainDefaults();
    for (const auto& [key, value] : parameters.items())
        if (key != "resume" && key != "then") complete[key] = value;
    return complete;
}

Json briefTraining(const Json& parameters)
{
    auto brief = Json::object();
    const auto& defaults = trainDefaults();
    const auto complete = completeTraining(parameters);
    for (const auto& [key, value] : complete.items()) {
        const bool always = key == "arch" || key == "split" || key == "epochs";
        if (always || !defaults.contains(key) || value != defaults[key]) brief[key] = value;
    }
    return brief;
}

bool sameTraining(const Json& a, const Json& b)
{
    return identityOfTraining(a) == identityOfTraining(b);
}

bool isLeaking(const store::Run& run)
{
    return run.config.value(kChunkSplit, false);
}

ChunkDeal chunkDealOf(store::Workspace& workspace, const store::Run& run, Part part)
{
    const auto split = run.split ? workspace.splits().find(*run.split) : std::nullopt;
    if (!split) throw Error(ErrorCode::NotFound, run.name, "the split of this run is not in the workspace any more");
    ChunkDeal deal{{}, run.seed, part};
    for (std::size_t i = 0; i < deal.ratios.size(); ++i)
        deal.ratios[i] = i < split->ratios.size() ? split->ratios[i] : 0;
    return deal;
}

LabelledPart wholeTable(const TrainingTable& table)
{
    LabelledPart whole;
    for (const auto& part : table.parts) {
        whole.tracks.insert(whole.tracks.end(), part.tracks.begin(), part.tracks.end());
        whole.labels.insert(whole.labels.end(), part.labels.begin(), part.labels.end());
    }
    return whole;
}

std::string presetMisfit(const dsp::Preset& preset, const neural::ModelCard& card)
{
    const auto own = dsp::loadPreset(card.preset);
    const auto differ = [&](const char* what, auto wanted, auto found) -> std::string {
        if (wanted == found) return {};
        return card.displayName + " wants " + what + " " + std::to_string(wanted) + ", this preset has " + std::to_string(found) +
               "; use the preset " + own.name + " (prep run --preset " + own.name + ")";
    };
    for (const auto& sentence : {differ("a sample rate of", own.sampleRateHz, preset.sampleRateHz), differ("mel bands", own.mels, preset.mels),
                                 differ("an FFT size of", own.fftSize, preset.fftSize), differ("a hop of", own.hopSamples, preset.hopSamples)})
        if (!sentence.empty()) return sentence;
    if (own.log != preset.log || own.normalise != preset.normalise)
        return card.displayName + " wants other values (" + own.log + ", normalised by " + own.normalise + "); use the preset " + own.name +
               " (prep run --preset " + own.name + ")";
    return {};
}

TrainSetup makeTrainSetup(const Json& given, store::Workspace& workspace)
{
    const auto parameters = completeTraining(given);
    TrainSetup setup;
    setup.card = neural::loadModelCard(parameters["arch"].get<std::string>());
    refuseForEnsemble(parameters, setup.card);
    const auto presetName = parameters["preset"].get<std::string>();
    const auto teacher = isStudent(parameters) ? std::optional(findTeacher(workspace, parameters["student_of"].get<std::string>())) : std::nullopt;
    setup.preset = teacher ? teacher->preset : dsp::loadPreset(presetName.empty() ? setup.card.preset : presetName);
    if (const auto misfit = presetMisfit(setup.preset, setup.card); !teacher && !misfit.empty())
        throw Error(ErrorCode::Mismatch, "preset " + setup.preset.name, misfit);
    const auto splitName = parameters["split"].get<std::string>();
    const auto split = workspace.splits().find(splitName);
    if (!split) throw Error(ErrorCode::NotFound, "split " + splitName, "is not there; make it first (split make --name " + splitName + ")");
    setup.split = *split;
    if (teacher) {
        setup.table = studentTable(workspace, *teacher, setup.card, *split, labelSources(workspace, parameters["sources"].get<std::vector<std::string>>()));
        return setup;
    }
    const auto top = parameters["top"].get<int>();
    if (top < 0) throw Error(ErrorCode::InvalidArgument, "top", "a number of tags from 1 on is wanted, or 0 for all");
    VocabularyConfig vocabulary;
    vocabulary.types = parameters["types"].get<std::vector<std::string>>();
    vocabulary.sources = labelSources(workspace, parameters["sources"].get<std::vector<std::string>>());
    vocabulary.minTrainTracks = parameters["min_tracks"].get<int>();
    vocabulary.top = top;
    setup.table = buildTrainingTable(workspace, split->id, vocabulary);
    return setup;
}

neural::TrainConfig trainConfigOf(const Json& given, const neural::ModelCard& card, std::size_t tags, const std::string& deviceId)
{
    const auto parameters = completeTraining(given);
    neural::TrainConfig train;
    train.arch = card.id;
    train.tagCount = tags;
    train.device = deviceId;
    train.epochs = parameters["epochs"].get<int>();
    train.learningRate = parameters["lr"].get<double>();
    train.weightDecay = parameters["weight_decay"].get<double>();
    train.patience = parameters["patience"].get<int>();
    applyTrainOptions(parameters, train);
    train.freeze = parameters["freeze"] == "backbone" ? neural::Freeze::Backbone : neural::Freeze::None;
    train.seed = parameters["seed"].get<std::uint64_t>();
    if (train.epochs < 1 || train.epochs > kMostEpochs) throw Error(ErrorCode::InvalidArgument, "epochs", "1 to 100000 are possible");
    if (!(train.learningRate > 0) || train.learningRate > 10)
        throw Error(ErrorCode::InvalidArgument, "lr", "a learning rate above 0 and up to 10 is wanted");
    if (!(train.weightDecay >= 0)) throw Error(ErrorCode::InvalidArgument, "weight_decay", "0 or more is wanted");
    if (train.patience < 0) throw Error(ErrorCode::InvalidArgument, "patience", "a number of epochs is wanted, or 0 for never");
    return train;
}

int batchOf(const Json& parameters)
{
    const auto batch = completeTraining(parameters)["batch"].get<int>();
    if (batch < 2 || batch > 4096) throw Error(ErrorCode::InvalidArgument, "batch", "2 to 4096 windows are possible");
    return batch;
}

std::vector<checkpoint::TensorBytes> initialState(const std::string& from, const neural::ModelCard& card, store::Workspace& workspace)
{
    if (from.empty()) return {};
    std::error_code ignored;
    if (std::filesystem::is_regular_file(from, ignored)) return checkpoint::networkTensors(checkpoint::readCheckpoint(from));
    const auto run = workspace.runs().resolve(from);
    if (run.architecture != card.id)
        throw Error(ErrorCode::Mismatch, "run " + from, "is a " + run.architecture + ", a " + card.id + " cannot start from its weights");
    if (run.bestEpoch == 0) throw Error(ErrorCode::NotFound, "run " + from, "has no finished epoch to start from yet");
    return checkpoint::readSafetensors(workspace.checkpointFolder() / run.folder / "best.safetensors").tensors;
}

}  // namespace engine::tasks
