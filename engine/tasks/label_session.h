#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/active/taught_head.h"
#include "engine/core/json.h"
#include "engine/store/label_session_store.h"
#include "engine/store/workspace.h"
#include "engine/tasks/model_source.h"
#include "engine/tasks/training_table.h"

namespace engine::tasks {

/// Settings of a labelling session and what holds if they are not said: batch (proposals at a time), every (labels until it learns by itself in the window),
/// mode head|whole (what learns), strategy (active/diverse_batch.h), penalty (how strongly the last layer stays with the run's), relabel (propose tracks
/// that have one of the tags already, too), sources (of the labels that are measured against; [] = those of the run), epochs, lr (of mode whole), seed.
const Json& labelDefaults();
/// `parameters` over the defaults. Throws Error{InvalidArgument} naming the setting and its domain.
Json completeLabelSettings(const Json& parameters);

/// Makes a session: run, split ("" = the run's own), tags (as dataset::parseTag reads them; a bare name is the run's tag of that name, else the library's, else a new
/// one), name, and the settings. Throws Error{NotFound, InvalidArgument}; Error{TooShort} for a split without validation tracks; Error{Mismatch} where the
/// run has learned tracks of the validation part: what is measured there would be worth nothing.
store::LabelSession startLabelSession(const Json& parameters, store::Workspace& workspace);

/// The tag that a word means in a session of this run.
store::RunTag labelTag(const std::string& word, const store::Run& run, store::Workspace& workspace);

/// Vectors of tracks, standardised (active/taught_head.h).
struct LabelSpace {
    std::size_t width = 0;
    std::vector<TrackId> tracks;
    std::vector<float> x;            ///< [tracks, width]
    active::Standard standard;
    std::unordered_map<TrackId, std::uint32_t> rowOf;
    std::span<const float> row(std::uint32_t row) const { return std::span(x).subspan(row * width, width); }
};
LabelSpace labelSpace(std::vector<TrackId> tracks, std::vector<float> vectors, std::size_t width);
/// Of all tracks the run has listened to. Throws Error{NotFound} that says how it comes to listen.
LabelSpace labelSpaceOf(store::Workspace& workspace, const store::Run& run);

/// Name of the last layer: the one linear layer of this shape; where several have it, the network itself is asked.
std::string headName(const ModelSource& source, std::size_t tags, std::size_t width);

/// The run's last layer for these tags, on vectors as they are; zeros (a guess) for a tag the run does not know.
active::Head ownHead(store::Workspace& workspace, const store::Run& run, const std::vector<store::RunTag>& tags, std::size_t width);

/// What the run learned from, of these tags: vectors of its training part, at most kMostRemembered of them (evenly over the part).
inline constexpr std::size_t kMostRemembered = 500;
struct LearnedRows {
    std::vector<float> x;            ///< [rows, width]
    std::vector<bool> knows;         ///< [tags]
    active::Memory memory() const { return {x, knows}; }
};
LearnedRows learnedRows(store::Workspace& workspace, const store::Run& run, const std::vector<store::RunTag>& tags, const LabelSpace& space);

/// Rows of a space with what is true of them.
struct LabelTruth {
    std::vector<std::uint32_t> rows;
    std::vector<float> labels;       ///< [rows, tags] 0 or 1
};
LabelTruth labelTruth(const LabelSpace& space, const LabelledPart& part, std::size_t tags);
/// Truth of the session's tags in the parts of its split. Throws Error{NotFound}.
TrainingTable labelTable(store::Workspace& workspace, const store::LabelSession& session);

struct LabelMeasure {
    double rocAuc = 0, averagePrecision = 0;   ///< NaN if no tag could be measured
    int tags = 0;                              ///< that could be: both classes occur
};
LabelMeasure measureHead(const active::Head& head, const LabelSpace& space, const LabelTruth& truth);

}  // namespace engine::tasks
