#pragma once
#include <vector>

#include "engine/core/json.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// Parameters of the task `train_student`, in the order of its form: teacher (a run or a weight file), arch ("" = the teacher's), split ("" = the
/// teacher's; a weight file has none, then "default"), unlabelled, pool_list, leave_out_artists, strength, skeptical, watch (student_setup.h), rounds (the student
/// of one is the teacher of the next), then some of train_setup.h with the values of the published student: from, epochs, batch (half of it
/// labelled), lr, weight_decay, patience, windows, dropout, seed, device, prepare, evaluate, name, notes.
const Json& studentPlanDefaults();

/// Parameters of the training of one round (from 1), whose teacher is given. Deterministic, so that a round is recognised when the job goes on.
Json roundTraining(const Json& parameters, const std::string& teacherName, const std::string& teacher, int round);

/// What would be learned, and from what, before anything is: {"teacher": {"run","name","architecture","display_name","parameters"}, "student":
/// {"architecture","display_name","parameters"}, "kind": expansion|distillation, "split", "preset", "tags", "labelled", "valid",
/// "unlabelled": {"tracks","outside","untagged","without_artist","leaking","copies","held_out","lines","labelled","shared_artists": [at most 20],"shared_artist_count"},
/// "rejected": lines of the list that name nothing to learn from, "refusal": "" or why it would not start}. Parameters of networks are counted with 50 tags, as their cards do. Throws as the training would for
/// a teacher or student that does not fit; a leak is told in "refusal".
Json studentPlan(const Json& parameters, store::Workspace& workspace);

}  // namespace engine::tasks
