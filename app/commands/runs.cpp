#include <algorithm>
#include <cmath>
#include <iomanip>
#include <iostream>

#include "app/commands/command.h"
#include "app/commands/runs_exchange.h"
#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/classify_keep.h"
#include "engine/tasks/run_settings.h"

namespace app {

namespace {

using engine::Json;

Json number(double value)
{
    return std::isnan(value) ? Json(nullptr) : Json(value);
}

Json epochJson(const engine::store::EpochRow& row)
{
    return {{"epoch", row.epoch}, {"train_loss", number(row.trainLoss)}, {"train_roc_auc", number(row.trainRocAuc)},
            {"train_average_precision", number(row.trainAveragePrecision)}, {"valid_loss", number(row.validLoss)},
            {"valid_roc_auc", number(row.validRocAuc)}, {"valid_average_precision", number(row.validAveragePrecision)},
            {"learning_rate", number(row.learningRate)}, {"samples_per_second", number(row.samplesPerSecond)}, {"seconds", number(row.seconds)}};
}

Json runJson(engine::store::Workspace& workspace, const engine::store::Run& run)
{
    const auto epochs = workspace.runs().epochs(run.id);
    const auto best = std::find_if(epochs.begin(), epochs.end(), [&](const auto& row) { return row.epoch == run.bestEpoch; });
    Json json{{"run", value(run.id)}, {"kind", "neural"}, {"name", run.name}, {"architecture", run.architecture}, {"state", run.state}, {"device", run.device},
              {"created_at", run.createdAt}, {"finished_at", run.finishedAt}, {"epochs", epochs.size()}, {"best_epoch", run.bestEpoch}};
    json["best_valid_roc_auc"] = best == epochs.end() ? Json(nullptr) : number(best->validRocAuc);
    json["last_valid_roc_auc"] = epochs.empty() ? Json(nullptr) : number(epochs.back().validRocAuc);
    const auto test = workspace.runs().evaluation(run.id, "test");
    json["test_roc_auc"] = test && test->contains("macro") ? (*test)["macro"]["roc_auc"] : Json(nullptr);
    json["notes"] = run.notes;
    return json;
}

Json detailedJson(engine::store::Workspace& workspace, const engine::store::Run& run)
{
    auto json = runJson(workspace, run);
    json["preset_hash"] = run.presetHash;
    json["seed"] = run.seed;
    json["config"] = run.config;
    json["versions"] = run.versions;
    auto tags = Json::array();
    for (std::size_t i = 0; i < run.tags.size(); ++i)
        tags.push_back({{"tag", run.tags[i].name}, {"type", run.tags[i].type}, {"threshold", i < run.thresholds.size() ? Json(run.thresholds[i]) : Json(nullptr)}});
    json["tags"] = std::move(tags);
    auto curve = Json::array();
    for (const auto& row : workspace.runs().epochs(run.id))
        curve.push_back(epochJson(row));
    json["curve"] = std::move(curve);
    return json;
}

std::string shown(const Json& value, int digits = 4)
{
    if (value.is_null()) return "n/a";
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", digits, value.get<double>());
    return text;
}

/// What classic models reached stands beside the networks: ROC-AUC on rows not seen, one class against all others, macro.
Json classicRows(engine::store::Workspace& workspace)
{
    auto rows = Json::array();
    for (const auto& experiment : workspace.experiments().list()) {
        auto row = engine::tasks::experimentRow(experiment);
        row["test_roc_auc"] = row["best"].is_null() ? Json(nullptr) : row["best"]["roc_auc"];
        rows.push_back(std::move(row));
    }
    return rows;
}

void showClassicRows(std::ostream& out, const Json& rows)
{
    if (!rows.empty()) out << "\nClassic models (classify show N):\n";
    for (const auto& row : rows) {
        out << std::right << std::setw(4) << row["experiment"].get<std::int64_t>() << "  " << std::left << std::setw(34) << printable(row["name"].get<std::string>()) << std::setw(10)
            << row["state"].get<std::string>() << "classic " << row["kind"].get<std::string>();
        if (const auto& best = row["best"]; !best.is_null())
            out << ", best " << best["model"].get<std::string>() << ", test ROC-AUC " << shown(best["roc_auc"]) << ", accuracy " << shown(best["accuracy"]);
        out << '\n';
    }
}

int list(CommandContext& context)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    auto all = Json::array();
    for (const auto& run : workspace.runs().list())
        all.push_back(runJson(workspace, run));
    const auto classic = classicRows(workspace);
    context.result({{"runs", all}, {"classic", classic}}, [&](std::ostream& out) {
        if (all.empty()) out << "No run yet. Train one: tagbench-cli train --arch musicnn\n";
        for (const auto& run : all)
            out << std::right << std::setw(4) << run["run"].get<std::int64_t>() << "  " << std::left << std::setw(34) << printable(run["name"].get<std::string>()) << std::setw(10)
                << run["state"].get<std::string>() << "epochs " << run["epochs"] << ", validation ROC-AUC best " << shown(run["best_valid_roc_auc"])
                << " (epoch " << run["best_epoch"] << "), last " << shown(run["last_valid_roc_auc"]) << ", test ROC-AUC " << shown(run["test_roc_auc"]) << '\n';
        showClassicRows(out, classic);
    });
    return kSuccess;
}

int show(CommandContext& context, const std::string& which)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    const auto json = detailedJson(workspace, workspace.runs().resolve(which));
    context.result(json, [&](std::ostream& out) {
        out << "Run " << json["run"] << ": " << printable(json["name"].get<std::string>()) << ", " << json["architecture"].get<std::string>() << ", "
            << json["state"].get<std::string>() << ", " << json["device"].get<std::string>() << "\n" << json["tags"].size() << " tags, seed " << json["seed"] << "\n";
        out << "epoch  loss     valid loss  ROC-AUC  valid ROC-AUC  valid AP\n";
        for (const auto& row : json["curve"])
            out << std::right << std::setw(5) << row["epoch"] << "  " << shown(row["train_loss"]) << "   " << shown(row["valid_loss"]) << "      "
                << shown(row["train_roc_auc"]) << "   " << shown(row["valid_roc_auc"]) << "         " << shown(row["valid_average_precision"]) << '\n';
    });
    return kSuccess;
}

