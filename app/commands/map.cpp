#include <iostream>

#include "app/commands/task_command.h"
#include "app/commands/track_list.h"
#include "engine/store/workspace.h"

namespace app {

namespace {

struct MapOptions {
    std::string run = "latest", of = "tags", layer, method = "tsne", part, split, filter;
    std::vector<std::string> tracks;
    double perplexity = 30;
    int iterations = 1000;
    std::int64_t sample = 0;
    int clusters = 8;
};

void showMap(std::ostream& out, const engine::Json& document)
{
    out << "Map " << document["map"] << ": " << document["tracks"] << " tracks by " << document["method"].get<std::string>() << " of "
        << document["of"].get<std::string>();
    if (!document["kl"].is_null()) out << ", KL divergence " << document["kl"];
    out << '\n';
    if (document["tracks"] != document["available"])
        out << "A sample of " << document["available"] << " tracks, stratified by " << document["parameters"]["sampled_by"].get<std::string>()
            << "; --sample 0 shows all\n";
}

engine::Json mapParameters(CommandContext& context, const MapOptions& options)
{
    engine::Json parameters{{"run", options.run}, {"of", options.of}, {"method", options.method}, {"perplexity", options.perplexity},
                            {"iterations", options.iterations}, {"seed", context.options.seed}, {"sample", options.sample},
                            {"clusters", options.clusters}};
    for (const auto& [name, value] : {std::pair("layer", options.layer), {"part", options.part}, {"split", options.split}, {"filter", options.filter}})
        if (!value.empty()) parameters[name] = value;
    if (options.tracks.empty()) return parameters;
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    parameters["tracks"] = engine::Json::array();
    for (const auto track : resolveTracks(workspace, options.tracks))
        parameters["tracks"].push_back(engine::toHex(track));
    return parameters;
}

void add(CLI::App& root, CommandSink& sink)
{
    const auto options = std::make_shared<MapOptions>();
    auto* map = root.add_subcommand("map", "Put the tracks on a plane so that alike ones stay together, and keep the map in the workspace. "
                                           "The same data, parameters and --seed give the same map at any number of threads.");
    map->footer("Example: tagbench-cli map latest --of tags --part test --perplexity 20 --seed 1\n"
                "         tagbench-cli map --of embedding --filter \"genre:rock\" --sample 5000");
    map->add_option("RUN", options->run, "Number, name or latest; not used by features")->capture_default_str();
    map->add_option("--of", options->of, "tags, embedding (of a run) or features (timbre, no run needed)")->check(CLI::IsMember({"tags", "embedding", "features"}))->capture_default_str();
    map->add_option("--layer", options->layer, "Layer of --of embedding (default: the last hidden one)");
    map->add_option("--method", options->method, "tsne or pca")->check(CLI::IsMember({"tsne", "pca"}))->capture_default_str();
    map->add_option("--part", options->part, "Only this part of the run's split")->check(CLI::IsMember({"train", "valid", "test"}));
    map->add_option("--split", options->split, "Take --part from this split instead")->type_name("NAME");
    map->add_option("--filter", options->filter, "Only tracks that fulfil this, as of library list")->type_name("EXPR");
    map->add_option("--tracks", options->tracks, "Only these tracks: ids or paths with commas between them")->delimiter(',')->type_name("TRACK,...");
    map->add_option("--sample", options->sample, "At most N tracks, stratified by genre (0 = all)")->check(CLI::NonNegativeNumber)->type_name("N")->capture_default_str();
    map->add_option("--clusters", options->clusters, "Groups that k-means looks for in the vectors (0 = none)")->check(CLI::Range(0, 64))->capture_default_str();
    map->add_option("--perplexity", options->perplexity, "About how many neighbours count")->check(CLI::Range(1.0, 1000.0))->capture_default_str();
    map->add_option("--iterations", options->iterations, "Early exaggeration included")->check(CLI::Range(1, 100000))->capture_default_str();
    sink.bind(map, [options](CommandContext& context) { return runTask(context, "map", mapParameters(context, *options), showMap); });
}

}  // namespace

extern const CommandEntry map_command;
const CommandEntry map_command{add};

}  // namespace app
