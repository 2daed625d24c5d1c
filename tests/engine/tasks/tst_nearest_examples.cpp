#include "tests/engine/tasks/map_bench.h"

#include <QProcess>

#include <algorithm>
#include <array>
#include <fstream>
#include <limits>

#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/tasks/nearest_rows.h"
#include "engine/tasks/path_parameters.h"

using namespace engine;

namespace {

constexpr std::size_t kWidth = 16;

/// Planted vectors for a MapBench: seeded noise around a centre for each genre. Every fourth track is in the test part, the others in training.
struct Planted : MapBench {
    std::vector<std::vector<float>> vectors;

    explicit Planted(std::size_t count = 120) : MapBench(count, 3)
    {
        store::WriteTransaction transaction(workspace.database());
        SplitMix random(5);
        for (std::size_t i = 0; i < count; ++i) {
            std::vector<float> vector;
            for (std::size_t d = 0; d < kWidth; ++d)
                vector.push_back(static_cast<float>(random.uniform() + (d % 3 == genreOf[i] ? 1.0 : 0.0)));
            plant(i, std::move(vector));
        }
        transaction.commit();
    }
    void plant(std::size_t track, std::vector<float> vector)
    {
        workspace.predictions().putEmbedding(run, "embedding", tracks[track], vector);
        vectors.resize(tracks.size());
        vectors[track] = std::move(vector);
    }
    Json ask(std::size_t track, int count = 10, Json more = Json::object())
    {
        auto control = RunControl::silent();
        tasks::TaskContext context{workspace, control, 1, "cpu"};
        Json parameters{{"run", "made-up"}, {"count", count}};
        tasks::putPaths(parameters, "paths", {std::filesystem::path(folder.path().toStdString()) / "music" / (std::to_string(track) + ".wav")});
        parameters.update(more);
        return tasks::findTask("explain_nearest").run(parameters, context);
    }
    store::Run row() { return *workspace.runs().find(run); }
    bool isTest(std::size_t track) const { return track % 4 == 0; }
};

std::vector<std::size_t> shown(const Json& document)
{
    std::vector<std::size_t> tracks;
    for (const auto& example : document["examples"])
        tracks.push_back(value(trackIdFromHex(example["id"].get<std::string>())) - 1000);
    return tracks;
}

/// NumPy's cosines of one row of X with all rows, and of every row with every row.
Json numpyCosines(const Planted& bench)
{
    QTemporaryDir folder;
    const auto file = folder.filePath("x.npy");
    std::vector<float> all;
    for (const auto& vector : bench.vectors)
        all.insert(all.end(), vector.begin(), vector.end());
    const std::array<std::size_t, 2> shape{bench.vectors.size(), kWidth};
    writeNpy(file.toStdString(), shape, all);
    QProcess python;
    python.start("/usr/bin/python3", {"-c",
                                      "import numpy as n, json, sys\n"
                                      "x = n.load(sys.argv[1]).astype('f8')\n"
                                      "x /= n.linalg.norm(x, axis=1, keepdims=True)\n"
                                      "print(json.dumps((x @ x.T).tolist()))",
                                      file});
    if (!python.waitForFinished(30000) || python.exitCode() != 0) return {};
    return Json::parse(python.readAllStandardOutput().toStdString());
}

}  // namespace

