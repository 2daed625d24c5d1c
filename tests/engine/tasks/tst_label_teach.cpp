#include <QtTest>

#include <cmath>
#include <filesystem>
#include <set>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/dsp/preset.h"
#include "engine/tasks/label_chart.h"
#include "engine/tasks/label_simulate.h"
#include "engine/tasks/label_teach.h"

using namespace engine;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kWidth = 8;
constexpr std::size_t kTracks = 60;

/// Sixty tracks, two an artist; every third artist is measured on. The vectors' first number is whether a track is loud, the second whether it is fast.
struct LabelBench {
    QTemporaryDir folder;
    store::Workspace workspace = store::Workspace::openOrCreate(folder.filePath("w").toStdString());
    std::vector<TrackId> tracks;
    RunId run{};

    static bool isLoud(std::size_t i) { return i % 4 < 2; }
    static bool isFast(std::size_t i) { return i % 5 < 2; }
    static Part partOf(std::size_t i) { return (i / 2) % 3 == 2 ? Part::Valid : Part::Train; }

    LabelBench()
    {
        const auto library = workspace.tracks().addLibrary(folder.path().toStdString(), 0);
        std::vector<store::SplitMember> members;
        for (std::size_t i = 0; i < kTracks; ++i) {
            store::Track track;
            track.id = static_cast<TrackId>(1000 + i);
            track.library = library;
            track.path = std::to_string(i) + ".wav";
            track.displayPath = track.path.string();
            track.artist = "artist " + std::to_string(i / 2);
            track.state = store::TrackState::Ready;
            workspace.tracks().upsert(track);
            tracks.push_back(track.id);
            if (i < 54) members.push_back({track.id, partOf(i)});   // the last six came after the split
        }
        for (std::size_t i = 0; i < 54; ++i)
            if (partOf(i) == Part::Valid) tag(i);
        addRun(workspace.splits().put({{}, "artists", 0, {0.7, 0.3, 0}, false, "artist"}, members));
    }
    void tag(std::size_t i)
    {
        if (isLoud(i)) workspace.tags().set(tracks[i], workspace.tags().ensure("loud", "mood/theme"), "file");
        if (isFast(i)) workspace.tags().set(tracks[i], workspace.tags().ensure("fast", "descriptive"), "file");
    }
    void addRun(SplitId split)
    {
        const auto preset = dsp::loadPreset("sota-96");
        workspace.melgrams().putPreset(preset.hash(), preset.name, toJson(preset).dump());
        store::Run made;
        made.name = "first";
        made.architecture = "musicnn";
        made.presetHash = preset.hash();
        made.split = split;
        made.config = Json::object();
        made.versions = Json::object();
        made.tags = {{"loud", "mood/theme"}, {"slow", "descriptive"}};
        made.state = "trained";
        made.bestEpoch = 1;
        made.folder = "run-1";
        run = workspace.runs().create(made);
        fs::create_directories(workspace.checkpointFolder() / made.folder);
        // The run knows which number says loud, and reads it the wrong way round.
        std::vector<float> weights(2 * kWidth, 0);
        weights[0] = -0.2f;
        using checkpoint::floatTensor;
        checkpoint::writeSafetensors(workspace.checkpointFolder() / made.folder / "best.safetensors",
                                     std::vector{floatTensor("dense2.weight", {2, kWidth}, weights), floatTensor("dense2.bias", {2}, {0, 0}), floatTensor("dense1.weight", {3, 3}, std::vector<float>(9, 1))}, {});
        SplitMix random(11);
        for (std::size_t i = 0; i < kTracks; ++i) {
            std::vector<float> vector{isLoud(i) ? 2.0f : 1.0f, isFast(i) ? 0.5f : 0.0f};
            while (vector.size() < kWidth)
                vector.push_back(static_cast<float>(random.uniform()));
            workspace.predictions().putEmbedding(run, "embedding", tracks[i], vector);
        }
    }
    Json task(const char* id, const Json& parameters)
    {
        RunControl control;
        tasks::TaskContext context{workspace, control, 1, "cpu", {}, {}};
        return tasks::findTask(id).run(parameters, context);
    }
    store::LabelSessionStore sessions() { return store::LabelSessionStore(workspace.database()); }
    store::LabelSession start(Json parameters = Json::object())
    {
        if (!parameters.contains("tags")) parameters["tags"] = {"loud", "fast"};
        parameters["name"] = "s";
        return tasks::startLabelSession(parameters, workspace);
    }
    std::size_t placeOf(const std::string& hex) const { return static_cast<std::size_t>(std::ranges::find(tracks, trackIdFromHex(hex)) - tracks.begin()); }
    void answer(store::LabelSessionId id, std::size_t i) { sessions().answer(id, {tracks[i], std::string(isLoud(i) ? "1" : "0") + (isFast(i) ? "1" : "0")}); }
};

}  // namespace

