#include "engine/tasks/train_ensemble.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/tasks/chunk_sources.h"
#include "engine/tasks/ensemble_plan.h"
#include "engine/tasks/song_vectors.h"

namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

constexpr const char* kStages = "stages.json";
constexpr const char* kBest = "best.safetensors";

// The song classifier is small and its input does not change: it may learn until it makes no progress.
constexpr int kSongEpochs = 200, kSongPatience = 20;
constexpr std::size_t kSongBatch = 32;
constexpr double kSongRate = 1e-3;

using State = std::map<std::string, checkpoint::TensorBytes>;

fs::path memberFolder(const fs::path& runFolder, const EnsembleMember& member)
{
    return runFolder / ("member-" + std::to_string(member.samples));
}

void writeRecord(const fs::path& runFolder, const StageRecord& record)
{
    Json tracks = Json::array();
    for (const auto track : record.learnedFrom)
        tracks.push_back(toHex(track));
    fs::create_directories(runFolder);
    writeFileAtomically(runFolder / kStages, Json{{"split_sha256", record.splitSha256}, {"learned_from", tracks}}.dump() + "\n");
}

StageRecord readRecord(const fs::path& runFolder, const std::string& subject)
{
    std::ifstream in(runFolder / kStages, std::ios::binary);
    const auto json = Json::parse(in, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object() || !json.contains("split_sha256") || !json.contains("learned_from"))
        throw Error(ErrorCode::NotFound, subject, "the members of this ensemble are not here, only what became of them; choose a run that was trained in this workspace");
    StageRecord record{json["split_sha256"].get<std::string>(), {}};
    for (const auto& track : json["learned_from"])
        record.learnedFrom.push_back(trackIdFromHex(track.get<std::string>()));
    return record;
}

/// The run whose members are taken over.
fs::path membersOfOtherRun(const EnsembleTraining& training, const std::string& splitSha, const std::string& from, store::Workspace& workspace)
{
    std::error_code ignored;
    if (fs::is_regular_file(from, ignored))
        throw Error(ErrorCode::Mismatch, from, "an ensemble takes its members from a run of this workspace, not from a weight file");
    const auto run = workspace.runs().resolve(from);
    const auto card = neural::loadModelCard(run.architecture);
    const auto same = [](const EnsembleMember& a, const EnsembleMember& b) { return a.arch == b.arch; };
    if (!isEnsemble(card) || !std::ranges::equal(ensembleMembers(card), ensembleMembers(training.card), same))
        throw Error(ErrorCode::Mismatch, "run " + from, "is a " + run.architecture + "; " + training.card.id + " takes its members from an ensemble of the same ones");
    if (run.tags.size() != training.run.tags.size() || !std::ranges::equal(run.tags, training.run.tags, {}, &store::RunTag::name, &store::RunTag::name))
        throw Error(ErrorCode::Mismatch, "run " + from, "has other tags; its members can be taken over for the same ones only");
    const auto folder = workspace.checkpointFolder() / run.folder;
    refuseStageLeak(readRecord(folder, "run " + from), splitSha, training.table);
    for (const auto& member : ensembleMembers(card))
        if (!fs::exists(memberFolder(folder, member) / kBest, ignored))
            throw Error(ErrorCode::NotFound, "run " + from, "was stopped before all of its members were trained; go on with it first");
    return folder;
}

std::string memberName(std::size_t index, const std::vector<EnsembleMember>& members)
{
    return "member " + std::to_string(index + 1) + " of " + std::to_string(members.size()) + " (" + std::to_string(members[index].samples) + " samples)";
}

/// Weights of the members, the names as the ensemble has them, and an identity of them all.
struct Members {
    State state;
    std::string identity;
};

Members readMembers(const fs::path& runFolder, const neural::ModelCard& card)
{
    Members members;
    Sha256 sum;
    for (const auto& member : ensembleMembers(card)) {
        auto file = checkpoint::readSafetensors(memberFolder(runFolder, member) / kBest);
        sum.update(file.metadata[checkpoint::kCheckSumKey]);
        for (auto& tensor : file.tensors) {
            tensor.name.insert(0, "members." + std::to_string(member.samples) + ".");
            const auto name = tensor.name;
            members.state.emplace(name, std::move(tensor));
        }
    }
    members.identity = sum.hex();
    return members;
}

/// `fresh` with those of its tensors replaced that are known.
std::vector<checkpoint::TensorBytes> assembled(std::vector<checkpoint::TensorBytes> fresh, const State& known)
{
    for (auto& tensor : fresh)
        if (const auto found = known.find(tensor.name); found != known.end()) tensor = found->second;
    return fresh;
}

