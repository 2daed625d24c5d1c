#include <fstream>
#include <iomanip>
#include <ostream>

#include "app/commands/command.h"
#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/evaluate/evaluation.h"

namespace app {

namespace {

namespace evaluate = engine::evaluate;

struct Options {
    std::filesystem::path scores;
    std::filesystem::path labels;
    std::filesystem::path tags;
    std::string interval = "delong";
    std::size_t replicates = 1000;
};

engine::NpyArray readTable(const std::filesystem::path& path)
{
    auto array = engine::readNpy(path);
    if (array.shape.size() != 2)
        throw engine::Error(engine::ErrorCode::Mismatch, path.string(),
                            "a [tracks, tags] array wanted, this one has " + std::to_string(array.shape.size()) + " axes");
    return array;
}

/// One name a line; without a file the column numbers from 0.
std::vector<std::string> tagNames(const std::filesystem::path& path, std::size_t count)
{
    std::vector<std::string> names;
    if (path.empty()) {
        for (std::size_t i = 0; i < count; ++i)
            names.push_back(std::to_string(i));
        return names;
    }
    std::ifstream file(path);
    if (!file) throw engine::Error(engine::ErrorCode::Missing, path.string(), "cannot be opened for reading");
    for (std::string line; std::getline(file, line);) {
        if (line.ends_with('\r')) line.pop_back();
        if (!line.empty()) names.push_back(line);
    }
    if (names.size() != count)
        throw engine::Error(engine::ErrorCode::Mismatch, path.string(),
                            std::to_string(names.size()) + " tag names for " + std::to_string(count) + " columns");
    return names;
}

std::string shown(const std::optional<double>& value)
{
    if (!value) return "n/a";
    std::ostringstream text;
    text << std::fixed << std::setprecision(4) << *value;
    return text.str();
}

void print(std::ostream& out, const evaluate::Evaluation& result)
{
    out << result.headline() << " (" << result.tracks << " tracks)\n\n";
    const auto line = [&out](const char* name, const evaluate::Averages& averages) {
        out << std::left << std::setw(10) << name << "ROC-AUC " << shown(averages.rocAuc) << "   average precision "
            << shown(averages.averagePrecision) << '\n';
    };
    line("macro", result.macro);
    line("micro", result.micro);
    line("weighted", result.weighted);
    line("samples", result.samples);
    out << '\n'
        << std::left << std::setw(28) << "tag" << std::right << std::setw(10) << "positives" << std::setw(10) << "ROC-AUC"
        << std::setw(20) << "95 % interval" << std::setw(11) << "avg. prec." << "   better than chance\n";
    for (const auto& tag : result.perTag) {
        const auto interval = tag.interval ? shown(tag.interval->low) + " - " + shown(tag.interval->high) : std::string("n/a");
        out << std::left << std::setw(28) << printable(tag.tag) << std::right << std::setw(10) << tag.positives << std::setw(10)
            << shown(tag.rocAuc) << std::setw(20) << interval << std::setw(11) << shown(tag.averagePrecision) << "   "
            << (tag.verdict == evaluate::Verdict::NotEnoughData ? "not enough data" : evaluate::verdictName(tag.verdict)) << '\n';
    }
    if (result.undefined.empty()) return;
    out << "\nLeft out of every mean, one class only:";
    for (const auto& tag : result.undefined)
        out << ' ' << printable(tag);
    out << '\n';
}

int run(CommandContext& context, const Options& options)
{
    const auto scores = readTable(options.scores);
    const auto labels = readTable(options.labels);
    if (scores.shape != labels.shape)
        throw engine::Error(engine::ErrorCode::Mismatch, options.labels.string(),
                            "[" + std::to_string(labels.shape[0]) + ", " + std::to_string(labels.shape[1]) + "] labels for [" +
                                std::to_string(scores.shape[0]) + ", " + std::to_string(scores.shape[1]) + "] scores");
    const std::size_t tags = scores.shape[1];
    const auto truth = evaluate::toLabels(labels.values, tags, options.labels.string());
    const auto names = tagNames(options.tags, tags);
    evaluate::EvaluationOptions settings;
    settings.intervals = options.interval == "bootstrap" ? evaluate::IntervalMethod::Bootstrap : evaluate::IntervalMethod::DeLong;
    settings.replicates = options.replicates;
    settings.seed = context.options.seed;
    const auto result = evaluate::evaluateTags({scores.values, scores.shape[0], tags}, {truth, scores.shape[0], tags}, names, {}, settings);
    context.result(evaluate::toJson(result), [&](std::ostream& out) { print(out, result); });
    return kSuccess;
}

void add(CLI::App& root, CommandSink& sink)
{
    auto options = std::make_shared<Options>();
    auto* sub = root.add_subcommand("metrics", "How good are these scores? ROC-AUC and average precision per tag and on average");
    sub->footer(
        "Both arrays are .npy, [tracks, tags]: scores of any range (higher = more likely) and labels of 0 and 1. Average the\n"
        "chunks of a track first. Tags with one class only have no value; they are named and stand in no mean.\n"
        "A tag is better than chance if the lower end of its ROC-AUC interval is above 0.5.\n\n"
        "Example: tagbench-cli metrics --scores scores.npy --labels truth.npy --tags tags.txt --json");
    sub->add_option("--scores", options->scores, "Scores, [tracks, tags]")->required()->type_name("S.npy");
    sub->add_option("--labels", options->labels, "Truth of 0 and 1, [tracks, tags]")->required()->type_name("L.npy");
    sub->add_option("--tags", options->tags, "Tag names, one a line, in column order (default: column numbers from 0)")->type_name("FILE");
    sub->add_option("--ci", options->interval, "Interval of ROC-AUC: DeLong's formula, or drawing tracks with replacement (uses --seed)")
        ->check(CLI::IsMember({"delong", "bootstrap"}))
        ->capture_default_str();
    sub->add_option("--replicates", options->replicates, "Draws of the bootstrap")->check(CLI::Range(10, 1000000))->capture_default_str();
    sink.bind(sub, [options](CommandContext& context) { return run(context, *options); });
}

}  // namespace

extern const CommandEntry metrics_command;
const CommandEntry metrics_command{add};

}  // namespace app
