#include "app/commands/label_parts.h"

#include <cstdio>
#include <iomanip>
#include <iostream>

#include "app/commands/task_command.h"
#include "engine/active/diverse_batch.h"
#include "engine/core/error.h"
#include "engine/store/label_session_store.h"
#include "engine/store/workspace.h"
#include "engine/tasks/label_teach.h"

namespace app {

namespace {

using engine::Json;
using engine::store::LabelSession;
using engine::store::LabelSessionStore;

struct StartOptions {
    std::string run = "latest", split, name, mode = "head", strategy = "combined";
    std::vector<std::string> tags, sources;
    int batch = 10, every = 5, epochs = 5;
    double penalty = 0.1, lr = 1e-5;
    bool relabel = false;
};

struct GiveOptions {
    std::string session = "latest", track;
    std::vector<std::string> yes, unsaid;
};

std::string scoreText(const Json& value)
{
    if (!value.is_number()) return "n/a";
    char text[16];
    std::snprintf(text, sizeof text, "%.4f", value.get<double>());
    return text;
}

void showCurve(std::ostream& out, const Json& document)
{
    out << std::left << std::setw(10) << "labelled" << std::setw(10) << "ROC-AUC" << std::setw(20) << "average precision" << std::setw(6) << "tags" << "run\n";
    for (const auto& point : document["curve"])
        out << std::setw(10) << point["labelled"].get<std::int64_t>() << std::setw(10) << scoreText(point["roc_auc"]) << std::setw(20) << scoreText(point["average_precision"])
            << std::setw(6) << point["measured_tags"].get<int>() << point["run"].get<std::int64_t>() << '\n';
    if (document["curve"].empty()) out << "no point yet; label train makes the first\n";
}

void showProposals(std::ostream& out, const Json& document)
{
    for (const auto& proposal : document["proposals"])
        out << proposal["track"].get<std::string>() << "  uncertainty " << scoreText(proposal["uncertainty"]) << "  distance " << scoreText(proposal["distance"]) << "  "
            << printable(proposal["path"].get<std::string>()) << '\n';
    if (document["proposals"].empty()) out << "nothing to propose: every track is labelled, skipped, measured on, or not listened to by the run\n";
}

void showSession(std::ostream& out, const Json& document)
{
    out << "Session " << document["session"] << " (" << printable(document["name"].get<std::string>()) << "): run " << document["run"] << ", split "
        << printable(document["split"].get<std::string>()) << ", " << document["labelled"] << " labelled, " << document["skipped"] << " skipped\n  ";
    int key = 0;
    for (const auto& tag : document["tags"]) {
        if (++key <= 9) out << key << ' ';
        out << printable(tag["tag"].get<std::string>()) << "  ";
    }
    out << '\n';
    showCurve(out, document);
    if (!document["proposals"].empty()) out << "Next:\n";
    if (!document["proposals"].empty()) showProposals(out, document);
}

int start(CommandContext& context, const StartOptions& options)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    const auto session = engine::tasks::startLabelSession({{"run", options.run}, {"split", options.split}, {"tags", options.tags}, {"name", options.name}, {"batch", options.batch},
                                                           {"every", options.every}, {"mode", options.mode}, {"strategy", options.strategy}, {"penalty", options.penalty}, {"relabel", options.relabel},
                                                           {"sources", options.sources}, {"epochs", options.epochs}, {"lr", options.lr}, {"seed", context.options.seed}},
                                                          workspace);
    const auto document = engine::tasks::labelDocument(workspace, session);
    context.result(document, [&](std::ostream& out) {
        showSession(out, document);
        out << "label train " << document["session"] << " measures the model as it is and proposes the first tracks\n";
    });
    return kSuccess;
}

int listSessions(CommandContext& context)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    Json document{{"sessions", Json::array()}};
    for (const auto& session : LabelSessionStore(workspace.database()).list()) {
        auto row = engine::tasks::labelDocument(workspace, session);
        row.erase("proposals");
        document["sessions"].push_back(std::move(row));
    }
    context.result(document, [&](std::ostream& out) {
        for (const auto& row : document["sessions"])
            out << std::right << std::setw(4) << row["session"] << "  " << printable(row["name"].get<std::string>()) << ", run " << row["run"] << ", " << row["tags"].size() << " tags, "
                << row["labelled"] << " labelled\n";
        if (document["sessions"].empty()) out << "no labelling session yet; label start makes one\n";
    });
    return kSuccess;
}

