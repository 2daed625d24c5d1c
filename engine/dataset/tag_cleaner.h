#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/dataset/word_list.h"

namespace engine::dataset {

/// Stages I and II of "Audio classification using word embeddings" (master's thesis, see resources/tags/README.md): which category a tag belongs to, and
/// which word of that category it is collapsed to.
enum class TagCategory { Genre, Emotion, Descriptive, Numeric, Junk };
std::string_view tagCategoryName(TagCategory category);   ///< "genre", "emotion", "descriptive", "numeric", "junk": tag types

struct CleaningLists {
    WordList genres, moods, descriptive;
    /// genres.txt, moods.txt and descriptive.txt of a folder. Throws Error{Missing}.
    static CleaningLists load(const std::filesystem::path& folder);
    /// A table of targets, "tag,category" (genre, emotion or descriptive) with a header, instead of whole lists.
    static CleaningLists loadTargets(const std::filesystem::path& file);
};

struct CleaningConfig {
    double threshold = 0.9;                              ///< typo: similarity above it
    ListMatch match = ListMatch::Longest;                ///< FirstAlphabetical as in the thesis
    bool wholeWords = true;                              ///< false as in the thesis: "crusader" holds "sad"
    WinklerForm winkler = WinklerForm::Standard;
};

enum class CleaningRule { Exact, Contains, Digit, Typo, None };
std::string_view cleaningRuleName(CleaningRule rule);    ///< "exact", "contains", "digit", "typo", "-"

struct CleanedTag {
    TagCategory category = TagCategory::Junk;
    CleaningRule rule = CleaningRule::None;
    std::string word;                                    ///< the list's word that decided the category; empty = none
    std::string collapsed;                               ///< stage II; empty = dropped (nothing in the list is near enough)
    std::string reason;                                  ///< one sentence for people
};

class TagCleaner {
public:
    TagCleaner(CleaningLists lists, CleaningConfig config) : m_lists(std::move(lists)), m_config(config) {}
    /// The tag is lower-cased first. Junk collapses to itself; a number to its decade, else to itself.
    CleanedTag clean(std::string_view tag) const;

private:
    void categorise(const std::string& tag, const std::u32string& codes, CleanedTag& result) const;
    void collapse(const std::string& tag, const std::u32string& codes, CleanedTag& result) const;
    const WordList& listOf(TagCategory category) const;

    CleaningLists m_lists;
    CleaningConfig m_config;
};

/// "60s", "70s", "80s", "90s" or "2000s" for a tag that names one; the rules of the same source.
std::optional<std::string> decadeOf(std::string_view tag);

/// Every run of characters outside A-Z a-z 0-9 as one blank, trimmed: the form in which stage III looks tags up.
std::string tokenForm(std::string_view tag);

}  // namespace engine::dataset
