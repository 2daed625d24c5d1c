#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace engine::store {

class Database;

/// An imported set of word vectors.
struct WordSet {
    std::int64_t id = 0;
    std::string name, source;        ///< source: the file's name, or "tags of the library"
    std::size_t dimension = 0;
    std::int64_t words = 0;          ///< filled by list() and find()
};

/// Word vectors that are kept in the workspace, a word found in less than a millisecond whatever the size of the set.
class WordStore {
public:
    explicit WordStore(Database& database) : m_database(database) {}
    /// Replaces a set of the same name, in one transaction. words and vectors [words, dimension] in the file's order.
    std::int64_t put(const WordSet& set, std::span<const std::string> words, std::span<const float> vectors);
    std::vector<WordSet> list();
    std::optional<WordSet> find(const std::string& name);
    /// The set of this name; with an empty name the newest. Throws Error{NotFound} listing the sets there are.
    WordSet resolve(const std::string& name);
    bool contains(std::int64_t set, const std::string& word);
    std::optional<std::vector<float>> vector(std::int64_t set, const std::string& word);
    /// All words in the file's order and their vectors [words, dimension]; at most the first `most` (0 = all).
    void all(std::int64_t set, std::size_t most, std::vector<std::string>& words, std::vector<float>& vectors);
    /// Removes the set. Throws Error{NotFound}.
    void remove(const std::string& name);

private:
    Database& m_database;
};

}  // namespace engine::store
