#pragma once
#include "engine/store/label_session_store.h"
#include "engine/tasks/label_session.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

/// A model of a session: the run whose vectors are read, and the last layer on them.
struct LabelModel {
    store::Run run;
    LabelSpace space;
    active::Head prior;              ///< the run's own last layer, on the space's vectors
    active::Head head;               ///< as it was taught last, on the space's vectors
};
/// As the last point of the curve left it; without one the session's run as it is.
LabelModel labelModel(store::Workspace& workspace, const store::LabelSession& session);

/// The model's score on the validation part, as a point of as many tracks as are labelled now. Throws Error{TooShort}.
store::LabelPoint measurePoint(const LabelModel& model, const store::LabelSession& session, TaskContext& context);

/// Teaches the last layer all answers of the session and gives the point, not stored yet. Without an answer that is the model as it was.
store::LabelPoint teachHead(LabelModel& model, const store::LabelSession& session, TaskContext& context);

/// Fine-tunes the whole network: a run of its own from the model's run with the model's last layer (first that layer, then all: Kumar et al. 2022, arXiv 2202.10054), on the
/// answers alone (a split and a set of labels named after the session), which then listens to the library. Throws what a training throws, Error{TooShort} before there is a yes.
store::LabelPoint teachWhole(const store::LabelSession& session, const LabelModel& model, TaskContext& context);

/// What is asked next. Candidates: playable tracks the run has listened to, that were not answered or skipped, are in neither validation nor test part nor kin to them (same recording,
/// artist or album, as the split groups) and (unless the session relabels) carry none of the session's tags.
std::vector<store::LabelProposal> proposeTracks(const LabelModel& model, const store::LabelSession& session, std::size_t count, std::size_t& candidates,
                                                TaskContext& context);

/// {"session","name","run","split","tags","settings","labelled","skipped","curve":[{"labelled","roc_auc","average_precision","measured_tags","run","seconds"}],
/// "proposals":[{"track","path","title","artist","uncertainty","distance","nearest","probabilities":{tag: p}}]}
Json labelDocument(store::Workspace& workspace, const store::LabelSession& session);

}  // namespace engine::tasks
