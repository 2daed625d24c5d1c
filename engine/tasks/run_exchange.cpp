#include "engine/tasks/run_exchange.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"

namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

using PartOf = std::map<TrackId, Part>;

store::Split splitNamed(store::Workspace& workspace, const std::string& name)
{
    const auto split = workspace.splits().find(name);
    if (!split) throw Error(ErrorCode::NotFound, name, "no split of this name");
    return *split;
}

PartOf partsOf(store::Workspace& workspace, SplitId split)
{
    PartOf parts;
    for (const auto& member : workspace.splits().members(split))
        parts.emplace(member.track, member.part);
    return parts;
}

void refuseNonEmpty(const fs::path& folder)
{
    std::error_code ignored;
    if (fs::exists(folder, ignored) && !fs::is_empty(folder, ignored))
        throw Error(ErrorCode::InvalidArgument, folder.string(), "is not empty; name a folder that is not there yet");
}

/// Rows of tracks that are not there yet, with their tags. The audio stays where it is: their library is a folder that does not exist.
void copyTracks(store::Workspace& from, store::Workspace& into, const PartOf& wanted, RunControl& control)
{
    const auto library = into.tracks().addLibrary(into.folder() / "audio-was-not-included", 0);
    store::WriteTransaction transaction(into.database());
    std::int64_t done = 0;
    for (const auto& [id, part] : wanted) {
        control.step("tracks", ++done, static_cast<std::int64_t>(wanted.size()));
        auto track = from.tracks().find(id);
        if (!track || into.tracks().find(id)) continue;
        track->library = library;
        into.tracks().upsert(*track);
        for (const auto& tag : from.tags().ofTrack(id))
            into.tags().set(id, into.tags().ensure(tag.name, tag.type), tag.source, tag.score);
    }
    transaction.commit();
}

/// The split of the same name with the same members; made if there is none. Tracks that are not known there are left out.
std::optional<SplitId> copySplit(store::Workspace& from, store::Workspace& into, const store::Split& split)
{
    std::vector<store::SplitMember> members;
    PartOf parts;
    for (const auto& member : from.splits().members(split.id)) {
        if (!into.tracks().find(member.track)) continue;
        members.push_back(member);
        parts.emplace(member.track, member.part);
    }
    if (members.empty()) return std::nullopt;
    auto copy = split;
    for (int turn = 1;; ++turn) {
        if (turn > 1) copy.name = split.name + " (imported" + (turn > 2 ? " " + std::to_string(turn - 1) : "") + ")";
        const auto same = into.splits().find(copy.name);
        if (!same) break;
        if (partsOf(into, same->id) == parts) return same->id;
    }
    const auto id = into.splits().put(copy, members);
    std::vector<std::pair<TrackId, int>> occurrences;
    for (const auto& row : from.splits().occurrences(split.id))
        if (parts.contains(row.first)) occurrences.push_back(row);
    if (!occurrences.empty()) into.splits().setOccurrences(id, occurrences);
    return id;
}

void copyPreset(store::Workspace& from, store::Workspace& into, const std::string& hash, const std::string& subject)
{
    const auto json = from.melgrams().presetJson(hash);
    if (!json) throw Error(ErrorCode::NotFound, subject, "its preset is not in the workspace any more");
    into.melgrams().putPreset(hash, Json::parse(*json).value("name", hash), *json);
}

std::vector<store::MelgramRow> melgramsOf(store::Workspace& from, const dsp::Preset& preset, const PartOf& wanted)
{
    std::vector<store::MelgramRow> rows;
    std::set<TrackId> found;
    for (const auto& row : from.melgrams().rows(preset.hash())) {
        if (!wanted.contains(row.track)) continue;
        rows.push_back(row);
        found.insert(row.track);
    }
    if (found.size() < wanted.size())
        throw Error(ErrorCode::NotFound, "preset " + preset.name,
                    std::to_string(wanted.size() - found.size()) + " of " + std::to_string(wanted.size()) +
                        " tracks have no melgram yet; make them first (prep run --preset " + preset.name + ")");
    return rows;
}

/// Whole packs: they are the unit that is written and checked.
void copyMelgrams(store::Workspace& from, store::Workspace& into, const dsp::Preset& preset, const std::vector<store::MelgramRow>& rows, RunControl& control)
{
    const auto source = from.melgramFolder() / preset.hash(), target = into.melgramFolder() / preset.hash();
    fs::create_directories(target);
    std::set<std::string> packs;
    for (const auto& row : rows)
        packs.insert(row.pack);
    std::int64_t done = 0;
    for (const auto& pack : packs) {
        control.step("melgrams", done++, static_cast<std::int64_t>(packs.size()));
        fs::copy_file(source / pack, target / pack);
    }
    into.melgrams().put(rows);
}

void refuseTaken(store::Workspace& workspace, const std::string& name)
{
    for (const auto& run : workspace.runs().list())
        if (run.name == name) throw Error(ErrorCode::InvalidArgument, name, "a run of this name is there already; give another with --name");
}

