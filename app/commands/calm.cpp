#include <cstdio>
#include <filesystem>
#include <iomanip>
#include <iostream>

#include "app/commands/task_command.h"
#include "app/commands/track_list.h"
#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/report/svg.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/codified_features.h"
#include "engine/tasks/codified_options.h"
#include "engine/tasks/codified_summary.h"
#include "engine/tasks/path_parameters.h"

namespace app {

namespace {

using engine::Json;

void showLadder(std::ostream& out, const Json& ladder)
{
    const std::pair<const char*, const char*> steps[] = {{"uniform", "all codes alike"}, {"unigram", "how often each occurs"}, {"bigram", "the code before known"}, {"model", "the model"}};
    out << "Nats a code on held-out tracks (lower is better):\n";
    for (const auto& [key, name] : steps)
        out << "  " << std::left << std::setw(26) << name << std::fixed << std::setprecision(3) << ladder[key].get<double>() << '\n';
    if (!ladder["beats_unigram"].get<bool>()) out << "The model does not beat the frequencies of the codes: its features have learned nothing.\n";
}

void showModel(std::ostream& out, const Json& document)
{
    out << "Codified model " << document["model"] << " (" << printable(document["name"].get<std::string>()) << "): " << document["state"].get<std::string>();
    if (document.contains("tracks")) out << ", learned from " << document["tracks"] << " tracks, " << document["held_out"] << " held out";
    out << '\n';
    const Json* codes = nullptr;
    for (const auto& round : document["rounds"])
        if (round["stage"] == "codes") codes = &round;
    if (codes != nullptr)
        out << "Codes: round " << (*codes)["round"] << ", wave error " << (*codes)["wave_error"] << ", spectral error " << (*codes)["spectral_error"] << '\n';
    if (document.contains("usage"))
        out << "In use: " << document["usage"]["used"] << " of " << document["usage"]["codes"] << " codes, perplexity " << document["usage"]["perplexity"] << '\n';
    if (document.contains("ladder")) showLadder(out, document["ladder"]);
    const auto number = document["model"].dump();
    if (document["state"] == "done") out << "Next: tagbench-cli probe run --encoders calm:" << number << "   (its untrained twin and the bare codes come along)\n";
}

int listModels(CommandContext& context)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    Json document{{"models", Json::array()}};
    for (const auto& model : workspace.codified().list())
        document["models"].push_back(engine::tasks::documentOf(model, workspace));
    context.result(document, [&](std::ostream& out) {
        for (const auto& row : document["models"]) {
            out << std::right << std::setw(4) << row["model"] << "  " << std::left << std::setw(10) << row["state"].get<std::string>() << printable(row["name"].get<std::string>());
            if (row.contains("ladder")) out << ", " << std::fixed << std::setprecision(3) << row["ladder"]["model"].get<double>() << " nats a code (frequencies alone " << row["ladder"]["unigram"].get<double>() << ")";
            out << '\n';
        }
        if (document["models"].empty()) out << "no codified model yet; calm train makes one\n";
    });
    return kSuccess;
}

int show(CommandContext& context, std::int64_t number, const std::filesystem::path& chart)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    const auto document = engine::tasks::documentOf(engine::tasks::codifiedModel(number, workspace), workspace);
    if (!chart.empty()) {
        const auto drawing = engine::tasks::ladderChartOf(document);
        if (drawing.empty()) throw engine::Error(engine::ErrorCode::TooShort, std::to_string(number), "is not finished: there is no ladder to draw yet");
        engine::writeFileAtomically(chart, engine::report::toSvgFile(drawing));
    }
    context.result(document, [&](std::ostream& out) { showModel(out, document); });
    return kSuccess;
}

int removeModel(CommandContext& context, std::int64_t number)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    engine::tasks::removeCodified(engine::tasks::codifiedModel(number, workspace), workspace);
    context.result({{"removed", number}}, [&](std::ostream& out) { out << "Codified model " << number << " is removed\n"; });
    return kSuccess;
}

struct TrainOptions {
    std::string size = "toy", split, name;
    double seconds = 30;
    std::vector<std::pair<const char*, int>> sizes;   ///< what differs from the size; 0 = as it has it
};