int diff(CommandContext& context, const std::string& a, const std::string& b)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    const auto first = workspace.runs().resolve(a), second = workspace.runs().resolve(b);
    auto differences = Json::array();
    for (const auto& row : engine::tasks::differingSettings({engine::tasks::runSettings(workspace, first), engine::tasks::runSettings(workspace, second)}))
        differences.push_back({{"setting", row.setting}, {"a", row.values[0]}, {"b", row.values[1]}});
    const Json document{{"a", value(first.id)}, {"b", value(second.id)}, {"differences", differences},
                        {"results", {{"a", runJson(workspace, first)}, {"b", runJson(workspace, second)}}}};
    context.result(document, [&](std::ostream& out) {
        const auto line = [&](const std::string& name, const std::string& left, const std::string& right) {
            out << std::left << std::setw(26) << name << std::setw(30) << printable(left) << "  " << printable(right) << '\n';
        };
        const auto text = [](const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); };
        line("", std::to_string(value(first.id)) + " " + first.name, std::to_string(value(second.id)) + " " + second.name);
        for (const auto& row : differences)
            line(row["setting"].get<std::string>(), text(row["a"]), text(row["b"]));
        if (differences.empty()) out << "The same settings.\n";
        for (const auto* result : {"best_valid_roc_auc", "last_valid_roc_auc"})
            line(result, shown(document["results"]["a"][result]), shown(document["results"]["b"][result]));
    });
    return kSuccess;
}

int note(CommandContext& context, const std::string& which, const std::string& text)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    const auto run = workspace.runs().resolve(which);
    workspace.runs().setNotes(run.id, text);
    context.result({{"run", value(run.id)}, {"notes", text}},
                   [&](std::ostream& out) { out << "Run " << value(run.id) << (text.empty() ? " has no note any more\n" : " has its note\n"); });
    return kSuccess;
}

int finish(CommandContext& context, const std::string& which)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    const auto run = workspace.runs().resolve(which);
    const auto all = workspace.runs().summaries();
    const auto summary = std::find_if(all.begin(), all.end(), [&](const auto& row) { return row.run.id == run.id; });
    const auto subject = "run " + std::to_string(value(run.id));
    if (summary == all.end() || summary->standing() != "training")
        throw engine::Error(engine::ErrorCode::InvalidArgument, subject, "is not in training now, so there is nothing to finish");
    workspace.runs().setFinishAsked(run.id, true);
    context.result({{"run", value(run.id)}, {"finish_asked", true}},
                   [&](std::ostream& out) { out << subject << " finishes as soon as one epoch is kept; its best epoch is the result\n"; });
    return kSuccess;
}

void add(CLI::App& root, CommandSink& sink)
{
    auto* runs = root.add_subcommand("runs", "Trainings of this workspace.");
    runs->require_subcommand(1);
    sink.bind(runs->add_subcommand("list", "All runs, newest first: networks with best and last validation and test ROC-AUC, then experiments with classic models."), list);
    const auto which = std::make_shared<std::string>();
    auto* showCommand = runs->add_subcommand("show", "One run: settings, tags with thresholds, every epoch.");
    showCommand->add_option("RUN", *which, "Number, name or latest")->required();
    sink.bind(showCommand, [which](CommandContext& context) { return show(context, *which); });
    const auto pair = std::make_shared<std::pair<std::string, std::string>>();
    auto* diffCommand = runs->add_subcommand("diff", "Settings in which two runs differ, and their best and last validation ROC-AUC.");
    diffCommand->add_option("A", pair->first, "Number or name")->required();
    diffCommand->add_option("B", pair->second, "Number or name")->required();
    sink.bind(diffCommand, [pair](CommandContext& context) { return diff(context, pair->first, pair->second); });
    const auto remark = std::make_shared<std::pair<std::string, std::string>>();
    auto* noteCommand = runs->add_subcommand("note", "Keep a note with a run; it replaces the one before, an empty one removes it.");
    noteCommand->add_option("RUN", remark->first, "Number, name or latest")->required();
    noteCommand->add_option("TEXT", remark->second, "The note")->required();
    sink.bind(noteCommand, [remark](CommandContext& context) { return note(context, remark->first, remark->second); });
    const auto finished = std::make_shared<std::string>();
    auto* finishCommand = runs->add_subcommand("finish", "End a training that runs in another program now, and keep its best epoch. It is "
                                                         "evaluated as usual, and `train --resume RUN --epochs N` can go on with it later.");
    finishCommand->add_option("RUN", *finished, "Number, name or latest")->required();
    sink.bind(finishCommand, [finished](CommandContext& context) { return finish(context, *finished); });
    addRunsExchange(*runs, sink);
}

}  // namespace

extern const CommandEntry runs_command;
const CommandEntry runs_command{add};

}  // namespace app
