#include <algorithm>
#include <map>
#include <numeric>

#include "engine/classic/model_file.h"
#include "engine/core/atomic_file.h"
#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/tasks/classify_models.h"
#include "engine/tasks/classify_source.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/task.h"

/// Parameters: experiment (a final one; else the newest), features (name or hash of the library's feature table; else the newest that has the
/// columns), output (path of a CSV; may be missing). The answers are kept in the workspace beside those of networks.
namespace engine::tasks {

namespace {

bool hasColumns(const store::FeatureSet& set, std::span<const std::string> wanted)
{
    return std::ranges::all_of(wanted, [&](const auto& name) { return std::find(set.columns.begin(), set.columns.end(), name) != set.columns.end(); });
}

/// Best the very table the model learnt from, else the newest of the same level with its columns.
store::FeatureSet featuresFor(const Json& parameters, const store::Experiment& experiment, const classic::FittedModel& model, store::Workspace& workspace)
{
    const auto said = parameters.value("features", std::string());
    const auto learnt = experiment.source.value("features_hash", std::string());
    const auto level = experiment.source.value("level", std::string("song"));
    std::optional<store::FeatureSet> found;
    for (auto& set : workspace.features().sets()) {
        if (set.level != level || set.tracks == 0 || !hasColumns(set, model.columns())) continue;
        if (!said.empty() && set.name != said && set.hash != said) continue;
        if (!found || set.hash == learnt) found = std::move(set);
    }
    if (found) return *found;
    throw Error(ErrorCode::NotFound, said.empty() ? "features" : said, "the library keeps no " + level + " features with the " + std::to_string(model.columns().size()) +
                                                                           " columns this model learnt from; compute them first (features --library --mode table)");
}

/// Rows of the library as the model wants them; labels are not known.
classic::Table rowsFor(const store::FeatureTable& features, const classic::FittedModel& model)
{
    classic::Table all;
    all.subject = "the library's features";
    all.columns = features.columns;
    all.tracks = features.tracks;
    all.values = features.values;
    all.labels.assign(features.tracks.size(), 0);
    all.values = classic::columnsAs(model.columns(), all);
    all.columns.assign(model.columns().begin(), model.columns().end());
    return all;
}

struct TrackAnswers {
    std::vector<TrackId> tracks;
    std::vector<float> shares;   ///< [tracks, classes], mean over a track's rows
};

TrackAnswers answersOf(const classic::FittedModel& model, const classic::Table& table)
{
    const auto classes = model.classes().size();
    const auto said = model.predict(table.values).probabilities;
    TrackAnswers answers;
    std::vector<double> mean(classes, 0);
    for (std::size_t r = 0, first = 0; r < table.tracks.size(); ++r) {   // rows of a track stand together
        for (std::size_t c = 0; c < classes; ++c)
            mean[c] += said[r * classes + c];
        if (r + 1 < table.tracks.size() && table.tracks[r + 1] == table.tracks[r]) continue;
        answers.tracks.push_back(table.tracks[r]);
        for (auto& share : mean)
            answers.shares.push_back(static_cast<float>(share / static_cast<double>(r + 1 - first)));
        std::fill(mean.begin(), mean.end(), 0.0);
        first = r + 1;
    }
    return answers;
}

Json trackRows(const TrackAnswers& answers, std::span<const std::string> classes, store::Workspace& workspace)
{
    std::map<std::uint64_t, store::Track> known;
    for (auto& track : workspace.tracks().page(answers.tracks))
        known.emplace(value(track.id), std::move(track));
    auto rows = Json::array();
    for (std::size_t t = 0; t < answers.tracks.size(); ++t) {
        const auto shares = std::span(answers.shares).subspan(t * classes.size(), classes.size());
        const auto best = static_cast<std::size_t>(std::max_element(shares.begin(), shares.end()) - shares.begin());
        const auto& track = known.at(value(answers.tracks[t]));
        rows.push_back({{"id", toHex(track.id)}, {"path", track.displayPath}, {"title", track.title}, {"artist", track.artist}, {"class", classes[best]},
                        {"probability", shares[best]}, {"probabilities", std::vector<double>(shares.begin(), shares.end())}});
    }
    return rows;
}

void writeAnswers(const std::filesystem::path& file, const Json& rows, std::span<const std::string> classes)
{
    CsvWriter csv;
    for (const char* name : {"id", "path", "title", "artist", "class", "probability"})
        csv.text(name);
    for (const auto& name : classes)
        csv.text("p(" + name + ")");
    csv.endRow();
    for (const auto& row : rows) {
        for (const char* key : {"id", "path", "title", "artist", "class"})
            csv.text(row[key].get<std::string>());
        csv.number(row["probability"].get<double>());
        for (const auto& share : row["probabilities"])
            csv.number(share.get<double>());
        csv.endRow();
    }
    writeFileAtomically(file, csv.document());
}

Json predictClasses(const Json& parameters, TaskContext& context)
{
    const auto number = parameters.contains("experiment") ? std::to_string(parameters["experiment"].get<std::int64_t>()) : std::string("latest");
    const auto experiment = finalExperiment(context.workspace, number);
    const auto model = keptModel(context.workspace, experiment);
    const auto set = featuresFor(parameters, experiment, model, context.workspace);
    context.control.step("predict", 0, 1);
    const auto table = rowsFor(context.workspace.features().table(set.id), model);
    const auto answers = answersOf(model, table);
    context.workspace.experiments().putPredictions(experiment.id, answers.tracks, answers.shares);
    auto rows = trackRows(answers, model.classes(), context.workspace);
    if (const auto output = pathOf(parameters, "output"); !output.empty()) writeAnswers(output, rows, model.classes());
    auto counts = Json::object();
    for (const auto& name : model.classes())
        counts[name] = std::count_if(rows.begin(), rows.end(), [&](const auto& row) { return row["class"] == name; });
    if (!experiment.source.value("features_hash", std::string()).empty() && experiment.source["features_hash"] != set.hash)
        context.say("These features were computed with other settings than those the model learnt from.");
    context.control.step("predict", 1, 1);
    return {{"experiment", value(experiment.id)}, {"model", model.choice().id}, {"features", set.name}, {"classes", model.classes()}, {"per_class", std::move(counts)},
            {"tracks", std::move(rows)}};
}

}  // namespace

classic::FittedModel keptModel(store::Workspace& workspace, const store::Experiment& experiment)
{
    if (experiment.modelFile.empty())
        throw Error(ErrorCode::NotFound, "experiment " + std::to_string(value(experiment.id)), "keeps no model; choose one as final (classify final)");
    return classic::readModel(workspace.classicFolder() / experiment.modelFile);
}

store::Experiment finalExperiment(store::Workspace& workspace, const std::string& numberOrLatest)
{
    if (numberOrLatest != "latest") return workspace.experiments().resolve(numberOrLatest);
    for (const auto& row : workspace.experiments().list())
        if (row.kind == "final" && row.state == "done") return workspace.experiments().resolve(std::to_string(value(row.id)));
    throw Error(ErrorCode::NotFound, "final model", "none has been chosen yet (classify final --from EXPERIMENT)");
}

extern const TaskEntry classify_predict_task;
const TaskEntry classify_predict_task{"classify_predict", LaneKind::Library, predictClasses};

}  // namespace engine::tasks
