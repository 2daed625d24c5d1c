#include <QtTest>

#include <nlohmann/json.hpp>

#include "../engine/tasks/scan_fixture.h"

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

class tst_library : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_music = m_folder->filePath("music").toStdString();
        writeWav(m_music / "Artist" / "a.wav", 440);
        writeWav(m_music / "Artist" / "b.wav", 441);
        writeWav(m_music / "Other" / "c.wav", 442);
    }

    void scanPrintsWhatWasFound();
    void rejectedFilesMakeExitStatusThree();
    void aFolderThatIsNotThereFailsWithASentence();
    void wrongUsageIsStatusTwo_data();
    void wrongUsageIsStatusTwo();
    void listPagesAndFilters_data();
    void listPagesAndFilters();
    void aBrokenFilterFailsWithASentence();
    void listingWithoutAWorkspaceMakesNone();
    void jobsTellWhatWasDone();
    void aJobThatIsOverIsNeitherResumedNorCancelled();
    void theMusicFolderIsNotTouched();

private:
    struct Result {
        int status = -1;
        QByteArray out, err;
        Json json() const { return Json::parse(out.toStdString()); }
    };
    Result run(QStringList arguments)
    {
        QProcess process;
        process.start(QString(TAGBENCH_BINARY_DIR "/bin/tagbench-cli"), QStringList{"--workspace", m_folder->filePath("ws")} + arguments);
        process.waitForFinished(20000);
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    Result scan() { return run({"library", "scan", QString::fromStdString(m_music.string()), "--json"}); }

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_music;
};

void tst_library::scanPrintsWhatWasFound()
{
    const auto first = scan();
    QCOMPARE(first.status, 0);
    const auto document = first.json();
    QStringList keys;
    for (const auto& [key, number] : document["counts"].items())
        keys << QString::fromStdString(key);
    QCOMPARE(keys, (QStringList{"added", "changed", "moved", "missing", "unchanged", "rejected"}));
    QCOMPARE(document["counts"]["added"].get<int>(), 3);
    const auto& file = document["files"][0];
    QCOMPARE(file["path"].get<std::string>(), (m_music / "Artist" / "a.wav").string());
    QCOMPARE(file["status"].get<std::string>(), std::string("ok"));
    QCOMPARE(file["duration_s"].get<double>(), 0.25);
    QCOMPARE(file["sample_rate_hz"].get<int>(), 8000);
    QCOMPARE(file["channels"].get<int>(), 1);
    QVERIFY(!file.contains("path_hex"));
    QCOMPARE(scan().json()["counts"]["unchanged"].get<int>(), 3);
}

void tst_library::rejectedFilesMakeExitStatusThree()
{
    std::ofstream(m_music / "song.mp3") << "no song\n";
    const auto result = scan();
    QCOMPARE(result.status, 3);
    QCOMPARE(result.json()["counts"]["rejected"].get<int>(), 1);
    const auto human = run({"library", "scan", QString::fromStdString(m_music.string())});
    QCOMPARE(human.status, 3);
    QVERIFY2(human.out.contains("song.mp3") && human.out.contains("not-audio"), human.out);
}

void tst_library::aFolderThatIsNotThereFailsWithASentence()
{
    const auto result = run({"library", "scan", m_folder->filePath("nowhere")});
    QCOMPARE(result.status, 1);
    QVERIFY(result.out.isEmpty());
    QVERIFY2(result.err.contains("nowhere") && result.err.contains("[missing]"), result.err);
}

void tst_library::wrongUsageIsStatusTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no subcommand") << QStringList{"library"};
    QTest::newRow("no folder") << QStringList{"library", "scan"};
    QTest::newRow("a limit that is no number") << QStringList{"library", "list", "--limit", "many"};
    QTest::newRow("a negative offset") << QStringList{"library", "list", "--offset", "-1"};
    QTest::newRow("a job without a number") << QStringList{"jobs", "resume"};
}

void tst_library::wrongUsageIsStatusTwo()
{
    QFETCH(QStringList, arguments);
    const auto result = run(arguments);
    QCOMPARE(result.status, 2);
    QVERIFY(result.out.isEmpty() && !result.err.isEmpty());
}

void tst_library::listPagesAndFilters_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("total");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("all") << QStringList{} << 3 << QStringList{"a.wav", "b.wav", "c.wav"};
    QTest::newRow("a page") << QStringList{"--limit", "1", "--offset", "1"} << 3 << QStringList{"b.wav"};
    QTest::newRow("a page past the end") << QStringList{"--offset", "9"} << 3 << QStringList{};
    QTest::newRow("a filter") << QStringList{"--filter", "path:other"} << 1 << QStringList{"c.wav"};
    QTest::newRow("a filter that finds nothing") << QStringList{"--filter", "tag:none"} << 0 << QStringList{};
}

void tst_library::listPagesAndFilters()
{
    QFETCH(QStringList, options);
    QFETCH(int, total);
    QFETCH(QStringList, names);
    scan();
    const auto result = run(QStringList{"library", "list", "--json"} + options);
    QCOMPARE(result.status, 0);
    const auto document = result.json();
    QCOMPARE(document["total"].get<int>(), total);
    QStringList found;
    for (const auto& track : document["tracks"]) {
        found << QString::fromStdString(fs::path(track["path"].get<std::string>()).filename().string());
        QCOMPARE(track["id"].get<std::string>().size(), std::size_t(16));
        QCOMPARE(track["state"].get<std::string>(), std::string("ready"));
        QVERIFY(track["tags"].is_array());
    }
    QCOMPARE(found, names);
}

void tst_library::aBrokenFilterFailsWithASentence()
{
    scan();
    const auto result = run({"library", "list", "--filter", "\"open"});
    QCOMPARE(result.status, 1);
    QVERIFY2(result.err.contains("quote"), result.err);
}

void tst_library::listingWithoutAWorkspaceMakesNone()
{
    const auto result = run({"library", "list"});
    QCOMPARE(result.status, 1);
    QVERIFY(!QFileInfo::exists(m_folder->filePath("ws")));
}

void tst_library::jobsTellWhatWasDone()
{
    scan();
    const auto document = run({"jobs", "list", "--json"}).json();
    QCOMPARE(document["jobs"].size(), std::size_t(1));
    QCOMPARE(document["jobs"][0]["kind"].get<std::string>(), std::string("scan"));
    QCOMPARE(document["jobs"][0]["state"].get<std::string>(), std::string("done"));
    QVERIFY(document["jobs"][0]["failure"].is_null());
}

void tst_library::aJobThatIsOverIsNeitherResumedNorCancelled()
{
    scan();
    for (const char* verb : {"resume", "cancel"}) {
        QCOMPARE(run({"jobs", verb, "1"}).status, 1);
        QCOMPARE(run({"jobs", verb, "77"}).status, 1);
    }
}

void tst_library::theMusicFolderIsNotTouched()
{
    const auto before = QDir(QString::fromStdString(m_music.string())).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    scan();
    QCOMPARE(QDir(QString::fromStdString(m_music.string())).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), before);
}

QTEST_GUILESS_MAIN(tst_library)
#include "tst_library.moc"
