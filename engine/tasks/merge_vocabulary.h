#pragma once
#include <string>
#include <vector>

#include "engine/dataset/vocabulary_merge.h"
#include "engine/store/vocabulary_store.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// The mapping as the rules see it: what cleaning said of a tag stands beside it.
std::vector<dataset::SourceTag> sourceTags(store::Workspace& workspace, const std::vector<store::VocabularyRow>& rows);

/// {"in_use", "sources": [{"source", "tags", "pairs"}], "tags", "vocabulary", "types": {type: tags}, "merged", "left_out"}. tags: of all sources,
/// equal ones of two sources twice; vocabulary: what they become; merged: rows called otherwise than delivered.
Json vocabularySummary(const std::vector<store::VocabularyRow>& rows, bool isInUse);

/// The user's own decisions as one step (VocabularyStore::change, undo). Labels in use follow, and what was up to date stays so.
void changeVocabulary(store::Workspace& workspace, const std::string& what, const std::vector<store::VocabularyRow>& rows);
std::string undoVocabulary(store::Workspace& workspace);

}  // namespace engine::tasks
