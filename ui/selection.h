#pragma once
#include <filesystem>
#include <optional>
#include <vector>

#include <QObject>

#include "engine/core/ids.h"

namespace ui {

/// What the user points at, shared by all pages. GUI thread only.
///
/// Either tracks of the library (one of them current) or a single file outside the library, never both.
class Selection : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Selected tracks in the order of the view they were chosen in.
    const std::vector<engine::TrackId>& tracks() const { return m_tracks; }
    /// The one that is shown and played; one of tracks() unless that is empty.
    std::optional<engine::TrackId> current() const { return m_current; }
    /// A single file outside the library. Bytes as the system gave them.
    const std::optional<std::filesystem::path>& file() const { return m_file; }

    /// `current` empty = the first of `tracks`.
    void setTracks(std::vector<engine::TrackId> tracks, std::optional<engine::TrackId> current = {});
    void setFile(std::filesystem::path file);
    void clear();
    /// Asks the Search page for tracks like the selected ones.
    void wantSimilar() { Q_EMIT similarWanted(); }

Q_SIGNALS:
    /// The set of tracks changed (status line, tables).
    void tracksChanged();
    /// current() or file() changed: what is looked at and listened to is another one now.
    void currentChanged();
    /// The user gave tracks tags or took some away (tag_edits.h); the new state is in the workspace.
    void tagsEdited();
    void similarWanted();

private:
    std::vector<engine::TrackId> m_tracks;
    std::optional<engine::TrackId> m_current;
    std::optional<std::filesystem::path> m_file;
};

}  // namespace ui
