#include <QtTest>

#include <algorithm>
#include <random>

#include "engine/features/kernels.h"
#include "engine/features/padding.h"

using namespace engine::features;

class tst_kernels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNetworkFindsTheMedian();
    void equalValuesAndZerosAreNoDifficulty();
    void masksAddUpToOne();
    void mirrorsRepeatTheEdgeOrDoNot();
};

void tst_kernels::theNetworkFindsTheMedian()
{
    constexpr std::size_t kCount = 1025, kRow = kernels::paddedCount(kCount);
    std::mt19937 random(3);
    std::uniform_real_distribution<float> uniform(0, 1);
    std::vector<std::vector<float>> values(kernels::kMedianSize, std::vector<float>(kRow));
    for (auto& row : values)
        for (auto& value : row) value = uniform(random);
    std::array<const float*, kernels::kMedianSize> rows;
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = values[i].data();
    std::vector<float> found(kRow);
    kernels::median(rows, found.data(), kCount);
    for (std::size_t column = 0; column < kCount; ++column) {
        std::vector<float> sorted;
        for (const auto& row : values) sorted.push_back(row[column]);
        std::nth_element(sorted.begin(), sorted.begin() + 15, sorted.end());
        QCOMPARE(found[column], sorted[15]);
    }
}

void tst_kernels::equalValuesAndZerosAreNoDifficulty()
{
    // The principle of 0 and 1: a network that is right for every row of zeros and ones is right for everything.
    for (std::size_t ones = 0; ones <= kernels::kMedianSize; ++ones)
        for (std::size_t shift = 0; shift < kernels::kMedianSize; ++shift) {
            std::vector<std::vector<float>> values(kernels::kMedianSize, std::vector<float>(kernels::kLanes, 0.0f));
            for (std::size_t i = 0; i < ones; ++i) values[(7 * i + shift) % kernels::kMedianSize].assign(kernels::kLanes, 1.0f);
            std::array<const float*, kernels::kMedianSize> rows;
            for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = values[i].data();
            std::vector<float> found(kernels::kLanes);
            kernels::median(rows, found.data(), 1);
            QCOMPARE(found[0], ones > 15 ? 1.0f : 0.0f);
        }
}

void tst_kernels::masksAddUpToOne()
{
    const std::vector<float> harmonic{0, 1, 0, 3e-38f, 1e30f, 2}, percussive{0, 0, 1, 1e-38f, 1e30f, 1};
    std::vector<float> mask(harmonic.size()), other(harmonic.size());
    kernels::softMask(harmonic.data(), percussive.data(), mask.data(), mask.size());
    kernels::softMask(percussive.data(), harmonic.data(), other.data(), other.size());
    for (std::size_t i = 0; i < mask.size(); ++i) QVERIFY(std::abs(mask[i] + other[i] - 1) < 1e-6f);
    QCOMPARE(mask[0], 0.5f);
    QCOMPARE(mask[1], 1.0f);
    QVERIFY(std::abs(mask[5] - 0.8f) < 1e-6f);
}

void tst_kernels::mirrorsRepeatTheEdgeOrDoNot()
{
    const std::vector<float> samples{1, 2, 3, 4};
    std::vector<float> reflect, edge, zero;
    std::vector<std::size_t> withEdge;
    for (std::ptrdiff_t at = -5; at < 10; ++at) {
        reflect.push_back(padded(samples, at, Padding::Reflect));
        edge.push_back(padded(samples, at, Padding::Edge));
        zero.push_back(padded(samples, at, Padding::Zero));
        withEdge.push_back(mirroredWithEdge(at, 4));
    }
    // numpy.pad's "reflect", "edge" and "symmetric"
    QCOMPARE(reflect, (std::vector<float>{2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3, 4}));
    QCOMPARE(edge, (std::vector<float>{1, 1, 1, 1, 1, 1, 2, 3, 4, 4, 4, 4, 4, 4, 4}));
    QCOMPARE(zero, (std::vector<float>{0, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0}));
    QCOMPARE(withEdge, (std::vector<std::size_t>{3, 3, 2, 1, 0, 0, 1, 2, 3, 3, 2, 1, 0, 0, 1}));
    QCOMPARE(mirrored(-3, 1), 0u);
}

QTEST_GUILESS_MAIN(tst_kernels)
#include "tst_kernels.moc"
