#include <QtTest>

#include <cmath>
#include <fstream>
#include <random>
#include <set>

#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/tasks/encoder_features.h"
#include "engine/tasks/probe_grid.h"
#include "engine/tasks/probe_options.h"
#include "engine/tasks/probe_summary.h"
#include "tests/engine/tasks/training_fixture.h"

using namespace engine;
namespace fs = std::filesystem;

namespace {

/// The tones with a vector of another program each: whether it is low, beside noise.
struct VectorBench : TrainingFixture {
    fs::path vectors;

    VectorBench() : vectors(folder.filePath("vectors").toStdString())
    {
        fs::create_directories(vectors);
        std::mt19937 random(1);
        std::normal_distribution<float> noise(0, 1);
        for (std::size_t i = 0; i < tracks.size(); ++i)
            put(toHex(tracks[i]), {2, 3}, {i % 2 == 0 ? 1.0f : -1.0f, noise(random), noise(random), i % 2 == 0 ? 1.0f : -1.0f, noise(random), noise(random)});
    }
    void put(const std::string& name, const std::vector<std::size_t>& shape, const std::vector<float>& values) { writeNpy(vectors / (name + ".npy"), shape, values); }
    std::string encoder() const { return "npy:" + vectors.string(); }
    Json question() const
    {
        return {{"encoders", {encoder()}}, {"probes", {"linear", "gru"}}, {"shares", {0.5, 1.0}}, {"seeds", 2}, {"split", "tones"}, {"min_tracks", 2}};
    }
    void letVectorsBeTheLabels()
    {
        for (std::size_t i = 0; i < tracks.size(); ++i)
            put(toHex(tracks[i]), {3}, std::vector<float>(3, i % 2 == 0 ? 1.0f : -1.0f));
    }
    Json gridQuestion() const
    {
        return {{"encoders", {encoder()}}, {"probes", {"grid"}}, {"shares", {1.0}}, {"seeds", 1}, {"split", "tones"}, {"min_tracks", 2},
                {"grid", {{"hidden", {0, 16}}, {"batch", {64}}, {"dropout", {0.25}}, {"lr", {1e-3, 1e-2}}, {"weight_decay", {0.0}}, {"checks", 40}}}};
    }
    std::vector<store::ProbeResult> results(const Json& document) { return workspace->probes().results(store::ProbeExperimentId{document["experiment"].get<std::int64_t>()}); }
    tasks::FeatureTable features(bool stepwise)
    {
        RunControl control;
        tasks::TaskContext context{*workspace, control, 1, "cpu", {}, {}};
        return tasks::encoderFeatures(encoder(), tracks, stepwise, 0, "cpu", context);
    }
};

}  // namespace

