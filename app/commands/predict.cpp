#include <iomanip>
#include <iostream>

#include "app/commands/task_command.h"
#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/store/workspace.h"
#include "engine/tasks/task.h"

namespace app {

namespace {

struct Options {
    std::vector<std::string> paths;
    std::string model = "latest";
    std::filesystem::path taggram;
    int top = 10, chunks = 0;
    bool library = false;
};

void writeTaggram(const engine::Json& document, const std::filesystem::path& path)
{
    if (document["tracks"].size() != 1)
        throw engine::Error(engine::ErrorCode::InvalidArgument, path.string(), "a taggram is written for one audio file");
    const auto& taggram = document["tracks"][0]["taggram"];
    const std::array<std::size_t, 2> shape{taggram["chunks"].get<std::size_t>(), taggram["tags"].get<std::size_t>()};
    engine::writeNpy(path, shape, taggram["activations"].get<std::vector<float>>());
}

void show(std::ostream& out, const engine::Json& document)
{
    for (const auto& track : document["tracks"]) {
        out << printable(track["path"].get<std::string>()) << '\n';
        for (const auto& tag : track["tags"])
            out << "  " << std::fixed << std::setprecision(3) << tag["probability"].get<double>() << "  " << printable(tag["tag"].get<std::string>()) << '\n';
    }
    for (const auto& row : document["rejected"])
        out << printable(row["path"].get<std::string>()) << ": " << printable(row["reason"].get<std::string>()) << '\n';
}

int predict(CommandContext& context, const Options& options)
{
    auto workspace = engine::store::Workspace::openOrCreate(context.workspaceFolder());
    engine::tasks::TaskContext inner{workspace, context.control(), context.threads(), context.options.device,
                                     [&](const std::string& line) { context.note(line); }, {}};
    // No job row: nothing is stored, so there is nothing to resume.
    auto document = engine::tasks::findTask("predict").run({{"run", options.model}, {"paths", options.paths}, {"top", options.top},
                                                            {"chunks", options.chunks}, {"taggram", !options.taggram.empty()}}, inner);
    if (!options.taggram.empty()) {
        writeTaggram(document, options.taggram);
        for (auto& track : document["tracks"])
            track.erase("taggram");
    }
    context.result(document, [&](std::ostream& out) { show(out, document); });
    return document["rejected"].empty() ? kSuccess : kSomeRejected;
}

int predictLibrary(CommandContext& context, const Options& options)
{
    engine::Json parameters{{"run", options.model}};
    if (options.chunks > 0) parameters["chunks"] = options.chunks;
    return runTask(context, "predict", parameters, [](std::ostream& out, const engine::Json& document) {
        out << document["counts"]["predicted"] << " tracks predicted by run " << document["run"] << '\n';
    });
}

void add(CLI::App& root, CommandSink& sink)
{
    const auto options = std::make_shared<Options>();
    auto* command = root.add_subcommand("predict", "Tags of audio files or folders by a trained model: the mean over the chunks of a file. Nothing is stored, unless of the library.");
    auto* library = command->add_flag("--library", options->library, "Every track of the library instead; its tags by this model and its embedding are kept");
    command->add_option("AUDIO", options->paths, "Audio files or folders")->excludes(library);
    command->add_option("--model", options->model, "Run (number, name or latest) or a weight file that tells its tags (models export, catalogue)")->capture_default_str();
    command->add_option("--top", options->top, "So many tags a file")->check(CLI::Range(1, 100000))->capture_default_str();
    command->add_option("--chunks", options->chunks, "So many chunks, evenly spaced and cut as published evaluations do (default: one every chunk hop of the preset)")->check(CLI::Range(1, 100000));
    command->add_option("--taggram", options->taggram, "Also write [chunks, tags] probabilities over time (one file)")->type_name("OUT.npy");
    sink.bind(command, [options](CommandContext& context) {
        if (options->library) return predictLibrary(context, *options);
        if (options->paths.empty()) throw CLI::RequiredError("AUDIO, or --library,");
        return predict(context, *options);
    });
}

}  // namespace

extern const CommandEntry predict_command;
const CommandEntry predict_command{add};

}  // namespace app
