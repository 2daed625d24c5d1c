#include "engine/models/spectnt.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/json.h"
#include "engine/models/attribution.h"
#include "engine/models/state.h"
#include "engine/models/torch_model.h"
#include "engine/neural/model_card.h"

using namespace engine;
using namespace engine::models;
namespace fs = std::filesystem;

namespace
{

using Tensors = std::map<std::string, torch::Tensor>;

fs::path goldenFolder()
{
    const char* set = std::getenv("TAGBENCH_REFERENCE");
    return (set != nullptr ? fs::path(set) : fs::path(TAGBENCH_SOURCE_DIR) / ".." / "shared" / "reference") / "models" /
           "golden";
}

Tensors tensorsOf(const fs::path& file)
{
    Tensors tensors;
    for (const auto& bytes : checkpoint::readSafetensors(file).tensors)
        tensors[bytes.name] = fromBytes(bytes);
    return tensors;
}

double farthest(const torch::Tensor& a, const torch::Tensor& b)
{
    return (a - b).abs().max().item<double>();
}

spectnt::Config configOf(const fs::path& folder)
{
    std::ifstream in(folder / "config.json");
    const auto json = Json::parse(in);
    const auto encoder = [&](const char* key) {
        const auto& shape = json.at(key);
        return spectnt::EncoderShape{shape.at("d_model"), shape.at("heads"), shape.at("ff")};
    };
    spectnt::Config config;
    config.mels = json.at("n_mels");
    config.channels = json.at("channels");
    config.times = json.at("times");
    config.embedding = json.at("embed_dim");
    config.blocks = json.at("blocks");
    config.spectral = encoder("spectral");
    config.temporal = encoder("temporal");
    config.dropout = json.at("dropout");
    config.classToken = json.at("temporal_class_token");
    return config;
}

spectnt::Config small(spectnt::Axis axis)
{
    spectnt::Config config;
    config.mels = 16;
    config.channels = config.embedding = 8;
    config.times = 9;
    config.blocks = 2;
    config.spectral = config.temporal = {16, 2, 16};
    config.dropout = 0;
    config.axis = axis;
    return config;
}

std::shared_ptr<spectnt::Net> netOf(const spectnt::Config& config, std::int64_t tags, std::uint64_t seed = 1)
{
    torch::manual_seed(seed);
    auto net = std::make_shared<spectnt::Net>(tags, config);
    net->eval();
    return net;
}

std::int64_t parametersOf(const torch::nn::Module& net)
{
    std::int64_t count = 0;
    for (const auto& parameter : net.parameters())
        count += parameter.numel();
    return count;
}

torch::Tensor parameter(const torch::nn::Module& net, const std::string& name)
{
    return net.named_parameters()[name];
}

void setZero(const torch::nn::Module& net, const std::string& part)
{
    const torch::NoGradGuard noGrad;
    for (auto& entry : net.named_parameters())
        if (entry.key().find(part) != std::string::npos) entry.value().zero_();
}

/// Clips of 16 bands and 36 frames of two notes. "order": both sound one after the other, the class says which first,
/// so that the mean over time tells nothing. "interval": both sound together, three or four bands apart.
struct Clips {
    torch::Tensor input;   ///< [count, 1, 16, 36]
    torch::Tensor target;  ///< [count, 1]
};

Clips clipsOf(bool order, std::int64_t count, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> noise(0, 0.3f);
    Clips clips{torch::empty({count, 1, 16, 36}), torch::empty({count, 1})};
    for (auto i = 0; i < count; ++i) {
        const bool positive = random() % 2 == 1;
        clips.target[i][0] = positive ? 1.0f : 0.0f;
        auto clip = torch::empty({16, 36});
        for (auto k = 0; k < clip.numel(); ++k)
            clip.data_ptr<float>()[k] = noise(random);
        const std::int64_t low = static_cast<std::int64_t>(random() % 10), apart = order || !positive ? 3 : 4;
        if (order) {
            const auto start = static_cast<std::int64_t>(random() % 13);
            clip.select(0, positive ? low : low + apart).slice(0, start, start + 12) += 3;
            clip.select(0, positive ? low + apart : low).slice(0, start + 12, start + 24) += 3;
        } else {
            clip.select(0, low) += 3;
            clip.select(0, low + apart) += 3;
        }
        clips.input[i][0] = clip;
    }
    return clips;
}

double accuracyOf(const torch::Tensor& logits, const torch::Tensor& target)
{
    return ((logits > 0).to(torch::kFloat32) == target).to(torch::kFloat32).mean().item<double>();
}

}  // namespace

