#include "engine/tasks/student_setup.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/dataset/leak_check.h"
#include "engine/tasks/make_split.h"
#include "engine/tasks/model_source.h"
#include "engine/tasks/named_tracks.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/train_setup.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kNamed = 5;   // artists or tags named in a sentence

std::string listed(const std::vector<std::string>& names)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(kNamed, names.size()); ++i)
        text += (i > 0 ? ", " : "") + names[i];
    return names.size() > kNamed ? text + ", ..." : text;
}

std::filesystem::path poolFile(const std::filesystem::path& runFolder)
{
    return runFolder / "unlabelled.txt";
}

TeacherFacts factsOf(store::Workspace& workspace, const store::Run& run)
{
    if (run.bestEpoch == 0) throw Error(ErrorCode::NotFound, run.name, "this run has no finished epoch yet, hence nothing to teach");
    return {run, presetOfRun(workspace, run)};
}

std::set<std::uint64_t> labelledIds(store::Workspace& workspace, const std::vector<std::string>& sources)
{
    std::set<std::uint64_t> ids;
    for (const auto& tag : workspace.tags().list())
        for (const auto track : labelledTracks(workspace, tag.id, sources))
            ids.insert(value(track));
    return ids;
}

void refuseOutside(const Json& parameters, const char* name, double highest)
{
    const auto& given = parameters[name];
    if (!given.is_number() || !(given.get<double>() >= 0 && given.get<double>() <= highest))
        throw Error(ErrorCode::InvalidArgument, name, "a number from 0 to " + Json(highest).dump() + " is wanted, found " + given.dump());
}

/// What tells that a track is in a part in another guise.
class HeldOut {
public:
    void add(const dataset::SplitLine& line)
    {
        if (!line.artist.empty()) m_artists.insert(dataset::groupKey(line.artist));
        for (const auto& sign : {line.audioHash, line.fileHash, line.likeGroup})
            if (!sign.empty()) m_signs.insert(sign);
    }
    bool hasArtist(const dataset::SplitLine& line) const { return !line.artist.empty() && m_artists.contains(dataset::groupKey(line.artist)); }
    bool hasCopy(const dataset::SplitLine& line) const
    {
        return m_signs.contains(line.audioHash) || m_signs.contains(line.fileHash) || m_signs.contains(line.likeGroup);
    }

private:
    std::set<std::string> m_artists, m_signs;   // no sign is empty
};

/// The tracks that the wish finds; what it says of lines is kept in the pool.
std::vector<store::Track> candidates(store::Workspace& workspace, const PoolWish& wish, UnlabelledPool& pool)
{
    store::TrackQuery query;
    query.text = wish.filter;
    const auto found = workspace.tracks().ids(query);
    if (wish.list.empty()) return workspace.tracks().page(found);
    auto list = readTrackList(wish.list, workspace);
    pool.lines = list.lines;
    for (const auto& unknown : list.unknown)
        pool.rejected.push_back({{"path", unknown.text}, {"line", unknown.line}, {"class", errorCodeName(ErrorCode::NotFound)}, {"reason", "no track of the library has this id or path"}});
    for (const auto& track : list.tracks)
        if (track.state != store::TrackState::Ready)
            pool.rejected.push_back({{"path", track.displayPath}, {"class", errorCodeName(ErrorCode::Missing)}, {"reason", "its file cannot be read"}});
    if (wish.filter.empty()) return std::move(list.tracks);
    const std::unordered_set<TrackId> wanted(found.begin(), found.end());
    std::erase_if(list.tracks, [&](const auto& track) { return !wanted.contains(track.id); });
    return std::move(list.tracks);
}

}  // namespace

const Json& studentDefaults()
{
    static const Json defaults{{"student_of", ""}, {"unlabelled", ""}, {"pool_list", ""}, {"leave_out_artists", false}, {"strength", 1}, {"skeptical", 0},
                               {"watch", "roc_auc"}};
    return defaults;
}

bool isStudent(const Json& parameters)
{
    return !parameters.value("student_of", std::string()).empty();
}

TeacherFacts findTeacher(store::Workspace& workspace, const std::string& runOrFile)
{
    for (const auto& run : workspace.runs().list())
        if (run.name == runOrFile) return factsOf(workspace, run);
    std::error_code ignored;
    if (std::filesystem::is_regular_file(runOrFile, ignored)) {
        auto source = sourceOfFile(runOrFile);
        return {std::move(source.run), std::move(source.preset)};
    }
    return factsOf(workspace, workspace.runs().resolve(runOrFile));
}

