#include <QtTest>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "engine/core/error.h"
#include "engine/store/fetched_store.h"
#include "engine/store/workspace.h"
#include "engine/tasks/melgram_needs.h"
#include "engine/tasks/task.h"

using namespace engine;
namespace fs = std::filesystem;

namespace {

/// A list of three tracks below a folder that is not mounted; their audio lies in mount/, but for the third one's.
struct FetchBench {
    QTemporaryDir folder;
    store::Workspace workspace = store::Workspace::openOrCreate(folder.filePath("w").toStdString());
    fs::path mount = folder.filePath("mount").toStdString();

    FetchBench()
    {
        fs::create_directories(mount / "a");
        writeWav("a/one.wav", 440);
        writeWav("two.wav", 550);
        write("list.csv", "path,artist,size\na/one.wav,Ann,100\ntwo.wav,Bob,100\nthree.wav,Cem,100\n../out.wav,x,1\n");
    }
    void write(const char* name, const std::string& text) { std::ofstream(folder.filePath(name).toStdString(), std::ios::binary) << text; }
    /// One second, 16 bit mono, 8 kHz.
    void writeWav(const fs::path& name, double pitchHz)
    {
        std::string samples;
        for (int i = 0; i < 8000; ++i) {
            const auto sample = static_cast<std::int16_t>(8000 * std::sin(2 * M_PI * pitchHz * i / 8000));
            samples.append(reinterpret_cast<const char*>(&sample), 2);
        }
        const auto number = [](std::uint32_t value, int bytes) { return std::string(reinterpret_cast<const char*>(&value), static_cast<std::size_t>(bytes)); };
        const auto size = static_cast<std::uint32_t>(samples.size());
        std::ofstream(mount / name, std::ios::binary) << "RIFF" << number(36 + size, 4) << "WAVEfmt " << number(16, 4) << number(1, 2) << number(1, 2) << number(8000, 4)
                                                      << number(16000, 4) << number(2, 2) << number(16, 2) << "data" << number(size, 4) << samples;
    }
    Json run(const char* task, const Json& parameters)
    {
        RunControl control;
        tasks::TaskContext context{workspace, control};
        return tasks::findTask(task).run(parameters, context);
    }
    Json manifest() { return run("manifest", {{"file", folder.filePath("list.csv").toStdString()}, {"root", folder.filePath("nowhere").toStdString()}}); }
    Json fetch(Json more = Json::object())
    {
        more["from"] = mount.string();
        return run("fetch_audio", more);
    }
    store::Track track(const std::string& path)
    {
        for (const auto& library : workspace.tracks().libraries())
            if (auto found = workspace.tracks().findByPath(library.id, path)) return *found;
        return {};
    }
    std::size_t filesFetched() const
    {
        std::size_t files = 0;
        std::error_code absent;
        for (const auto& entry : fs::directory_iterator(fs::path(folder.filePath("w").toStdString()) / "fetched", absent))
            files += entry.path().filename().native().front() != '.' ? 1 : 0;
        return files;
    }
};

}  // namespace

