#include "ui/pages/features/experiment_data.h"

#include <algorithm>

#include "engine/evaluate/ranking.h"

namespace ui::features {

namespace {

using engine::report::ConfusionTable;

ConfusionTable confusionOf(const engine::store::ExperimentAnswers& answers, std::size_t classes, const std::string& heading)
{
    ConfusionTable table{heading, true, {}, {classes, std::vector<std::size_t>(classes * classes)}, std::vector<std::size_t>(classes), std::vector<std::size_t>(classes)};
    for (std::size_t c = 0; c < classes; ++c)
        table.places.push_back(c);
    for (std::size_t i = 0; i < answers.truth.size(); ++i) {
        const auto truth = static_cast<std::size_t>(answers.truth[i]), given = static_cast<std::size_t>(answers.answers[i]);
        ++table.counts.cells[truth * classes + given];
        ++table.rowTotals[truth];
        ++table.columnTotals[given];
    }
    return table;
}

void addCurves(engine::report::TagReport& report, const engine::evaluate::Scores& scores, const engine::evaluate::Truth& truth, const std::vector<std::string>& names)
{
    for (std::size_t c = 0; c < names.size(); ++c) {
        const auto ranked = engine::evaluate::rank(scores.column(c), truth.column(c));
        if (!ranked.hasBothClasses()) continue;
        report.curves.push_back({names[c], c, engine::evaluate::thinned(engine::evaluate::rocCurve(ranked), engine::report::kCurvePoints),
                                 engine::evaluate::thinned(engine::evaluate::precisionRecallCurve(ranked), engine::report::kCurvePoints)});
    }
}

/// What the classes are, in one word: the type of tags, or the column of the file.
std::string headingOf(const engine::store::Experiment& row)
{
    const auto type = row.source.value("label_type", std::string());
    return type.empty() ? row.parameters.value("label", std::string("label")) : type;
}

}  // namespace

std::vector<std::string> LoadedExperiment::ranking() const
{
    return row.document.value("ranking", std::vector<std::string>{});
}

EvaluationPtr evaluationOf(const engine::store::ExperimentAnswers& answers, const std::vector<std::string>& names, const std::string& heading)
{
    const auto rows = answers.truth.size();
    const std::vector<double> shares(answers.shares.begin(), answers.shares.end());
    std::vector<std::uint8_t> truth(rows * names.size());
    for (std::size_t i = 0; i < rows; ++i)
        truth[i * names.size() + static_cast<std::size_t>(answers.truth[i])] = 1;
    const engine::evaluate::Scores scoreView(shares, rows, names.size());
    const engine::evaluate::Truth truthView(truth, rows, names.size());
    auto view = std::make_shared<EvaluationView>();
    view->report.evaluation = engine::evaluate::evaluateTags(scoreView, truthView, names, std::vector<std::string>(names.size(), heading), {});
    addCurves(view->report, scoreView, truthView, names);
    view->confusions.push_back(confusionOf(answers, names.size(), heading));
    return view;
}

ExperimentPtr loadExperiment(engine::store::Workspace& workspace, engine::store::ExperimentId id, std::size_t best)
{
    auto row = workspace.experiments().find(id);
    if (!row || !row->document.is_object()) return nullptr;
    auto loaded = std::make_shared<LoadedExperiment>();
    loaded->row = std::move(*row);
    const auto names = loaded->document().value("classes", std::vector<std::string>{});
    auto ids = loaded->ranking();
    ids.resize(std::min(ids.size(), best));
    for (const auto& model : ids) {
        auto answers = workspace.experiments().answers(id, model);
        if (!answers || answers->shares.size() != answers->truth.size() * names.size()) continue;
        loaded->evaluations[model] = evaluationOf(*answers, names, headingOf(loaded->row));
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