using Shown = void (*)(std::ostream&, const Json&);

int show(CommandContext& context, const std::string& wanted, Shown human)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    const auto document = engine::tasks::labelDocument(workspace, LabelSessionStore(workspace.database()).resolve(wanted));
    context.result(document, [&](std::ostream& out) { human(out, document); });
    return kSuccess;
}

std::size_t placeOf(const LabelSession& session, const std::string& word)
{
    for (std::size_t i = 0; i < session.tags.size(); ++i)
        if (session.tags[i].name == word || std::to_string(i + 1) == word) return i;
    throw engine::Error(engine::ErrorCode::NotFound, word, "is none of the session's tags; label tag adds one");
}

/// The id as it is printed, or a path as the library shows it.
engine::TrackId trackOf(engine::store::Workspace& workspace, const std::string& wanted)
{
    if (wanted.size() == 16 && wanted.find_first_not_of("0123456789abcdef") == std::string::npos) {
        const auto id = engine::trackIdFromHex(wanted);
        if (workspace.tracks().find(id)) return id;
    }
    for (const auto id : workspace.tracks().ids({}))
        if (const auto track = workspace.tracks().find(id); track && track->displayPath == wanted) return id;
    throw engine::Error(engine::ErrorCode::NotFound, wanted, "no track of this id or path is in the library");
}

int saved(CommandContext& context, engine::store::Workspace& workspace, const LabelSession& session, engine::TrackId track, const char* what)
{
    const Json document{{"session", engine::value(session.id)}, {"track", engine::toHex(track)}, {"labelled", LabelSessionStore(workspace.database()).labelled(session.id)}};
    context.result(document, [&](std::ostream& out) { out << engine::toHex(track) << ' ' << what << "; " << document["labelled"] << " labelled\n"; });
    return kSuccess;
}

int give(CommandContext& context, const GiveOptions& options)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    LabelSessionStore sessions(workspace.database());
    const auto session = sessions.resolve(options.session);
    const auto track = trackOf(workspace, options.track);
    std::string answers(session.tags.size(), '0');
    for (const auto& word : options.yes)
        answers[placeOf(session, word)] = '1';
    for (const auto& word : options.unsaid)
        answers[placeOf(session, word)] = '?';
    sessions.answer(session.id, {track, answers});
    return saved(context, workspace, session, track, "is labelled");
}

int skip(CommandContext& context, const GiveOptions& options)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    LabelSessionStore sessions(workspace.database());
    const auto session = sessions.resolve(options.session);
    const auto track = trackOf(workspace, options.track);
    sessions.answer(session.id, {track, {}});
    return saved(context, workspace, session, track, "is skipped");
}

int undo(CommandContext& context, const GiveOptions& options)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    LabelSessionStore sessions(workspace.database());
    const auto session = sessions.resolve(options.session);
    const auto answers = sessions.answers(session.id);
    if (answers.empty()) throw engine::Error(engine::ErrorCode::NotFound, session.name, "has no label to take back");
    const auto track = options.track.empty() ? answers.back().track : trackOf(workspace, options.track);
    if (!sessions.takeBack(session.id, track)) throw engine::Error(engine::ErrorCode::NotFound, options.track, "has no label in this session");
    return saved(context, workspace, session, track, "is as it was");
}

int addTag(CommandContext& context, const std::string& wanted, const std::string& word)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    LabelSessionStore sessions(workspace.database());
    const auto session = sessions.resolve(wanted);
    const auto run = workspace.runs().find(session.run);
    if (!run) throw engine::Error(engine::ErrorCode::NotFound, session.name, "its run is not in the workspace any more");
    sessions.addTag(session.id, engine::tasks::labelTag(word, *run, workspace));
    const auto document = engine::tasks::labelDocument(workspace, *sessions.find(session.id));
    context.result(document, [&](std::ostream& out) { showSession(out, document); });
    return kSuccess;
}

