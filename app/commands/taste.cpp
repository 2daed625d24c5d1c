#include <ostream>

#include "app/commands/task_command.h"
#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"

namespace app {

namespace {

using engine::Json;

struct TasteImportOptions {
    std::filesystem::path file, ids, songs;
    std::string name;
};
struct TasteFitOptions {
    std::string name;
    std::filesystem::path output;
    std::size_t factors = 200;
    int iterations = 15;
    double regularisation = 0.01, confidence = 40;
};

void showUnknown(std::ostream& out, const Json& document)
{
    const auto& without = document["tracks_without"];
    if (without["count"] == 0) return;
    out << without["count"] << " tracks of the library are unknown to it and will be left out of models by taste:\n";
    for (const auto& name : without["names"])
        out << "  " << printable(name.get<std::string>()) << '\n';
    if (without["names"].size() < without["count"].get<std::size_t>()) out << "  ...\n";
}

void showTasteImport(std::ostream& out, const Json& document)
{
    out << "Taste profile \"" << printable(document["name"].get<std::string>()) << "\": ";
    if (document["kind"] == "plays")
        out << document["entries"] << " play counts of " << document["users"] << " users and " << document["songs"] << " songs";
    else
        out << document["songs"] << " songs of " << document["factors"] << " factors";
    out << "; " << document["matched"] << " songs are tracks of the library\n";
    showUnknown(out, document);
    if (document["kind"] == "plays") out << "Next: tagbench-cli taste fit\n";
}

void showTasteFit(std::ostream& out, const Json& document)
{
    out << "Taste profile \"" << printable(document["name"].get<std::string>()) << "\": " << document["factors"] << " factors of " << document["songs"] << " songs by "
        << document["users"] << " users, " << document["iterations"] << " iterations; kept for " << document["matched"] << " tracks\n";
    showUnknown(out, document);
}

int listTastes(CommandContext& context)
{
    auto workspace = engine::store::Workspace::openOrCreate(context.workspaceFolder());
    Json document{{"profiles", Json::array()}};
    for (const auto& taste : workspace.tastes().list())
        document["profiles"].push_back({{"name", taste.name}, {"source", taste.source}, {"users", taste.users}, {"songs", taste.songs}, {"entries", taste.entries}, {"factors", taste.factors}});
    context.result(document, [&](std::ostream& out) {
        for (const auto& taste : document["profiles"])
            out << printable(taste["name"].get<std::string>()) << ": " << taste["songs"] << " songs, " << taste["entries"] << " play counts, "
                << (taste["factors"] == 0 ? std::string("not fitted yet") : taste["factors"].dump() + " factors") << '\n';
        if (document["profiles"].empty()) out << "No taste profile yet; taste import FILE takes one in.\n";
    });
    return kSuccess;
}

void add(CLI::App& root, CommandSink& sink)
{
    auto* taste = root.add_subcommand("taste", "Taste profiles: who played what how often, and what that says of tracks.")->require_subcommand(1);
    const auto wanted = std::make_shared<TasteImportOptions>();
    auto* import = taste->add_subcommand("import",
                                         "Take a profile in: lines of user, song and play count separated by tabs, as the Echo Nest Taste Profile has them, or ready factors "
                                         "(.npy, [songs, factors]) with --ids. A song is found in the library by its track id, file name, or artist and title.");
    import->add_option("FILE", wanted->file, "Play counts, or factors in .npy")->required()->type_name("FILE");
    import->add_option("--ids", wanted->ids, "Song ids of the factors, one a line")->type_name("FILE");
    import->add_option("--songs", wanted->songs, "unique_tracks.txt of the Million Song Dataset: which tracks the songs are")->type_name("FILE");
    import->add_option("--name", wanted->name, "Name of the profile (default: the file's)");
    sink.bind(import, [wanted](CommandContext& context) {
        Json parameters = Json::object();
        engine::tasks::putPath(parameters, "file", wanted->file);
        if (!wanted->ids.empty()) engine::tasks::putPath(parameters, "ids", wanted->ids);
        if (!wanted->songs.empty()) engine::tasks::putPath(parameters, "songs", wanted->songs);
        if (!wanted->name.empty()) parameters["name"] = wanted->name;
        return runTask(context, "taste_import", parameters, showTasteImport);
    });

    const auto options = std::make_shared<TasteFitOptions>();
    auto* fit = taste->add_subcommand("fit",
                                      "Make item factors of play counts: implicit-feedback matrix factorisation by alternating least squares (Hu, Koren, Volinsky 2008), "
                                      "on all --threads; the result does not depend on their number.");
    fit->add_option("--name", options->name, "The profile (default: the newest)");
    fit->add_option("--factors", options->factors, "Numbers a song")->check(CLI::Range(1, 4096))->capture_default_str();
    fit->add_option("--iterations", options->iterations, "Rounds of users, then songs")->check(CLI::Range(1, 10000))->capture_default_str();
    fit->add_option("--regularisation", options->regularisation, "Weight of the factors' length")->capture_default_str();
    fit->add_option("--confidence", options->confidence, "What one play adds to the confidence of 1")->capture_default_str();
    fit->add_option("-o,--output", options->output, "Also write the factors of all songs, and their ids as .txt beside them")->type_name("F.npy");
    sink.bind(fit, [options](CommandContext& context) {
        Json parameters{{"taste", options->name}, {"factors", options->factors}, {"iterations", options->iterations}, {"regularisation", options->regularisation},
                        {"confidence", options->confidence}, {"seed", context.options.seed}};
        if (!options->output.empty()) engine::tasks::putPath(parameters, "output", options->output);
        return runTask(context, "taste_fit", parameters, showTasteFit);
    });
    sink.bind(taste->add_subcommand("list", "List the taste profiles of the workspace."), listTastes);
}

}  // namespace

extern const CommandEntry taste_command;
const CommandEntry taste_command{add};

}  // namespace app
