#include <chrono>
#include <ostream>

#include "app/commands/command.h"
#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/embed/tsne.h"

namespace app {

namespace {

struct Options {
    std::filesystem::path input;
    std::filesystem::path output;
    engine::embed::TsneConfig config;
};

int run(CommandContext& context, Options options)
{
    const auto array = engine::readNpy(options.input);
    if (array.shape.size() != 2)
        throw engine::Error(engine::ErrorCode::Mismatch, options.input.string(),
                            "a [points, dimensions] array wanted, this one has " + std::to_string(array.shape.size()) + " axes");
    const std::vector<float> values(array.values.begin(), array.values.end());
    options.config.seed = context.options.seed;
    options.config.threads = context.threads();
    const auto start = std::chrono::steady_clock::now();
    const auto result = engine::embed::tsne({values, array.shape[0], array.shape[1]}, options.config, {}, context.control());
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    for (const auto& note : result.notes)
        context.note(note);
    const std::size_t shape[] = {array.shape[0], 2};
    engine::writeNpy(options.output, shape, result.positions);
    engine::Json json{{"kl", result.kl}, {"iterations", result.iterations}, {"seconds", seconds}, {"perplexity", result.perplexity}};
    json["notes"] = result.notes;
    context.result(json, [&](std::ostream& out) {
        out << array.shape[0] << " points placed in " << seconds << " s, " << result.iterations << " iterations, KL divergence "
            << result.kl << " nats\n"
            << printable(options.output.string()) << '\n';
    });
    return kSuccess;
}

void add(CLI::App& root, CommandSink& sink)
{
    auto options = std::make_shared<Options>();
    auto* sub = root.add_subcommand("tsne", "Put vectors on a plane so that neighbours stay neighbours (t-SNE)");
    sub->footer(
        "X is [points, dimensions]; Y becomes [points, 2]. The same seed gives the same map at any number of threads.\n"
        "The perplexity is about how many neighbours count for a point; it is lowered, with a note, for small tables.\n\n"
        "Example: tagbench-cli tsne tags.npy -o map.npy --perplexity 30 --iterations 1000");
    sub->add_option("input", options->input, "Vectors, [points, dimensions]")->required()->type_name("X.npy");
    sub->add_option("-o,--output", options->output, "Where the map goes, [points, 2]")->required()->type_name("Y.npy");
    sub->add_option("--perplexity", options->config.perplexity, "About how many neighbours count")->check(CLI::Range(1.0, 10000.0))->capture_default_str();
    sub->add_option("--iterations", options->config.iterations, "Steps of the descent, the first 250 with exaggeration")
        ->check(CLI::Range(1, 1000000))
        ->capture_default_str();
    sink.bind(sub, [options](CommandContext& context) { return run(context, *options); });
}

}  // namespace

extern const CommandEntry tsne_command;
const CommandEntry tsne_command{add};

}  // namespace app
