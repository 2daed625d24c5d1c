#include <ostream>

#include "app/commands/task_command.h"

namespace app {

namespace {

struct IndexOptions {
    std::string run = "latest", of = "embedding", layer, model;
};

void showIndex(std::ostream& out, const engine::Json& document)
{
    out << document["vectors"] << " vectors, " << (document["built"].get<bool>() ? "all of them linked now" : document["changed"].dump() + " changed since") << '\n';
}

void add(CLI::App& root, CommandSink& sink)
{
    const auto options = std::make_shared<IndexOptions>();
    auto* sub = root.add_subcommand("index", "Link a run's vectors to their neighbours, so that tracks like a track are found at once among a million. The index is "
                                             "kept in the workspace; run again, it takes in what was added, changed or removed. Up to 20,000 tracks none is needed: "
                                             "all are compared.");
    sub->footer("Example: tagbench-cli index latest --of embedding");
    sub->add_option("RUN", options->run, "Number, name or latest")->capture_default_str();
    sub->add_option("--of", options->of, "tags, embedding, or joint: the places of a metric model's tracks")->check(CLI::IsMember({"tags", "embedding", "joint"}))->capture_default_str();
    sub->add_option("--layer", options->layer, "Layer of --of embedding (default: the last hidden one)");
    sub->add_option("--model", options->model, "Metric model of --of joint, number or name (default: the newest that was trained)");
    sink.bind(sub, [options](CommandContext& context) {
        if (options->of == "joint") return runTask(context, "index", {{"of", "joint"}, {"model", options->model}}, showIndex);
        engine::Json parameters{{"run", options->run}, {"of", options->of}};
        if (!options->layer.empty()) parameters["layer"] = options->layer;
        return runTask(context, "index", parameters, showIndex);
    });
}

}  // namespace

extern const CommandEntry index_command;
const CommandEntry index_command{add};

}  // namespace app
