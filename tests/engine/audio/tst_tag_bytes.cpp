#include <QtTest>

#include <filesystem>
#include <fstream>

#include "engine/audio/decoder.h"
#include "engine/audio/metadata.h"
#include "engine/audio/sample_hash.h"
#include "engine/audio/tag_bytes.h"
#include "engine/core/error.h"

using namespace engine;
using namespace engine::audio;
namespace fs = std::filesystem;

namespace {

std::string soundHash(const fs::path& file)
{
    const auto decoder = openDecoder(file);
    SampleHash hash;
    std::vector<float> block(4096);
    for (auto read = decoder->read(block); read > 0; read = decoder->read(block))
        hash.update(std::span(block).first(read));
    return hash.hex();
}

void keep(const fs::path& file, const std::string& bytes)
{
    std::ofstream(file, std::ios::binary) << bytes;
}

/// The raw frames of an ID3v2 tag, read independently of the code under test: id + bytes.
std::vector<std::pair<std::string, std::string>> rawFrames(const std::string& bytes)
{
    std::vector<std::pair<std::string, std::string>> frames;
    const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])); };
    const std::size_t end = 10 + (byte(6) << 21 | byte(7) << 14 | byte(8) << 7 | byte(9));
    for (std::size_t at = 10; at + 10 <= end && bytes[at] != 0;) {
        const int step = bytes[3] == 4 ? 7 : 8;
        const std::size_t size = byte(at + 4) << (3 * step) | byte(at + 5) << (2 * step) | byte(at + 6) << step | byte(at + 7);
        frames.emplace_back(bytes.substr(at, 4), bytes.substr(at, 10 + size));
        at += 10 + size;
    }
    return frames;
}

}  // namespace

class tst_tag_bytes : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    fs::path at(const QString& name) const { return m_folder.filePath(name).toStdString(); }

    /// A second of a tone by ffmpeg, with tags of its own.
    bool makeFile(const QString& name, const QStringList& more)
    {
        QProcess ffmpeg;
        ffmpeg.start("ffmpeg", QStringList{"-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", "sine=frequency=440:duration=1", "-metadata", "title=Song", "-metadata",
                                           "genre=Blues", "-metadata", "comment=untouched", "-metadata", "MYOWN=kept"} + more + QStringList{m_folder.filePath(name)});
        return ffmpeg.waitForStarted() && ffmpeg.waitForFinished() && ffmpeg.exitCode() == 0;
    }

