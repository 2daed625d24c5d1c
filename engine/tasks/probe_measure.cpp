#include "engine/tasks/probe_measure.h"

#include <cmath>
#include <limits>
#include <set>

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/tasks/part_metrics.h"
#include "engine/tasks/probe_grid.h"
#include "engine/tasks/probe_options.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kFewestSteps = 16;   // between two looks at the validation part

/// Rows of a part that have features, each with its labels; `share` of them, the smaller shares inside the larger ones.
neural::ProbePart partOf(const LabelledPart& part, std::size_t tags, const FeatureTable& features, double share, std::uint64_t seed)
{
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < part.tracks.size(); ++row)
        if (features.of.contains(part.tracks[row])) rows.push_back(row);
    const auto order = SplitMix{seed, 0x6c6162656c73}.permutation(rows.size());
    const auto wanted = sharedTracks(rows.size(), share);
    neural::ProbePart chosen;
    for (std::size_t i = 0; i < wanted; ++i) {
        const auto row = rows[order[i]];
        const auto& steps = features.of.at(part.tracks[row]);
        chosen.features.insert(chosen.features.end(), steps.begin(), steps.end());
        chosen.lengths.push_back(steps.size() / features.width);
        for (std::size_t tag = 0; tag < tags; ++tag)
            chosen.targets.push_back(part.labels[row * tags + tag]);
    }
    return chosen;
}

double prevalenceOf(const std::vector<float>& targets, std::size_t tags)
{
    double sum = 0;
    int defined = 0;
    for (std::size_t tag = 0; tag < tags; ++tag) {
        double positives = 0;
        for (std::size_t i = tag; i < targets.size(); i += tags)
            positives += targets[i];
        const auto share = positives / (static_cast<double>(targets.size()) / static_cast<double>(tags));
        if (share <= 0 || share >= 1) continue;
        sum += share;
        ++defined;
    }
    return defined > 0 ? sum / defined : 0;
}

std::size_t tagsWithExample(const std::vector<float>& targets, std::size_t tags)
{
    std::set<std::size_t> found;
    for (std::size_t i = 0; i < targets.size(); ++i)
        if (targets[i] > 0) found.insert(i % tags);
    return found.size();
}

Json numberOrNull(double value)
{
    return std::isnan(value) ? Json(nullptr) : Json(value);
}

neural::ProbeConfig recipeOf(const ProbePlace& place, const neural::ProbeData& data)
{
    auto config = probeConfigOf(place.probe);
    config.seed = place.seed;
    // An epoch of a few tracks is a step or two: counted in epochs, few labels would mean hardly any learning.
    if (data.train.rows() < kFewestSteps * config.batch) config.stepsPerCheck = static_cast<int>(kFewestSteps);
    return config;
}

std::vector<store::ProbeTrial> trialsOf(const ProbeQuestion& question, const ProbePlace& place, store::ProbeStore& store)
{
    auto trials = store.trials(question.experiment.id);
    std::erase_if(trials, [&](const auto& trial) { return trial.encoder != place.encoder || trial.share != place.share || trial.seed != place.seed; });
    return trials;
}

/// Learns every configuration that is not known yet.
void tryMissing(const ProbeQuestion& question, const ProbePlace& place, const neural::ProbeData& seen, neural::NeuralEngine& engine, TaskContext& context)
{
    if (seen.valid.rows() == 0) throw Error(ErrorCode::TooShort, "validation part", "a grid chooses by the validation part, which has no track with features");
    auto store = context.workspace.probes();
    std::set<std::string> known;
    for (const auto& trial : trialsOf(question, place, store))
        known.insert(trial.configuration);
    std::vector<GridPoint> missing;
    std::vector<neural::ProbeConfig> configs;
    for (auto& point : gridPoints(question.config["grid"])) {
        if (known.contains(point.hash)) continue;
        configs.push_back(gridConfigOf(point.document, question.config["grid"], place.seed));
        missing.push_back(std::move(point));
    }
    if (!known.empty() && !missing.empty()) context.say(std::to_string(known.size()) + " configurations are known, " + std::to_string(missing.size()) + " are left");
    engine.probes(configs, seen, context.threads, [&](std::size_t index, const neural::ProbeOutcome& outcome) {
        auto document = missing[index].document;
        document["valid_score"] = outcome.validScore;
        document["looks"] = outcome.checks;
        store.putTrial(question.experiment.id, {place.encoder, place.share, place.seed, missing[index].hash, document});
    }, context.control);
}

