#include "ui/selection.h"

#include <algorithm>
#include <utility>

namespace ui {

void Selection::setTracks(std::vector<engine::TrackId> tracks, std::optional<engine::TrackId> current)
{
    if (!current && !tracks.empty()) current = tracks.front();
    const bool sameTracks = tracks == m_tracks;
    const bool sameCurrent = current == m_current && !m_file;
    m_tracks = std::move(tracks);
    m_current = current;
    m_file.reset();
    if (!sameTracks) Q_EMIT tracksChanged();
    if (!sameCurrent) Q_EMIT currentChanged();
}

void Selection::setFile(std::filesystem::path file)
{
    const bool hadTracks = !m_tracks.empty();
    const bool same = m_file && *m_file == file;
    m_tracks.clear();
    m_current.reset();
    m_file = std::move(file);
    if (hadTracks) Q_EMIT tracksChanged();
    if (!same) Q_EMIT currentChanged();
}

void Selection::clear()
{
    setTracks({});
}

}  // namespace ui
