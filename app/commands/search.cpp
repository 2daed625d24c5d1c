#include <iomanip>
#include <ostream>

#include "app/commands/command.h"
#include "app/commands/track_list.h"
#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/track_search.h"
#include "engine/tasks/word_sets.h"

namespace app {

namespace {

using engine::Json;
namespace tasks = engine::tasks;

struct Options {
    std::string words, run;
    std::vector<std::string> like, more, less;
    tasks::SearchRequest request;
};

void printReason(std::ostream& out, const Json& reason)
{
    out << (reason["less"].get<bool>() ? "  -" : "  ") << printable(reason["tag"].get<std::string>()) << ' ' << std::setprecision(2) << reason["score"].get<double>();
    if (reason["closeness"].get<double>() < 1)
        out << " (" << printable(reason["word"].get<std::string>()) << ", distance " << 1 - reason["closeness"].get<double>() << ')';
    if (reason["carried"].get<bool>()) out << '*';
}

void printFound(std::ostream& out, const Json& document)
{
    out << "Answered by " << printable(document["method"].get<std::string>()) << " (" << printable(document["why"].get<std::string>()) << ")\n";
    if (document["not_placed"] > 0) out << document["not_placed"] << " tracks are not placed by this model yet and cannot be found\n";
    for (const auto& word : document["unknown_words"])
        out << "left out: \"" << printable(word.get<std::string>()) << "\" is no tag here, nor near one\n";
    bool isAnyCarried = false;
    for (const auto& hit : document["hits"]) {
        out << std::setw(3) << hit["rank"].get<int>() << "  " << std::fixed << std::setprecision(4)
            << hit[hit.contains("distance") ? "distance" : "score"].get<double>() << "  " << trackLine(hit);
        for (const auto& reason : hit["reasons"]) {
            printReason(out, reason);
            isAnyCarried = isAnyCarried || reason["carried"].get<bool>();
        }
        out << '\n';
    }
    if (document["hits"].empty()) out << "nothing found\n";
    if (isAnyCarried) out << "* the library says so, too\n";
}

Json documentOf(engine::store::Workspace& workspace, const tasks::SearchAnswer& answer)
{
    Json document{{"method", answer.method}, {"by", answer.by}, {"why", tasks::choiceSentence(answer)}, {"not_placed", answer.notPlaced}, {"tags", Json::array()}, {"words", Json::array()}, {"unknown_words", answer.unknown}, {"hits", Json::array()}};
    for (const auto& wish : answer.wishes) {
        Json row{{"word", wish.words}, {"less", wish.isLess}, {"vectors", wish.set.empty() ? Json(nullptr) : Json(wish.set)}, {"tags", Json::array()}};
        for (const auto& near : wish.tags) {
            row["tags"].push_back({{"tag", answer.tagNames[near.tag]}, {"closeness", near.closeness}});
            document["tags"].push_back(answer.tagNames[near.tag]);
        }
        document["words"].push_back(std::move(row));
    }
    int rank = 0;
    for (const auto& hit : answer.hits) {
        auto row = trackFacts(workspace, hit.track);
        row["rank"] = ++rank;
        if (hit.distance) row["distance"] = *hit.distance;
        else row["score"] = hit.score;
        row["reasons"] = Json::array();
        for (const auto& reason : hit.reasons)
            row["reasons"].push_back({{"tag", reason.tag}, {"score", reason.score}, {"word", reason.word}, {"closeness", reason.closeness}, {"less", reason.isLess}, {"carried", reason.isCarried}});
        document["hits"].push_back(std::move(row));
    }
    return document;
}

int search(CommandContext& context, const Options& options)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    auto request = options.request;
    request.words = options.words;
    for (const auto& word : options.more)
        request.words += " \"" + word + '"';
    for (const auto& word : options.less)
        request.words += " -\"" + word + '"';
    request.like = resolveTracks(workspace, options.like);
    tasks::TrackSearch known(workspace, options.run, [&] { return tasks::wordSetsForSearch(workspace, context.control()); });
    const auto document = documentOf(workspace, known.find(workspace, request));
    context.result(document, [&](std::ostream& out) { printFound(out, document); });
    return kSuccess;
}

void add(CLI::App& root, CommandSink& sink)
{
    const auto options = std::make_shared<Options>();
    auto& request = options->request;
    auto* sub = root.add_subcommand(
        "search",
        "Tracks by words or by tracks that they should be like. Words are tags, parts of tags, or any that the vectors of words know. A metric model "
        "answers where one was trained (retrieval train): words and tracks lie in one space there. Else a run's predicted probabilities do, or, before "
        "any run predicted, the tags that the tracks carry. The answer says which of them it was and why, and why each track is in it.");
    sub->footer("Example: tagbench-cli search --tag \"dreamy piano -drums\" --k 20\n         tagbench-cli search --like 0123456789abcdef --more dreamy --less metal\n         tagbench-cli search --method joint --tag \"rainy evening\"");
    sub->add_option("--tag", options->words, "One or more words; a track should have all of them, and little of a -word; quotes keep words together. With --like they push the search, "
                                 "as --more and --less do")
        ->type_name("WORDS");
    auto* like = sub->add_option("--like", options->like, "Track id (16 hex digits) or path of a file of the library; may be repeated")->type_name("TRACK");
    for (auto* more : {sub->add_option("--more", options->more, "With --like: like it, but with more of this; may be repeated"),
                       sub->add_option("--less", options->less, "With --like: like it, but with less of this; may be repeated"),
                       sub->add_option("--strength", request.strength, "With --like: how far --more and --less push; 1 = as far as the track's own vector is long")
                           ->check(CLI::Range(0.0, 10.0))->capture_default_str(),
                       static_cast<CLI::Option*>(sub->add_flag("--other-artists", request.otherArtists, "With --like: nothing by its artists")),
                       sub->add_option("--diversity", request.diversity, "With --like: 0 = simply the nearest; towards 1 the answers also differ from each other")
                           ->check(CLI::Range(0.0, 1.0))->capture_default_str()})
        more->needs(like);
    for (auto* word : {sub->get_option("--more"), sub->get_option("--less")})
        word->type_name("WORDS")->allow_extra_args(false);
    auto* method = sub->add_option("--method", request.method,
                                   "What answers: auto, joint (the space of words and tracks of a metric model), tags (predicted by a run), library (tags that tracks carry; "
                                   "words only), or with --like embedding (last hidden layer) or map (places of the newest map)")
                       ->check(CLI::IsMember({"auto", "joint", "tags", "library", "embedding", "map"}))->capture_default_str();
    sub->add_option("--space", request.method, "The same for --like: tags, embedding, joint or map")
        ->check(CLI::IsMember({"tags", "embedding", "joint", "map"}))->needs(like)->excludes(method);
    sub->add_option("--model", request.model, "Metric model of --method joint, number or name (default: the newest that was trained)")->needs(method);
    sub->add_option("--filter", request.filter, "Only tracks of this filter, as of library list")->type_name("EXPR");
    sub->add_option("--run", options->run, "Run whose predictions answer: number, name or latest (default: the newest that predicted)");
    sub->add_option("-k,--k", request.count, "How many")->check(CLI::Range(1, 100000))->capture_default_str();
    sink.bind(sub, [options](CommandContext& context) -> int {
        if (options->words.empty() && options->like.empty()) throw CLI::RequiredError("--tag or --like");
        return search(context, *options);
    });
}

}  // namespace

extern const CommandEntry search_command;
const CommandEntry search_command{add};

}  // namespace app
