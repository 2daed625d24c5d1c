// Stages of cleaning compared: {stage 1, 2, 3} x {waveform, log-mel}, six runs in one step (the comparison of the word-embedding thesis).
// parameters: {"waveform"?: architecture, "logmel"?: architecture, "name"?}, those of `train` that all share, and of `clean`: targets, threshold, embeddings,
// percentile, numeric, all_types.
// ROC falls and PR rises from stage to stage because collapsing makes labels more frequent; so each run is also scored on the labels of stage 1,
// and every PR-AUC stands beside its quotient by prevalence, the value of guessing.
#include "engine/tasks/compare_stages.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/core/resources.h"
#include "engine/core/sha256.h"
#include "engine/dataset/unicode.h"
#include "engine/store/label_store.h"
#include "engine/store/study_store.h"
#include "engine/tasks/clean_tags.h"
#include "engine/tasks/run_scores.h"
#include "engine/tasks/train_setup.h"

namespace engine::tasks {

namespace {

constexpr int kStages = 3;
constexpr const char* kOfCleaning[] = {"targets", "threshold", "match", "embeddings", "percentile", "numeric", "all_types"};

std::string setOfStage(int stage)
{
    return "stage " + std::to_string(stage);
}

/// Running means of what is defined.
struct Means {
    double roc = 0, precision = 0, over = 0, prevalence = 0;
    int defined = 0;
    void add(double rocAuc, double averagePrecision, double share)
    {
        roc += rocAuc;
        precision += averagePrecision;
        over += averagePrecision / share;
        prevalence += share;
        ++defined;
    }
    Json json() const
    {
        if (defined == 0) return {{"roc_auc", nullptr}, {"average_precision", nullptr}, {"prevalence", nullptr}, {"over_prevalence", nullptr}, {"tags", 0}};
        return {{"roc_auc", roc / defined}, {"average_precision", precision / defined}, {"prevalence", prevalence / defined}, {"over_prevalence", over / defined}, {"tags", defined}};
    }
};

/// Scores of the test part on the labels of a set: per tag, per category, overall. Only tags of `common`.
Json scoresOn(const store::Run& run, const std::string& set, const std::set<std::string>& common, store::Workspace& workspace)
{
    const auto table = tableForTags(workspace, *run.split, run.tags, {set});
    const auto data = scoresOfPart(workspace, run, table.part(Part::Test));
    if (data.rows() == 0) throw Error(ErrorCode::TooShort, run.name, "no track of the test part could be predicted");
    const auto evaluation = evaluateScores(data, {});
    Means overall;
    std::map<std::string, Means> categories;
    auto tags = Json::array();
    for (const auto& tag : evaluation.perTag) {
        if (!common.contains(tag.tag) || !tag.rocAuc || !tag.averagePrecision) continue;
        const double prevalence = static_cast<double>(tag.positives) / static_cast<double>(tag.positives + tag.negatives);
        overall.add(*tag.rocAuc, *tag.averagePrecision, prevalence);
        categories[tag.type].add(*tag.rocAuc, *tag.averagePrecision, prevalence);
        tags.push_back({{"tag", tag.tag}, {"category", tag.type}, {"roc_auc", *tag.rocAuc}, {"average_precision", *tag.averagePrecision}, {"prevalence", prevalence},
                        {"over_prevalence", *tag.averagePrecision / prevalence}});
    }
    Json document{{"overall", overall.json()}, {"categories", Json::object()}, {"tags", std::move(tags)}};
    for (const auto& [category, means] : categories)
        document["categories"][category] = means.json();
    return document;
}

store::Run trainedStage(const Json& parameters, TaskContext& context)
{
    const auto name = parameters["name"].get<std::string>();
    for (const auto& run : context.workspace.runs().list())
        if (run.name == name && run.state == "trained" && sameTraining(run.config, parameters)) return run;
    context.say("training " + name);
    return *context.workspace.runs().find(static_cast<RunId>(findTask("train").run(parameters, context)["run"].get<std::int64_t>()));
}

std::set<std::string> tagsInAll(const std::vector<store::Run>& runs)
{
    std::map<std::string, std::size_t> counts;
    for (const auto& run : runs)
        for (const auto& tag : run.tags)
            ++counts[tag.name];
    std::set<std::string> common;
    for (const auto& [name, count] : counts)
        if (count == runs.size()) common.insert(name);
    return common;
}

Json run(const Json& parameters, TaskContext& context)
{
    const std::pair<const char*, std::string> inputs[] = {{"waveform", parameters.value("waveform", std::string("pons_waveform"))},
                                                          {"log-mel", parameters.value("logmel", std::string("pons_spectrogram"))}};
    Json cleaning = Json::object(), training = Json::object();
    for (const auto& [key, setting] : parameters.items()) {
        if (std::find(std::begin(kOfCleaning), std::end(kOfCleaning), key) != std::end(kOfCleaning)) cleaning[key] = setting;
        if (trainDefaults().contains(key)) training[key] = setting;
    }
    const auto labels = writeStageLabels(cleaning, context);
    auto shared = completeTraining(training);
    shared["prepare"] = true;
    shared["evaluate"] = true;
    shared["preset"] = "";
    auto name = parameters.value("name", std::string());
    if (name.empty()) name = "stages " + sha256Hex(parameters.dump()).substr(0, 6);

    std::vector<Json> wanted;
    for (const auto& [input, architecture] : inputs)
        for (int stage = 1; stage <= kStages; ++stage) {
            auto one = shared;
            one["arch"] = architecture;
            one["sources"] = Json::array({setOfStage(stage)});
            one["name"] = name + ": " + input + ", " + setOfStage(stage);
            makeTrainSetup(one, context.workspace);   // a slip shows before the first of six is trained
            wanted.push_back(std::move(one));
        }
    std::vector<store::Run> runs;
    for (const auto& one : wanted)
        runs.push_back(trainedStage(one, context));

    const auto common = tagsInAll(runs);
    if (common.empty()) throw Error(ErrorCode::TooShort, name, "no tag was learned by all six runs; lower min_tracks");
    Json study{{"name", name}, {"split", shared["split"]}, {"epochs", shared["epochs"]}, {"tags", common.size()}, {"labels", labels}, {"runs", Json::array()}};
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto& run = runs[i];
        if (!context.workspace.runs().evaluation(run.id, "test")) findTask("evaluate").run({{"run", std::to_string(value(run.id))}, {"part", "test"}}, context);
        const int stage = static_cast<int>(i % kStages) + 1;
        study["runs"].push_back({{"run", value(run.id)}, {"name", run.name}, {"input", inputs[i / kStages].first}, {"stage", stage}, {"architecture", run.architecture},
                                 {"own", scoresOn(run, setOfStage(stage), common, context.workspace)}, {"on_stage_1", scoresOn(run, setOfStage(1), common, context.workspace)}});
    }
    study["published"] = publishedStages();
    store::StudyStore(context.workspace.database()).add("stages", study);
    return study;
}

void addCells(CsvWriter& csv, const Json& scores)
{
    for (const char* column : {"roc_auc", "average_precision", "prevalence", "over_prevalence"}) {
        if (scores.is_object() && scores.contains(column) && !scores[column].is_null())
            csv.number(scores[column].get<double>());
        else
            csv.empty();
    }
}

Json tagNamed(const Json& scores, const std::string& tag)
{
    for (const auto& row : scores["tags"])
        if (row["tag"] == tag) return row;
    return {};
}

}  // namespace

