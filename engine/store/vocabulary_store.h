#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/ids.h"

namespace engine::store {

class Database;

/// One tag of one source, and what it is called in the merged vocabulary.
struct VocabularyRow {
    std::string source;
    TagId tag{};
    std::string name, type;          ///< as the source delivers them; filled when read
    std::int64_t tracks = 0;         ///< of this source; filled when read
    std::string target, targetType;  ///< target empty = left out
    std::string origin;              ///< writing|type|cleaning|file|user; empty = as delivered
    friend bool operator==(const VocabularyRow&, const VocabularyRow&) = default;
};

/// One vocabulary out of several data sets: the mapping of their tags, its history, and the labels that follow from it (set kSet).
/// What cleaning put on tracks is no source.
class VocabularyStore {
public:
    static constexpr const char* kSet = "merged";

    explicit VocabularyStore(Database& database) : m_database(database) {}

    /// Every tag of every source, mapped or as delivered, by source and falling number of tracks.
    std::vector<VocabularyRow> rows();
    /// Sets the mapping of these rows as one step of the history; rows without an origin go back to what was delivered. Labels that are in
    /// use follow. `what` says it for people.
    void change(const std::string& what, const std::vector<VocabularyRow>& rows);
    /// Takes the last step back. Gives what it was; empty = there is none.
    std::string undo();

    /// Makes all labels anew and puts them to use.
    void writeLabels();
    bool isInUse();
    /// Takes the labels away; the mapping stays.
    void drop();

private:
    std::vector<VocabularyRow> stored(const std::vector<VocabularyRow>& rows);
    void put(const std::vector<VocabularyRow>& rows);
    Database& m_database;
};

}  // namespace engine::store
