#include <algorithm>
#include <filesystem>
#include <set>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/tasks/label_teach.h"
#include "engine/tasks/make_split.h"
#include "engine/tasks/model_source.h"

namespace engine::tasks {

namespace {

/// The answered tracks are the training part; validation and test stay as they are. A new split each time: runs keep theirs.
void putAnsweredSplit(const std::string& name, const store::LabelSession& session, const std::set<TrackId>& answered, store::Workspace& workspace)
{
    auto split = namedSplit(workspace, session.split);
    std::vector<store::SplitMember> members;
    for (const auto& member : workspace.splits().members(split.id))
        if (member.part != Part::Train) members.push_back(member);
    for (const auto track : answered)
        members.push_back({track, Part::Train});
    split.id = {};
    split.name = name;
    workspace.splits().put(split, members);
}

/// Yes of the answers for the training part; for the others what the library says.
std::vector<std::pair<TrackId, TagId>> labelsOf(const store::LabelSession& session, store::Workspace& workspace)
{
    std::vector<TagId> ids;
    for (const auto& tag : session.tags)
        ids.push_back(workspace.tags().ensure(tag.name, tag.type));
    std::vector<std::pair<TrackId, TagId>> labels;
    for (const auto& answer : store::LabelSessionStore(workspace.database()).answers(session.id))
        for (std::size_t tag = 0; tag < std::min(ids.size(), answer.answers.size()); ++tag)
            if (answer.answers[tag] == '1') labels.emplace_back(answer.track, ids[tag]);
    if (labels.empty()) throw Error(ErrorCode::TooShort, session.name, "no track was given a tag yet; a network learns nothing from no alone");
    const auto table = labelTable(workspace, session);
    for (const auto part : {Part::Valid, Part::Test}) {
        const auto& rows = table.part(part);
        for (std::size_t row = 0; row < rows.tracks.size(); ++row)
            for (std::size_t tag = 0; tag < ids.size(); ++tag)
                if (rows.labels[row * ids.size() + tag] != 0) labels.emplace_back(rows.tracks[row], ids[tag]);
    }
    return labels;
}

/// The model's run with the model's last layer, for these tags, as a weight file to start from.
std::filesystem::path writeStart(const std::string& name, const store::LabelSession& session, const LabelModel& model, const std::vector<store::RunTag>& tags, store::Workspace& workspace)
{
    auto source = sourceOfRun(workspace, model.run);
    const auto layer = headName(source, model.run.tags.size(), model.space.width);
    const auto head = active::plain(model.head, model.space.standard);
    std::vector<float> weights, bias;
    for (const auto& tag : tags) {
        const auto found = std::ranges::find_if(session.tags, [&](const auto& taught) { return taught.name == tag.name && taught.type == tag.type; });
        const auto row = static_cast<std::size_t>(found - session.tags.begin());
        const auto first = head.weights.begin() + static_cast<std::ptrdiff_t>(row * head.width);
        weights.insert(weights.end(), first, first + static_cast<std::ptrdiff_t>(head.width));
        bias.push_back(static_cast<float>(head.bias[row]));
    }
    const auto count = static_cast<std::int64_t>(tags.size()), width = static_cast<std::int64_t>(head.width);
    for (auto& tensor : source.weights) {
        if (tensor.name == layer + ".weight") tensor = checkpoint::floatTensor(tensor.name, {count, width}, weights);
        if (tensor.name == layer + ".bias") tensor = checkpoint::floatTensor(tensor.name, {count}, bias);
    }
    const auto folder = workspace.checkpointFolder() / ("labels-" + std::to_string(value(session.id)));
    std::filesystem::create_directories(folder);
    const auto file = folder / (name + ".safetensors");
    checkpoint::writeSafetensors(file, source.weights, {});
    return file;
}

/// A name that no split has: a run would refuse to lose its own.
std::string freeName(const std::string& wanted, store::Workspace& workspace)
{
    auto name = wanted;
    for (int i = 2; workspace.splits().find(name); ++i)
        name = wanted + " (" + std::to_string(i) + ")";
    return name;
}

}  // namespace

store::LabelPoint teachWhole(const store::LabelSession& session, const LabelModel& model, TaskContext& context)
{
    auto& workspace = context.workspace;
    std::set<TrackId> answered;
    for (const auto& answer : store::LabelSessionStore(workspace.database()).answers(session.id))
        if (!answer.isSkipped()) answered.insert(answer.track);
    const auto labels = labelsOf(session, workspace);
    const auto name = freeName("labels " + std::to_string(value(session.id)) + ", " + std::to_string(answered.size()) + " tracks", workspace);
    store::LabelSessionStore(workspace.database()).writeSet(name, labels);
    putAnsweredSplit(name, session, answered, workspace);
    VocabularyConfig vocabulary;   // as the training below will have it: tags without a yes, or with nothing else, are left out
    vocabulary.minTrainTracks = 1;
    vocabulary.sources = {name};
    const auto table = buildTrainingTable(workspace, namedSplit(workspace, name).id, vocabulary);
    const auto start = writeStart(name, session, model, table.tags, workspace);
    const auto& settings = session.settings;
    const auto trained = findTask("train").run({{"arch", model.run.architecture}, {"split", name}, {"sources", {name}}, {"min_tracks", 1}, {"from", start.string()},
                                                {"epochs", settings["epochs"]}, {"lr", settings["lr"]}, {"seed", settings["seed"]}, {"prepare", true}, {"name", session.name + ", " + name}},
                                               context);
    const auto number = std::to_string(trained["run"].get<std::int64_t>());
    findTask("predict").run({{"run", number}}, context);
    // Measured as every other point: its own last layer on the vectors it gives now, no label taught twice.
    LabelModel taught{workspace.runs().resolve(number), {}, {}, {}};
    taught.space = labelSpaceOf(workspace, taught.run);
    taught.prior = active::standardised(ownHead(workspace, taught.run, session.tags, taught.space.width), taught.space.standard);
    taught.head = taught.prior;
    return measurePoint(taught, session, context);
}

}  // namespace engine::tasks
