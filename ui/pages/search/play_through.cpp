#include "ui/pages/search/play_through.h"

#include "engine/store/workspace.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"

namespace ui::search {

namespace {

constexpr double kEndSeconds = 1;   // the last report comes within so much of the end

}  // namespace

PlayThrough::PlayThrough(PageContext& context, QObject* parent) : QObject(parent), m_context(context)
{
    connect(&context.player, &Player::positionChanged, this, [this](double seconds) {
        if (m_context.player.state() == Player::State::Playing) m_heardSeconds = seconds;
    });
    connect(&context.player, &Player::stateChanged, this, &PlayThrough::takeState);
}

void PlayThrough::start(std::vector<engine::TrackId> tracks, std::size_t from)
{
    m_tracks = std::move(tracks);
    m_at = from;
    if (!m_context.player.isAvailable()) {
        m_context.say(m_context.player.unavailableReason());
        return end();
    }
    playCurrent();
}

void PlayThrough::playCurrent()
{
    m_hasBegun = false;
    Q_EMIT moved();
    if (!isGoing()) return;
    struct Found {
        std::filesystem::path path;
        double seconds = 0;
    };
    const auto track = m_tracks[m_at];
    // Chosen first: the window then loads it as the current one, and this answer, asked for later, comes after that.
    m_context.selection.setTracks({track});
    m_context.store.ask(
        this, "play",
        [track](StoreThread::Workspace& workspace) {
            const auto known = workspace.tracks().find(track);
            return known && known->state == engine::store::TrackState::Ready ? Found{workspace.tracks().absolutePath(*known), known->durationSeconds} : Found{};
        },
        [this](const Found& found) {
            if (found.path.empty()) {   // away: the next one
                ++m_at;
                return playCurrent();
            }
            m_heardSeconds = 0;
            m_context.player.setSource(found.path, found.seconds);
            m_context.player.play();
        });
}

void PlayThrough::takeState()
{
    if (!isGoing()) return;
    const auto state = m_context.player.state();
    if (state == Player::State::Playing) m_hasBegun = true;
    if (state != Player::State::Stopped || !m_hasBegun) return;
    const bool heardOut = m_context.player.durationSeconds() > 0 && m_heardSeconds >= m_context.player.durationSeconds() - kEndSeconds;
    if (!heardOut) return end();
    ++m_at;
    // Not from within the player's own news: it is still stopping.
    QMetaObject::invokeMethod(this, &PlayThrough::playCurrent, Qt::QueuedConnection);
}

void PlayThrough::end()
{
    m_tracks.clear();
    m_at = 0;
    Q_EMIT moved();
}

}  // namespace ui::search
