#include "engine/tasks/model_source.h"

#include "engine/checkpoint/safetensors.h"
#include "engine/checkpoint/state_names.h"
#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/dataset/tag_text.h"
#include "engine/neural/checkpoint_catalog.h"
#include "engine/neural/model_card.h"

namespace engine::tasks {

namespace {

ModelSource sourceOfCard(const Json& card, checkpoint::CheckpointFile file, const std::string& subject)
{
    try {
        ModelSource source;
        source.run.name = card.at("name").get<std::string>();
        source.run.architecture = card.at("architecture").get<std::string>();
        for (const auto& tag : card.at("tags"))
            source.run.tags.push_back({tag.at("tag").get<std::string>(), tag.at("type").get<std::string>()});
        source.run.thresholds = card.value("thresholds", std::vector<double>{});
        source.preset = dsp::presetFromJson(card.at("preset"));
        source.weights = std::move(file.tensors);
        return source;
    } catch (const Json::exception&) {
        throw Error(ErrorCode::Corrupt, subject, "the card inside lacks the name, the architecture, the tags or the preset");
    }
}

}  // namespace

dsp::Preset presetOfRun(store::Workspace& workspace, const store::Run& run)
{
    const auto json = workspace.melgrams().presetJson(run.presetHash);
    if (!json) throw Error(ErrorCode::NotFound, run.name, "the preset of this run is not in the workspace any more");
    return dsp::presetFromJson(Json::parse(*json));
}

ModelSource sourceOfRun(store::Workspace& workspace, const store::Run& run)
{
    if (run.bestEpoch == 0) throw Error(ErrorCode::NotFound, run.name, "this run has no finished epoch yet, hence no weights");
    return {run, presetOfRun(workspace, run),
            checkpoint::readSafetensors(workspace.checkpointFolder() / run.folder / "best.safetensors").tensors};
}

ModelSource sourceOfFile(const std::filesystem::path& path)
{
    auto file = checkpoint::readCheckpoint(path);
    if (const auto found = file.metadata.find(kCardKey); found != file.metadata.end()) {
        const auto card = Json::parse(found->second, nullptr, /*allow_exceptions=*/false);
        return sourceOfCard(card, std::move(file), path.string());
    }
    const auto published = neural::publishedBySha256(sha256HexOfFile(path));
    if (!published || published->tags.empty())
        throw Error(ErrorCode::NotFound, path.string(),
                    "does not say what its outputs mean; import it first: models import FILE --arch NAME --tags FILE");
    ModelSource source;
    source.run.name = published->name;
    source.run.architecture = published->architecture;
    for (const auto& name : published->tags) {
        const auto tag = dataset::parseTag(name);
        source.run.tags.push_back({tag.name, tag.type});
    }
    source.preset = dsp::loadPreset(neural::loadModelCard(published->architecture).preset);
    source.weights = checkpoint::networkTensors(file);
    return source;
}

ModelSource modelSource(store::Workspace& workspace, const std::string& runOrFile)
{
    std::error_code ignored;
    for (const auto& run : workspace.runs().list())
        if (run.name == runOrFile) return sourceOfRun(workspace, run);
    if (std::filesystem::is_regular_file(runOrFile, ignored)) return sourceOfFile(runOrFile);
    return sourceOfRun(workspace, workspace.runs().resolve(runOrFile));
}

neural::Precision precisionOf(const Json& parameters)
{
    const auto name = parameters.value("precision", std::string("float32"));
    if (name == "float32" || name == "fp32") return neural::Precision::Float32;
    if (name == "bf16") return neural::Precision::Bfloat16;
    throw Error(ErrorCode::InvalidArgument, "precision", "float32 or bf16 is wanted, found " + name);
}

Json cardOf(const store::Run& run, const dsp::Preset& preset)
{
    const auto model = neural::loadModelCard(run.architecture);
    Json tags = Json::array();
    for (const auto& tag : run.tags)
        tags.push_back({{"tag", tag.name}, {"type", tag.type}});
    return {{"name", run.name},
            {"architecture", run.architecture},
            {"display_name", model.displayName},
            {"citation", model.citation},
            {"licence", model.licence},
            {"input", model.document.at("input")},
            {"preset", toJson(preset)},
            {"tags", tags},
            {"thresholds", run.thresholds},
            {"trained", {{"config", run.config}, {"seed", run.seed}, {"best_epoch", run.bestEpoch}, {"device", run.device}, {"versions", run.versions}, {"finished_at", run.finishedAt}}}};
}

std::size_t tagCountOf(const std::vector<checkpoint::TensorBytes>& state, const std::string& head)
{
    const auto names = checkpoint::plainNames(state);
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == head + ".bias" && state[i].shape.size() == 1) return static_cast<std::size_t>(state[i].shape[0]);
    return 1;
}

}  // namespace engine::tasks
