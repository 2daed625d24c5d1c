#pragma once
#include <string>
#include <vector>

#include "engine/core/ids.h"

namespace engine::store {
class Workspace;
}

namespace engine::tasks {

/// Why a track was found: a tag of the query and how much the track has of it.
struct TagReason {
    std::string tag;
    double score = 0;                ///< the model's probability, or 1 for a tag the track carries
};
struct TagHit {
    TrackId track{};
    double score = 0;                ///< predictions: geometric mean of the reasons' scores, as all words must be there; else the share of them
    std::vector<TagReason> reasons;
};
struct TagSearch {
    std::string method;              ///< "predicted tags of run 3 (musicnn-1)" or "tags of the library"
    std::vector<std::string> tags;   ///< those that the words mean
    std::vector<std::string> unknown;   ///< words that are no tag, left out
    std::vector<TagHit> hits;        ///< best first, ties by track id
};

/// Tracks by words. Words are matched to tags without regard to case and accents, the longest tag first ("female vocal" before
/// "vocal"), then parts of tags. With a run that predicted, its probabilities answer; otherwise the tags that the tracks carry.
/// run: number, name, latest, or "" = the newest that predicted anything, else none.
/// Throws Error{NotFound} if no word is a tag, naming some that are; Error{InvalidArgument} for no words.
TagSearch searchByTags(store::Workspace& workspace, const std::string& words, const std::string& run, std::size_t count);

}  // namespace engine::tasks