class tst_nearest_examples : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Vectors are kept as float32, hence 1e-6.
    void cosinesAndTheirOrderAreThoseOfNumpy_data()
    {
        QTest::addColumn<int>("track");
        QTest::newRow("of the test part") << 8;
        QTest::newRow("of the training part, itself left out") << 9;
    }
    void cosinesAndTheirOrderAreThoseOfNumpy()
    {
        QFETCH(int, track);
        Planted bench;
        const auto theirs = numpyCosines(bench);
        if (theirs.is_null()) QSKIP("python3-numpy is not installed");
        const auto query = static_cast<std::size_t>(track);
        std::vector<std::pair<double, std::size_t>> wanted;
        for (std::size_t i = 0; i < bench.tracks.size(); ++i)
            if (!bench.isTest(i) && i != query) wanted.emplace_back(-theirs[query][i].get<double>(), i);
        std::ranges::sort(wanted);
        const auto document = bench.ask(query, 12);
        QCOMPARE(document["examples"].size(), std::size_t{12});
        for (std::size_t i = 0; i < 12; ++i) {
            QCOMPARE(shown(document)[i], wanted[i].second);
            QVERIFY(std::abs(document["examples"][i]["cosine"].get<double>() + wanted[i].first) < 1e-6);
        }
        QCOMPARE(document["learned_from_this"].get<bool>(), !bench.isTest(query));
    }

    /// The promise that nothing leaks into the explanation: whatever is held out stays out, even where it is the same vector.
    void nothingButTheTrainingPartIsShown()
    {
        Planted bench;
        bench.plant(4, bench.vectors[8]);   // of the test part, and exactly like the query
        bench.plant(1, bench.vectors[8]);   // of the training part, but left out by resampling
        bench.workspace.splits().setOccurrences(*bench.row().split, {{bench.tracks[1], 0}, {bench.tracks[2], 3}});
        const auto document = bench.ask(8, 1000);
        const auto tracks = shown(document);
        QCOMPARE(tracks.size(), std::size_t{89});   // 120, a quarter of them test, one left out
        for (const auto track : tracks)
            QVERIFY(!bench.isTest(track) && track != 1);
        QCOMPARE(document["pool"]["tracks"].get<int>(), 89);
        QCOMPARE(document["of"].get<std::string>(), std::string("training"));
    }

    void equallyNearOnesComeByTheirId()
    {
        Planted bench;
        for (const std::size_t track : {50U, 7U, 29U, 11U})
            bench.plant(track, bench.vectors[8]);
        const auto document = bench.ask(8, 4);
        QCOMPARE(shown(document), (std::vector<std::size_t>{7, 11, 29, 50}));
        QVERIFY(std::abs(document["examples"][0]["cosine"].get<double>() - 1) < 1e-6);
    }

    void labelsAreThoseTheRunLearned()
    {
        Planted bench;
        const auto other = bench.workspace.tags().ensure("genre 2", "mood/theme");   // of the same name, but another tag
        bench.workspace.tags().set(bench.tracks[3], other, "user");
        auto document = bench.ask(8, 1000);
        for (std::size_t i = 0; i < document["examples"].size(); ++i) {
            QCOMPARE(document["examples"][i]["labels"].size(), std::size_t{1});
            QCOMPARE(document["examples"][i]["labels"][0]["tag"].get<std::string>(), "genre " + std::to_string(bench.genreOf[shown(document)[i]]));
        }
        QCOMPARE(document["tag"].get<std::string>(), "genre " + std::to_string(bench.genreOf[8]));   // the likeliest
        QCOMPARE(bench.ask(8, 3, {{"tag", "genre 1"}})["tag"].get<std::string>(), std::string("genre 1"));
        QVERIFY_EXCEPTION_THROWN(bench.ask(8, 3, {{"tag", "no such tag"}}), Error);
        auto run = bench.row();
        run.config = {{"sources", {"import:elsewhere"}}};   // nothing here is from there
        bench.workspace.runs().update(run);
        document = bench.ask(8);
        QVERIFY(document["examples"][0]["labels"].empty());
        QCOMPARE(document["tags"][0]["tracks"].get<int>(), 0);
    }

    /// Against NumPy: the nearest example of each held-out track, and where the query's lies among them.
    void howNearIsAsARuleIsSaid_data()
    {
        QTest::addColumn<int>("track");
        QTest::addColumn<QString>("of");
        QTest::newRow("held out: with the others held out") << 8 << "held-out";
        QTest::newRow("learned: with the others learned, each without itself") << 9 << "pool";
    }
    void howNearIsAsARuleIsSaid()
    {
        QFETCH(int, track);
        QFETCH(QString, of);
        Planted bench;
        const auto theirs = numpyCosines(bench);
        if (theirs.is_null()) QSKIP("python3-numpy is not installed");
        const auto query = static_cast<std::size_t>(track);
        const auto nearest = [&](std::size_t asked) {
            double best = -2;
            for (std::size_t i = 0; i < bench.tracks.size(); ++i)
                if (!bench.isTest(i) && i != asked && i != query) best = std::max(best, theirs[asked][i].get<double>());
            return best;
        };
        std::vector<double> all;
        for (std::size_t i = 0; i < bench.tracks.size(); ++i)
            if (bench.isTest(i) == bench.isTest(query) && i != query) all.push_back(nearest(i));
        std::ranges::sort(all);
        const auto farther = std::ranges::count_if(all, [&](double cosine) { return cosine < nearest(query); });
        const auto said = bench.ask(query)["typical"];
        QCOMPARE(QString::fromStdString(said["of"].get<std::string>()), of);
        QCOMPARE(said["tracks"].get<std::size_t>(), all.size());
        QVERIFY(std::abs(said["median"].get<double>() - 0.5 * (all[(all.size() - 1) / 2] + all[all.size() / 2])) < 1e-6);
        QCOMPARE(said["farther_share"].get<double>(), static_cast<double>(farther) / static_cast<double>(all.size()));
    }
    void aTrackLikeNothingThatWasLearnedIsTold()
    {
        Planted bench;
        std::vector<float> alone(kWidth, 0.0F);
        alone[0] = 1;
        alone[1] = -1;
        bench.plant(8, alone);
        QCOMPARE(bench.ask(8)["typical"]["farther_share"].get<double>(), 0.0);
        QVERIFY(bench.ask(12)["typical"]["farther_share"].get<double>() > 0.0);
        Planted few(60);   // 15 of the test part, less the query: too coarse
        QVERIFY(few.ask(8)["typical"].is_null());
    }

    void aRunTrainedElsewhereHasNoTrainingExamples()
    {
        Planted bench;
        auto run = bench.row();
        run.id = {};
        run.name = "imported";
        run.split.reset();
        run.tags = {{"genre 1", "tag"}, {"unheard of", "tag"}};   // its types are not those of this library
        run.id = bench.workspace.runs().create(run);
        const auto empty = bench.ask(8, 5, {{"run", "imported"}});
        QCOMPARE(empty["of"].get<std::string>(), std::string("library"));
        QCOMPARE(empty["pool"]["with_vectors"].get<int>(), 0);   // it has heard nothing yet
        QVERIFY(empty["examples"].empty());
        for (std::size_t i = 0; i < bench.tracks.size(); ++i) {
            bench.workspace.predictions().put(run.id, bench.tracks[i], std::vector<float>{0.5F, 0.1F});
            bench.workspace.predictions().putEmbedding(run.id, "embedding", bench.tracks[i], bench.vectors[i]);
        }
        const auto document = bench.ask(8, 5, {{"run", "imported"}});
        QCOMPARE(document["examples"].size(), std::size_t{5});
        QVERIFY(!document["learned_from_this"].get<bool>());
        for (const auto track : shown(document))
            QCOMPARE(bench.genreOf[track], std::size_t{1});
        run.name = "of other words";
        run.tags = {{"unheard of", "tag"}};
        bench.workspace.runs().create(run);
        QVERIFY_EXCEPTION_THROWN(bench.ask(8, 5, {{"run", "of other words"}}), Error);
    }

    /// For who cannot wait for the network: nothing is heard, and that is told from a comparison without examples.
    void byKeptVectorsAloneATrackThatWasNotHeardIsNotCompared()
    {
        Planted bench(24);
        const auto kept = Json{{"kept", true}};
        QCOMPARE(shown(bench.ask(8, 5, kept)), shown(bench.ask(8, 5)));
        QVERIFY(bench.ask(999, 5, kept).is_null());
        QVERIFY_EXCEPTION_THROWN(bench.ask(999, 5), Error);   // there is no such file
    }

    /// Dealt out by chunks, pieces of every track were learned: saying otherwise would be a lie.
    void aLeakingRunHasLearnedFromAll()
    {
        Planted bench;
        auto run = bench.row();
        run.config = {{"chunk_split", true}};
        bench.workspace.runs().update(run);
        const auto document = bench.ask(8, 1000);
        QCOMPARE(document["examples"].size(), std::size_t{119});
        QVERIFY(document["learned_from_this"].get<bool>());
    }

    void whatCannotBeAskedIsRefused()
    {
        Planted bench(24);
        QVERIFY_EXCEPTION_THROWN(bench.ask(8, 0), Error);
        QVERIFY_EXCEPTION_THROWN(bench.ask(8, 5, {{"run", "nobody"}}), Error);
        QVERIFY_EXCEPTION_THROWN(bench.ask(8, 5, {{"paths", {"/a.wav", "/b.wav"}}}), Error);
        std::ofstream(bench.folder.filePath("weights.safetensors").toStdString()) << "weights";
        try {
            bench.ask(8, 5, {{"run", bench.folder.filePath("weights.safetensors").toStdString()}});
            QFAIL("a weight file knows no tracks");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Unsupported);
        }
        bench.plant(9, std::vector<float>(kWidth, std::numeric_limits<float>::quiet_NaN()));
        QVERIFY_EXCEPTION_THROWN(bench.ask(8), Error);
    }
};

QTEST_GUILESS_MAIN(tst_nearest_examples)
#include "tst_nearest_examples.moc"
