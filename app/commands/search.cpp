#include <iomanip>
#include <ostream>

#include "app/commands/command.h"
#include "app/commands/track_list.h"
#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/tag_search.h"
#include "engine/tasks/track_space.h"

namespace app {

namespace {

using engine::Json;
namespace tasks = engine::tasks;

struct Options {
    std::string words, run;
    std::vector<std::string> like;
    std::size_t count = 10;
};

void printFound(std::ostream& out, const Json& document)
{
    out << "Answered by " << printable(document["method"].get<std::string>()) << '\n';
    for (const auto& word : document["unknown_words"])
        out << "left out: \"" << printable(word.get<std::string>()) << "\" is no tag here\n";
    for (const auto& hit : document["hits"]) {
        const bool scored = hit.contains("score");
        out << std::setw(3) << hit["rank"].get<int>() << "  " << std::fixed << std::setprecision(4)
            << hit[scored ? "score" : "distance"].get<double>() << "  " << trackLine(hit);
        for (const auto& reason : hit["reasons"])
            out << "  " << printable(reason["tag"].get<std::string>()) << ' ' << std::setprecision(2) << reason["score"].get<double>();
        out << '\n';
    }
}

Json byWords(engine::store::Workspace& workspace, const Options& options)
{
    const auto search = tasks::searchByTags(workspace, options.words, options.run, options.count);
    Json document{{"method", search.method}, {"tags", search.tags}, {"unknown_words", search.unknown}, {"hits", Json::array()}};
    int rank = 0;
    for (const auto& hit : search.hits) {
        auto row = trackFacts(workspace, hit.track);
        row["rank"] = ++rank;
        row["score"] = hit.score;
        row["reasons"] = Json::array();
        for (const auto& reason : hit.reasons)
            row["reasons"].push_back({{"tag", reason.tag}, {"score", reason.score}});
        document["hits"].push_back(std::move(row));
    }
    return document;
}

Json byTracks(engine::store::Workspace& workspace, const Options& options)
{
    const auto query = resolveTracks(workspace, options.like);
    tasks::SpaceChoice choice;
    if (!options.run.empty()) choice.run = options.run;
    const tasks::TrackSpace space(workspace, choice);
    Json document{{"method", space.name()}, {"tags", Json::array()}, {"unknown_words", Json::array()}, {"hits", Json::array()}};
    int rank = 0;
    for (const auto& near : space.near(query, {options.count, false, 0})) {
        auto row = trackFacts(workspace, near.track);
        row["rank"] = ++rank;
        row["distance"] = near.distance;
        row["reasons"] = Json::array();
        document["hits"].push_back(std::move(row));
    }
    return document;
}

void add(CLI::App& root, CommandSink& sink)
{
    const auto options = std::make_shared<Options>();
    auto* sub = root.add_subcommand(
        "search",
        "Tracks by words or by tracks that they should be like. Words are matched to tags; a run's predicted probabilities answer, or, before "
        "any run predicted, the tags that the tracks carry. The answer says which of them it was, and why each track is in it.");
    sub->footer("Example: tagbench-cli search --tag \"dreamy piano\" --k 20\n         tagbench-cli search --like 0123456789abcdef");
    auto* words = sub->add_option("--tag", options->words, "One or more words; a track should have all of them")->type_name("WORDS");
    auto* like = sub->add_option("--like", options->like, "Track id (16 hex digits) or path of a file of the library; may be repeated")->type_name("TRACK");
    words->excludes(like);
    sub->add_option("--run", options->run, "Run whose predictions answer: number, name or latest (default: the newest that predicted)");
    sub->add_option("-k,--k", options->count, "How many")->check(CLI::Range(1, 100000))->capture_default_str();
    sink.bind(sub, [options](CommandContext& context) -> int {
        if (options->words.empty() && options->like.empty()) throw CLI::RequiredError("--tag or --like");
        auto workspace = engine::store::Workspace::open(context.workspaceFolder());
        const auto document = options->like.empty() ? byWords(workspace, *options) : byTracks(workspace, *options);
        context.result(document, [&](std::ostream& out) { printFound(out, document); });
        return kSuccess;
    });
}

}  // namespace

extern const CommandEntry search_command;
const CommandEntry search_command{add};

}  // namespace app
