#pragma once
#include <filesystem>
#include <string>
#include <unordered_map>
#include <utility>

#include "engine/core/run_control.h"
#include "engine/dataset/importer.h"
#include "engine/dataset/track_matcher.h"
#include "engine/store/track_store.h"

namespace engine::tasks {

/// What a row says of its track, as the matcher takes it.
dataset::TrackName nameOf(const dataset::ImportRow& row);

/// The library's tracks as the rows of a data set may name them.
class ImportLibrary {
public:
    /// As little as an import needs: a data set may have a million tracks.
    struct Known {
        TrackId id{};
        store::TrackState state = store::TrackState::Ready;
        bool lacksArtist = false, lacksAlbum = false;
    };
    /// audioRoot: what the rows' paths are relative to; empty = every library. Throws Error{Missing} where there is no such folder.
    ImportLibrary(store::TrackStore tracks, const std::filesystem::path& audioRoot);

    dataset::TrackMatcher& matcher() { return m_matcher; }
    /// Reads the ids that the files' own metadata state; one file opened a track.
    void readMetadataIds(RunControl& control);
    /// Rows that nothing else matches are compared by the content of the file they name below the audio folder.
    void matchContent(bool wanted) { m_matchesContent = wanted; }
    /// Nothing, or the track and how it was found.
    std::pair<Known*, dataset::MatchedBy> find(const dataset::ImportRow& row);
    std::string pathOfTrack(TrackId id) { return m_store.find(id)->displayPath; }

private:
    /// The track whose bytes or whose decoded audio have this hash; of copies the one with the lowest id, for they sound alike.
    Known* withContent(const std::string& hash);
    /// Never a file outside the audio folder, wherever links lead.
    Known* soundingAs(const std::filesystem::path& file);

    store::TrackStore m_store;
    std::filesystem::path m_root;
    bool m_matchesContent = false;
    dataset::TrackMatcher m_matcher;
    std::unordered_map<TrackId, Known> m_tracks;
};

}  // namespace engine::tasks
