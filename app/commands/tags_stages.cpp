#include <cstdio>
#include <filesystem>
#include <memory>
#include <ostream>
#include <string>

#include "app/commands/tags_parts.h"
#include "app/commands/task_command.h"
#include "engine/core/atomic_file.h"
#include "engine/tasks/compare_stages.h"

namespace app {

namespace {

using engine::Json;
namespace fs = std::filesystem;

struct StageOptions {
    std::string waveform = "pons_waveform", logmel = "pons_spectrogram", split = "default", embeddings, name, output;
    int epochs = 10, batch = 16, windows = 1, minTracks = 5;
    double learningRate = 1e-4, percentile = 0.001;
    bool numeric = false;
};

std::string scoreText(const Json& scores, const char* name, double scale = 100)
{
    if (scores[name].is_null()) return "     -";
    char text[24];
    std::snprintf(text, sizeof text, "%6.2f", scale * scores[name].get<double>());
    return text;
}

void printStages(std::ostream& out, const Json& document)
{
    out << document["tags"] << " tags learned by all six, percent; last: PR-AUC over prevalence\n";
    out << "                      own labels               on the labels of stage 1   published\n";
    for (const auto& run : document["runs"]) {
        const auto &own = run["own"]["overall"], &first = run["on_stage_1"]["overall"];
        const std::string input = run["input"].get<std::string>();
        const int stage = run["stage"].get<int>();
        const auto& published = document["published"]["overall"][input][std::string(static_cast<std::size_t>(stage), 'I')];
        char row[32];
        std::snprintf(row, sizeof row, "%-9s stage %d  ", input.c_str(), stage);
        out << row << scoreText(own, "roc_auc") << ' ' << scoreText(own, "average_precision") << ' ' << scoreText(own, "over_prevalence", 1) << "     " << scoreText(first, "roc_auc") << ' '
            << scoreText(first, "average_precision") << ' ' << scoreText(first, "over_prevalence", 1) << "     " << published[0].dump() << " / " << published[1].dump() << "  (run " << run["run"] << ")\n";
    }
}

}  // namespace

void addTagsStages(CLI::App& tags, CommandSink& sink)
{
    auto options = std::make_shared<StageOptions>();
    auto* stages = tags.add_subcommand("stages", "Compare the stages of cleaning: trains {stage 1, 2, 3} x {waveform, log-mel} on one split and scores each on its own labels and on those of stage 1, "
                                                 "with PR-AUC over prevalence, per tag and category, beside the published rows. Runs that are finished are used again; the tracks' tags stay as they are.");
    stages->add_option("--waveform", options->waveform, "Architecture that takes samples (models list)")->capture_default_str();
    stages->add_option("--logmel", options->logmel, "Architecture that takes log-mel spectrograms")->capture_default_str();
    stages->add_option("--split", options->split, "Split to train and measure on")->capture_default_str();
    stages->add_option("--embeddings", options->embeddings, "Word vectors for stage 3 (default: made of the library's own tags)")->type_name("FILE");
    stages->add_option("--percentile", options->percentile, "Stage 3: how near a tag must be to collapse")->capture_default_str();
    stages->add_flag("--numeric", options->numeric, "Stage 3 towards decades too");
    stages->add_option("--epochs", options->epochs, "Epochs of each")->check(CLI::Range(1, 100000))->capture_default_str();
    stages->add_option("--batch", options->batch, "Windows a batch")->check(CLI::Range(2, 4096))->capture_default_str();
    stages->add_option("--windows", options->windows, "Random windows of each track an epoch")->check(CLI::Range(1, 1000))->capture_default_str();
    stages->add_option("--lr", options->learningRate, "Learning rate of Adam")->capture_default_str();
    stages->add_option("--min-tracks", options->minTracks, "Leave out tags with fewer training tracks")->capture_default_str();
    stages->add_option("--name", options->name, "Begins the names of the six runs");
    stages->add_option("-o,--output", options->output, "Also write every tag, category and mean as a table")->type_name("F.csv");
    sink.bind(stages, [options](CommandContext& context) {
        Json parameters{{"waveform", options->waveform}, {"logmel", options->logmel}, {"percentile", options->percentile}, {"numeric", options->numeric}, {"split", options->split},
                        {"epochs", options->epochs}, {"batch", options->batch}, {"windows", options->windows}, {"lr", options->learningRate}, {"min_tracks", options->minTracks},
                        {"seed", context.options.seed}};
        if (!options->embeddings.empty()) parameters["embeddings"] = fs::absolute(options->embeddings).string();
        if (!options->name.empty()) parameters["name"] = options->name;
        return runTask(context, "compare_stages", parameters, [options](std::ostream& out, const Json& document) {
            if (!options->output.empty()) engine::writeFileAtomically(options->output, engine::tasks::stagesTable(document));
            printStages(out, document);
        });
    });
}

}  // namespace app
