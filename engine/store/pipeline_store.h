#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "engine/core/ids.h"
#include "engine/core/json.h"

namespace engine::store {

class Database;

/// What a stage was last made of and with.
struct PipelineNote {
    std::string inputs;              ///< fingerprint of what it read
    Json settings;                   ///< parameters of its task
    std::string madeAt;              ///< UTC
};

struct PipelineCounts {
    std::int64_t libraries = 0, ready = 0, unreadable = 0, missing = 0;
    std::int64_t tagged = 0;         ///< tracks with a tag
    std::int64_t tags = 0;           ///< on at least one track, without those of cleaning
    std::int64_t pairs = 0;          ///< track and tag, without those of cleaning
    std::int64_t cleanedTags = 0;    ///< different tags that cleaning put on tracks
    std::int64_t mergedTags = 0;     ///< of the merged vocabulary, while it is in use
    std::int64_t hashed = 0;         ///< tracks whose decoded audio has a hash
};

/// Fingerprints are the same as long as what they are of is: row order and the time of writing do not count.
class PipelineStore {
public:
    explicit PipelineStore(Database& database) : m_database(database) {}

    void note(const std::string& stage, const std::string& inputs, const Json& settings);
    std::optional<PipelineNote> find(const std::string& stage);

    /// Of the tags on tracks; of those from cleaning too, or without.
    std::string tagsFingerprint(bool withCleaned);
    /// Of a set of labels.
    std::string labelsFingerprint(const std::string& set);
    /// Of what tags are called in the merged vocabulary.
    std::string mappingFingerprint();
    /// Of the readable tracks: which, whose, and how they sound.
    std::string tracksFingerprint();
    /// Of the parts of a split.
    std::string splitFingerprint(SplitId split);
    PipelineCounts counts();

private:
    Database& m_database;
};

}  // namespace engine::store
