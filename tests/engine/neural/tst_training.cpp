#include <QtTest>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>
#include <stop_token>

#include "engine/checkpoint/read_bytes.h"
#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/neural/neural_loader.h"

using namespace engine;
using neural::HostBatch;
namespace fs = std::filesystem;

namespace
{

constexpr std::size_t kTags = 2, kMels = 96, kFrames = 8, kRows = 8;

/// Two tags that can be heard: noise, louder in the low bands for tag 0 and in the high bands for tag 1. A pure
/// function of (seed, epoch, batch).
class Bands : public neural::BatchSource
{
public:
    explicit Bands(unsigned seed, std::size_t batches = 2) : m_seed(seed), m_batches(batches) {}
    std::size_t mels() const override { return kMels; }
    std::size_t frames() const override { return kFrames; }
    std::size_t batchCount(int) const override { return m_batches; }
    void fill(int epoch, std::size_t batch, HostBatch& out) override
    {
        std::seed_seq seeds{m_seed, static_cast<unsigned>(epoch), static_cast<unsigned>(batch)};
        std::mt19937 random(seeds);
        std::normal_distribution<float> level(-20, 5);
        out.rows = kRows;
        out.input.resize(kRows * kMels * kFrames);
        out.target.resize(kRows * kTags);
        for (std::size_t row = 0; row < kRows; ++row) {
            for (std::size_t tag = 0; tag < kTags; ++tag)
                out.target[row * kTags + tag] = static_cast<float>(random() % 2);
            for (std::size_t i = 0; i < kMels * kFrames; ++i) {
                const std::size_t tag = i / kFrames < kMels / 2 ? 0 : 1;
                out.input[row * kMels * kFrames + i] = level(random) + 20 * out.target[row * kTags + tag];
            }
        }
    }

private:
    unsigned m_seed;
    std::size_t m_batches;
};

/// The same in every epoch: rows of the given batches one after the other.
class Same : public Bands
{
public:
    Same(std::size_t batches, std::size_t together) : Bands(1, batches / together), m_together(together) {}
    void fill(int, std::size_t batch, HostBatch& out) override
    {
        out = {};
        HostBatch piece;
        for (std::size_t i = 0; i < m_together; ++i) {
            Bands::fill(1, batch * m_together + i, piece);
            out.rows += piece.rows;
            out.input.insert(out.input.end(), piece.input.begin(), piece.input.end());
            out.target.insert(out.target.end(), piece.target.begin(), piece.target.end());
        }
    }

private:
    std::size_t m_together;
};

class FailingSource : public Bands
{
public:
    using Bands::Bands;
    void fill(int epoch, std::size_t batch, HostBatch& out) override
    {
        if (batch == 1) throw Error(ErrorCode::Corrupt, "pack 7", "the check sum is wrong");
        Bands::fill(epoch, batch, out);
    }
};

class Diary : public neural::EpochSink
{
public:
    double epochDone(const neural::EpochReport& report) override
    {
        losses.push_back(report.train.loss);
        validLosses.push_back(report.valid.loss);
        lastValid = report.valid;
        rates.push_back(report.learningRate);
        return scores.empty() ? -report.valid.loss : scores.at(static_cast<std::size_t>(report.epoch - 1));
    }
    void checkpointWritten(int epoch, bool best) override
    {
        if (best) bestEpochs.push_back(epoch);
    }
    std::vector<double> losses, validLosses, rates, scores;
    std::vector<int> bestEpochs;
    neural::PartOutput lastValid;
};

}  // namespace

class tst_training : public QObject
{
    Q_OBJECT

    std::unique_ptr<neural::NeuralEngine> m_engine;

    static neural::TrainConfig config(const fs::path& folder, int epochs)
    {
        neural::TrainConfig config;
        config.arch = "musicnn";
        config.tagCount = kTags;
        config.epochs = epochs;
        config.learningRate = 1e-3;
        config.seed = 5;
        config.checkpointFolder = folder;
        return config;
    }