Json bestOfGrid(const ProbeQuestion& question, const ProbePlace& place, const neural::ProbeData& seen, neural::NeuralEngine& engine, TaskContext& context)
{
    tryMissing(question, place, seen, engine, context);
    auto store = context.workspace.probes();
    return bestTrial(gridPoints(question.config["grid"]), trialsOf(question, place, store))->document;
}

neural::ProbeOutcome learned(const neural::ProbeConfig& config, const neural::ProbeData& data, neural::NeuralEngine& engine, TaskContext& context)
{
    auto quiet = RunControl(context.control.stop(), {});
    return engine.probe(config, data, quiet);
}

Json asked(const neural::ProbeConfig& config, const neural::ProbeData& data, neural::NeuralEngine& engine, TaskContext& context)
{
    const auto outcome = learned(config, data, engine, context);
    const auto metrics = partMetrics(outcome.probabilities, data.predict.targets, data.tags);
    return {{"roc_auc", numberOrNull(metrics.rocAuc)}, {"average_precision", numberOrNull(metrics.averagePrecision)},
            {"train_tracks", data.train.rows()}, {"valid_tracks", data.valid.rows()}, {"test_tracks", data.predict.rows()},
            {"tags_with_example", tagsWithExample(data.train.targets, data.tags)}, {"prevalence", prevalenceOf(data.predict.targets, data.tags)},
            {"looks", outcome.checks}, {"valid_score", numberOrNull(outcome.validScore)}};
}

}  // namespace

neural::ProbeData seenData(const ProbeQuestion& question, const ProbePlace& place, const FeatureTable& features)
{
    neural::ProbeData data;
    data.width = features.width;
    data.tags = question.table.tags.size();
    data.train = partOf(question.table.part(Part::Train), data.tags, features, place.share, place.seed);
    data.valid = partOf(question.table.part(Part::Valid), data.tags, features, place.share, place.seed);
    return data;
}

double validated(const ProbeQuestion& question, const ProbePlace& place, const FeatureTable& features, neural::NeuralEngine& engine, TaskContext& context)
{
    auto data = seenData(question, place, features);
    if (place.probe == kGridProbe) return bestOfGrid(question, place, data, engine, context)["valid_score"].get<double>();
    if (data.valid.rows() == 0) return std::numeric_limits<double>::quiet_NaN();
    data.predict = data.valid;
    const auto outcome = learned(recipeOf(place, data), data, engine, context);
    return partMetrics(outcome.probabilities, data.valid.targets, data.tags).rocAuc;
}

Json measured(const ProbeQuestion& question, const ProbePlace& place, const FeatureTable& features, neural::NeuralEngine& engine, TaskContext& context)
{
    auto data = seenData(question, place, features);
    const auto best = place.probe == kGridProbe ? bestOfGrid(question, place, data, engine, context) : Json();
    data.predict = partOf(question.table.part(Part::Test), data.tags, features, 1, 0);
    if (data.predict.rows() == 0) throw Error(ErrorCode::TooShort, "test part", "this encoder gave features of no test track");
    if (best.is_null()) return asked(recipeOf(place, data), data, engine, context);
    // One thread, as in the grid: the same weights come out.
    engine.setThreads(1);
    auto document = asked(gridConfigOf(best, question.config["grid"], place.seed), data, engine, context);
    engine.setThreads(context.threads);
    document["best"] = best;
    document["configurations"] = gridPoints(question.config["grid"]).size();
    return document;
}

}  // namespace engine::tasks
