#include <memory>

#include <QDBusConnection>
#include <QDBusInterface>
#include <QDBusReply>
#include <QDBusVariant>
#include <QGuiApplication>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include "ui/player/mpris.h"
#include "ui/player/player.h"

class tst_mpris : public QObject {
    Q_OBJECT

    QProcess m_bus;

    static QVariant property(const char* interface, const char* name)
    {
        // Asked by another connection, as a desktop's panel does.
        auto desktop = QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("desktop"));
        auto call = QDBusMessage::createMethodCall(QStringLiteral("org.mpris.MediaPlayer2.tagbench"), QStringLiteral("/org/mpris/MediaPlayer2"),
                                                   QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
        call << QString::fromLatin1(interface) << QString::fromLatin1(name);
        auto pending = desktop.asyncCall(call);
        if (!QTest::qWaitFor([&] { return pending.isFinished(); })) qWarning("no answer from the bus");
        return pending.reply().arguments().value(0).value<QDBusVariant>().variant();
    }
    static void callPlayer(const char* method, const QVariantList& arguments = {})
    {
        auto desktop = QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("desktop"));
        auto call = QDBusMessage::createMethodCall(QStringLiteral("org.mpris.MediaPlayer2.tagbench"), QStringLiteral("/org/mpris/MediaPlayer2"),
                                                   QStringLiteral("org.mpris.MediaPlayer2.Player"), QString::fromLatin1(method));
        call.setArguments(arguments);
        auto pending = desktop.asyncCall(call);
        if (!QTest::qWaitFor([&] { return pending.isFinished(); })) qWarning("no answer from the bus");
        QVERIFY2(pending.reply().type() == QDBusMessage::ReplyMessage, qPrintable(pending.reply().errorMessage()));
    }

private Q_SLOTS:
    void withoutABusItIsSilentlyOff()
    {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("XDG_RUNTIME_DIR", "/nowhere");
        ui::Player player;
        const ui::Mpris mpris(player, {});
        QVERIFY(!mpris.isRegistered());
    }

    void startABus()
    {
        const auto daemon = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (daemon.isEmpty()) QSKIP("dbus-daemon is not installed");
        m_bus.start(daemon, {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
        QVERIFY(m_bus.waitForStarted() && m_bus.waitForReadyRead());
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
    }

    void theDesktopSeesAndSteersThePlayer()
    {
        if (m_bus.state() != QProcess::Running) QSKIP("dbus-daemon is not installed");
        qputenv("PULSE_SERVER", "unix:/nowhere");   // a server is thought to be there, nothing is played
        ui::Player player;
        QStringList wished;
        ui::Mpris mpris(player, {[&] { wished << "raise"; }, [&] { wished << "quit"; }, [&] { wished << "next"; }, [&] { wished << "previous"; }});
        QVERIFY(mpris.isRegistered());
        QCOMPARE(property("org.mpris.MediaPlayer2", "Identity").toString(), QStringLiteral("Tagbench"));
        QCOMPARE(property("org.mpris.MediaPlayer2.Player", "CanPlay").toBool(), false);

        mpris.setTitle(QStringLiteral("Jóga"), QStringLiteral("Björk"));
        player.setSource("/music/a b.flac", 100);
        QCOMPARE(property("org.mpris.MediaPlayer2.Player", "PlaybackStatus").toString(), QStringLiteral("Stopped"));
        QCOMPARE(property("org.mpris.MediaPlayer2.Player", "CanPlay").toBool(), true);
        const auto metadata = qdbus_cast<QVariantMap>(property("org.mpris.MediaPlayer2.Player", "Metadata"));
        QCOMPARE(metadata["xesam:title"].toString(), QStringLiteral("Jóga"));
        QCOMPARE(metadata["xesam:url"].toString(), QStringLiteral("file:///music/a%20b.flac"));
        QCOMPARE(metadata["mpris:length"].toLongLong(), 100'000'000LL);

        callPlayer("Seek", {QVariant::fromValue<qlonglong>(5'000'000)});
        QCOMPARE(player.positionSeconds(), 5.0);
        QCOMPARE(property("org.mpris.MediaPlayer2.Player", "Position").toLongLong(), 5'000'000LL);
        callPlayer("Next");
        callPlayer("Previous");
        QCOMPARE(wished, (QStringList{QStringLiteral("next"), QStringLiteral("previous")}));
        qunsetenv("PULSE_SERVER");
    }

    void cleanupTestCase()
    {
        QDBusConnection::disconnectFromBus(QStringLiteral("desktop"));
        m_bus.kill();
        m_bus.waitForFinished();
    }
};

QTEST_MAIN(tst_mpris)
#include "tst_mpris.moc"