    neural::TrainOutcome train(const neural::TrainConfig& config, Diary& diary, std::size_t batches = 2)
    {
        Bands training(1, batches), validation(2, 1);
        auto control = RunControl::silent();
        return m_engine->train(config, training, &validation, diary, control);
    }

    static fs::path in(const QTemporaryDir& folder, const char* name)
    {
        return fs::path(folder.path().toStdString()) / name;
    }

    static void applyOption(const QString& option, neural::TrainConfig& config)
    {
        if (option == "warm-up, AdamW, cosine") {
            config.optimiser = neural::Optimiser::AdamW;
            config.schedule = neural::Schedule::Cosine;
            config.warmupEpochs = 2;
        } else if (option == "staged") {
            config.schedule = neural::Schedule::Staged;
            config.adamEpochs = config.sgdEpochs = 1;
        } else if (option == "augmentation") {
            config.augmentation = {2, 0.3, 2, 0.2, 0.4, 6, 0.1};
        } else if (option == "accumulation") {
            config.accumulate = 3;
        } else if (option == "slow backbone") {
            config.backboneRate = 0.1;
        } else if (option == "class weights") {
            config.positiveWeights = {3.0f, 0.5f};
        } else if (option == "bf16") {
            config.precision = neural::Precision::Bfloat16;
        }
    }

    /// Weight and bias of the last layer in a checkpoint.
    static std::vector<float> headOf(const fs::path& file)
    {
        std::vector<float> values;
        for (const auto& tensor : checkpoint::readSafetensors(file).tensors)
            if (tensor.name.starts_with("model.dense2.")) {
                const auto more = checkpoint::toFloats(tensor);
                values.insert(values.end(), more.begin(), more.end());
            }
        return values;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_engine = neural::openNeuralEngine();
        // Bit-equal results are promised for one thread.
        m_engine->setThreads(1);
    }

    void lossFallsAndTheTagsAreLearned()
    {
        QTemporaryDir folder;
        Diary diary;
        const auto outcome = train(config(in(folder, "run"), 8), diary, 4);
        QCOMPARE(outcome.epochs, 8);
        QVERIFY(diary.losses.back() < 0.6 * diary.losses.front());
        int right = 0;
        for (std::size_t i = 0; i < diary.lastValid.targets.size(); ++i)
            right += (diary.lastValid.probabilities[i] > 0.5f) == (diary.lastValid.targets[i] > 0.5f) ? 1 : 0;
        QVERIFY(right >= 15);  // of 16; chance is 8
        QVERIFY(fs::exists(outcome.best));
    }

    void resumedRunEqualsTheUndisturbedBitForBit()
    {
        QTemporaryDir folder;
        Diary whole, first, second;
        const auto undisturbed = train(config(in(folder, "a"), 4), whole);
        auto broken = config(in(folder, "b"), 2);
        train(broken, first);
        broken.epochs = 4;
        broken.resume = true;
        const auto resumed = train(broken, second);
        QCOMPARE(second.losses.size(), 2u);
        QVERIFY(std::equal(second.losses.begin(), second.losses.end(), whole.losses.begin() + 2));
        QCOMPARE(resumed.bestEpoch, undisturbed.bestEpoch);
        QVERIFY(checkpoint::readBytes(in(folder, "a") / "epoch-0004.safetensors") ==
                checkpoint::readBytes(in(folder, "b") / "epoch-0004.safetensors"));
        QVERIFY(checkpoint::readBytes(undisturbed.best) == checkpoint::readBytes(resumed.best));
    }

    void damagedNewestCheckpointFallsBackToTheOneBefore()
    {
        QTemporaryDir folder;
        Diary whole, first, second;
        train(config(in(folder, "a"), 4), whole);
        auto broken = config(in(folder, "b"), 3);
        train(broken, first);
        std::ofstream(in(folder, "b") / "epoch-0003.safetensors", std::ios::binary | std::ios::app) << "x";
        broken.epochs = 4;
        broken.resume = true;
        train(broken, second);
        QCOMPARE(second.losses.size(), 2u);  // epochs 3 and 4
        QVERIFY(checkpoint::readBytes(in(folder, "a") / "epoch-0004.safetensors") ==
                checkpoint::readBytes(in(folder, "b") / "epoch-0004.safetensors"));
    }

