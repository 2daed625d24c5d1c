#pragma once
#include <vector>

#include <QObject>

#include "engine/core/ids.h"
#include "ui/page_context.h"

namespace ui::search {

/// Plays tracks one after the other: the next one begins when one has come to its end. Stopping it, or playing something else,
/// ends the row.
class PlayThrough : public QObject {
    Q_OBJECT
public:
    explicit PlayThrough(PageContext& context, QObject* parent = nullptr);

    /// From one of them on; each becomes the current one of the shared selection.
    void start(std::vector<engine::TrackId> tracks, std::size_t from = 0);
    bool isGoing() const { return m_at < m_tracks.size(); }
    std::size_t at() const { return m_at; }

Q_SIGNALS:
    /// Another one is played, or none any more.
    void moved();

private:
    void playCurrent();
    void takeState();
    void end();

    PageContext& m_context;
    std::vector<engine::TrackId> m_tracks;
    std::size_t m_at = 0;
    double m_heardSeconds = 0;         ///< the last place that was reported
    bool m_hasBegun = false;
};

}  // namespace ui::search
