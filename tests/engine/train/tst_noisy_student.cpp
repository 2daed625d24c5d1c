#include "engine/train/noisy_student.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <random>

#include <torch/torch.h>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/models/state.h"
#include "engine/models/torch_model.h"
#include "engine/train/trainer.h"

using namespace engine;
using neural::HostBatch;

namespace
{

constexpr std::size_t kTags = 2, kMels = 128, kFrames = 16, kLabelled = 4, kUnlabelled = 4;

/// Labelled rows whose tags can be heard (loud low bands, loud high bands), then unlabelled rows of another loudness:
/// clean as it is, changed by a few decibels. A pure function of (seed, epoch, batch).
class Halves : public neural::BatchSource
{
public:
    explicit Halves(unsigned seed, std::size_t batches = 2) : m_seed(seed), m_batches(batches) {}
    std::size_t mels() const override { return kMels; }
    std::size_t frames() const override { return kFrames; }
    std::size_t batchCount(int) const override { return m_batches; }
    void fill(int epoch, std::size_t batch, HostBatch& out) override
    {
        std::seed_seq seeds{m_seed, static_cast<unsigned>(epoch), static_cast<unsigned>(batch)};
        std::mt19937 random(seeds);
        std::normal_distribution<float> level(-20, 5), change(0, 2);
        constexpr std::size_t cells = kMels * kFrames;
        out.rows = kLabelled + kUnlabelled;
        out.input.resize(out.rows * cells);
        out.clean.resize(kUnlabelled * cells);
        out.target.resize(kLabelled * kTags);
        for (std::size_t row = 0; row < kLabelled; ++row) {
            for (std::size_t tag = 0; tag < kTags; ++tag)
                out.target[row * kTags + tag] = static_cast<float>(random() % 2);
            for (std::size_t i = 0; i < cells; ++i)
                out.input[row * cells + i] = level(random) + 20 * out.target[row * kTags + (i < cells / 2 ? 0 : 1)];
        }
        for (std::size_t i = 0; i < kUnlabelled * cells; ++i) {
            out.clean[i] = level(random) - 30;
            out.input[kLabelled * cells + i] = out.clean[i] + change(random);
        }
    }

private:
    unsigned m_seed;
    std::size_t m_batches;
};

class Reports : public neural::EpochSink
{
public:
    double epochDone(const neural::EpochReport& report) override
    {
        all.push_back(report);
        return -report.train.loss;
    }
    void checkpointWritten(int, bool) override {}
    std::vector<neural::EpochReport> all;
};

std::vector<checkpoint::TensorBytes> freshState(const std::string& arch, std::uint64_t seed)
{
    return models::exportState(*models::makeNetwork(arch, kTags, seed));
}

/// A network that answers every tag of everything with this probability.
std::vector<checkpoint::TensorBytes> constantState(const std::string& arch, double probability)
{
    const auto network = models::makeNetwork(arch, kTags, 1);
    const torch::NoGradGuard noGrad;
    for (auto& entry : network->named_parameters()) {
        if (entry.key() == network->head() + ".weight") entry.value().zero_();
        if (entry.key() == network->head() + ".bias") entry.value().fill_(std::log(probability / (1 - probability)));
    }
    return models::exportState(*network);
}

neural::TrainConfig configOf(const QTemporaryDir& folder, const std::string& arch, const std::string& teacher)
{
    neural::TrainConfig config;
    config.arch = arch;
    config.tagCount = kTags;
    config.epochs = 1;
    config.learningRate = 1e-3;
    config.seed = 5;
    config.checkpointFolder = folder.path().toStdString();
    config.teacher = neural::Teacher{teacher, freshState(teacher, 9), 0};
    return config;
}

neural::TrainOutcome trained(const neural::TrainConfig& config, Reports& reports)
{
    RunControl control;
    Halves source(3);
    return train::Trainer(config, source, nullptr, reports, control).run();
}

torch::Tensor randomInput(std::int64_t rows)
{
    return torch::randn({rows, 1, static_cast<std::int64_t>(kMels), static_cast<std::int64_t>(kFrames)}) * 10 - 20;
}

std::vector<float> valuesOf(const torch::Tensor& tensor)
{
    const auto flat = tensor.contiguous();
    return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

}  // namespace

class tst_noisy_student : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { torch::set_num_threads(1); }

    void architectures_data()
    {
        QTest::addColumn<QByteArray>("student");
        QTest::addColumn<QByteArray>("teacher");
        QTest::newRow("short_res teaches itself") << QByteArray("short_res") << QByteArray("short_res");
        QTest::newRow("the transformer teaches itself") << QByteArray("mtt_student") << QByteArray("mtt_student");
    }

