#pragma once
#include <filesystem>
#include <memory>
#include <optional>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

class QAudioOutput;
class QFile;
class QMediaPlayer;

namespace ui {

/// Plays one file. GUI thread only.
///
/// QtMultimedia is touched at the first play() and not before: looking for devices prints and costs time. Without a sound server
/// isAvailable() is false from the start and unavailableReason() says why; the window disables Play with that text.
class Player : public QObject {
    Q_OBJECT
public:
    enum class State { Stopped, Playing, Paused };

    explicit Player(QObject* parent = nullptr);
    ~Player() override;

    /// Looks for a sound server's socket only; the first play() may still find no device and change it.
    bool isAvailable() const { return m_reason.isEmpty(); }
    /// Empty if available, else one sentence.
    const QString& unavailableReason() const { return m_reason; }

    /// Stops and takes another file; nothing is opened before play(). `durationSeconds` is our decoder's.
    void setSource(const std::filesystem::path& file, double durationSeconds);
    const std::filesystem::path& source() const { return m_source; }
    double durationSeconds() const { return m_durationSeconds; }

    void play();
    void pause();
    void toggle();
    void stop();
    /// Clamped to the file. Works while stopped, too: play() begins there.
    void seek(double seconds);
    /// Plays this part again and again; nothing ends that.
    void setLoop(std::optional<std::pair<double, double>> seconds) { m_loop = seconds; }

    State state() const { return m_state; }
    /// Interpolated between the backend's reports, so that a playhead moves evenly.
    double positionSeconds() const;

Q_SIGNALS:
    void sourceChanged();
    void stateChanged(ui::Player::State state);
    /// 60 times a second while playing, once after each seek.
    void positionChanged(double seconds);
    void availabilityChanged();
    /// Plain text; the file could not be played.
    void failed(const QString& message);

private:
    bool openBackend();
    bool loadSource();
    void connectBackend();
    void setState(State state);
    void tick();
    void anchor(double seconds);

    QString m_reason;
    std::filesystem::path m_source;
    double m_durationSeconds = 0;
    State m_state = State::Stopped;
    std::optional<std::pair<double, double>> m_loop;

    std::unique_ptr<QFile> m_device;          ///< opened by descriptor: file names are bytes
    std::unique_ptr<QAudioOutput> m_output;
    std::unique_ptr<QMediaPlayer> m_backend;  ///< made on first play
    bool m_loaded = false;

    // Position = anchor + time since, corrected whenever the backend reports one.
    double m_anchorSeconds = 0;
    bool m_waiting = false;   ///< the sound starts a tenth of a second after it is asked for: the playhead stands until the first report
    QElapsedTimer m_sinceAnchor;
    QTimer m_tick;
};

}  // namespace ui