int forget(CommandContext& context, const std::string& wanted)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    LabelSessionStore sessions(workspace.database());
    const auto session = sessions.resolve(wanted);
    sessions.remove(session.id);
    context.result({{"removed", engine::value(session.id)}}, [&](std::ostream& out) { out << "Session " << engine::value(session.id) << " is removed; the tags it gave stay\n"; });
    return kSuccess;
}

void addSession(CLI::App* command, std::string& session)
{
    command->add_option("SESSION", session, "Number or name of the session, or latest")->capture_default_str();
}

void addStart(CLI::App& group, CommandSink& sink)
{
    const auto options = std::make_shared<StartOptions>();
    auto* command = group.add_subcommand("start", "Make a labelling session: which tags are taught to which run. Tracks of the split's validation and test part are never "
                                                  "asked about; the curve is measured on the validation part.");
    command->footer("Example: tagbench-cli label start --run latest --tags 'good for running' dreamy mood/theme---calm\n"
                    "A tag may be new. It is measured as soon as validation tracks carry it (tags import, or by hand in the window).");
    command->add_option("--run", options->run, "Run to begin with: number, name or latest")->capture_default_str();
    command->add_option("--split", options->split, "Split that is measured on (default: the run's own)");
    command->add_option("--tags", options->tags, "Tags to teach, NAME or TYPE---NAME; the first nine have keys in the window")->required()->type_name("TAG ...");
    command->add_option("--name", options->name, "Name of the session (default: date)");
    command->add_option("--batch", options->batch, "Tracks proposed at a time")->check(CLI::Range(1, 1000))->capture_default_str();
    command->add_option("--every", options->every, "The window lets the model learn after so many labels")->check(CLI::Range(1, 1000))->capture_default_str();
    command->add_option("--mode", options->mode, "What learns: head (the last layer on vectors that stay, seconds) or whole (all of the network, a training)")
        ->check(CLI::IsMember({"head", "whole"}))->capture_default_str();
    command->add_option("--strategy", options->strategy, "How tracks are chosen: combined (uncertainty x distance to what is known), sampled (the same, drawn), entropy, margin, coverage, random")
        ->check(CLI::IsMember(engine::active::strategyNames()))->capture_default_str();
    command->add_option("--penalty", options->penalty, "How strongly the last layer stays with the run's own")->check(CLI::PositiveNumber)->capture_default_str();
    command->add_flag("--relabel", options->relabel, "Ask about tracks that carry one of the tags already, too");
    command->add_option("--sources", options->sources, "What is true of validation tracks: labels from these sources (default: those of the run)")->delimiter(',');
    command->add_option("--epochs", options->epochs, "Of mode whole")->check(CLI::Range(1, 100000))->capture_default_str();
    command->add_option("--lr", options->lr, "Learning rate of mode whole")->check(CLI::PositiveNumber)->capture_default_str();
    sink.bind(command, [options](CommandContext& context) { return start(context, *options); });
}

void addTeach(CLI::App& group, CommandSink& sink)
{
    struct TeachOptions { std::string session = "latest", mode, strategy; int batch = 0; };
    const auto options = std::make_shared<TeachOptions>();
    auto* train = group.add_subcommand("train", "Let the model learn all labels of a session, measure it on the validation part (a point of the curve), and propose anew. The first call measures the model as it was.");
    addSession(train, options->session);
    train->add_option("--mode", options->mode, "head or whole, this once")->check(CLI::IsMember({"head", "whole"}));
    sink.bind(train, [options](CommandContext& context) {
        Json parameters{{"session", options->session}};
        if (!options->mode.empty()) parameters["mode"] = options->mode;
        return runTask(context, "label_teach", parameters, showSession);
    });
    auto* propose = group.add_subcommand("propose", "The tracks whose labels would teach most, the most telling first, by the model as it is now");
    addSession(propose, options->session);
    propose->add_option("--count", options->batch, "So many (default: the session's batch)")->check(CLI::Range(1, 1000));
    propose->add_option("--strategy", options->strategy, "Another strategy, this once")->check(CLI::IsMember(engine::active::strategyNames()));
    sink.bind(propose, [options](CommandContext& context) {
        Json parameters{{"session", options->session}, {"learn", false}};
        if (options->batch > 0) parameters["batch"] = options->batch;
        if (!options->strategy.empty()) parameters["strategy"] = options->strategy;
        return runTask(context, "label_teach", parameters, showProposals);
    });
}

