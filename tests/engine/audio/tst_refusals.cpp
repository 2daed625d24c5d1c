#include <QtTest>

#include <QTemporaryDir>
#include <cmath>
#include <limits>
#include <sys/stat.h>

#include "engine/audio/audio_file.h"
#include "engine/core/error.h"
#include "tests/engine/audio/sound_files.h"

using namespace engine;
using namespace engine::audio;

/// What is wrong with a file is found by its content and named by its class, whatever its name ends in.
class tst_refusals : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    QString at(const QString& name) const { return m_folder.filePath(name); }
    QByteArray soundBytes(const char* name, int format) const
    {
        const auto path = at(QString::fromLatin1(name));
        sound::write(path, sound::sweep(44100, 3, 2), 44100, 2, format);
        return sound::bytesOf(path);
    }
    static std::pair<ErrorCode, std::string> refusalOf(const QString& path)
    {
        try {
            decodeMono(path.toStdString(), 16000);
        } catch (const Error& error) {
            return {error.code(), error.what()};
        }
        return {ErrorCode::Internal, "accepted"};
    }

private Q_SLOTS:
    void foreignContentIsNamed_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("word");
        const auto zeros = QByteArray(500, '\0');
        QTest::newRow("nothing") << QByteArray() << "empty" << "0 bytes";
        QTest::newRow("text") << QByteArray("Dear listener,\nthis is no song.\n") << "not-audio" << "text";
        QTest::newRow("page") << QByteArray("<!DOCTYPE html><html><title>404</title></html>") << "not-audio" << "HTML";
        QTest::newRow("playlist") << QByteArray("#EXTM3U\nsong.mp3\n") << "not-audio" << "playlist";
        QTest::newRow("picture") << QByteArray("\x89PNG\r\n\x1a\n") + zeros << "not-audio" << "PNG";
        QTest::newRow("photo, its bytes like a frame header") << QByteArray("\xff\xd8\xff\xe0") + zeros << "not-audio" << "JPEG";
        QTest::newRow("document") << QByteArray("%PDF-1.7\n") + zeros << "not-audio" << "PDF";
        QTest::newRow("archive") << QByteArray("PK\x03\x04") + zeros << "not-audio" << "ZIP";
        QTest::newRow("video") << QByteArray("\0\0\0\x20" "ftypisom", 12) + zeros << "not-audio" << "MP4";
        QTest::newRow("film") << QByteArray("\x1a\x45\xdf\xa3") + zeros << "not-audio" << "Matroska";
        QTest::newRow("notes") << QByteArray("MThd") + zeros << "not-audio" << "MIDI";
        QTest::newRow("database") << QByteArray("SQLite format 3\0", 16) + zeros << "not-audio" << "SQLite";
        QTest::newRow("zero bytes") << zeros << "not-audio" << "zero bytes";
        QTest::newRow("AAC in MP4") << QByteArray("\0\0\0\x20" "ftypM4A ", 12) + zeros << "unsupported" << "MPEG-4 audio";
        QTest::newRow("WavPack") << QByteArray("wvpk") + zeros << "unsupported" << "WavPack";
        QTest::newRow("tag and junk") << QByteArray("ID3\x04\0\0\0\0\0\x0a", 10) + zeros << "corrupt" << "ID3";
        QTest::newRow("tag and nothing") << QByteArray("ID3\x04\0\0\0\0\x07\x0a", 10) + zeros << "no-audio" << "ID3";
        QTest::newRow("header alone") << QByteArray("fLaC") << "corrupt" << "FLAC";
    }
    void foreignContentIsNamed()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, code);
        QFETCH(QString, word);
        for (const auto* ending : {"mp3", "wav", "ogg"}) {
            const auto path = at(QStringLiteral("song.") + QString::fromLatin1(ending));
            sound::writeBytes(path, content);
            const auto [found, message] = refusalOf(path);
            QVERIFY2(errorCodeName(found) == code.toStdString(), message.c_str());
            QVERIFY2(QString::fromStdString(message).contains(word), message.c_str());
        }
    }

    void theNameDoesNotDecide()
    {
        sound::writeBytes(at(QStringLiteral("really.mp3")), soundBytes("real.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16));
        QCOMPARE(probe(at(QStringLiteral("really.mp3")).toStdString()).format, std::string("FLAC"));
    }

    void cutFilesAreTruncated_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<double>("kept");
        const std::pair<const char*, int> formats[] = {{"wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16},
                                                       {"aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_16},
                                                       {"flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16},
                                                       {"ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS},
                                                       {"mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III}};
        for (const auto& [name, format] : formats)
            for (const double kept : {0.5, 0.97}) QTest::newRow(qPrintable(QStringLiteral("%1, %2 kept").arg(QLatin1String(name)).arg(kept))) << format << kept;
    }
    void cutFilesAreTruncated()
    {
        QFETCH(int, format);
        QFETCH(double, kept);
        const auto whole = soundBytes("whole", format);
        const auto path = at(QStringLiteral("cut"));
        sound::writeBytes(path, whole.left(static_cast<qsizetype>(static_cast<double>(whole.size()) * kept)));
        const auto [code, message] = refusalOf(path);
        QVERIFY2(code == ErrorCode::Truncated, (std::string(errorCodeName(code)) + ": " + message).c_str());
        QVERIFY2(QString::fromStdString(message).startsWith(QStringLiteral("cut short - the header promises")), message.c_str());
    }

    void aDamagedFlacIsNotDecodedInSilence()
    {
        auto bytes = soundBytes("whole.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
        for (qsizetype i = bytes.size() / 2; i < bytes.size() / 2 + 64; ++i) bytes[i] = static_cast<char>(~bytes[i]);
        sound::writeBytes(at(QStringLiteral("damaged.flac")), bytes);
        const auto [code, message] = refusalOf(at(QStringLiteral("damaged.flac")));
        QVERIFY2(code == ErrorCode::Corrupt || code == ErrorCode::Truncated, message.c_str());
    }

    void headersAreNotBelieved_data()
    {
        QTest::addColumn<int>("offset");
        QTest::addColumn<quint32>("value");
        QTest::newRow("a rate of 4 GHz") << 24 << quint32{0xf0000000};
        QTest::newRow("a rate of 10 Hz") << 24 << quint32{10};
        QTest::newRow("1000 channels") << 20 << quint32{1u | (1000u << 16)};
        QTest::newRow("no channel") << 20 << quint32{1u};
    }
    void headersAreNotBelieved()
    {
        QFETCH(int, offset);
        QFETCH(quint32, value);
        auto bytes = soundBytes("plain.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16);
        std::memcpy(bytes.data() + offset, &value, sizeof value);
        sound::writeBytes(at(QStringLiteral("liar.wav")), bytes);
        const auto [code, message] = refusalOf(at(QStringLiteral("liar.wav")));
        QVERIFY2(code == ErrorCode::InsaneFormat || code == ErrorCode::Corrupt || code == ErrorCode::Unsupported, message.c_str());
    }

    void samplesThatAreNoNumbersAreRefused_data()
    {
        QTest::addColumn<float>("value");
        QTest::newRow("NaN") << std::numeric_limits<float>::quiet_NaN();
        QTest::newRow("infinity") << -std::numeric_limits<float>::infinity();
    }
    void samplesThatAreNoNumbersAreRefused()
    {
        QFETCH(float, value);
        auto samples = sound::sweep(44100, 1, 2);
        samples[50'001] = value;
        sound::write(at(QStringLiteral("nan.wav")), samples, 44100, 2, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
        QCOMPARE(refusalOf(at(QStringLiteral("nan.wav"))).first, ErrorCode::NonFinite);
    }

    void whatIsNoFileIsRefusedAtOnce()
    {
        QCOMPARE(refusalOf(at(QStringLiteral("absent.wav"))).first, ErrorCode::Missing);
        QCOMPARE(refusalOf(m_folder.path()).first, ErrorCode::NotRegular);
        const auto pipe = at(QStringLiteral("pipe.wav"));
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        QCOMPARE(refusalOf(pipe).first, ErrorCode::NotRegular);   // opening it must not wait for a writer
    }

    void aHeaderWithoutSoundHasNoAudio()
    {
        sound::write(at(QStringLiteral("silent.wav")), {}, 44100, 2, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
        QCOMPARE(refusalOf(at(QStringLiteral("silent.wav"))).first, ErrorCode::NoAudio);
    }

    // Property: whatever byte is changed, a file is decoded or refused with a class, in time.
    void anyDamageEndsInSamplesOrInAnError_data()
    {
        QTest::addColumn<int>("format");
        QTest::newRow("wav") << (SF_FORMAT_WAV | SF_FORMAT_PCM_16);
        QTest::newRow("flac") << (SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
        QTest::newRow("ogg") << (SF_FORMAT_OGG | SF_FORMAT_VORBIS);
        QTest::newRow("mp3") << (SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III);
    }
    void anyDamageEndsInSamplesOrInAnError()
    {
        QFETCH(int, format);
        const auto path = at(QStringLiteral("damaged"));
        sound::write(path, sound::sweep(22050, 0.5, 1), 22050, 1, format);
        const auto whole = sound::bytesOf(path);
        std::mt19937 random(5);
        for (int round = 0; round < 150; ++round) {
            auto bytes = whole;
            const auto where = round < 60 ? round : static_cast<qsizetype>(random() % static_cast<unsigned>(bytes.size()));
            bytes[where] = static_cast<char>(random());
            sound::writeBytes(path, bytes);
            try {
                for (const float sample : decodeMono(path.toStdString(), 16000).samples) QVERIFY(std::isfinite(sample));
            } catch (const Error& error) {
                QVERIFY2(error.code() != ErrorCode::Internal, error.what());
            }
        }
    }
};

QTEST_GUILESS_MAIN(tst_refusals)
#include "tst_refusals.moc"
