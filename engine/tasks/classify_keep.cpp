#include "engine/tasks/classify_keep.h"

#include <filesystem>

#include "engine/core/error.h"

namespace engine::tasks {

namespace {

/// A job that goes on after a kill makes its experiment anew; what it left behind says nothing.
void removeRestOf(store::Workspace& workspace, JobId job)
{
    for (const auto& row : workspace.experiments().list())
        if (row.job == job && row.state != "done") workspace.experiments().remove(row.id);
}

std::string nameFor(const std::string& kind, const ClassifySetup& setup)
{
    std::string text = kind == "final" ? "final: " : kind == "grid" ? "grid search: " : "";
    if (setup.models.size() > 3) return text + std::to_string(setup.models.size()) + " models";
    for (std::size_t i = 0; i < setup.models.size(); ++i)
        text += (i > 0 ? ", " : "") + setup.models[i].id;
    return text;
}

std::optional<double> numberAt(const Json& json, const char* key)
{
    return json.contains(key) && json[key].is_number() ? std::optional(json[key].get<double>()) : std::nullopt;
}

Json orNull(const std::optional<double>& number)
{
    return number ? Json(*number) : Json();
}

}  // namespace

KeptExperiment::KeptExperiment(TaskContext& context, std::string kind, const Json& parameters, const ClassifySetup& setup) : m_context(context)
{
    if (value(context.job) > 0) removeRestOf(context.workspace, context.job);
    m_row.kind = std::move(kind);
    m_row.name = parameters.value("name", std::string());
    if (m_row.name.empty()) m_row.name = nameFor(m_row.kind, setup);
    m_row.source = setup.source;
    m_row.tableHash = tableHash(setup.table);
    m_row.plan = setup.plan->description();
    m_row.deciding = classic::metricName(setup.options.deciding);
    m_row.seed = setup.options.seed;
    m_row.version = TAGBENCH_VERSION;
    m_row.parameters = parameters;
    m_row.parameters.erase("then");
    m_row.parent = setup.from;
    if (value(context.job) > 0) m_row.job = context.job;
    m_row.id = context.workspace.experiments().create(m_row);
}

Json KeptExperiment::keep(const std::function<Json()>& body)
{
    auto experiments = m_context.workspace.experiments();
    try {
        Json document{{"experiment", value(m_row.id)}, {"kind", m_row.kind}, {"name", m_row.name}};
        document["from"] = m_row.parent ? Json(value(*m_row.parent)) : Json();
        document["source"] = m_row.source;
        document["table_hash"] = m_row.tableHash;
        document["version"] = m_row.version;
        document.update(body());
        m_row.state = "done";
        m_row.document = document;
        noteBest(m_row, document);
        experiments.update(m_row);
        return document;
    } catch (const Cancelled&) {
        m_row.state = "stopped";
        experiments.update(m_row);
        throw;
    } catch (...) {
        m_row.state = "failed";
        experiments.update(m_row);
        throw;
    }
}

void KeptExperiment::putAnswers(const classic::ModelResult& result, const classic::Table& table)
{
    store::ExperimentAnswers answers;
    for (const auto r : result.rows) {
        answers.rows.push_back(static_cast<std::int32_t>(r));
        answers.truth.push_back(table.labels[r]);
    }
    answers.answers.assign(result.prediction.classes.begin(), result.prediction.classes.end());
    answers.shares.assign(result.prediction.probabilities.begin(), result.prediction.probabilities.end());
    m_context.workspace.experiments().putAnswers(m_row.id, result.choice.id, answers);
}

void noteBest(store::Experiment& row, const Json& document)
{
    if (document["ranking"].empty()) return;
    row.bestModel = document["ranking"][0].get<std::string>();
    const auto& best = document["models"][row.bestModel];
    row.bestValue = numberAt(best["deciding"], "value");
    row.accuracy = numberAt(best["accuracy"], "mean");
    row.rocAuc = numberAt(best["macro"], "roc_auc");
}

Json experimentRow(const store::Experiment& experiment)
{
    Json row{{"experiment", value(experiment.id)}, {"kind", experiment.kind}, {"name", experiment.name}, {"state", experiment.standing()},
             {"source", experiment.source}, {"table_hash", experiment.tableHash}, {"plan", experiment.plan}, {"deciding", experiment.deciding}};
    row["best"] = experiment.bestModel.empty() ? Json()
                                               : Json{{"model", experiment.bestModel}, {"value", orNull(experiment.bestValue)}, {"accuracy", orNull(experiment.accuracy)},
                                                      {"roc_auc", orNull(experiment.rocAuc)}};
    row["seed"] = experiment.seed;
    row["from"] = experiment.parent ? Json(value(*experiment.parent)) : Json();
    row["model_file"] = experiment.modelFile.empty() ? Json() : Json(experiment.modelFile);
    row["version"] = experiment.version;
    row["created_at"] = experiment.createdAt;
    row["finished_at"] = experiment.finishedAt;
    return row;
}

void removeExperiment(store::Workspace& workspace, store::ExperimentId id)
{
    const auto experiment = workspace.experiments().find(id);
    const auto subject = "experiment " + std::to_string(value(id));
    if (!experiment) throw Error(ErrorCode::NotFound, subject, "is not there; classify list shows those there are");
    if (experiment->standing() == "running") throw Error(ErrorCode::Busy, subject, "is running; cancel its job first");
    workspace.experiments().remove(id);
    std::error_code ignored;   // a file that stays behind harms nothing
    if (!experiment->modelFile.empty()) std::filesystem::remove(workspace.classicFolder() / experiment->modelFile, ignored);
}

}  // namespace engine::tasks
