#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/dataset/clean_vocabulary.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// parameters of the task and of `tags clean`: {"stage", "lists"?: folder, "targets"?: file, "match": "longest"|"first", "inside_words"?: bool,
/// "library_winkler"?: bool, "threshold"?, "group"?: bool, "min_tracks"?, "embeddings"?: file, "percentile"?, "numeric"?: bool, "all_types"?: bool, "dry_run"?: bool}
dataset::VocabularyCleaning cleaningFrom(const Json& parameters);

/// The tags that cleaning looks at: those of no type of their own, or all. Throws Error{NotFound} where there are none.
std::vector<store::Tag> vocabularyToClean(store::Workspace& workspace, bool allTypes);
std::vector<dataset::CountedTag> countedTags(const std::vector<store::Tag>& vocabulary);

/// Vectors for stage 3: from a file of word vectors (only what the tags ask for is kept) or, without one, from the library's own tags.
dataset::FormVector formVectors(const Json& parameters, const std::vector<dataset::CountedTag>& tags, const dataset::VocabularyCleaning& cleaning,
                                store::Workspace* workspace, RunControl& control);

/// {"stage", "tags", "categories": {...}, "steps": [...], "targets": [...], "without_vector"}
Json cleaningSummary(const dataset::CleanedVocabulary& cleaned, int stage);

}  // namespace engine::tasks
