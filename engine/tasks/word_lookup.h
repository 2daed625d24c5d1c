#pragma once
#include <string>
#include <string_view>

#include "engine/dataset/word_vectors.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// Which spellings of a tag are looked up among word vectors.
enum class WordMatch {
    Exact,    ///< as it is, in lower case: what the retrieval paper does
    Any,      ///< also joined by _ or -, then word by word (dataset::lookUpTag)
};
/// "exact", "any". Throws Error{InvalidArgument}.
WordMatch wordMatchFrom(std::string_view name);

/// The vector of a tag or of free words in a set that is kept in the workspace. Nothing but the words concerned is read.
dataset::TagVector lookUpWord(store::WordStore words, const store::WordSet& set, std::string_view text, WordMatch match = WordMatch::Any);

}  // namespace engine::tasks
