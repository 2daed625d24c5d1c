#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <numbers>

#include <torch/torch.h>

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/tasks/code_ladder.h"
#include "engine/train/calm_codebook.h"
#include "engine/train/calm_language_model.h"
#include "engine/train/calm_model.h"
#include "engine/train/calm_trainer.h"
#include "engine/train/calm_vq_vae.h"

using namespace engine;

namespace
{

/// 2 kHz, a code for 16 samples, 16 codes: seconds on one thread.
neural::CodifiedShape tiny()
{
    neural::CodifiedShape shape;
    shape.sampleRateHz = 2000;
    shape.stages = 4;
    shape.codes = 16;
    shape.codeWidth = 8;
    shape.channels = 16;
    shape.width = 32;
    shape.layers = 2;
    shape.heads = 2;
    shape.context = 32;
    return shape;
}

/// Tunes that a listener could continue: four tones of 64 samples, up or down a chord on a random root, over and over.
std::vector<float> tune(std::uint64_t seed, std::size_t samples)
{
    SplitMix random{seed, 0x74756e65};
    const double root = 100 + 40 * static_cast<double>(random.below(4));
    const bool rising = random.below(2) == 0;
    std::vector<float> wave(samples);
    double phase = 0;
    for (std::size_t i = 0; i < samples; ++i) {
        const auto note = i / 64 % 4;
        phase += 2 * std::numbers::pi * root * std::pow(1.3, static_cast<double>(rising ? note : 3 - note)) / 2000;
        wave[i] = static_cast<float>(std::sin(phase));
    }
    return wave;
}

class Tunes final : public neural::BatchSource
{
public:
    explicit Tunes(std::size_t samples, std::size_t rows = 8) : m_samples(samples), m_rows(rows) {}
    std::size_t mels() const override { return 1; }
    std::size_t frames() const override { return m_samples; }
    std::size_t batchCount(int) const override { return 16; }
    void fill(int epoch, std::size_t batch, neural::HostBatch& out) override
    {
        out.rows = m_rows;
        out.input.clear();
        out.target.clear();
        for (std::size_t row = 0; row < m_rows; ++row) {
            const auto wave = tune(SplitMix{static_cast<std::uint64_t>(epoch), batch, row}.next() % 1000, m_samples);
            out.input.insert(out.input.end(), wave.begin(), wave.end());
        }
    }

private:
    std::size_t m_samples, m_rows;
};

struct Log final : neural::CodifiedSink {
    std::vector<neural::CodeRound> codes;
    std::vector<neural::LanguageRound> language;
    void codesLearned(const neural::CodeRound& round) override { codes.push_back(round); }
    void languageLearned(const neural::LanguageRound& round) override { language.push_back(round); }
};

neural::CodifiedConfig configIn(const QTemporaryDir& folder, int codeRounds, int languageRounds)
{
    neural::CodifiedConfig config;
    config.shape = tiny();
    config.codeRounds = codeRounds;
    config.languageRounds = languageRounds;
    config.stepsPerRound = 40;
    config.languageRate = 2e-3;
    config.seed = 5;
    config.folder = folder.path().toStdString();
    config.resume = true;
    return config;
}

torch::Tensor randomCodes(std::int64_t rows, std::int64_t steps, std::int64_t codes)
{
    return torch::randint(codes, {rows, steps}, torch::kInt64);
}

}  // namespace

