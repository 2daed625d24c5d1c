#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/ids.h"

namespace engine::store {

class Database;

/// What cleaning said of one tag of the vocabulary.
struct CleaningRow {
    TagId tag{};
    std::string name;                ///< the tag's own; filled when read
    std::int64_t tracks = 0;         ///< that carry it, from sources other than cleaning; filled when read
    int stage = 1;
    std::string category, collapsed; ///< collapsed empty = kept apart
    std::string rule, reason;
    bool locked = false;             ///< decided by the user
};

class CleaningStore {
public:
    /// The source of the tags that cleaning puts on tracks.
    static constexpr const char* kSource = "cleaned";

    explicit CleaningStore(Database& database) : m_database(database) {}

    /// Replaces all rows that are not locked, and the tags on tracks that follow from all rows. One transaction.
    void replace(const std::vector<CleaningRow>& rows);
    /// The user's decision on one tag; it stays when cleaning runs again.
    void lock(const CleaningRow& row);
    void release(TagId tag);
    /// Takes every row that is not locked and every tag of source kSource away.
    void clear();
    std::vector<CleaningRow> rows();
    /// What was collapsed into a tag (compared without case), most frequent first.
    std::vector<CleaningRow> collapsedInto(const std::string& tag);

private:
    std::vector<CleaningRow> select(const std::string& where, const std::string& value);
    void writeTags();
    Database& m_database;
};

/// One file whose tags were changed, as the undo log keeps it.
struct TagWrite {
    std::int64_t id = 0, batch = 0;
    std::filesystem::path path;      ///< absolute, bytes
    std::string beforeHash, afterHash;
    std::int64_t prefix = 0, suffix = 0;
    std::string removed;
};

class TagWriteLog {
public:
    explicit TagWriteLog(Database& database) : m_database(database) {}
    std::int64_t nextBatch();
    void add(const TagWrite& write);
    /// Of the newest batch that is not undone (or of `batch`), the last written first; empty = nothing to undo.
    std::vector<TagWrite> undoable(std::optional<std::int64_t> batch = {});
    void markUndone(std::int64_t id);
    /// The file of a track has other bytes but sounds the same: what was computed from it stays valid.
    void keepMelgrams(TrackId track, std::int64_t size, std::int64_t mtimeNs);

private:
    Database& m_database;
};

}  // namespace engine::store