void copyResults(store::Workspace& from, store::Workspace& into, RunId old, RunId now)
{
    store::WriteTransaction transaction(into.database());
    for (const auto& row : from.runs().epochs(old))
        into.runs().putEpoch(now, row);
    for (const auto* part : {"train", "valid", "test"})
        if (const auto document = from.runs().evaluation(old, part)) into.runs().putEvaluation(now, part, *document);
    auto source = from.predictions();
    auto target = into.predictions();
    const auto rowsOf = [](const store::TrackMatrix& matrix, std::size_t i) { return std::span(matrix.values).subspan(i * matrix.width, matrix.width); };
    const auto scores = source.allScores(old);
    for (std::size_t i = 0; i < scores.tracks.size(); ++i) {
        const auto track = scores.tracks[i];
        if (!into.tracks().find(track)) continue;
        target.put(now, track, rowsOf(scores, i));
        if (const auto taggram = source.taggram(old, track)) target.putTaggram(now, track, *taggram);
    }
    for (const auto& layer : source.layers(old)) {
        const auto vectors = source.allEmbeddings(old, layer);
        for (std::size_t i = 0; i < vectors.tracks.size(); ++i)
            if (into.tracks().find(vectors.tracks[i])) target.putEmbedding(now, layer, vectors.tracks[i], rowsOf(vectors, i));
    }
    transaction.commit();
}

/// Everything but the tracks. Weights are checked by reading them.
store::Run copyRun(store::Workspace& from, store::Workspace& into, const store::Run& original, const std::string& name, RunControl& control)
{
    if (original.bestEpoch == 0) throw Error(ErrorCode::NotFound, original.name, "this run has no finished epoch yet, hence no weights");
    const auto source = from.checkpointFolder() / original.folder;
    checkpoint::readSafetensors(source / "best.safetensors");
    auto run = original;
    run.name = name;
    refuseTaken(into, run.name);
    store::WriteTransaction transaction(into.database());   // a copy that fails leaves no run
    copyPreset(from, into, run.presetHash, run.name);
    const auto split = original.split ? from.splits().find(*original.split) : std::nullopt;
    run.split = split ? copySplit(from, into, *split) : std::nullopt;
    run.job.reset();
    run.folder.clear();
    run.id = into.runs().create(run);
    run.folder = "run-" + std::to_string(value(run.id));
    const auto target = into.checkpointFolder() / run.folder;
    fs::create_directories(target);
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(source))
        if (entry.is_regular_file() && !entry.path().filename().string().starts_with(".")) files.push_back(entry.path());
    for (std::size_t i = 0; i < files.size(); ++i) {
        control.step("weights", static_cast<std::int64_t>(i), static_cast<std::int64_t>(files.size()));
        fs::copy_file(files[i], target / files[i].filename(), fs::copy_options::overwrite_existing);
    }
    copyResults(from, into, original.id, run.id);
    run.bestEpoch = original.bestEpoch;
    into.runs().update(run);
    transaction.commit();
    return run;
}

}  // namespace

Json exportTrainingData(store::Workspace& from, const std::string& splitName, const dsp::Preset& preset, const fs::path& folder, RunControl& control)
{
    if (preset.isWaveform())
        throw Error(ErrorCode::Unsupported, "preset " + preset.name, "networks on waveforms read the audio itself, which is not exported");
    refuseNonEmpty(folder);
    const auto split = splitNamed(from, splitName);
    const auto wanted = partsOf(from, split.id);
    const auto rows = melgramsOf(from, preset, wanted);
    auto into = store::Workspace::openOrCreate(folder);
    copyTracks(from, into, wanted, control);
    copySplit(from, into, split);
    copyPreset(from, into, preset.hash(), preset.name);
    copyMelgrams(from, into, preset, rows, control);
    return {{"folder", folder.string()}, {"split", split.name}, {"preset", preset.name}, {"tracks", wanted.size()}, {"melgrams", rows.size()}};
}

Json exportRun(store::Workspace& from, const std::string& which, const fs::path& folder, RunControl& control)
{
    const auto run = from.runs().resolve(which);
    auto into = store::Workspace::openOrCreate(folder);
    if (run.split) copyTracks(from, into, partsOf(from, *run.split), control);
    const auto copy = copyRun(from, into, run, run.name, control);
    return {{"folder", folder.string()}, {"run", value(copy.id)}, {"name", copy.name}};
}

Json importRun(store::Workspace& into, const fs::path& folder, const std::string& which, const std::string& name, RunControl& control)
{
    auto from = store::Workspace::open(folder);
    const auto run = from.runs().resolve(which);
    const auto copy = copyRun(from, into, run, name.empty() ? run.name : name, control);
    const auto split = copy.split ? into.splits().find(*copy.split) : std::nullopt;
    const auto known = split ? into.splits().members(split->id).size() : 0;
    const auto all = run.split ? from.splits().members(*run.split).size() : 0;
    return {{"run", value(copy.id)},
            {"name", copy.name},
            {"architecture", copy.architecture},
            {"epochs", into.runs().epochs(copy.id).size()},
            {"best_epoch", copy.bestEpoch},
            {"split", split ? Json(split->name) : Json(nullptr)},
            {"tracks", {{"known", known}, {"unknown", all - known}}}};
}

}  // namespace engine::tasks
