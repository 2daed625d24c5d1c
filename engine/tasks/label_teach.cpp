#include "engine/tasks/label_teach.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <set>

#include "engine/active/acquisition.h"
#include "engine/active/diverse_batch.h"
#include "engine/core/error.h"
#include "engine/tasks/make_split.h"

/// Parameters: session (number, name or latest), learn (false = only propose anew), mode, strategy and batch (instead of the session's).
namespace engine::tasks {

namespace {

double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

active::Head headOfPoint(const store::LabelPoint& point, const active::Head& prior)
{
    auto head = prior;   // of tags that came after the point
    const auto tags = std::min(prior.tags, point.head.size() / (prior.width + 1));
    for (std::size_t tag = 0; tag < tags; ++tag) {
        const auto* row = point.head.data() + tag * (prior.width + 1);
        std::copy_n(row, prior.width, head.weights.begin() + static_cast<std::ptrdiff_t>(tag * prior.width));
        head.bias[tag] = row[prior.width];
    }
    return head;
}

std::vector<double> rowsOfHead(const active::Head& head)
{
    std::vector<double> rows;
    for (std::size_t tag = 0; tag < head.tags; ++tag) {
        const auto* weights = head.weights.data() + tag * head.width;
        rows.insert(rows.end(), weights, weights + head.width);
        rows.push_back(head.bias[tag]);
    }
    return rows;
}

std::int8_t answerFrom(const std::string& answers, std::size_t tag)
{
    if (tag >= answers.size() || answers[tag] == '?') return active::kUnknown;
    return answers[tag] == '1' ? active::kYes : active::kNo;
}

/// What a run of mode whole has learned from the session's answers: by track, as they were said then. Empty for the run the session began with.
std::map<TrackId, std::vector<std::int8_t>> answersLearned(const LabelModel& model, const store::LabelSession& session, store::Workspace& workspace)
{
    std::map<TrackId, std::vector<std::int8_t>> learned;
    if (model.run.id == session.run || !model.run.split) return learned;
    const auto sources = labelSources(workspace, model.run.config.value("sources", std::vector<std::string>{}));
    const auto table = tableForTags(workspace, *model.run.split, session.tags, sources);
    const auto& part = table.part(Part::Train);
    for (std::size_t row = 0; row < part.tracks.size(); ++row) {
        auto& said = learned[part.tracks[row]];
        for (std::size_t tag = 0; tag < session.tags.size(); ++tag) {
            const auto& wanted = session.tags[tag];
            const bool knows = std::ranges::any_of(model.run.tags, [&](const auto& known) { return known.name == wanted.name && known.type == wanted.type; });
            said.push_back(!knows ? active::kUnknown : part.labels[row * session.tags.size() + tag] != 0 ? active::kYes : active::kNo);
        }
    }
    return learned;
}

/// Of the same recording, artist or album as a measured track: learning from it would be a leak. Fills `closed`.
void closeKin(const store::Split& split, const std::set<TrackId>& members, const std::vector<TrackId>& measured, const std::vector<TrackId>& ready, std::set<TrackId>& closed,
              store::Workspace& workspace)
{
    std::set<std::string> groups, sounds;
    const auto groupOf = [&](const store::Track& track) { return split.groupBy == "artist" ? track.artist : split.groupBy == "album" ? track.artist + '\x1f' + track.album : std::string(); };
    for (const auto& track : workspace.tracks().page(measured)) {
        groups.insert(groupOf(track));
        sounds.insert(track.audioHash);
    }
    std::vector<TrackId> outside;   // those inside were dealt out by these very groups
    for (const auto track : ready)
        if (!members.contains(track)) outside.push_back(track);
    for (const auto& track : workspace.tracks().page(outside)) {
        const auto group = groupOf(track);
        if ((!group.empty() && groups.contains(group)) || (!track.audioHash.empty() && sounds.contains(track.audioHash))) closed.insert(track.id);
    }
}

/// Tracks that are not to be asked about.
std::set<TrackId> closedTracks(const store::LabelSession& session, const std::vector<TrackId>& ready, store::Workspace& workspace)
{
    std::set<TrackId> closed, members;
    for (const auto& answer : store::LabelSessionStore(workspace.database()).answers(session.id))
        closed.insert(answer.track);
    const auto split = namedSplit(workspace, session.split);
    std::vector<TrackId> measured;
    for (const auto& member : workspace.splits().members(split.id)) {
        members.insert(member.track);
        if (member.part != Part::Train) measured.push_back(member.track);
    }
    closed.insert(measured.begin(), measured.end());
    closeKin(split, members, measured, ready, closed, workspace);
    if (session.settings.value("relabel", false)) return closed;
    const auto known = workspace.tags().list();
    for (const auto& tag : session.tags)
        for (const auto& row : known)
            if (row.name == tag.name && row.type == tag.type) {
                const auto tracks = labelledTracks(workspace, row.id, {});
                closed.insert(tracks.begin(), tracks.end());
            }
    return closed;
}

active::Pool poolOf(const LabelModel& model, const store::LabelSession& session, const std::vector<float>& unit, const std::vector<float>& unsure, TaskContext& context)
{
    active::Pool pool{model.space.width, unit, unsure, {}, {}};
    const auto ready = context.workspace.tracks().ids({"state:ready", {}, {}, {}, false});
    const auto closed = closedTracks(session, ready, context.workspace);
    for (const auto track : ready)
        if (const auto row = model.space.rowOf.find(track); row != model.space.rowOf.end() && !closed.contains(track)) pool.candidates.push_back(row->second);
    std::ranges::sort(pool.candidates);   // whatever the order of paths
    for (const auto& answer : store::LabelSessionStore(context.workspace.database()).answers(session.id))
        if (const auto row = model.space.rowOf.find(answer.track); row != model.space.rowOf.end() && !answer.isSkipped()) pool.labelled.push_back(row->second);
    return pool;
}

Json numberOf(double value)
{
    return std::isnan(value) ? Json(nullptr) : Json(value);
}

Json run(const Json& parameters, TaskContext& context)
{
    store::LabelSessionStore sessions(context.workspace.database());
    const auto wanted = parameters.value("session", Json("latest"));
    auto session = sessions.resolve(wanted.is_string() ? wanted.get<std::string>() : wanted.dump());
    for (const auto* key : {"mode", "strategy", "batch"})
        if (parameters.contains(key)) session.settings[key] = parameters[key];
    session.settings = completeLabelSettings(session.settings);
    auto model = labelModel(context.workspace, session);
    if (parameters.value("learn", true)) {
        const auto start = std::chrono::steady_clock::now();
        const bool isFirst = sessions.points(session.id).empty();
        const bool hasLabels = sessions.labelled(session.id) > 0;
        if (isFirst) {   // the base model, before it was taught anything
            auto base = measurePoint(model, session, context);
            base.labelled = 0;
            sessions.putPoint(session.id, base);
        }
        if (hasLabels || !isFirst) {
            const bool isWhole = session.settings["mode"] == "whole" && hasLabels;
            auto point = teachHead(model, session, context);
            if (isWhole) point = teachWhole(session, model, context);   // begins where the last layer ends
            point.seconds = secondsSince(start);
            sessions.putPoint(session.id, point);
            if (isWhole) model = labelModel(context.workspace, session);
        }
    }
    std::size_t candidates = 0;
    sessions.replaceProposals(session.id, proposeTracks(model, session, session.settings["batch"].get<std::size_t>(), candidates, context));
    auto document = labelDocument(context.workspace, *sessions.find(session.id));
    document["candidates"] = candidates;
    return document;
}

}  // namespace

LabelModel labelModel(store::Workspace& workspace, const store::LabelSession& session)
{
    const auto points = store::LabelSessionStore(workspace.database()).points(session.id);
    const auto id = points.empty() ? session.run : points.back().run;
    const auto run = workspace.runs().find(id);
    if (!run) throw Error(ErrorCode::NotFound, "run " + std::to_string(value(id)), "is not in the workspace any more");
    LabelModel model{*run, labelSpaceOf(workspace, *run), {}, {}};
    const auto own = ownHead(workspace, *run, session.tags, model.space.width);
    model.prior = active::standardised(own, model.space.standard);
    model.head = points.empty() ? model.prior : active::standardised(headOfPoint(points.back(), own), model.space.standard);
    return model;
}

store::LabelPoint measurePoint(const LabelModel& model, const store::LabelSession& session, TaskContext& context)
{
    const auto table = labelTable(context.workspace, session);
    const auto truth = labelTruth(model.space, table.part(Part::Valid), session.tags.size());
    if (truth.rows.empty())
        throw Error(ErrorCode::TooShort, "split " + session.split, "run " + model.run.name + " has not listened to its validation tracks; let it predict the library first");
    const auto measure = measureHead(model.head, model.space, truth);
    store::LabelPoint point;
    point.labelled = store::LabelSessionStore(context.workspace.database()).labelled(session.id);
    point.rocAuc = measure.rocAuc;
    point.averagePrecision = measure.averagePrecision;
    point.measuredTags = measure.tags;
    point.run = model.run.id;
    point.head = rowsOfHead(active::plain(model.head, model.space.standard));
    return point;
}

store::LabelPoint teachHead(LabelModel& model, const store::LabelSession& session, TaskContext& context)
{
    const auto tags = session.tags.size();
    std::vector<float> x;
    std::vector<std::int8_t> said;
    std::size_t unheard = 0;
    const auto known = answersLearned(model, session, context.workspace);
    for (const auto& answer : store::LabelSessionStore(context.workspace.database()).answers(session.id)) {
        if (answer.isSkipped()) continue;
        const auto row = model.space.rowOf.find(answer.track);
        if (row == model.space.rowOf.end()) {
            ++unheard;
            continue;
        }
        const auto values = model.space.row(row->second);
        x.insert(x.end(), values.begin(), values.end());
        const auto before = known.find(answer.track);
        for (std::size_t tag = 0; tag < tags; ++tag) {
            const auto now = answerFrom(answer.answers, tag);
            // Taught again it would count twice: the last layer would fit the few tracks that the network fits already.
            said.push_back(before != known.end() && before->second[tag] == now ? active::kUnknown : now);
        }
    }
    if (unheard > 0) context.say(std::to_string(unheard) + " labelled tracks are left out: run " + model.run.name + " has not listened to them");
    active::TeachConfig config;
    config.penalty = session.settings["penalty"].get<double>();
    const auto learned = learnedRows(context.workspace, model.run, session.tags, model.space);
    model.head = active::teach(model.prior, model.head, x, said, config, context.control, learned.memory());
    return measurePoint(model, session, context);
}

std::vector<store::LabelProposal> proposeTracks(const LabelModel& model, const store::LabelSession& session, std::size_t count, std::size_t& candidates, TaskContext& context)
{
    const auto strategy = active::strategyFrom(session.settings["strategy"].get<std::string>());
    const auto tags = session.tags.size();
    const auto probabilities = active::probabilities(model.head, model.space.x);
    const auto unsure = active::uncertaintyOf(probabilities, tags, strategy == active::Strategy::Margin ? active::Uncertainty::Margin : active::Uncertainty::Entropy);
    auto unit = model.space.x;
    active::unitRows(unit, model.space.width);
    const auto pool = poolOf(model, session, unit, unsure, context);
    candidates = pool.candidates.size();
    // Another draw after other answers, the same one after the same.
    const auto seed = session.settings["seed"].get<std::uint64_t>() + pool.labelled.size();
    std::vector<store::LabelProposal> proposals;
    for (const auto& choice : active::chooseBatch(pool, count, strategy, seed, context.control)) {
        store::LabelProposal proposal{model.space.tracks[choice.row], static_cast<double>(choice.uncertainty), static_cast<double>(choice.distance), {}, {}};
        if (choice.nearest) proposal.nearest = model.space.tracks[*choice.nearest];
        const auto first = probabilities.begin() + static_cast<std::ptrdiff_t>(choice.row * tags);
        proposal.probabilities.assign(first, first + static_cast<std::ptrdiff_t>(tags));
        proposals.push_back(std::move(proposal));
    }
    return proposals;
}

Json labelDocument(store::Workspace& workspace, const store::LabelSession& session)
{
    store::LabelSessionStore sessions(workspace.database());
    std::int64_t skipped = 0;
    for (const auto& answer : sessions.answers(session.id))
        skipped += answer.isSkipped() ? 1 : 0;
    auto tags = Json::array(), curve = Json::array(), proposals = Json::array();
    for (const auto& tag : session.tags)
        tags.push_back({{"tag", tag.name}, {"type", tag.type}});
    for (const auto& point : sessions.points(session.id))
        curve.push_back({{"labelled", point.labelled}, {"roc_auc", numberOf(point.rocAuc)}, {"average_precision", numberOf(point.averagePrecision)},
                         {"measured_tags", point.measuredTags}, {"run", value(point.run)}, {"seconds", point.seconds}});
    for (const auto& proposal : sessions.proposals(session.id)) {
        const auto track = workspace.tracks().find(proposal.track);
        if (!track) continue;
        auto probabilities = Json::object();
        for (std::size_t tag = 0; tag < std::min(session.tags.size(), proposal.probabilities.size()); ++tag)
            probabilities[session.tags[tag].name] = proposal.probabilities[tag];
        proposals.push_back({{"track", toHex(proposal.track)}, {"path", track->displayPath}, {"title", track->title}, {"artist", track->artist},
                             {"uncertainty", proposal.uncertainty}, {"distance", proposal.distance},
                             {"nearest", proposal.nearest ? Json(toHex(*proposal.nearest)) : Json(nullptr)}, {"probabilities", probabilities}});
    }
    return {{"session", value(session.id)}, {"name", session.name}, {"run", value(session.run)}, {"split", session.split}, {"tags", tags}, {"settings", session.settings},
            {"labelled", sessions.labelled(session.id)}, {"skipped", skipped}, {"curve", curve}, {"proposals", proposals}};
}

extern const TaskEntry label_teach_task;
const TaskEntry label_teach_task{"label_teach", LaneKind::Engine, run, [](const Json& parameters) { return parameters.value("mode", "") == "head"; }};

}  // namespace engine::tasks
