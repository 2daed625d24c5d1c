#include <QtTest>

#include <fstream>
#include <map>

#include "engine/core/error.h"
#include "engine/dataset/importer.h"
#include "engine/store/workspace.h"
#include "engine/tasks/task.h"

#include "../dataset/reference_files.h"

using namespace engine;
namespace fs = std::filesystem;

namespace {

/// A workspace with a library of rows; the files themselves are of no matter to an import.
struct Bench {
    QTemporaryDir folder;
    fs::path root{folder.path().toStdString()};
    store::Workspace workspace = store::Workspace::openOrCreate(root / "workspace");
    LibraryId library = workspace.tracks().addLibrary(root / "music", 0);

    Bench() { fs::create_directories(root / "music"); }

    void addTrack(std::uint64_t id, const std::string& path, store::TrackState state = store::TrackState::Ready)
    {
        store::Track track;
        track.id = TrackId{id};
        track.library = library;
        track.path = path;
        track.displayPath = path;
        track.state = state;
        workspace.tracks().upsert(track);
    }
    fs::path table(const std::string& text, const std::string& name = "set.csv")
    {
        const auto path = root / name;
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }
    Json import(const fs::path& file, Json more = Json::object(), RunControl control = {})
    {
        more["file"] = file.string();
        tasks::TaskContext context{workspace, control};
        return tasks::findTask("import").run(more, context);
    }
    /// All tags of all tracks and all splits, as one text.
    std::string contents()
    {
        std::string text;
        for (const auto id : workspace.tracks().ids({})) {
            text += toHex(id) + workspace.tracks().find(id)->artist + ":";
            for (const auto& tag : workspace.tags().ofTrack(id))
                text += tag.type + "/" + tag.name + "@" + tag.source + "=" + std::to_string(tag.score) + " ";
        }
        for (const auto& split : workspace.splits().list()) {
            text += "|" + std::to_string(value(split.id)) + split.name;
            for (const auto& member : workspace.splits().members(split.id))
                text += toHex(member.track) + std::string(partName(member.part));
        }
        return text;
    }
};

std::string namesOf(Bench& bench, std::uint64_t id)
{
    std::string names;
    for (const auto& tag : bench.workspace.tags().ofTrack(TrackId{id}))
        names += (names.empty() ? "" : " ") + tag.name;
    return names;
}

}  // namespace

