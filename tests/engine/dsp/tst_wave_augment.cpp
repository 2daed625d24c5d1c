#include "engine/dsp/wave_augment.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <complex>
#include <map>
#include <numbers>

#include "engine/core/error.h"
#include "engine/dsp/pitch_shift.h"
#include "engine/dsp/reverb.h"

using namespace engine;
using namespace engine::dsp;

namespace {

constexpr int kRate = 22050;

std::vector<float> sine(double hertz, std::size_t count = 2 * kRate)
{
    std::vector<float> samples(count);
    for (std::size_t i = 0; i < count; ++i)
        samples[i] = static_cast<float>(0.5 * std::sin(2 * std::numbers::pi * hertz * static_cast<double>(i) / kRate));
    return samples;
}

/// Strength of one frequency in the middle of the samples (where no end disturbs), under a Hann window: 0.5 for sine().
double strengthAt(const std::vector<float>& samples, double hertz)
{
    const std::size_t first = samples.size() / 4, count = samples.size() / 2;
    std::complex<double> sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const double hann = 1 - std::cos(2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(count));
        sum += hann * static_cast<double>(samples[first + i]) * std::polar(1.0, -2 * std::numbers::pi * hertz * static_cast<double>(i) / kRate);
    }
    return 2 * std::abs(sum) / static_cast<double>(count);
}

double strongest(const std::vector<float>& samples, double from, double to, double step)
{
    double best = from;
    for (double hertz = from; hertz <= to; hertz += step)
        if (strengthAt(samples, hertz) > strengthAt(samples, best)) best = hertz;
    return best;
}

double energy(const std::vector<float>& samples, std::size_t from = 0, std::size_t to = SIZE_MAX)
{
    double sum = 0;
    for (std::size_t i = from; i < std::min(to, samples.size()); ++i)
        sum += static_cast<double>(samples[i]) * samples[i];
    return sum;
}

double decibels(double ratio)
{
    return 20 * std::log10(std::max(ratio, 1e-12));
}

std::vector<float> noise(std::size_t count, std::uint64_t seed)
{
    std::vector<float> samples(count, 0.0f);
    SplitMix random(seed);
    addNoise(samples, 0.1, random);
    return samples;
}

}  // namespace

