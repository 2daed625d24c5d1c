#include "engine/models/ensemble_sample.h"

#include <QtTest>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "engine/audio/audio_file.h"
#include "engine/core/error.h"
#include "engine/core/json.h"
#include "engine/core/npy.h"
#include "engine/models/state.h"
#include "engine/models/torch_model.h"
#include "engine/neural/model_card.h"

using namespace engine;
using namespace engine::models;
using ensemble_sample::Config;
namespace fs = std::filesystem;

namespace
{

fs::path referenceModels()
{
    const char* set = std::getenv("TAGBENCH_REFERENCE");
    return (set != nullptr ? fs::path(set) : fs::path(TAGBENCH_SOURCE_DIR) / ".." / "shared" / "reference") / "models";
}

std::int64_t countedParameters(const torch::nn::Module& net)
{
    std::int64_t count = 0;
    for (const auto& parameter : net.parameters())
        count += parameter.numel();
    return count;
}

/// Weights that let different sounds come out different.
std::shared_ptr<Network> filled(const std::string& variant, std::size_t tags = 50)
{
    const auto net = makeNetwork("ensemble_sample" + (variant.empty() ? "" : ":" + variant), tags, 1);
    fillDeterministically(*net);
    net->eval();
    return net;
}

torch::Tensor noiseOf(std::int64_t samples, unsigned seed)
{
    torch::manual_seed(seed);
    return 0.1 * torch::randn({1, 1, 1, samples});
}

struct Heard {
    torch::Tensor logits, vector, segments;
};
Heard hear(Network& net, const torch::Tensor& x)
{
    const torch::NoGradGuard noGrad;
    Taps taps;
    taps.want("song_vector");
    taps.want("segments");
    const auto logits = net.forward(x, taps);
    return {logits, taps.taken("song_vector"), taps.taken("segments")};
}

double farthestApart(const torch::Tensor& a, const torch::Tensor& b)
{
    return (a - b).abs().max().item<double>();
}

// Sums of some thousand float32 numbers around one in another order.
constexpr double kRounding = 2e-5;

}  // namespace

