#include <QtTest>

#include <cmath>

#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/report/svg.h"
#include "engine/tasks/codified_features.h"
#include "engine/tasks/probe_summary.h"
#include "tests/engine/tasks/calm_wish.h"

using namespace engine;
namespace fs = std::filesystem;

/// What a codified model is worth to others: its chosen layer in tables and charts, its codes in files.
class tst_calm_codes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// The chosen layer gives what it gives when it is asked for by its number, and every table says which it was.
    void theChosenLayerIsShown()
    {
        TrainingFixture bench;
        bench.run("calm", calmWish());
        const auto ask = [&](const std::string& encoder) {
            return bench.run("probe_lab", {{"encoders", {encoder}}, {"probes", {"linear"}}, {"shares", {1.0}}, {"seeds", 1}, {"split", "tones"}, {"min_tracks", 2}});
        };
        QVERIFY(calmFeatures(bench, "calm:1", false).of.at(bench.tracks[0]) == calmFeatures(bench, "calm:1:2", false).of.at(bench.tracks[0]));   // nobody has chosen yet
        const auto chosen = ask("calm:1");
        const auto& cell = chosen["cells"][0];
        const auto& layers = cell["layers"];
        const auto layer = std::find_if(layers.begin(), layers.end(), [](const Json& one) { return one["chosen"] == 1; });
        QVERIFY(layer != layers.end());
        const auto number = (*layer)["layer"].dump();
        QCOMPARE(cell["encoder"].get<std::string>(), std::string("calm:1:best"));
        QCOMPARE(cell["name"].get<std::string>(), "calm 1, best layer " + number);
        QVERIFY(chosen["cells"][1]["name"].get<std::string>().starts_with("calm 1, untrained, best layer "));
        QCOMPARE(chosen["cells"][2]["name"].get<std::string>(), std::string("calm 1, code histogram"));
        QCOMPARE(ask("calm:1:" + number)["cells"][0]["roc_auc"], cell["roc_auc"]);
        QCOMPARE(ask("calm:1:best")["experiment"], chosen["experiment"]);   // the same question
        const auto experiment = *bench.workspace->probes().find(store::ProbeExperimentId{chosen["experiment"].get<std::int64_t>()});
        const auto results = bench.workspace->probes().results(experiment.id);
        QVERIFY(tasks::probeCsv(experiment, results).find(",\"linear\",1,\"0\",10,3,") != std::string::npos);
        QVERIFY(tasks::probeCsv(experiment, results).find("," + number + "\r\n") != std::string::npos);
        const auto svg = report::toSvgFile(tasks::labelChartOf(experiment, results, tasks::ProbeMeasureShown::RocAuc));
        QVERIFY2(svg.find("calm 1, best layer " + number + ", linear") != std::string::npos, svg.c_str());
        QVERIFY(calmFeatures(bench, "calm:1", false).of.at(bench.tracks[0]) == calmFeatures(bench, "calm:1:" + number, false).of.at(bench.tracks[0]));
        const auto written = bench.run("probe_features", {{"encoder", "calm:1"}, {"folder", bench.folder.filePath("out").toStdString()}});
        QCOMPARE(written["name"].get<std::string>(), "calm 1 layer " + number);
    }

    /// What is written is what the histogram encoder counts, and what NumPy reads; bad input is named.
    void codesAreWrittenForOtherPrograms()
    {
        TrainingFixture bench;
        bench.run("calm", calmWish());
        const auto folder = fs::path(bench.folder.filePath("codes").toStdString()), table = fs::path(bench.folder.filePath("codes.csv").toStdString());
        const auto document = bench.run("calm_codes", {{"model", 1}, {"output", folder.string()}});
        QCOMPARE(document["tracks"].get<int>(), TrainingFixture::kTracks);
        QCOMPARE(document["codes"].get<int>(), TrainingFixture::kTracks * 500);
        QCOMPARE(document["codes_per_second"].get<double>(), 125.0);
        QVERIFY(document["rejected"].empty());
        const auto track = bench.tracks[3];
        const auto codes = readNpy(folder / (toHex(track) + ".npy"));
        QCOMPARE(codes.shape, std::vector<std::size_t>{500});
        std::vector<float> counted(16);
        for (const auto code : codes.values)
            counted.at(static_cast<std::size_t>(code)) += 1.0f / 500;
        const auto histogram = calmFeatures(bench, "calm:1:histogram", false).of.at(track);
        for (std::size_t code = 0; code < counted.size(); ++code)
            QVERIFY(std::abs(counted[code] - histogram[code]) < 1e-5f);

        const auto some = bench.run("calm_codes", {{"model", 1}, {"tracks", {toHex(track)}}, {"output", table.string()}});
        QCOMPARE(some["tracks"].get<int>(), 1);
        QProcess python;
        python.start("/usr/bin/python3", {"-c",
                                          "import csv, glob, sys, numpy as np\n"
                                          "arrays = {f.split('/')[-1][:-4]: np.load(f) for f in glob.glob(sys.argv[1] + '/*.npy')}\n"
                                          "assert all(a.dtype == np.int32 for a in arrays.values())\n"
                                          "row = list(csv.DictReader(open(sys.argv[2], newline='')))[0]\n"
                                          "assert [int(c) for c in row['codes'].split()] == arrays[row['id']].tolist() and int(row['count']) == 500 and row['path'] == 'd.wav'\n"
                                          "shares = np.bincount(np.concatenate(list(arrays.values())), minlength=16) / 8000\n"
                                          "seen = shares[shares > 0]\n"
                                          "print(len(seen), np.exp(-(seen * np.log(seen)).sum()))\n",
                                          QString::fromStdString(folder.string()), QString::fromStdString(table.string())});
        QVERIFY(python.waitForFinished());
        if (python.readAllStandardError().contains("No module named")) QSKIP("python3-numpy is absent");
        const auto words = python.readAllStandardOutput().split(' ');
        QCOMPARE(words.size(), 2);
        QCOMPARE(words[0].toInt(), document["usage"]["used"].get<int>());
        QVERIFY(std::abs(words[1].toDouble() - document["usage"]["perplexity"].get<double>()) < 1e-9);

        const auto refused = [&](const Json& parameters, ErrorCode code) {
            try {
                bench.run("calm_codes", parameters);
            } catch (const Error& error) {
                return error.code() == code;
            }
            return false;
        };
        QVERIFY(refused({{"model", 2}, {"output", folder.string()}}, ErrorCode::NotFound));
        QVERIFY(refused({{"model", 1}}, ErrorCode::InvalidArgument));
        QVERIFY(refused({{"model", 1}, {"filter", "path:nobody"}, {"output", folder.string()}}, ErrorCode::NotFound));
        QVERIFY(refused({{"model", 1}, {"output", bench.folder.filePath("music/a.wav").toStdString()}}, ErrorCode::NotRegular));
        // A file that is gone is a row, the others are written.
        fs::remove(bench.folder.filePath("music/b.wav").toStdString());
        fs::remove_all(tasks::folderOf(tasks::codifiedModel(1, *bench.workspace), *bench.workspace) / "codes-of-2");
        const auto rest = bench.run("calm_codes", {{"model", 1}, {"output", folder.string()}});
        QCOMPARE(rest["tracks"].get<int>(), TrainingFixture::kTracks - 1);
        QCOMPARE(rest["rejected"].size(), std::size_t{1});
        QVERIFY(rest["rejected"][0]["path"].get<std::string>().ends_with("b.wav"));
    }
};

QTEST_GUILESS_MAIN(tst_calm_codes)
#include "tst_calm_codes.moc"
