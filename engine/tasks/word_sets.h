#pragma once
#include <string>
#include <vector>

#include "engine/core/run_control.h"
#include "engine/tasks/word_meaning.h"

namespace engine::store {
class Workspace;
}

namespace engine::tasks {

/// Vectors of the library's own tags, by which tracks share them (engine/dataset/co_occurrence.h). They know no other word.
/// Throws Error{TooShort} for a library with too few tags.
WordSet libraryWordSet(store::Workspace& workspace, RunControl& control);

/// What a search uses: the sets that were imported, by name; without any, the library's own tags, if there are enough.
std::vector<WordSet> wordSetsForSearch(store::Workspace& workspace, RunControl& control);

}  // namespace engine::tasks
