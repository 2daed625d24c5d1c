#include "engine/train/probe.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <random>
#include <stop_token>

#include <torch/torch.h>

#include "engine/core/error.h"
#include "engine/train/probe_heads.h"

using namespace engine;
using neural::ProbeConfig;
using neural::ProbeData;
using neural::ProbeKind;
using neural::ProbePart;

namespace
{

constexpr std::size_t kTags = 3, kWidth = 6;

/// Features are noise; the labels stand in the first columns if `told`, else they are noise as well.
ProbePart rowsOf(std::size_t rows, bool told, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> noise(0, 1);
    ProbePart part;
    for (std::size_t row = 0; row < rows; ++row) {
        part.lengths.push_back(1);
        for (std::size_t tag = 0; tag < kTags; ++tag)
            part.targets.push_back(static_cast<float>(random() % 2));
        for (std::size_t column = 0; column < kWidth; ++column)
            part.features.push_back(told && column < kTags ? part.targets[row * kTags + column] : noise(random));
    }
    return part;
}

ProbeData dataOf(bool told)
{
    return {kWidth, kTags, rowsOf(120, told, 1), rowsOf(40, told, 2), rowsOf(200, told, 3)};
}

/// Two moments whose order is the label: 1 where the larger one comes last.
ProbePart ordered(std::size_t rows, unsigned seed)
{
    std::mt19937 random(seed);
    ProbePart part;
    for (std::size_t row = 0; row < rows; ++row) {
        const bool rising = random() % 2 == 1;
        const auto before = random() % 3;  // silence of some length first: rows are of several lengths
        part.lengths.push_back(before + 2);
        part.features.insert(part.features.end(), before, 0.0f);
        part.features.push_back(rising ? -1.0f : 1.0f);
        part.features.push_back(rising ? 1.0f : -1.0f);
        part.targets.push_back(rising ? 1.0f : 0.0f);
    }
    return part;
}

double accuracyOf(const std::vector<float>& probabilities, const std::vector<float>& targets)
{
    std::size_t right = 0;
    for (std::size_t i = 0; i < targets.size(); ++i)
        right += (probabilities[i] > 0.5f) == (targets[i] > 0.5f) ? 1 : 0;
    return static_cast<double>(right) / static_cast<double>(targets.size());
}

neural::ProbeOutcome run(const ProbeConfig& config, const ProbeData& data)
{
    auto control = RunControl::silent();
    return train::runProbe(config, data, control);
}

ProbeConfig configOf(int kind)
{
    ProbeConfig config;
    config.kind = static_cast<ProbeKind>(kind);
    config.hidden = 32;
    config.learningRate = 1e-2;
    config.seed = 4;
    return config;
}

}  // namespace

class tst_probe : public QObject
{
    Q_OBJECT

    static void everyKind()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("linear") << static_cast<int>(ProbeKind::Linear);
        QTest::newRow("mlp") << static_cast<int>(ProbeKind::Mlp);
        QTest::newRow("gru") << static_cast<int>(ProbeKind::Gru);
        QTest::newRow("transformer") << static_cast<int>(ProbeKind::Transformer);
    }

