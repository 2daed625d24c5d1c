#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/dsp/preset.h"
#include "engine/neural/model_card.h"
#include "engine/store/workspace.h"
#include "engine/tasks/training_table.h"

namespace engine::tasks {

/// What makes a training that of a noisy student, beside the parameters of train_setup.h: student_of (the teacher: a run or a weight file; "" =
/// no student), unlabelled (filter words of the library; "" = every track that can be one), pool_list (path of a file that names tracks, readTrackList();
/// "" = none), leave_out_artists, strength (of the changes to the sound; 1 = as published), skeptical (neural::Teacher; 0 = off), watch (what the best
/// epoch is chosen by and patience counts: roc_auc, or loss as published).
const Json& studentDefaults();
bool isStudent(const Json& parameters);

/// A trained run, or (id 0) what a weight file says of itself; without the weights.
struct TeacherFacts {
    store::Run run;
    dsp::Preset preset;
};
/// Throws as modelSource() does.
TeacherFacts findTeacher(store::Workspace& workspace, const std::string& runOrFile);

/// Fills in what follows from the teacher: architecture (unless another is asked for), split, label sources; the teacher by its number. Others than
/// students stay as they are. Throws Error{Mismatch} for another split than the teacher's: it would be measured on what its teacher has learned from.
Json asStudent(Json parameters, store::Workspace& workspace);

/// Labels of the split for the teacher's tags, the training part without its unlabelled tracks. Throws Error{Mismatch} where teacher and student do not hear alike (preset, length of a window) or
/// a tag of the teacher is on no training track, and for a preset that pieces of a track cannot be made with.
TrainingTable studentTable(store::Workspace& workspace, const TeacherFacts& teacher, const neural::ModelCard& student, const store::Split& split,
                           const std::vector<std::string>& sources);

/// "expansion": at least as large as its teacher; else "distillation".
std::string studentKind(const neural::ModelCard& teacher, const neural::ModelCard& student);

/// Tracks to learn from without labels: those in no part of the split, and those of its training part that carry no label at all.
struct UnlabelledPool {
    std::vector<TrackId> tracks;               ///< ascending; without the leaking ones
    std::size_t outside = 0, untagged = 0;     ///< in no part, in the training part
    std::size_t withoutArtist = 0;             ///< nobody can say whose they are
    /// Tracks by artists of the validation or test part, and copies of their tracks: the student would be measured on what it has learned from.
    std::vector<TrackId> leaking;
    std::vector<std::string> sharedArtists;    ///< in alphabetical order
    std::size_t copies = 0;                    ///< of the leaking ones: equal audio, equal bytes, or found to sound alike
    std::size_t heldOut = 0;                   ///< of the leaking ones: tracks of these parts themselves, named by a list
    std::size_t lines = 0, labelled = 0;       ///< of a list: that name something; tracks that carry labels, hence are none of these
    Json rejected = Json::array();             ///< lines of a list that name nothing to learn from: [{"path","line","class","reason"}]
};
/// What may be in it; both narrow it.
struct PoolWish {
    std::string filter;                        ///< words of the library
    std::filesystem::path list;                ///< readTrackList()
};
PoolWish poolWishOf(const Json& parameters);
/// Throws Error{InvalidArgument} for a broken filter, and as readTrackList() does.
UnlabelledPool unlabelledPool(store::Workspace& workspace, const store::Split& split, const PoolWish& wish, const std::vector<std::string>& sources);
/// Empty = nothing leaks; else a sentence that names the first artists.
std::string leakSentence(const UnlabelledPool& pool);

/// Takes the tracks that carry no label at all out of the training part: to a student they are unlabelled, not examples of nothing.
void takeOutUnlabelled(TrainingTable& table, store::Workspace& workspace, const std::vector<std::string>& sources);

/// The pool is kept with its run, so that a resumed one learns from the same tracks.
void keepPool(const std::filesystem::path& runFolder, const std::vector<TrackId>& pool);
std::vector<TrackId> keptPool(const std::filesystem::path& runFolder);

}  // namespace engine::tasks