Json asStudent(Json parameters, store::Workspace& workspace)
{
    if (!isStudent(parameters)) return parameters;
    const auto teacher = findTeacher(workspace, parameters["student_of"].get<std::string>());
    if (isLeaking(teacher.run))
        throw Error(ErrorCode::Mismatch, teacher.run.name, "was trained on a split by chunks, to measure what that costs: it has learned from every track and can teach nothing honestly");
    for (const auto& [key, value] : studentDefaults().items())
        if (!parameters.contains(key)) parameters[key] = value;
    refuseOutside(parameters, "strength", 2);
    refuseOutside(parameters, "skeptical", 1);
    if (parameters["watch"] != "roc_auc" && parameters["watch"] != "loss")
        throw Error(ErrorCode::InvalidArgument, "watch", "roc_auc or loss is wanted, found " + parameters["watch"].dump());
    if (teacher.run.id != RunId{}) parameters["student_of"] = std::to_string(value(teacher.run.id));
    else parameters["student_of"] = std::filesystem::absolute(parameters["student_of"].get<std::string>()).string();
    if (parameters.value("arch", std::string()).empty()) parameters["arch"] = teacher.run.architecture;
    if (!teacher.run.split) return parameters;
    const auto split = workspace.splits().find(*teacher.run.split);
    if (!split) throw Error(ErrorCode::NotFound, teacher.run.name, "the split it has learned from is not in the workspace any more");
    if (const auto asked = parameters.value("split", std::string()); !asked.empty() && asked != split->name)
        throw Error(ErrorCode::Mismatch, "split " + asked, "is not the split " + split->name + ", from which the teacher has learned: the student would be measured on its teacher's training tracks");
    parameters["split"] = split->name;
    parameters["sources"] = teacher.run.config.value("sources", std::vector<std::string>{});
    return parameters;
}

TrainingTable studentTable(store::Workspace& workspace, const TeacherFacts& teacher, const neural::ModelCard& student, const store::Split& split,
                           const std::vector<std::string>& sources)
{
    if (const auto misfit = presetMisfit(teacher.preset, student); !misfit.empty())
        throw Error(ErrorCode::Mismatch, student.displayName, "does not hear what its teacher hears: " + misfit);
    if (teacher.preset.normalise != "none")
        throw Error(ErrorCode::Unsupported, "preset " + teacher.preset.name, "normalises each track as a whole; pieces of changed sound cannot be made alike");
    const auto card = neural::loadModelCard(teacher.run.architecture);
    if (student.frames < card.minFrames || (card.maxFrames > 0 && student.frames > card.maxFrames))
        throw Error(ErrorCode::Mismatch, student.displayName, "takes windows of " + std::to_string(student.frames) + " frames, which its teacher " + card.displayName + " does not take; both must hear the same piece");
    auto table = tableForTags(workspace, split.id, teacher.run.tags, sources);
    takeOutUnlabelled(table, workspace, sources);
    const auto& train = table.part(Part::Train);
    std::vector<std::string> absent;
    for (std::size_t tag = 0; tag < table.tags.size(); ++tag) {
        bool there = false;
        for (std::size_t row = 0; row < train.tracks.size() && !there; ++row)
            there = train.labels[row * table.tags.size() + tag] != 0;
        if (!there) absent.push_back(table.tags[tag].name);
    }
    if (!absent.empty())
        throw Error(ErrorCode::Mismatch, teacher.run.name, "knows " + std::to_string(absent.size()) + " tags that no training track of the split " + split.name + " carries (" + listed(absent) + "); teacher and labels must have the same tags");
    return table;
}

std::string studentKind(const neural::ModelCard& teacher, const neural::ModelCard& student)
{
    return student.parameters >= teacher.parameters ? "expansion" : "distillation";
}

PoolWish poolWishOf(const Json& parameters)
{
    return {parameters.value("unlabelled", std::string()), pathOf(parameters, "pool_list")};
}