Json writeStageLabels(const Json& given, TaskContext& context)
{
    auto parameters = given;
    if (!parameters.contains("all_types")) parameters["all_types"] = true;
    auto& workspace = context.workspace;
    const auto vocabulary = vocabularyToClean(workspace, parameters["all_types"].get<bool>());
    const auto tags = countedTags(vocabulary);
    Json counts = Json::object();
    for (int stage = kStages; stage >= 1; --stage) {
        // The targets are those of stages 2 and 3; stage 1 takes the tags that are such a word already.
        parameters["stage"] = std::max(stage, 2);
        const auto cleaning = cleaningFrom(parameters);
        dataset::FormVector vectors;
        if (stage == 3) vectors = formVectors(parameters, tags, cleaning, &workspace, context.control);
        const auto cleaned = cleanVocabulary(tags, cleaning, vectors, context.control);
        std::vector<std::pair<TagId, TagId>> fromTo;
        std::set<std::string> targets;
        for (std::size_t i = 0; i < vocabulary.size(); ++i) {
            const auto& row = cleaned.rows[i];
            if (row.collapsed.empty() || row.category == "junk") continue;
            if (stage == 1 && dataset::foldCase(row.tag) != row.collapsed) continue;
            fromTo.emplace_back(vocabulary[i].id, workspace.tags().ensure(row.collapsed, row.category));
            targets.insert(row.collapsed);
        }
        if (targets.empty()) throw Error(ErrorCode::NotFound, setOfStage(stage), "no tag of the library is one of the targets, or collapses onto one");
        store::LabelStore(workspace.database()).replace(setOfStage(stage), fromTo);
        counts[setOfStage(stage)] = {{"targets", targets.size()}, {"tags", fromTo.size()}};
    }
    return counts;
}

Json publishedStages()
{
    const auto file = resourceFolder() / "tags/published-stages.json";
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Error(ErrorCode::Missing, file.string(), "this file of the program is not there; install it again");
    auto document = Json::parse(in, nullptr, false);
    if (document.is_discarded()) throw Error(ErrorCode::Corrupt, file.string(), "is no JSON; install the program again");
    return document;
}

std::string stagesTable(const Json& study)
{
    CsvWriter csv;
    for (const char* column : {"scope", "name", "input", "stage", "run", "roc_auc", "average_precision", "prevalence", "over_prevalence", "roc_auc_stage_1", "average_precision_stage_1",
                               "prevalence_stage_1", "over_prevalence_stage_1"})
        csv.text(column);
    csv.endRow();
    const auto add = [&](const char* scope, const std::string& name, const Json& run, const Json& own, const Json& first) {
        csv.text(scope).text(name).text(run["input"].get<std::string>()).integer(run["stage"]).integer(run["run"]);
        addCells(csv, own);
        addCells(csv, first);
        csv.endRow();
    };
    for (const auto& run : study["runs"]) {
        const auto &own = run["own"], &first = run["on_stage_1"];
        add("overall", "", run, own["overall"], first["overall"]);
        for (const auto& [category, means] : own["categories"].items())
            add("category", category, run, means, first["categories"].value(category, Json()));
        for (const auto& tag : own["tags"])
            add("tag", tag["tag"].get<std::string>(), run, tag, tagNamed(first, tag["tag"].get<std::string>()));
    }
    return csv.document();
}

extern const TaskEntry compare_stages_task;
const TaskEntry compare_stages_task{"compare_stages", LaneKind::Engine, run};

}  // namespace engine::tasks
