#include "ui/pages/label/label_data.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <QCoreApplication>
#include <QLocale>

namespace ui::label {

namespace {

QString titleOfTrack(engine::store::Workspace& workspace, engine::TrackId id)
{
    const auto track = workspace.tracks().find(id);
    if (!track) return {};
    return QString::fromStdString(track->title.empty() ? track->displayPath : track->title);
}

std::vector<RunChoice> runChoices(engine::store::Workspace& workspace)
{
    std::vector<RunChoice> choices;
    for (const auto& row : workspace.runs().summaries())
        if (row.run.bestEpoch > 0)
            choices.push_back({std::to_string(engine::value(row.run.id)), row.splitName,
                               QStringLiteral("#%1  %2").arg(engine::value(row.run.id)).arg(QString::fromStdString(row.run.name)), row.run.tags});
    return choices;
}

QString numberText(double value)
{
    return QLocale().toString(value, 'f', 3);
}

}  // namespace

const engine::store::LabelAnswer* SessionState::answerOf(engine::TrackId track) const
{
    const auto found = std::ranges::find(answers, track, &engine::store::LabelAnswer::track);
    return found == answers.end() ? nullptr : &*found;
}

int SessionState::labelled() const
{
    return static_cast<int>(std::ranges::count_if(answers, [](const auto& answer) { return !answer.isSkipped(); }));
}

int SessionState::unlearned() const
{
    return labelled() - (points.empty() ? 0 : static_cast<int>(points.back().labelled));
}

SessionState readSession(engine::store::Workspace& workspace, const engine::store::LabelSession& session)
{
    engine::store::LabelSessionStore sessions(workspace.database());
    SessionState state{session, sessions.answers(session.id), sessions.points(session.id), {}, workspace.runs().find(session.run).has_value()};
    for (auto& proposal : sessions.proposals(session.id)) {
        if (state.answerOf(proposal.track)) continue;
        const auto track = workspace.tracks().find(proposal.track);
        if (!track || track->state != engine::store::TrackState::Ready) continue;
        Question question{std::move(proposal), titleOfTrack(workspace, track->id), QString::fromStdString(track->artist), {}};
        if (question.proposal.nearest) question.nearestTitle = titleOfTrack(workspace, *question.proposal.nearest);
        state.questions.push_back(std::move(question));
    }
    return state;
}

LabelData readLabelData(engine::store::Workspace& workspace, std::optional<engine::store::LabelSessionId> wanted)
{
    LabelData data;
    data.runs = runChoices(workspace);
    for (const auto& split : workspace.splits().list())
        data.splits.push_back(split.name);
    const auto sessions = engine::store::LabelSessionStore(workspace.database()).list();
    for (const auto& session : sessions)
        data.sessions.push_back({session.id, QStringLiteral("#%1  %2").arg(engine::value(session.id)).arg(QString::fromStdString(session.name))});
    if (sessions.empty()) return data;
    const auto found = wanted ? std::ranges::find(sessions, *wanted, &engine::store::LabelSession::id) : sessions.begin();
    data.chosen = readSession(workspace, found == sessions.end() ? sessions.front() : *found);
    return data;
}

QString gainSentence(const SessionState& state)
{
    if (state.points.empty()) return QCoreApplication::translate("LabelPage", "The model is measured before the first label.");
    const auto& first = state.points.front();
    const auto& last = state.points.back();
    if (std::isnan(last.rocAuc))
        return QCoreApplication::translate("LabelPage", "What the labels buy cannot be measured: no validation track carries one of these tags, or all of them do. Tag some tracks of the validation part, in Library.");
    if (state.points.size() == 1 || std::isnan(first.rocAuc))
        return QCoreApplication::translate("LabelPage", "Before the first label: ROC-AUC %1 on the validation part.").arg(numberText(last.rocAuc));
    const auto labels = static_cast<int>(last.labelled);
    return QCoreApplication::translate("LabelPage", "%n label(s): ROC-AUC %1 \u2192 %2, average precision %3 \u2192 %4.", nullptr, labels)
        .arg(numberText(first.rocAuc), numberText(last.rocAuc), numberText(first.averagePrecision), numberText(last.averagePrecision));
}

QString reasonText(const Question& question)
{
    const auto percent = [](double value) { return QLocale().toString(qRound(100 * value)); };
    const auto unsure = QCoreApplication::translate("LabelPage", "unsure %1\u00a0%").arg(percent(question.proposal.uncertainty));
    if (!question.proposal.nearest) return unsure;
    return QCoreApplication::translate("LabelPage", "%1, unlike %2\u00a0%").arg(unsure, percent(question.proposal.distance));
}

}  // namespace ui::label
