#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/dataset/jaro_winkler.h"

namespace engine::dataset {

/// Code points of a UTF-8 text; bytes that are none stand for themselves.
std::u32string codePoints(std::string_view text);
/// Small letters, one code point for one: what "lower-cased" means for tags.
std::string lowerCase(std::string_view text);

enum class ListMatch { FirstAlphabetical, Longest };

/// Words in alphabetical order, each once, with the three look-ups of the cleaning stages. The typo look-up compares only words that
/// can reach the threshold at all (by their lengths and the kinds of letters they share), which changes no answer.
class WordList {
public:
    WordList() = default;
    explicit WordList(std::vector<std::string> words);
    /// One word a line, "#" begins a comment. Throws Error{Missing, BadRow}.
    static WordList load(const std::filesystem::path& file);

    const std::vector<std::string>& words() const { return m_words; }
    bool holds(const std::string& tag) const { return m_index.contains(tag); }
    /// The word contained in the tag: the first in alphabetical order or the longest (of equal length the first).
    /// wholeWords: only where no letter or digit adjoins, so that "crusader" does not hold "sad".
    std::optional<std::string> contained(const std::string& tag, ListMatch match, bool wholeWords) const;
    /// The first word whose similarity is above the threshold (orEqual: or at it), and the similarity.
    struct Similar {
        std::string word;
        double similarity = 0;
    };
    std::optional<Similar> similar(const std::u32string& tag, double threshold, bool orEqual, WinklerForm form) const;
    /// The same without leaving any comparison out; for the benchmark and its test.
    std::optional<Similar> similarByBruteForce(const std::u32string& tag, double threshold, bool orEqual, WinklerForm form) const;

private:
    struct Word {
        std::u32string text;
        std::uint64_t letters = 0;   // one bit a kind of letter
    };
    std::vector<std::string> m_words;
    std::vector<Word> m_coded;
    std::unordered_map<std::string, std::size_t> m_index;
    std::vector<std::vector<std::uint32_t>> m_byFirstBytes;   // words by their first two bytes, [65536]; one-byte words under (byte, 0)
};

}  // namespace engine::dataset
