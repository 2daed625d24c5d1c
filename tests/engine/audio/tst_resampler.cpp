#include <QtTest>

#include <algorithm>

#include "engine/audio/resampler.h"
#include "engine/core/error.h"
#include "tests/engine/audio/sound_files.h"

using namespace engine;
using namespace engine::audio;

namespace {

std::vector<float> resampled(const char* name, int inHz, int outHz, const std::vector<float>& in, std::size_t block = 1000)
{
    const auto filter = makeResampler(name, inHz, outHz);
    std::vector<float> out;
    for (std::size_t at = 0; at < in.size(); at += block)
        filter->process(std::span(in).subspan(at, std::min(block, in.size() - at)), at + block >= in.size(), out);
    return out;
}

std::vector<float> tone(double hz, int rateHz, std::size_t count)
{
    std::vector<float> samples(count);
    for (std::size_t i = 0; i < count; ++i) samples[i] = static_cast<float>(std::sin(2 * std::numbers::pi * hz * static_cast<double>(i) / rateHz));
    return samples;
}

}  // namespace

class tst_resampler : public QObject {
    Q_OBJECT

    void addFilters() const
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("inHz");
        QTest::addColumn<int>("outHz");
        for (const auto* name : {"auto", "polyphase", "soxr-hq", "samplerate-fast", "samplerate-medium", "samplerate-best"})
            for (const auto& [in, out] : {std::pair{44100, 16000}, {48000, 16000}, {22050, 16000}, {16000, 22050}, {8000, 16000}, {96000, 22050}, {192000, 16000}})
                QTest::newRow(qPrintable(QStringLiteral("%1 %2 to %3").arg(QLatin1String(name)).arg(in).arg(out))) << name << in << out;
    }

private Q_SLOTS:
    // A tone stays that tone, at the same time: no delay, no gain. Compared with the formula, not with another filter.
    void aToneKeepsItsPlaceAndLevel_data() { addFilters(); }
    void aToneKeepsItsPlaceAndLevel()
    {
        QFETCH(QString, name);
        QFETCH(int, inHz);
        QFETCH(int, outHz);
        const double hz = 0.3 * std::min(inHz, outHz);
        const auto out = resampled(name.toLatin1().constData(), inHz, outHz, tone(hz, inHz, static_cast<std::size_t>(inHz) / 2));
        const auto wanted = tone(hz, outHz, out.size());
        double worst = 0;
        for (std::size_t i = 500; i + 500 < out.size(); ++i) worst = std::max(worst, std::abs(static_cast<double>(out[i]) - wanted[i]));
        QVERIFY2(worst < 2e-3, qPrintable(QString::number(worst)));   // samplerate-fast: 97 dB SNR, 1e-3 at this frequency
        QVERIFY(std::abs(static_cast<std::int64_t>(out.size()) - resampledLength(inHz / 2, inHz, outHz)) <= 2);
    }

    void whatLiesAboveTheNewBandIsGone()
    {
        const auto out = resampled("polyphase", 44100, 16000, tone(9000, 44100, 44100));
        double worst = 0;
        for (std::size_t i = 500; i + 500 < out.size(); ++i) worst = std::max(worst, static_cast<double>(std::abs(out[i])));
        QVERIFY2(20 * std::log10(worst) < -85, qPrintable(QString::number(20 * std::log10(worst))));
    }

    void blocksDoNotMatter()
    {
        const auto in = sound::sweep(44100, 1, 1);
        const auto whole = resampled("polyphase", 44100, 16000, in, in.size());
        QCOMPARE(static_cast<std::int64_t>(whole.size()), resampledLength(static_cast<std::int64_t>(in.size()), 44100, 16000));
        for (const std::size_t block : {1u, 7u, 441u, 5000u}) QVERIFY(resampled("polyphase", 44100, 16000, in, block) == whole);
    }

    void ratesWithoutASmallRatioGoToSoxr()
    {
        QVERIFY(!PolyphaseResampler::fits(44101, 16000));
        const auto in = tone(1000, 44101, 44101);
        QVERIFY(resampled("auto", 44101, 16000, in) == resampled("soxr-hq", 44101, 16000, in));
        QVERIFY_EXCEPTION_THROWN(makeResampler("polyphase", 44101, 16000), Error);
        QVERIFY_EXCEPTION_THROWN(makeResampler("linear", 44100, 16000), Error);
    }
};

QTEST_GUILESS_MAIN(tst_resampler)
#include "tst_resampler.moc"