private Q_SLOTS:
    void fieldsAreChangedAndAllElseStays_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<bool>("joined");
        QTest::newRow("ID3v2.4") << "v4.mp3" << QStringList{"-id3v2_version", "4"} << false;
        QTest::newRow("ID3v2.3") << "v3.mp3" << QStringList{"-id3v2_version", "3"} << true;
        QTest::newRow("no tag yet") << "bare.mp3" << QStringList{"-map_metadata", "-1", "-id3v2_version", "0", "-fflags", "+bitexact", "-write_id3v1", "0"} << false;
        QTest::newRow("WAV with an INFO list") << "a.wav" << QStringList{} << false;
        QTest::newRow("WAV without tags") << "bare.wav" << QStringList{"-map_metadata", "-1", "-fflags", "+bitexact"} << false;
        QTest::newRow("AIFF with a tag") << "a.aiff" << QStringList{"-write_id3v2", "1"} << false;
        QTest::newRow("AIFF without a tag") << "bare.aiff" << QStringList{"-map_metadata", "-1"} << false;
        QTest::newRow("FLAC") << "a.flac" << QStringList{} << false;
        QTest::newRow("Ogg Vorbis") << "a.ogg" << QStringList{"-c:a", "libvorbis"} << false;
        QTest::newRow("Opus") << "a.opus" << QStringList{"-c:a", "libopus"} << false;
    }
    void fieldsAreChangedAndAllElseStays()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, options);
        QFETCH(bool, joined);
        if (!makeFile(name, options)) QSKIP("ffmpeg, which makes the files of this test, is not installed or lacks the format");
        const auto file = at(name);
        const auto before = readMetadata(file);
        const auto sound = soundHash(file);
        const std::vector<FieldChange> changes{{"GENRE", {"Rock", "Caf\xc3\xa9 \xe3\x83\xad"}}, {"MOOD", {"calm"}}, {"INSTRUMENT", {"piano", "cello"}}};
        keep(file, withFields(file, changes));
        const auto after = readMetadata(file);
        for (const auto& change : changes) {
            auto wanted = change.values;
            if (joined && wanted.size() > 1) wanted = {wanted[0] + "; " + wanted[1]};
            QVERIFY2(after.fields.contains(change.field), change.field.c_str());
            QCOMPARE(after.fields.at(change.field), wanted);
        }
        auto others = after.fields, old = before.fields;
        for (const auto& change : changes) {
            others.erase(change.field);
            old.erase(change.field);
        }
        QVERIFY(others == old);
        QCOMPARE(soundHash(file), sound);
        QProcess probe;   // another reader than TagLib
        probe.start("ffprobe", {"-v", "error", "-show_format", "-show_streams", m_folder.filePath(name)});
        QVERIFY(probe.waitForFinished());
        const auto shown = probe.readAllStandardOutput().toLower();
        if (!name.endsWith(".wav"))   // not every ffprobe looks into its chunk
            QVERIFY2(shown.contains("rock") && shown.contains("calm") && shown.contains("piano"), shown.constData());
        QVERIFY(probe.readAllStandardError().isEmpty());
        // No values: the field goes.
        keep(file, withFields(file, {{"MOOD", {}}}));
        QVERIFY(!readMetadata(file).fields.contains("MOOD"));
    }

    void otherFramesKeepTheirBytes_data()
    {
        QTest::addColumn<QString>("version");
        QTest::newRow("2.3") << "3";
        QTest::newRow("2.4") << "4";
    }
    void otherFramesKeepTheirBytes()
    {
        QFETCH(QString, version);
        if (!makeFile("frames.mp3", {"-id3v2_version", version})) QSKIP("ffmpeg, which makes the files of this test, is not installed");
        const auto before = readWholeFile(at("frames.mp3"));
        const auto after = id3WithFields(before, {{"GENRE", {"Rock"}}}, "; ", "x");
        const auto old = rawFrames(before), now = rawFrames(after);
        QVERIFY(old.size() >= 4);
        std::vector<std::string> keptBefore, keptAfter;
        for (const auto& [id, bytes] : old)
            if (id != "TCON") keptBefore.push_back(bytes);
        for (const auto& [id, bytes] : now)
            if (id != "TCON") keptAfter.push_back(bytes);
        QCOMPARE(keptAfter, keptBefore);
        // What is put back equals the frame that was there, but for its place.
        QVERIFY(after.ends_with(before.substr(before.size() / 2)));
    }

    void flacBlocksKeepTheirBytesAndTheSoundItsPlace()
    {
        if (!makeFile("blocks.flac", {})) QSKIP("ffmpeg, which makes the files of this test, is not installed");
        const auto before = readWholeFile(at("blocks.flac"));
        const auto after = flacWithFields(before, {{"GENRE", {"Rock and a longer name than before"}}}, "x");
        QCOMPARE(after.size(), before.size());   // the padding gave what the comment took
        QProcess metaflac;
        keep(at("blocks2.flac"), after);
        metaflac.start("metaflac", {"--list", "--except-block-type=VORBIS_COMMENT,PADDING", m_folder.filePath("blocks2.flac")});
        if (!metaflac.waitForStarted()) QSKIP("metaflac is not installed");
        metaflac.waitForFinished();
        const auto changed = metaflac.readAllStandardOutput();
        metaflac.start("metaflac", {"--list", "--except-block-type=VORBIS_COMMENT,PADDING", m_folder.filePath("blocks.flac")});
        metaflac.waitForFinished();
        QCOMPARE(changed, metaflac.readAllStandardOutput());
        QProcess flac;
        flac.start("flac", {"-t", "-s", m_folder.filePath("blocks2.flac")});
        if (flac.waitForStarted() && flac.waitForFinished()) QCOMPARE(flac.exitCode(), 0);
    }

    void aWavFilesOtherChunksKeepTheirBytes()
    {
        if (!makeFile("chunks.wav", {})) QSKIP("ffmpeg is not installed");
        const auto before = readWholeFile(at("chunks.wav"));
        const auto once = withFields(at("chunks.wav"), {{"MOOD", {"calm", "warm"}}});
        QVERIFY(once.starts_with("RIFF") && once.substr(12).starts_with(before.substr(12)));   // what was there, then the new chunk
        QCOMPARE(once.substr(before.size(), 4), std::string("id3 "));
        keep(at("once.wav"), once);
        keep(at("twice.wav"), withFields(at("once.wav"), {{"MOOD", {}}, {"GENRE", {"Jazz"}}}));
        QCOMPARE(readMetadata(at("twice.wav")).fields.count("MOOD"), std::size_t{0});
        QCOMPARE(readMetadata(at("twice.wav")).title, std::string("Song"));
        QCOMPARE(soundHash(at("twice.wav")), soundHash(at("chunks.wav")));
        bool found = false;   // in the bytes, too: not every ffprobe looks into this chunk
        for (const auto& [id, frame] : rawFrames(once.substr(before.size() + 8)))
            found = found || (id == "TMOO" && frame.ends_with(std::string("\3calm\0warm", 10)));
        QVERIFY(found);
        auto cut = before;
        cut[16] = '\x7f';
        cut[18] = '\x7f';
        QVERIFY_EXCEPTION_THROWN(riffWithFields(cut, {{"GENRE", {"x"}}}, "; ", "x"), Error);
        QVERIFY_EXCEPTION_THROWN(riffWithFields("RF64\xff\xff\xff\xff" "WAVE", {{"GENRE", {"x"}}}, "; ", "x"), Error);
    }

    void brokenAndOtherFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("flac");
        QTest::newRow("ID3: cut short") << QByteArray("ID3\4\0\0\0\0", 8) << false;
        QTest::newRow("ID3: more than there is") << QByteArray("ID3\4\0\0\0\0\7\x7f", 10) << false;
        QTest::newRow("ID3: size that cannot be") << QByteArray("ID3\4\0\0\0\0\0\xff", 10) << false;
        QTest::newRow("ID3: frame too long") << QByteArray("ID3\4\0\0\0\0\0\x0b" "TIT2\0\0\0\x7f\0\0x", 21) << false;
        QTest::newRow("ID3: version 2.2") << QByteArray("ID3\2\0\0\0\0\0\0", 10) << false;
        QTest::newRow("ID3: footer") << QByteArray("ID3\4\0\x10\0\0\0\0", 10) << false;
        QTest::newRow("FLAC: no blocks") << QByteArray("fLaC") << true;
        QTest::newRow("FLAC: block too long") << QByteArray("fLaC\x80\xff\xff\xff", 8) << true;
        QTest::newRow("FLAC: broken comments") << QByteArray("fLaC\x84\0\0\4\xff\xff\xff\xff", 12) << true;
        QTest::newRow("FLAC: too many comments") << QByteArray("fLaC\x84\0\0\x0c\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff", 20) << true;
    }
    void brokenAndOtherFilesAreRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, flac);
        const auto text = bytes.toStdString();
        if (flac)
            QVERIFY_EXCEPTION_THROWN(flacWithFields(text, {{"GENRE", {"x"}}}, "x"), Error);
        else
            QVERIFY_EXCEPTION_THROWN(id3WithFields(text, {{"GENRE", {"x"}}}, "; ", "x"), Error);
    }
};

QTEST_GUILESS_MAIN(tst_tag_bytes)
#include "tst_tag_bytes.moc"
