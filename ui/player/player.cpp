#include "ui/player/player.h"

#include <fcntl.h>

#include <algorithm>
#include <utility>

#include <QAudioDevice>
#include <QAudioOutput>
#include <QFile>
#include <QMediaDevices>
#include <QMediaPlayer>
#include <QUrl>

namespace ui {

namespace {

constexpr int kTickMs = 16;
/// A report of the backend that differs by less is jitter of its clock and would make the playhead jump.
constexpr double kDriftSeconds = 0.03;

/// Asking QMediaDevices without a server prints on stderr, so the socket is looked for first.
bool soundServerLikely()
{
    if (qEnvironmentVariableIsSet("PULSE_SERVER")) return true;
    const auto runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFile::exists(runtime + QStringLiteral("/pulse/native"));
}

}  // namespace

Player::Player(QObject* parent) : QObject(parent)
{
    if (!soundServerLikely())
        m_reason = tr("No sound output found. You can look at and analyse music, but not play it.");
    m_tick.setInterval(kTickMs);
    m_tick.setTimerType(Qt::PreciseTimer);
    connect(&m_tick, &QTimer::timeout, this, &Player::tick);
}

Player::~Player() = default;

void Player::setSource(const std::filesystem::path& file, double durationSeconds)
{
    if (file == m_source && durationSeconds == m_durationSeconds) return;
    stop();
    m_source = file;
    m_durationSeconds = std::max(0.0, durationSeconds);
    m_loaded = false;
    m_loop.reset();
    anchor(0);
    Q_EMIT sourceChanged();
    Q_EMIT positionChanged(0);
}

bool Player::openBackend()
{
    if (m_backend) return true;
    const auto device = QMediaDevices::defaultAudioOutput();
    if (device.isNull()) {
        m_reason = tr("No sound output found. You can look at and analyse music, but not play it.");
        Q_EMIT availabilityChanged();
        return false;
    }
    m_output = std::make_unique<QAudioOutput>(device);
    m_backend = std::make_unique<QMediaPlayer>();
    m_backend->setAudioOutput(m_output.get());
    connectBackend();
    return true;
}

void Player::connectBackend()
{
    connect(m_backend.get(), &QMediaPlayer::errorOccurred, this, [this](QMediaPlayer::Error, const QString& text) {
        stop();
        Q_EMIT failed(tr("This file cannot be played: %1").arg(text));
    });
    connect(m_backend.get(), &QMediaPlayer::positionChanged, this, [this](qint64 ms) {
        const double seconds = static_cast<double>(ms) / 1000.0;
        if (m_state != State::Playing || (m_waiting && seconds <= m_anchorSeconds)) return;
        if (std::exchange(m_waiting, false) || std::abs(seconds - positionSeconds()) > kDriftSeconds) anchor(seconds);
    });
    connect(m_backend.get(), &QMediaPlayer::mediaStatusChanged, this, [this](QMediaPlayer::MediaStatus status) {
        if (status == QMediaPlayer::EndOfMedia) stop();
    });
}

bool Player::loadSource()
{
    if (m_loaded) return true;
    const int descriptor = ::open(m_source.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    m_backend->setSource({});
    m_device = std::make_unique<QFile>();
    if (descriptor < 0 || !m_device->open(descriptor, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle)) {
        Q_EMIT failed(tr("This file cannot be opened any more. Rescan its folder."));
        return false;
    }
    // By descriptor, since a name need not be text. Not setSourceDevice(): without a URL the GStreamer backend of Qt 6.4 stays silent.
    m_backend->setSource(QUrl(QStringLiteral("file:///proc/self/fd/%1").arg(descriptor)));
    m_loaded = true;
    return true;
}

void Player::play()
{
    if (m_source.empty() || !isAvailable() || !openBackend() || !loadSource()) return;
    double from = positionSeconds();
    if (m_loop && (from < m_loop->first || from >= m_loop->second)) from = m_loop->first;
    if (m_durationSeconds > 0 && from >= m_durationSeconds) from = 0;
    m_backend->setPosition(static_cast<qint64>(from * 1000.0));
    m_backend->play();
    setState(State::Playing);
    anchor(from);
    m_waiting = true;
    m_tick.start();
}

void Player::pause()
{
    if (m_state != State::Playing) return;
    const double at = positionSeconds();
    m_backend->pause();
    setState(State::Paused);
    m_tick.stop();
    anchor(at);
    Q_EMIT positionChanged(at);
}

void Player::toggle()
{
    if (m_state == State::Playing)
        pause();
    else
        play();
}

void Player::stop()
{
    m_tick.stop();
    if (m_backend) m_backend->stop();
    const bool was = m_state != State::Stopped;
    setState(State::Stopped);
    anchor(0);
    if (was) Q_EMIT positionChanged(0);
}

void Player::seek(double seconds)
{
    const double to = std::clamp(seconds, 0.0, m_durationSeconds);
    if (m_backend && m_state != State::Stopped) m_backend->setPosition(static_cast<qint64>(to * 1000.0));
    anchor(to);
    m_waiting = m_state == State::Playing;
    Q_EMIT positionChanged(to);
}

double Player::positionSeconds() const
{
    if (m_state != State::Playing || m_waiting) return m_anchorSeconds;
    const double at = m_anchorSeconds + static_cast<double>(m_sinceAnchor.nsecsElapsed()) * 1e-9;
    return m_durationSeconds > 0 ? std::min(at, m_durationSeconds) : at;
}

void Player::setState(State state)
{
    if (state == m_state) return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void Player::tick()
{
    const double at = positionSeconds();
    if (m_loop && at >= m_loop->second) {
        seek(m_loop->first);
        return;
    }
    Q_EMIT positionChanged(at);
}

void Player::anchor(double seconds)
{
    m_anchorSeconds = seconds;
    m_sinceAnchor.start();
}

}  // namespace ui