void addTrain(CLI::App& group, CommandSink& sink)
{
    const auto options = std::make_shared<TrainOptions>();
    auto* train = group.add_subcommand("train", "Learn codes of the sound (VQ-VAE), then which code comes next (causal transformer). Needs no label. Every round is kept; the same "
                                                "command goes on where it was stopped, or for more --language-rounds.");
    train->footer("Sizes: toy (4 kHz, 128 codes of 32 samples, 0.5 million weights: minutes on two cores), workstation (16 kHz, 512 codes of 128\n"
                  "samples, 15 million weights: for a graphics card). The other options change single numbers of a size.\n"
                  "Without --split a tenth of the tracks is held out for the likelihood ladder; with it the test part is.\n"
                  "Example: tagbench-cli calm train --code-rounds 10 --language-rounds 20");
    train->add_option("--size", options->size, "toy or workstation")->check(CLI::IsMember(engine::tasks::codifiedSizes()))->capture_default_str();
    struct Number { const char* key; const char* option; const char* text; };
    static constexpr Number kNumbers[] = {{"rate", "--rate", "Sampling rate, Hz"}, {"stages", "--stages", "Halvings of the rate: a code stands for 2^stages samples"},
                                          {"codes", "--codes", "How many codes there are"}, {"code_width", "--code-width", "Numbers a code"},
                                          {"channels", "--channels", "Of the convolutions"}, {"residual_depth", "--residual-depth", "Residual blocks a stage"},
                                          {"width", "--width", "Of the transformer's hidden states"}, {"layers", "--layers", "Of the transformer"},
                                          {"heads", "--heads", "Of its attention"}, {"context", "--context", "Codes it looks back over"},
                                          {"code_rounds", "--code-rounds", "Rounds of learning codes, in all"},
                                          {"language_rounds", "--language-rounds", "Rounds of learning their language, in all"}, {"steps", "--steps", "Steps a round"},
                                          {"batch", "--batch", "Clips a step"}};
    options->sizes.reserve(std::size(kNumbers));
    for (const auto& number : kNumbers) {
        options->sizes.emplace_back(number.key, 0);
        train->add_option(number.option, options->sizes.back().second, std::string(number.text) + " (default: by the size)")->check(CLI::Range(1, 10'000'000));
    }
    train->add_option("--seconds", options->seconds, "So much of each track becomes codes (0: all)")->check(CLI::Range(0.0, 1e6))->capture_default_str();
    train->add_option("--split", options->split, "Learn from the training part of this split, judge by its test part (default: nine tenths of all tracks)");
    train->add_option("--name", options->name, "Name of the model (default: by its size)");
    sink.bind(train, [options](CommandContext& context) {
        Json parameters{{"size", options->size}, {"seconds", options->seconds}, {"seed", context.options.seed}};
        for (const auto& [key, value] : options->sizes)
            if (value > 0) parameters[key] = value;
        if (!options->split.empty()) parameters["split"] = options->split;
        if (!options->name.empty()) parameters["name"] = options->name;
        return runTask(context, "calm", parameters, showModel);
    });
}

std::int64_t modelOrNewest(std::int64_t number, CommandContext& context)
{
    if (number != 0) return number;
    const auto models = engine::store::Workspace::open(context.workspaceFolder()).codified().list();
    if (models.empty()) throw engine::Error(engine::ErrorCode::NotFound, "codified model", "there is none yet; calm train makes one");
    return engine::value(models.front().id);
}

void addReconstruct(CLI::App& group, CommandSink& sink)
{
    struct PieceOptions { std::int64_t model = 0; std::filesystem::path track, output; double start = 0, seconds = 10; };
    const auto options = std::make_shared<PieceOptions>();
    auto* piece = group.add_subcommand("reconstruct", "Write what the codes keep of a sound: DIR/NAME-original.wav, the piece at the model's rate, and DIR/NAME-reconstruction.wav, what comes "
                                                      "back from its codes");
    piece->add_option("TRACK", options->track, "Id of a track, or a sound file")->required();
    piece->add_option("-o,--output", options->output, "Folder to write to")->required()->type_name("DIR");
    piece->add_option("--model", options->model, "Number of the codified model (default: the newest)");
    piece->add_option("--start", options->start, "Where the piece begins, seconds")->check(CLI::Range(0.0, 1e6))->capture_default_str();
    piece->add_option("--seconds", options->seconds, "Its length")->check(CLI::Range(0.1, 3600.0))->capture_default_str();
    sink.bind(piece, [options](CommandContext& context) {
        Json parameters{{"model", modelOrNewest(options->model, context)}, {"start", options->start}, {"seconds", options->seconds}};
        std::error_code ignored;
        engine::tasks::putPath(parameters, "track", std::filesystem::is_regular_file(options->track, ignored) ? std::filesystem::absolute(options->track) : options->track);
        engine::tasks::putPath(parameters, "folder", std::filesystem::absolute(options->output));
        return runTask(context, "calm_reconstruct", parameters, [](std::ostream& out, const Json& document) {
            char line[160];
            std::snprintf(line, sizeof line, "%.2f s at %d Hz from %d codes (%.0f bits a second), %.1f dB above what is wrong", document["seconds"].get<double>(), document["rate"].get<int>(),
                          document["codes"].get<int>(), document["bits_per_second"].get<double>(), document["snr_db"].get<double>());
            out << line << '\n' << printable(document["original"].get<std::string>()) << '\n' << printable(document["reconstruction"].get<std::string>()) << '\n';
        });
    });
}

