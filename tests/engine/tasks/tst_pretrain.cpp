#include <QtTest>

#include <cmath>
#include <fstream>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/neural/neural_loader.h"
#include "engine/tasks/track_pairs.h"
#include "tests/engine/tasks/training_fixture.h"

using namespace engine;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPiece = 59049;   // of CLMR's network, 2.7 of the tones' 4 seconds

Json recipe(int epochs)
{
    return {{"arch", "clmr_samplecnn:small"}, {"epochs", epochs}, {"batch", 16}, {"lr", 1e-3}, {"seed", 3}};
}

tasks::TrackPairs pairsOf(TrainingFixture& bench, std::uint64_t seed, const dsp::WaveAugmentation& augmentation, int threads = 1)
{
    return {*bench.workspace, dsp::loadPreset("waveform-22k"), bench.tracks, {kPiece, 4, augmentation, seed, threads}, {}};
}

std::vector<std::byte> bytesOf(const fs::path& file)
{
    std::vector<std::byte> all;
    for (const auto& tensor : checkpoint::readSafetensors(file).tensors)
        all.insert(all.end(), tensor.bytes.begin(), tensor.bytes.end());
    return all;
}

}  // namespace

class tst_pretrain : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void batchesDependOnSeedEpochAndPlaceAlone()
    {
        TrainingFixture bench;
        neural::HostBatch a, b, c, d;
        pairsOf(bench, 1, {}).fill(2, 1, a);
        pairsOf(bench, 1, {}, 3).fill(2, 1, b);
        pairsOf(bench, 2, {}).fill(2, 1, c);
        pairsOf(bench, 1, {}).fill(3, 1, d);
        QCOMPARE(a.rows, std::size_t{8});
        QCOMPARE(a.input.size(), 8 * kPiece);
        QVERIFY(a.input == b.input);
        QVERIFY(a.input != c.input);
        QVERIFY(a.input != d.input);
    }

    /// Without changes the two pieces of a pair are the same steady tone at other places: as loud, but not the same samples.
    void piecesOfAPairAreOfOneTrackFromOtherPlaces()
    {
        TrainingFixture bench;
        neural::HostBatch batch;
        const auto pairs = pairsOf(bench, 1, {0, 0, 0, 0, 0, 0, 0});
        QCOMPARE(pairs.batchCount(1), std::size_t{4});
        pairsOf(bench, 1, {0, 0, 0, 0, 0, 0, 0}).fill(1, 0, batch);
        const auto crossings = [&](std::size_t row) {
            int count = 0;
            for (std::size_t i = row * kPiece + 1; i < (row + 1) * kPiece; ++i)
                count += (batch.input[i - 1] < 0) != (batch.input[i] < 0) ? 1 : 0;
            return count;
        };
        for (std::size_t pair = 0; pair < 4; ++pair) {
            QVERIFY(std::abs(crossings(pair) - crossings(pair + 4)) <= 3);   // the same tone
            QVERIFY(!std::equal(batch.input.begin() + static_cast<std::ptrdiff_t>(pair * kPiece), batch.input.begin() + static_cast<std::ptrdiff_t>((pair + 1) * kPiece),
                                batch.input.begin() + static_cast<std::ptrdiff_t>((pair + 4) * kPiece)));
            QVERIFY(std::abs(crossings(pair) - crossings((pair + 1) % 4)) > 3);   // another track
        }
    }

    void aFileThatCannotBeReadGivesItsPlaceAway()
    {
        TrainingFixture bench;
        auto pairs = pairsOf(bench, 1, {});
        for (const auto& track : bench.workspace->tracks().page({&bench.tracks[0], 2})) {
            std::ofstream(bench.workspace->tracks().absolutePath(track), std::ios::trunc) << "gone";
        }
        neural::HostBatch batch;
        for (std::size_t i = 0; i < pairs.batchCount(1); ++i)
            pairs.fill(1, i, batch);
        QCOMPARE(batch.rows, std::size_t{8});
    }

    /// Labels are not there, and nobody misses them.
    void learnsWithoutTheTablesOfLabels()
    {
        TrainingFixture bench;
        auto& database = bench.workspace->database().connection();
        database.exec("PRAGMA foreign_keys = OFF");
        database.exec("DROP TABLE track_tag");
        const auto document = bench.run("pretrain", recipe(2));
        QCOMPARE(document["epochs_trained"].get<int>(), 2);
        QCOMPARE(document["epochs"].size(), std::size_t{2});
        for (const auto& epoch : document["epochs"]) {
            QVERIFY(epoch["loss"].get<double>() > 0 && std::isfinite(epoch["loss"].get<double>()));
            QVERIFY(epoch["spread"].get<double>() > 0);
        }
        QVERIFY(bytesOf(document["encoder"].get<std::string>()) != bytesOf(document["random"].get<std::string>()));
    }

    void resumedLearnsWhatAnUndisturbedOneDoes()
    {
        TrainingFixture whole, halves;
        const auto once = whole.run("pretrain", recipe(2));
        halves.run("pretrain", recipe(1));
        std::vector<std::string> said;
        const auto twice = halves.run("pretrain", recipe(2), [&](const std::string& line) { said.push_back(line); });
        QCOMPARE(twice["pretraining"].get<int>(), 1);
        QCOMPARE(std::ranges::count_if(said, [](const auto& line) { return line.starts_with("epoch "); }), 1);
        QVERIFY(bytesOf(once["encoder"].get<std::string>()) == bytesOf(twice["encoder"].get<std::string>()));
    }

    void itsEncoderIsProbedAndFineTuned()
    {
        TrainingFixture bench;
        const auto encoder = bench.run("pretrain", recipe(1))["encoder"].get<std::string>();
        const auto probes = bench.run("probe_lab", {{"encoders", {"pretrain:1", "pretrain:1:random"}}, {"probes", {"linear"}}, {"shares", {1.0}},
                                                    {"seeds", 1}, {"split", "tones"}, {"min_tracks", 2}});
        QCOMPARE(probes["cells"].size(), std::size_t{2});
        QCOMPARE(probes["cells"][1]["name"].get<std::string>(), std::string("pretrain 1 clmr_samplecnn:small, untrained"));
        auto training = TrainingFixture::recipe();
        training["arch"] = "clmr_samplecnn:small";
        training["epochs"] = 1;
        training["from"] = encoder;
        QCOMPARE(bench.run("train", training)["state"].get<std::string>(), std::string("trained"));
    }

    void nonsenseIsRefused()
    {
        TrainingFixture bench;
        const auto refused = [&](const char* key, const Json& value, ErrorCode code) {
            auto wanted = recipe(1);
            wanted[key] = value;
            try {
                bench.run("pretrain", wanted);
            } catch (const Error& error) {
                return error.code() == code;
            }
            return false;
        };
        QVERIFY(refused("arch", "musicnn", ErrorCode::InvalidArgument));
        QVERIFY(refused("arch", "nothing", ErrorCode::NotFound));
        QVERIFY(refused("split", "nowhere", ErrorCode::NotFound));
        QVERIFY(refused("batch", 1, ErrorCode::InvalidArgument));
        QVERIFY(refused("lr", -1.0, ErrorCode::InvalidArgument));
        QVERIFY(refused("temperature", 0.0, ErrorCode::InvalidArgument));
        QVERIFY_EXCEPTION_THROWN(bench.run("probe_lab", {{"encoders", {"pretrain:7"}}, {"split", "tones"}}), Error);
    }
};

QTEST_GUILESS_MAIN(tst_pretrain)
#include "tst_pretrain.moc"
