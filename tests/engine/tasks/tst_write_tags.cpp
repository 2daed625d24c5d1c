#include <QtTest>

#include <sys/stat.h>

#include <fstream>

#include "engine/audio/metadata.h"
#include "engine/audio/tag_bytes.h"
#include "engine/core/error.h"
#include "engine/store/cleaning_store.h"
#include "engine/store/workspace.h"
#include "engine/tasks/task.h"

using namespace engine;
namespace fs = std::filesystem;

namespace {

struct WriteBench {
    QTemporaryDir folder;
    fs::path music{folder.filePath("music").toStdString()};
    store::Workspace workspace = store::Workspace::openOrCreate(folder.filePath("w").toStdString());

    bool make(const QString& name)
    {
        fs::create_directories(music);
        QProcess ffmpeg;
        ffmpeg.start("ffmpeg", {"-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", QString("sine=frequency=%1:duration=1").arg(300 + 10 * name.size()), "-metadata", "title=" + name,
                                "-metadata", "genre=Blues", folder.filePath("music/" + name)});
        return ffmpeg.waitForStarted() && ffmpeg.waitForFinished() && ffmpeg.exitCode() == 0;
    }
    Json run(const char* task, Json parameters = Json::object())
    {
        RunControl control;
        tasks::TaskContext context{workspace, control};
        return tasks::runAsJob(task, parameters, context);
    }
    void scan() { run("scan", {{"folders", {music.string()}}}); }
    store::Track track(const std::string& name)
    {
        for (const auto id : workspace.tracks().ids({}))
            if (auto one = workspace.tracks().find(id); one->displayPath == name) return *one;
        return {};
    }
    void tag(const std::string& name, const std::string& tagName, const std::string& type) { workspace.tags().set(track(name).id, workspace.tags().ensure(tagName, type), "user"); }
    std::vector<std::string> field(const std::string& name, const std::string& key)
    {
        const auto fields = audio::readMetadata(music / name).fields;
        return fields.contains(key) ? fields.at(key) : std::vector<std::string>();
    }
};

}  // namespace

class tst_write_tags : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tagsAreWrittenAndTakenBackByteByByte()
    {
        WriteBench bench;
        if (!bench.make("one.mp3") || !bench.make("second.flac")) QSKIP("ffmpeg, which makes the files of this test, is not installed");
        bench.scan();
        const auto mp3 = audio::readWholeFile(bench.music / "one.mp3"), flac = audio::readWholeFile(bench.music / "second.flac");
        bench.tag("one.mp3", "Rock", "genre");
        bench.tag("second.flac", "calm", "mood/theme");
        bench.tag("second.flac", "driving", "activity");

        const auto trial = bench.run("write_tags", {{"dry_run", true}});
        QCOMPARE(trial["counts"]["written"].get<int>(), 2);
        QVERIFY(audio::readWholeFile(bench.music / "one.mp3") == mp3);

        const auto written = bench.run("write_tags");
        QCOMPARE(written["counts"].dump(), std::string(R"({"written":2,"unchanged":0,"rejected":0})"));
        QCOMPARE(bench.field("one.mp3", "GENRE"), (std::vector<std::string>{"Blues", "Rock"}));
        QCOMPARE(bench.field("second.flac", "MOOD"), (std::vector<std::string>{"calm"}));
        QCOMPARE(bench.field("second.flac", "GROUPING"), (std::vector<std::string>{"driving"}));
        QCOMPARE(bench.run("write_tags")["counts"]["unchanged"].get<int>(), 2);   // again: nothing left to do

        // The library knows the file: moved without a scan in between it is the same track.
        const auto id = bench.track("one.mp3").id;
        fs::rename(bench.music / "one.mp3", bench.music / "moved.mp3");
        bench.scan();
        QCOMPARE(bench.track("moved.mp3").id, id);
        fs::rename(bench.music / "moved.mp3", bench.music / "one.mp3");
        bench.scan();

        const auto undone = bench.run("undo_tags");
        QCOMPARE(undone["counts"]["restored"].get<int>(), 2);
        QVERIFY(audio::readWholeFile(bench.music / "one.mp3") == mp3);
        QVERIFY(audio::readWholeFile(bench.music / "second.flac") == flac);
        QVERIFY_EXCEPTION_THROWN(bench.run("undo_tags"), Error);
    }

    void onlyTheTracksGivenAreWritten()
    {
        WriteBench bench;
        if (!bench.make("one.mp3") || !bench.make("other.mp3")) QSKIP("ffmpeg, which makes the files of this test, is not installed");
        bench.scan();
        bench.tag("one.mp3", "Rock", "genre");
        bench.tag("other.mp3", "Rock", "genre");
        const auto result = bench.run("write_tags", {{"tracks", {toHex(bench.track("other.mp3").id)}}});
        QCOMPARE(result["files"].size(), std::size_t{1});
        QCOMPARE(result["files"][0]["path"].get<std::string>(), std::string("other.mp3"));
        QCOMPARE(bench.field("one.mp3", "GENRE"), (std::vector<std::string>{"Blues"}));
        QVERIFY_EXCEPTION_THROWN(bench.run("write_tags", {{"tracks", {"nonsense"}}}), Error);
    }

    void aReadOnlyFileIsOneFailedLine()
    {
        WriteBench bench;
        if (!bench.make("one.mp3") || !bench.make("other.mp3")) QSKIP("ffmpeg, which makes the files of this test, is not installed");
        bench.scan();
        bench.tag("one.mp3", "Rock", "genre");
        bench.tag("other.mp3", "Rock", "genre");
        ::chmod((bench.music / "one.mp3").c_str(), 0444);
        const auto kept = audio::readWholeFile(bench.music / "one.mp3");
        const auto result = bench.run("write_tags");
        QCOMPARE(result["counts"]["written"].get<int>(), 1);
        QCOMPARE(result["counts"]["rejected"].get<int>(), 1);
        QCOMPARE(result["files"][0]["class"].get<std::string>(), std::string("read-only"));
        QVERIFY(audio::readWholeFile(bench.music / "one.mp3") == kept);
    }

    void aFileChangedByOthersIsNotRestored()
    {
        WriteBench bench;
        if (!bench.make("one.mp3")) QSKIP("ffmpeg, which makes the files of this test, is not installed");
        bench.scan();
        bench.tag("one.mp3", "Rock", "genre");
        bench.run("write_tags");
        std::ofstream(bench.music / "one.mp3", std::ios::binary | std::ios::app) << "more";
        const auto now = audio::readWholeFile(bench.music / "one.mp3");
        const auto result = bench.run("undo_tags");
        QCOMPARE(result["counts"]["rejected"].get<int>(), 1);
        QCOMPARE(result["files"][0]["class"].get<std::string>(), std::string("changed"));
        QVERIFY(audio::readWholeFile(bench.music / "one.mp3") == now);
    }

    void aFieldThatNamesTheTrackIsRefused_data()
    {
        QTest::addColumn<QString>("field");
        QTest::newRow("title") << "TITLE";
        QTest::newRow("artist") << "ARTIST";
        QTest::newRow("small letters") << "genre";
        QTest::newRow("an equals sign") << "A=B";
    }
    void aFieldThatNamesTheTrackIsRefused()
    {
        QFETCH(QString, field);
        WriteBench bench;
        QVERIFY_EXCEPTION_THROWN(bench.run("write_tags", {{"fields", {{"genre", field.toStdString()}}}}), Error);
    }
};

QTEST_GUILESS_MAIN(tst_write_tags)
#include "tst_write_tags.moc"
