#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/run_control.h"

namespace engine::dataset {

/// Words with one vector each.
class WordVectors {
public:
    explicit WordVectors(std::size_t dimension = 0) : m_dimension(dimension) {}
    /// False if the word is there already: the first occurrence stays.
    bool add(const std::string& word, std::span<const float> vector);
    std::size_t dimension() const { return m_dimension; }
    std::size_t size() const { return m_words.size(); }
    const std::vector<std::string>& words() const { return m_words; }
    std::span<const float> vector(std::size_t word) const { return std::span(m_values).subspan(word * m_dimension, m_dimension); }
    std::optional<std::size_t> find(const std::string& word) const;

    enum class Distance { Cosine, Euclidean };
    /// The k words nearest to word `word` (not itself), nearest first; of equal distance the earlier one.
    std::vector<std::size_t> nearest(std::size_t word, std::size_t k, Distance distance) const;

private:
    std::size_t m_dimension;
    std::vector<std::string> m_words;
    std::vector<float> m_values;
    std::unordered_map<std::string, std::size_t> m_index;
};

/// Reads GloVe text, word2vec text and word2vec binary, told apart by their content, and keeps the words that `isWanted` names (empty
/// function = all). Streams; nothing is allocated from a size that the file merely claims. Texts: LF or CRLF; a token may hold blanks.
/// Throws Error{BadRow} with the line for a row of another length or a number that is none, Error{NonFinite}, Error{Truncated} for a
/// binary file that ends early, Error{InsaneFormat} for a header out of bounds. `warnings`: e.g. a text file with fewer rows than it claims.
WordVectors readWordVectors(const std::filesystem::path& file, const std::function<bool(const std::string&)>& isWanted, RunControl& control,
                            std::vector<std::string>* warnings = nullptr);

/// The vector of a tag of one or several words.
struct TagVector {
    enum class How { Whole, Tokens, Missing } how = How::Missing;
    std::vector<std::string> keys;    ///< the words it was made of
    std::vector<double> values;       ///< of tokens: their sum divided by the square root of their number
    std::vector<double> mean;         ///< of tokens only
};
/// In this order: the tag as it is; blanks as _ or -; - as blank or _; all of these in lower case; then the tokens, if all of them are known.
TagVector lookUpTag(const WordVectors& vectors, std::string_view tag);
/// Every word lookUpTag() may ask for: what a reader must keep for this tag.
std::vector<std::string> lookUpKeys(std::string_view tag);

}  // namespace engine::dataset
