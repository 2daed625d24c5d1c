#include <QtTest>

#include <algorithm>
#include <cmath>
#include <random>

#include "engine/core/error.h"
#include "engine/neural/model_card.h"
#include "engine/neural/neural_loader.h"

using namespace engine;

namespace
{

/// Decibels as music gives them: around -20, some 20 wide; of a waveform samples.
std::vector<float> noise(const neural::ModelCard& card, std::size_t count, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> level(card.mels == 1 ? 0.0f : -20.0f, card.mels == 1 ? 0.1f : 20.0f);
    std::vector<float> values(count);
    std::generate(values.begin(), values.end(), [&] { return level(random); });
    return values;
}

double crossEntropy(const std::vector<float>& logits, const std::vector<float>& targets)
{
    double loss = 0;
    for (std::size_t i = 0; i < logits.size(); ++i)
        loss += std::log1p(std::exp(-std::abs(logits[i]))) + std::max(logits[i], 0.0f) - logits[i] * targets[i];
    return loss / static_cast<double>(logits.size());
}

/// Adds `step` times the derivative to one tensor of a state.
void move(std::vector<checkpoint::TensorBytes>& state, const neural::Activation& derivative, double step)
{
    auto& tensor = *std::find_if(state.begin(), state.end(), [&](const auto& t) { return t.name == derivative.layer; });
    auto values = checkpoint::toFloats(tensor);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] += static_cast<float>(step * derivative.values[i]);
    tensor = checkpoint::floatTensor(tensor.name, tensor.shape, values);
}

/// A short window, to be quick; 200 frames are two steps of the recurrent networks.
std::size_t framesOf(const neural::ModelCard& card)
{
    const bool recurrent = card.id.find("crnn") != std::string::npos;
    return std::max<std::size_t>(card.minFrames, recurrent ? 200 : 16);
}
neural::InputBatch batchOf(const neural::ModelCard& card, const std::vector<float>& values, std::size_t rows)
{
    return {values, rows, card.mels, framesOf(card)};
}
std::size_t valuesOf(const neural::ModelCard& card, std::size_t rows)
{
    return rows * card.mels * framesOf(card);
}

}  // namespace

/// Walks the registry: whatever is registered is tested.
class tst_models : public QObject
{
    Q_OBJECT

    std::unique_ptr<neural::NeuralEngine> m_engine;

    void everyArchitecture()
    {
        QTest::addColumn<QString>("arch");
        for (const auto& arch : m_engine->architectures())
            QTest::newRow(arch.c_str()) << QString::fromStdString(arch);
    }

private Q_SLOTS:
    void initTestCase() { m_engine = neural::openNeuralEngine(); }

    void cardsAndRegistryNameTheSame()
    {
        std::vector<std::string> cards;
        for (const auto& card : neural::modelCards())
            cards.push_back(card.id);
        auto registered = m_engine->architectures();
        std::sort(registered.begin(), registered.end());
        QVERIFY(cards == registered);
    }

    void cardSaysWhatTheModuleIs_data() { everyArchitecture(); }
    void cardSaysWhatTheModuleIs()
    {
        QFETCH(QString, arch);
        const auto card = neural::loadModelCard(arch.toStdString());
        auto model = m_engine->makeModel(card.id, 50, 0);
        QCOMPARE(model->parameterCount(), card.parameters);
        QCOMPARE(model->layers().back(), std::string(neural::kEmbeddingLayer));
        const auto values = noise(card, card.mels * card.frames, 1);
        const std::vector<std::string> wanted{std::string(neural::kEmbeddingLayer)};
        const auto result = model->forward({values, 1, card.mels, card.frames}, wanted);
        QCOMPARE(result.logits.size(), 50u);
        QVERIFY((result.activations.front().shape ==
                 std::vector<std::int64_t>{1, static_cast<std::int64_t>(card.embeddingSize)}));
    }

    /// Convolution, dense and recurrent weights without batch normalisation, in thousands: as counted in the fact
    /// sheet.
    void sizesAreThoseOfTheComparison_data()
    {
        QTest::addColumn<QString>("arch");
        QTest::addColumn<QList<int>>("thousands");
        QTest::newRow("k1c2") << "k1c2" << QList<int>{95, 232, 457, 944, 2772};
        QTest::newRow("k2c1") << "k2c1" << QList<int>{89, 224, 457, 907, 2697};
        QTest::newRow("k2c2") << "k2c2" << QList<int>{96, 245, 496, 1002, 3043};
        QTest::newRow("choi_crnn") << "choi_crnn" << QList<int>{97, 245, 496, 999, 3025};
    }
    void sizesAreThoseOfTheComparison()
    {
        QFETCH(QString, arch);
        QFETCH(QList<int>, thousands);
        const auto variants = neural::loadModelCard(arch.toStdString()).variants;
        QCOMPARE(variants.size(), std::size_t(thousands.size()));
        for (std::size_t i = 0; i < variants.size(); ++i) {
            const auto card = neural::loadModelCard(arch.toStdString() + ":" + variants[i].name);
            const auto model = m_engine->makeModel(card.id, 50, 0);
            QCOMPARE(model->parameterCount(), card.parameters);
            std::int64_t counted = 0;
            for (const auto& tensor : model->state())
                if (tensor.name.find("bn") == std::string::npos)
                    counted += static_cast<std::int64_t>(checkpoint::elementCount(tensor.shape));
            // Biases may or may not have been counted: they are less than 1.5 % in the smallest.
            QVERIFY2(std::abs(counted / 1000.0 - thousands[static_cast<int>(i)]) <
                         1 + 0.015 * thousands[static_cast<int>(i)],
                     qPrintable(QString("%1: %2").arg(card.id.c_str()).arg(counted)));
        }
    }

