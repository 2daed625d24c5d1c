#include <iostream>

#include "app/commands/task_command.h"

namespace app {

namespace {

struct Options {
    std::string run = "latest", of = "tags", method = "tsne", part;
    double perplexity = 30;
    int iterations = 1000;
};

void show(std::ostream& out, const engine::Json& document)
{
    out << "Map " << document["map"] << ": " << document["tracks"] << " tracks by " << document["method"].get<std::string>() << " of "
        << document["of"].get<std::string>();
    if (!document["kl"].is_null()) out << ", KL divergence " << document["kl"];
    out << '\n';
}

void add(CLI::App& root, CommandSink& sink)
{
    const auto options = std::make_shared<Options>();
    auto* map = root.add_subcommand("map", "Put the tracks on a plane so that alike ones stay together, and keep the map.");
    map->add_option("RUN", options->run, "Number, name or latest")->capture_default_str();
    map->add_option("--of", options->of, "tags, embedding (of a run) or features (timbre, no run needed)")->check(CLI::IsMember({"tags", "embedding", "features"}))->capture_default_str();
    map->add_option("--method", options->method, "tsne or pca")->check(CLI::IsMember({"tsne", "pca"}))->capture_default_str();
    map->add_option("--part", options->part, "Only this part of the run's split")->check(CLI::IsMember({"train", "valid", "test"}));
    map->add_option("--perplexity", options->perplexity, "About how many neighbours count")->check(CLI::Range(1.0, 1000.0))->capture_default_str();
    map->add_option("--iterations", options->iterations, "Early exaggeration included")->check(CLI::Range(1, 100000))->capture_default_str();
    sink.bind(map, [options](CommandContext& context) {
        engine::Json parameters{{"run", options->run}, {"of", options->of}, {"method", options->method}, {"perplexity", options->perplexity},
                                {"iterations", options->iterations}, {"seed", context.options.seed}};
        if (!options->part.empty()) parameters["part"] = options->part;
        return runTask(context, "map", parameters, show);
    });
}

}  // namespace

extern const CommandEntry map_command;
const CommandEntry map_command{add};

}  // namespace app