class tst_fetch_audio : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tracksOfAListAreRowsBeforeTheirAudioIsHere()
    {
        FetchBench bench;
        const auto document = bench.manifest();
        QCOMPARE(document["added"].get<int>(), 3);
        QCOMPARE(document["refused"].size(), std::size_t{1});
        QCOMPARE(bench.manifest()["known"].get<int>(), 3);
        const auto split = bench.run("split", {{"name", "s"}, {"ratios", {34, 33, 33}}});
        QCOMPARE(split["tracks"].get<int>(), 3);
    }

    void onlyWhatTheSplitNeedsIsFetchedAndThenItIsReady()
    {
        FetchBench bench;
        bench.manifest();
        const auto one = bench.track("a/one.wav"), two = bench.track("two.wav");
        bench.workspace.splits().put({{}, "s", 0, {1, 0, 0}, false, "none"}, {{one.id, Part::Train}});
        const auto document = bench.fetch();
        QCOMPARE(document["needed"].get<int>(), 1);
        QCOMPARE(document["fetched"].get<int>(), 1);
        const auto now = bench.track("a/one.wav");
        QCOMPARE(now.state, store::TrackState::Ready);
        QCOMPARE(now.id, one.id);
        QCOMPARE(now.artist, std::string("Ann"));
        QCOMPARE(now.durationSeconds, 1.0);
        QVERIFY(fs::exists(bench.workspace.tracks().absolutePath(now)));
        QVERIFY(bench.track("two.wav").state == store::TrackState::Missing);
        QCOMPARE(bench.fetch()["needed"].get<int>(), 0);
    }

    void whatIsNotThereOrBeyondTheBudgetIsCounted()
    {
        FetchBench bench;
        bench.manifest();
        bench.run("split", {{"name", "s"}, {"ratios", {34, 33, 33}}});
        const auto document = bench.fetch({{"budget_gb", 20'000e-9}});   // one file of 16044 bytes
        QCOMPARE(document["fetched"].get<int>(), 1);
        QCOMPARE(document["over_budget"].get<int>(), 1);
        QCOMPARE(document["absent"].size(), std::size_t{1});
        const auto again = bench.fetch({{"budget_gb", 20'000e-9}});   // the budget is of all copies
        QCOMPARE(again["fetched"].get<int>(), 0);
        QCOMPARE(bench.fetch()["fetched"].get<int>(), 1);
    }

    void aStoppedCopyIsGoneOnWith()
    {
        FetchBench bench;
        bench.manifest();
        const auto track = bench.track("two.wav");
        bench.workspace.splits().put({{}, "s", 0, {1, 0, 0}, false, "none"}, {{track.id, Part::Train}});
        std::stop_source stop;
        RunControl control(stop.get_token(), [&](const Progress& progress) {
            if (progress.done == 1) stop.request_stop();
        });
        tasks::TaskContext context{bench.workspace, control};
        QVERIFY_EXCEPTION_THROWN(tasks::findTask("fetch_audio").run({{"from", bench.mount.string()}}, context), Cancelled);
        QCOMPARE(bench.filesFetched(), std::size_t{0});
        QCOMPARE(bench.fetch()["fetched"].get<int>(), 1);
        std::ifstream copy(bench.workspace.tracks().absolutePath(bench.track("two.wav")), std::ios::binary), original(bench.mount / "two.wav", std::ios::binary);
        const std::string a{std::istreambuf_iterator<char>(copy), {}}, b{std::istreambuf_iterator<char>(original), {}};
        QVERIFY(a == b);
    }

    void aFileThatIsNotTheKnownOneIsRejectedAndLeavesNothing()
    {
        FetchBench bench;
        bench.write("list.csv", "path,file_hash\ntwo.wav," + std::string(64, 'a') + "\n");
        bench.manifest();
        const auto document = bench.fetch();
        QCOMPARE(document["fetched"].get<int>(), 0);
        QCOMPARE(document["rejected"].size(), std::size_t{1});
        QCOMPARE(bench.filesFetched(), std::size_t{0});
        QVERIFY(bench.track("two.wav").state == store::TrackState::Missing);
    }

    void pruneTakesCopiesThatNoSplitNeeds()
    {
        FetchBench bench;
        bench.manifest();
        const auto one = bench.track("a/one.wav"), two = bench.track("two.wav");
        bench.workspace.splits().put({{}, "s", 0, {1, 0, 0}, false, "none"}, {{one.id, Part::Train}, {two.id, Part::Train}});
        bench.fetch();
        QCOMPARE(bench.filesFetched(), std::size_t{2});
        bench.workspace.splits().put({{}, "s", 0, {1, 0, 0}, false, "none"}, {{one.id, Part::Train}});
        QCOMPARE(bench.run("prune", {{"dry_run", true}})["copies"].get<int>(), 1);
        QCOMPARE(bench.filesFetched(), std::size_t{2});
        QCOMPARE(bench.run("prune", Json::object())["copies"].get<int>(), 1);
        QCOMPARE(bench.filesFetched(), std::size_t{1});
        QVERIFY(bench.track("two.wav").state == store::TrackState::Missing);
        QVERIFY(bench.track("a/one.wav").state == store::TrackState::Ready);
    }
};

QTEST_GUILESS_MAIN(tst_fetch_audio)
#include "tst_fetch_audio.moc"
