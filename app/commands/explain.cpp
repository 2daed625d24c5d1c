#include <array>
#include <iomanip>
#include <ostream>
#include <string_view>

#include "app/commands/command.h"
#include "app/commands/explain_nearest.h"
#include "engine/core/atomic_file.h"
#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/neural/attribution.h"
#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/task.h"

namespace app {

namespace {

struct ExplainOptions {
    std::filesystem::path audio, output, axes, allTags;
    std::string model = "latest", tag, method = "auto";
    bool faithfulness = false;
    int nearest = 0;
};

void showExplanation(std::ostream& out, const engine::Json& document)
{
    out << printable(document["tag"].get<std::string>()) << ' ' << std::fixed << std::setprecision(3) << document["probability"].get<double>()
        << " by " << printable(document["model"].get<std::string>()) << ": " << document["method"].get<std::string>() << " at "
        << document["layer"].get<std::string>() << ", " << document["rows"] << " x " << document["columns"] << " cells of "
        << document["seconds_per_column"].get<double>() << " s\n";
    if (document.contains("faithfulness")) {
        const auto& check = document["faithfulness"];
        out << "  " << check["probability"].get<double>() << " as it is, " << check["without_hottest"].get<double>() << " without the hottest tenth, "
            << check["without_random"].get<double>() << " without a tenth by chance (mean of " << check["draws"].size() << " draws)"
            << (check["explains"].get<bool>() ? "\n" : ": this map does not explain the decision\n");
    }
    if (document.contains("incompleteness"))
        out << "  the parts add up to logit(music) - logit(silence), off by " << std::setprecision(2) << 100 * document["incompleteness"].get<double>()
            << " % at most; " << document["passes"] << " passes a window\n";
    for (const auto& window : document["windows"])
        out << "  " << std::setprecision(2) << std::setw(7) << window["start_s"].get<double>() << " s .. " << std::setw(7)
            << window["end_s"].get<double>() << " s  " << std::setprecision(3) << window["probability"].get<double>() << '\n';
}

/// One row for every time and every band: which axis, where it begins and ends (s or Hz), its share of the whole.
std::string axesTable(const engine::Json& document)
{
    engine::CsvWriter table;
    for (const auto* column : {"axis", "from", "to", "share"})
        table.text(column);
    table.endRow();
    const auto add = [&](const char* axis, double from, double to, const engine::Json& share) {
        table.text(axis).number(from).number(to).number(share.get<double>());
        table.endRow();
    };
    const double step = document["seconds_per_column"].get<double>();
    std::size_t column = 0;
    for (const auto& share : document["time_shares"]) {
        const double from = step * static_cast<double>(column++);
        add("time_s", from, from + step, share);
    }
    const auto& rows = document["rows_hz"];
    for (std::size_t row = 0; row < rows.size(); ++row)
        add("band_hz", rows[row][0].get<double>(), rows[row][1].get<double>(), document["row_shares"][row]);
    return table.document();
}

/// No job row for either: nothing is stored, so there is nothing to resume.
engine::Json runHere(CommandContext& context, std::string_view task, engine::Json parameters, const std::filesystem::path& audio)
{
    auto workspace = engine::store::Workspace::openOrCreate(context.workspaceFolder());
    engine::tasks::TaskContext inner{workspace, context.control(), context.threads(), context.options.device,
                                     [&](const std::string& line) { context.note(line); }, {}};
    engine::tasks::putPaths(parameters, "paths", {audio});
    return engine::tasks::findTask(task).run(parameters, inner);
}

int nearest(CommandContext& context, const ExplainOptions& options)
{
    const auto document = runHere(context, "explain_nearest", {{"run", options.model}, {"tag", options.tag}, {"count", options.nearest}}, options.audio);
    requireExamples(document);
    context.result(document, [&](std::ostream& out) { showNearest(out, document); });
    return kSuccess;
}

int explain(CommandContext& context, const ExplainOptions& options)
{
    if (options.nearest > 0) return nearest(context, options);
    if (options.output.extension() == ".json")
        throw engine::Error(engine::ErrorCode::InvalidArgument, options.output.string(), "a name that ends with .npy is wanted: the map's description is written beside it under .json");
    engine::Json parameters{{"run", options.model}, {"tag", options.tag}, {"method", options.method}};
    if (options.faithfulness) parameters["faithfulness"] = true;
    if (!options.allTags.empty()) parameters["all_tags"] = true;
    auto document = runHere(context, "explain", parameters, options.audio);
    if (!options.allTags.empty()) {
        if (!document.contains("all_tags"))
            throw engine::Error(engine::ErrorCode::Unsupported, document["method"].get<std::string>(), "answers for one tag only; --all-tags is for contribution");
        const std::array<std::size_t, 2> shape{document["all_tags"]["tags"].size(), document["columns"].get<std::size_t>()};
        engine::writeNpy(options.allTags, shape, document["all_tags"]["values"].get<std::vector<float>>());
        document["all_tags"].erase("values");
        engine::tasks::putPath(document["all_tags"], "output", options.allTags);
    }
    if (!options.output.empty()) {
        const std::array<std::size_t, 2> shape{document["rows"].get<std::size_t>(), document["columns"].get<std::size_t>()};
        engine::writeNpy(options.output, shape, document["values"].get<std::vector<float>>());
        document.erase("values");
        engine::writeFileAtomically(std::filesystem::path(options.output).replace_extension(".json"), document.dump(2) + "\n");
        engine::tasks::putPath(document, "output", options.output);
    }
    if (!options.axes.empty()) {
        engine::writeFileAtomically(options.axes, axesTable(document));
        engine::tasks::putPath(document, "axes", options.axes);
    }
    context.result(document, [&](std::ostream& out) { showExplanation(out, document); });
    return kSuccess;
}

std::vector<std::string> methodIds()
{
    std::vector<std::string> ids{"auto"};
    for (const auto& card : engine::neural::attributionCards())
        ids.emplace_back(card.id);
    return ids;
}

std::string methodList()
{
    std::string list;
    for (const auto& card : engine::neural::attributionCards())
        list += "  " + std::string(card.id) + ": " + std::string(card.hint) + "\n";
    return list;
}

std::string footer()
{
    return "Ways of explaining (--method):\n" + methodList() + "\n"
           "Rows are bands from the lowest up (one row: all bands together), columns are times; 1 is the place that matters most, `peak` what it\n"
           "stands for in the method's unit, and below 0 lies what speaks against the tag. time_shares and row_shares say how what is above 0\n"
           "divides over the times and over the rows; each sums to 1.\n\n"
           "integrated-gradients: the sum over a window is logit(music) - logit(silence); steps (32, or more until the sum is right within 1 %)\n"
           "and what it is off by are in the result. Silence is what the preset makes of it.\n\n"
           "Attention of SpecTNT (token): the temporal layers rolled out over times, each time's share spread over the bands as the\n"
           "spectral layers look at them. It tells where the network looked, not why it decided.\n\n"
           "With -o OUT.npy, OUT.json beside it says of which tag, model, layer and method the map is, and what its rows and columns are.\n\n" +
           std::string(kNearestHelp) + "\n"
           "Examples: tagbench-cli explain song.flac --tag guitar --method integrated-gradients -o guitar.npy\n"
           "          tagbench-cli explain song.flac --tag guitar --nearest 10";
}

void add(CLI::App& root, CommandSink& sink)
{
    const auto options = std::make_shared<ExplainOptions>();
    auto* command = root.add_subcommand("explain", "What a model looked at in a file for one of its tags, or which tracks it learned from are like it");
    command->footer(footer());
    command->add_option("AUDIO", options->audio, "Audio file")->required();
    command->add_option("--model", options->model, "Run (number, name or latest) or a weight file that tells its tags (models export, catalogue)")->capture_default_str();
    command->add_option("--tag", options->tag, "Tag of the model; without it the likeliest one");
    auto* byExamples = command->add_option("--nearest", options->nearest, "Instead of a map: so many of the tracks the run learned from, the nearest first")->type_name("N")->check(CLI::Range(1, 1000));
    auto* method = command->add_option("--method", options->method, "One of those below; auto: attention where there is one, else grad-cam")
        ->check(CLI::IsMember(methodIds()))->capture_default_str();
    auto* check = command->add_flag("--faithfulness", options->faithfulness, "Check the map: the probability without its hottest tenth and without a tenth drawn by chance (mean of 10 draws)");
    auto* allTags = command->add_option("--all-tags", options->allTags, "Of contribution: the probability of every tag at every time, [tags, columns]; the result names the tags in order")->type_name("OUT.npy");
    auto* axes = command->add_option("--axes", options->axes, "Write the shares of times and bands as a table: axis, from, to, share")->type_name("OUT.csv");
    auto* output = command->add_option("-o,--output", options->output, "Write the map, [rows, columns], and OUT.json, what it is of")->type_name("OUT.npy");
    for (auto* ofMaps : {method, check, allTags, axes, output})
        byExamples->excludes(ofMaps);
    sink.bind(command, [options](CommandContext& context) { return explain(context, *options); });
}

}  // namespace

extern const CommandEntry explain_command;
const CommandEntry explain_command{add};

}  // namespace app
