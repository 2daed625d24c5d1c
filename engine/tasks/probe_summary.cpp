#include "engine/tasks/probe_summary.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "engine/core/csv.h"
#include "engine/core/translatable.h"

namespace engine::tasks {

namespace {

std::size_t placeOf(const Json& list, const std::string& text)
{
    const auto found = std::find(list.begin(), list.end(), Json(text));
    return static_cast<std::size_t>(found - list.begin());
}

void add(std::vector<double>& values, const Json& document, const char* key)
{
    if (document.contains(key) && document[key].is_number()) values.push_back(document[key].get<double>());
}

Json spreadJson(const std::optional<Spread>& spread)
{
    if (!spread) return nullptr;
    Json json{{"mean", spread->mean}};
    json["sd"] = spread->deviation ? Json(*spread->deviation) : Json(nullptr);
    json["low"] = spread->low;
    json["high"] = spread->high;
    json["seeds"] = spread->seeds;
    return json;
}

struct LayerVotes {
    std::size_t chosen = 0;
    std::vector<double> validation;
};
using VotesByLayer = std::map<int, LayerVotes>;

void add(VotesByLayer& votes, const Json& document)
{
    if (!document.contains("layers")) return;
    for (const auto& layer : document["layers"]) {
        auto& vote = votes[layer["layer"].get<int>()];
        vote.chosen += layer["layer"] == document["layer"] ? 1 : 0;
        add(vote.validation, layer, "valid_roc_auc");
    }
}

/// " 2/3"
std::string chosenLayers(const std::set<int>& layers)
{
    std::string text;
    for (const int layer : layers)
        text += (text.empty() ? " " : "/") + std::to_string(layer);
    return text;
}

std::set<int> chosenIn(const ProbeCell& cell)
{
    std::set<int> layers;
    for (const auto& layer : cell.layers)
        if (layer.chosen > 0) layers.insert(layer.layer);
    return layers;
}

std::string shownName(const store::ProbeExperiment& experiment, const std::string& encoder)
{
    return experiment.parameters["names"].value(encoder, encoder);
}

Json layersJson(const std::vector<LayerShown>& layers)
{
    auto rows = Json::array();
    for (const auto& layer : layers)
        rows.push_back({{"layer", layer.layer}, {"chosen", layer.chosen}, {"valid_roc_auc", spreadJson(layer.validation)}});
    return rows;
}

}  // namespace

std::optional<Spread> spreadOf(std::span<const double> values)
{
    if (values.empty()) return {};
    Spread spread;
    spread.seeds = values.size();
    double sum = 0, squares = 0;
    for (const double value : values)
        sum += value;
    spread.mean = sum / static_cast<double>(values.size());
    for (const double value : values)
        squares += (value - spread.mean) * (value - spread.mean);
    if (values.size() > 1) spread.deviation = std::sqrt(squares / static_cast<double>(values.size() - 1));
    std::tie(spread.low, spread.high) = std::pair(*std::min_element(values.begin(), values.end()), *std::max_element(values.begin(), values.end()));
    return spread;
}

std::vector<ProbeCell> cellsOf(const store::ProbeExperiment& experiment, const std::vector<store::ProbeResult>& results)
{
    const auto& encoders = experiment.parameters["encoders"];
    const auto& probes = experiment.parameters["probes"];
    struct Values { ProbeCell cell; std::vector<double> rocAuc, averagePrecision; VotesByLayer layers; };
    std::map<std::tuple<std::size_t, std::size_t, double>, Values> byPlace;
    for (const auto& result : results) {
        auto& values = byPlace[{placeOf(encoders, result.encoder), placeOf(probes, result.probe), result.share}];
        values.cell.encoder = result.encoder;
        values.cell.probe = result.probe;
        values.cell.share = result.share;
        values.cell.trainTracks = result.document.value("train_tracks", std::size_t{0});
        values.cell.validTracks = result.document.value("valid_tracks", std::size_t{0});
        add(values.rocAuc, result.document, "roc_auc");
        add(values.averagePrecision, result.document, "average_precision");
        add(values.layers, result.document);
    }
    std::vector<ProbeCell> cells;
    for (auto& [place, values] : byPlace) {
        values.cell.rocAuc = spreadOf(values.rocAuc);
        values.cell.averagePrecision = spreadOf(values.averagePrecision);
        for (const auto& [layer, votes] : values.layers)
            values.cell.layers.push_back({layer, votes.chosen, spreadOf(votes.validation)});
        values.cell.name = shownName(experiment, values.cell.encoder) + chosenLayers(chosenIn(values.cell));
        cells.push_back(std::move(values.cell));
    }
    return cells;
}

report::Drawing labelChartOf(const store::ProbeExperiment& experiment, const std::vector<store::ProbeResult>& results, ProbeMeasureShown measure,
                             double width, double height)
{
    const auto cells = cellsOf(experiment, results);
    std::vector<report::LabelLine> lines;
    for (auto first = cells.begin(); first != cells.end();) {   // cells of a line stand together, by rising share
        report::LabelLine line;
        std::set<int> layers;
        auto cell = first;
        for (; cell != cells.end() && cell->encoder == first->encoder && cell->probe == first->probe; ++cell) {
            layers.merge(chosenIn(*cell));
            const auto& spread = measure == ProbeMeasureShown::RocAuc ? cell->rocAuc : cell->averagePrecision;
            if (spread) line.points.push_back({cell->share, spread->mean, spread->deviation});
        }
        line.name = shownName(experiment, first->encoder) + chosenLayers(layers) + ", " + first->probe;
        lines.push_back(std::move(line));
        first = cell;
    }
    std::optional<double> chance;
    if (measure == ProbeMeasureShown::RocAuc) chance = 0.5;
    else if (!results.empty() && results.front().document.contains("prevalence")) chance = results.front().document["prevalence"].get<double>();
    const auto* title = measure == ProbeMeasureShown::RocAuc ? QT_TRANSLATE_NOOP("Chart", "ROC-AUC on the test part, macro mean") : QT_TRANSLATE_NOOP("Chart", "Average precision on the test part, macro mean");
    return report::labelEfficiency(std::move(lines), title, chance, width, height);
}

std::string probeCsv(const store::ProbeExperiment& experiment, const std::vector<store::ProbeResult>& results)
{
    CsvWriter table;
    for (const char* name : {"encoder", "name", "probe", "share", "seed", "train_tracks", "valid_tracks", "roc_auc", "average_precision", "layer"})
        table.text(name);
    table.endRow();
    for (const auto& result : results) {
        table.text(result.encoder).text(shownName(experiment, result.encoder)).text(result.probe);
        table.number(result.share).text(std::to_string(result.seed));
        for (const char* key : {"train_tracks", "valid_tracks", "roc_auc", "average_precision"}) {
            const auto measure = result.document.value(key, Json(nullptr));
            if (measure.is_number()) table.number(measure.get<double>());
            else table.text("");
        }
        if (result.document.contains("layer")) table.integer(result.document["layer"].get<int>());
        else table.empty();
        table.endRow();
    }
    return table.document();
}

Json summaryOf(const store::ProbeExperiment& experiment, const std::vector<store::ProbeResult>& results)
{
    Json document{{"experiment", value(experiment.id)}, {"name", experiment.name}, {"state", experiment.state},
                  {"created_at", experiment.createdAt}, {"split", experiment.parameters.value("split", std::string())},
                  {"tags", experiment.tags.size()}, {"cells", Json::array()}};
    for (const auto& cell : cellsOf(experiment, results)) {
        Json row{{"encoder", cell.encoder}, {"name", cell.name}, {"probe", cell.probe}, {"share", cell.share},
                 {"train_tracks", cell.trainTracks}, {"valid_tracks", cell.validTracks}};
        row["roc_auc"] = spreadJson(cell.rocAuc);
        row["average_precision"] = spreadJson(cell.averagePrecision);
        if (!cell.layers.empty()) row["layers"] = layersJson(cell.layers);
        document["cells"].push_back(std::move(row));
    }
    for (const auto& result : results) {
        if (!result.document.contains("best")) continue;
        document["grids"].push_back({{"encoder", result.document.value("encoder", result.encoder)}, {"share", result.share}, {"seed", result.seed},
                                     {"configurations", result.document["configurations"]}, {"best", result.document["best"]},
                                     {"roc_auc", result.document["roc_auc"]}, {"average_precision", result.document["average_precision"]}});
    }
    if (!results.empty())
        document["chance"] = {{"roc_auc", 0.5}, {"average_precision", results.front().document.value("prevalence", Json(nullptr))}};
    return document;
}

}  // namespace engine::tasks
