#include "app/commands/model_filters.h"

#include <iomanip>
#include <ostream>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/report/svg.h"
#include "engine/store/workspace.h"
#include "engine/tasks/filter_chart.h"
#include "engine/tasks/path_parameters.h"

namespace app {

namespace {

using engine::Json;

struct FilterOptions {
    std::string what, layer, architecture, order = "peak";
    bool untrained = false;
    std::filesystem::path output;
};

void showFilters(std::ostream& out, const Json& document)
{
    const auto& layer = document["layer"];
    out << printable(document["name"].get<std::string>()) << " (" << document["architecture"].get<std::string>()
        << (document["untrained"].get<bool>() ? ", as an untrained network starts" : "") << "): " << layer["tensor"].get<std::string>() << ", " << layer["filters"] << " x "
        << layer["kernel"].dump() << ' ' << layer["kind"].get<std::string>() << '\n';
    out << std::fixed << std::setprecision(3);
    if (document.contains("harmonic")) {
        const auto& bank = document["harmonic"];
        out << "  Q " << bank["q"].get<double>() << ", " << bank["bandwidth_hz_at_440_hz"].get<double>() << " Hz wide at 440 Hz; " << bank["bands_without_a_bin"] << " of "
            << bank["bands"] << " filters hold no bin of the spectrum\n";
        return;
    }
    const bool isFrequency = !document["filters"].empty() && document["filters"][0].contains("peak_hz");
    out << (isFrequency ? "  filter\tpeak Hz\tpeak dB\tstrength\n" : "  filter\tpeak band\tstrength\n");
    for (const auto& filter : document["filters"]) {
        out << "  " << filter["filter"] << '\t';
        if (!isFrequency) out << filter["peak_band"];
        else if (filter["peak_hz"].is_null()) out << "-\t-";
        else out << filter["peak_hz"].get<double>() << '\t' << filter["peak_db"].get<double>();
        out << '\t' << filter["strength"].get<double>() << '\n';
    }
}

void write(const std::filesystem::path& output, const std::shared_ptr<const engine::tasks::LearnedFilters>& learned, std::size_t place, const FilterOptions& options)
{
    const auto scene = engine::tasks::filterScene(learned, place, engine::tasks::filterOrderOf(options.order), options.untrained);
    if (output.extension() == ".csv") engine::writeFileAtomically(output, engine::tasks::filterCsv(scene));
    else engine::writeFileAtomically(output, engine::report::toSvgFile(engine::tasks::filterChart(scene)));
}

int filters(CommandContext& context, const FilterOptions& options)
{
    const auto ending = options.output.extension();
    if (!options.output.empty() && ending != ".svg" && ending != ".csv")
        throw engine::Error(engine::ErrorCode::InvalidArgument, options.output.string(), "a name that ends with .svg or .csv is wanted");
    auto workspace = engine::store::Workspace::openOrCreate(context.workspaceFolder());
    const auto learned = std::make_shared<const engine::tasks::LearnedFilters>(engine::tasks::learnedFilters(workspace, options.what, options.architecture));
    const auto place = learned->placeOf(options.layer);
    const auto& bank = learned->banks[place];
    auto document = toJson(*learned, bank, engine::tasks::filterOrderOf(options.order));
    if (!options.output.empty()) {
        write(options.output, learned, place, options);
        engine::tasks::putPath(document, "output", options.output);
    }
    context.result(document, [&](std::ostream& out) {
        showFilters(out, document);
        if (learned->banks.size() > 1) {
            out << "  Other layers (--layer):";
            for (const auto& other : learned->banks)
                if (&other != &bank) out << ' ' << other.layer.tensor;
            out << '\n';
        }
        if (!options.output.empty()) out << printable(options.output.string()) << '\n';
    });
    return kSuccess;
}

}  // namespace

void addModelFilters(CLI::App& models, CommandSink& sink)
{
    const auto options = std::make_shared<FilterOptions>();
    auto* command = models.add_subcommand("filters", "What the first layer of a network has learned: frequency responses, kernels over bands and times, or the sharpness of harmonic filters");
    command->footer("Shown are the kernels as they lie in the weights; the normalisation after them scales a filter and moves no peak.\n"
                    "  waveform: the exact frequency response of each kernel at the input's rate, 0 to half of it; --json gives peak_hz and peak_db. A kernel of three\n"
                    "            samples is a broad filter; layers after the first are no linear filters of the sound and are not shown as such.\n"
                    "  temporal: kernels over frames, peak_hz is the rate of change they answer to most: 2 Hz = 120 beats a minute.\n"
                    "  timbral, square: kernels over bands and frames, peak_band (from 0, of the kernel) is where they weigh most.\n"
                    "  harmonic: Q, the sharpness that all filters of HarmoniCNN share; 1 at the start.\n"
                    "Filters are numbered from 0 as in the tensor. The id of an architecture shows what its layer starts from (uniform within 1 / sqrt(weights of a kernel)).\n\n"
                    "Example: tagbench-cli models filters latest --layer layers.2.conv.weight -o rhythm.svg");
    command->add_option("MODEL", options->what, "Run (number, name or latest), weight file, or an architecture of `models list`")->required();
    command->add_option("--layer", options->layer, "Tensor of the layer (default: the first of the architecture's card)");
    command->add_option("--arch", options->architecture, "Of a weight file that does not say what it is");
    command->add_option("--order", options->order, "peak: by the frequency or band they answer to most; strength: the strongest first; number: as in the tensor")
        ->check(CLI::IsMember({"peak", "strength", "number"}))->capture_default_str();
    command->add_flag("--untrained", options->untrained, "In the picture, beside it a layer of the same size that has learned nothing");
    command->add_option("-o,--output", options->output, "The picture, or its values as a table")->type_name("FILE.svg|FILE.csv");
    sink.bind(command, [options](CommandContext& context) { return filters(context, *options); });
}

}  // namespace app
