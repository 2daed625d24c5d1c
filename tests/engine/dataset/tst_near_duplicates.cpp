#include <QtTest>

#include <random>

#include "engine/dataset/near_duplicates.h"

using namespace engine;
using namespace engine::dataset;

namespace {

Fingerprint randomPrint(std::uint32_t seed, std::size_t items = 600)
{
    std::mt19937 random(seed);
    Fingerprint print(items);
    for (auto& item : print)
        item = random();
    return print;
}

/// A copy in which this share of the bits is turned over.
Fingerprint disturbed(Fingerprint print, double share, std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::bernoulli_distribution turned(share);
    for (auto& item : print)
        for (int bit = 0; bit < 32; ++bit)
            item ^= turned(random) ? 1U << bit : 0U;
    return print;
}

}  // namespace

class tst_near_duplicates : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCopyIsFoundThroughNoiseAndCutSeconds_data()
    {
        QTest::addColumn<double>("turned");
        QTest::addColumn<int>("cut");
        QTest::addColumn<bool>("alike");
        QTest::newRow("the same") << 0.0 << 0 << true;
        QTest::newRow("a tenth of the bits") << 0.1 << 0 << true;
        QTest::newRow("a tenth, begins later") << 0.1 << 150 << true;
        QTest::newRow("more than the rules allow") << 0.3 << 0 << false;
        QTest::newRow("other music") << 0.5 << 0 << false;
    }
    void aCopyIsFoundThroughNoiseAndCutSeconds()
    {
        QFETCH(double, turned);
        QFETCH(int, cut);
        QFETCH(bool, alike);
        const auto a = randomPrint(1);
        auto b = disturbed(a, turned, 2);
        b.erase(b.begin(), b.begin() + cut);
        const auto found = likeness(a, b);
        QCOMPARE(found > 0, alike);
        if (alike) QVERIFY2(std::abs(found - (1 - turned)) < 0.01, qPrintable(QString::number(found)));
        QCOMPARE(likeness(b, a) > 0, alike);
    }

    void aShortStretchInCommonIsNoCopy()
    {
        auto a = randomPrint(1), b = randomPrint(2);
        std::copy(a.begin(), a.begin() + 80, b.begin() + 400);   // a sample of 4 s
        QCOMPARE(likeness(a, b), 0.0);
    }

    void groupsHoldWhatSoundsAlikeAndNobodyElse()
    {
        std::vector<Fingerprint> prints;
        for (std::uint32_t i = 0; i < 20; ++i)
            prints.push_back(randomPrint(i));
        prints[7] = disturbed(prints[3], 0.08, 100);
        prints[11] = disturbed(prints[7], 0.08, 101);
        prints[15].clear();
        RunControl control;
        const auto found = findNearDuplicates(prints, {}, control);
        QCOMPARE(found.size(), std::size_t{3});
        for (const auto& one : found)
            QCOMPARE(one.group, std::size_t{3});
        QCOMPARE(found[2].track, std::size_t{11});
    }

    void silenceInCommonDoesNotBindTracks()
    {
        std::vector<Fingerprint> prints;
        for (std::uint32_t i = 0; i < 80; ++i) {
            prints.push_back(randomPrint(i, 300));
            prints.back().insert(prints.back().end(), 300, 0U);
        }
        RunControl control;
        QVERIFY(findNearDuplicates(prints, {}, control).empty());
    }
};

QTEST_GUILESS_MAIN(tst_near_duplicates)
#include "tst_near_duplicates.moc"
