#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace engine::dataset {

/// A tag of a vocabulary with the number of tracks that carry it.
struct CountedTag {
    std::string name;
    std::int64_t tracks = 0;
};

/// What tags that differ only in writing have in common: without case, punctuation and blanks, with "and" for &, n and 'n', without the
/// words music, song, tag or track at the end, in the singular. The steps of the data set MSD500 (Won, Oramas, Nieto, Gouyon, Serra 2021, "Multimodal metric learning for tag-based music retrieval").
std::string tagLemma(std::string_view tag);

/// Tags of one lemma, named after the most common of them (of equal count the first in alphabetical order).
struct TagGroup {
    std::string name;
    std::vector<std::size_t> members;   ///< indices of the tags given
    std::int64_t tracks = 0;            ///< sum over the members: an upper bound of the tracks that carry any of them
};
/// Ordered by the first member. Tags whose lemma is empty stand alone.
std::vector<TagGroup> groupTags(std::span<const CountedTag> tags);

}  // namespace engine::dataset
