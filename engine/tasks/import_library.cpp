#include "engine/tasks/import_library.h"

#include <array>

#include "engine/audio/audio_file.h"
#include "engine/audio/metadata.h"
#include "engine/core/error.h"
#include "engine/store/display_text.h"
#include "engine/tasks/scan_file.h"

namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

constexpr int kHashRateHz = 11025;   // the hash is of the file's own rate; the samples are not used

fs::path existingFolder(const fs::path& folder)
{
    if (!fs::is_directory(folder)) throw Error(ErrorCode::Missing, folder.string(), "there is no such audio folder");
    return fs::canonical(folder);
}

/// Data sets are UTF-8; a name that is not can only be meant by the text shown for it.
std::string shownName(const fs::path& path, const std::string& display)
{
    return store::isUtf8(path.native()) ? path.native() : display;
}

/// Empty = not below `root`.
std::string relativeTo(const fs::path& root, const fs::path& path)
{
    const auto relative = path.lexically_relative(root).native();
    return relative.empty() || relative == ".." || relative.starts_with("../") ? std::string() : relative;
}

}  // namespace

dataset::TrackName nameOf(const dataset::ImportRow& row)
{
    return {row.path, row.ids, row.artist, row.title};
}

ImportLibrary::ImportLibrary(store::TrackStore tracks, const fs::path& audioRoot) : m_store(tracks), m_root(audioRoot.empty() ? fs::path() : existingFolder(audioRoot))
{
    for (const auto& library : tracks.libraries()) {
        const auto libraryFolder = fs::weakly_canonical(library.path);
        for (auto& track : tracks.byLibrary(library.id)) {
            if (track.path.is_absolute()) continue;   // lost its place to another file
            const auto named = shownName(track.path, track.displayPath);
            const auto inRoot = m_root.empty() ? named : relativeTo(m_root, libraryFolder / named);
            m_matcher.add(track.id, inRoot.empty() ? named : inRoot, !inRoot.empty(), track.artist, track.title);
            m_tracks.emplace(track.id, Known{track.id, track.state, track.artist.empty(), track.album.empty()});
        }
    }
}

void ImportLibrary::readMetadataIds(RunControl& control)
{
    constexpr std::array<const char*, 8> kFields{"MUSICBRAINZ_TRACKID", "MUSICBRAINZ_RELEASETRACKID", "ISRC", "ACOUSTID_ID", "TRACKID", "TRACK_ID", "UFID", "COMMENT"};
    std::int64_t done = 0;
    for (const auto& library : m_store.libraries())
        for (const auto& track : m_store.byLibrary(library.id)) {
            control.step("read metadata", ++done, static_cast<std::int64_t>(m_tracks.size()));
            if (track.state != store::TrackState::Ready || !m_tracks.contains(track.id)) continue;
            try {
                const auto metadata = audio::readMetadata(m_store.absolutePath(track));
                for (const char* field : kFields)
                    if (const auto found = metadata.fields.find(field); found != metadata.fields.end())
                        for (const auto& id : found->second)
                            if (!id.empty()) m_matcher.addMetadataId(track.id, id);
            } catch (const Error&) {
                continue;   // gone or broken since the scan: it states no id
            }
        }
}

std::pair<ImportLibrary::Known*, dataset::MatchedBy> ImportLibrary::find(const dataset::ImportRow& row)
{
    using dataset::MatchedBy;
    const auto match = m_matcher.match(nameOf(row));
    if (match.track) return {&m_tracks.at(*match.track), match.by};
    if (!row.contentHash.empty())
        if (auto* track = withContent(row.contentHash)) return {track, MatchedBy::Content};
    if (m_matchesContent && !row.path.empty() && !m_root.empty())
        if (auto* track = soundingAs(m_root / row.path)) return {track, MatchedBy::Content};
    return {nullptr, MatchedBy::Nothing};
}

ImportLibrary::Known* ImportLibrary::withContent(const std::string& hash)
{
    auto tracks = m_store.findByFileHash(hash);
    if (tracks.empty()) tracks = m_store.findByAudioHash(hash);
    const auto found = tracks.empty() ? m_tracks.end() : m_tracks.find(tracks.front().id);
    return found == m_tracks.end() ? nullptr : &found->second;
}

ImportLibrary::Known* ImportLibrary::soundingAs(const fs::path& file)
{
    std::error_code absent;
    const auto real = fs::canonical(file, absent);
    if (absent || relativeTo(m_root, real).empty() || !fs::is_regular_file(real, absent)) return nullptr;
    try {
        if (auto* track = withContent(fileHash(real, {}))) return track;
        return withContent(audio::decodeAll(real, kHashRateHz).audioHash);
    } catch (const Error&) {
        return nullptr;   // it cannot be read: then it is nobody's
    }
}

}  // namespace engine::tasks