private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }  // equal results need an equal order of summation

    void featuresThatAreTheLabelsGiveThem_data() { everyKind(); }
    void featuresThatAreTheLabelsGiveThem()
    {
        QFETCH(int, kind);
        const auto data = dataOf(true);
        const auto outcome = run(configOf(kind), data);
        QCOMPARE(accuracyOf(outcome.probabilities, data.predict.targets), 1.0);
    }

    /// 600 decisions by the toss of a coin: 0.5 +- 4 standard deviations of 0.02.
    void shuffledLabelsStayAtChance_data() { everyKind(); }
    void shuffledLabelsStayAtChance()
    {
        QFETCH(int, kind);
        const auto data = dataOf(false);
        const auto accuracy = accuracyOf(run(configOf(kind), data).probabilities, data.predict.targets);
        QVERIFY2(std::abs(accuracy - 0.5) < 0.08, qPrintable(QString::number(accuracy)));
    }

    /// Several at a time are what each is alone, dropout included, whatever the number of threads.
    void probesSideBySideAreThoseOneByOne()
    {
        const auto data = dataOf(true);
        std::vector<ProbeConfig> configs;
        for (const int hidden : {0, 16})
            for (const bool standardise : {false, true})
                for (const double dropout : {0.25, 0.5}) {
                    auto config = configOf(static_cast<int>(hidden > 0 ? ProbeKind::Mlp : ProbeKind::Linear));
                    config.hidden = std::max(1, hidden);
                    config.standardise = standardise;
                    config.dropout = dropout;
                    config.stepsPerCheck = 8;
                    config.checks = 12;
                    config.measure = neural::ProbeMeasure::RocAuc;
                    configs.push_back(config);
                }
        for (const int threads : {1, 3}) {
            std::size_t found = 0;
            auto control = RunControl::silent();
            train::runProbes(configs, data, threads, [&](std::size_t place, const neural::ProbeOutcome& outcome) {
                ++found;
                const auto alone = run(configs[place], data);
                QVERIFY(outcome.probabilities == alone.probabilities);
                QCOMPARE(outcome.validScore, alone.validScore);
            }, control);
            QCOMPARE(found, configs.size());
        }
    }

    /// The best of several by the validation part is no better than a guess where there is nothing to learn (as shuffledLabelsStayAtChance).
    void theBestOfAGridOnNoiseStaysAtChance()
    {
        const auto data = dataOf(false);
        std::vector<ProbeConfig> configs;
        for (const double rate : {1e-3, 1e-2})
            for (const bool standardise : {false, true}) {
                auto config = configOf(static_cast<int>(ProbeKind::Linear));
                config.learningRate = rate;
                config.standardise = standardise;
                config.stepsPerCheck = 8;
                config.checks = 20;
                config.measure = neural::ProbeMeasure::RocAuc;
                configs.push_back(config);
            }
        double best = -1, accuracy = 0;
        auto control = RunControl::silent();
        train::runProbes(configs, data, 2, [&](std::size_t, const neural::ProbeOutcome& outcome) {
            if (outcome.validScore <= best) return;
            best = outcome.validScore;
            accuracy = accuracyOf(outcome.probabilities, data.predict.targets);
        }, control);
        QVERIFY2(std::abs(accuracy - 0.5) < 0.08, qPrintable(QString::number(accuracy)));
    }

    /// The scaler never sees validation rows: where they lie changes nothing as long as nothing is chosen by them.
    void validationRowsDoNotMoveTheScaler()
    {
        auto data = dataOf(true);
        auto config = configOf(static_cast<int>(ProbeKind::Linear));
        config.checks = 1;   // one look: no weights to choose from
        const auto before = run(config, data).probabilities;
        for (auto& value : data.valid.features)
            value = 1e6f + 1e5f * value;
        QVERIFY(run(config, data).probabilities == before);
    }

    void sequenceHeadsHearTheOrderAndMeansDoNot_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("hears");
        QTest::newRow("linear") << static_cast<int>(ProbeKind::Linear) << false;
        QTest::newRow("mlp") << static_cast<int>(ProbeKind::Mlp) << false;
        QTest::newRow("gru") << static_cast<int>(ProbeKind::Gru) << true;
        QTest::newRow("transformer") << static_cast<int>(ProbeKind::Transformer) << true;
    }
    void sequenceHeadsHearTheOrderAndMeansDoNot()
    {
        QFETCH(int, kind);
        QFETCH(bool, hears);
        const ProbeData data{1, 1, ordered(200, 1), ordered(60, 2), ordered(300, 3)};
        const auto accuracy = accuracyOf(run(configOf(kind), data).probabilities, data.predict.targets);
        QVERIFY2(hears ? accuracy > 0.95 : accuracy < 0.62, qPrintable(QString::number(accuracy)));
    }

    /// What is standardised with must come from the training rows alone.
    void otherRowsDoNotChangeARowsAnswer_data() { everyKind(); }
    void otherRowsDoNotChangeARowsAnswer()
    {
        QFETCH(int, kind);
        auto data = dataOf(true);
        const auto before = run(configOf(kind), data).probabilities;
        for (std::size_t i = kWidth; i < data.predict.features.size(); ++i)
            data.predict.features[i] = 1000 + 3 * data.predict.features[i];
        const auto after = run(configOf(kind), data).probabilities;
        for (std::size_t tag = 0; tag < kTags; ++tag)
            QVERIFY(std::abs(before[tag] - after[tag]) < 1e-6f);
        QVERIFY(before != after);
    }

    /// The scale of a feature must not matter once it is standardised by the training rows, nor how far validation rows lie.
    void scaleOfAFeatureDoesNotMatter()
    {
        auto data = dataOf(true);
        auto config = configOf(static_cast<int>(ProbeKind::Linear));
        const auto before = run(config, data).probabilities;
        for (auto* part : {&data.train, &data.valid, &data.predict})
            for (std::size_t i = 0; i < part->features.size(); i += kWidth)
                part->features[i] = 5000 + 300 * part->features[i];
        const auto after = run(config, data).probabilities;
        for (std::size_t i = 0; i < before.size(); ++i)
            QVERIFY(std::abs(before[i] - after[i]) < 1e-3f);  // 5000 costs float32 some of its digits
    }

    void rowsAloneAndAmongLongerOnesGetTheSameLogits_data() { everyKind(); }
    void rowsAloneAndAmongLongerOnesGetTheSameLogits()
    {
        QFETCH(int, kind);
        torch::manual_seed(1);
        const auto head = train::makeProbeHead(configOf(kind), 5, 2);
        head->eval();
        const auto row = torch::randn({1, 3, 5});
        const auto alone = head->forward(row, torch::tensor(std::vector<std::int64_t>{3}));
        const auto longer = torch::cat({torch::constant_pad_nd(row, {0, 0, 0, 4}), torch::randn({1, 7, 5})});
        const auto among = head->forward(longer, torch::tensor(std::vector<std::int64_t>{3, 7}));
        QVERIFY((alone[0] - among[0]).abs().max().item<double>() < 1e-5);
    }

    void theSameSeedGivesTheSameAnswer_data() { everyKind(); }
    void theSameSeedGivesTheSameAnswer()
    {
        QFETCH(int, kind);
        auto config = configOf(kind);
        config.dropout = 0.3;
        config.checks = 5;
        const auto data = dataOf(true);
        const auto first = run(config, data).probabilities;
        QVERIFY(run(config, data).probabilities == first);
        config.seed = 5;
        QVERIFY(run(config, data).probabilities != first);
    }

    void bestWeightsAreKeptAndPatienceEndsIt()
    {
        auto config = configOf(static_cast<int>(ProbeKind::Mlp));
        config.measure = neural::ProbeMeasure::RocAuc;
        config.stepsPerCheck = 8;
        config.patience = 3;
        const auto outcome = run(config, dataOf(true));
        QVERIFY(outcome.checks < config.checks);
        QCOMPARE(outcome.validScore, 1.0);
    }

    void nonsenseIsRefused()
    {
        const auto refused = [](ErrorCode code, auto change) {
            auto data = dataOf(true);
            auto config = configOf(0);
            change(config, data);
            try {
                run(config, data);
            } catch (const Error& error) {
                return error.code() == code;
            }
            return false;
        };
        QVERIFY(refused(ErrorCode::NonFinite, [](auto&, auto& data) { data.train.features[3] = NAN; }));
        QVERIFY(refused(ErrorCode::NonFinite, [](auto&, auto& data) { data.predict.features[3] = INFINITY; }));
        QVERIFY(refused(ErrorCode::Mismatch, [](auto&, auto& data) { data.valid.features.pop_back(); }));
        QVERIFY(refused(ErrorCode::Mismatch, [](auto&, auto& data) { data.train.targets.pop_back(); }));
        QVERIFY(refused(ErrorCode::Mismatch, [](auto&, auto& data) { data.train.lengths[0] = 0; }));
        QVERIFY(refused(ErrorCode::TooShort, [](auto&, auto& data) { data.train = {}; }));
        QVERIFY(refused(ErrorCode::InvalidArgument, [](auto& config, auto&) { config.dropout = 1; }));
        QVERIFY(refused(ErrorCode::InvalidArgument, [](auto& config, auto&) { config.learningRate = 0; }));
    }

    void canBeStopped()
    {
        std::stop_source stop;
        stop.request_stop();
        RunControl control(stop.get_token(), {});
        bool cancelled = false;
        try {
            train::runProbe(configOf(0), dataOf(true), control);
        } catch (const Cancelled&) {
            cancelled = true;
        }
        QVERIFY(cancelled);
    }
};

QTEST_GUILESS_MAIN(tst_probe)
#include "tst_probe.moc"
