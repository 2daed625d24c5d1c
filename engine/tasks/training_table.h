#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/ids.h"
#include "engine/store/run_store.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// Which tags a run learns.
struct VocabularyConfig {
    std::vector<std::string> types;     ///< empty = all but junk
    int minTrainTracks = 5;             ///< a tag with fewer training tracks is left out (and named)
    std::vector<std::string> sources = {};   ///< labels from these alone ("file", "user", "import:..."); empty = all
    int top = 0;                        ///< only so many tags, those with most training tracks; 0 = all
};

/// Tracks of one part with their labels. labels: [tracks, tags], 0 or 1.
struct LabelledPart {
    std::vector<TrackId> tracks;
    std::vector<std::uint8_t> labels;
};

/// Tracks and labels of a split, tags in output order: by type, then by name.
struct TrainingTable {
    std::vector<store::RunTag> tags;
    std::array<LabelledPart, 3> parts;             ///< by Part
    std::vector<std::string> droppedTags;          ///< "name: 3 training tracks"
    const LabelledPart& part(Part which) const { return parts[static_cast<std::size_t>(which)]; }
};

/// Where labels are read when these sources are asked for: empty means the merged vocabulary while one is in use, else all tags.
std::vector<std::string> labelSources(store::Workspace& workspace, const std::vector<std::string>& sources = {});
/// Makes the labels of the merged vocabulary anew if it is in use and its sources or its mapping have changed since.
void refreshVocabulary(store::Workspace& workspace);

/// Tracks that have a tag from any of these sources, ascending ids; empty = from all.
std::vector<TrackId> labelledTracks(store::Workspace& workspace, TagId tag, const std::vector<std::string>& sources);

/// Only ready tracks; tags from every source but predictions. Throws Error{TooShort} when no tag or no training track is left.
TrainingTable buildTrainingTable(store::Workspace& workspace, SplitId split, const VocabularyConfig& config);

/// Labels of the split's tracks for tags already chosen. sources: as in VocabularyConfig.
TrainingTable tableForTags(store::Workspace& workspace, SplitId split, const std::vector<store::RunTag>& tags,
                           const std::vector<std::string>& sources = {});

/// The same for the tags, split and label sources of a run. Throws Error{NotFound} when its split is gone.
TrainingTable tableOfRun(store::Workspace& workspace, const store::Run& run);

}  // namespace engine::tasks
