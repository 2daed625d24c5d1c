#include "../active/numpy_beside.h"

#include <cmath>
#include <numbers>

#include "engine/core/random.h"
#include "engine/dsp/filter_response.h"
#include "engine/dsp/harmonic_bank.h"

using namespace engine;
using namespace engine::dsp;

class tst_filter_response : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theResponseIsThatOfNumpy_data()
    {
        QTest::addColumn<int>("taps");
        for (const int taps : {1, 3, 129, 165})
            QTest::addRow("%d taps", taps) << taps;
    }
    void theResponseIsThatOfNumpy()
    {
        if (!NumpyBeside::has("import numpy")) QSKIP("python3-numpy is absent");
        QFETCH(int, taps);
        SplitMix random(7);
        std::vector<float> kernel(static_cast<std::size_t>(taps));
        for (auto& tap : kernel)
            tap = static_cast<float>(2 * random.uniform() - 1);
        NumpyBeside beside;
        beside.put("w", {kernel.size()}, kernel);
        beside.run("np.save(at('h'), np.abs(np.fft.rfft(np.load(at('w')).astype(float), 2048)))\n");
        const auto wanted = beside.get("h");
        const auto found = magnitudeResponse(kernel, 1025);
        QCOMPARE(found.size(), wanted.size());
        for (std::size_t i = 0; i < found.size(); ++i)
            QVERIFY(std::abs(found[i] - wanted[i]) < 1e-11);   // double precision, 165 terms
    }

    void aPlantedBandPassPeaksWhereItWasPlanted_data()
    {
        QTest::addColumn<double>("hz");
        for (const double hz : {500., 3000., 7200.})
            QTest::addRow("%g Hz", hz) << hz;
    }
    void aPlantedBandPassPeaksWhereItWasPlanted()
    {
        QFETCH(double, hz);
        constexpr double kRate = 16000;
        std::vector<float> kernel(256);
        for (std::size_t n = 0; n < kernel.size(); ++n) {
            const double place = static_cast<double>(n) / static_cast<double>(kernel.size());
            kernel[n] = static_cast<float>(0.5 * (1 - std::cos(2 * std::numbers::pi * place)) * std::cos(2 * std::numbers::pi * hz / kRate * static_cast<double>(n)));
        }
        const auto peak = peakOf(magnitudeResponse(kernel, 1025), kRate);
        QVERIFY(peak && std::abs(peak->hz - hz) <= kRate / 2048);            // one point of the grid
        QVERIFY(std::abs(peak->magnitude - 64) < 0.5);                       // half the window's sum
    }

    void silenceHasNoPeakAndOneTapHasItsAtZero()
    {
        QVERIFY(!peakOf(magnitudeResponse(std::vector<float>(3, 0), 1025), 16000));
        QCOMPARE(magnitudeDb(0), kSilentDb);
        const auto flat = peakOf(magnitudeResponse(std::vector<float>{0, 0.7f, 0}, 1025), 16000);
        QVERIFY(flat && flat->hz == 0);
        QVERIFY(std::abs(magnitudeDb(10) - 20) < 1e-12);
    }

    void harmonicTrianglesAreThoseOfTheFormula()
    {
        const HarmonicBank bank;
        QVERIFY(std::abs(bank.noteHz(90) - 440) < 1e-9);                     // MIDI 69
        QVERIFY(std::abs(HarmonicBank::bandwidthHz(440, 2) - (0.1079 * 440 + 24.7) / 2) < 1e-12);
        const auto weights = bank.triangle(1000, 1);                         // 132.6 Hz wide at its foot
        QCOMPARE(weights.size(), std::size_t{257});
        QCOMPARE(weights[32], 1.0);                                          // the bin of 1000 Hz
        QVERIFY(std::abs(weights[33] - (1 - 31.25 / 66.3)) < 1e-12);
        QCOMPARE(weights[35], 0.0);                                          // 93.75 Hz away
    }
};

QTEST_GUILESS_MAIN(tst_filter_response)
#include "tst_filter_response.moc"
