#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <set>

#include "engine/core/error.h"
#include "engine/features/extract.h"
#include "engine/features/feature.h"
#include "engine/features/key.h"

using namespace engine;
using namespace engine::features;

namespace {

std::vector<float> tone(const std::vector<double>& hz, double seconds, float level = 0.2f)
{
    std::vector<float> samples(static_cast<std::size_t>(seconds * kRateHz));
    for (std::size_t i = 0; i < samples.size(); ++i)
        for (const double f : hz)
            samples[i] += level * static_cast<float>(std::sin(2 * std::numbers::pi * f * static_cast<double>(i) / kRateHz));
    return samples;
}

double hzOf(int midi)
{
    return 440 * std::exp2((midi - 69) / 12.0);
}

/// I - IV - V - I with the tonic's scale; in minor the dominant has its leading note.
std::vector<float> cadence(int tonic, bool major)
{
    const int third = major ? 4 : 3;
    const std::vector<std::vector<int>> chords{{0, third, 7}, {5, major ? 9 : 8, 12}, {7, 11, 14}, {0, third, 7, 12}};
    std::vector<float> samples;
    for (const auto& chord : chords) {
        std::vector<double> hz;
        for (const int note : chord)
            for (int harmonic = 1; harmonic <= 3; ++harmonic) hz.push_back(harmonic * hzOf(48 + tonic + note));
        const auto part = tone(hz, 1.0, 0.05f);
        samples.insert(samples.end(), part.begin(), part.end());
    }
    return samples;
}

std::vector<float> clicks(double beatsPerMinute, double seconds)
{
    std::mt19937 random(5);
    std::normal_distribution<float> normal(0.0f, 0.2f);
    std::vector<float> samples(static_cast<std::size_t>(seconds * kRateHz));
    const double period = 60 / beatsPerMinute * kRateHz;
    for (double at = 0.5 * kRateHz; at + 600 < static_cast<double>(samples.size()); at += period)
        for (std::size_t i = 0; i < 600; ++i) samples[static_cast<std::size_t>(at) + i] = normal(random) * std::exp(-static_cast<float>(i) / 100);
    return samples;
}

double valueOf(Analysis& piece, const std::string& column)
{
    const auto& names = songColumns();
    return songRow(piece)[static_cast<std::size_t>(std::find(names.begin(), names.end(), column) - names.begin())];
}

}  // namespace

class tst_features : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFeatureKeepsItsWord_data();
    void everyFeatureKeepsItsWord();
    void theFirstColumnsAreThoseOfTheTable();
    void everyKeyIsFoundInItsOwnCadence_data();
    void everyKeyIsFoundInItsOwnCadence();
    void aClearKeyIsSurerThanNoise();
    void clicksAreBeats_data();
    void clicksAreBeats();
    void aToneIsWhereItIs();
    void aToneIsHarmonicAndAClickIsPercussive();
    void silenceHasNumbersWithoutInfinity_data();
    void silenceHasNumbersWithoutInfinity();
    void barsCoverThePiece();
    void tooShortAndTooLongAreRefused();
    void settingsHaveDistinctIdentities();
};

void tst_features::everyFeatureKeepsItsWord_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < allFeatures().size(); ++i) QTest::newRow(std::string(allFeatures()[i]->id).c_str()) << static_cast<int>(i);
}

void tst_features::everyFeatureKeepsItsWord()
{
    QFETCH(int, index);
    const auto& feature = *allFeatures()[static_cast<std::size_t>(index)];
    static const auto samples = cadence(2, true);
    static Analysis piece(samples, Mode::ZeroPad);
    QVERIFY(!std::string(feature.title).empty());
    QVERIFY(!feature.columns.empty());
    std::vector<double> numbers(feature.columns.size() + 1, -12345.0);
    feature.summarise(piece, std::span(numbers).first(feature.columns.size()));
    QCOMPARE(numbers.back(), -12345.0);
    for (std::size_t i = 0; i < feature.columns.size(); ++i) QVERIFY2(numbers[i] != -12345.0, feature.columns[i].c_str());
    QCOMPARE(feature.courses != nullptr, !feature.lanes.empty());
    if (feature.courses == nullptr) return;
    const auto courses = feature.courses(piece);
    QCOMPARE(courses.rows, feature.lanes.size());
    QCOMPARE(courses.frames, piece.frames());
    QCOMPARE(courses.values.size(), courses.rows * courses.frames);
    QVERIFY(std::all_of(courses.values.begin(), courses.values.end(), [](float value) { return std::isfinite(value); }));
}

void tst_features::theFirstColumnsAreThoseOfTheTable()
{
    const auto& names = songColumns();
    QCOMPARE(names[0], std::string("chroma_stft_mean"));
    QCOMPARE(names[16], std::string("tempo"));
    QCOMPARE(names[kTableColumns - 1], std::string("mfcc20_var"));
    QCOMPARE(std::set<std::string>(names.begin(), names.end()).size(), names.size());
    QCOMPARE(sourceColumns().size(), 63u);
}

void tst_features::everyKeyIsFoundInItsOwnCadence_data()
{
    QTest::addColumn<int>("tonic");
    QTest::addColumn<bool>("major");
    for (const bool major : {true, false})
        for (int tonic = 0; tonic < 12; ++tonic) QTest::newRow(keyName({tonic, major, 0, 0}).c_str()) << tonic << major;
}

void tst_features::everyKeyIsFoundInItsOwnCadence()
{
    QFETCH(int, tonic);
    QFETCH(bool, major);
    const auto samples = cadence(tonic, major);
    Analysis piece(samples, Mode::ZeroPad);
    QCOMPARE(static_cast<int>(valueOf(piece, "key")), tonic);
    QCOMPARE(valueOf(piece, "mode_major") > 0.5, major);
    QVERIFY(valueOf(piece, "key_strength") > 0.6);
    QVERIFY(std::abs(valueOf(piece, "tuning")) <= 0.05);
}

