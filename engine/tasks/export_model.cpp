#include "engine/checkpoint/safetensors.h"
#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/neural/onnx_export.h"
#include "engine/tasks/model_source.h"
#include "engine/tasks/task.h"

/// Parameters: run (number, name or "latest"; or a weight file), output (a .safetensors or .onnx file). Beside it goes its card, the same
/// name with .json.
namespace engine::tasks {

namespace {

void writeWeights(const ModelSource& source, const std::filesystem::path& output, const Json& card)
{
    const auto& arch = source.run.architecture;
    if (output.extension() == ".safetensors")
        checkpoint::writeSafetensors(output, source.weights, {{"format", "pt"}, {"tagbench.arch", arch}, {kCardKey, card.dump()}});
    else if (output.extension() == ".onnx")
        writeFileAtomically(output, neural::toOnnx(arch, source.weights, {{kCardKey, card.dump()}}));
    else
        throw Error(ErrorCode::InvalidArgument, output.string(), "a file name that ends in .safetensors or .onnx is wanted");
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto source = modelSource(context.workspace, parameters.value("run", std::string("latest")));
    const std::filesystem::path output = parameters.at("output").get<std::string>();
    const auto card = cardOf(source.run, source.preset);
    writeWeights(source, output, card);
    auto cardPath = output;
    cardPath.replace_extension(".json");
    writeFileAtomically(cardPath, card.dump(2) + "\n");
    context.control.step("export", 1, 1);
    return {{"output", output.string()}, {"card", cardPath.string()}, {"architecture", source.run.architecture}, {"tags", source.run.tags.size()},
            {"tensors", source.weights.size()}};
}

}  // namespace

extern const TaskEntry model_export_task;
const TaskEntry model_export_task{"model_export", LaneKind::Engine, run};

}  // namespace engine::tasks
