#include <QtTest>

#include <cmath>
#include <complex>
#include <limits>
#include <numbers>
#include <random>

#include "engine/core/error.h"
#include "engine/dsp/kernels.h"
#include "engine/dsp/mel_filterbank.h"
#include "engine/dsp/melgram.h"

using namespace engine;
using namespace engine::dsp;

namespace {

std::vector<float> noise(std::size_t count)
{
    std::mt19937 random(1);
    std::normal_distribution<float> normal(0.0f, 0.1f);
    std::vector<float> samples(count);
    for (auto& sample : samples) sample = normal(random);
    return samples;
}

Preset smallPreset()
{
    auto preset = loadPreset("sota-96");
    preset.fftSize = 64;
    preset.windowLength = 50;
    preset.hopSamples = 20;
    preset.mels = 12;
    return preset;
}

double reflected(const std::vector<float>& samples, std::ptrdiff_t at, const Preset& preset)
{
    const auto count = static_cast<std::ptrdiff_t>(samples.size());
    if (at >= 0 && at < count) return samples[static_cast<std::size_t>(at)];
    if (preset.padMode == "constant") return 0;
    return samples[static_cast<std::size_t>(at < 0 ? -at : 2 * (count - 1) - at)];
}

/// The definition, in double precision: direct DFT of the windowed frame, triangles, 10 log10.
double directCell(const std::vector<float>& samples, const Preset& preset, std::size_t band, std::size_t frame)
{
    const int size = preset.fftSize, length = preset.windowLength;
    const MelFilterbank bank(preset);
    const auto& kept = bank.bands()[band];
    double energy = 0;
    for (std::size_t i = 0; i < kept.bins; ++i) {
        std::complex<double> sum = 0;
        for (int n = 0; n < length; ++n) {
            const int at = (size - length) / 2 + n;
            const double window = 0.5 - 0.5 * std::cos(2 * std::numbers::pi * n / length);
            const auto where = static_cast<std::ptrdiff_t>(frame) * preset.hopSamples + at - (preset.center ? size / 2 : 0);
            sum += std::polar(window * reflected(samples, where, preset),
                              -2 * std::numbers::pi * static_cast<double>(kept.firstBin + i) * at / size);
        }
        energy += bank.weights()[kept.firstWeight + i] * std::norm(sum);
    }
    return 10 * std::log10(std::max(energy, preset.floor));
}

}  // namespace

