#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace engine::tasks {

/// Words with vectors, from wherever they come.
struct WordSet {
    struct Vector {
        std::vector<double> unit;        ///< of length 1
        bool isWhole = true;             ///< false: made of the vectors of several words
    };
    std::string name;                    ///< for people: "glove.6B.50d", "tags that share tracks"
    /// Nothing for words that it does not know.
    std::function<std::optional<Vector>(const std::string& words)> find;
    /// Below, a word and a tag have nothing to do with each other. 0.2: so near are two words of any text to each other.
    double leastCloseness = 0.2;
};

/// A tag, and how near a word is to it.
struct NearTag {
    std::size_t tag = 0;                 ///< place in the list of tags
    double closeness = 1;                ///< cosine of the two vectors; 1 = the word is the tag, or a part of its name
};

/// The `count` tags nearest to the words, nearest first, ties in the list's order. Nothing if the set does not know the words.
std::optional<std::vector<NearTag>> nearestTags(const WordSet& set, const std::string& words, const std::vector<std::string>& tags, std::size_t count);

/// One thing that a query asks for.
struct Wish {
    enum class How { Tag, Part, Vectors };
    std::string words;                   ///< as they were typed
    bool isLess = false;                 ///< typed as -word: the less of it the better
    How how = How::Tag;                  ///< the words are a tag, a part of tags, or were placed near tags by word vectors
    std::vector<NearTag> tags;           ///< nearest first
    std::string set;                     ///< How::Vectors: the set that knew the words
};
struct Meaning {
    std::vector<Wish> wishes;
    std::vector<std::string> unknown;    ///< words that mean nothing here
    bool asksVectors = false;            ///< some word is neither a tag nor the beginning of a word of one
};

/// What typed words mean among some tags.
///
/// Case, accents and separators do not count ("Hip-Hop" is "hip hop"). From left to right the longest run of words that is a tag
/// wins; then tags that have the word in their name, or a word that begins with it (of three letters or more); then word vectors,
/// the sets in their order; then tags with the word anywhere inside. Quotes keep words together, a minus before a word asks for less.
class TagLexicon {
public:
    explicit TagLexicon(std::vector<std::string> tags);
    /// A set that knows none of the tags is of no use and ignored. Returns how many it knows.
    std::size_t addSet(WordSet set);

    const std::vector<std::string>& tags() const { return m_tags; }
    Meaning read(const std::string& text) const;

private:
    struct Word {
        std::string text, folded;
        bool isLess = false, begins = false, ends = false;   ///< begins, ends: no run goes over this border
    };
    struct KnownSet {
        WordSet set;
        std::vector<std::optional<std::vector<double>>> vectors;   ///< [tags]
    };
    static std::vector<Word> wordsOf(const std::string& text);
    std::size_t runFrom(const std::vector<Word>& words, std::size_t at, std::size_t most) const;
    std::size_t takeTag(const std::vector<Word>& words, std::size_t at, Wish& wish) const;
    std::size_t takePart(const Word& word, Wish& wish, bool anywhere) const;
    std::size_t takeVectors(const std::vector<Word>& words, std::size_t at, Wish& wish) const;

    std::vector<std::string> m_tags;
    std::vector<std::vector<std::string>> m_wordsOfTag;     // folded
    std::map<std::string, std::size_t> m_exact;             // folded words, joined
    std::vector<KnownSet> m_sets;
};

}  // namespace engine::tasks
