#include "engine/tasks/label_simulate.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/active/acquisition.h"
#include "engine/active/diverse_batch.h"
#include "engine/core/atomic_file.h"
#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/core/translatable.h"
#include "engine/report/svg.h"
#include "engine/tasks/encoder_features.h"
#include "engine/tasks/label_session.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/probe_summary.h"
#include "engine/tasks/task.h"

/// Parameters: those of simulationDefaults(), and output (a file: .svg = the chart of average precision, else the table). Labels that are known play the user who answers.
namespace engine::tasks {

namespace {

struct Simulation {
    LabelSpace space;
    std::vector<float> unit;         // the space's vectors, of length 1
    LabelTruth pool, measured;
    std::size_t tags = 0;
    std::size_t first = 0, batch = 0, labels = 0;
    double penalty = 1;
};

Json completeSimulation(const Json& parameters)
{
    auto config = simulationDefaults();
    for (const auto& [key, value] : parameters.items())
        if (config.contains(key)) config[key] = value;
    for (const auto& name : config["strategies"])
        active::strategyFrom(name.get<std::string>());
    if (config["strategies"].empty()) throw Error(ErrorCode::InvalidArgument, "strategies", "at least one is wanted");
    for (const auto* key : {"seeds", "first", "batch", "labels"})
        if (config[key].get<std::int64_t>() < 1 || config[key].get<std::int64_t>() > 1000000) throw Error(ErrorCode::InvalidArgument, key, "1 or more is wanted");
    if (partFromName(config["part"].get<std::string>()) == Part::Train) throw Error(ErrorCode::InvalidArgument, "part", "valid or test is wanted: the training part is what is asked about");
    return config;
}

Simulation simulationOf(const Json& config, TaskContext& context)
{
    const auto split = context.workspace.splits().find(config["split"].get<std::string>());
    if (!split) throw Error(ErrorCode::NotFound, "split " + config["split"].get<std::string>(), "is not there; split make makes one");
    VocabularyConfig vocabulary;
    vocabulary.types = config["types"].get<std::vector<std::string>>();
    vocabulary.sources = labelSources(context.workspace, config["sources"].get<std::vector<std::string>>());
    vocabulary.minTrainTracks = config["min_tracks"].get<int>();
    vocabulary.top = config["top"].get<int>();
    const auto table = buildTrainingTable(context.workspace, split->id, vocabulary);
    const auto part = partFromName(config["part"].get<std::string>());
    const auto& device = config["device"].get_ref<const std::string&>();
    auto wanted = table.part(Part::Train).tracks;
    wanted.insert(wanted.end(), table.part(part).tracks.begin(), table.part(part).tracks.end());
    auto features = encoderFeatures(config["encoder"].get<std::string>(), wanted, false, config["seed"].get<std::uint64_t>(), device == "auto" ? context.device : device, context);
    std::vector<TrackId> tracks;
    std::vector<float> vectors;
    for (const auto track : wanted)
        if (const auto found = features.of.find(track); found != features.of.end()) {
            tracks.push_back(track);
            vectors.insert(vectors.end(), found->second.begin(), found->second.end());
        }
    Simulation simulation;
    simulation.space = labelSpace(std::move(tracks), std::move(vectors), features.width);
    simulation.unit = simulation.space.x;
    active::unitRows(simulation.unit, features.width);
    simulation.tags = table.tags.size();
    simulation.pool = labelTruth(simulation.space, table.part(Part::Train), simulation.tags);
    simulation.measured = labelTruth(simulation.space, table.part(part), simulation.tags);
    if (simulation.pool.rows.size() < 2 || simulation.measured.rows.empty()) throw Error(ErrorCode::TooShort, "split " + split->name, "has too few tracks with features");
    simulation.first = config["first"].get<std::size_t>();
    simulation.batch = config["batch"].get<std::size_t>();
    simulation.labels = std::min(config["labels"].get<std::size_t>(), simulation.pool.rows.size());
    simulation.penalty = config["penalty"].get<double>();
    return simulation;
}

active::Head untaught(const Simulation& simulation)
{
    return {simulation.tags, simulation.space.width, std::vector<double>(simulation.tags * simulation.space.width, 0.0), std::vector<double>(simulation.tags, 0.0)};
}

active::Head taught(const Simulation& simulation, const std::vector<std::size_t>& known, const active::Head& before, RunControl& control)
{
    std::vector<float> x;
    std::vector<std::int8_t> said;
    for (const auto place : known) {
        const auto values = simulation.space.row(simulation.pool.rows[place]);
        x.insert(x.end(), values.begin(), values.end());
        for (std::size_t tag = 0; tag < simulation.tags; ++tag)
            said.push_back(simulation.pool.labels[place * simulation.tags + tag] > 0 ? active::kYes : active::kNo);
    }
    active::TeachConfig config;
    config.penalty = simulation.penalty;
    return active::teach(untaught(simulation), before, x, said, config, control);
}

/// Places in the pool to be asked about next.
std::vector<std::size_t> asked(const Simulation& simulation, const std::vector<std::size_t>& known, const active::Head& head, active::Strategy strategy, std::uint64_t seed, RunControl& control)
{
    const auto probabilities = active::probabilities(head, simulation.space.x);
    const auto measure = strategy == active::Strategy::Margin ? active::Uncertainty::Margin : active::Uncertainty::Entropy;
    const auto unsure = active::uncertaintyOf(probabilities, simulation.tags, measure);
    active::Pool pool{simulation.space.width, simulation.unit, unsure, {}, {}};
    std::vector<bool> isKnown(simulation.pool.rows.size(), false);
    for (const auto place : known) {
        isKnown[place] = true;
        pool.labelled.push_back(simulation.pool.rows[place]);
    }
    std::map<std::uint32_t, std::size_t> placeOf;
    for (std::size_t place = 0; place < isKnown.size(); ++place)
        if (!isKnown[place]) {
            pool.candidates.push_back(simulation.pool.rows[place]);
            placeOf[simulation.pool.rows[place]] = place;
        }
    std::vector<std::size_t> places;
    const auto count = std::min(simulation.batch, simulation.labels - known.size());
    for (const auto& choice : active::chooseBatch(pool, count, strategy, seed + known.size(), control))
        places.push_back(placeOf.at(choice.row));
    return places;
}

Json oneCourse(const Simulation& simulation, const std::string& strategy, std::uint64_t seed, RunControl& control)
{
    auto quiet = RunControl(control.stop(), {});
    auto known = SplitMix({seed, 0x6669727374}).permutation(simulation.pool.rows.size());   // the same beginning for every strategy
    known.resize(std::min(simulation.first, simulation.labels));
    auto head = untaught(simulation);
    auto points = Json::array();
    while (true) {
        head = taught(simulation, known, head, quiet);
        const auto measure = measureHead(head, simulation.space, simulation.measured);
        points.push_back({{"labelled", known.size()}, {"roc_auc", std::isnan(measure.rocAuc) ? Json(nullptr) : Json(measure.rocAuc)},
                          {"average_precision", std::isnan(measure.averagePrecision) ? Json(nullptr) : Json(measure.averagePrecision)}});
        if (known.size() >= simulation.labels) break;
        const auto next = asked(simulation, known, head, active::strategyFrom(strategy), seed, quiet);
        if (next.empty()) break;
        known.insert(known.end(), next.begin(), next.end());
    }
    return {{"strategy", strategy}, {"seed", seed}, {"points", points}};
}

Json spreadOrNull(const std::vector<double>& values)
{
    const auto spread = spreadOf(values);
    if (!spread) return nullptr;
    return {{"mean", spread->mean}, {"sd", spread->deviation ? Json(*spread->deviation) : Json(nullptr)}, {"low", spread->low}, {"high", spread->high}, {"seeds", spread->seeds}};
}

/// Mean score over a course: the area under its curve, by trapezoids, per label.
double areaOf(const Json& course, const char* measure)
{
    const auto& points = course["points"];
    double area = 0;
    for (std::size_t i = 1; i < points.size(); ++i)
        area += (points[i][measure].get<double>() + points[i - 1][measure].get<double>()) / 2 * (points[i]["labelled"].get<double>() - points[i - 1]["labelled"].get<double>());
    const double span = points.back()["labelled"].get<double>() - points.front()["labelled"].get<double>();
    return span > 0 ? area / span : points.back()[measure].get<double>();
}

Json summaryOfStrategy(const std::string& strategy, const Json& courses)
{
    Json summary{{"strategy", strategy}, {"curve", Json::array()}};
    std::map<std::int64_t, std::map<std::string, std::vector<double>>> byLabels;
    std::map<std::string, std::vector<double>> areas, gains;
    for (const auto& course : courses) {
        if (course["strategy"] != strategy) continue;
        for (const auto& point : course["points"])
            for (const auto* measure : {"roc_auc", "average_precision"})
                if (point[measure].is_number()) byLabels[point["labelled"].get<std::int64_t>()][measure].push_back(point[measure].get<double>());
        const auto random = std::ranges::find_if(courses, [&](const Json& other) { return other["strategy"] == "random" && other["seed"] == course["seed"]; });
        for (const auto* measure : {"roc_auc", "average_precision"}) {
            if (!course["points"].back()[measure].is_number()) continue;   // no tag could be measured: there is nothing to sum
            areas[measure].push_back(areaOf(course, measure));
            if (random != courses.end()) gains[measure].push_back(areas[measure].back() - areaOf(*random, measure));
        }
    }
    for (auto& [labelled, measures] : byLabels)
        summary["curve"].push_back({{"labelled", labelled}, {"roc_auc", spreadOrNull(measures["roc_auc"])}, {"average_precision", spreadOrNull(measures["average_precision"])}});
    for (const auto* measure : {"roc_auc", "average_precision"}) {
        summary["area"][measure] = spreadOrNull(areas[measure]);
        summary["over_random"][measure] = spreadOrNull(gains[measure]);
        if (!summary["over_random"][measure].is_null())
            summary["over_random"][measure]["better"] = std::ranges::count_if(gains[measure], [](double gain) { return gain > 0; });
    }
    return summary;
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto config = completeSimulation(parameters);
    const auto simulation = simulationOf(config, context);
    const auto seeds = config["seeds"].get<std::uint64_t>();
    const auto total = static_cast<std::int64_t>(seeds * config["strategies"].size());
    std::int64_t done = 0;
    Json document{{"encoder", config["encoder"]}, {"name", encoderName(config["encoder"].get<std::string>(), context.workspace)}, {"split", config["split"]}, {"part", config["part"]},
                  {"tags", simulation.tags}, {"pool", simulation.pool.rows.size()}, {"measured", simulation.measured.rows.size()}, {"parameters", config},
                  {"courses", Json::array()}, {"strategies", Json::array()}};
    for (std::uint64_t i = 0; i < seeds; ++i)
        for (const auto& strategy : config["strategies"]) {
            context.control.giveWay();
            context.control.step("simulation", done++, total);
            document["courses"].push_back(oneCourse(simulation, strategy.get<std::string>(), config["seed"].get<std::uint64_t>() + i, context.control));
        }
    context.control.step("simulation", done, total);
    for (const auto& strategy : config["strategies"])
        document["strategies"].push_back(summaryOfStrategy(strategy.get<std::string>(), document["courses"]));
    if (const auto output = pathOf(parameters, "output"); !output.empty())
        writeFileAtomically(output, output.extension() == ".svg" ? report::toSvgFile(simulationChart(document, "average_precision")) : simulationCsv(document));
    return document;
}

}  // namespace

const Json& simulationDefaults()
{
    static const Json defaults{{"encoder", "latest"}, {"split", "default"}, {"part", "valid"}, {"strategies", {"random", "entropy", "margin", "coverage", "combined", "sampled"}},
                               {"seeds", 5}, {"seed", std::uint64_t{0}}, {"first", 5}, {"batch", 5}, {"labels", 50}, {"penalty", labelDefaults()["penalty"]},
                               {"types", Json::array()}, {"sources", Json::array()}, {"min_tracks", 5}, {"top", 0}, {"device", "auto"}};
    return defaults;
}

std::string simulationCsv(const Json& document)
{
    CsvWriter table;
    for (const char* name : {"strategy", "seed", "labelled", "roc_auc", "average_precision"})
        table.text(name);
    table.endRow();
    for (const auto& course : document["courses"])
        for (const auto& point : course["points"]) {
            table.text(course["strategy"].get<std::string>()).text(course["seed"].dump()).text(point["labelled"].dump());
            for (const char* key : {"roc_auc", "average_precision"}) {
                if (point[key].is_number()) table.number(point[key].get<double>());
                else table.text("");
            }
            table.endRow();
        }
    return table.document();
}

report::Drawing simulationChart(const Json& document, const std::string& measure)
{
    std::vector<report::TaughtLine> lines;
    for (const auto& strategy : document["strategies"]) {
        report::TaughtLine line{strategy["strategy"].get<std::string>(), {}};
        for (const auto& point : strategy["curve"]) {
            if (point[measure].is_null()) continue;
            const auto& deviation = point[measure]["sd"];
            line.points.push_back({point["labelled"].get<double>(), point[measure]["mean"].get<double>(), deviation.is_null() ? std::nullopt : std::optional(deviation.get<double>())});
        }
        lines.push_back(std::move(line));
    }
    const auto* title = measure == "roc_auc" ? QT_TRANSLATE_NOOP("Chart", "ROC-AUC, mean over tags and seeds") : QT_TRANSLATE_NOOP("Chart", "Average precision, mean over tags and seeds");
    return report::taughtCurve(std::move(lines), title);
}

extern const TaskEntry label_simulate_task;
const TaskEntry label_simulate_task{"label_simulate", LaneKind::Engine, run};

}  // namespace engine::tasks
