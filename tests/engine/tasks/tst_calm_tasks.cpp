#include <QtTest>

#include <cmath>
#include <numeric>

#include "engine/audio/audio_file.h"
#include "engine/core/error.h"
#include "engine/tasks/codified_features.h"
#include "engine/tasks/codified_summary.h"
#include "engine/tasks/path_parameters.h"
#include "tests/engine/tasks/calm_wish.h"

using namespace engine;
namespace fs = std::filesystem;

class tst_calm_tasks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void learnsWithoutTheTablesOfLabels()
    {
        TrainingFixture bench;
        auto& database = bench.workspace->database().connection();
        database.exec("PRAGMA foreign_keys = OFF");
        database.exec("DROP TABLE track_tag");
        const auto document = bench.run("calm", calmWish());
        QCOMPARE(document["state"].get<std::string>(), std::string("done"));
        QCOMPARE(document["tracks"].get<int>(), 15);   // a tenth of 16, rounded down, is held out
        QCOMPARE(document["held_out"].get<int>(), 1);
        QCOMPARE(document["rounds"].size(), std::size_t{3});
        QCOMPARE(document["usage"]["codes"].get<int>(), 16);
        QVERIFY(std::abs(document["ladder"]["uniform"].get<double>() - std::log(16)) < 1e-9);
        QCOMPARE(document["ladder"]["codes"].get<int>(), 4 * 2000 / 16);
        QVERIFY(document["ladder"]["model"].get<double>() > 0);
        QCOMPARE(document["ladder"]["beats_unigram"].get<bool>(), document["ladder"]["model"] < document["ladder"]["unigram"]);
        QVERIFY(!tasks::ladderChartOf(document).empty());
        QVERIFY(tasks::ladderChartOf(Json::object()).empty());
    }

    /// A stop between two stages leaves whole rounds; the same wish goes on, and more of the language is the same model.
    void theSameWishGoesOnWhereItStood()
    {
        TrainingFixture whole, halves;
        const auto once = whole.run("calm", calmWish());
        std::stop_source stop;
        RunControl control(stop.get_token(), [&](const Progress& progress) {
            if (progress.stage.starts_with("language")) stop.request_stop();
        });
        tasks::TaskContext context{*halves.workspace, control, 1, "cpu", {}, {}};
        QVERIFY_EXCEPTION_THROWN(tasks::runAsJob("calm", calmWish(), context), Cancelled);
        QCOMPARE(halves.workspace->codified().list().front().state, std::string("stopped"));
        std::vector<std::string> said;
        const auto twice = halves.run("calm", calmWish(), [&](const std::string& line) { said.push_back(line); });
        QCOMPARE(twice["model"].get<int>(), 1);
        QCOMPARE(std::ranges::count_if(said, [](const auto& line) { return line.starts_with("codes, round"); }), 0);   // known
        QCOMPARE(twice["ladder"], once["ladder"]);
        auto more = calmWish();
        more["language_rounds"] = 2;
        QCOMPARE(halves.run("calm", more)["model"].get<int>(), 1);
        more["codes"] = 8;
        QCOMPARE(halves.run("calm", more)["model"].get<int>(), 2);   // other codes, another model
    }

    void itsFeaturesComeWithTheirBaselines()
    {
        TrainingFixture bench;
        bench.run("calm", calmWish());
        const auto probes = bench.run("probe_lab", {{"encoders", {"calm:1:2", "calm:1:3"}}, {"probes", {"linear"}}, {"shares", {1.0}}, {"seeds", 1}, {"split", "tones"}, {"min_tracks", 2}});
        std::vector<std::string> names;
        for (const auto& cell : probes["cells"])
            names.push_back(cell["name"].get<std::string>());
        const std::vector<std::string> wanted{"calm 1 layer 2", "calm 1 layer 2, untrained", "calm 1, code histogram", "calm 1 layer 3", "calm 1 layer 3, untrained"};
        QVERIFY(names == wanted);
        const auto steps = calmFeatures(bench, "calm:1:2", true), mean = calmFeatures(bench, "calm:1", false), untrained = calmFeatures(bench, "calm:1:untrained:2", false);
        QCOMPARE(mean.width, std::size_t{32});
        const auto track = bench.tracks[5];
        QCOMPARE(steps.of.at(track).size(), std::size_t{8 * 32});   // 500 codes: seven windows of 64 and a rest of 52
        QVERIFY(mean.of.at(track) != untrained.of.at(track));
        QVERIFY(calmFeatures(bench, "calm:1:2", false).of.at(track) == mean.of.at(track));
        const auto histogram = calmFeatures(bench, "calm:1:histogram", false);
        QCOMPARE(histogram.width, std::size_t{16});
        QVERIFY(std::abs(std::accumulate(histogram.of.at(track).begin(), histogram.of.at(track).end(), 0.0f) - 1) < 1e-4f);
        for (const char* wrong : {"calm:7", "calm:x", "calm:1:4", "calm:1:0", "calm:1:histogram:2", "calm:1:best:2", "calm:"})
            QVERIFY_EXCEPTION_THROWN(calmFeatures(bench, wrong, false), Error);
    }

    void whatComesBackFromTheCodesCanBeHeard()
    {
        TrainingFixture bench;
        bench.run("calm", calmWish());
        const auto folder = fs::path(bench.folder.filePath("heard").toStdString());
        Json piece{{"model", 1}, {"track", toHex(bench.tracks[2])}, {"start", 1.0}, {"seconds", 2.0}, {"folder", folder.string()}};
        const auto document = bench.run("calm_reconstruct", piece);
        QCOMPARE(document["codes"].get<int>(), 250);
        for (const char* side : {"original", "reconstruction"}) {
            const auto info = audio::probe(tasks::pathOf(document, side));
            QCOMPARE(info.sampleRateHz, 2000);
            QCOMPARE(info.frames, std::int64_t{4000});
        }
        // The original is the tone as the decoder gives it, to 16 bits.
        const auto track = *bench.workspace->tracks().find(bench.tracks[2]);
        const auto wanted = audio::decodeMono(bench.workspace->tracks().absolutePath(track), 2000, "auto", {2000, 4000}).samples;
        const auto written = audio::decodeMono(tasks::pathOf(document, "original"), 0).samples;
        for (std::size_t i = 0; i < wanted.size(); ++i)
            QVERIFY(std::abs(wanted[i] - written[i]) < 1.0f / 32000);
        piece["track"] = (folder / "heard-nothing.wav").string();
        QVERIFY_EXCEPTION_THROWN(bench.run("calm_reconstruct", piece), Error);
        piece["track"] = tasks::pathOf(document, "original").string();   // a file of nobody's library
        QVERIFY(fs::exists(tasks::pathOf(bench.run("calm_reconstruct", piece), "reconstruction")));
        QVERIFY(tasks::removeCodified(tasks::codifiedModel(1, *bench.workspace), *bench.workspace));
        QVERIFY_EXCEPTION_THROWN(tasks::codifiedModel(1, *bench.workspace), Error);
    }

    void nonsenseIsRefused()
    {
        TrainingFixture bench;
        const auto refused = [&](const char* key, const Json& value, ErrorCode code) {
            auto wanted = calmWish();
            wanted[key] = value;
            try {
                bench.run("calm", wanted);
            } catch (const Error& error) {
                return error.code() == code;
            }
            return false;
        };
        QVERIFY(refused("size", "huge", ErrorCode::InvalidArgument));
        QVERIFY(refused("split", "nowhere", ErrorCode::NotFound));
        QVERIFY(refused("batch", 3, ErrorCode::InvalidArgument));
        QVERIFY(refused("heads", 5, ErrorCode::InvalidArgument));
        QVERIFY(refused("steps", 0, ErrorCode::InvalidArgument));
        QVERIFY(refused("context", 100000, ErrorCode::TooShort));   // longer than every track
    }
};

QTEST_GUILESS_MAIN(tst_calm_tasks)
#include "tst_calm_tasks.moc"