class tst_probe_lab : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void vectorsThatHoldTheLabelsAreFoundToDoSo()
    {
        VectorBench bench;
        const auto document = bench.run("probe_lab", bench.question());
        QCOMPARE(document["state"].get<std::string>(), std::string("done"));
        QCOMPARE(document["cells"].size(), std::size_t{4});
        QVERIFY(document["rejected"].empty());
        for (const auto& cell : document["cells"]) {
            QCOMPARE(cell["roc_auc"]["seeds"].get<int>(), 2);
            QCOMPARE(cell["train_tracks"].get<int>(), cell["share"] == 1.0 ? 10 : 5);
        }
        QCOMPARE(document["cells"][1]["roc_auc"]["mean"].get<double>(), 1.0);   // linear, all labels
        QCOMPARE(document["chance"]["roc_auc"].get<double>(), 0.5);
    }

    void theSameQuestionGoesOnWhereItStood()
    {
        VectorBench bench;
        const auto first = bench.run("probe_lab", bench.question());
        const auto before = bench.results(first);
        QCOMPARE(before.size(), std::size_t{8});
        // A killed job leaves what it has measured: take three away and mark what is left.
        auto& database = bench.workspace->database().connection();
        database.exec("DELETE FROM probe_result WHERE probe = 'gru' AND share = 1");
        database.exec("UPDATE probe_result SET document = json_set(document, '$.marked', 1)");
        const auto second = bench.run("probe_lab", bench.question());
        QCOMPARE(second["experiment"], first["experiment"]);
        const auto after = bench.results(second);
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < after.size(); ++i) {
            const bool wasThere = after[i].probe != "gru" || after[i].share != 1;
            QCOMPARE(after[i].document.contains("marked"), wasThere);
            QCOMPARE(after[i].document["roc_auc"], before[i].document["roc_auc"]);
        }
        auto other = bench.question();
        other["seeds"] = 1;
        QVERIFY(bench.run("probe_lab", other)["experiment"] != first["experiment"]);
        bench.label(1, "low", "user");   // other labels are another question
        QVERIFY(bench.run("probe_lab", bench.question())["experiment"] != first["experiment"]);
    }

    void badFilesAreNamedWithTheReason()
    {
        VectorBench bench;
        bench.put("nobody", {3}, {1, 2, 3});
        bench.put("a", {3}, {1, 2, 3});   // the name of the track whose id has a file too
        fs::remove(bench.vectors / (toHex(bench.tracks[3]) + ".npy"));
        bench.put(toHex(bench.tracks[4]), {3}, {1, NAN, 3});
        bench.put(toHex(bench.tracks[5]), {2}, {1, 2});
        std::ofstream(bench.vectors / (toHex(bench.tracks[6]) + ".npy")) << "no array";
        const auto table = bench.features(true);
        std::map<std::string, int> classes;
        for (const auto& row : table.rejected)
            ++classes[row["class"].get<std::string>()];
        QCOMPARE(classes["not-found"], 1);
        QCOMPARE(classes["non-finite"], 1);
        QVERIFY(classes["mismatch"] >= 2);      // two files of one track, another width
        QCOMPARE(classes["missing"], 4);        // 3, and those of the three bad files
        QCOMPARE(table.of.size(), bench.tracks.size() - 4);
        QCOMPARE(table.width, std::size_t{3});
    }

    void stepsAreKeptOrAveraged()
    {
        VectorBench bench;
        const auto steps = bench.features(true).of.at(bench.tracks[2]), mean = bench.features(false).of.at(bench.tracks[2]);
        QCOMPARE(steps.size(), std::size_t{6});
        QCOMPARE(mean.size(), std::size_t{3});
        for (std::size_t i = 0; i < 3; ++i)
            QVERIFY(std::abs(mean[i] - (steps[i] + steps[i + 3]) / 2) < 1e-6f);
    }

    /// Features of a network are computed once: the second time its weights are not even needed.
    void networksFeaturesAreComputedOnce()
    {
        VectorBench bench;
        Json question = bench.question();
        question["encoders"] = {"random:musicnn"};
        question["probes"] = {"linear"};
        const auto first = bench.run("probe_lab", question);
        const auto cache = bench.workspace->cacheFolder() / "features";
        std::vector<fs::path> files;
        std::vector<fs::file_time_type> times;
        for (const auto& entry : fs::recursive_directory_iterator(cache))
            if (entry.is_regular_file()) {
                files.push_back(entry.path());
                times.push_back(entry.last_write_time());
            }
        QCOMPARE(files.size(), bench.tracks.size());
        question["seeds"] = 3;
        const auto second = bench.run("probe_lab", question);
        QVERIFY(second["experiment"] != first["experiment"]);
        for (std::size_t i = 0; i < files.size(); ++i)
            QVERIFY(fs::last_write_time(files[i]) == times[i]);
        // An untrained network tells low tones from high ones, as long as its normalisations let them through.
        QVERIFY(first["cells"][1]["roc_auc"]["mean"].get<double>() > 0.8);
    }

    void theGridOfThePaperHas216Configurations()
    {
        const auto points = tasks::gridPoints(tasks::completeGrid(Json::object()));
        QCOMPARE(points.size(), std::size_t{216});
        std::set<std::string> hashes;
        for (const auto& point : points)
            hashes.insert(point.hash);
        QCOMPARE(hashes.size(), points.size());
        const auto config = tasks::gridConfigOf(points.back().document, tasks::completeGrid(Json::object()), 5);
        QCOMPARE(config.hidden, std::int64_t{512});
        QCOMPARE(config.batch, std::size_t{256});
        QCOMPARE(config.stepsPerCheck, 8);
        QCOMPARE(config.patience, 256);
        QCOMPARE(tasks::gridPoints(tasks::completeGrid({{"lr", {1e-3}}, {"hidden", 0}})).size(), std::size_t{36});
        for (const auto& wish : {Json{{"depth", {1}}}, Json{{"lr", {0.0}}}, Json{{"dropout", {1.0}}}, Json{{"hidden", Json::array()}}, Json{{"checks", 0}}, Json{{"standardise", {1}}}})
            QVERIFY_EXCEPTION_THROWN(tasks::completeGrid(wish), Error);
    }

    /// Vectors that are the labels reach 1, chosen by the validation part; a stopped grid goes on with what it lacks.
    void aGridChoosesByTheValidationPartAndGoesOnWhereItStood()
    {
        VectorBench bench;
        bench.letVectorsBeTheLabels();
        const auto question = bench.gridQuestion();
        const auto first = bench.run("probe_lab", question);
        QCOMPARE(first["cells"].size(), std::size_t{1});
        QCOMPARE(first["cells"][0]["roc_auc"]["mean"].get<double>(), 1.0);
        QCOMPARE(first["grids"][0]["configurations"].get<int>(), 8);
        const store::ProbeExperimentId id{first["experiment"].get<std::int64_t>()};
        const auto trials = bench.workspace->probes().trials(id);
        QCOMPARE(trials.size(), std::size_t{8});
        for (const auto& trial : trials)
            QVERIFY(trial.document["valid_score"].get<double>() <= first["grids"][0]["best"]["valid_score"].get<double>());
        auto& database = bench.workspace->database().connection();
        database.exec("DELETE FROM probe_result");
        database.exec("UPDATE probe_trial SET document = json_set(document, '$.marked', 1)");
        database.exec("DELETE FROM probe_trial WHERE configuration = '" + trials[3].configuration + "'");
        const auto second = bench.run("probe_lab", question);
        QCOMPARE(second["grids"][0]["roc_auc"], first["grids"][0]["roc_auc"]);
        int marked = 0;
        for (const auto& trial : bench.workspace->probes().trials(id)) {
            marked += trial.document.contains("marked") ? 1 : 0;
            const auto same = std::ranges::find_if(trials, [&](const auto& old) { return old.configuration == trial.configuration; });
            QCOMPARE(trial.document["valid_score"], same->document["valid_score"]);
        }
        QCOMPARE(marked, 7);
        QCOMPARE(tasks::trialCsv(*bench.workspace->probes().find(id), trials).find("encoder") != std::string::npos, true);
    }

    void exportedFeaturesComeBackAsTheyWere()
    {
        VectorBench bench;
        const fs::path out = bench.folder.filePath("out").toStdString();
        const auto before = bench.features(false).of;
        const auto document = bench.run("probe_features", {{"encoder", bench.encoder()}, {"folder", out.string()}, {"dataset", "tones"}, {"name", "mine"}, {"split", "tones"}, {"min_tracks", 2}});
        QCOMPARE(document["tracks"].get<std::size_t>(), bench.tracks.size());
        QCOMPARE(document["width"].get<int>(), 3);
        const auto folder = out / "representations" / "tones" / "mine";
        bench.vectors = folder;
        QVERIFY(bench.features(false).of == before);
        QVERIFY(bench.features(true).rejected.empty());
        std::ifstream in(out / "processed" / "tones" / "meta.json");
        const auto meta = Json::parse(in);
        QCOMPARE(meta.size(), bench.tracks.size());
        QCOMPARE(meta[toHex(bench.tracks.front())]["split"].get<std::string>(), std::string("train"));
        QCOMPARE(meta[toHex(bench.tracks.back())]["split"].get<std::string>(), std::string("test"));
        QCOMPARE(readNpy(folder / (toHex(bench.tracks[0]) + ".npy")).shape, std::vector<std::size_t>{3});
    }

    void nonsenseIsRefused_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::newRow("unknown probe") << "probes" << "[\"forest\"]";
        QTest::newRow("no probe") << "probes" << "[]";
        QTest::newRow("no encoder") << "encoders" << "[]";
        QTest::newRow("unknown run") << "encoders" << "[\"nobody\"]";
        QTest::newRow("unknown architecture") << "encoders" << "[\"random:nothing\"]";
        QTest::newRow("unknown folder") << "encoders" << "[\"npy:/nowhere\"]";
        QTest::newRow("share of nothing") << "shares" << "[0]";
        QTest::newRow("share above all") << "shares" << "[1.5]";
        QTest::newRow("no seed") << "seeds" << "0";
        QTest::newRow("unknown split") << "split" << "\"nowhere\"";
    }
    void nonsenseIsRefused()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        VectorBench bench;
        auto question = bench.question();
        question[key.toStdString()] = Json::parse(value.toStdString());
        QVERIFY_EXCEPTION_THROWN(bench.run("probe_lab", question), Error);
    }

    void spreadIsThatOfNumpy()
    {
        const std::vector<double> values{0.5, 0.7, 0.9, 0.6};
        const auto spread = tasks::spreadOf(values);
        QVERIFY(std::abs(spread->mean - 0.675) < 1e-12);
        QVERIFY(std::abs(*spread->deviation - 0.17078251276599332) < 1e-12);   // numpy.std(values, ddof=1)
        QCOMPARE(spread->low, 0.5);
        QCOMPARE(spread->high, 0.9);
        QVERIFY(!tasks::spreadOf(std::vector<double>{0.5})->deviation);
        QVERIFY(!tasks::spreadOf({}));
    }

    void sharesAreRoundedAndNeverEmpty()
    {
        QCOMPARE(tasks::sharedTracks(1000, 0.01), std::size_t{10});
        QCOMPARE(tasks::sharedTracks(1000, 1), std::size_t{1000});
        QCOMPARE(tasks::sharedTracks(10, 0.01), std::size_t{2});
        QCOMPARE(tasks::sharedTracks(1, 0.5), std::size_t{1});
        QCOMPARE(tasks::sharedTracks(0, 0.5), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(tst_probe_lab)
#include "tst_probe_lab.moc"