void showCodes(std::ostream& out, const Json& document)
{
    const auto& usage = document["usage"];
    char line[160];
    std::snprintf(line, sizeof line, "In use: %lld of %lld codes (%.0f %%), perplexity %.1f", usage["used"].get<long long>(), usage["codes"].get<long long>(), 100 * usage["used_share"].get<double>(),
                  usage["perplexity"].get<double>());
    out << document["codes"] << " codes of " << document["tracks"] << " tracks by codified model " << document["model"] << " (" << printable(document["name"].get<std::string>()) << "), "
        << document["codes_per_second"] << " a second\n" << line << '\n' << printable(document["output"].get<std::string>()) << '\n';
    if (!document["rejected"].empty()) out << document["rejected"].size() << " tracks without codes; --json tells why\n";
}

void addCodes(CLI::App& group, CommandSink& sink)
{
    struct CodeOptions { std::vector<std::string> tracks; std::string filter; std::int64_t model = 0; std::filesystem::path output; };
    const auto options = std::make_shared<CodeOptions>();
    auto* codes = group.add_subcommand("codes", "Write tracks as sequences of codes, for other programs: DIR/ID.npy, whole numbers from 0 on, or one table FILE.csv (id,path,count,codes with blanks "
                                                "between them); and say how many of the codes occur");
    codes->footer("The first seconds of each track become codes, as many as the model was trained with (calm train --seconds).\n"
                  "Example: tagbench-cli calm codes --filter genre:jazz -o codes.csv");
    codes->add_option("TRACK", options->tracks, "Ids or paths of tracks (default: every track, or those of --filter)");
    codes->add_option("--filter", options->filter, "Only tracks that this filter finds, in the words of library list --filter")->excludes("TRACK");
    codes->add_option("-o,--output", options->output, "Where the codes go")->required()->type_name("DIR|FILE.csv");
    codes->add_option("--model", options->model, "Number of the codified model (default: the newest)");
    sink.bind(codes, [options](CommandContext& context) {
        Json parameters{{"model", modelOrNewest(options->model, context)}, {"filter", options->filter}, {"tracks", Json::array()}};
        auto workspace = engine::store::Workspace::open(context.workspaceFolder());
        for (const auto track : resolveTracks(workspace, options->tracks))
            parameters["tracks"].push_back(engine::toHex(track));
        engine::tasks::putPath(parameters, "output", std::filesystem::absolute(options->output));
        return runTask(context, "calm_codes", parameters, showCodes);
    });
}

void add(CLI::App& root, CommandSink& sink)
{
    auto* calm = root.add_subcommand("calm", "Codified audio language models: sound as codes, and a transformer that learns which comes next; its hidden states are features for probes");
    calm->require_subcommand(1);
    addTrain(*calm, sink);
    sink.bind(calm->add_subcommand("list", "All codified models, newest first"), listModels);

    struct ShowOptions { std::int64_t number = 0; std::filesystem::path chart; };
    const auto shown = std::make_shared<ShowOptions>();
    auto* showOne = calm->add_subcommand("show", "How it learned, and the likelihood ladder on held-out tracks");
    showOne->add_option("MODEL", shown->number, "Number of the model")->required();
    showOne->add_option("--chart", shown->chart, "Write the ladder as a picture, too")->type_name("FILE.svg");
    sink.bind(showOne, [shown](CommandContext& context) { return show(context, shown->number, shown->chart); });

    addReconstruct(*calm, sink);
    addCodes(*calm, sink);

    const auto gone = std::make_shared<std::int64_t>(0);
    auto* remove = calm->add_subcommand("remove", "Forget a model, its weights and its codes");
    remove->add_option("MODEL", *gone, "Number of the model")->required();
    sink.bind(remove, [gone](CommandContext& context) { return removeModel(context, *gone); });
}

}  // namespace

extern const CommandEntry calm_command;
const CommandEntry calm_command{add};

}  // namespace app