void tst_features::aClearKeyIsSurerThanNoise()
{
    std::mt19937 random(1);
    std::normal_distribution<float> normal(0.0f, 0.1f);
    std::vector<float> noise(4 * kRateHz);
    for (auto& sample : noise) sample = normal(random);
    Analysis noisy(noise, Mode::ZeroPad);
    const auto music = cadence(0, true);
    Analysis clear(music, Mode::ZeroPad);
    QVERIFY(valueOf(clear, "key_strength") > valueOf(noisy, "key_strength"));
}

void tst_features::clicksAreBeats_data()
{
    QTest::addColumn<double>("beatsPerMinute");
    for (const double bpm : {92.3, 117.5, 143.6}) QTest::newRow(std::to_string(bpm).c_str()) << bpm;
}

void tst_features::clicksAreBeats()
{
    QFETCH(double, beatsPerMinute);
    const auto samples = clicks(beatsPerMinute, 20);
    Analysis piece(samples, Mode::ZeroPad);
    // Lags are whole frames of 23 ms, so the tempo is within half a lag.
    const double lag = 60 * kFramesPerSecond / beatsPerMinute;
    QVERIFY(std::abs(piece.beats().beatsPerMinute - beatsPerMinute) <= beatsPerMinute / lag);
    const double period = 60 / beatsPerMinute;
    std::size_t hits = 0;
    for (const double beat : piece.beats().seconds) {
        const double phase = std::remainder(beat - 0.5, period);
        hits += std::abs(phase) < 0.05;   // two frames
    }
    QVERIFY(static_cast<double>(hits) >= 0.9 * static_cast<double>(piece.beats().seconds.size()));
    QVERIFY(static_cast<double>(piece.beats().seconds.size()) >= 0.8 * 19 / period);
}

void tst_features::aToneIsWhereItIs()
{
    const auto samples = tone({1000}, 2);
    Analysis piece(samples, Mode::Table);
    QVERIFY(std::abs(valueOf(piece, "spectral_centroid_mean") - 1000) < 20);
    QVERIFY(valueOf(piece, "spectral_bandwidth_mean") < 100);
    QVERIFY(std::abs(valueOf(piece, "rolloff_mean") - 1000) < 25);
    QVERIFY(std::abs(valueOf(piece, "zero_crossing_rate_mean") - 2000.0 / kRateHz) < 2e-3);
    QVERIFY(std::abs(valueOf(piece, "rms_mean") - 0.2 / std::numbers::sqrt2) < 2e-3);
    QVERIFY(valueOf(piece, "spectral_flatness_mean") < 1e-3);
}

void tst_features::aToneIsHarmonicAndAClickIsPercussive()
{
    const auto held = tone({440, 880}, 4), struck = clicks(120, 4);
    Analysis harmonic(held, Mode::ZeroPad), percussive(struck, Mode::ZeroPad);
    QVERIFY(valueOf(harmonic, "harmony_var") > 50 * valueOf(harmonic, "perceptr_var"));
    QVERIFY(valueOf(percussive, "perceptr_var") > 5 * valueOf(percussive, "harmony_var"));
}

void tst_features::silenceHasNumbersWithoutInfinity_data()
{
    QTest::addColumn<int>("samples");
    QTest::addColumn<QString>("mode");
    for (const int samples : {1, 2, 700, 2048, 40000})
        for (const char* mode : {"zeropad", "table"}) QTest::addRow("%d, %s", samples, mode) << samples << mode;
}

void tst_features::silenceHasNumbersWithoutInfinity()
{
    QFETCH(int, samples);
    QFETCH(QString, mode);
    const std::vector<float> silence(static_cast<std::size_t>(samples));
    Analysis piece(silence, settingsFromName(mode.toStdString()).mode);
    const auto row = songRow(piece);
    for (std::size_t i = 0; i < row.size(); ++i) QVERIFY2(!std::isinf(row[i]), songColumns()[i].c_str());
    QCOMPARE(valueOf(piece, "rms_mean"), 0.0);
    QCOMPARE(valueOf(piece, "tempo"), 0.0);
    QCOMPARE(valueOf(piece, "dynamic_range"), 0.0);
    QVERIFY(beatRows(piece).starts.size() == 1);
}

void tst_features::barsCoverThePiece()
{
    const auto bounds = barBounds(100'000, 120);
    QCOMPARE(bounds.starts, (std::vector<std::size_t>{0, 44100, 88200}));
    QCOMPARE(bounds.ends, (std::vector<std::size_t>{44100, 88200, 99996}));   // 4535 ms
    QCOMPARE(barBounds(1000, 0).starts.size(), 1u);
    QVERIFY(barBounds(0, 120).starts.empty());
}

void tst_features::tooShortAndTooLongAreRefused()
{
    QVERIFY_EXCEPTION_THROWN(checkLength(2047, "x"), Error);
    checkLength(2048, "x");
    QVERIFY_EXCEPTION_THROWN(checkLength(3 * 3600 * std::size_t{kRateHz}, "x"), Error);
    QVERIFY_EXCEPTION_THROWN(Analysis(std::span<const float>(), Mode::ZeroPad), Error);
}

void tst_features::settingsHaveDistinctIdentities()
{
    QVERIFY(settingsFromName("table").hash() != settingsFromName("zeropad").hash());
    QCOMPARE(settingsFromName("table").hash().size(), 64u);
    QVERIFY_EXCEPTION_THROWN(settingsFromName("tables"), Error);
}

QTEST_GUILESS_MAIN(tst_features)
#include "tst_features.moc"