    void onlyTheLastTwoAndTheBestAreKept()
    {
        QTemporaryDir folder;
        Diary diary;
        diary.scores = {0.1, 0.9, 0.2, 0.3};
        train(config(in(folder, "run"), 4), diary);
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(in(folder, "run")))
            names.push_back(entry.path().filename().string());
        std::sort(names.begin(), names.end());
        QVERIFY((names == std::vector<std::string>{"best.safetensors", "epoch-0003.json", "epoch-0003.safetensors",
                                                   "epoch-0004.json", "epoch-0004.safetensors"}));
        QVERIFY((diary.bestEpochs == std::vector<int>{1, 2}));
    }

    void noProgressStopsEarlyAndStaysStoppedAfterAResume()
    {
        QTemporaryDir folder;
        auto wanted = config(in(folder, "run"), 50);
        wanted.patience = 2;
        Diary diary;
        diary.scores = {0.5, 0.6, 0.6, std::nan("")};
        const auto outcome = train(wanted, diary);
        QCOMPARE(outcome.epochs, 4);
        QCOMPARE(outcome.bestEpoch, 2);
        QVERIFY(outcome.stoppedEarly);
        wanted.resume = true;
        Diary again;
        QVERIFY(train(wanted, again).stoppedEarly);
        QVERIFY(again.losses.empty());
    }

    void resumeWithOtherSettingsIsRefused()
    {
        QTemporaryDir folder;
        auto wanted = config(in(folder, "run"), 1);
        Diary diary;
        train(wanted, diary);
        wanted.resume = true;
        wanted.epochs = 2;
        wanted.learningRate = 0.5;
        QVERIFY_EXCEPTION_THROWN(train(wanted, diary), Error);
    }

    void stopArrivesAsCancelledAndTheRunGoesOnLater()
    {
        QTemporaryDir folder;
        std::stop_source stop;
        int steps = 0;
        RunControl control(stop.get_token(), [&](const Progress&) {
            if (++steps == 5) stop.request_stop();  // in the second epoch
        });
        Bands training(1), validation(2, 1);
        Diary diary;
        auto wanted = config(in(folder, "run"), 3);
        bool cancelled = false;
        try {
            m_engine->train(wanted, training, &validation, diary, control);
        } catch (const Cancelled&) {
            cancelled = true;
        }
        QVERIFY(cancelled);
        QCOMPARE(diary.losses.size(), 1u);
        wanted.resume = true;
        Diary rest;
        QCOMPARE(train(wanted, rest).epochs, 3);
        QCOMPARE(rest.losses.size(), 2u);
    }

    void errorOfTheSourceArrivesWithItsSubject()
    {
        QTemporaryDir folder;
        FailingSource training(1);
        Diary diary;
        auto control = RunControl::silent();
        try {
            m_engine->train(config(in(folder, "run"), 1), training, nullptr, diary, control);
            QFAIL("trained");
        } catch (const Error& error) {
            QCOMPARE(error.subject(), std::string("pack 7"));
        }
    }

    void frozenBackboneKeepsItsWeightsAndStatistics()
    {
        QTemporaryDir folder;
        auto wanted = config(in(folder, "run"), 2);
        wanted.freeze = neural::Freeze::Backbone;
        wanted.initialState = m_engine->makeModel("musicnn", 7, 9)->state();  // other tags: its head is left out
        Diary diary;
        const auto outcome = train(wanted, diary);
        const auto learned = checkpoint::readSafetensors(outcome.best).tensors;
        for (std::size_t i = 0; i < learned.size(); ++i) {
            if (learned[i].name.starts_with("dense2.")) continue;
            QVERIFY2(learned[i].bytes == wanted.initialState[i].bytes, learned[i].name.c_str());
        }
        QVERIFY(diary.losses[1] < diary.losses[0]);
    }

    // --- options -------------------------------------------------------------------------------------------------

    void resumedRunEqualsAnUndisturbedOneWithEveryOption_data()
    {
        QTest::addColumn<QString>("option");
        for (const auto* option :
             {"warm-up, AdamW, cosine", "staged", "augmentation", "accumulation", "slow backbone", "class weights"})
            QTest::newRow(option) << option;
        try {
            m_engine->makeModel("k2c1", kTags, 0)->setPrecision(neural::Precision::Bfloat16);
            QTest::newRow("bf16") << "bf16";
        } catch (const Error&) {
            qInfo("bf16 is left out: this processor does not have it");
        }
    }
    void resumedRunEqualsAnUndisturbedOneWithEveryOption()
    {
        QFETCH(QString, option);
        QTemporaryDir folder;
        m_engine->setThreads(1);
        auto straight = config(in(folder, "a"), 4), broken = config(in(folder, "b"), 4);
        applyOption(option, straight);
        applyOption(option, broken);
        Diary first, second, rest;
        train(straight, first);

        std::stop_source stop;
        RunControl control(stop.get_token(), [&](const Progress& progress) {
            if (progress.stage.find("epoch 3") != std::string::npos) stop.request_stop();
        });
        Bands training(1), validation(2, 1);
        try {
            m_engine->train(broken, training, &validation, second, control);
            QFAIL("not stopped");
        } catch (const Cancelled&) {
        }
        broken.resume = true;
        train(broken, rest);
        QCOMPARE(rest.losses.size(), std::size_t{2});
        QVERIFY(checkpoint::readBytes(in(folder, "a") / "epoch-0004.safetensors") ==
                checkpoint::readBytes(in(folder, "b") / "epoch-0004.safetensors"));
    }

    void everyOptionChangesWhatIsLearned_data() { resumedRunEqualsAnUndisturbedOneWithEveryOption_data(); }
    void everyOptionChangesWhatIsLearned()
    {
        QFETCH(QString, option);
        QTemporaryDir folder;
        auto plain = config(in(folder, "a"), 2), other = config(in(folder, "b"), 2);
        applyOption(option, other);
        Diary first, second;
        train(plain, first);
        train(other, second);
        QVERIFY(std::isfinite(second.validLosses.back()));
        QVERIFY(first.validLosses.back() != second.validLosses.back());
    }

    void stagesAreTheOriginals()
    {
        QTemporaryDir folder;
        auto wanted = config(in(folder, "run"), 5);
        wanted.schedule = neural::Schedule::Staged;
        wanted.adamEpochs = 2;
        wanted.sgdEpochs = 1;
        wanted.learningRate = 2e-3;
        Diary diary;
        train(wanted, diary);
        QVERIFY((diary.rates == std::vector<double>{2e-3, 2e-3, 1e-3, 1e-4, 1e-5}));
    }

    /// With batches that are the same in every epoch and a head that alone learns, the third epoch of a run whose best
    /// was the first equals the second epoch of a run that changed its stage there.
    void stageBeginsWithTheBestWeights()
    {
        QTemporaryDir folder;
        const auto last = [&](const char* name, int adamEpochs, const std::vector<double>& scores) {
            auto wanted = config(in(folder, name), adamEpochs + 1);
            wanted.schedule = neural::Schedule::Staged;
            wanted.adamEpochs = adamEpochs;
            wanted.freeze = neural::Freeze::Backbone;
            Same training(2, 1);
            Diary diary;
            diary.scores = scores;
            auto control = RunControl::silent();
            m_engine->train(wanted, training, nullptr, diary, control);
            return headOf(in(folder, name) / ("epoch-000" + std::to_string(adamEpochs + 1) + ".safetensors"));
        };
        QVERIFY(last("a", 1, {0.9, 0.1}) == last("b", 2, {0.9, 0.1, 0.1}));
        QVERIFY(last("c", 1, {0.9, 0.1}) != last("d", 2, {0.1, 0.9, 0.1}));
    }

    void accumulatedBatchesAreOneLargeBatch()
    {
        QTemporaryDir folder;
        const auto head = [&](const char* name, std::size_t together, int accumulate) {
            auto wanted = config(in(folder, name), 3);
            wanted.freeze = neural::Freeze::Backbone;
            wanted.accumulate = accumulate;
            Same training(4, together);
            Diary diary;
            auto control = RunControl::silent();
            m_engine->train(wanted, training, nullptr, diary, control);
            return headOf(in(folder, name) / "epoch-0003.safetensors");
        };
        const auto large = head("a", 2, 1), small = head("b", 1, 2), other = head("c", 1, 1);
        double difference = 0, apart = 0;
        for (std::size_t i = 0; i < large.size(); ++i) {
            difference = std::max(difference, static_cast<double>(std::abs(large[i] - small[i])));
            apart = std::max(apart, static_cast<double>(std::abs(large[i] - other[i])));
        }
        // Adam divides by the gradient's size: float32 rounding of sums, in units of the learning rate.
        QVERIFY2(difference < 1e-5 && apart > 1e-4, qPrintable(QString("%1 %2").arg(difference).arg(apart)));
    }

    /// The seed decides the dropout and, from given weights, nothing else.
    void withoutDropoutTheSeedMeansNothing()
    {
        QTemporaryDir folder;
        const auto weights = m_engine->makeModel(config(folder.path().toStdString(), 1).arch, 2, 5)->state();
        const auto head = [&](const char* name, double dropout, std::uint64_t seed) {
            auto wanted = config(in(folder, name), 1);
            wanted.initialState = weights;
            wanted.dropout = dropout;
            wanted.seed = seed;
            Same training(4, 2);
            Diary diary;
            auto control = RunControl::silent();
            m_engine->train(wanted, training, nullptr, diary, control);
            return headOf(in(folder, name) / "epoch-0001.safetensors");
        };
        QVERIFY(head("a", 0, 1) == head("b", 0, 2));
        QVERIFY(head("c", 1, 1) != head("d", 1, 2));
        QVERIFY(head("e", 1, 1) != head("f", 0.5, 1));
    }

    void backboneOfRateZeroStays()
    {
        QTemporaryDir folder;
        auto wanted = config(in(folder, "run"), 1);
        wanted.backboneRate = 0;
        const auto start = m_engine->makeModel("musicnn", kTags, 9)->state();
        wanted.initialState = start;
        Diary diary;
        const auto learned = checkpoint::readSafetensors(train(wanted, diary).best).tensors;
        for (std::size_t i = 0; i < learned.size(); ++i) {
            const auto& name = learned[i].name;
            const bool parameter = name.ends_with("weight") || name.ends_with("bias");
            if (parameter) QCOMPARE(learned[i].bytes == start[i].bytes, !name.starts_with("dense2."));
        }
    }

    void positiveWeightsLiftRareTags()
    {
        QTemporaryDir folder;
        const auto meanOfTag0 = [&](const char* name, std::vector<float> weights) {
            auto wanted = config(in(folder, name), 3);
            wanted.learningRate = 1e-2;
            wanted.freeze = neural::Freeze::Backbone;
            wanted.positiveWeights = std::move(weights);
            Diary diary;
            train(wanted, diary);
            double sum = 0;
            for (std::size_t row = 0; row < diary.lastValid.rows; ++row)
                sum += diary.lastValid.probabilities[row * kTags];
            return sum / static_cast<double>(diary.lastValid.rows);
        };
        const auto lifted = meanOfTag0("a", {20, 1}), plain = meanOfTag0("b", {});
        QVERIFY2(lifted > plain + 0.05, qPrintable(QString("%1 %2").arg(lifted).arg(plain)));
    }

    void cosineScheduleEndsAtOnePercent()
    {
        QTemporaryDir folder;
        auto wanted = config(in(folder, "run"), 3);
        wanted.schedule = neural::Schedule::Cosine;
        Diary diary;
        train(wanted, diary);
        QCOMPARE(diary.rates.at(0), 1e-3);
        QVERIFY(std::abs(diary.rates.at(1) - 1e-3 * (0.01 + 0.99 * 0.5)) < 1e-12);
        QVERIFY(std::abs(diary.rates.at(2) - 1e-5) < 1e-12);
    }
};

QTEST_GUILESS_MAIN(tst_training)
#include "tst_training.moc"