void addAnswers(CLI::App& group, CommandSink& sink)
{
    const auto options = std::make_shared<GiveOptions>();
    auto* yes = group.add_subcommand("give", "Say which of the session's tags a track has. All others it does not have, unless --unsaid names them: what is not said of them is a no. The "
                                             "yes become tags of the track, source 'taught'.");
    yes->add_option("TRACK", options->track, "Id, or path as library list shows it")->required();
    yes->add_option("--session", options->session, "Number or name of the session, or latest")->capture_default_str();
    yes->add_option("--yes", options->yes, "Tags it has, by name or number")->type_name("TAG ...");
    yes->add_option("--unsaid", options->unsaid, "Tags that nothing is said of")->type_name("TAG ...");
    sink.bind(yes, [options](CommandContext& context) { return give(context, *options); });
    auto* pass = group.add_subcommand("skip", "Do not ask about a track again in this session; nothing is learned from it");
    pass->add_option("TRACK", options->track, "Id, or path as library list shows it")->required();
    pass->add_option("--session", options->session, "Number or name of the session, or latest")->capture_default_str();
    sink.bind(pass, [options](CommandContext& context) { return skip(context, *options); });
    auto* back = group.add_subcommand("undo", "Take the last label or skip back, or that of a track; its tags of source 'taught' go with it");
    back->add_option("TRACK", options->track, "Id, or path (default: the last one)");
    back->add_option("--session", options->session, "Number or name of the session, or latest")->capture_default_str();
    sink.bind(back, [options](CommandContext& context) { return undo(context, *options); });
}

void addSessions(CLI::App& group, CommandSink& sink)
{
    sink.bind(group.add_subcommand("list", "All sessions, newest first"), listSessions);
    const auto session = std::make_shared<std::string>("latest");
    auto* one = group.add_subcommand("show", "A session: tags, curve and what is asked next");
    addSession(one, *session);
    sink.bind(one, [session](CommandContext& context) { return show(context, *session, showSession); });
    auto* curve = group.add_subcommand("curve", "What each label bought: the scores on the validation part, as a table or as a chart (-o FILE.svg)");
    addSession(curve, *session);
    const auto output = std::make_shared<std::filesystem::path>();
    curve->add_option("-o,--output", *output, "Where the table or the chart goes")->type_name("FILE.csv|FILE.svg");
    sink.bind(curve, [session, output](CommandContext& context) { return output->empty() ? show(context, *session, showCurve) : writeLabelCurve(context, *session, *output); });
    struct TagOptions { std::string session = "latest", tag; };
    const auto tag = std::make_shared<TagOptions>();
    auto* more = group.add_subcommand("tag", "Add a tag to a session; what was answered before says nothing of it");
    more->add_option("TAG", tag->tag, "NAME or TYPE---NAME")->required();
    more->add_option("--session", tag->session, "Number or name of the session, or latest")->capture_default_str();
    sink.bind(more, [tag](CommandContext& context) { return addTag(context, tag->session, tag->tag); });
    const auto gone = std::make_shared<std::string>();
    auto* remove = group.add_subcommand("remove", "Forget a session, its answers and its curve; the tags it gave to tracks stay");
    remove->add_option("SESSION", *gone, "Number or name of the session")->required();
    sink.bind(remove, [gone](CommandContext& context) { return forget(context, *gone); });
}

void add(CLI::App& root, CommandSink& sink)
{
    auto* group = root.add_subcommand("label", "Active learning: label the tracks that teach most, and see what each label bought");
    group->require_subcommand(1);
    addStart(*group, sink);
    addTeach(*group, sink);
    addAnswers(*group, sink);
    addSessions(*group, sink);
    addLabelSimulation(*group, sink);
}

}  // namespace

extern const CommandEntry label_command;
const CommandEntry label_command{add};

}  // namespace app