UnlabelledPool unlabelledPool(store::Workspace& workspace, const store::Split& split, const PoolWish& wish, const std::vector<std::string>& sources)
{
    std::unordered_map<std::uint64_t, Part> parts;
    for (const auto& member : workspace.splits().members(split.id))
        parts[value(member.track)] = member.part;
    const auto labelled = labelledIds(workspace, sources);
    HeldOut heldOut;
    for (const auto& line : splitLines(workspace, split.id))
        if (line.part != partName(Part::Train)) heldOut.add(line);

    UnlabelledPool pool;
    std::vector<dataset::SplitLine> lines;
    const bool isListed = !wish.list.empty();
    for (const auto& track : candidates(workspace, wish, pool)) {
        if (track.state != store::TrackState::Ready) continue;
        const auto place = parts.find(value(track.id));
        const bool outside = place == parts.end();
        if (isListed && !outside && place->second != Part::Train) {   // who names it wants it: it is told, not passed over
            ++pool.heldOut;
            pool.leaking.push_back(track.id);
            continue;
        }
        if (!outside && (place->second != Part::Train || labelled.contains(value(track.id)))) {
            pool.labelled += isListed ? 1 : 0;
            continue;
        }
        dataset::SplitLine line;
        line.id = toHex(track.id);
        line.part = outside ? "" : partName(Part::Train);
        lines.push_back(std::move(line));
    }
    completeLines(workspace, lines);
    std::set<std::string> shared;
    for (const auto& line : lines) {
        const auto id = trackIdFromHex(line.id);
        const bool byArtist = heldOut.hasArtist(line), copy = heldOut.hasCopy(line);
        if (byArtist) shared.insert(line.artist);
        pool.copies += copy ? 1 : 0;
        if (byArtist || copy) {
            pool.leaking.push_back(id);
            continue;
        }
        pool.tracks.push_back(id);
        (line.part.empty() ? pool.outside : pool.untagged) += 1;
        pool.withoutArtist += line.artist.empty() ? 1 : 0;
    }
    std::sort(pool.tracks.begin(), pool.tracks.end());
    pool.sharedArtists.assign(shared.begin(), shared.end());
    return pool;
}

std::string leakSentence(const UnlabelledPool& pool)
{
    if (pool.leaking.empty()) return {};
    std::vector<std::string> found;
    if (!pool.sharedArtists.empty())
        found.push_back("by " + std::to_string(pool.sharedArtists.size()) + (pool.sharedArtists.size() == 1 ? " artist" : " artists") + " of the validation or test part (" + listed(pool.sharedArtists) + ")");
    if (pool.copies > 0) found.push_back("copies of tracks of the validation or test part (" + std::to_string(pool.copies) + ")");
    if (pool.heldOut > 0) found.push_back("tracks of the validation or test part themselves, which the list names (" + std::to_string(pool.heldOut) + ")");
    std::string text;
    for (std::size_t i = 0; i < found.size(); ++i)
        text += (i == 0 ? "" : i + 1 < found.size() ? ", " : " or ") + found[i];
    return std::to_string(pool.leaking.size()) + " of the unlabelled tracks are " + text + ": the student would be measured on music it has learned from; leave these tracks out with --leave-out-artists";
}

void takeOutUnlabelled(TrainingTable& table, store::Workspace& workspace, const std::vector<std::string>& sources)
{
    const auto labelled = labelledIds(workspace, sources);
    auto& part = table.parts[static_cast<std::size_t>(Part::Train)];
    const auto tags = static_cast<std::ptrdiff_t>(table.tags.size());
    LabelledPart kept;
    for (std::size_t row = 0; row < part.tracks.size(); ++row) {
        if (!labelled.contains(value(part.tracks[row]))) continue;
        kept.tracks.push_back(part.tracks[row]);
        const auto labels = part.labels.begin() + static_cast<std::ptrdiff_t>(row) * tags;
        kept.labels.insert(kept.labels.end(), labels, labels + tags);
    }
    part = std::move(kept);
}

void keepPool(const std::filesystem::path& runFolder, const std::vector<TrackId>& pool)
{
    std::filesystem::create_directories(runFolder);
    std::string text;
    for (const auto id : pool)
        text += toHex(id) + "\n";
    writeFileAtomically(poolFile(runFolder), text);
}

std::vector<TrackId> keptPool(const std::filesystem::path& runFolder)
{
    std::ifstream file(poolFile(runFolder));
    if (!file) throw Error(ErrorCode::Missing, poolFile(runFolder).string(), "the list of unlabelled tracks of this run is gone, it cannot be resumed");
    std::vector<TrackId> pool;
    for (std::string line; std::getline(file, line);)
        pool.push_back(trackIdFromHex(line));
    return pool;
}

}  // namespace engine::tasks
