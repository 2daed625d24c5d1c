#include <QtTest>

#include <QTemporaryDir>

#include "engine/audio/metadata.h"
#include "engine/core/error.h"
#include "tests/engine/audio/sound_files.h"

using namespace engine;
using namespace engine::audio;

class tst_metadata : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    QString at(const QString& name) const { return m_folder.filePath(name); }
    void tagged(const QString& name, const QStringList& tags) const
    {
        sound::write(at(QStringLiteral("plain.wav")), sound::sweep(44100, 1, 2), 44100, 2, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
        QStringList arguments{QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-y"), QStringLiteral("-i"), at(QStringLiteral("plain.wav"))};
        for (const auto& tag : tags) arguments << QStringLiteral("-metadata") << tag;
        if (name.endsWith(QStringLiteral("aiff"))) arguments << QStringLiteral("-write_id3v2") << QStringLiteral("1");
        QProcess ffmpeg;
        ffmpeg.start(QStringLiteral("ffmpeg"), arguments << at(name));
        if (!ffmpeg.waitForStarted()) QSKIP("ffmpeg, which writes the tags of this test, is not installed");
        ffmpeg.waitForFinished();
        QVERIFY2(ffmpeg.exitCode() == 0, ffmpeg.readAllStandardError().constData());
    }

private Q_SLOTS:
    // Tags written by ffmpeg, so that reader and writer are not the same library.
    void tagsAreReadFromEveryContainer_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto* ending : {"mp3", "flac", "ogg", "opus", "wav", "aiff"}) QTest::newRow(ending) << QStringLiteral("song.") + QLatin1String(ending);
    }
    void tagsAreReadFromEveryContainer()
    {
        QFETCH(QString, name);
        tagged(name, {QStringLiteral("title=Für Élise"), QStringLiteral("artist=The Band"), QStringLiteral("album=First"), QStringLiteral("track=7/12"),
                      QStringLiteral("date=1999"), QStringLiteral("genre=jazz")});
        const auto path = at(name).toStdString();
        const auto metadata = readMetadata(path);
        QCOMPARE(metadata.title, std::string("Für Élise"));
        QCOMPARE(metadata.artist, std::string("The Band"));
        QCOMPARE(metadata.album, std::string("First"));
        QCOMPARE(metadata.trackNumber, 7);
        QCOMPARE(metadata.year, 1999);
        QCOMPARE(metadata.fields.at("GENRE").front(), std::string("jazz"));
    }

    void ownFieldsOfId3AndVorbisComments_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("TXXX frames") << "own.mp3";
        QTest::newRow("Vorbis comments") << "own.flac";
    }
    void ownFieldsOfId3AndVorbisComments()
    {
        QFETCH(QString, name);
        tagged(name, {QStringLiteral("INSTRUMENT=piano"), QStringLiteral("Tempo=fast"), QStringLiteral("TMOO=dark")});
        const auto fields = readMetadata(at(name).toStdString()).fields;
        QCOMPARE(fields.at("INSTRUMENT").front(), std::string("piano"));
        QCOMPARE(fields.at("TEMPO").front(), std::string("fast"));
        QCOMPARE(fields.at(name.endsWith(QStringLiteral("mp3")) ? "MOOD" : "TMOO").front(), std::string("dark"));
    }

    void aFileWithoutTagsHasNone()
    {
        sound::write(at(QStringLiteral("bare.wav")), sound::sweep(44100, 1, 1), 44100, 1, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
        const auto metadata = readMetadata(at(QStringLiteral("bare.wav")).toStdString());
        QVERIFY(metadata.title.empty());
        QVERIFY(metadata.fields.empty());
    }

    void longTextIsCutBetweenCharacters()
    {
        tagged(QStringLiteral("long.flac"), {QStringLiteral("comment=x") + QString(40'000, QChar(0x00e9))});
        const auto fields = readMetadata(at(QStringLiteral("long.flac")).toStdString()).fields;
        const auto found = fields.find("COMMENT") != fields.end() ? fields.at("COMMENT") : fields.at("DESCRIPTION");
        QCOMPARE(found.front().size(), std::size_t{65'535});
        QVERIFY(!QString::fromStdString(found.front()).contains(QChar::ReplacementCharacter));
    }

    void whatIsNoAudioIsNotGivenToTagLib()
    {
        sound::writeBytes(at(QStringLiteral("page.mp3")), "<html></html>");
        QVERIFY_EXCEPTION_THROWN(readMetadata(at(QStringLiteral("page.mp3")).toStdString()), Error);
    }
};

QTEST_GUILESS_MAIN(tst_metadata)
#include "tst_metadata.moc"