    /// Dropout and changes of the sound off, batch normalisation with its stored statistics (it is noise, too): then the
    /// student that is its teacher has nothing to learn from unlabelled windows.
    void aStudentThatIsItsTeacherHasNoGradientOnUnlabelledWindows_data() { architectures_data(); }
    void aStudentThatIsItsTeacherHasNoGradientOnUnlabelledWindows()
    {
        QFETCH(QByteArray, student);
        torch::manual_seed(1);
        const auto state = freshState(student.toStdString(), 4);
        train::StudentTeacher teacher({student.toStdString(), state, 0}, kTags, torch::kCPU);
        const auto network = models::makeNetwork(student.toStdString(), kTags, 77);
        models::importState(*network, state, /*skipHead=*/false);
        network->eval();
        const auto input = randomInput(3);
        const auto answers = teacher.answers({valuesOf(input), 3, kMels, kFrames});
        QVERIFY(!answers.requires_grad());
        models::Taps taps;
        const auto loss = train::unlabelledLoss(network->forward(input, taps), answers);
        loss.backward();
        double largest = 0;
        int parameters = 0;
        for (const auto& parameter : network->parameters())
            if (parameter.grad().defined()) {
                largest = std::max(largest, parameter.grad().abs().max().item<double>());
                ++parameters;
            }
        QVERIFY(parameters > 10);
        QVERIFY2(largest < 1e-6, qPrintable(QString::number(largest)));
        const auto p = answers.to(torch::kFloat64);
        const auto entropy = -(p * p.log() + (1 - p) * (1 - p).log()).mean().item<double>();
        QVERIFY2(std::abs(loss.item<double>() - entropy) < 1e-6, qPrintable(QString::number(loss.item<double>() - entropy)));
    }

    /// The control of the test above: another student does have a gradient there.
    void anotherStudentHasAGradient()
    {
        torch::manual_seed(1);
        train::StudentTeacher teacher({"mtt_student", freshState("mtt_student", 4), 0}, kTags, torch::kCPU);
        const auto network = models::makeNetwork("mtt_student", kTags, 77);
        network->eval();
        const auto input = randomInput(3);
        models::Taps taps;
        train::unlabelledLoss(network->forward(input, taps), teacher.answers({valuesOf(input), 3, kMels, kFrames})).backward();
        double largest = 0;
        for (const auto& parameter : network->parameters())
            if (parameter.grad().defined()) largest = std::max(largest, parameter.grad().abs().max().item<double>());
        QVERIFY(largest > 1e-4);
    }

    /// What rounding would break: the loss at a probability of 0.3 is least at 0.3, for each of many probabilities.
    void answersStaySoft()
    {
        for (const double p : {0.02, 0.3, 0.5, 0.51, 0.98}) {
            const auto answers = torch::full({1, 1}, p);
            auto logit = torch::full({1, 1}, std::log(p / (1 - p)), torch::requires_grad());
            train::unlabelledLoss(logit, answers).backward();
            QVERIFY(std::abs(logit.grad().item<double>()) < 1e-6);
        }
    }

    void labelsThatSayNoAreDoubtedAboveTheThresholdAlone()
    {
        const auto labels = torch::tensor({{0.0f, 0.0f, 1.0f, 0.0f}});
        const auto answers = torch::tensor({{0.4f, 0.7f, 0.9f, 0.5f}});
        const auto weights = train::skepticalWeights(labels, answers, 0.5);
        QVERIFY(torch::allclose(weights, torch::tensor({{1.0f, 0.3f, 1.0f, 0.5f}})));
    }

    /// A teacher that always says 0.5 draws the student there on unlabelled windows, though it began at 0.95 and labels pull elsewhere.
    void aTeacherOfHalvesDrawsTheStudentToHalves()
    {
        QTemporaryDir folder;
        auto config = configOf(folder, "spectnt_token:small", "mtt_student");
        config.teacher->state = constantState("mtt_student", 0.5);
        config.initialState = constantState("spectnt_token:small", 0.95);
        config.epochs = 25;
        config.learningRate = 3e-3;
        Reports reports;
        const auto meanOffset = [&](const std::vector<checkpoint::TensorBytes>& state) {
            train::StudentTeacher student({"spectnt_token:small", state, 0}, kTags, torch::kCPU);
            HostBatch batch;
            Halves(3).fill(1000, 0, batch);
            return (student.answers({batch.clean, kUnlabelled, kMels, kFrames}) - 0.5).abs().mean().item<double>();
        };
        QVERIFY(meanOffset(config.initialState) > 0.44);
        const auto outcome = trained(config, reports);
        const auto last = train::CheckpointFolder(config.checkpointFolder, "").bestPath();
        QVERIFY(std::filesystem::exists(last));
        QCOMPARE(outcome.best, last);
        const auto learned = meanOffset(checkpoint::readSafetensors(last).tensors);
        QVERIFY2(learned < 0.1, qPrintable(QString::number(learned)));
        QVERIFY(reports.all.back().unlabelledLoss < reports.all.front().unlabelledLoss);
        QVERIFY(reports.all.back().unlabelledLoss >= std::log(2.0) - 1e-6);   // the entropy of a half, which no student can go below
    }

