#include <algorithm>
#include <filesystem>
#include <iostream>

#include "app/commands/task_command.h"
#include "engine/tasks/path_parameters.h"

namespace app {

namespace {

using engine::Json;

struct StudentOptions {
    std::string teacher, arch, split, unlabelled, watch = "roc_auc", from, name, notes;
    std::filesystem::path poolList;
    int rounds = 1, epochs = 30, batch = 32, patience = 0, windows = 1;
    double strength = 1, skeptical = 0, learningRate = 1e-4, weightDecay = 0, dropout = 1;
    bool leaveOut = false, prepare = false, evaluate = false, dryRun = false;
};

void showPool(std::ostream& out, const Json& pool)
{
    out << pool["tracks"] << " unlabelled tracks (" << pool["outside"] << " in no part of the split, " << pool["untagged"] << " of the training part without any tag";
    if (pool["without_artist"] > 0) out << "; " << pool["without_artist"] << " name no artist, so nobody can check whose they are";
    out << ")\n";
    if (pool["labelled"] > 0 && pool["lines"] > 0) out << pool["labelled"] << " tracks of the list carry labels: they are learned from with these\n";
    if (pool["leaking"] == 0) {
        out << "No artist of the validation or test part is among them, and no copy of their tracks.\n";
        return;
    }
    out << pool["leaking"] << " more are by " << pool["shared_artist_count"] << " artists of the validation or test part, or copies of their tracks (" << pool["copies"] << ")";
    if (pool["held_out"] > 0) out << ", or of these parts themselves (" << pool["held_out"] << ")";
    for (std::size_t i = 0; i < pool["shared_artists"].size(); ++i)
        out << (i == 0 ? ": " : ", ") << printable(pool["shared_artists"][i].get<std::string>());
    out << '\n';
}

void showRejected(std::ostream& out, const Json& document)
{
    constexpr std::size_t kNamed = 5;
    if (!document.contains("rejected") || document["rejected"].empty()) return;
    const auto& rejected = document["rejected"];
    out << rejected.size() << " names of the list belong to no track that can be read:\n";
    for (std::size_t i = 0; i < std::min(kNamed, rejected.size()); ++i) {
        out << "  ";
        if (rejected[i].contains("line")) out << "line " << rejected[i]["line"] << ": ";
        out << printable(rejected[i]["path"].get<std::string>()) << " - " << rejected[i]["reason"].get<std::string>() << '\n';
    }
    if (rejected.size() > kNamed) out << "  ... --json names all\n";
}

void showKind(std::ostream& out, const Json& teacher, const std::string& student, const Json& parameters, const std::string& kind)
{
    out << "Knowledge " << kind << ": " << student << " (" << parameters << " parameters with 50 tags) learns from " << printable(teacher["name"].get<std::string>())
        << " (" << teacher["display_name"].get<std::string>() << ", " << teacher["parameters"] << ")\n";
}

void showPlan(std::ostream& out, const Json& plan)
{
    showKind(out, plan["teacher"], plan["student"]["display_name"].get<std::string>(), plan["student"]["parameters"], plan["kind"].get<std::string>());
    out << "Split " << printable(plan["split"].get<std::string>()) << ": " << plan["tags"] << " tags, " << plan["labelled"] << " labelled training tracks, " << plan["valid"]
        << " validation tracks\n";
    showPool(out, plan["unlabelled"]);
    showRejected(out, plan);
    const auto refusal = plan["refusal"].get<std::string>();
    out << (refusal.empty() ? "It can start." : "It would not start: " + printable(refusal)) << '\n';
}

void showStudent(std::ostream& out, const Json& document)
{
    if (document.contains("refusal")) {
        showPlan(out, document);
        return;
    }
    showKind(out, document["teacher"], document["architecture"].get<std::string>(), document["architecture_parameters"], document["kind"].get<std::string>());
    out << "Run " << document["run"] << " (" << printable(document["name"].get<std::string>()) << ", " << document["device"].get<std::string>() << "): "
        << document["epochs_trained"] << " epochs, best " << document["best_epoch"] << "; " << document["student"]["labelled_tracks"] << " labelled and "
        << document["student"]["unlabelled_tracks"] << " unlabelled tracks\n";
    showRejected(out, document);
    if (document.contains("test")) out << "Test part: " << document["test"]["headline"].get<std::string>() << '\n';
    else out << "Next: tagbench-cli evaluate " << document["run"] << '\n';
    out << "To tell what the student gained: tagbench-cli runs diff " << (document["teacher"]["run"].is_null() ? "TEACHER" : document["teacher"]["run"].dump()) << ' '
        << document["run"] << '\n';
}

Json parametersOf(const StudentOptions& options, std::uint64_t seed)
{
    Json parameters{{"teacher", options.teacher}, {"leave_out_artists", options.leaveOut}, {"strength", options.strength}, {"skeptical", options.skeptical},
                    {"rounds", options.rounds}, {"epochs", options.epochs}, {"batch", options.batch}, {"lr", options.learningRate},
                    {"weight_decay", options.weightDecay}, {"patience", options.patience}, {"windows", options.windows}, {"dropout", options.dropout},
                    {"seed", seed}, {"prepare", options.prepare}, {"evaluate", options.evaluate}};
    const auto put = [&](const char* key, const std::string& text) {
        if (!text.empty()) parameters[key] = text;
    };
    put("arch", options.arch);
    put("split", options.split);
    put("unlabelled", options.unlabelled);
    put("watch", options.watch);
    if (!options.poolList.empty()) engine::tasks::putPath(parameters, "pool_list", std::filesystem::absolute(options.poolList));
    put("from", options.from);
    put("name", options.name);
    put("notes", options.notes);
    if (options.dryRun) parameters["dry_run"] = true;
    return parameters;
}

void addWhat(CLI::App& student, StudentOptions& options)
{
    const std::string group = "What it learns from";
    student.add_option("teacher", options.teacher, "Run (number or name) or weight file whose answers stand in for labels")->required();
    student.add_option("--arch", options.arch, "Architecture of the student (default: the teacher's). As large or larger: knowledge expansion; smaller: knowledge distillation. "
                                               "It must read melgrams of the teacher's preset")->group(group);
    student.add_option("--split", options.split, "Split with the labelled tracks, for a teacher that is a weight file (default: the split the teacher has learned from, which no other may replace)")->group(group);
    student.add_option("--unlabelled", options.unlabelled, "Only unlabelled tracks that this filter finds, in the words of library list --filter, for instance path:new/ (default: all tracks in no part "
                                                           "of the split and all tracks of the training part that carry no tag)")->group(group);
    student.add_option("--pool-list", options.poolList, "Only unlabelled tracks that this file names, one a line: their ids or paths, relative ones from the file's folder. Empty lines and lines from # on say "
                                                        "nothing, so a playlist will do. Names of no track are told (exit status 3); with --unlabelled both hold")->check(CLI::ExistingFile)->type_name("FILE")->group(group);
    student.add_flag("--leave-out-artists", options.leaveOut, "Leave out unlabelled tracks by artists of the validation or test part, copies of their tracks, and tracks of these parts that a list names; without it they make the training refuse to start")->group(group);
    student.add_flag("--prepare", options.prepare, "Build missing melgrams of the labelled tracks first; unlabelled ones are read from their files")->group(group);
}

void addHow(CLI::App& student, StudentOptions& options)
{
    const std::string group = "How it learns";
    student.add_option("--strength", options.strength, "How often the sound is changed before the student hears it (polarity, noise, gain, filter, delay, pitch, reverb): 1 as published, 0 never")->check(CLI::Range(0.0, 2.0))->capture_default_str()->group(group);
    student.add_option("--skeptical", options.skeptical, "Believe a missing label less where the teacher gives the tag a probability P from this threshold on: it weighs 1 - P (0: off; 0.5 is a sensible threshold)")->check(CLI::Range(0.0, 1.0))->capture_default_str()->group(group);
    student.add_option("--rounds", options.rounds, "Rounds; the student of one is the teacher of the next")->check(CLI::Range(1, 20))->capture_default_str()->group(group);
    student.add_option("--from", options.from, "Start from the weights of a run or weight file of the student's architecture, for instance the teacher's (default: fresh weights)")->group(group);
    student.add_option("--epochs", options.epochs, "Epochs in all, of each round; the longer of labelled and unlabelled tracks sets how long one is")->check(CLI::Range(1, 100000))->capture_default_str()->group(group);
    student.add_option("--batch", options.batch, "Windows a batch, half of them labelled")->check(CLI::Range(2, 4096))->capture_default_str()->group(group);
    student.add_option("--lr", options.learningRate, "Learning rate of Adam")->capture_default_str()->group(group);
    student.add_option("--weight-decay", options.weightDecay, "L2 weight decay")->capture_default_str()->group(group);
    student.add_option("--patience", options.patience, "Stop after so many epochs without progress of what --watch says (0: never; published: 40)")->check(CLI::Range(0, 100000))->capture_default_str()->group(group);
    student.add_option("--watch", options.watch, "What the best epoch is chosen by, on the validation part: roc_auc, or loss as published")->check(CLI::IsMember({"roc_auc", "loss"}))->capture_default_str()->group(group);
    student.add_option("--windows", options.windows, "Random windows of each labelled track an epoch")->check(CLI::Range(1, 1000))->capture_default_str()->group(group);
    student.add_option("--dropout", options.dropout, "Share of the architecture's own dropout, 0 to 2; part of the student's noise")->check(CLI::Range(0.0, 2.0))->capture_default_str()->group(group);
    student.add_option("--name", options.name, "Name of the run (default: Student of TEACHER)")->group(group);
    student.add_option("--notes", options.notes, "Kept with the run")->group(group);
    student.add_flag("--evaluate", options.evaluate, "Measure the test part afterwards")->group(group);
    student.add_flag("--dry-run", options.dryRun, "Train nothing: say what it would be, how many unlabelled tracks there are, and whether an artist forbids it");
}

void add(CLI::App& root, CommandSink& sink)
{
    const auto options = std::make_shared<StudentOptions>();
    auto* student = root.add_subcommand("student",
                                        "Train a noisy student (semi-supervised): half of each batch are labelled windows, the other half unlabelled ones, for which the answers of a "
                                        "trained teacher stand in. The teacher hears the sound as it is, the student a changed one. The result is a run like any other.");
    student->footer("A student needs a teacher trained on the labels there are, and more music of the same kind without labels. It gives a run of its own: compare it with its "
                    "teacher on the test part, for it does not always help. The teacher is never changed; its check sum is in the result.\n"
                    "A stopped student goes on with: tagbench-cli train --resume RUN, or with the same command.\n\n"
                    "Example: tagbench-cli train --arch mtt_teacher --name teacher --prepare\n"
                    "         tagbench-cli student teacher --arch mtt_student --dry-run\n"
                    "         tagbench-cli student teacher --arch mtt_student --leave-out-artists --evaluate");
    addWhat(*student, *options);
    addHow(*student, *options);
    sink.bind(student, [options](CommandContext& context) { return runTask(context, "train_student", parametersOf(*options, context.options.seed), showStudent); });
}

}  // namespace

extern const CommandEntry student_command;
const CommandEntry student_command{add};

}  // namespace app
