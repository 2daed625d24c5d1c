#include "engine/models/ensemble_sample.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

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

struct Toy {
    torch::Tensor clips;  ///< [count, 59049]
    torch::Tensor tags;   ///< [count, 2]: clicks, swell
};
Toy toyOf(std::int64_t count, unsigned seed)
{
    constexpr std::int64_t kSamples = 59049, kBurst = 1102, kPulse = 4410, kPulses = 5, kImpulses = 20;
    std::mt19937 random(seed);
    torch::manual_seed(seed);
    Toy toy{0.02 * torch::randn({count, kSamples}), torch::empty({count, 2})};
    for (std::int64_t i = 0; i < count; ++i) {
        auto* clip = toy.clips.data_ptr<float>() + i * kSamples;
        const bool even = random() % 2 == 1, grows = random() % 2 == 1;
        toy.tags[i][0] = even ? 1.0f : 0.0f;
        toy.tags[i][1] = grows ? 1.0f : 0.0f;
        for (std::int64_t pulse = 0; pulse < kPulses; ++pulse) {
            const double level = 0.05 * static_cast<double>(grows ? pulse + 1 : kPulses - pulse);
            const auto start = 2000 + pulse * 2 * kPulse;
            toy.clips[i].slice(0, start, start + kPulse) += level * torch::randn({kPulse});
        }
        for (int burst = 0; burst < 6; ++burst) {
            const auto start = static_cast<std::int64_t>(random() % (kSamples - kBurst));
            for (std::int64_t k = 0; k < kImpulses; ++k)
                clip[start + (even ? k * (kBurst / kImpulses) : static_cast<std::int64_t>(random() % kBurst))] += 1.0f;
        }
    }
    return toy;
}

/// Windows of the member's length at random places of random clips, as the ordinary trainer draws them.
void learnWindows(Network& net, const Toy& toy, int steps)
{
    const auto length = net.inputShape().minFrames;
    const auto rows = 8 * (59049 / length);
    torch::optim::Adam optimiser(net.parameters(), torch::optim::AdamOptions(2e-3));
    std::mt19937 random(5);
    Taps taps;
    net.train();
    for (int step = 0; step < steps; ++step) {
        std::vector<torch::Tensor> windows, tags;
        for (std::int64_t row = 0; row < rows; ++row) {
            const auto clip = static_cast<std::int64_t>(random() % static_cast<unsigned>(toy.clips.size(0)));
            const auto start = static_cast<std::int64_t>(random() % static_cast<unsigned>(59049 - length + 1));
            windows.push_back(toy.clips[clip].slice(0, start, start + length));
            tags.push_back(toy.tags[clip]);
        }
        optimiser.zero_grad();
        torch::binary_cross_entropy_with_logits(net.forward(torch::stack(windows).view({rows, 1, 1, length}), taps), torch::stack(tags)).backward();
        optimiser.step();
    }
    net.eval();
}

/// Clips right by the mean of their windows' probabilities, of each tag.
std::array<double, 2> accuracyOfWindows(Network& net, const Toy& toy)
{
    const torch::NoGradGuard noGrad;
    const auto length = net.inputShape().minFrames, windows = 59049 / length;
    Taps taps;
    torch::Tensor right = torch::zeros({2});
    for (std::int64_t i = 0; i < toy.clips.size(0); ++i) {
        const auto mean = net.forward(toy.clips[i].view({windows, 1, 1, length}), taps).sigmoid().mean(0);
        right += ((mean > 0.5).to(torch::kFloat32) == toy.tags[i]).to(torch::kFloat32);
    }
    right /= static_cast<double>(toy.clips.size(0));
    return {right[0].item<double>(), right[1].item<double>()};
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

    /// Two tags of different size in time. "clicks": bursts of 50 ms whose impulses come evenly, not by chance. "swell": five pulses
    /// over 2 s grow; else they fade, with silence between, so that no tenth of a second tells which. Minutes: asked for by
    /// TAGBENCH_LONG_TESTS=1.
    void aggregateHearsWhatSingleScalesMiss()
    {
        if (!qEnvironmentVariableIsSet("TAGBENCH_LONG_TESTS")) QSKIP("takes minutes; set TAGBENCH_LONG_TESTS=1");
        const auto train = toyOf(400, 1), test = toyOf(200, 2);
        const auto ensemble = std::dynamic_pointer_cast<ensemble_sample::Aggregated>(makeNetwork("ensemble_sample:small", 2, 1));
        std::vector<std::array<double, 2>> single;
        std::vector<checkpoint::TensorBytes> state = exportState(*ensemble);
        for (const auto* length : {"2187", "59049"}) {
            const auto member = makeNetwork(std::string("ensemble_sample:small-member-") + length, 2, 1);
            learnWindows(*member, train, 400);
            single.push_back(accuracyOfWindows(*member, test));
            for (auto& tensor : exportState(*member))
                for (auto& own : state)
                    if (own.name == "members." + std::string(length) + "." + tensor.name) own.bytes = tensor.bytes;
            qInfo("%s samples alone: clicks %.1f %%, swell %.1f %%", length, 100 * single.back()[0], 100 * single.back()[1]);
        }
        importState(*ensemble, state, /*skipHead=*/false);
        const auto vectorsOf = [&](const Toy& toy) {
            std::vector<torch::Tensor> rows;
            for (std::int64_t i = 0; i < toy.clips.size(0); ++i)
                rows.push_back(hear(*ensemble, toy.clips.slice(0, i, i + 1).view({1, 1, 1, -1})).vector);
            return torch::cat(rows);
        };
        ensemble->eval();
        const auto vectors = vectorsOf(train);
        const auto mean = vectors.mean(), deviation = vectors.std();
        const auto song = makeNetwork("ensemble_sample:small-song", 2, 1);
        torch::optim::Adam optimiser(song->parameters(), torch::optim::AdamOptions(1e-3));
        Taps taps;
        song->train();
        for (int epoch = 0; epoch < 100; ++epoch)
            for (const auto& rows : torch::randperm(vectors.size(0)).split(32)) {
                optimiser.zero_grad();
                const auto logits = song->forward(((vectors.index_select(0, rows) - mean) / deviation).view({rows.size(0), 1, 1, -1}), taps);
                torch::binary_cross_entropy_with_logits(logits, train.tags.index_select(0, rows)).backward();
                optimiser.step();
            }
        song->eval();
        const auto logits = song->forward(((vectorsOf(test) - mean) / deviation).view({test.clips.size(0), 1, 1, -1}), taps);
        const auto right = ((logits > 0).to(torch::kFloat32) == test.tags).to(torch::kFloat32).mean(0);
        const double clicks = right[0].item<double>(), swell = right[1].item<double>();
        qInfo("aggregated: clicks %.1f %%, swell %.1f %%", 100 * clicks, 100 * swell);
        QVERIFY(single[0][1] < 0.65);   // a tenth of a second cannot hear the swell
        QVERIFY(clicks > 0.9 && swell > 0.9);
        QVERIFY(clicks + swell >= single[1][0] + single[1][1] - 0.05);
    }

    void unknownVariantsAreRefused()
    {
        for (const auto* arch : {"ensemble_sample:large", "ensemble_sample:member-5", "ensemble_sample:small-member-6561"})
            QVERIFY_EXCEPTION_THROWN(makeNetwork(arch, 5, 0), Error);
    }
};

QTEST_GUILESS_MAIN(tst_ensemble_sample)
#include "tst_ensemble_sample.moc"