class tst_wave_augment : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pitchMovesTheFrequencyAndNotTheLength_data()
    {
        QTest::addColumn<double>("cents");
        for (const double cents : {1200.0, 700.0, 100.0, -100.0, -700.0, -1200.0})
            QTest::newRow(qPrintable(QString::number(cents))) << cents;
    }
    void pitchMovesTheFrequencyAndNotTheLength()
    {
        QFETCH(double, cents);
        const auto before = sine(600);
        const auto after = pitchShifted(before, cents);
        QCOMPARE(after.size(), before.size());
        const double wanted = 600 * std::exp2(cents / 1200);
        const double found = strongest(after, wanted - 40, wanted + 40, 1);
        QVERIFY2(std::abs(found - wanted) <= 1.5, qPrintable(QString("%1 wanted, %2 found").arg(wanted).arg(found)));
        QVERIFY2(std::abs(decibels(strengthAt(after, found) / 0.5)) < 1, qPrintable(QString::number(strengthAt(after, found))));
        QVERIFY(decibels(strengthAt(after, 600) / 0.5) < -40);
    }

    void pitchOfNothingIsTheSame()
    {
        const auto samples = noise(5000, 1);
        QVERIFY(pitchShifted(samples, 0) == samples);
        QVERIFY_EXCEPTION_THROWN(pitchShifted(samples, 5000), Error);
        const auto silent = pitchShifted(std::vector<float>(5000, 0.0f), 300);
        QVERIFY(std::ranges::all_of(silent, [](float x) { return x == 0; }));
    }

    /// Nothing folds back: what would lie above half the rate is gone.
    void pitchUpFiltersWhatWouldFoldBack()
    {
        const auto after = pitchShifted(sine(9000), 700);   // 13 480 Hz, above 11 025
        QVERIFY(decibels(std::sqrt(energy(after, kRate / 2, kRate) / energy(sine(9000), kRate / 2, kRate))) < -30);
    }

    void filtersKeepTheirBandAndLeaveTheOther_data()
    {
        QTest::addColumn<int>("band");
        QTest::addColumn<double>("cutoff");
        for (const double cutoff : {2200.0, 4000.0})
            QTest::addRow("low-pass %.0f", cutoff) << 0 << cutoff;
        for (const double cutoff : {200.0, 1200.0})
            QTest::addRow("high-pass %.0f", cutoff) << 1 << cutoff;
    }
    void filtersKeepTheirBandAndLeaveTheOther()
    {
        QFETCH(int, band);
        QFETCH(double, cutoff);
        const auto pass = band == 0 ? PassBand::Low : PassBand::High;
        const auto through = [&](double hertz) {
            auto samples = sine(hertz);
            filterWave(samples, pass, cutoff, kRate);
            return decibels(strengthAt(samples, hertz) / 0.5);
        };
        const double inside = band == 0 ? cutoff / 2 : cutoff * 2, outside = band == 0 ? cutoff * 2 : cutoff / 2;
        QVERIFY(std::abs(through(inside)) < 0.5);
        QVERIFY2(through(outside) < -40, qPrintable(QString::number(through(outside))));
        QVERIFY(std::abs(through(cutoff) + 6) < 1);   // half at the cut-off
    }

    void delayIsHeardAtItsLag()
    {
        auto samples = noise(2 * kRate, 3);
        const std::size_t lag = kRate / 4;
        addDelay(samples, lag);
        std::size_t best = 1000;
        double highest = 0;
        for (std::size_t shift = 1000; shift < kRate; ++shift) {
            double sum = 0;
            for (std::size_t i = 0; i + shift < samples.size(); i += 3)
                sum += samples[i] * samples[i + shift];
            if (sum > highest) std::tie(highest, best) = std::pair(sum, shift);
        }
        QCOMPARE(best, lag);
    }

    void reverbLastsLongerWithMoreReverberance()
    {
        const auto tail = [](double reverberance, double damping) {
            std::vector<float> click(2 * kRate, 0.0f);
            click[0] = 1;
            reverberate(click, {reverberance, damping, 80}, kRate);
            return click;
        };
        const auto shortOne = tail(10, 50), longOne = tail(95, 50);
        QCOMPARE(shortOne[0], 1.0f);   // the sound itself stays
        const auto share = [](const std::vector<float>& click) { return energy(click, kRate / 2) / energy(click, 1); };
        QVERIFY2(share(longOne) > 100 * share(shortOne), qPrintable(QString("%1 %2").arg(share(longOne)).arg(share(shortOne))));
        // It dies away: each half second is quieter than the one before.
        QVERIFY(energy(longOne, kRate, 3 * kRate / 2) < energy(longOne, kRate / 2, kRate));
        // Damping takes the high tones.
        const auto brightness = [](const std::vector<float>& click) {
            auto high = click;
            filterWave(high, PassBand::High, 3000, kRate);
            return energy(high, kRate / 4) / energy(click, kRate / 4);
        };
        QVERIFY(brightness(tail(80, 0)) > 2 * brightness(tail(80, 100)));
        std::vector<float> samples(10, 0.0f);
        QVERIFY_EXCEPTION_THROWN(reverberate(samples, {101, 0, 0}, kRate), Error);
    }

    void noiseHasItsDeviation()
    {
        const auto samples = noise(100000, 5);
        double sum = 0;
        for (const float x : samples)
            sum += x;
        // Four standard errors: 0.1 / sqrt(100000) of the mean, that over sqrt 2 of the deviation.
        QVERIFY(std::abs(sum / 100000) < 4 * 0.1 / std::sqrt(100000.0));
        QVERIFY(std::abs(std::sqrt(energy(samples) / 100000) - 0.1) < 4 * 0.1 / std::sqrt(200000.0));
    }

    void theSameSeedMakesTheSameChanges()
    {
        const auto made = [](std::uint64_t seed) {
            auto samples = noise(20000, 1);
            SplitMix random(seed);
            augmentWave(samples, kRate, {}, random);
            return samples;
        };
        QVERIFY(made(7) == made(7));
        QVERIFY(made(7) != made(8));
        QCOMPARE(made(7).size(), std::size_t{20000});
    }

    void nothingChosenChangesNothing()
    {
        auto samples = noise(1000, 1);
        const auto before = samples;
        SplitMix random(1);
        augmentWave(samples, kRate, {0, 0, 0, 0, 0, 0, 0}, random);
        QVERIFY(samples == before);
        for (int twice = 0; twice < 2; ++twice)
            augmentWave(samples, kRate, {1, 0, 0, 0, 0, 0, 0}, random);
        QVERIFY(samples == before);
    }

    /// 10 000 draws; a count outside +-4 standard deviations of its binomial happens once in 16 000 times by chance.
    void everyChangeHappensAsOftenAsItsChance()
    {
        std::map<std::string, int> counts;
        const WaveAugmentation chances;
        SplitMix random(11);
        for (int i = 0; i < 10000; ++i) {
            std::vector<float> samples{0.1f, -0.1f, 0.2f};
            const auto made = augmentWave(samples, 100, chances, random);   // a low rate keeps filters and delays short
            counts["polarity"] += made.polarity;
            counts["noise"] += made.noise;
            counts["gain"] += made.gain;
            counts["filter"] += made.filter;
            counts["delay"] += made.delay;
            counts["pitch"] += made.pitch;
            counts["reverb"] += made.reverb;
        }
        const std::map<std::string, double> wanted{{"polarity", 0.8}, {"noise", 0.01}, {"gain", 0.3}, {"filter", 0.8}, {"delay", 0.3}, {"pitch", 0.6}, {"reverb", 0.6}};
        for (const auto& [name, chance] : wanted)
            QVERIFY2(std::abs(counts[name] - 10000 * chance) < 4 * std::sqrt(10000 * chance * (1 - chance)), name.c_str());
    }
};

QTEST_GUILESS_MAIN(tst_wave_augment)
#include "tst_wave_augment.moc"