    void theTeacherIsByteForByteWhatItWas_data()
    {
        QTest::addColumn<QByteArray>("student");
        QTest::addColumn<QByteArray>("teacher");
        QTest::newRow("short_res, expansion") << QByteArray("short_res") << QByteArray("mtt_student");
        QTest::newRow("the transformer, distillation") << QByteArray("mtt_student") << QByteArray("short_res");
    }
    void theTeacherIsByteForByteWhatItWas()
    {
        QFETCH(QByteArray, student);
        QFETCH(QByteArray, teacher);
        QTemporaryDir folder;
        auto config = configOf(folder, student.toStdString(), teacher.toStdString());
        const auto before = config.teacher->state;
        Reports reports;
        const auto outcome = trained(config, reports);
        QCOMPARE(outcome.teacherSha256, train::sha256Of(before));   // of the network after training, of the state before
        QCOMPARE(outcome.teacherSha256.size(), std::size_t{64});
        QCOMPARE(reports.all.front().unlabelledRows, 2 * kUnlabelled);
        QCOMPARE(reports.all.front().train.rows, 2 * kLabelled);
        const auto learned = checkpoint::readSafetensors(outcome.best).tensors;
        QVERIFY(train::sha256Of(learned) != train::sha256Of(freshState(student.toStdString(), config.seed)));
    }

    /// Statistics of batch normalisation move in training mode; the teacher's must not, whoever computes beside it.
    void answeringChangesNothing()
    {
        train::StudentTeacher teacher({"short_res", freshState("short_res", 4), 0}, kTags, torch::kCPU);
        const auto before = teacher.sha256();
        const auto input = randomInput(4);
        const auto first = teacher.answers({valuesOf(input), 4, kMels, kFrames});
        torch::manual_seed(99);
        const auto second = teacher.answers({valuesOf(input), 4, kMels, kFrames});
        QVERIFY(torch::equal(first, second));   // no dropout either
        QCOMPARE(teacher.sha256(), before);
    }

    void resumedLearnsWhatAnUndisturbedOneDoes()
    {
        QTemporaryDir once, twice;
        auto config = configOf(once, "mtt_student", "mtt_student");
        config.teacher->skeptical = 0.5;
        config.epochs = 3;
        Reports reports;
        trained(config, reports);
        config.checkpointFolder = twice.path().toStdString();
        config.epochs = 1;
        trained(config, reports);
        config.epochs = 3;
        config.resume = true;
        trained(config, reports);
        QCOMPARE(reports.all.size(), std::size_t{6});
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(reports.all[3 + i].train.loss, reports.all[i].train.loss);
            QCOMPARE(reports.all[3 + i].unlabelledLoss, reports.all[i].unlabelledLoss);
        }
        const auto weights = [](const QTemporaryDir& folder) {
            return train::sha256Of(checkpoint::readSafetensors(folder.filePath("epoch-0003.safetensors").toStdString()).tensors);
        };
        QCOMPARE(weights(twice), weights(once));
    }

    void anotherTeacherIsRefusedWhenItGoesOn()
    {
        QTemporaryDir folder;
        auto config = configOf(folder, "spectnt_token:small", "spectnt_token:small");
        Reports reports;
        trained(config, reports);
        config.teacher->state = freshState("spectnt_token:small", 10);
        config.resume = true;
        config.epochs = 2;
        QVERIFY_EXCEPTION_THROWN(trained(config, reports), Error);
    }

    void aTeacherOfOtherTagsIsRefused()
    {
        QTemporaryDir folder;
        auto config = configOf(folder, "spectnt_token:small", "spectnt_token:small");
        config.teacher->state = models::exportState(*models::makeNetwork("spectnt_token:small", kTags + 1, 9));
        Reports reports;
        QVERIFY_EXCEPTION_THROWN(trained(config, reports), Error);
        QVERIFY(reports.all.empty());
    }
};

QTEST_GUILESS_MAIN(tst_noisy_student)
#include "tst_noisy_student.moc"