class Stages {
public:
    Stages(neural::NeuralEngine& engine, EnsembleTraining& training, const StageTrainer& teach, TaskContext& context)
        : m_engine(engine), m_training(training), m_teach(teach), m_context(context), m_folder(training.config.checkpointFolder)
    {
    }
    StageEnd run();

private:
    fs::path haveMembers();
    void teachMembers();
    void teachSong(const Members& members);
    void keepVote(const Members& members);
    void keep(State known);
    const LabelledPart& part(Part which) const { return m_training.table.part(which); }
    std::size_t tags() const { return m_training.run.tags.size(); }
    SongVectors heard(neural::Model& model, Part which, const std::string& identity);
    void add(const StageEnd& end);

    neural::NeuralEngine& m_engine;
    EnsembleTraining& m_training;
    const StageTrainer& m_teach;
    TaskContext& m_context;
    fs::path m_folder;
    StageEnd m_end;   ///< so far: epochs of all stages
};

void Stages::add(const StageEnd& end)
{
    m_end.outcome.bestEpoch = m_end.outcome.epochs + end.outcome.bestEpoch;
    m_end.outcome.epochs += end.outcome.epochs;
    m_end.outcome.bestScore = end.outcome.bestScore;
    m_end.outcome.stoppedEarly = m_end.outcome.stoppedEarly || end.outcome.stoppedEarly;
    m_end.finishedOnRequest = m_end.finishedOnRequest || end.finishedOnRequest;
}

StageEnd Stages::run()
{
    const auto members = readMembers(haveMembers(), m_training.card);
    if (songClassifierOf(m_training.card).empty())
        keepVote(members);
    else
        teachSong(members);
    m_end.outcome.best = m_folder / kBest;
    return m_end;
}

fs::path Stages::haveMembers()
{
    const auto sha = splitFingerprint(m_context.workspace, *m_training.run.split);
    std::error_code ignored;
    if (fs::exists(m_folder / kStages, ignored)) refuseStageLeak(readRecord(m_folder, m_training.run.name), sha, m_training.table);
    const auto from = m_training.run.config.value("from", std::string());
    const auto other = from.empty() ? fs::path() : membersOfOtherRun(m_training, sha, from, m_context.workspace);
    writeRecord(m_folder, {sha, part(Part::Train).tracks});
    if (other.empty()) {
        teachMembers();
        return m_folder;
    }
    // Copied, so that this run keeps what it is made of and may serve another one.
    for (const auto& member : ensembleMembers(m_training.card)) {
        fs::create_directories(memberFolder(m_folder, member));
        const auto kept = checkpoint::readSafetensors(memberFolder(other, member) / kBest);
        checkpoint::writeSafetensors(memberFolder(m_folder, member) / kBest, kept.tensors, kept.metadata);
    }
    m_context.say("members taken over from run " + from);
    return m_folder;
}

void Stages::teachMembers()
{
    const auto members = ensembleMembers(m_training.card);
    const auto waveforms = std::make_shared<const MelgramLibrary>(m_context.workspace, m_training.preset);
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto& member = members[i];
        // As much sound in a batch and in an epoch at every scale.
        const auto batch = static_cast<std::size_t>(m_training.batch * member.share);
        TrainingWindows train(waveforms, part(Part::Train), tags(),
                              {member.samples, batch, m_training.run.config.value("windows", 1) * member.share, m_training.run.seed, {}});
        FixedWindows valid(waveforms, part(Part::Valid), tags(), member.samples, batch);
        if (train.leftOut() > 0 && i + 1 == members.size())
            m_context.say(std::to_string(train.leftOut()) + " training tracks are too short for the longest member, which learns without them");
        if (train.batchCount(1) == 0)
            throw Error(ErrorCode::TooShort, "training part", "no track is as long as one window of " + memberName(i, members));
        auto config = m_training.config;
        config.arch = member.arch;
        config.checkpointFolder = memberFolder(m_folder, member);
        add(m_teach({memberName(i, members), m_end.outcome.epochs, false, config, train, valid.batchCount(1) > 0 ? &valid : nullptr, valid.trackOfRow()}));
    }
}

SongVectors Stages::heard(neural::Model& model, Part which, const std::string& identity)
{
    return songVectors(model, m_training.card, m_training.preset, part(which), m_folder / "song-vectors" / std::string(partName(which)),
                       identity + " " + m_training.preset.hash(), m_context);
}

