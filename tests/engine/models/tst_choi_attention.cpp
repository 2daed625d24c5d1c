#include <QtTest>

#include <algorithm>
#include <random>
#include <vector>

#include "engine/models/torch_model.h"

using namespace engine::models;

/// The attention over the steps of the recurrent network (variant 0.1: the smallest).
class tst_choi_attention : public QObject
{
    Q_OBJECT

    struct Heard {
        torch::Tensor steps, weights, read;
    };
    static Heard heard(Network& net, std::int64_t batch)
    {
        torch::manual_seed(5);
        const torch::NoGradGuard noGrad;
        net.eval();
        Taps taps;
        for (const auto* layer : {"gru", "attention", "embedding"})
            taps.want(layer);
        net.forward(-20 + 20 * torch::randn({batch, 1, 96, 700}), taps);
        return {taps.taken("gru"), taps.taken("attention"), taps.taken("embedding")};
    }

    static constexpr std::int64_t kFrames = 938, kEvent = 47;   // twenty seconds, one second
    struct Clips {
        torch::Tensor input, target;
        std::vector<std::int64_t> steps;   ///< of the middle of the event
    };
    /// Noise with one tone somewhere; whether it is a high one is to be told.
    static Clips eventClips(std::int64_t count, unsigned seed)
    {
        std::mt19937 random(seed);
        torch::manual_seed(seed);
        Clips clips{-30 + 6 * torch::randn({count, 1, 96, kFrames}), torch::empty({count, 1}), {}};
        for (std::int64_t i = 0; i < count; ++i) {
            const bool isHigh = random() % 2 == 1;
            const auto start = static_cast<std::int64_t>(random() % (kFrames - kEvent));
            clips.target[i][0] = isHigh ? 1.0f : 0.0f;
            clips.input[i][0].slice(0, isHigh ? 70 : 20, isHigh ? 76 : 26).slice(1, start, start + kEvent) += 30;
            clips.steps.push_back((start + kEvent / 2 + 37) / 96);
        }
        return clips;
    }

private Q_SLOTS:
    void weightsOfEveryWindowSumToOne()
    {
        const auto net = makeNetwork("choi_crnn_attention:0.1", 4, 1);
        const auto [steps, weights, read] = heard(*net, 3);
        QVERIFY((weights.sizes().vec() == std::vector<std::int64_t>{3, 8}));   // (700 + 2 x 37) / 96
        QVERIFY((weights.sum(1) - 1).abs().max().item<double>() < 1e-6);
        QVERIFY(weights.min().item<double>() > 0 && weights.std().item<double>() > 0);
        // what is read: the weighted sum, then the last state
        const auto context = (weights.unsqueeze(2) * steps).sum(1);
        QVERIFY(torch::allclose(read, torch::cat({context, steps.select(1, -1)}, 1), 1e-5, 1e-6));
    }

    /// Without a measure of what matters every step counts the same, and what is read is the mean.
    void withoutAScoreItIsTheMean()
    {
        const auto net = makeNetwork("choi_crnn_attention:0.1", 4, 1);
        {
            const torch::NoGradGuard noGrad;
            net->named_parameters()["attention_score.weight"].zero_();
        }
        const auto [steps, weights, read] = heard(*net, 2);
        QVERIFY((weights - 1.0 / 8).abs().max().item<double>() < 1e-7);
        QVERIFY(torch::allclose(read.slice(1, 0, steps.size(2)), steps.mean(1), 1e-5, 1e-6));
    }

    void attentionFollowsAPlantedEvent_data()
    {
        QTest::addColumn<bool>("readsLastState");
        QTest::newRow("as it is") << true;
        QTest::newRow("without the last state") << false;
    }
    /// Minutes, so only on request (TAGBENCH_LONG_TESTS=1).
    void attentionFollowsAPlantedEvent()
    {
        if (qEnvironmentVariableIsEmpty("TAGBENCH_LONG_TESTS")) QSKIP("takes minutes; set TAGBENCH_LONG_TESTS=1");
        QFETCH(bool, readsLastState);
        const auto net = makeNetwork("choi_crnn_attention:0.1", 1, 1);
        net->train();
        const auto hidden = net->named_parameters()["dense.weight"].size(1) / 2;
        const auto forgetLastState = [&] {
            const torch::NoGradGuard noGrad;
            if (!readsLastState) net->named_parameters()["dense.weight"].slice(1, hidden).zero_();
        };
        torch::optim::Adam optimiser(net->parameters(), torch::optim::AdamOptions(2e-3));
        Taps none;
        for (unsigned step = 0; step < 80; ++step) {
            forgetLastState();
            const auto clips = eventClips(16, 2000 + step);
            optimiser.zero_grad();
            const auto loss = torch::binary_cross_entropy_with_logits(net->forward(clips.input, none), clips.target);
            loss.backward();
            optimiser.step();
            if (step % 20 == 0) qInfo("step %u: loss %.3f", step, loss.item<double>());
        }
        forgetLastState();
        net->eval();
        const torch::NoGradGuard noGrad;
        double near = 0, since = 0, right = 0;
        constexpr int kBatches = 5, kRows = 20;
        for (unsigned batch = 0; batch < kBatches; ++batch) {
            const auto fresh = eventClips(kRows, 9 + batch);
            Taps taps;
            taps.want("attention");
            const auto logits = net->forward(fresh.input, taps);
            const auto weights = taps.taken("attention");
            for (std::int64_t i = 0; i < kRows; ++i) {
                const auto step = fresh.steps[static_cast<std::size_t>(i)];
                const auto first = std::max<std::int64_t>(0, step - 1);
                near += weights[i].slice(0, first, step + 2).sum().item<double>() / (kBatches * kRows);
                since += weights[i].slice(0, first).sum().item<double>() / (kBatches * kRows);
                right += ((logits[i][0].item<float>() > 0) == (fresh.target[i][0].item<float>() > 0.5f) ? 1.0 : 0.0) / (kBatches * kRows);
            }
        }
        qInfo("%.1f %% right; %.2f of the attention within a step of the event (evenly: 0.3), %.2f from a step before it on", 100 * right, near, since);
        QVERIFY(right > 0.95);
        // Every step since tells of the event, and the last one by itself: only where that is not read has the attention to be on them.
        QVERIFY(readsLastState || since > 0.9);
    }

    void parametersAreThoseOfTheFormula_data()
    {
        QTest::addColumn<QString>("size");
        QTest::addColumn<int>("hidden");
        QTest::newRow("0.1") << "0.1" << 30;
        QTest::newRow("1") << "1" << 96;
        QTest::newRow("3") << "3" << 169;
    }
    /// The plain network's, 2 H A + 2 A for the attention (here A = H), H C for the wider last layer.
    void parametersAreThoseOfTheFormula()
    {
        QFETCH(QString, size);
        QFETCH(int, hidden);
        constexpr int kTags = 50;
        const auto count = [&](const char* arch) {
            std::int64_t sum = 0;
            for (const auto& parameter : makeNetwork((arch + QStringLiteral(":") + size).toStdString(), kTags, 1)->parameters())
                sum += parameter.numel();
            return sum;
        };
        QCOMPARE(count("choi_crnn_attention"), count("choi_crnn") + 2 * hidden * hidden + 2 * hidden + hidden * kTags);
    }
};

QTEST_GUILESS_MAIN(tst_choi_attention)
#include "tst_choi_attention.moc"