class tst_calm : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }
    void init() { torch::manual_seed(11); }

    void codeIsTheNearestByBruteForce()
    {
        train::Codebook book(37, 5);
        book->vectors.copy_(torch::randn({37, 5}));
        const auto x = torch::randn({300, 5});
        const auto found = book->nearest(x);
        for (std::int64_t row = 0; row < x.size(0); ++row) {
            double best = HUGE_VAL;
            std::int64_t code = -1;
            for (std::int64_t k = 0; k < 37; ++k) {
                double distance = 0;
                for (std::int64_t i = 0; i < 5; ++i)
                    distance += std::pow(x[row][i].item<double>() - book->vectors[k][i].item<double>(), 2);
                if (distance < best) {
                    best = distance;
                    code = k;
                }
            }
            QCOMPARE(found[row].item<std::int64_t>(), code);
        }
        QVERIFY(torch::equal(book->vectorsOf(found), book->vectors.index_select(0, found)));
    }

    void straightThroughHandsOnTheDecodersGradientAtTheQuantisedPoint()
    {
        auto network = train::freshVqVae(tiny(), 3);
        const auto wave = torch::randn({2, 1, 512});
        network->codebook->begin(network->encode(wave).detach().flatten(0, 1), 1);
        auto latent = network->encode(wave).detach().requires_grad_(true);
        const auto codes = network->codebook->nearest(latent.detach().flatten(0, 1)).view({2, -1});
        const auto quantised = network->codebook->vectorsOf(codes);
        torch::mse_loss(network->decode(train::straightThrough(latent, quantised)), wave).backward();
        auto point = quantised.detach().clone().requires_grad_(true);
        torch::mse_loss(network->decode(point), wave).backward();
        QVERIFY((latent - quantised).abs().max().item<float>() > 1e-3f);   // something was rounded
        // latent + (quantised - latent) is the quantised point but for the last bit of a float.
        QVERIFY(torch::allclose(latent.grad(), point.grad(), 1e-4, 1e-7));
    }

    void codebookFollowsTheRunningMeansOfAFixedBatch()
    {
        constexpr double kDecay = 0.9;
        train::Codebook book(3, 2);
        const auto x = torch::tensor({{0.0f, 0.0f}, {0.0f, 2.0f}, {10.0f, 0.0f}, {10.0f, 4.0f}, {10.0f, 2.0f}, {-20.0f, 1.0f}, {-22.0f, 1.0f}});
        book->vectors.copy_(torch::tensor({{1.0f, 1.0f}, {9.0f, 1.0f}, {-19.0f, 0.0f}}));
        book->sums.copy_(book->vectors);
        const double counts[] = {2, 3, 2}, means[][2] = {{0, 1}, {10, 2}, {-21, 1}}, start[][2] = {{1, 1}, {9, 1}, {-19, 0}};
        double count[] = {1, 1, 1}, sum[3][2];
        for (int k = 0; k < 3; ++k)
            std::copy(start[k], start[k] + 2, sum[k]);
        for (int step = 0; step < 40; ++step) {
            const auto codes = book->nearest(x);
            QCOMPARE(book->update(x, codes, kDecay, 1), std::int64_t{0});
            for (int k = 0; k < 3; ++k) {
                count[k] = kDecay * count[k] + (1 - kDecay) * counts[k];
                for (int i = 0; i < 2; ++i) {
                    sum[k][i] = kDecay * sum[k][i] + (1 - kDecay) * counts[k] * means[k][i];
                    QVERIFY(std::abs(book->vectors[k][i].item<double>() - sum[k][i] / count[k]) < 1e-4);
                }
                QVERIFY(std::abs(book->counts[k].item<double>() - count[k]) < 1e-4);
            }
        }
        for (int k = 0; k < 3; ++k)   // 0.9^40 = 1.5 % of the way is left
            QVERIFY(std::abs(book->vectors[k][0].item<double>() - means[k][0]) < 0.1);
    }

    void aDeadCodeMovesToAnOutput()
    {
        train::Codebook book(4, 2);
        const auto x = torch::tensor({{1.0f, 0.0f}, {1.1f, 0.0f}, {5.0f, 0.0f}, {5.1f, 0.0f}});
        book->vectors.copy_(torch::tensor({{1.0f, 0.0f}, {5.0f, 0.0f}, {900.0f, 0.0f}, {901.0f, 0.0f}}));
        book->sums.copy_(book->vectors);
        const auto moved = book->update(x, book->nearest(x), 0.5, 7);
        QCOMPARE(moved, std::int64_t{2});   // counts 1.5, 1.5, 0.5, 0.5
        for (const int k : {2, 3}) {
            QVERIFY((x - book->vectors[k]).abs().sum(1).min().item<float>() < 1e-6f);
            QCOMPARE(book->counts[k].item<float>(), 1.0f);
        }
        QVERIFY((book->vectors.slice(0, 0, 2) - torch::tensor({{1.0333f, 0.0f}, {5.0333f, 0.0f}})).abs().max().item<float>() < 1e-3f);
    }

    void lengthsFitBothWays_data()
    {
        QTest::addColumn<int>("stages");
        QTest::addColumn<int>("depth");
        QTest::newRow("toy") << 5 << 1;
        QTest::newRow("workstation") << 7 << 3;
        QTest::newRow("one stage, no residual blocks") << 1 << 0;
    }
    void lengthsFitBothWays()
    {
        QFETCH(int, stages);
        QFETCH(int, depth);
        auto shape = tiny();
        shape.stages = stages;
        shape.residualDepth = depth;
        auto network = train::freshVqVae(shape, 1);
        const std::int64_t hop = 1 << stages;
        for (const std::int64_t steps : {1, 2, 7}) {
            const auto latent = network->encode(torch::randn({2, 1, steps * hop}));
            QVERIFY(latent.sizes() == torch::IntArrayRef({2, steps, shape.codeWidth}));
            QVERIFY(network->decode(latent).sizes() == torch::IntArrayRef({2, 1, steps * hop}));
        }
    }

    /// Changing code t changes no hidden state up to t (the sequence is shifted right), and the logits at t do not know code t: bit for bit.
    void nothingLooksAhead()
    {
        const auto shape = tiny();
        auto network = train::freshLanguageModel(shape, 2);
        network->eval();
        const torch::NoGradGuard noGrad;
        const auto codes = randomCodes(2, shape.context, shape.codes);
        const auto before = network->forward(codes);
        for (const std::int64_t place : {0, 1, 13, 30, 31}) {
            auto changed = codes.clone();
            changed.select(1, place).add_(1).remainder_(shape.codes);
            const auto after = network->forward(changed);
            for (std::size_t layer = 0; layer < before.hidden.size(); ++layer)
                QVERIFY(torch::equal(before.hidden[layer].slice(1, 0, place + 1), after.hidden[layer].slice(1, 0, place + 1)));
            QVERIFY(torch::equal(before.logits.slice(1, 0, place + 1), after.logits.slice(1, 0, place + 1)));
            if (place + 1 < shape.context) QVERIFY(!torch::equal(before.logits.select(1, place + 1), after.logits.select(1, place + 1)));
        }
        for (const auto& weights : before.attention) {
            QCOMPARE(weights.triu(1).abs().max().item<float>(), 0.0f);
            QVERIFY(torch::allclose(weights.sum(-1), torch::ones({2, shape.heads, shape.context})));
        }
    }

    void natsAreTheCrossEntropyOfTheLogits()
    {
        QTemporaryDir folder;
        Tunes clips(tiny().clipSamples());
        Log log;
        RunControl control;
        auto config = configIn(folder, 1, 1);
        config.stepsPerRound = 2;
        train::CodeTrainer(config, clips, log, control).run();
        train::TorchCodifiedModel model(config.shape, config.seed, config.folder, true, "cpu");
        auto twin = train::freshLanguageModel(config.shape, config.seed);
        twin->eval();
        const torch::NoGradGuard noGrad;
        const auto codes = randomCodes(1, 40, config.shape.codes);   // a window of 32 and one of 8
        double sum = 0;
        for (const auto& piece : {codes.slice(1, 0, 32), codes.slice(1, 32, 40)}) {
            const auto chances = torch::log_softmax(twin->forward(piece).logits, -1);
            for (std::int64_t i = 0; i < piece.size(1); ++i)
                sum -= chances[0][i][piece[0][i].item<std::int64_t>()].item<double>();
        }
        neural::Codes given;
        for (std::int64_t i = 0; i < 40; ++i)
            given.push_back(static_cast<std::int32_t>(codes[0][i].item<std::int64_t>()));
        QVERIFY(std::abs(model.nats(given) - sum) < 1e-3);
        const auto features = model.features(given, 2);
        QCOMPARE(features.size(), std::size_t{2 * 32});   // a rest of a quarter counts
        const auto hidden = twin->forward(codes.slice(1, 0, 32)).hidden[1].mean(1);
        for (int i = 0; i < 32; ++i)
            QVERIFY(std::abs(hidden[0][i].item<float>() - features[static_cast<std::size_t>(i)]) < 1e-5f);
        given.resize(39);
        QCOMPARE(model.features(given, 1).size(), std::size_t{32});
        QVERIFY_EXCEPTION_THROWN(model.features(given, 3), Error);
        given[0] = 99;
        QVERIFY_EXCEPTION_THROWN(model.nats(given), Error);
        QVERIFY_EXCEPTION_THROWN(model.encode(std::vector<float>(15)), Error);
    }

    void theLadderCountsAsByHand()
    {
        const std::vector<neural::Codes> learned{{0, 1, 0, 1, 0, 1, 0, 1}}, heldOut{{0, 1, 0}};
        const auto ladder = tasks::countedLadder(learned, heldOut, 4, 256);
        QVERIFY(std::abs(ladder.uniform - std::log(4.0)) < 1e-12);
        QVERIFY(std::abs(ladder.unigram + std::log(5.0 / 12)) < 1e-12);   // (4 + 1) / (8 + 4)
        // The first has no one before it; 0 -> 1: (4 + 10 * 5/12) / 14; 1 -> 0: (3 + 10 * 5/12) / 13.
        const double expected = -(std::log(5.0 / 12) + std::log((4 + 50.0 / 12) / 14) + std::log((3 + 50.0 / 12) / 13)) / 3;
        QVERIFY(std::abs(ladder.bigram - expected) < 1e-12);
        QCOMPARE(tasks::usageOf(learned, 4)["used"].get<int>(), 2);
        QVERIFY(std::abs(tasks::usageOf(learned, 4)["perplexity"].get<double>() - 2) < 1e-12);
        QVERIFY_EXCEPTION_THROWN(tasks::countedLadder(learned, {}, 4, 256), Error);
    }

    /// The whole chain on tunes: uniform > unigram > model on tunes that were held out, more than a fifth of the codes in use, the error falls.
    void theModelClimbsTheLikelihoodLadder()
    {
        QTemporaryDir folder;
        Tunes clips(tiny().clipSamples());
        Log log;
        RunControl control;
        const auto config = configIn(folder, 3, 4);
        train::CodeTrainer(config, clips, log, control).run();
        QCOMPARE(log.codes.size(), std::size_t{3});
        QVERIFY2(log.codes.back().waveError < 0.7 * log.codes.front().waveError, qPrintable(QString::number(log.codes.back().waveError)));
        QVERIFY2(log.codes.back().usedCodes > 0.2 * static_cast<double>(config.shape.codes), qPrintable(QString::number(log.codes.back().usedCodes)));
        QVERIFY(log.codes.back().perplexity > 1 && log.codes.back().perplexity <= static_cast<double>(config.shape.codes));
        train::TorchCodifiedModel coder(config.shape, config.seed, config.folder, true, "cpu");
        std::vector<neural::Codes> learned, heldOut;
        for (std::uint64_t seed = 0; seed < 40; ++seed)
            learned.push_back(coder.encode(tune(seed, 2048)));
        for (std::uint64_t seed = 5000; seed < 5012; ++seed)
            heldOut.push_back(coder.encode(tune(seed, 2048)));
        train::LanguageTrainer(config, learned, log, control).run();
        const train::TorchCodifiedModel untrained(config.shape, config.seed, config.folder, true, "cpu");
        train::TorchCodifiedModel model(config.shape, config.seed, config.folder, false, "cpu");
        auto ladder = tasks::countedLadder(learned, heldOut, static_cast<std::size_t>(config.shape.codes), static_cast<std::size_t>(config.shape.context));
        for (const auto& sequence : heldOut)
            ladder.model += model.nats(sequence) / static_cast<double>(ladder.codes);
        qInfo("uniform %.3f, unigram %.3f, bigram %.3f, model %.3f nats a code; %lld of %lld codes, wave error %.4f", ladder.uniform, ladder.unigram, ladder.bigram, ladder.model,
              static_cast<long long>(log.codes.back().usedCodes), static_cast<long long>(config.shape.codes), log.codes.back().waveError);
        QVERIFY(ladder.uniform > ladder.unigram);
        QVERIFY(ladder.unigram > ladder.model + 0.1);
        QVERIFY(ladder.beatsUnigram());
    }

    void resumedLearnsWhatAnUndisturbedOneDoes()
    {
        QTemporaryDir whole, halves;
        Tunes clips(tiny().clipSamples());
        Log log;
        RunControl control;
        const auto weights = [](const QTemporaryDir& folder) {
            auto config = configIn(folder, 2, 2);
            return train::TorchCodifiedModel(config.shape, config.seed, config.folder, false, "cpu");
        };
        const auto learn = [&](const QTemporaryDir& folder, int rounds) {
            auto config = configIn(folder, rounds, rounds);
            config.stepsPerRound = 3;
            train::CodeTrainer(config, clips, log, control).run();
            const std::vector<neural::Codes> sequences{{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {9, 8, 7, 6}};
            train::LanguageTrainer(config, sequences, log, control).run();
        };
        learn(whole, 2);
        learn(halves, 1);
        learn(halves, 2);
        QCOMPARE(log.codes.size(), std::size_t{4});   // 2 + 1 + 1
        auto once = weights(whole), twice = weights(halves);
        const auto wave = tune(3, 512);
        QVERIFY(once.encode(wave) == twice.encode(wave));
        QVERIFY(once.decode(once.encode(wave)) == twice.decode(once.encode(wave)));
        QCOMPARE(once.nats(neural::Codes{1, 2, 3, 4, 5}), twice.nats(neural::Codes{1, 2, 3, 4, 5}));
    }

    void nonsenseIsRefused()
    {
        for (const int wrong : {0, 1, 2, 3}) {
            auto shape = tiny();
            if (wrong == 0) shape.heads = 3;   // no divisor of 32
            if (wrong == 1) shape.stages = 0;
            if (wrong == 2) shape.codes = 1;
            if (wrong == 3) shape.context = 1;
            QVERIFY_EXCEPTION_THROWN(train::freshVqVae(shape, 0), Error);
        }
        QTemporaryDir folder;
        QVERIFY_EXCEPTION_THROWN(train::TorchCodifiedModel(tiny(), 0, folder.path().toStdString(), false, "cpu"), Error);
    }
};

QTEST_GUILESS_MAIN(tst_calm)
#include "tst_calm.moc"
