#include "ui/player/mpris.h"

#include <QDBusAbstractAdaptor>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QFile>
#include <QUrl>

#include "ui/player/player.h"

namespace ui {

namespace {

constexpr double kMicro = 1e6;
const QString kName = QStringLiteral("org.mpris.MediaPlayer2.tagbench");
const QString kPath = QStringLiteral("/org/mpris/MediaPlayer2");
const QString kPlayerInterface = QStringLiteral("org.mpris.MediaPlayer2.Player");

/// QtDBus would start a bus of its own where there is none.
bool busLikely()
{
    if (qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")) return true;
    const auto runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFile::exists(runtime + QStringLiteral("/bus"));
}

}  // namespace

class MprisRoot final : public QDBusAbstractAdaptor {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.mpris.MediaPlayer2")
    Q_PROPERTY(bool CanQuit READ yes CONSTANT)
    Q_PROPERTY(bool CanRaise READ yes CONSTANT)
    Q_PROPERTY(bool HasTrackList READ no CONSTANT)
    Q_PROPERTY(QString Identity READ identity CONSTANT)
    Q_PROPERTY(QString DesktopEntry READ desktopEntry CONSTANT)
    Q_PROPERTY(QStringList SupportedUriSchemes READ schemes CONSTANT)
    Q_PROPERTY(QStringList SupportedMimeTypes READ types CONSTANT)
public:
    MprisRoot(Mpris* owner, const Mpris::Wishes& wishes) : QDBusAbstractAdaptor(owner), m_wishes(wishes) {}
    bool yes() const { return true; }
    bool no() const { return false; }
    QString identity() const { return QStringLiteral("Tagbench"); }
    QString desktopEntry() const { return QStringLiteral("org.tagbench.Tagbench"); }
    QStringList schemes() const { return {}; }
    QStringList types() const { return {}; }

public Q_SLOTS:
    void Raise() { m_wishes.raise(); }
    void Quit() { m_wishes.quit(); }

private:
    Mpris::Wishes m_wishes;
};

class MprisPlayer final : public QDBusAbstractAdaptor {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.mpris.MediaPlayer2.Player")
    Q_PROPERTY(QString PlaybackStatus READ status)
    Q_PROPERTY(double Rate READ rate CONSTANT)
    Q_PROPERTY(double MinimumRate READ rate CONSTANT)
    Q_PROPERTY(double MaximumRate READ rate CONSTANT)
    Q_PROPERTY(double Volume READ rate CONSTANT)
    Q_PROPERTY(QVariantMap Metadata READ metadata)
    Q_PROPERTY(qlonglong Position READ position)
    Q_PROPERTY(bool CanGoNext READ yes CONSTANT)
    Q_PROPERTY(bool CanGoPrevious READ yes CONSTANT)
    Q_PROPERTY(bool CanPlay READ canPlay)
    Q_PROPERTY(bool CanPause READ canPlay)
    Q_PROPERTY(bool CanSeek READ canPlay)
    Q_PROPERTY(bool CanControl READ yes CONSTANT)
public:
    MprisPlayer(Mpris* owner, Player& player, const Mpris::Wishes& wishes) : QDBusAbstractAdaptor(owner), m_player(player), m_wishes(wishes) {}
    QString status() const
    {
        if (m_player.state() == Player::State::Playing) return QStringLiteral("Playing");
        return m_player.state() == Player::State::Paused ? QStringLiteral("Paused") : QStringLiteral("Stopped");
    }
    double rate() const { return 1; }
    qlonglong position() const { return static_cast<qlonglong>(m_player.positionSeconds() * kMicro); }
    bool yes() const { return true; }
    bool canPlay() const { return m_player.isAvailable() && !m_player.source().empty(); }
    QVariantMap metadata() const
    {
        if (m_player.source().empty()) return {};
        QVariantMap map;
        map[QStringLiteral("mpris:trackid")] = QVariant::fromValue(trackId());
        if (m_player.durationSeconds() > 0) map[QStringLiteral("mpris:length")] = static_cast<qlonglong>(m_player.durationSeconds() * kMicro);
        const auto& bytes = m_player.source().native();
        map[QStringLiteral("xesam:url")] =
            QStringLiteral("file://") + QString::fromLatin1(QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())).toPercentEncoding("/"));
        map[QStringLiteral("xesam:title")] = m_title.isEmpty() ? QFile::decodeName(m_player.source().filename().c_str()) : m_title;
        if (!m_artist.isEmpty()) map[QStringLiteral("xesam:artist")] = QStringList{m_artist};
        return map;
    }
    void setTitle(const QString& title, const QString& artist)
    {
        m_title = title;
        m_artist = artist;
    }

public Q_SLOTS:
    void Next() { m_wishes.next(); }
    void Previous() { m_wishes.previous(); }
    void Pause() { m_player.pause(); }
    void PlayPause() { m_player.toggle(); }
    void Stop() { m_player.stop(); }
    void Play() { if (m_player.state() != Player::State::Playing) m_player.play(); }
    void Seek(qlonglong offset) { m_player.seek(m_player.positionSeconds() + static_cast<double>(offset) / kMicro); }
    void SetPosition(const QDBusObjectPath& track, qlonglong position)
    {
        if (track == trackId()) m_player.seek(static_cast<double>(position) / kMicro);
    }

Q_SIGNALS:
    void Seeked(qlonglong Position);

private:
    QDBusObjectPath trackId() const
    {
        return QDBusObjectPath(QStringLiteral("/org/tagbench/track/%1").arg(qHash(QByteArray::fromStdString(m_player.source().native()))));
    }
    Player& m_player;
    Mpris::Wishes m_wishes;
    QString m_title, m_artist;
};

Mpris::Mpris(Player& player, Wishes wishes, QObject* parent) : QObject(parent)
{
    new MprisRoot(this, wishes);
    auto* adaptor = new MprisPlayer(this, player, wishes);
    if (!busLikely()) return;
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected() || !bus.registerObject(kPath, this)) return;
    m_registered = bus.registerService(kName) || bus.registerService(kName + QStringLiteral(".instance%1").arg(QCoreApplication::applicationPid()));
    const auto tell = [this, adaptor] {
        announce({{QStringLiteral("PlaybackStatus"), adaptor->status()}, {QStringLiteral("Metadata"), adaptor->metadata()},
                  {QStringLiteral("CanPlay"), adaptor->canPlay()}, {QStringLiteral("CanPause"), adaptor->canPlay()}});
    };
    connect(&player, &Player::stateChanged, this, tell);
    connect(&player, &Player::sourceChanged, this, tell);
    connect(&player, &Player::availabilityChanged, this, tell);
    connect(&player, &Player::sought, this, [adaptor](double seconds) { Q_EMIT adaptor->Seeked(static_cast<qlonglong>(seconds * kMicro)); });
}

Mpris::~Mpris()
{
    if (m_registered) QDBusConnection::sessionBus().unregisterObject(kPath);
}

void Mpris::setTitle(const QString& title, const QString& artist)
{
    findChild<MprisPlayer*>()->setTitle(title, artist);
}

void Mpris::announce(const QVariantMap& changed)
{
    auto message = QDBusMessage::createSignal(kPath, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("PropertiesChanged"));
    message << kPlayerInterface << changed << QStringList();
    QDBusConnection::sessionBus().send(message);
}

}  // namespace ui

#include "mpris.moc"