class tst_ensemble_sample : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void memberIsTheSampleCnnOfItsLength_data()
    {
        QTest::addColumn<QString>("clip");
        QTest::addColumn<int>("offset");
        QTest::addColumn<QString>("golden");
        QTest::newRow("clip c") << "clip_c_16k" << 0 << "clip_c_16k_o0_logits.npy";
        QTest::newRow("clip d") << "clip_d_16k" << 32000 << "clip_d_16k_o32000_logits.npy";
    }
    /// The member for 59049 samples gives the numbers of the original program for SampleCNN.
    void memberIsTheSampleCnnOfItsLength()
    {
        QFETCH(QString, clip);
        QFETCH(int, offset);
        QFETCH(QString, golden);
        if (!fs::exists(referenceModels() / "manifest.json")) QSKIP("reference data are absent");
        std::ifstream in(referenceModels() / "manifest.json");
        const auto manifest = Json::parse(in);
        const auto file = manifest.at("clips").at(clip.toStdString()).at("file").get<std::string>();
        const auto samples = audio::decodeMono(referenceModels() / file, 16000, "auto", {offset, 59049}).samples;
        const auto wanted = readNpy(referenceModels() / "golden" / "sample_fill" / golden.toStdString());
        const auto net = filled("member-59049");
        QCOMPARE(countedParameters(*net), neural::loadModelCard("sample").parameters);
        const torch::NoGradGuard noGrad;
        Taps taps;
        const auto input = torch::tensor(samples).view({1, 1, 1, -1});
        const auto logits = net->forward(input, taps).view(-1);
        QCOMPARE(static_cast<std::size_t>(logits.numel()), wanted.values.size());
        for (std::size_t i = 0; i < wanted.values.size(); ++i)  // the tolerance of the manifest for logits
            QVERIFY(std::abs(logits[static_cast<std::int64_t>(i)].item<double>() - wanted.values[i]) <= 1e-3);
    }

    void membersHaveTheSizesOfTheirLengths_data()
    {
        QTest::addColumn<int>("power");
        QTest::addColumn<int>("parameters");
        // Convolutions with bias and two numbers of normalisation a filter, and a dense layer of 50 tags, by hand.
        QTest::newRow("2187") << 7 << 1277746;
        QTest::newRow("6561") << 8 << 1475122;
        QTest::newRow("19683") << 9 << 1672498;
        QTest::newRow("59049") << 10 << 1869874;
    }
    void membersHaveTheSizesOfTheirLengths()
    {
        QFETCH(int, power);
        QFETCH(int, parameters);
        const auto length = SampleTrunk::samplesOf(power);
        const auto net = filled("member-" + std::to_string(length));
        QCOMPARE(countedParameters(*net), std::int64_t{parameters});
        QCOMPARE(net->inputShape().minFrames, length);
        Taps taps;
        taps.want("layer1");
        taps.want("layer" + std::to_string(power));
        net->forward(noiseOf(length, 2), taps);
        QCOMPARE(taps.taken("layer1").size(2), length / 3);
        QCOMPARE(taps.taken("layer" + std::to_string(power)).size(2), std::int64_t{1});
    }

    void cardsSayWhatTheVariantsAre_data()
    {
        QTest::addColumn<QString>("variant");
        for (const auto* name : {"", "vote", "small", "small-vote"})
            QTest::newRow(name[0] == 0 ? "aggregated" : name) << name;
    }
    void cardsSayWhatTheVariantsAre()
    {
        QFETCH(QString, variant);
        const auto arch = "ensemble_sample" + (variant.isEmpty() ? "" : ":" + variant.toStdString());
        const auto card = neural::loadModelCard(arch);
        const auto net = filled(variant.toStdString());
        QCOMPARE(countedParameters(*net), card.parameters);
        const torch::NoGradGuard noGrad;
        Taps taps;
        taps.want("embedding");
        net->forward(noiseOf(2 * 59049, 1), taps);
        QCOMPARE(taps.taken("embedding").size(1), static_cast<std::int64_t>(card.embeddingSize));
    }

    /// Every member gives the filters of its last three layers: 256 + 512 + 512.
    void vectorHasANumberForEveryFilter()
    {
        QCOMPARE(Config().vectorWidth(), std::int64_t{4 * (256 + 512 + 512)});
        QCOMPARE(ensemble_sample::smallConfig().vectorWidth(), std::int64_t{2 * (32 + 64 + 64)});
        const auto net = filled("");
        const auto heard = hear(*net, noiseOf(59049, 3));
        QCOMPARE(heard.vector.size(1), Config().vectorWidth());
        QCOMPARE(heard.segments.size(1), Config().vectorWidth());
    }

    void segmentsCoverTheSongEvenly_data()
    {
        QTest::addColumn<int>("samples");
        QTest::addColumn<int>("length");
        QTest::addColumn<int>("count");
        QTest::newRow("half a minute, 2.7 s") << 661500 << 59049 << 12;  // floor(661500 / 59049) + 1
        QTest::newRow("half a minute, 0.1 s") << 661500 << 2187 << 303;
        QTest::newRow("exactly one") << 2187 << 2187 << 1;
        QTest::newRow("exactly three") << 3 * 2187 << 2187 << 3;
        QTest::newRow("one sample more") << 2188 << 2187 << 2;
    }
    void segmentsCoverTheSongEvenly()
    {
        QFETCH(int, samples);
        QFETCH(int, length);
        QFETCH(int, count);
        const auto starts = ensemble_sample::segmentStarts(samples, length);
        QCOMPARE(static_cast<int>(starts.size()), count);
        QCOMPARE(starts.front(), std::int64_t{0});
        QCOMPARE(starts.back(), std::int64_t{samples - length});
        for (std::size_t i = 1; i < starts.size(); ++i) {
            QVERIFY(starts[i] - starts[i - 1] <= length);  // nothing is left out
            QVERIFY(std::abs((starts[i] - starts[i - 1]) - (samples - length) / (count - 1)) <= 1);
        }
    }

    void orderOfSegmentsDoesNotMatter()
    {
        const auto net = filled("small");
        const std::int64_t block = 59049;
        const auto song = noiseOf(4 * block, 5) * torch::linspace(0.5, 2, 4 * block);
        const auto blocks = song.split(block, 3);
        const auto other = torch::cat({blocks[2], blocks[0], blocks[3], blocks[1]}, 3);
        const auto first = hear(*net, song), second = hear(*net, other);
        QVERIFY(farthestApart(first.segments, second.segments) > 1e-2);  // it was another song
        QVERIFY(farthestApart(first.vector, second.vector) < kRounding * first.vector.abs().max().item<double>());
        QVERIFY(farthestApart(first.logits, second.logits) < 1e-4);
    }

    /// Where segments tile the song exactly; else they begin elsewhere in the longer song.
    void songPlayedTwiceIsTheSameSong_data()
    {
        QTest::addColumn<QString>("variant");
        QTest::newRow("aggregated") << "small";
        QTest::newRow("vote") << "small-vote";
    }
    void songPlayedTwiceIsTheSameSong()
    {
        QFETCH(QString, variant);
        const auto net = filled(variant.toStdString());
        const auto song = noiseOf(2 * 59049, 6);
        const torch::NoGradGuard noGrad;
        Taps taps;
        const auto once = net->forward(song, taps), twice = net->forward(torch::cat({song, song}, 3), taps);
        QVERIFY(farthestApart(once, twice) < 1e-4);
        QVERIFY(farthestApart(once, net->forward(noiseOf(2 * 59049, 7), taps)) > 1e-3);
    }

    void shortSongIsRepeatedUntilItFillsASegment()
    {
        const auto net = filled("small");
        const auto song = noiseOf(59049 / 3, 8);
        QVERIFY(farthestApart(hear(*net, song).vector.slice(1, 160), hear(*net, torch::cat({song, song, song}, 3)).vector.slice(1, 160)) <
                kRounding * 10);
    }

    /// The maximum over a segment does not know where in it something happened.
    void maximumIsTheSameWhereverTheEventIs()
    {
        const auto quiet = 0.1 * torch::rand({1, 4, 27});
        torch::Tensor wanted;
        for (std::int64_t at = 0; at < 27; ++at) {
            auto layer = quiet.clone();
            layer.select(2, at) += 5;
            layer.select(2, at).fill_(7);
            const auto found = ensemble_sample::maximaOf({layer});
            if (!wanted.defined()) wanted = found;
            QVERIFY(torch::equal(found, wanted));
        }
    }
    /// The same through a network: a burst in silence, moved by whole frames of the lowest of the three layers (a ninth of the
    /// segment), gives that layer's maximum again. A frame sees one and a half of its neighbours to either side: those beside
    /// the burst also see the zeros before and after the segment, which is worth 2 % here.
    void burstGivesTheSameMaximumWhereverItIsInASegment()
    {
        const std::int64_t length = 59049, frame = length / 9, filters = 256;
        torch::manual_seed(3);
        const auto burst = torch::randn({500});
        const auto net = filled("");
        std::vector<torch::Tensor> maxima;
        for (std::int64_t at = 3; at <= 5; ++at) {
            auto song = torch::zeros({1, 1, 1, length});
            song.view(-1).slice(0, at * frame + 3000, at * frame + 3500).copy_(burst);
            const auto vector = hear(*net, song).vector;
            maxima.push_back(vector.slice(1, 3 * 1280, 3 * 1280 + filters));  // of the longest member
        }
        const auto silence = hear(*net, torch::zeros({1, 1, 1, length})).vector.slice(1, 3 * 1280, 3 * 1280 + filters);
        const auto heard = farthestApart(maxima[0], silence);
        QVERIFY(heard > 1e-3);
        for (const auto& one : maxima)
            QVERIFY2(farthestApart(one, maxima[1]) < 0.05 * heard, qPrintable(QString::number(farthestApart(one, maxima[1]) / heard)));
    }

    void voteIsTheMeanOfTheMembersProbabilities()
    {
        const auto vote = filled("small-vote", 5);
        const std::int64_t length = 59049;
        const auto song = noiseOf(length, 9);
        const torch::NoGradGuard noGrad;
        auto wanted = torch::zeros({1, 5});
        for (const auto* member : {"2187", "59049"}) {
            const auto net = makeNetwork(std::string("ensemble_sample:small-member-") + member, 5, 0);
            std::vector<checkpoint::TensorBytes> state;
            const std::string prefix = std::string("members.") + member + ".";
            for (auto& tensor : exportState(*vote))
                if (tensor.name.starts_with(prefix)) {
                    tensor.name.erase(0, prefix.size());
                    state.push_back(tensor);
                }
            importState(*net, state, /*skipHead=*/false);
            net->eval();
            Taps taps;
            auto mean = torch::zeros({1, 5});
            const auto segments = song.split(net->inputShape().minFrames, 3);
            for (const auto& segment : segments)
                mean += net->forward(segment, taps).sigmoid() / static_cast<double>(segments.size());
            wanted += mean / 2;
        }
        Taps taps;
        QVERIFY(farthestApart(vote->forward(song, taps).sigmoid(), wanted) < 1e-5);
    }

    /// One grid serves scales whose segments do not divide each other: the mean over it is the mean over each one's segments.
    void gridKeepsTheMeanOfEveryScale()
    {
        const auto net = filled("small-vote", 2);
        const std::int64_t samples = 3 * 59049 + 12345;
        const auto song = noiseOf(samples, 10);
        const torch::NoGradGuard noGrad;
        Taps taps;
        taps.want("embedding");
        net->forward(song, taps);
        const auto found = taps.taken("embedding").slice(1, 64);  // of the longer member
        auto wanted = torch::zeros({1, 64});
        const auto starts = ensemble_sample::segmentStarts(samples, 59049);
        for (const auto start : starts) {
            Taps inner;
            inner.want("embedding");
            net->forward(song.slice(3, start, start + 59049), inner);
            wanted += inner.taken("embedding").slice(1, 64) / static_cast<double>(starts.size());
        }
        QVERIFY(farthestApart(found, wanted) < kRounding);
    }

    void unknownVariantsAreRefused()
    {
        for (const auto* arch : {"ensemble_sample:large", "ensemble_sample:member-5", "ensemble_sample:small-member-6561"})
            QVERIFY_EXCEPTION_THROWN(makeNetwork(arch, 5, 0), Error);
    }
};

QTEST_GUILESS_MAIN(tst_ensemble_sample)
#include "tst_ensemble_sample.moc"
