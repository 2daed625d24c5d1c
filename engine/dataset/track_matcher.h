#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/core/ids.h"

namespace engine::dataset {

/// What a row of a data set says of its track; anything may be empty.
struct TrackName {
    std::string path{};                 ///< safeRelativePath()
    std::vector<std::string> ids{};     ///< file names without extension
    std::string artist{}, title{};
};

enum class MatchedBy { Nothing, Path, FileName, Id, Names, Metadata, Content };
struct TrackMatch {
    std::optional<TrackId> track;
    MatchedBy by = MatchedBy::Nothing;
};

/// Finds the track that a row means: by its path; where that is nobody's, by the end of the path or by the file name alone, by the name
/// the data set gives its files, by an id in the file's metadata, or by artist and title, as long as one track has it. A track that several different rows could mean in
/// one of these later ways belongs to none of them, nor does one that another row names by its path; that is why the file is read
/// twice: note() every row first, then match().
class TrackMatcher {
public:
    /// `path`: the track's own, relative to what the rows are relative to; `exact` false = it lies elsewhere, only its end counts.
    void add(TrackId id, std::string_view path, bool exact = true, std::string_view artist = {}, std::string_view title = {});
    /// An id that the track's file states in its metadata: rows with this id mean it where no file name does.
    void addMetadataId(TrackId id, std::string metadataId);
    void note(const TrackName& name);
    TrackMatch match(const TrackName& name) const;

private:
    struct Named {
        TrackId id{};
        std::string path;
    };
    using Unique = std::unordered_map<std::string, std::optional<TrackId>>;   // nothing = several tracks
    static void addUnique(Unique& map, std::string key, TrackId id);
    static std::optional<TrackId> uniqueIn(const Unique& map, const std::string& key);
    std::optional<TrackId> byEnd(const std::string& path) const;
    TrackMatch byOtherWays(const TrackName& name) const;

    Unique m_byPath, m_byStem, m_byMetadata, m_byNames;
    std::unordered_map<std::string, std::vector<Named>> m_byFileName;
    std::unordered_set<TrackId> m_exact;                                // named by their path
    std::unordered_map<TrackId, std::optional<std::string>> m_claims;   // the one row that means it otherwise; nothing = several
};

}  // namespace engine::dataset
