#include "app/commands/runs_exchange.h"

#include <memory>
#include <ostream>

#include "app/commands/task_command.h"
#include "engine/tasks/path_parameters.h"

namespace app {

namespace {

struct ExportOptions {
    std::string run = "latest", split = "default", preset = "sota-96";
    std::filesystem::path output;
    bool data = false;
};

struct ImportOptions {
    std::filesystem::path folder;
    std::string run = "latest", name;
};

int exportRuns(CommandContext& context, const ExportOptions& options)
{
    engine::Json parameters;
    if (options.data) parameters = {{"data", true}, {"split", options.split}, {"preset", options.preset}};
    else parameters = {{"run", options.run}};
    engine::tasks::putPath(parameters, "output", options.output);
    return runTask(context, "run_export", parameters, [&](std::ostream& out, const engine::Json& document) {
        const auto folder = printable(document["folder"].get<std::string>());
        if (options.data)
            out << folder << ": " << document["tracks"] << " tracks without audio, " << document["melgrams"] << " melgrams. There: tagbench-cli --workspace "
                << folder << " train --split " << printable(document["split"].get<std::string>()) << " --arch NAME\n";
        else
            out << folder << " holds run " << document["run"] << " (" << printable(document["name"].get<std::string>()) << ")\n";
    });
}

int importRuns(CommandContext& context, const ImportOptions& options)
{
    engine::Json parameters{{"run", options.run}};
    engine::tasks::putPath(parameters, "folder", options.folder);
    if (!options.name.empty()) parameters["name"] = options.name;
    return runTask(context, "run_import", parameters, [](std::ostream& out, const engine::Json& document) {
        out << "Run " << document["run"] << " (" << printable(document["name"].get<std::string>()) << "): " << document["architecture"].get<std::string>() << ", "
            << document["epochs"] << " epochs";
        if (document["split"].is_null()) out << ", none of its tracks is known here";
        else out << ", split " << printable(document["split"].get<std::string>()) << " with " << document["tracks"]["known"] << " tracks";
        out << '\n';
    });
}

}  // namespace

void addRunsExchange(CLI::App& runs, CommandSink& sink)
{
    const auto out = std::make_shared<ExportOptions>();
    auto* exportCommand = runs.add_subcommand("export", "Write a folder that carries a run, or (--data) what a training on another machine needs, without audio.");
    exportCommand->footer("The folder is a workspace of its own: train in it with --workspace FOLDER, bring it back and `runs import` it.\n\n"
                          "Example: tagbench-cli runs export --data --split default --preset sota-96 -o bundle");
    auto* which = exportCommand->add_option("RUN", out->run, "Number, name or latest")->capture_default_str();
    exportCommand->add_flag("--data", out->data, "Melgrams, labels, split and preset instead of a run")->excludes(which);
    exportCommand->add_option("--split", out->split, "Of --data: the split")->capture_default_str();
    exportCommand->add_option("--preset", out->preset, "Of --data: the preset whose melgrams go along")->capture_default_str();
    exportCommand->add_option("-o,--output", out->output, "Folder to make")->required()->type_name("FOLDER");
    sink.bind(exportCommand, [out](CommandContext& context) { return exportRuns(context, *out); });

    const auto in = std::make_shared<ImportOptions>();
    auto* importCommand = runs.add_subcommand("import", "Take over a run that was trained elsewhere; from then on it is as any other.");
    importCommand->footer("Weights, checkpoints, epochs, evaluations and predictions come along. Its split is recognised, so that evaluate works.");
    importCommand->add_option("FOLDER", in->folder, "A folder of `runs export`, or any workspace")->required();
    importCommand->add_option("--run", in->run, "Number or name there, or latest")->capture_default_str();
    importCommand->add_option("--name", in->name, "Name here (default: as there)");
    sink.bind(importCommand, [in](CommandContext& context) { return importRuns(context, *in); });
}

}  // namespace app