class tst_import_tags : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRowIsCountedOnce()
    {
        Bench bench;
        bench.addTrack(1, "a/one.wav");
        bench.addTrack(2, "a/two.wav", store::TrackState::Unreadable);
        bench.addTrack(3, "b/three.wav");
        const auto result = bench.import(bench.table("path,tags,split\n"
                                                     "a\\one.wav,rock;genre---calm,train\n"
                                                     "a/two.wav,rock,valid\n"
                                                     "moved/three.wav,jazz,test\n"
                                                     "a/one.wav,piano,train\n"
                                                     "a/one.wav,rock,test\n"
                                                     "nobody.wav,rock,train\n"
                                                     "../x.wav,rock,train\n"
                                                     "short.wav,rock\n"));
        QCOMPARE(result["rows"].get<int>(), 8);
        QCOMPARE(result["matched"].get<int>(), 2);
        QCOMPARE(result["unreadable"].get<int>(), 1);
        QCOMPARE(result["duplicates"].get<int>(), 1);
        QCOMPARE(result["missing"].get<int>(), 1);
        QCOMPARE(result["refused"].size(), std::size_t{3});
        QCOMPARE(result["refused"][0]["line"].get<int>(), 6);
        QCOMPARE(result["refused"][0]["reason"].get<std::string>(), std::string("the same track is in train on line 2 and in test here"));
        QCOMPARE(namesOf(bench, 1), std::string("calm piano rock"));
        QCOMPARE(namesOf(bench, 2), std::string("rock"));
        QCOMPARE(namesOf(bench, 3), std::string("jazz"));
        QCOMPARE(bench.workspace.tags().ofTrack(TrackId{1})[0].source, std::string("import:set.csv"));
        QCOMPARE(result["split"].dump(), std::string(R"({"name":"set","train":1,"valid":0,"test":1,"leaks":0})"));
    }

    void importingTwiceChangesNothing()
    {
        Bench bench;
        bench.addTrack(1, "one.wav");
        bench.addTrack(2, "two.wav");
        const auto file = bench.table("path,artist,tags,split\none.wav,Ann,rock,train\ntwo.wav,Ben,calm;rock,test\n");
        const auto first = bench.import(file);
        const auto kept = bench.contents();
        QVERIFY(kept.find("Ann") != std::string::npos);
        QCOMPARE(bench.import(file).dump(), first.dump());
        QCOMPARE(bench.contents(), kept);
    }

    void aLaterVersionReplacesWhatTheFileSaidBefore()
    {
        Bench bench;
        bench.addTrack(1, "one.wav");
        bench.workspace.tags().set(TrackId{1}, bench.workspace.tags().ensure("mine", "user-defined"), "user");
        bench.import(bench.table("path,tag\none.wav,rock\none.wav,calm\n"));
        QCOMPARE(namesOf(bench, 1), std::string("calm mine rock"));
        bench.import(bench.table("path,tag\none.wav,jazz\n"));
        QCOMPARE(namesOf(bench, 1), std::string("jazz mine"));
    }

    void aStopInTheMiddleLeavesNothing()
    {
        Bench bench;
        std::string text = "path,tag\n";
        for (int i = 1; i <= 600; ++i) {
            bench.addTrack(static_cast<std::uint64_t>(i), std::to_string(i) + ".wav");
            text += std::to_string(i) + ".wav,rock\n";
        }
        const auto before = bench.contents();
        // The file is read twice, rows are written in the second reading.
        std::stop_source stop;
        int readings = 0;
        RunControl control(stop.get_token(), [&](const Progress& progress) {
            if (progress.done == 0) ++readings;
            if (readings == 2 && progress.done > 0) stop.request_stop();
        });
        QVERIFY_EXCEPTION_THROWN(bench.import(bench.table(text), {}, control), Cancelled);
        QCOMPARE(readings, 2);
        QCOMPARE(bench.contents(), before);
        QVERIFY(bench.workspace.tags().list().empty());
    }

    void aDryRunLeavesNothing()
    {
        Bench bench;
        bench.addTrack(1, "one.wav");
        const auto result = bench.import(bench.table("path,tag,split\none.wav,rock,train\n"), {{"dry_run", true}});
        QCOMPARE(result["matched"].get<int>(), 1);
        QVERIFY(bench.workspace.tags().list().empty());
        QVERIFY(bench.workspace.splits().list().empty());
    }

    void pathsAreRelativeToTheAudioRoot_data()
    {
        QTest::addColumn<QString>("audioRoot");
        QTest::addColumn<QString>("path");
        QTest::newRow("the library") << "music" << "a/one.wav";
        QTest::newRow("a folder of it") << "music/a" << "one.wav";
        QTest::newRow("the folder above") << "" << "music/a/one.wav";
    }
    void pathsAreRelativeToTheAudioRoot()
    {
        QFETCH(QString, audioRoot);
        QFETCH(QString, path);
        Bench bench;
        fs::create_directories(bench.root / "music/a");
        bench.addTrack(1, "a/one.wav");
        bench.addTrack(2, "b/one.wav");
        const auto result = bench.import(bench.table("path,tag\n" + path.toStdString() + ",rock\n"),
                                         {{"audio_root", (bench.root / audioRoot.toStdString()).string()}});
        QCOMPARE(result["matched"].get<int>(), 1);
        QCOMPARE(namesOf(bench, 1), std::string("rock"));
    }

    void aFileAsAWholeIsRefused_data()
    {
        QTest::addColumn<QString>("parameter");
        QTest::addColumn<QString>("text");
        QTest::newRow("no such audio folder") << "/nowhere/at/all" << "path,tag\n";
        QTest::newRow("no path column") << "" << "file,tag\n";
    }
    void aFileAsAWholeIsRefused()
    {
        QFETCH(QString, parameter);
        QFETCH(QString, text);
        Bench bench;
        QVERIFY_EXCEPTION_THROWN(bench.import(bench.table(text.toStdString()), {{"audio_root", parameter.toStdString()}}), Error);
    }

    /// One sample of every data set: its tracks are put into a library first.
    void everyDataSetIsImportedOnceAndWholly_data()
    {
        QTest::addColumn<QString>("sample");
        QTest::addColumn<QString>("format");
        for (const auto& [sample, format] : {std::pair{"magnatagatune", "mtat"}, {"magnatagatune/split", "mtat"}, {"mtg_jamendo/autotagging.tsv", "mtg-jamendo"},
                                             {"mtg_jamendo/splits/split-0", "mtg-jamendo"}, {"msd_lastfm/lastfm_tags_sample.db", "msd-lastfm"},
                                             {"msd_lastfm/lastfm_subset", "msd-lastfm"}, {"msd_lastfm/msd500_track_tags.tsv", "msd-lastfm"}, {"fma", "fma"},
                                             {"gtzan/train_filtered.txt", "gtzan"}, {"generic_csv/tags.csv", "csv"}})
            QTest::newRow(sample) << sample << format;
    }
    void everyDataSetIsImportedOnceAndWholly()
    {
        QFETCH(QString, sample);
        QFETCH(QString, format);
        const auto file = referenceFolder() / "datasets" / sample.toStdString();
        if (!fs::exists(file)) QSKIP("reference data absent: datasets");
        Bench bench;
        struct Tracks final : dataset::ImportSink {
            std::map<std::string, int> files;
            void row(const dataset::ImportRow& row) override { files.emplace(row.path.empty() ? "by id/" + row.ids.front() + ".mp3" : row.path, 0); }
            void refuse(std::int64_t, const std::string&) override {}
        } tracks;
        auto control = RunControl::silent();
        dataset::findImporter("auto", file).read(file, tracks, control);
        std::uint64_t id = 1;
        for (const auto& [path, none] : tracks.files)
            bench.addTrack(id++, path);
        const auto before = bench.contents();

        // A stop at any step leaves nothing behind.
        for (int steps = 0; steps < 3; ++steps) {
            std::stop_source stop;
            int seen = 0;
            RunControl stopping(stop.get_token(), [&](const Progress&) {
                if (seen++ == steps) stop.request_stop();
            });
            try {
                bench.import(file, {{"dry_run", true}}, std::move(stopping));
            } catch (const Cancelled&) {
            }
            QCOMPARE(bench.contents(), before);
        }
        const auto first = bench.import(file);
        QCOMPARE(first["format"].get<std::string>(), format.toStdString());
        QCOMPARE(first["missing"].get<int>(), 0);
        QCOMPARE(first["matched"].get<std::int64_t>() + first["duplicates"].get<std::int64_t>() + static_cast<std::int64_t>(first["refused"].size()), first["rows"].get<std::int64_t>());
        QVERIFY(first["matched"].get<int>() > 0);
        const auto kept = bench.contents();
        QVERIFY(kept != before);
        QCOMPARE(bench.import(file).dump(), first.dump());
        QCOMPARE(bench.contents(), kept);
    }

    void aRowFindsItsTrackByItsNumberOrItsNames()
    {
        Bench bench;
        bench.addTrack(1, "previews/TRDRWCS128F1E840B6.flac");
        store::Track named;
        named.id = TrackId{2};
        named.library = bench.library;
        named.path = named.displayPath = "my/own name.ogg";
        named.artist = "GLASS HARBOUR";
        named.title = "song 9";
        bench.workspace.tracks().upsert(named);
        std::ofstream(bench.root / "unique_tracks.txt") << "TRTGPVR128FDAED60F<SEP>SOAAAAA12AB0000001<SEP>Glass Harbour<SEP>Song 9\n";
        const auto result = bench.import(bench.table("TRDRWCS128F1E840B6\tRock\trock\tgenre\t50\nTRTGPVR128FDAED60F\tsad\tsad\tmood\t80\n", "tags.tsv"));
        QCOMPARE(result["matched_by"]["id"].get<int>(), 1);
        QCOMPARE(result["matched_by"]["artist_and_title"].get<int>(), 1);
        QCOMPARE(namesOf(bench, 1), std::string("rock"));
        QCOMPARE(namesOf(bench, 2), std::string("sad"));
    }

    void whatTheChoiceLeavesOutIsCountedApart()
    {
        Bench bench;
        bench.addTrack(1, "a.wav");
        bench.addTrack(2, "b.wav");
        const auto table = bench.table("path,tags\na.wav,beats;beat;loud\nb.wav,a;b;c;d\n");
        const auto result = bench.import(table, {{"merge", "mtat"}, {"max_tags", 3}});
        QCOMPARE(result["left_out"].dump(), std::string(R"({"rows":1,"tags":0,"merged":1})"));
        QCOMPARE(result["rows"].get<int>(), 1);
        QCOMPARE(namesOf(bench, 1), std::string("beat loud"));
        QCOMPARE(namesOf(bench, 2), std::string());
    }
};

QTEST_GUILESS_MAIN(tst_import_tags)
#include "tst_import_tags.moc"
