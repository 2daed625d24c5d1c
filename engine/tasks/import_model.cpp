#include <algorithm>
#include <fstream>
#include <map>
#include <optional>

#include "engine/checkpoint/safetensors.h"
#include "engine/checkpoint/state_names.h"
#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/dataset/tag_text.h"
#include "engine/neural/checkpoint_catalog.h"
#include "engine/neural/model_card.h"
#include "engine/neural/neural_loader.h"
#include "engine/tasks/model_source.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/stored_front_end.h"
#include "engine/tasks/task.h"

/// Parameters: file, arch (recognised if left out), tags (a file, one name a line, in the order of the outputs; not needed for a file
/// that the catalog knows or that models export wrote), name. Makes a run that can be predicted with, fine-tuned and compared. A file of an
/// encoder alone (contrastive learning) gets a fresh last layer, which is to be trained.
namespace engine::tasks {

namespace {

std::vector<store::RunTag> tagsOfFile(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Error(ErrorCode::Missing, path, "the list of tags cannot be opened");
    std::vector<store::RunTag> tags;
    for (std::string line; std::getline(in, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (line.empty()) continue;
        const auto tag = dataset::parseTag(line);
        tags.push_back({tag.name, tag.type});
    }
    return tags;
}

using Shapes = std::map<std::string, std::vector<std::int64_t>>;

/// Names and shapes that must agree: without the tags' layer, the counters old files lack, and the stored front-end.
Shapes backboneOf(const std::vector<checkpoint::TensorBytes>& state, const std::string& head)
{
    Shapes shapes;
    const auto names = checkpoint::plainNames(state);
    for (std::size_t i = 0; i < names.size(); ++i)
        if (!names[i].starts_with(head + ".") && !names[i].ends_with("num_batches_tracked") && !checkpoint::isFrontEndBuffer(names[i]))
            shapes.emplace(names[i], state[i].shape);
    return shapes;
}

std::optional<std::string> recognised(neural::NeuralEngine& engine, const std::vector<checkpoint::TensorBytes>& state)
{
    for (const auto& arch : engine.architectures()) {
        const auto model = engine.makeModel(arch, 1, 0);
        if (backboneOf(model->state(), model->head()) == backboneOf(state, model->head())) return arch;
    }
    return {};
}

struct Found {
    ModelSource source;
    std::string by;   ///< "argument", "card", "catalog", "tensors"
    std::optional<FrontEndFit> frontEnd;
    bool headIsNew = false;
};

bool hasHead(const std::vector<checkpoint::TensorBytes>& state, const std::string& head)
{
    const auto names = checkpoint::plainNames(state);
    return std::ranges::any_of(names, [&](const auto& name) { return name.starts_with(head + "."); });
}

/// What the file is, before anything is checked against a network.
Found identify(const Json& parameters, const checkpoint::CheckpointFile& file, const std::string& path, neural::NeuralEngine& engine)
{
    Found found;
    auto& run = found.source.run;
    try {
        found.source = sourceOfFile(path);
        found.by = file.metadata.contains(kCardKey) ? "card" : "catalog";
    } catch (const Error& error) {
        if (error.code() != ErrorCode::NotFound) throw;
        found.source.weights = checkpoint::networkTensors(file);
    }
    if (parameters.contains("arch")) {
        run.architecture = parameters["arch"].get<std::string>();
        found.by = "argument";
    }
    if (run.architecture.empty()) {
        const auto arch = recognised(engine, found.source.weights);
        if (!arch)
            throw Error(ErrorCode::NotFound, path, "its tensors are those of no architecture here; name one with --arch to see the differences");
        run.architecture = *arch;
        found.by = "tensors";
    }
    if (parameters.contains("tags")) run.tags = tagsOfFile(pathOf(parameters, "tags"));
    const auto card = neural::loadModelCard(run.architecture);
    const auto fresh = engine.makeModel(run.architecture, 1, 0);
    found.headIsNew = !hasHead(found.source.weights, fresh->head()) && backboneOf(fresh->state(), fresh->head()) == backboneOf(found.source.weights, fresh->head());
    if (run.tags.empty() && found.headIsNew)
        throw Error(ErrorCode::InvalidArgument, path, "is an encoder without a last layer: name the tags it shall learn (--tags), or train from the file (train --arch " +
                                                          run.architecture + " --from FILE)");
    if (run.tags.empty())
        throw Error(ErrorCode::InvalidArgument, path, "the names of its tags are wanted: a file with one name a line, in the order of the outputs (--tags)");
    if (found.by != "card") {
        found.source.preset = dsp::loadPreset(card.preset);
        found.frontEnd = choosePreset(file.tensors, card, found.source.preset, path);
    }
    if (parameters.contains("name")) run.name = parameters["name"].get<std::string>();
    if (run.name.empty()) run.name = std::filesystem::path(path).stem().string();
    return found;
}

/// Throws with every difference by name when the weights are not of the architecture.
std::unique_ptr<neural::Model> checkedModel(const Found& found, neural::NeuralEngine& engine, const std::string& path)
{
    const auto& source = found.source;
    const auto head = engine.makeModel(source.run.architecture, 1, 0)->head();
    const auto outputs = found.headIsNew ? source.run.tags.size() : tagCountOf(source.weights, head);
    auto model = engine.makeModel(source.run.architecture, outputs, 0);
    try {
        model->load(source.weights, found.headIsNew);
    } catch (const Error& error) {
        throw Error(error.code(), path, error.subject() + ": " + error.what());
    }
    if (outputs != source.run.tags.size())
        throw Error(ErrorCode::Mismatch, path,
                    std::to_string(outputs) + " outputs, but " + std::to_string(source.run.tags.size()) + " names of tags were given");
    return model;
}

void refuseTakenName(const std::string& name, store::Workspace& workspace)
{
    for (const auto& run : workspace.runs().list())
        if (run.name == name) throw Error(ErrorCode::InvalidArgument, name, "a run of this name is there already; give another with --name");
}

Json warningsOf(const checkpoint::CheckpointFile& file, const Found& found)
{
    Json warnings = file.warnings;
    if (found.headIsNew)
        warnings.push_back("an encoder without a last layer: the new one says nothing yet; train it (train --from RUN, with --freeze backbone for a probe)");
    return warnings;
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto path = pathOf(parameters, "file").string();   // its bytes
    const auto file = checkpoint::readCheckpoint(path);
    const auto sum = sha256HexOfFile(path);
    const auto engine = neural::openNeuralEngine();
    auto found = identify(parameters, file, path, *engine);
    auto& source = found.source;
    refuseTakenName(source.run.name, context.workspace);
    const auto model = checkedModel(found, *engine, path);
    context.control.step("import", 1, 2);

    auto& run = source.run;
    run.presetHash = source.preset.hash();
    run.config = {{"imported", {{"file", path}, {"sha256", sum}, {"format", file.format}, {"recognised_by", found.by}}}};
    if (found.headIsNew) run.config["imported"]["new_head"] = true;
    run.device = "imported";
    run.versions = {{"tagbench", TAGBENCH_VERSION}};
    run.state = "trained";
    run.finishedAt = store::nowUtc();
    context.workspace.melgrams().putPreset(run.presetHash, source.preset.name, toJson(source.preset).dump());
    run.id = context.workspace.runs().create(run);
    run.folder = "run-" + std::to_string(value(run.id));
    const auto folder = context.workspace.checkpointFolder() / run.folder;
    std::filesystem::create_directories(folder);
    checkpoint::writeSafetensors(folder / "best.safetensors", model->state(),
                                 {{"format", "pt"}, {"tagbench.arch", run.architecture}, {kCardKey, cardOf(run, source.preset).dump()}});
    run.bestEpoch = 1;   // last: from now on it has weights
    context.workspace.runs().update(run);
    context.control.step("import", 2, 2);
    return {{"run", value(run.id)}, {"name", run.name}, {"architecture", run.architecture}, {"recognised_by", found.by}, {"preset", source.preset.name},
            {"tags", run.tags.size()}, {"parameters", model->parameterCount()}, {"format", file.format}, {"sha256", sum}, {"warnings", warningsOf(file, found)},
            {"front_end", found.frontEnd ? Json{{"preset", found.frontEnd->preset}, {"window_difference", found.frontEnd->window}, {"mel_difference", found.frontEnd->mel}} : Json()}};
}

}  // namespace

extern const TaskEntry model_import_task;
const TaskEntry model_import_task{"model_import", LaneKind::Engine, run};

}  // namespace engine::tasks
