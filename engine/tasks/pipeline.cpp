#include "engine/tasks/pipeline.h"

#include <algorithm>
#include <array>
#include <set>

#include "engine/core/error.h"
#include "engine/dsp/preset.h"
#include "engine/store/pipeline_store.h"
#include "engine/store/vocabulary_store.h"
#include "engine/tasks/make_split.h"
#include "engine/tasks/resample_split.h"

namespace engine::tasks {

namespace {

using StageState = PipelineStage::State;
constexpr const char* kImportedSplit = "imported";

std::optional<store::Split> newestSplit(store::Workspace& workspace)
{
    const auto all = workspace.splits().list();
    if (all.empty()) return {};
    return *std::max_element(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
}

/// Fingerprint of what a stage reads.
std::string inputsOf(store::Workspace& workspace, const std::string& stage)
{
    store::PipelineStore pipeline(workspace.database());
    if (stage == "merged") return pipeline.tagsFingerprint(false);
    if (stage == "vocabulary") return pipeline.tagsFingerprint(false) + pipeline.mappingFingerprint();
    const auto labels = [&] {
        const bool isMerged = store::VocabularyStore(workspace.database()).isInUse();
        return isMerged ? pipeline.labelsFingerprint(store::VocabularyStore::kSet) : pipeline.tagsFingerprint(true);
    };
    if (stage == "split") return pipeline.tracksFingerprint() + labels();
    const auto split = newestSplit(workspace);
    if (!split) return {};
    const auto parts = std::to_string(value(split->id)) + ":" + pipeline.splitFingerprint(split->id);
    return parts + (stage == "resampled" ? labels() : pipeline.tracksFingerprint());
}

/// Settings as they compare, whoever wrote them: without what does not change the result and without what is not set.
Json comparable(const Json& settings)
{
    Json kept = Json::object();
    for (const auto& [name, setting] : settings.items()) {
        const bool isName = name == "dry_run" || name == "then" || name == "name" || name == "split";
        const bool isUnset = setting.is_null() || setting == "" || setting == false || setting == 0;
        if (!isName && !isUnset) kept[name] = setting;
    }
    return kept;
}

bool isImported(const std::optional<store::PipelineNote>& note)
{
    return note && note->settings.contains(kImportedSplit);
}

Json settingsOf(const store::Split& split)
{
    return {{"name", split.name}, {"ratios", split.ratios}, {"stratify", split.stratify}, {"group_by", split.groupBy}, {"seed", split.seed}};
}

struct Station {
    PipelineStage stage;
    std::optional<store::PipelineNote> note;
};

/// Judges a stage that a note was left of.
void judge(store::Workspace& workspace, Station& station, const Json& wanted)
{
    auto& stage = station.stage;
    if (!station.note) return;
    stage.state = StageState::Current;
    if (!wanted.is_null() && comparable(wanted) != comparable(station.note->settings)) {
        stage.state = StageState::Stale;
        stage.reason = "settings";
    } else if (station.note->inputs != inputsOf(workspace, stage.id)) {
        stage.state = StageState::Stale;
        stage.reason = "inputs";
    }
    stage.parameters = wanted.is_null() ? station.note->settings : wanted;
}

PipelineStage sourcesStage(const store::PipelineCounts& counts)
{
    PipelineStage stage{"sources", counts.libraries > 0 ? StageState::Current : StageState::Absent, {}, {}, {}, {}};
    stage.counts = {{"folders", counts.libraries}, {"ready", counts.ready}, {"missing", counts.missing}, {"unreadable", counts.unreadable}};
    return stage;
}

/// A vocabulary merged out of the sources goes before cleaning: where it is in use, the way goes over it.
PipelineStage vocabularyStage(store::Workspace& workspace, const store::PipelineCounts& counts)
{
    PipelineStage stage{"merged", StageState::Current, {{"tags", counts.tags}, {"pairs", counts.pairs}, {"merged", counts.mergedTags}}, {}, "merge", {{"keep_mapping", true}}};
    if (isStageCurrent(workspace, "vocabulary")) return stage;
    stage.state = StageState::Stale;
    stage.reason = "inputs";
    return stage;
}

PipelineStage mergedStage(store::Workspace& workspace, const store::PipelineCounts& counts, const Json& wanted)
{
    if (counts.mergedTags > 0 && wanted.is_null()) return vocabularyStage(workspace, counts);
    Station station{{"merged", counts.tags > 0 ? StageState::Unused : StageState::Absent, {}, {}, "clean", {}}, store::PipelineStore(workspace.database()).find("merged")};
    if (counts.tags > 0) judge(workspace, station, wanted);
    station.stage.counts = {{"tags", counts.tags}, {"pairs", counts.pairs}, {"cleaned", counts.cleanedTags}};
    return station.stage;
}

PipelineStage idsStage(const store::PipelineCounts& counts)
{
    const auto tracks = counts.ready + counts.missing + counts.unreadable;
    PipelineStage stage{"ids", tracks > 0 ? StageState::Current : StageState::Absent, {}, {}, {}, {}};
    stage.counts = {{"tracks", tracks}, {"hashed", counts.hashed}};
    return stage;
}

using PartCounts = std::array<std::int64_t, 3>;

void putParts(PipelineStage& stage, const PartCounts& parts)
{
    for (const auto part : {Part::Train, Part::Valid, Part::Test})
        stage.counts.emplace_back(partName(part), parts[static_cast<std::size_t>(part)]);
}

/// A split that a run was trained on is not replaced: the new one gets the next free name.
std::string freeName(store::Workspace& workspace, const std::string& wanted)
{
    const auto taken = workspace.splits().find(wanted);
    if (!taken) return wanted;
    const auto runs = workspace.runs().list();
    const bool isUsed = std::any_of(runs.begin(), runs.end(), [&](const auto& run) { return run.split == taken->id; });
    if (!isUsed) return wanted;
    for (int number = 2;; ++number) {
        const auto name = wanted + " " + std::to_string(number);
        if (!workspace.splits().find(name)) return name;
    }
}

PipelineStage splitStage(store::Workspace& workspace, const std::optional<store::Split>& split, const std::vector<store::SplitMember>& members, const Json& wanted)
{
    Station station{{"split", StageState::Absent, {}, {}, "split", wanted}, store::PipelineStore(workspace.database()).find("split")};
    auto& stage = station.stage;
    if (split && isImported(station.note)) {
        stage.state = StageState::Current;   // published splits are honoured, never made again
        stage.task.clear();
    } else if (split && station.note) {
        judge(workspace, station, wanted);
    } else if (split) {
        stage.state = StageState::Current;   // made before notes were taken
        stage.parameters = settingsOf(*split);
    }
    PartCounts parts{};
    for (const auto& member : members)
        ++parts[static_cast<std::size_t>(member.part)];
    if (split) putParts(stage, parts);
    if (!stage.parameters.is_object()) stage.parameters = Json::object();
    auto name = stage.parameters.value("name", split ? split->name : std::string());
    if (name.empty()) name = "default";
    stage.parameters["name"] = stage.task.empty() ? name : freeName(workspace, name);
    return stage;
}

PipelineStage resampledStage(store::Workspace& workspace, const std::optional<store::Split>& split, const std::vector<store::SplitMember>& members,
                        const Occurrences& occurrences, const Json& wanted, const std::string& splitName)
{
    Station station{{"resampled", StageState::Unused, {}, {}, "resample", {}}, store::PipelineStore(workspace.database()).find("resampled")};
    if (station.note && station.note->settings.value("reset", false) && wanted.is_null()) station.note.reset();
    if (split) judge(workspace, station, wanted);
    if (split && !station.note && !wanted.is_null()) {   // wanted, and never done
        station.stage.state = StageState::Stale;
        station.stage.reason = "settings";
        station.stage.parameters = wanted;
    }
    PartCounts parts{};
    for (const auto& member : members)
        parts[static_cast<std::size_t>(member.part)] += member.part == Part::Train ? occurrences.of(member.track) : 1;
    if (split) putParts(station.stage, parts);
    if (station.stage.parameters.is_object()) station.stage.parameters["split"] = splitName;
    return station.stage;
}

PipelineStage melgramsStage(store::Workspace& workspace, const std::vector<store::SplitMember>& members, const Occurrences& occurrences, const std::string& preset,
                       const std::string& splitName)
{
    PipelineStage stage{"melgrams", StageState::Absent, {}, {}, "prep", {{"preset", preset}, {"split", splitName}, {"part", "all"}}};
    std::set<std::pair<std::uint64_t, int>> there;
    for (const auto& row : workspace.melgrams().rows(dsp::loadPreset(preset).hash()))
        there.emplace(value(row.track), row.repetition);
    std::set<std::uint64_t> ready;
    store::TrackQuery readable;
    readable.text = "state:ready";
    for (const auto id : workspace.tracks().ids(readable))
        ready.insert(value(id));
    PartCounts parts{};
    std::int64_t lacking = 0;
    for (const auto& member : members) {
        const int wanted = member.part == Part::Train ? occurrences.of(member.track) : 1;
        for (int repetition = 0; repetition < wanted; ++repetition) {
            const bool isThere = there.contains({value(member.track), repetition});
            parts[static_cast<std::size_t>(member.part)] += isThere ? 1 : 0;
            lacking += !isThere && ready.contains(value(member.track)) ? 1 : 0;
        }
    }
    if (members.empty()) return stage;
    putParts(stage, parts);
    stage.counts.emplace_back("lacking", lacking);
    const bool any = parts[0] + parts[1] + parts[2] > 0;
    stage.state = lacking == 0 ? StageState::Current : any ? StageState::Stale : StageState::Absent;
    if (stage.state == StageState::Stale) stage.reason = "inputs";
    return stage;
}

PipelineStage checkedStage(store::Workspace& workspace, const std::optional<store::Split>& split, const std::string& splitName)
{
    Station station{{"checked", StageState::Absent, {}, {}, "check", Json::object()}, store::PipelineStore(workspace.database()).find("checked")};
    if (split) judge(workspace, station, Json());
    if (station.stage.state == StageState::Current) {
        const auto leaks = station.note->settings.value("leaks", std::int64_t{0});
        station.stage.counts.emplace_back("leaks", leaks);
        if (leaks > 0) station.stage.reason = "leaks";
    }
    station.stage.parameters = {{"split", splitName}};
    return station.stage;
}

std::string_view stageStateName(StageState state)
{
    constexpr std::array<std::string_view, 4> kNames{"absent", "unused", "current", "stale"};
    return kNames[static_cast<std::size_t>(state)];
}

}  // namespace

std::vector<PipelineStage> pipelineStages(store::Workspace& workspace, const PipelineWish& wish)
{
    const auto counts = store::PipelineStore(workspace.database()).counts();
    const auto split = newestSplit(workspace);
    const auto members = split ? workspace.splits().members(split->id) : std::vector<store::SplitMember>();
    const Occurrences occurrences(workspace, split ? split->id : SplitId{});
    std::vector<PipelineStage> stages{sourcesStage(counts), mergedStage(workspace, counts, wish.cleaning), idsStage(counts), splitStage(workspace, split, members, wish.split)};
    const bool isRemade = !stages[3].task.empty() && (stages[1].state == StageState::Stale || stages[3].state != StageState::Current);
    const auto splitName = split && !isRemade ? split->name : stages[3].parameters["name"].get<std::string>();
    stages.push_back(resampledStage(workspace, split, members, occurrences, wish.resample, splitName));
    stages.push_back(melgramsStage(workspace, members, occurrences, wish.preset, splitName));
    stages.push_back(checkedStage(workspace, split, splitName));
    bool before = false;   // what lies before is not as it should be
    for (auto& stage : stages) {
        if (before && !stage.task.empty() && stage.state == StageState::Current) {
            stage.state = StageState::Stale;
            stage.reason = "before";
        }
        if (!stage.task.empty() && (stage.state == StageState::Stale || (stage.state == StageState::Absent && stage.id == "split"))) before = true;
    }
    return stages;
}

std::vector<std::pair<std::string, Json>> staleSteps(const std::vector<PipelineStage>& stages)
{
    std::vector<std::pair<std::string, Json>> steps;
    if (stages.front().state == StageState::Absent) return steps;   // without tracks nothing can be made
    for (const auto& stage : stages) {
        const bool wanted = stage.state == StageState::Stale || (stage.state == StageState::Absent && stage.id != "merged");
        if (wanted && !stage.task.empty()) steps.emplace_back(stage.task, stage.parameters);
    }
    return steps;
}

Json pipelineDocument(const std::vector<PipelineStage>& stages)
{
    Json document{{"stages", Json::array()}, {"steps", Json::array()}};
    for (const auto& stage : stages) {
        Json row{{"stage", stage.id}, {"state", stageStateName(stage.state)}, {"counts", Json::object()}};
        if (!stage.reason.empty()) row["reason"] = stage.reason;
        for (const auto& [name, count] : stage.counts)
            row["counts"][name] = count;
        document["stages"].push_back(std::move(row));
    }
    for (const auto& [task, parameters] : staleSteps(stages))
        document["steps"].push_back(task);
    return document;
}

void noteStage(store::Workspace& workspace, const std::string& stage, const Json& settings)
{
    store::PipelineStore(workspace.database()).note(stage, inputsOf(workspace, stage), settings);
}

bool isStageCurrent(store::Workspace& workspace, const std::string& stage)
{
    const auto note = store::PipelineStore(workspace.database()).find(stage);
    return note && note->inputs == inputsOf(workspace, stage);
}

}  // namespace engine::tasks
