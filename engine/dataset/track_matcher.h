#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/core/ids.h"

namespace engine::dataset {

/// Finds the track that a data set's path means: by its path; where that is nobody's, by the end of the path or by the file
/// name alone, as long as one track has it. A track that several different paths of the file could mean in this second way
/// belongs to none of them, nor does one that another row names exactly; that is why the file is read twice: note() every
/// path first, then match().
class TrackMatcher {
public:
    /// `path`: the track's own, relative to what the rows are relative to; `exact` false = it lies elsewhere, only its end counts.
    void add(TrackId id, std::string_view path, bool exact = true);
    /// `path`: safeRelativePath().
    void note(const std::string& path);
    std::optional<TrackId> match(const std::string& path) const;

private:
    struct Named {
        TrackId id{};
        std::string path;
    };
    std::optional<TrackId> byPath(const std::string& path) const;
    std::optional<TrackId> byEnd(const std::string& path) const;

    std::unordered_map<std::string, std::optional<TrackId>> m_byPath;   // nothing = several tracks
    std::unordered_map<std::string, std::vector<Named>> m_byFileName;
    std::unordered_set<TrackId> m_exact;                                // named by their path
    std::unordered_map<TrackId, std::optional<std::string>> m_claims;   // the one path that means it by its end; nothing = several
};

}  // namespace engine::dataset
