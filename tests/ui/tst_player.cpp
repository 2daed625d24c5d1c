#include <QtTest>

#include "tests/ui/sound_server.h"
#include "ui/player/player.h"

using ui::Player;

/// Played into a null sink: what a listener would hear is recorded.
class tst_player : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<SoundServer> m_server;
    QByteArray m_heard;

    /// The first half is silent, the second loud.
    std::string sound(const char* name, double seconds)
    {
        std::vector<std::int16_t> samples(static_cast<std::size_t>(seconds * 44100), 0);
        for (std::size_t i = samples.size() / 2; i < samples.size(); ++i)
            samples[i] = i / 50 % 2 == 0 ? 20000 : -20000;
        const auto path = m_folder.path().toStdString() + "/" + name;
        writeSound(path, samples);
        return path;
    }
    bool isLoud()
    {
        m_heard += m_server->monitor().readAllStandardOutput();
        const auto* samples = reinterpret_cast<const std::int16_t*>(m_heard.constData());
        return std::any_of(samples, samples + m_heard.size() / 2, [](auto sample) { return std::abs(sample) > 8000; });
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!SoundServer::isInstalled()) QSKIP("pulseaudio and parec are not installed");
        m_server = std::make_unique<SoundServer>();
        QVERIFY(m_server->monitor().waitForStarted());
    }
    void cleanupTestCase() { std::filesystem::remove_all(m_folder.path().toStdString()); }   // Qt cannot name one of the files
    void init() { m_heard.clear(); }
    void cleanup() { (void)m_server->monitor().readAllStandardOutput(); }

    void whatIsPlayedIsHeardAndEnds_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("plain") << QByteArray("plain.wav");
        QTest::newRow("a name that is no text") << QByteArray("caf\xe9 #1%41.wav");
    }
    void whatIsPlayedIsHeardAndEnds()
    {
        QFETCH(QByteArray, name);
        Player player;
        QVERIFY(player.isAvailable());
        player.setSource(sound(name.constData(), 1.5), 1.5);
        player.play();
        QCOMPARE(player.state(), Player::State::Playing);
        QTRY_VERIFY_WITH_TIMEOUT(isLoud(), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(player.state(), Player::State::Stopped, 20'000);
        QCOMPARE(player.positionSeconds(), 0.0);
    }
    void thePlayheadStandsUntilTheSoundBegins()
    {
        Player player;
        player.setSource(sound("late.wav", 3), 3);
        player.seek(1.0);
        player.play();
        QCOMPARE(player.positionSeconds(), 1.0);
        QTRY_VERIFY_WITH_TIMEOUT(player.positionSeconds() > 1.0, 20'000);
        player.pause();
        const double paused = player.positionSeconds();
        QTest::qWait(50);
        QCOMPARE(player.positionSeconds(), paused);
    }
    void aLoopStaysInItsPart()
    {
        Player player;
        player.setSource(sound("loop.wav", 4), 4);
        player.setLoop(std::pair(1.0, 1.4));
        double last = 0, furthest = 0;
        std::vector<double> jumpedTo;
        connect(&player, &Player::positionChanged, this, [&](double seconds) {
            if (seconds < last) jumpedTo.push_back(seconds);
            furthest = std::max(furthest, last = seconds);
        });
        player.play();
        QTRY_VERIFY_WITH_TIMEOUT(jumpedTo.size() >= 2, 30'000);
        QVERIFY(furthest < 4);
        QCOMPARE(jumpedTo.front(), 1.0);
    }
    void aVanishedFileIsASentence()
    {
        Player player;
        QString said;
        connect(&player, &Player::failed, this, [&](const QString& text) { said = text; });
        player.setSource(m_folder.path().toStdString() + "/gone.wav", 1);
        player.play();
        QVERIFY(said.contains("cannot be opened any more"));
        QCOMPARE(player.state(), Player::State::Stopped);
    }
};

QTEST_MAIN(tst_player)
#include "tst_player.moc"