class tst_label_teach : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFirstPointIsTheRunAsItIs()
    {
        LabelBench bench;
        bench.start();
        const auto document = bench.task("label_teach", Json::object());
        QCOMPARE(document["curve"].size(), std::size_t{1});
        QCOMPARE(document["curve"][0]["labelled"].get<int>(), 0);
        // The known tag is read the wrong way round (0), the unknown one is a guess (0.5).
        QCOMPARE(document["curve"][0]["roc_auc"].get<double>(), 0.25);
        QCOMPARE(document["curve"][0]["measured_tags"].get<int>(), 2);
    }

    void onlyOpenTracksAreAskedAbout()
    {
        LabelBench bench;
        const auto session = bench.start({{"batch", 1000}});
        // 54 .. 59 came later; 58 is by an artist who is measured on, 59 sounds like a measured track, 56 has one of the tags.
        auto kin = *bench.workspace.tracks().find(bench.tracks[58]);
        kin.artist = "artist 2";
        bench.workspace.tracks().upsert(kin);
        for (const auto i : {59u, 5u})
            bench.workspace.tracks().setAudioHash(bench.tracks[i], "aa");
        bench.workspace.tags().set(bench.tracks[56], bench.workspace.tags().ensure("loud", "mood/theme"), "file");
        auto gone = *bench.workspace.tracks().find(bench.tracks[1]);
        gone.state = store::TrackState::Missing;
        bench.workspace.tracks().upsert(gone);
        bench.answer(session.id, 0);
        bench.sessions().answer(session.id, {bench.tracks[6], ""});
        const auto document = bench.task("label_teach", {{"learn", false}});
        std::set<std::size_t> asked;
        for (const auto& proposal : document["proposals"])
            asked.insert(bench.placeOf(proposal["track"].get<std::string>()));
        std::set<std::size_t> wanted;
        for (std::size_t i = 0; i < kTracks; ++i)
            if (i >= 54 || LabelBench::partOf(i) == Part::Train) wanted.insert(i);
        for (const std::size_t i : {58, 59, 56, 0, 1, 6})
            wanted.erase(i);
        QCOMPARE(asked, wanted);
        QCOMPARE(document["candidates"].get<std::size_t>(), wanted.size());
        QVERIFY(document["curve"].empty());   // nothing was learned
    }

    void labelsTeachBothTagsAndUndoingThemAllTakesAllBack()
    {
        LabelBench bench;
        const auto session = bench.start({{"batch", 4}});
        auto document = bench.task("label_teach", Json::object());
        const auto before = bench.sessions().points(session.id).front();
        for (int round = 0; round < 3; ++round) {
            for (const auto& proposal : document["proposals"])
                bench.answer(session.id, bench.placeOf(proposal["track"].get<std::string>()));
            document = bench.task("label_teach", Json::object());
        }
        QCOMPARE(document["labelled"].get<int>(), 12);
        QCOMPARE(document["curve"].size(), std::size_t{4});
        QVERIFY(document["curve"].back()["roc_auc"].get<double>() > 0.9);
        for (const auto& answer : bench.sessions().answers(session.id))
            bench.sessions().takeBack(session.id, answer.track);
        document = bench.task("label_teach", Json::object());
        const auto points = bench.sessions().points(session.id);
        QCOMPARE(points.size(), std::size_t{1});   // points of labels that are gone are gone
        QCOMPARE(points.front().rocAuc, before.rocAuc);
        for (std::size_t i = 0; i < before.head.size(); ++i)
            QVERIFY(std::abs(points.front().head[i] - before.head[i]) < 1e-9);
    }

    void theResultDoesNotDependOnHowOftenItLearned()
    {
        LabelBench bench;
        const auto once = bench.start(), often = bench.start();
        bench.task("label_teach", {{"session", value(often.id)}});
        for (const std::size_t i : {0, 1, 2, 3, 6, 7, 8, 9}) {
            bench.answer(once.id, i);
            bench.answer(often.id, i);
            bench.task("label_teach", {{"session", value(often.id)}});
        }
        bench.task("label_teach", {{"session", value(once.id)}});
        const auto a = bench.sessions().points(once.id).back(), b = bench.sessions().points(often.id).back();
        QCOMPARE(bench.sessions().points(often.id).size(), std::size_t{9});
        for (std::size_t i = 0; i < a.head.size(); ++i)
            QVERIFY(std::abs(a.head[i] - b.head[i]) < 1e-4);   // where Newton stops
        QVERIFY(std::abs(a.rocAuc - b.rocAuc) < 1e-12);
    }

    void aTagThatCameLaterIsUnsaidBefore()
    {
        LabelBench bench;
        const auto session = bench.start({{"tags", {"loud"}}});
        bench.sessions().answer(session.id, {bench.tracks[0], "1"});
        bench.sessions().addTag(session.id, {"fast", "descriptive"});
        bench.sessions().addTag(session.id, {"fast", "descriptive"});
        QCOMPARE(bench.sessions().find(session.id)->tags.size(), std::size_t{2});
        bench.task("label_teach", Json::object());
        const auto point = bench.sessions().points(session.id).back();
        QCOMPARE(point.head.size(), 2 * (kWidth + 1));
        for (std::size_t i = kWidth + 1; i < point.head.size(); ++i)
            QCOMPARE(point.head[i], 0.0);   // nothing was said of it
    }

    void aYesIsATagAsLongAsSomeSessionSaysIt()
    {
        LabelBench bench;
        const auto one = bench.start(), two = bench.start({{"tags", {"fast", "loud"}}});
        const auto taught = [&] {
            std::set<std::string> names;
            for (const auto& tag : bench.workspace.tags().ofTrack(bench.tracks[0]))
                if (tag.source == store::kTaughtSource) names.insert(tag.name);
            return names;
        };
        bench.sessions().answer(one.id, {bench.tracks[0], "11"});
        bench.sessions().answer(two.id, {bench.tracks[0], "01"});
        QCOMPARE(taught(), (std::set<std::string>{"loud", "fast"}));
        bench.sessions().takeBack(one.id, bench.tracks[0]);
        QCOMPARE(taught(), std::set<std::string>{"loud"});
        bench.sessions().takeBack(two.id, bench.tracks[0]);
        QVERIFY(taught().empty());
        QVERIFY_EXCEPTION_THROWN(bench.sessions().answer(one.id, {bench.tracks[0], "111"}), Error);
        QVERIFY_EXCEPTION_THROWN(bench.sessions().answer(one.id, {bench.tracks[0], "yn"}), Error);
        bench.sessions().answer(one.id, {bench.tracks[0], "10"});
        QVERIFY(bench.sessions().remove(one.id));
        QCOMPARE(taught(), std::set<std::string>{"loud"});   // the user's word outlives the session
    }

    void whatTheRunHasLearnedIsNotMeasuredOn()
    {
        LabelBench bench;
        std::vector<store::SplitMember> members;
        for (std::size_t i = 0; i < kTracks; ++i)
            members.push_back({bench.tracks[i], i < 4 ? Part::Valid : Part::Train});
        bench.workspace.splits().put({{}, "other", 0, {0.9, 0.1, 0}, false, "none"}, members);
        QVERIFY_EXCEPTION_THROWN(bench.start({{"split", "other"}}), Error);
        QVERIFY_EXCEPTION_THROWN(bench.start({{"tags", Json::array()}}), Error);
        QVERIFY_EXCEPTION_THROWN(bench.start({{"batch", 0}}), Error);
        QVERIFY_EXCEPTION_THROWN(bench.start({{"strategy", "luck"}}), Error);
        QVERIFY(bench.sessions().list().empty());
    }

    void aWordIsTheRunsTagBeforeItIsANewOne()
    {
        LabelBench bench;
        const auto run = *bench.workspace.runs().find(bench.run);
        QCOMPARE(tasks::labelTag("slow", run, bench.workspace).type, std::string("descriptive"));
        QCOMPARE(tasks::labelTag("fast", run, bench.workspace).type, std::string("descriptive"));   // the library's
        QCOMPARE(tasks::labelTag("fresh", run, bench.workspace).type, std::string("user-defined"));
        QCOMPARE(tasks::labelTag("genre---slow", run, bench.workspace).type, std::string("genre"));
    }

    void theCurveIsATableAndAChart()
    {
        LabelBench bench;
        const auto session = bench.start();
        bench.task("label_teach", Json::object());
        bench.answer(session.id, 0);
        bench.task("label_teach", Json::object());
        const auto points = bench.sessions().points(session.id);
        const auto csv = tasks::taughtCsv(points);
        QCOMPARE(std::count(csv.begin(), csv.end(), '\n'), 3);
        QVERIFY(!tasks::taughtChart(points, tasks::TaughtMeasure::RocAuc).empty());
        QVERIFY(tasks::taughtChart({}, tasks::TaughtMeasure::RocAuc).empty());
    }
};

QTEST_GUILESS_MAIN(tst_label_teach)
#include "tst_label_teach.moc"