class tst_melgram : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void equalsTheDefinition_data()
    {
        QTest::addColumn<bool>("center");
        QTest::addColumn<QString>("padding");
        QTest::addColumn<int>("samples");
        QTest::newRow("reflected edges") << true << "reflect" << 777;
        QTest::newRow("zero edges") << true << "constant" << 777;
        QTest::newRow("no edges") << false << "reflect" << 777;
        QTest::newRow("exactly one block of frames") << true << "reflect" << 15 * 20;
        QTest::newRow("fewest samples that can be reflected") << true << "reflect" << 33;
        QTest::newRow("one sample in zeros") << true << "constant" << 1;
    }
    void equalsTheDefinition()
    {
        QFETCH(bool, center);
        QFETCH(QString, padding);
        QFETCH(int, samples);
        auto preset = smallPreset();
        preset.center = center;
        preset.padMode = padding.toStdString();
        const auto signal = noise(static_cast<std::size_t>(samples));
        const auto melgram = MelExtractor(preset)(signal);
        QCOMPARE(melgram.frames, preset.framesOf(signal.size()));
        for (std::size_t band = 0; band < melgram.mels; ++band)
            for (std::size_t frame = 0; frame < melgram.frames; ++frame) {
                const double wanted = directCell(signal, preset, band, frame);
                // float32 transform of a frame: 120 dB below its loudest bin nothing is promised
                QVERIFY2(std::abs(melgram.at(band, frame) - wanted) < 1e-3,
                         qPrintable(QStringLiteral("band %1 frame %2: %3 for %4").arg(band).arg(frame).arg(melgram.at(band, frame)).arg(wanted)));
            }
    }

    // The paper: 1366 frames of 29.12 s at 12 kHz; the mel power is squared before the logarithm.
    void choiTakesTwentyTimesTheLogarithm()
    {
        const auto preset = loadPreset("choi");
        auto half = preset;
        half.log = "10log10";
        const auto signal = noise(static_cast<std::size_t>(29.12 * 12000));
        const auto melgram = MelExtractor(preset)(signal);
        QCOMPARE(melgram.frames, std::size_t{1366});
        for (const std::size_t frame : {0, 700, 1365})
            for (std::size_t band = 0; band < melgram.mels; band += 19) {
                const double wanted = 2 * directCell(signal, half, band, frame);
                QVERIFY2(std::abs(melgram.at(band, frame) - wanted) < 2e-3, qPrintable(QString::number(wanted)));
            }
    }

    void aWaveformPresetGivesTheSamples()
    {
        const auto signal = noise(1000);
        MelExtractor extractor(loadPreset("waveform-16k"));
        const auto waveform = extractor(signal);
        QCOMPARE(waveform.mels, std::size_t{1});
        QCOMPARE(waveform.frames, signal.size());
        QVERIFY(waveform.values == signal);
        QVERIFY_EXCEPTION_THROWN(extractor({}), Error);
    }

    void aNormalisedClipHasMeanZeroAndVarianceOne_data()
    {
        QTest::addColumn<QString>("preset");
        QTest::newRow("melgram") << "pons";
        QTest::newRow("waveform") << "pons-waveform";
    }
    void aNormalisedClipHasMeanZeroAndVarianceOne()
    {
        QFETCH(QString, preset);
        const auto clip = MelExtractor(loadPreset(preset.toStdString()))(noise(30'000));
        double sum = 0, squares = 0;
        for (const float value : clip.values) {
            sum += value;
            squares += static_cast<double>(value) * value;
        }
        QVERIFY(std::abs(sum / static_cast<double>(clip.values.size())) < 1e-4);
        // the added 1e-6 takes 1e-4 of a variance of 0.01
        QVERIFY(std::abs(squares / static_cast<double>(clip.values.size()) - 1) < 2e-4);
        const auto silence = MelExtractor(loadPreset(preset.toStdString()))(std::vector<float>(4000, 0.0f));
        for (const float value : silence.values) QVERIFY(std::abs(value) < 1e-3f);
    }

    void anExtractorGivesTheSameAgain()
    {
        MelExtractor extractor(loadPreset("sota-128"));
        const auto signal = noise(20'001);
        const auto first = extractor(signal);
        extractor(noise(300));
        QVERIFY(extractor(signal).values == first.values);
    }

    void silenceIsTheFloor()
    {
        const auto melgram = MelExtractor(loadPreset("sota-96"))(std::vector<float>(4000, 0.0f));
        for (const float value : melgram.values) QVERIFY(std::abs(value + 100.0f) < 1e-4f);
    }

    void tooFewSamplesAreRefused()
    {
        MelExtractor extractor(loadPreset("sota-96"));
        QVERIFY_EXCEPTION_THROWN(extractor(noise(256)), Error);
        QCOMPARE(extractor(noise(257)).frames, std::size_t{2});
    }

    // torchaudio 0.13.1: melscale_fbanks(257, 0, 8000, 128, 16000, norm, scale), sum over all weights and the weight of bin 100 in its
    // strongest band
    void theFilterbankEqualsTorchaudio_data()
    {
        QTest::addColumn<QString>("scale");
        QTest::addColumn<QString>("norm");
        QTest::addColumn<double>("sum");
        QTest::addColumn<int>("band");
        QTest::addColumn<double>("weight");
        QTest::newRow("htk, norm none") << "htk" << "none" << 252.7851 << 86 << 0.9328454;
        QTest::newRow("htk, norm slaney") << "htk" << "slaney" << 4.075746 << 86 << 0.0124674;
        QTest::newRow("slaney, norm none") << "slaney" << "none" << 252.4429 << 89 << 0.981862;
        QTest::newRow("slaney, norm slaney") << "slaney" << "slaney" << 4.090488 << 89 << 0.01303411;
    }
    void theFilterbankEqualsTorchaudio()
    {
        QFETCH(QString, scale);
        QFETCH(QString, norm);
        QFETCH(double, sum);
        QFETCH(int, band);
        QFETCH(double, weight);
        auto preset = loadPreset("sota-128");
        preset.melScale = scale.toStdString();
        preset.melNorm = norm.toStdString();
        const MelFilterbank bank(preset);
        double found = 0;
        for (const float value : bank.weights()) found += value;
        // torchaudio computes the edges in float32
        QVERIFY2(std::abs(found - sum) < 1e-3 * sum, qPrintable(QString::number(found, 'g', 9)));
        const auto& kept = bank.bands()[static_cast<std::size_t>(band)];
        QVERIFY(kept.firstBin <= 100 && 100 < kept.firstBin + kept.bins);
        QVERIFY(std::abs(bank.weights()[kept.firstWeight + 100 - kept.firstBin] - weight) < 2e-4 * weight);
    }

    void decibelsAreThoseOfTheStandardLibrary()
    {
        std::vector<float> values;
        for (double x = 1e-12; x < 1e12; x *= 1.0007) values.push_back(static_cast<float>(x));
        const auto powers = values;
        kernels::toDecibels(values.data(), values.size(), 1e-10f);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double wanted = 10 * std::log10(std::max<double>(powers[i], 1e-10f));
            QVERIFY2(std::abs(values[i] - wanted) < 2e-5, qPrintable(QString::number(powers[i])));
        }
    }
};

QTEST_GUILESS_MAIN(tst_melgram)
#include "tst_melgram.moc"
