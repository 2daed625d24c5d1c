#include "ui/pages/features/experiment_data.h"

#include <algorithm>

#include "engine/tasks/classify_report.h"

namespace ui::features {

namespace {

using engine::report::ConfusionTable;

/// By the classes the model named, which need not be the most probable ones.
ConfusionTable confusionOf(const engine::Json& counts, const std::string& heading)
{
    const auto classes = counts.size();
    ConfusionTable table{heading, true, {}, {classes, {}}, std::vector<std::size_t>(classes), std::vector<std::size_t>(classes)};
    for (std::size_t truth = 0; truth < classes; ++truth) {
        table.places.push_back(truth);
        for (std::size_t given = 0; given < classes; ++given) {
            const auto count = counts[truth][given].get<std::size_t>();
            table.counts.cells.push_back(count);
            table.rowTotals[truth] += count;
            table.columnTotals[given] += count;
        }
    }
    return table;
}

/// What the classes are, in one word: the type of tags, or the column of the file.
std::string headingOf(const engine::store::Experiment& row)
{
    const auto type = row.source.value("label_type", std::string());
    return type.empty() ? row.parameters.value("label", std::string("label")) : type;
}

EvaluationPtr evaluationOf(engine::store::Workspace& workspace, const engine::store::Experiment& row, const std::string& model)
{
    auto view = std::make_shared<EvaluationView>();
    view->report = engine::tasks::classicValues(workspace, row, model);
    view->confusions.push_back(confusionOf(row.document["models"][model]["confusion"], headingOf(row)));
    return view;
}

}  // namespace

std::vector<std::string> LoadedExperiment::ranking() const
{
    return row.document.value("ranking", std::vector<std::string>{});
}

ExperimentPtr loadExperiment(engine::store::Workspace& workspace, engine::store::ExperimentId id, std::size_t best)
{
    auto row = workspace.experiments().find(id);
    if (!row || !row->document.is_object()) return nullptr;
    auto loaded = std::make_shared<LoadedExperiment>();
    loaded->row = std::move(*row);
    auto ids = loaded->ranking();
    ids.resize(std::min(ids.size(), best));
    for (const auto& model : ids) {
        auto answers = workspace.experiments().answers(id, model);
        if (!answers) continue;
        loaded->evaluations[model] = evaluationOf(workspace, loaded->row, model);
        loaded->answers[model] = std::move(*answers);
    }
    return loaded;
}

std::vector<engine::TrackId> tracksBehind(const LoadedExperiment& experiment, const std::string& model, const Choice& cell, const LoadedTable& table)
{
    const auto found = experiment.answers.find(model);
    if (found == experiment.answers.end() || table.table.tracks.empty() || table.hash != experiment.row.tableHash) return {};
    const auto& names = table.table.classes;
    std::vector<engine::TrackId> tracks;
    for (std::size_t i = 0; i < found->second.rows.size(); ++i)
        if (names[static_cast<std::size_t>(found->second.truth[i])] == cell.tag.tag && names[static_cast<std::size_t>(found->second.answers[i])] == cell.given.tag)
            tracks.push_back(table.table.tracks[static_cast<std::size_t>(found->second.rows[i])]);
    return tracks;
}

}  // namespace ui::features
