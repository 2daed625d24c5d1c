#include <QtTest>

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
