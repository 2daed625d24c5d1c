#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/ids.h"

namespace engine::store {

class Database;

struct Tag {
    TagId id{};
    std::string name, type;
    std::int64_t tracks = 0;         ///< filled by list()
};
struct TrackTag {
    TagId tag{};
    std::string name, type, source;
    double score = 1;
};

class TagStore {
public:
    explicit TagStore(Database& database) : m_database(database) {}

    /// Id of (name, type), made if new.
    TagId ensure(const std::string& name, const std::string& type);
    void set(TrackId track, TagId tag, const std::string& source, double score = 1);
    void remove(TrackId track, TagId tag, const std::string& source);
    /// Removes all tags of a track from one source (before a rescan writes the new ones).
    void clear(TrackId track, const std::string& source);
    std::vector<TrackTag> ofTrack(TrackId track);
    /// All tags with their number of tracks, most frequent first; tracks that carry it from source `without` alone do not count.
    std::vector<Tag> list(const std::string& without = {});
    /// Tracks that carry each tag, ascending ids.
    std::vector<TrackId> tracksOf(TagId tag);
    /// The same for one source alone: "file", "user", "import:<dataset file>", or a set of labels: "merged", "stage 1".
    std::vector<TrackId> tracksOf(TagId tag, const std::string& source);
    /// All sources that gave a tag, sorted.
    std::vector<std::string> sources();

private:
    Database& m_database;
};

/// Lets a long write keep more pages of the tag index in memory while it lives: rows come by track, the index is by tag. Millions of rows at once are replace()'s business.
class BulkTagWrite {
public:
    explicit BulkTagWrite(Database& database);
    ~BulkTagWrite();
    struct Row {
        TrackId track{};
        TagId tag{};
        double score = 1;
    };
    /// Puts rows of one source on the tracks, in the caller's transaction; what the source said of these tracks before goes. They are sorted
    /// by the table's key first, so that pages fill one after the other, and where they are most of the table the index by tag is made anew
    /// afterwards: millions of rows in an order of their own would write each page many times over.
    void replace(std::vector<Row> rows, std::vector<TrackId> tracks, const std::string& source);

    BulkTagWrite(const BulkTagWrite&) = delete;
    BulkTagWrite& operator=(const BulkTagWrite&) = delete;

private:
    Database& m_database;
    int m_cacheBefore = 0;
};

}  // namespace engine::store
