#include "engine/tasks/training_run.h"

#include <algorithm>
#include <filesystem>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/ensemble_plan.h"
#include "engine/tasks/model_source.h"
#include "engine/tasks/resample_split.h"
#include "engine/tasks/student_setup.h"
#include "engine/tasks/train_ensemble.h"
#include "engine/tasks/train_options.h"
#include "engine/tasks/train_setup.h"

namespace engine::tasks {

namespace {

/// What a new student learns from without labels; refused where it leaks.
std::vector<TrackId> unlabelledFor(const Json& config, const store::Split& split, TaskContext& context)
{
    const auto sources = labelSources(context.workspace, config["sources"].get<std::vector<std::string>>());
    auto pool = unlabelledPool(context.workspace, split, poolWishOf(config), sources);
    if (!pool.rejected.empty()) context.say(std::to_string(pool.rejected.size()) + " names in the list of unlabelled tracks belong to no track that can be read, as " + pool.rejected.front()["path"].get<std::string>());
    const auto leaks = leakSentence(pool);
    if (!leaks.empty() && !config["leave_out_artists"].get<bool>()) throw Error(ErrorCode::Mismatch, "unlabelled tracks", leaks);
    if (!leaks.empty()) context.say(std::to_string(pool.leaking.size()) + " unlabelled tracks are left out: by artists of the validation or test part, or copies of its tracks");
    if (pool.tracks.empty())
        throw Error(ErrorCode::TooShort, "unlabelled tracks", "there is none: every track that was asked for is labelled, or in the validation or test part");
    if (pool.withoutArtist > 0) context.say(std::to_string(pool.withoutArtist) + " unlabelled tracks name no artist: nobody can check whose they are");
    return pool.tracks;
}

/// A run keeps to the labels it began with, whatever is merged later.
Json withLabelSources(Json parameters, store::Workspace& workspace)
{
    if (parameters.contains("resume")) return parameters;
    refreshVocabulary(workspace);
    parameters = asStudent(std::move(parameters), workspace);
    parameters["sources"] = labelSources(workspace, parameters.value("sources", std::vector<std::string>{}));
    return parameters;
}

Training newRun(const Json& parameters, TaskContext& context)
{
    const auto config = completeTraining(parameters);
    auto setup = makeTrainSetup(config, context.workspace);
    refuseLeakingSplit(context.workspace, setup.split, config["allow_leak"].get<int>(), context.log);
    if (config.value(kChunkSplit, false) && config["allow_leak"].get<int>() < 2)
        throw Error(ErrorCode::Mismatch, "split by chunks", "puts pieces of one track into several parts: what is measured on it would be worth nothing; only 'split leak-cost' makes one, to measure that");
    batchOf(config);
    trainConfigOf(config, setup.card, setup.table.tags.size(), "cpu");   // bad values are refused before a run is made of them
    Training training{{}, std::move(setup.preset), std::move(setup.card), std::move(setup.table)};
    if (isStudent(config)) training.unlabelled = unlabelledFor(config, setup.split, context);
    auto& run = training.run;
    run.architecture = training.card.id;
    run.presetHash = training.preset.hash();
    run.split = setup.split.id;
    run.config = config;
    run.tags = training.table.tags;
    run.seed = config["seed"].get<std::uint64_t>();
    run.notes = config["notes"].get<std::string>();
    run.name = config["name"].get<std::string>();
    if (run.name.empty()) {
        auto minute = store::nowUtc().substr(0, 16);   // 2026-11-21T10:15
        minute[10] = ' ';
        run.name = minute + " " + training.card.displayName;
    }
    if (isLeaking(run) && !run.name.ends_with(kLeakingMark)) run.name += kLeakingMark;
    run.job = context.job == JobId{} ? std::nullopt : std::optional(context.job);
    context.workspace.melgrams().putPreset(run.presetHash, training.preset.name, toJson(training.preset).dump());
    run.id = context.workspace.runs().create(run);
    run.folder = "run-" + std::to_string(value(run.id));
    if (training.unlabelled) keepPool(folderOf(run, context.workspace), *training.unlabelled);
    context.workspace.runs().update(run);
    return training;
}

Training resumedRun(const Json& parameters, TaskContext& context)
{
    Training training;
    auto& run = training.run;
    const auto wanted = parameters["resume"].is_string() ? parameters["resume"].get<std::string>() : parameters["resume"].dump();
    run = context.workspace.runs().resolve(wanted);
    training.table = tableOfRun(context.workspace, run);
    training.card = neural::loadModelCard(run.architecture);
    training.preset = presetOfRun(context.workspace, run);
    if (isStudent(run.config)) {
        training.unlabelled = keptPool(folderOf(run, context.workspace));
        context.say("it goes on with the " + std::to_string(training.unlabelled->size()) + " unlabelled tracks that it began with");
        takeOutUnlabelled(training.table, context.workspace, run.config["sources"].get<std::vector<std::string>>());
    }
    // More epochs may be asked for; everything else stays as recorded, else the result would be nobody's.
    if (parameters.contains("epochs")) {
        if (isEnsemble(training.card) && parameters["epochs"] != run.config["epochs"])
            throw Error(ErrorCode::InvalidArgument, "epochs", "the later stages of " + run.name + " rest on its members as they are; to train them for longer, begin a new run");
        run.config["epochs"] = parameters["epochs"];
    }
    if (context.job != JobId{}) run.job = context.job;
    return training;
}

/// The run an interrupted training of these very parameters left behind: the same command, and the same job, go on with it
/// instead of beginning again. Not one that another live program may be training.
std::optional<RunId> unfinishedRun(const Json& parameters, TaskContext& context)
{
    const auto jobs = context.workspace.jobs().list();
    const auto works = [](const store::JobRow& job) { return job.state == "running" && job.ownerAlive; };
    const auto isTrained = [&](const store::Run& run) {
        if (run.state != "training") return false;
        if (run.job == context.job) return false;
        if (!run.job) return std::count_if(jobs.begin(), jobs.end(), works) > 1;   // made before runs knew their jobs
        return std::any_of(jobs.begin(), jobs.end(), [&](const auto& job) { return job.id == *run.job && works(job); });
    };
    for (const auto& run : context.workspace.runs().list()) {
        if (run.state == "trained" || isTrained(run) || !sameTraining(run.config, parameters)) continue;
        // Without a finished epoch there is nothing to go on from, but a job that is run again keeps to the run it made.
        if (run.bestEpoch > 0 || (run.job && run.job == context.job) || hasStages(folderOf(run, context.workspace))) return run.id;
    }
    return {};
}

}  // namespace

std::filesystem::path folderOf(const store::Run& run, store::Workspace& workspace)
{
    return workspace.checkpointFolder() / run.folder;
}

Training beginOrGoOn(const Json& given, TaskContext& context)
{
    const auto parameters = withLabelSources(given, context.workspace);
    Json wanted = parameters;
    if (!wanted.contains("resume")) {
        if (const auto unfinished = unfinishedRun(parameters, context)) {
            wanted = {{"resume", std::to_string(value(*unfinished))}};
            context.say("going on with run " + wanted["resume"].get<std::string>() + ", which these settings had begun");
        }
    }
    const bool goesOn = wanted.contains("resume");
    auto training = goesOn ? resumedRun(wanted, context) : newRun(parameters, context);
    training.goesOn = goesOn;
    training.asked = parameters;
    return training;
}

void writeManifest(const Training& training, TaskContext& context)
{
    Json tags = Json::array();
    for (const auto& tag : training.run.tags)
        tags.push_back({{"tag", tag.name}, {"type", tag.type}});
    const Json manifest{{"run", value(training.run.id)}, {"name", training.run.name}, {"architecture", training.run.architecture},
                        {"preset", toJson(training.preset)}, {"preset_hash", training.run.presetHash}, {"config", training.run.config},
                        {"seed", training.run.seed}, {"device", training.run.device}, {"versions", training.run.versions},
                        {"split_sha256", splitFingerprint(context.workspace, *training.run.split)}, {"tags", tags}};
    const auto folder = folderOf(training.run, context.workspace);
    std::filesystem::create_directories(folder);
    writeFileAtomically(folder / "manifest.json", manifest.dump(2) + "\n");
}

}  // namespace engine::tasks
