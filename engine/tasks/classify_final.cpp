#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "engine/classic/importance.h"
#include "engine/classic/model_file.h"
#include "engine/core/error.h"
#include "engine/tasks/classify_keep.h"
#include "engine/tasks/classify_setup.h"
#include "engine/tasks/task.h"

/// Parameters: from (number of an experiment that is done), model (one of its), reasons (in the user's words), repeats (of each shuffle), name.
/// The scores are those of that experiment; nothing is chosen by its test rows a second time.
namespace engine::tasks {

namespace {

std::string inWords(double value, const char* format = "%.3f")
{
    char text[32];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

/// What was fitted, on what.
struct FinalFit {
    classic::ModelChoice choice;
    classic::TrainingRows rows;
    const classic::ValidationRows* validation = nullptr;   ///< of a plan with one round, where it has some
    std::string sentence;
};

Json searched(const ClassifySetup& setup, const classic::ModelChoice& choice, const FinalFit& fit, TaskContext& context)
{
    return classic::gridSearch(setup.table, fit.rows, fit.validation, choice, setup.options, context.control).front().settings;
}

/// The settings the experiment had; where it searched, the same search again on the rows the final model learns from.
classic::ModelChoice chosenSettings(const ClassifySetup& setup, const Json& parent, const FinalFit& fit, TaskContext& context)
{
    auto choice = setup.models.front();
    if (parent.contains("members")) choice.members = parent["members"];
    if (!setup.options.grid) return choice;
    if (choice.id != "vote") {
        choice.changes = searched(setup, choice, fit, context);
        return choice;
    }
    for (const auto& member : classic::membersOf(choice))
        choice.members[member] = searched(setup, {member, choice.members.value(member, Json::object()), Json::object()}, fit, context);
    return choice;
}

FinalFit fitFor(const ClassifySetup& setup)
{
    const auto& rounds = setup.plan->rounds();
    if (rounds.size() > 1)
        return {{}, classic::allRows(setup.table), nullptr,
                "Learnt from all " + std::to_string(setup.table.rows()) + " rows. The scores are those of the " + std::to_string(rounds.size()) +
                    " rounds, where models fitted in the same way answered for rows they had not seen."};
    const auto& round = rounds.front();
    return {{}, round.training, round.validation ? &*round.validation : nullptr,
            "Learnt from the " + std::to_string(round.training.rows().size()) + " training rows; the scores are this model's on the " +
                std::to_string(round.test.count()) + " test rows."};
}

/// In how many rounds one model was ahead of another by the deciding metric.
std::string aheadOf(const Json& models, const std::string& model, const std::string& other)
{
    const auto& own = models[model]["deciding"]["rounds"];
    const auto& theirs = models[other]["deciding"]["rounds"];
    std::size_t ahead = 0;
    for (std::size_t r = 0; r < own.size(); ++r)
        ahead += own[r].get<double>() > theirs[r].get<double>() ? 1 : 0;
    return "Ahead of " + other + " (" + inWords(models[other]["deciding"]["value"].get<double>()) + ") in " + std::to_string(ahead) + " of " + std::to_string(own.size()) +
           " rounds.";
}

/// Reasons that can be read off the experiment, for whoever asks later.
Json factsFor(const Json& parent, const std::string& model)
{
    auto facts = Json::array();
    const auto& ranking = parent["ranking"];
    const auto place = static_cast<std::size_t>(std::find(ranking.begin(), ranking.end(), model) - ranking.begin());
    const auto& own = parent["models"][model];
    facts.push_back("Place " + std::to_string(place + 1) + " of " + std::to_string(ranking.size()) + " by " + parent["deciding"].get<std::string>() + ": " +
                    inWords(own["deciding"]["value"].get<double>()) + ".");
    facts.push_back("Accuracy " + inWords(own["accuracy"]["mean"].get<double>()) + " on average over " + std::to_string(own["accuracy"]["folds"].size()) + " rounds (" +
                    inWords(own["accuracy"]["min"].get<double>()) + " to " + inWords(own["accuracy"]["max"].get<double>()) + ").");
    if (ranking.size() > 1) facts.push_back(aheadOf(parent["models"], model, ranking[place == 0 ? 1 : 0].get<std::string>()));
    if (!parent["partition"].is_null() && parent["partition"]["models"].contains(model))
        facts.push_back("Accuracy " + inWords(parent["partition"]["models"][model]["accuracy"]["mean"].get<double>()) + " where artists are kept apart.");
    const auto& classes = own["per_class"];
    const auto weakest = std::min_element(classes.begin(), classes.end(), [](const auto& a, const auto& b) { return a["recall"].template get<double>() < b["recall"].template get<double>(); });
    facts.push_back("Weakest class: " + (*weakest)["class"].get<std::string>() + ", recall " + inWords((*weakest)["recall"].get<double>()) + ".");
    return facts;
}

/// Features by what shuffling costs, the costliest first.
Json importanceJson(const classic::FittedModel& model, const classic::PermutationImportance& permuted)
{
    const auto gains = model.gains();
    std::vector<std::size_t> order(model.columns().size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return permuted.mean[a] > permuted.mean[b]; });
    auto rows = Json::array();
    for (const auto c : order)
        rows.push_back({{"feature", model.columns()[c]}, {"gain", gains.empty() ? Json() : Json(gains[c])},
                        {"permutation", {{"mean", permuted.mean[c]}, {"sd", permuted.deviation[c]}}}});
    return rows;
}

struct Final {
    ClassifySetup setup;
    store::Experiment parent;
    std::string model, said;
    std::size_t repeats = 10;
};

Final finalFor(const Json& parameters, TaskContext& context)
{
    Final wanted;
    if (!parameters.contains("from")) throw Error(ErrorCode::InvalidArgument, "from", "name the experiment the final model comes out of");
    auto complete = inheritedParameters(parameters, context.workspace);
    wanted.parent = context.workspace.experiments().resolve(std::to_string(parameters["from"].get<std::int64_t>()));
    wanted.model = parameters.value("model", wanted.parent.bestModel);
    wanted.said = parameters.value("reasons", std::string());
    wanted.repeats = parameters.value("repeats", wanted.repeats);
    if (wanted.repeats < 1) throw Error(ErrorCode::InvalidArgument, "repeats", "once at least");
    const auto subject = "experiment " + std::to_string(value(wanted.parent.id));
    if (!wanted.parent.document["models"].contains(wanted.model)) throw Error(ErrorCode::NotFound, wanted.model, "is not one of the models of " + subject);
    complete["models"] = {wanted.model};
    wanted.setup = classifySetup(complete, context.workspace, context.threads);
    if (tableHash(wanted.setup.table) != wanted.parent.tableHash)
        throw Error(ErrorCode::Mismatch, subject, "its table has changed since; compare the models on the table as it is now first");
    return wanted;
}

std::string fileName(store::ExperimentId id)
{
    return "experiment-" + std::to_string(value(id)) + ".model";
}

/// The file a final model is kept in; nothing is left of it if what follows fails.
std::uintmax_t keepFile(const classic::FittedModel& model, KeptExperiment& kept, TaskContext& context)
{
    const auto folder = context.workspace.classicFolder();
    std::filesystem::create_directories(folder);
    kept.row().modelFile = fileName(kept.row().id);
    classic::writeModel(folder / kept.row().modelFile, model);
    return std::filesystem::file_size(folder / kept.row().modelFile);
}

Json chosenDocument(const Final& wanted, KeptExperiment& kept, TaskContext& context)
{
    const auto begun = std::chrono::steady_clock::now();
    const auto& setup = wanted.setup;
    const auto& parent = wanted.parent.document;
    auto fit = fitFor(setup);
    fit.choice = chosenSettings(setup, parent["models"][wanted.model], fit, context);
    context.control.step("final model", 0, 1);
    const auto model = classic::FittedModel::fit(fit.choice, setup.table, fit.rows, {setup.options.seed, true, setup.options.deciding, context.control.stop()});
    const auto permuted = fit.validation ? classic::permutationImportance(model, setup.table, *fit.validation, wanted.repeats, setup.options, context.control)
                                         : classic::permutationImportance(fit.choice, setup.table, fit.rows, wanted.repeats, setup.options, context.control);
    Json document;
    for (const auto* key : {"table", "plan", "rounds", "deciding", "classes", "features", "health"})
        document[key] = parent[key];
    document["models"] = {{wanted.model, parent["models"][wanted.model]}};
    document["ranking"] = {wanted.model};
    document["partition"] = parent["partition"];
    if (!parent["partition"].is_null()) document["partition"]["models"] = {{wanted.model, parent["partition"]["models"][wanted.model]}};
    document["warnings"] = parent["warnings"];
    const auto choice = toJson(fit.choice);
    const auto basis = (fit.validation ? "on the validation rows" : "on rows left out in " + std::to_string(setup.options.innerFolds) + " inner folds");
    document["final"] = {{"model", wanted.model}, {"settings", choice["settings"]}, {"reasons", {{"said", wanted.said}, {"facts", factsFor(parent, wanted.model)}}},
                         {"compared", parent["ranking"]}, {"fitted_on", fit.sentence}, {"trees", model.treeCount()},
                         {"importance", importanceJson(model, permuted)},
                         {"importance_of", {{"metric", classic::metricName(setup.options.deciding)}, {"whole", permuted.whole}, {"rows", permuted.rows}, {"repeats", permuted.repeats},
                                            {"basis", basis}}}};
    if (choice.contains("members")) document["final"]["members"] = choice["members"];
    document["final"]["bytes"] = keepFile(model, kept, context);
    document["final"]["file"] = kept.row().modelFile;
    document["seed"] = setup.options.seed;
    document["threads"] = context.threads;
    document["wall_s"] = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    if (const auto answers = context.workspace.experiments().answers(wanted.parent.id, wanted.model))
        context.workspace.experiments().putAnswers(kept.row().id, wanted.model, *answers);
    return document;
}

Json chooseFinal(const Json& parameters, TaskContext& context)
{
    const auto wanted = finalFor(parameters, context);
    KeptExperiment kept(context, "final", parameters, wanted.setup);
    return kept.keep([&] { return chosenDocument(wanted, kept, context); });
}

}  // namespace

extern const TaskEntry classify_final_task;
const TaskEntry classify_final_task{"classify_final", LaneKind::Library, chooseFinal};

}  // namespace engine::tasks