class tst_spectnt : public QObject
{
    Q_OBJECT

    static void bothAxes()
    {
        QTest::addColumn<int>("axis");
        QTest::newRow("projected") << static_cast<int>(spectnt::Axis::Projected);
        QTest::newRow("token") << static_cast<int>(spectnt::Axis::Token);
    }

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }

    void equalsThePublicImplementation_data()
    {
        if (!fs::exists(goldenFolder() / "spectnt_clip_tiny")) QSKIP("reference data are absent");
        QTest::addColumn<QString>("folder");
        QTest::newRow("one row of logits a clip") << "spectnt_clip_tiny";
        QTest::newRow("one row of logits a step") << "spectnt_frame_tiny";
    }
    /// Tolerances are those of config.json: another order of summation, not another network.
    void equalsThePublicImplementation()
    {
        QFETCH(QString, folder);
        const auto golden = goldenFolder() / folder.toStdString();
        const auto io = tensorsOf(golden / "io.safetensors");
        const auto net = netOf(configOf(golden), io.at("out.logits").size(-1));
        importState(*net, checkpoint::readSafetensors(golden / "weights.safetensors").tensors, /*skipHead=*/false);
        Taps taps;
        const auto lastBlock = std::string("main_model.spectnt_blocks.1");
        for (const auto& layer : {std::string("fe_model"), std::string("spectral"), lastBlock})
            taps.want(layer);
        const auto logits = net->forward(io.at("in.mel").unsqueeze(1), taps);
        QVERIFY(farthest(taps.taken("fe_model"), io.at("mid.frontend")) < 1e-4);
        QVERIFY(farthest(taps.taken("spectral"), io.at("mid.spec_emb")) < 1e-4);
        QVERIFY(farthest(taps.taken(lastBlock), io.at("mid.temp_emb").squeeze(2)) < 1e-4);
        QVERIFY(farthest(logits, io.at("out.logits")) < 1e-4);

        const auto loss = torch::binary_cross_entropy_with_logits(logits, io.at("tgt"));
        QVERIFY(std::abs(loss.item<double>() - io.at("out.bce").item<double>()) < 1e-5);
        loss.backward();
        const auto gradients = tensorsOf(golden / "grads.safetensors");
        const auto parameters = net->named_parameters();
        QCOMPARE(parameters.size(), gradients.size());
        double worst = 0;
        for (const auto& entry : parameters) {
            const auto wanted = gradients.at(entry.key());
            // A convolution's bias before a normalisation in evaluation has a gradient like any other; none is zero.
            const auto norm = wanted.norm().item<double>();
            QVERIFY2(norm > 0, entry.key().c_str());
            const auto relative = (entry.value().grad() - wanted).norm().item<double>() / norm;
            worst = std::max(worst, relative);
            QVERIFY2(relative < 1e-3, entry.key().c_str());
        }
        qInfo("logits within %.1e, gradients within %.1e of their norm", farthest(logits, io.at("out.logits")), worst);
    }

    void publicConfigurationHasTheCountedParameters()
    {
        const auto net = netOf({}, 50);
        QCOMPARE(parametersOf(*net), 727371);
        QCOMPARE(parametersOf(*net->named_children()["fe_model"]), 150912);
        const auto blocks = net->named_children()["main_model"]->named_children()["spectnt_blocks"];
        QCOMPARE(parametersOf(*blocks->named_children()["0"]), 180275);

        spectnt::Config sheet;  // the small configuration of the fact sheet
        sheet.mels = 64;
        sheet.channels = sheet.embedding = 32;
        sheet.times = 23;
        sheet.blocks = 2;
        sheet.spectral = sheet.temporal = {32, 4, 32};
        QCOMPARE(parametersOf(*netOf(sheet, 50)), 57092);
    }

    void variantsAreAsLargeAsTheirCardsSay()
    {
        for (const auto* arch : {"spectnt", "spectnt_token"}) {
            for (const auto& variant : neural::loadModelCard(arch).variants) {
                const auto name = std::string(arch) + ":" + variant.name;
                const auto net = makeNetwork(name, 50, 0);
                QCOMPARE(parametersOf(*net), variant.parameters);
                Taps taps;
                taps.want("embedding");
                net->eval();
                net->forward(torch::randn({1, 1, 128, 196}), taps);
                QCOMPARE(static_cast<std::size_t>(taps.taken("embedding").size(1)), variant.embeddingSize);
            }
            QVERIFY_EXCEPTION_THROWN(makeNetwork(std::string(arch) + ":huge", 50, 0), Error);
        }
    }

    /// The class token of each step is the only way from the spectra to the tags.
    void withoutTheWayBackTagsDoNotDependOnTheInput_data() { bothAxes(); }
    void withoutTheWayBackTagsDoNotDependOnTheInput()
    {
        QFETCH(int, axis);
        const auto net = netOf(small(static_cast<spectnt::Axis>(axis)), 3);
        const auto a = torch::randn({1, 1, 16, 36}), b = torch::randn({1, 1, 16, 36});
        Taps taps;
        QVERIFY(farthest(net->forward(a, taps), net->forward(b, taps)) > 1e-6);
        setZero(*net, "K_to_D");
        QVERIFY(torch::equal(net->forward(a, taps), net->forward(b, taps)));
    }

    void withoutTheWayThereTheFirstSpectraDoNotDependOnTheTimes_data() { bothAxes(); }
    void withoutTheWayThereTheFirstSpectraDoNotDependOnTheTimes()
    {
        QFETCH(int, axis);
        auto config = small(static_cast<spectnt::Axis>(axis));
        config.blocks = 1;
        const auto net = netOf(config, 3);
        const auto x = torch::randn({1, 1, 16, 36});
        const auto spectraWith = [&](double te) {
            const torch::NoGradGuard noGrad;
            parameter(*net, "main_model.te").fill_(te);
            Taps taps;
            taps.want("spectral");
            net->forward(x, taps);
            return taps.taken("spectral").clone();
        };
        QVERIFY(farthest(spectraWith(0.1), spectraWith(0.9)) > 1e-6);
        setZero(*net, "D_to_K");
        QVERIFY(torch::equal(spectraWith(0.1), spectraWith(0.9)));
    }

    void everyLearnedTokenGetsAGradientAtTheStart_data() { bothAxes(); }
    void everyLearnedTokenGetsAGradientAtTheStart()
    {
        QFETCH(int, axis);
        const auto net = netOf(small(static_cast<spectnt::Axis>(axis)), 3);
        Taps taps;
        net->forward(torch::randn({2, 1, 16, 36}), taps).square().sum().backward();
        for (const auto* name : {"fct", "fpe", "tct", "te"})
            QVERIFY2(parameter(*net, std::string("main_model.") + name).grad().abs().max().item<double>() > 0, name);
    }

    /// Where the tokens are frequencies, only their positional rows say which is which.
    void frequenciesMayTradePlacesWithTheirPositions()
    {
        const auto net = netOf(small(spectnt::Axis::Token), 3);
        const torch::NoGradGuard noGrad;
        auto positions = parameter(*net, "main_model.fpe");
        positions.normal_();
        const auto maps = torch::randn({2, 8, 16, 9});
        const auto order = torch::randperm(16);
        Taps taps;
        const auto before = net->forwardMaps(maps, taps);
        const auto moved = maps.index_select(2, order);
        QVERIFY(farthest(net->forwardMaps(moved, taps), before) > 1e-4);
        positions.slice(2, 1).copy_(positions.slice(2, 1).index_select(2, order).clone());
        QVERIFY(farthest(net->forwardMaps(moved, taps), before) < 1e-5);  // sums in another order
    }

    void attentionMapsHaveAPlaceForEveryTimeAndFrequency()
    {
        const auto net = netOf(small(spectnt::Axis::Token), 3);
        const auto names = net->layers();
        Taps taps;
        for (const auto& name : names)
            taps.want(name);
        net->forward(torch::randn({2, 1, 16, 36}), taps);
        const auto block = std::string("main_model.spectnt_blocks.0");
        const auto times = taps.taken(block + ".attention");
        QVERIFY((times.sizes().vec() == std::vector<std::int64_t>{2, 2, 10, 10}));
        QVERIFY(farthest(times.sum(-1), torch::ones({2, 2, 10})) < 1e-5);
        const auto frequencies = taps.taken(block + ".frequency_attention");
        QVERIFY((frequencies.sizes().vec() == std::vector<std::int64_t>{2, 9, 16}));
        const auto mass = frequencies.sum(-1);  // the rest is on the class token itself
        QVERIFY(mass.max().item<double>() < 1 && mass.min().item<double>() > 0);
        for (const auto& name : names)
            QVERIFY2(taps.taken(name).defined(), name.c_str());
    }

    /// Both axes in one picture: the rows of a time add up to what the rolled-out temporal layers give it.
    void attentionIsSpreadOverTimesAndBands()
    {
        const auto net = netOf(small(spectnt::Axis::Token), 3);
        const auto x = torch::randn({2, 1, 16, 36});
        const auto seen = attributionEntry("attention").look(*net, x, {"attention"});
        QCOMPARE(seen.rows, std::size_t{16});
        QCOMPARE(seen.columns, std::size_t{9});
        QCOMPARE(seen.framesPerColumn, 4.0);
        const auto picture = torch::tensor(seen.values).view({2, 16, 9});
        Taps taps;
        const auto where = net->attributable();
        for (const auto& layer : where.attentionLayers)
            taps.want(layer);
        net->forward(x, taps);
        auto rollout = torch::eye(10).expand({2, 10, 10});
        for (const auto& layer : where.attentionLayers) {
            const auto mixed = 0.5 * taps.taken(layer).mean(1) + 0.5 * torch::eye(10);
            rollout = (mixed / mixed.sum(2, true)).matmul(rollout);
        }
        QVERIFY(farthest(picture.sum(1), rollout.select(1, 0).slice(1, 1)) < 1e-6);
        QVERIFY(farthest(picture.sum({1, 2}) + rollout.select(1, 0).select(1, 0), torch::ones(2)) < 1e-5);
        // What it looks at over the bands depends on the time.
        const auto profiles = picture / picture.sum(1, true);
        QVERIFY(farthest(profiles.select(2, 0), profiles.select(2, 5)) > 1e-6);
        QVERIFY(netOf(small(spectnt::Axis::Projected), 3)->attributable().attentionLayers.empty());
    }

    /// Bands that trade places, with their positions, take their attention along.
    void attentionMovesWithTheBands()
    {
        const auto net = netOf(small(spectnt::Axis::Token), 3);
        const torch::NoGradGuard noGrad;
        auto positions = parameter(*net, "main_model.fpe");
        const auto maps = torch::randn({1, 8, 16, 9});
        const auto order = torch::randperm(16);
        const auto layer = std::string("main_model.spectnt_blocks.1.frequency_attention");
        const auto looked = [&](const torch::Tensor& input) {
            Taps taps;
            taps.want(layer);
            net->forwardMaps(input, taps);
            return taps.taken(layer).clone();
        };
        const auto before = looked(maps);
        positions.slice(2, 1).copy_(positions.slice(2, 1).index_select(2, order).clone());
        const auto after = looked(maps.index_select(2, order));
        QVERIFY(farthest(after, before) > 1e-4);
        QVERIFY(farthest(after, before.index_select(2, order)) < 1e-6);
    }

    /// Noise with a short tone at a random moment, in the tag's band or in another. Attention follows its moment; the band is told
    /// by what the class tokens carry, of which their own attention shows little: it is above chance, not more.
    void attentionFollowsAPlantedEvent()
    {
        const auto eventClips = [](std::int64_t count, unsigned seed, std::vector<std::int64_t>& times) {
            std::mt19937 random(seed);
            torch::manual_seed(seed);
            Clips clips{0.3 * torch::randn({count, 1, 16, 36}), torch::empty({count, 1})};
            for (std::int64_t i = 0; i < count; ++i) {
                const bool positive = random() % 2 == 1;
                const auto time = static_cast<std::int64_t>(random() % 9);
                clips.target[i][0] = positive ? 1.0f : 0.0f;
                clips.input[i][0].slice(0, positive ? 11 : 3, positive ? 13 : 5).slice(1, 4 * time, 4 * time + 4) += 3;
                times.push_back(time);
            }
            return clips;
        };
        const auto net = netOf(small(spectnt::Axis::Token), 1);
        net->train();
        torch::optim::AdamW optimiser(net->parameters(), torch::optim::AdamWOptions(3e-3).weight_decay(5e-3));
        Taps taps;
        for (unsigned step = 0; step < 150; ++step) {
            std::vector<std::int64_t> unused;
            const auto clips = eventClips(24, 2000 + step, unused);
            optimiser.zero_grad();
            torch::binary_cross_entropy_with_logits(net->forward(clips.input, taps), clips.target).backward();
            optimiser.step();
        }
        net->eval();
        std::vector<std::int64_t> times;
        const auto fresh = eventClips(200, 9, times);
        const auto seen = attributionEntry("attention").look(*net, fresh.input, {"attention"});
        const auto accuracy = accuracyOf(torch::tensor(seen.logits).view({200, 1}), fresh.target);
        const auto picture = torch::tensor(seen.values).view({200, 16, 9});
        double onTime = 0, onBand = 0;
        for (std::int64_t i = 0; i < 200; ++i) {
            const auto clip = picture[i] / picture[i].sum();
            const auto time = times[static_cast<std::size_t>(i)];
            const auto band = fresh.target[i][0].item<float>() > 0.5f ? 11 : 3;
            onTime += clip.slice(1, std::max<std::int64_t>(0, time - 1), time + 2).sum().item<double>() / 200;
            onBand += clip.slice(0, band - 1, band + 3).sum().item<double>() / 200;
        }
        qInfo("%.1f %% right; %.2f of the attention within a step of the event (evenly: 0.31), %.2f within a row of its band (evenly: 0.25)", 100 * accuracy, onTime, onBand);
        QVERIFY(accuracy > 0.95);
        QVERIFY(onTime > 0.4);
        QVERIFY(onBand > 0.25);
    }

    /// A map that stayed the same under another classifier would not be about the decision.
    void anotherClassifierGivesAnotherGradCam()
    {
        const auto ranks = [](const torch::Tensor& values) { return values.argsort().argsort().to(torch::kFloat32); };
        double sum = 0;
        constexpr int kDraws = 10;
        for (int draw = 0; draw < kDraws; ++draw) {
            const auto net = makeNetwork("short", 20, static_cast<std::uint64_t>(draw));
            fillDeterministically(*net);
            net->eval();
            torch::manual_seed(draw);
            const auto x = -20 + 20 * torch::randn({1, 1, 128, 231});
            const auto before = torch::tensor(attributionEntry("grad-cam").look(*net, x, {"grad-cam", 3}).values);
            {
                const torch::NoGradGuard noGrad;
                for (auto& entry : net->named_parameters())
                    if (entry.key().starts_with("dense")) entry.value().normal_(0, 0.1);
            }
            const auto after = torch::tensor(attributionEntry("grad-cam").look(*net, x, {"grad-cam", 3}).values);
            const auto a = ranks(before) - ranks(before).mean(), b = ranks(after) - ranks(after).mean();
            sum += (a * b).sum().item<double>() / (a.norm() * b.norm()).item<double>();
        }
        qInfo("mean rank correlation of the maps %.2f", sum / kDraws);
        QVERIFY(sum / kDraws < 0.5);
    }

    void tokensTakeAnyLengthUpToTheirPositions()
    {
        const auto net = netOf(small(spectnt::Axis::Token), 3);
        Taps taps;
        for (const auto frames : {4, 17, 36, 39})
            QVERIFY((net->forward(torch::randn({1, 1, 16, frames}), taps).sizes().vec() ==
                     std::vector<std::int64_t>{1, 3}));
        QCOMPARE(net->inputShape().minFrames, 4);
        QCOMPARE(net->inputShape().maxFrames, 39);
        QCOMPARE(netOf(small(spectnt::Axis::Projected), 3)->inputShape().minFrames, 36);
    }

    void learnsOrderAndInterval_data()
    {
        QTest::addColumn<int>("axis");
        QTest::addColumn<bool>("order");
        QTest::newRow("order, projected") << static_cast<int>(spectnt::Axis::Projected) << true;
        QTest::newRow("order, token") << static_cast<int>(spectnt::Axis::Token) << true;
        QTest::newRow("interval, token") << static_cast<int>(spectnt::Axis::Token) << false;
    }
    void learnsOrderAndInterval()
    {
        QFETCH(int, axis);
        QFETCH(bool, order);
        const auto net = netOf(small(static_cast<spectnt::Axis>(axis)), 1);
        net->train();
        torch::optim::AdamW optimiser(net->parameters(), torch::optim::AdamWOptions(3e-3).weight_decay(5e-3));
        Taps taps;
        for (unsigned step = 0; step < 130; ++step) {
            const auto clips = clipsOf(order, 24, 1000 + step);
            optimiser.zero_grad();
            torch::binary_cross_entropy_with_logits(net->forward(clips.input, taps), clips.target).backward();
            optimiser.step();
        }
        net->eval();
        const torch::NoGradGuard noGrad;
        const auto fresh = clipsOf(order, 500, 7);
        const auto accuracy = accuracyOf(net->forward(fresh.input, taps), fresh.target);
        qInfo("%.1f %% of 500 fresh clips", 100 * accuracy);
        QVERIFY(accuracy > 0.95);
        if (!order) return;
        // The mean over time holds nothing of it: the best linear answer on the very clips it is fitted to.
        const auto mean = torch::cat({fresh.input.mean(3).flatten(1), torch::ones({500, 1})}, 1);
        const auto weights = std::get<0>(torch::linalg_lstsq(mean, 2 * fresh.target - 1, c10::nullopt, c10::nullopt));
        QVERIFY(accuracyOf(mean.matmul(weights), fresh.target) < 0.62);  // 17 free numbers fit some noise
    }
};

QTEST_GUILESS_MAIN(tst_spectnt)
#include "tst_spectnt.moc"
