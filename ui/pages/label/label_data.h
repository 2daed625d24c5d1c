#pragma once
#include <optional>
#include <string>
#include <vector>

#include <QString>

#include "engine/store/label_session_store.h"
#include "engine/store/workspace.h"

namespace ui::label {

/// A track that is asked about, as the queue shows it.
struct Question {
    engine::store::LabelProposal proposal;
    QString title, artist, nearestTitle;   ///< nearestTitle empty = nothing is labelled yet
};

/// A session with everything the desk shows of it.
struct SessionState {
    engine::store::LabelSession session;
    std::vector<engine::store::LabelAnswer> answers;
    std::vector<engine::store::LabelPoint> points;
    std::vector<Question> questions;       ///< without those answered since they were proposed
    bool runIsThere = true;

    const engine::store::LabelAnswer* answerOf(engine::TrackId track) const;
    int labelled() const;
    /// Labels given since the model learned last.
    int unlearned() const;
};

struct SessionName {
    engine::store::LabelSessionId id{};
    QString text;
};

/// Runs one could begin with, and what they need.
struct RunChoice {
    std::string id, split;
    QString name;
    std::vector<engine::store::RunTag> tags;
};

struct LabelData {
    std::vector<SessionName> sessions;     ///< newest first
    std::optional<SessionState> chosen;
    std::vector<RunChoice> runs;           ///< newest first
    std::vector<std::string> splits;
};

/// Of the session `wanted`, else of the newest. Store thread.
LabelData readLabelData(engine::store::Workspace& workspace, std::optional<engine::store::LabelSessionId> wanted);
SessionState readSession(engine::store::Workspace& workspace, const engine::store::LabelSession& session);

/// "12 labels: 0.712 → 0.764" and the like.
QString gainSentence(const SessionState& state);
/// Why a track is asked about: "unsure 84 %, unlike 79 %" (what is labelled).
QString reasonText(const Question& question);

}  // namespace ui::label
