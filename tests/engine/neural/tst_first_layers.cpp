#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/checkpoint/tensor_bytes.h"
#include "engine/core/random.h"
#include "engine/neural/neural_loader.h"
#include "engine/tasks/learned_filters.h"

using namespace engine;

/// What the cards say of first layers, held against the networks.
class tst_first_layers : public QObject {
    Q_OBJECT

    std::unique_ptr<neural::NeuralEngine> m_engine;

private Q_SLOTS:
    void initTestCase() { m_engine = neural::openNeuralEngine(); }

    void everyNetworkHasTheFiltersOfItsCardAndStartsAsTheTwin_data()
    {
        QTest::addColumn<QString>("arch");
        for (const auto& card : neural::modelCards()) {
            QTest::newRow(card.id.c_str()) << QString::fromStdString(card.id);
            for (const auto& variant : card.variants)
                QTest::newRow((card.id + ":" + variant.name).c_str()) << QString::fromStdString(card.id + ":" + variant.name);
        }
    }
    void everyNetworkHasTheFiltersOfItsCardAndStartsAsTheTwin()
    {
        QFETCH(QString, arch);
        const auto card = neural::loadModelCard(arch.toStdString());
        const auto state = m_engine->makeModel(card.id, 2, 1)->state();
        const auto banks = tasks::banksOf(card, state, card.id);
        QCOMPARE(banks.size(), card.filters.size());
        for (const auto& bank : banks) {
            if (!arch.contains(':')) QCOMPARE(bank.filters, bank.layer.filters);
            if (bank.layer.kind == neural::FilterKind::Harmonic) {
                QCOMPARE(bank.values, tasks::untrainedTwin(bank).values);
                continue;
            }
            const double bound = 1 / std::sqrt(static_cast<double>(bank.rows * bank.columns));
            double squares = 0;
            for (const float value : bank.values) {
                QVERIFY(std::abs(static_cast<double>(value)) <= bound * (1 + 1e-6));   // single precision
                squares += static_cast<double>(value) * value;
            }
            // Of n uniform numbers the mean square is off by 0.9 / sqrt(n) of itself; five times that never happens.
            const double count = static_cast<double>(bank.values.size());
            QVERIFY2(std::abs(squares / count / (bound * bound / 3) - 1) < 5 * 0.9 / std::sqrt(count), bank.layer.tensor.c_str());
        }
    }

    void harmonicFiltersAreThoseTheNetworkHearsThrough()
    {
        const auto card = neural::loadModelCard("hcnn");
        const auto model = m_engine->makeModel("hcnn", 2, 0);
        auto state = model->state();
        for (auto& tensor : state)
            if (tensor.name == "hstft.bw_Q") tensor = checkpoint::floatTensor(tensor.name, {1}, {2.5f});
        model->load(state);
        SplitMix random(3);
        std::vector<float> samples(card.minFrames);
        for (auto& sample : samples)
            sample = static_cast<float>(random.uniform() - 0.5);
        const std::vector<std::string> layers{"logmel"};
        const auto heard = model->forward({samples, 1, 1, samples.size()}, layers).activations.at(0);

        const auto bank = tasks::harmonicBankOf(card.filters.at(0), dsp::loadPreset(card.preset));
        constexpr std::size_t kFrame = 20, kHop = 256;
        std::vector<double> power(bank.bins());
        for (std::size_t bin = 0; bin < power.size(); ++bin) {
            double real = 0, imaginary = 0;
            for (std::size_t n = 0; n < bank.fftSize; ++n) {
                const double turn = 2 * std::numbers::pi / static_cast<double>(bank.fftSize);
                const double window = 0.5 * (1 - std::cos(turn * static_cast<double>(n)));
                const double value = window * static_cast<double>(samples[kFrame * kHop + n - bank.fftSize / 2]);
                real += value * std::cos(turn * static_cast<double>(bin * n % bank.fftSize));
                imaginary += value * std::sin(turn * static_cast<double>(bin * n % bank.fftSize));
            }
            power[bin] = real * real + imaginary * imaginary;
        }
        const auto frames = static_cast<std::size_t>(heard.shape.at(3));
        std::size_t compared = 0;
        for (std::size_t harmonic = 1; harmonic <= bank.harmonics; ++harmonic)
            for (std::size_t note = 0; note < bank.notes; ++note) {
                const auto weights = bank.triangle(static_cast<double>(harmonic) * bank.noteHz(note), 2.5);
                double sum = 0;
                for (std::size_t bin = 0; bin < power.size(); ++bin)
                    sum += weights[bin] * power[bin];
                const double found = static_cast<double>(heard.values[((harmonic - 1) * bank.notes + note) * frames + kFrame]);
                // A triangle's foot that just touches a bin is single precision's noise.
                if (sum > 1e-3) QVERIFY2(std::abs(found - 10 * std::log10(sum)) < 0.05, qPrintable(QStringLiteral("%1 of note %2").arg(harmonic).arg(note)));
                else QVERIFY(found < -25);
                compared += sum > 1e-3 ? 1 : 0;
            }
        QVERIFY(compared > 600);
    }
};

QTEST_GUILESS_MAIN(tst_first_layers)
#include "tst_first_layers.moc"
