#include <cmath>
#include <vector>

#include <QtTest>

#include "engine/audio/sample_hash.h"

using engine::audio::SampleHash;

/// Expected values: xxhsum -H64 of the same 16-bit bytes (xxHash 0.8.1).
class tst_sample_hash : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void equalsXxhsumOfTheRoundedSamples_data()
    {
        QTest::addColumn<std::vector<float>>("samples");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nothing") << std::vector<float>{} << "ef46db3751d8e999";
        QTest::newRow("clipped at both ends") << std::vector<float>{2.0f, -2.0f, 0.0f} << "603eeabac772976f";
        std::vector<float> ramp;
        for (int i = 0; i < 1000; ++i) ramp.push_back(static_cast<float>(i - 500) / 32768.0f);
        QTest::newRow("a ramp") << ramp << "be548368f7bb984f";
    }
    void equalsXxhsumOfTheRoundedSamples()
    {
        QFETCH(std::vector<float>, samples);
        QFETCH(QString, expected);
        SampleHash hash;
        hash.update(samples);
        QCOMPARE(QString::fromStdString(hash.hex()), expected);
    }
    void piecesGiveTheHashOfTheWhole()
    {
        std::vector<float> samples;
        for (int i = 0; i < 5000; ++i) samples.push_back(std::sin(0.01f * static_cast<float>(i)));
        SampleHash whole, pieces;
        whole.update(samples);
        for (std::size_t at = 0, size = 1; at < samples.size(); size = size % 97 + 1) {
            const auto piece = std::span(samples).subspan(at, std::min(size, samples.size() - at));
            pieces.update(piece);
            at += piece.size();
        }
        QCOMPARE(pieces.hex(), whole.hex());
    }
};

QTEST_GUILESS_MAIN(tst_sample_hash)
#include "tst_sample_hash.moc"