void Stages::teachSong(const Members& members)
{
    SongVectors train, valid;
    {
        auto listener = m_engine.makeModel(m_training.card.id, tags(), m_training.run.seed);
        listener->load(assembled(listener->state(), members.state));
        listener->to(m_training.config.device);
        train = heard(*listener, Part::Train, members.identity);
        valid = heard(*listener, Part::Valid, members.identity);
    }
    double sum = 0, squares = 0;
    for (const auto value : train.values) {
        sum += value;
        squares += static_cast<double>(value) * value;
    }
    const auto count = static_cast<double>(std::max<std::size_t>(1, train.values.size()));
    const auto mean = sum / count;
    State standard;
    standard.emplace("standardise.running_mean", checkpoint::floatTensor("standardise.running_mean", {1}, {static_cast<float>(mean)}));
    standard.emplace("standardise.running_var",
                     checkpoint::floatTensor("standardise.running_var", {1}, {static_cast<float>(std::max(0.0, squares / count - mean * mean))}));

    neural::TrainConfig config;
    config.arch = songClassifierOf(m_training.card);
    config.tagCount = tags();
    config.device = m_training.config.device;
    config.epochs = kSongEpochs;
    config.patience = kSongPatience;
    config.learningRate = kSongRate;
    config.dropout = m_training.config.dropout;
    config.positiveWeights = m_training.config.positiveWeights;
    config.seed = m_training.config.seed;
    config.initialState = assembled(m_engine.makeModel(config.arch, tags(), config.seed)->state(), standard);
    config.checkpointFolder = m_folder / "song";
    config.resume = m_training.config.resume;
    auto recipe = Json::parse(m_training.config.recipe);
    recipe["members"] = members.identity;   // what it reads is theirs: with others it begins again
    config.recipe = recipe.dump();
    SongRows trainRows(train, part(Part::Train), tags(), kSongBatch, true, config.seed);
    SongRows validRows(valid, part(Part::Valid), tags(), kSongBatch, false, config.seed);
    add(m_teach({"song classifier", m_end.outcome.epochs, true, config, trainRows, valid.rows() > 0 ? &validRows : nullptr, valid.trackOfRow}));

    State known = members.state;
    for (auto& tensor : checkpoint::readSafetensors(config.checkpointFolder / kBest).tensors) {
        const auto name = tensor.name;
        known.emplace(name, std::move(tensor));
    }
    keep(std::move(known));
}

void Stages::keepVote(const Members& members)
{
    // There is no last stage to have a best epoch. A run is one with weights from its first epoch on: also where members were taken over.
    m_end.outcome.bestEpoch = std::max(1, m_end.outcome.epochs);
    keep(members.state);
}

/// The run's weights: everything the network wants, or Error{Mismatch}.
void Stages::keep(State known)
{
    auto model = m_engine.makeModel(m_training.card.id, tags(), m_training.run.seed);
    std::vector<checkpoint::TensorBytes> state;
    for (const auto& tensor : model->state()) {
        const auto found = known.find(tensor.name);
        if (found != known.end()) state.push_back(found->second);
    }
    model->load(state);
    checkpoint::writeSafetensors(m_folder / kBest, model->state(),
                                 {{"format", "pt"}, {"tagbench.arch", m_training.card.id}, {"tagbench.epoch", std::to_string(m_end.outcome.bestEpoch)}});
}

}  // namespace

StageEnd trainEnsemble(neural::NeuralEngine& engine, EnsembleTraining& training, const StageTrainer& teach, TaskContext& context)
{
    return Stages(engine, training, teach, context).run();
}

bool hasStages(const fs::path& runFolder)
{
    std::error_code ignored;
    return fs::exists(runFolder / kStages, ignored);
}

void refuseStageLeak(const StageRecord& members, const std::string& splitSha256, const TrainingTable& table)
{
    if (members.splitSha256 == splitSha256) return;
    const std::set<TrackId> known(members.learnedFrom.begin(), members.learnedFrom.end());
    std::size_t leaked = 0;
    for (const auto which : {Part::Valid, Part::Test})
        for (const auto track : table.part(which).tracks)
            leaked += known.contains(track) ? 1 : 0;
    if (leaked > 0)
        throw Error(ErrorCode::Mismatch, "split",
                    "the members learned from " + std::to_string(leaked) + " tracks that this split keeps for validation or test: what is measured there would be worth nothing; use the members' split, or train them anew");
    throw Error(ErrorCode::Mismatch, "split", "the members learned from another split; all stages of an ensemble keep to one: use the members' split, or train them anew");
}

std::string splitFingerprint(store::Workspace& workspace, SplitId split)
{
    Json members = Json::array();
    for (const auto& member : workspace.splits().members(split))
        members.push_back(toHex(member.track) + " " + std::string(partName(member.part)));
    return sha256Hex(members.dump());
}

}  // namespace engine::tasks