    void unknownSizeIsRefusedWithTheKnownOnes()
    {
        for (const auto* arch : {"k2c2:7", "fcn:0.1"}) {
            QVERIFY_EXCEPTION_THROWN(m_engine->makeModel(arch, 5, 0), Error);
            QVERIFY_EXCEPTION_THROWN(neural::loadModelCard(arch), Error);
        }
    }

    void wrongInputIsRefusedWithBothShapes_data() { everyArchitecture(); }
    void wrongInputIsRefusedWithBothShapes()
    {
        QFETCH(QString, arch);
        const auto card = neural::loadModelCard(arch.toStdString());
        auto model = m_engine->makeModel(card.id, 50, 0);
        const auto values = noise(card, (card.mels + 1) * card.frames, 1);
        try {
            model->forward({values, 1, card.mels + 1, card.frames});
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Mismatch);
            QVERIFY(QByteArray(error.what()).contains(QByteArray::number(static_cast<int>(card.mels + 1))));
            QVERIFY(QByteArray(error.what()).contains(QByteArray::number(static_cast<int>(card.mels))));
        }
    }

    void gradientsAreFiniteAndReachEveryParameter_data() { everyArchitecture(); }
    void gradientsAreFiniteAndReachEveryParameter()
    {
        QFETCH(QString, arch);
        const auto card = neural::loadModelCard(arch.toStdString());
        auto model = m_engine->makeModel(card.id, 3, 7);
        const auto values = noise(card, valuesOf(card, 2), 2);
        const auto gradients = model->gradients(batchOf(card, values, 2), std::vector<float>{1, 0, 0, 0, 1, 1});
        QVERIFY(std::isfinite(gradients.loss) && gradients.loss > 0);
        for (const auto& parameter : gradients.parameters) {
            QVERIFY2(
                std::all_of(parameter.values.begin(), parameter.values.end(), [](float v) { return std::isfinite(v); }),
                parameter.layer.c_str());
            QVERIFY2(std::any_of(parameter.values.begin(), parameter.values.end(), [](float v) { return v != 0; }),
                     parameter.layer.c_str());
        }
    }

    /// What is differentiated is what forward() computes, although learning and evaluation go different ways (folded
    /// normalisation, the input's scale apart): a small step along the gradient changes the loss by as much as the
    /// gradient says.
    void lossChangesByWhatTheGradientSays_data()
    {
        QTest::addColumn<QString>("arch");
        QTest::addColumn<QString>("prefix");
        for (const auto& arch : m_engine->architectures())
            QTest::addRow("%s, all parameters", arch.c_str()) << QString::fromStdString(arch) << "";
        for (const auto* arch : {"fcn", "musicnn", "short"})
            for (const auto* prefix : {"spec_bn.", "layer1."})
                QTest::addRow("%s, %s", arch, prefix) << arch << prefix;
    }
    void lossChangesByWhatTheGradientSays()
    {
        QFETCH(QString, arch);
        QFETCH(QString, prefix);
        const auto card = neural::loadModelCard(arch.toStdString());
        auto model = m_engine->makeModel(card.id, 3, 7);
        model->fillDeterministic();  // its statistics fit the noise; fresh ones do not know decibels
        const auto values = noise(card, valuesOf(card, 2), 2);
        const std::vector<float> targets{1, 0, 0, 0, 1, 1};
        const auto gradients = model->gradients(batchOf(card, values, 2), targets);
        // float32 logits of some size, folded and unfolded: measured differences are below 1e-6 of a loss of size 1.
        const auto loss = crossEntropy(model->forward(batchOf(card, values, 2)).logits, targets);
        QVERIFY2(std::abs(loss - gradients.loss) < 1e-5 * (1 + gradients.loss),
                 qPrintable(QString("%1 %2").arg(loss).arg(gradients.loss)));

        double slope = 0;
        for (const auto& parameter : gradients.parameters)
            if (parameter.layer.starts_with(prefix.toStdString()))
                for (const float g : parameter.values)
                    slope += static_cast<double>(g) * g;
        QVERIFY(slope > 0);
        // Far above the rounding of float32 weights and logits (1e-7), small enough to meet few kinks of ReLU and
        // pooling; both ways, so that the curvature cancels.
        const double wanted = 1e-3 * gradients.loss;
        const auto state = model->state();
        const auto lossAfter = [&](double step) {
            auto moved = state;
            for (const auto& parameter : gradients.parameters)
                if (parameter.layer.starts_with(prefix.toStdString())) move(moved, parameter, step);
            model->load(moved);
            return crossEntropy(model->forward(batchOf(card, values, 2)).logits, targets);
        };
        const double change = (lossAfter(wanted / slope) - lossAfter(-wanted / slope)) / 2;
        QVERIFY2(std::abs(change - wanted) < 0.05 * wanted,
                 qPrintable(QString("%1 wanted, %2 found").arg(wanted).arg(change)));
    }

    void oneRowAloneEqualsTheRowInABatch_data() { everyArchitecture(); }
    void oneRowAloneEqualsTheRowInABatch()
    {
        QFETCH(QString, arch);
        const auto card = neural::loadModelCard(arch.toStdString());
        auto model = m_engine->makeModel(card.id, 50, 0);
        model->fillDeterministic();
        const auto values = noise(card, valuesOf(card, 8), 3);
        const auto rowSize = values.size() / 8;
        const auto all = model->forward(batchOf(card, values, 8)).logits;
        for (const std::size_t row : {0, 7}) {
            const std::vector<float> alone(values.begin() + static_cast<std::ptrdiff_t>(row * rowSize),
                                           values.begin() + static_cast<std::ptrdiff_t>((row + 1) * rowSize));
            const auto logits = model->forward(batchOf(card, alone, 1)).logits;
            // Another batch size may choose another convolution algorithm: float32 rounding of logits up to some ten in
            // size.
            for (std::size_t i = 0; i < logits.size(); ++i)
                QVERIFY(std::abs(logits[i] - all[row * 50 + i]) <= 1e-5f * (1 + std::abs(logits[i])) * 10);
        }
    }

    void savedStateGivesTheSameLogitsBitForBit_data() { everyArchitecture(); }
    void savedStateGivesTheSameLogitsBitForBit()
    {
        QFETCH(QString, arch);
        const auto card = neural::loadModelCard(arch.toStdString());
        auto first = m_engine->makeModel(card.id, 5, 1);
        auto second = m_engine->makeModel(card.id, 5, 2);
        const auto values = noise(card, valuesOf(card, 1), 4);
        QVERIFY(first->forward(batchOf(card, values, 1)).logits != second->forward(batchOf(card, values, 1)).logits);
        second->load(first->state());
        QVERIFY(first->forward(batchOf(card, values, 1)).logits == second->forward(batchOf(card, values, 1)).logits);
    }

    void seedDecidesTheFreshWeights()
    {
        const auto bytes = [&](std::uint64_t seed) {
            return m_engine->makeModel("musicnn", 5, seed)->state().at(5).bytes;
        };
        QVERIFY(bytes(3) == bytes(3));
        QVERIFY(bytes(3) != bytes(4));
    }

    void wrongStateListsEveryDifferenceAndChangesNothing()
    {
        auto model = m_engine->makeModel("short", 5, 1);
        const auto before = model->state();
        auto state = m_engine->makeModel("short", 6, 2)->state();
        std::erase_if(state, [](const auto& tensor) { return tensor.name == "layer3.conv.bias"; });
        state.push_back(checkpoint::floatTensor("extra", {1}, {0}));
        try {
            model->load(state);
            QFAIL("accepted");
        } catch (const Error& error) {
            const QByteArray text = error.what();
            for (const auto* part : {"layer3.conv.bias: missing", "extra: not part",
                                     "dense2.weight: [5, 512] wanted, [6, 512] found", "dense2.bias"})
                QVERIFY2(text.contains(part), text.constData());
        }
        const auto after = model->state();
        for (std::size_t i = 0; i < before.size(); ++i)
            QVERIFY(before[i].bytes == after[i].bytes);
    }

    void headCanBeLeftOut()
    {
        auto model = m_engine->makeModel("short", 5, 1);
        const auto other = m_engine->makeModel("short", 6, 2)->state();
        const auto head = model->state().back().bytes;
        model->load(other, /*skipHead=*/true);
        QVERIFY(model->state().back().bytes == head);
        QVERIFY(model->state().at(5).bytes == other.at(5).bytes);
    }

    void prefixOfDataParallelTrainingIsCut()
    {
        auto state = m_engine->makeModel("musicnn", 5, 2)->state();
        for (auto& tensor : state)
            tensor.name.insert(0, "module.");
        auto model = m_engine->makeModel("musicnn", 5, 1);
        model->load(state);
        QVERIFY(model->state().back().bytes == state.back().bytes);
    }

    void notANumberIsRefused()
    {
        auto state = m_engine->makeModel("musicnn", 5, 2)->state();
        for (auto& tensor : state)
            if (tensor.name == "layer1.conv.bias")
                tensor = checkpoint::floatTensor(tensor.name, {64}, std::vector<float>(64, NAN));
        auto model = m_engine->makeModel("musicnn", 5, 1);
        try {
            model->load(state);
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::NonFinite);
            QCOMPARE(error.subject(), std::string("layer1.conv.bias"));
        }
    }
};

QTEST_GUILESS_MAIN(tst_models)
#include "tst_models.moc"
