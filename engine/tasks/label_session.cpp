#include "engine/tasks/label_session.h"

#include <algorithm>
#include <optional>
#include <set>

#include "engine/active/diverse_batch.h"
#include "engine/core/error.h"
#include "engine/dataset/tag_text.h"
#include "engine/neural/neural_engine.h"
#include "engine/neural/neural_loader.h"
#include "engine/tasks/make_split.h"
#include "engine/tasks/model_source.h"
#include "engine/tasks/part_metrics.h"

namespace engine::tasks {

namespace {

void requireWhole(const Json& settings, const char* key, int lowest, int highest)
{
    const auto& value = settings[key];
    if (!value.is_number_integer() || value.get<std::int64_t>() < lowest || value.get<std::int64_t>() > highest)
        throw Error(ErrorCode::InvalidArgument, key, std::to_string(lowest) + " to " + std::to_string(highest) + " is possible");
}

void requirePositive(const Json& settings, const char* key)
{
    if (!settings[key].is_number() || !(settings[key].get<double>() > 0)) throw Error(ErrorCode::InvalidArgument, key, "a number above 0 is wanted");
}

bool same(const store::RunTag& a, const store::RunTag& b)
{
    return a.name == b.name && a.type == b.type;
}

/// What the run has learned must not be what it is measured on.
void refuseLearned(store::Workspace& workspace, const store::Run& run, const store::Split& split)
{
    std::set<TrackId> learned;
    if (run.split)
        for (const auto& member : workspace.splits().members(*run.split))
            if (member.part == Part::Train) learned.insert(member.track);
    std::size_t valid = 0, both = 0;
    for (const auto& member : workspace.splits().members(split.id)) {
        if (member.part != Part::Valid) continue;
        ++valid;
        both += learned.contains(member.track) ? 1 : 0;
    }
    if (valid == 0) throw Error(ErrorCode::TooShort, "split " + split.name, "has no validation tracks to draw the curve from");
    if (both > 0)
        throw Error(ErrorCode::Mismatch, "split " + split.name,
                    "run " + run.name + " has learned " + std::to_string(both) + " of its validation tracks; what is measured on them would be worth nothing. Take the run's own split");
}

const checkpoint::TensorBytes* named(const std::vector<checkpoint::TensorBytes>& state, const std::string& name)
{
    const auto found = std::ranges::find(state, name, &checkpoint::TensorBytes::name);
    return found == state.end() ? nullptr : &*found;
}

}  // namespace

const Json& labelDefaults()
{
    static const Json defaults{{"batch", 10}, {"every", 5}, {"mode", "head"}, {"strategy", "combined"}, {"penalty", 0.1}, {"relabel", false},
                               {"sources", Json::array()}, {"epochs", 5}, {"lr", 1e-5}, {"seed", std::uint64_t{0}}};
    return defaults;
}

Json completeLabelSettings(const Json& parameters)
{
    auto settings = labelDefaults();
    for (const auto& [key, value] : parameters.items())
        if (settings.contains(key)) settings[key] = value;
    requireWhole(settings, "batch", 1, 1000);
    requireWhole(settings, "every", 1, 1000);
    requireWhole(settings, "epochs", 1, 100000);
    requirePositive(settings, "penalty");
    requirePositive(settings, "lr");
    active::strategyFrom(settings["strategy"].get<std::string>());
    if (settings["mode"] != "head" && settings["mode"] != "whole") throw Error(ErrorCode::InvalidArgument, "mode", "head (the last layer) or whole (all of the network) is wanted");
    return settings;
}

store::RunTag labelTag(const std::string& word, const store::Run& run, store::Workspace& workspace)
{
    const auto tag = dataset::parseTag(word);
    const store::RunTag meant{tag.name, tag.type};
    if (word.find("---") != std::string::npos) return meant;
    for (const auto& known : run.tags)
        if (known.name == meant.name) return known;
    for (const auto& known : workspace.tags().list())   // the most frequent one first
        if (known.name == meant.name && known.tracks > 0) return {known.name, known.type};
    return meant;
}

store::LabelSession startLabelSession(const Json& parameters, store::Workspace& workspace)
{
    const auto run = workspace.runs().resolve(parameters.value("run", std::string("latest")));
    if (run.bestEpoch == 0) throw Error(ErrorCode::NotFound, run.name, "has no finished epoch to begin with yet");
    store::LabelSession session;
    session.run = run.id;
    session.settings = completeLabelSettings(parameters);
    session.split = parameters.value("split", std::string());
    const auto split = session.split.empty() && run.split ? workspace.splits().find(*run.split) : std::optional(namedSplit(workspace, session.split));
    if (!split) throw Error(ErrorCode::NotFound, run.name, "the split of this run is not in the workspace any more; name another one");
    session.split = split->name;
    refuseLearned(workspace, run, *split);
    for (const auto& word : parameters.value("tags", std::vector<std::string>{})) {
        const auto tag = labelTag(word, run, workspace);
        if (std::ranges::none_of(session.tags, [&](const auto& known) { return same(known, tag); })) session.tags.push_back(tag);
    }
    if (session.tags.empty()) throw Error(ErrorCode::InvalidArgument, "tags", "at least one tag to teach is wanted");
    session.name = parameters.value("name", std::string());
    if (session.name.empty()) {
        session.name = store::nowUtc().substr(0, 16) + " labels";   // 2026-11-21T10:15
        session.name[10] = ' ';
    }
    session.id = store::LabelSessionStore(workspace.database()).create(session);
    return session;
}

LabelSpace labelSpace(std::vector<TrackId> tracks, std::vector<float> vectors, std::size_t width)
{
    LabelSpace space;
    space.width = width;
    space.tracks = std::move(tracks);
    space.x = std::move(vectors);
    space.standard = active::standardOf(space.x, width);
    active::standardise(space.x, space.standard);
    space.rowOf.reserve(space.tracks.size());
    for (std::uint32_t row = 0; row < space.tracks.size(); ++row)
        space.rowOf.emplace(space.tracks[row], row);
    return space;
}

LabelSpace labelSpaceOf(store::Workspace& workspace, const store::Run& run)
{
    auto vectors = workspace.predictions().allEmbeddings(run.id, std::string(neural::kEmbeddingLayer));
    if (vectors.tracks.empty())
        throw Error(ErrorCode::NotFound, "run " + run.name, "has not listened to the library yet; let it predict first (predict --library --model " + std::to_string(value(run.id)) + ")");
    return labelSpace(std::move(vectors.tracks), std::move(vectors.values), vectors.width);
}

std::string headName(const ModelSource& source, std::size_t tags, std::size_t width)
{
    const std::string ending = ".weight";
    std::vector<std::string> names;
    for (const auto& tensor : source.weights)
        if (tensor.name.ends_with(ending) && tensor.shape == std::vector<std::int64_t>{static_cast<std::int64_t>(tags), static_cast<std::int64_t>(width)})
            names.push_back(tensor.name.substr(0, tensor.name.size() - ending.size()));
    if (names.size() == 1) return names.front();
    return neural::openNeuralEngine()->makeModel(source.run.architecture, tags, 0)->head();
}

active::Head ownHead(store::Workspace& workspace, const store::Run& run, const std::vector<store::RunTag>& tags, std::size_t width)
{
    active::Head head{tags.size(), width, std::vector<double>(tags.size() * width, 0.0), std::vector<double>(tags.size(), 0.0)};
    const auto source = sourceOfRun(workspace, run);
    const auto name = headName(source, run.tags.size(), width);
    const auto* weight = named(source.weights, name + ".weight");
    const auto* bias = named(source.weights, name + ".bias");
    if (!weight || !bias || checkpoint::elementCount(weight->shape) != run.tags.size() * width || checkpoint::elementCount(bias->shape) != run.tags.size())
        throw Error(ErrorCode::Mismatch, run.name, "its last layer does not read the vectors that are kept of it; let it predict the library anew");
    const auto weights = checkpoint::toFloats(*weight), biases = checkpoint::toFloats(*bias);
    for (std::size_t tag = 0; tag < tags.size(); ++tag) {
        const auto found = std::ranges::find_if(run.tags, [&](const auto& known) { return same(known, tags[tag]); });
        if (found == run.tags.end()) continue;
        const auto row = static_cast<std::size_t>(found - run.tags.begin());
        std::copy_n(weights.begin() + static_cast<std::ptrdiff_t>(row * width), width, head.weights.begin() + static_cast<std::ptrdiff_t>(tag * width));   // floats to doubles
        head.bias[tag] = static_cast<double>(biases[row]);
    }
    return head;
}

LearnedRows learnedRows(store::Workspace& workspace, const store::Run& run, const std::vector<store::RunTag>& tags, const LabelSpace& space)
{
    LearnedRows learned;
    for (const auto& tag : tags)
        learned.knows.push_back(std::ranges::any_of(run.tags, [&](const auto& known) { return same(known, tag); }));
    if (!run.split) return learned;
    std::vector<std::uint32_t> rows;
    for (const auto& member : workspace.splits().members(*run.split))
        if (const auto row = space.rowOf.find(member.track); member.part == Part::Train && row != space.rowOf.end()) rows.push_back(row->second);
    const auto count = std::min(rows.size(), kMostRemembered);
    for (std::size_t i = 0; i < count; ++i) {
        const auto values = space.row(rows[i * rows.size() / count]);
        learned.x.insert(learned.x.end(), values.begin(), values.end());
    }
    return learned;
}

LabelTruth labelTruth(const LabelSpace& space, const LabelledPart& part, std::size_t tags)
{
    LabelTruth truth;
    for (std::size_t i = 0; i < part.tracks.size(); ++i) {
        const auto found = space.rowOf.find(part.tracks[i]);
        if (found == space.rowOf.end()) continue;
        truth.rows.push_back(found->second);
        for (std::size_t tag = 0; tag < tags; ++tag)
            truth.labels.push_back(part.labels[i * tags + tag]);
    }
    return truth;
}

TrainingTable labelTable(store::Workspace& workspace, const store::LabelSession& session)
{
    const auto split = namedSplit(workspace, session.split);
    auto sources = session.settings.value("sources", std::vector<std::string>{});
    if (sources.empty())
        if (const auto run = workspace.runs().find(session.run)) sources = run->config.value("sources", std::vector<std::string>{});
    return tableForTags(workspace, split.id, session.tags, labelSources(workspace, sources));
}

LabelMeasure measureHead(const active::Head& head, const LabelSpace& space, const LabelTruth& truth)
{
    std::vector<float> x;
    for (const auto row : truth.rows)
        x.insert(x.end(), space.row(row).begin(), space.row(row).end());
    const auto metrics = partMetrics(active::probabilities(head, x), truth.labels, head.tags);
    LabelMeasure measure{metrics.rocAuc, metrics.averagePrecision, 0};
    for (std::size_t tag = 0; tag < head.tags; ++tag) {
        std::size_t yes = 0;
        for (std::size_t row = 0; row < truth.rows.size(); ++row)
            yes += truth.labels[row * head.tags + tag] > 0 ? 1 : 0;
        measure.tags += yes > 0 && yes < truth.rows.size() ? 1 : 0;
    }
    return measure;
}

}  // namespace engine::tasks
