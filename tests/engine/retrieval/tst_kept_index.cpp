#include <QtTest>

#include <algorithm>
#include <fstream>
#include <set>

#include <QTemporaryDir>

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/retrieval/kept_index.h"

using namespace engine;
using retrieval::KeptIndex;

namespace {

constexpr std::size_t kDims = 24;

/// Vectors around 40 centres, as music lies: not evenly.
std::vector<float> vectors(std::size_t count, std::uint64_t seed)
{
    SplitMix centres(5), random(seed);
    std::vector<float> middle;
    for (std::size_t i = 0; i < 40 * kDims; ++i)
        middle.push_back(static_cast<float>(centres.uniform() - 0.5));
    std::vector<float> values;
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t d = 0; d < kDims; ++d)
            values.push_back(middle[(i % 40) * kDims + d] + static_cast<float>(0.5 * (random.uniform() - 0.5)));
    return values;
}

std::vector<std::uint64_t> keys(std::size_t count, std::uint64_t first = 0)
{
    std::vector<std::uint64_t> made;
    for (std::size_t i = 0; i < count; ++i)
        made.push_back((first + i) * 1'000'003ULL + (1ULL << 60));
    return made;
}

/// Share of the ten exactly nearest that are found, over 60 queries. `truth`: what should be in the index.
double recall(const KeptIndex& index, const std::map<std::uint64_t, std::vector<float>>& truth)
{
    const auto queries = vectors(60, 77);
    std::size_t right = 0;
    for (std::size_t q = 0; q < 60; ++q) {
        const auto query = std::span(queries).subspan(q * kDims, kDims);
        std::vector<std::pair<double, std::uint64_t>> exact;
        for (const auto& [key, vector] : truth) {
            double dot = 0, a = 0, b = 0;
            for (std::size_t d = 0; d < kDims; ++d) {
                dot += double(query[d]) * double(vector[d]);
                a += double(query[d]) * double(query[d]);
                b += double(vector[d]) * double(vector[d]);
            }
            exact.emplace_back(1 - dot / std::sqrt(a * b), key);
        }
        std::ranges::sort(exact);
        std::set<std::uint64_t> wanted;
        for (std::size_t i = 0; i < 10; ++i)
            wanted.insert(exact[i].second);
        for (const auto& near : index.nearest(query, 10))
            right += wanted.count(near.key);
    }
    return static_cast<double>(right) / 600;
}

std::map<std::uint64_t, std::vector<float>> asMap(const std::vector<std::uint64_t>& names, const std::vector<float>& values)
{
    std::map<std::uint64_t, std::vector<float>> map;
    for (std::size_t i = 0; i < names.size(); ++i)
        map[names[i]] = {values.begin() + static_cast<std::ptrdiff_t>(i * kDims), values.begin() + static_cast<std::ptrdiff_t>((i + 1) * kDims)};
    return map;
}

}  // namespace

class tst_kept_index : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void addedChangedAndRemovedVectorsAreFoundAsAnExactSearchFindsThem()
    {
        auto control = RunControl::silent();
        KeptIndex index(kDims);
        const auto first = keys(3000);
        const auto values = vectors(3000, 1);
        index.put(first, values, control, 2);
        auto truth = asMap(first, values);
        QVERIFY(recall(index, truth) >= 0.99);
        // 500 removed, 500 moved elsewhere, 800 new ones.
        for (std::size_t i = 0; i < 500; ++i) {
            QVERIFY(index.remove(first[i]));
            truth.erase(first[i]);
        }
        QVERIFY(!index.remove(first[0]));
        const auto moved = vectors(500, 2);
        index.put(std::span(first).subspan(1000, 500), moved, control, 2);
        for (const auto& [key, vector] : asMap({first.begin() + 1000, first.begin() + 1500}, moved))
            truth[key] = vector;
        const auto more = keys(800, 5000);
        const auto added = vectors(800, 3);
        index.put(more, added, control, 2);
        for (const auto& [key, vector] : asMap(more, added))
            truth[key] = vector;
        QCOMPARE(index.size(), truth.size());
        QCOMPARE(index.slots(), std::size_t{4300});
        QVERIFY(!index.isWorn());
        QVERIFY(recall(index, truth) >= 0.98);
        for (const auto& near : index.nearest(std::span(values).first(kDims), 50))
            QVERIFY(truth.contains(near.key));
    }

    void anIndexOfMostlyEmptySlotsIsWorn()
    {
        auto control = RunControl::silent();
        KeptIndex index(kDims);
        const auto values = vectors(100, 1);
        for (int time = 0; time < 3; ++time)
            index.put(keys(100), values, control, 1);
        QCOMPARE(index.size(), std::size_t{100});
        QVERIFY(index.isWorn());
        QCOMPARE(index.nearest(std::span(values).first(kDims), 1000).size(), std::size_t{100});
    }

    void distancesAreThoseOfTheCosine()
    {
        auto control = RunControl::silent();
        KeptIndex index(2);
        const std::vector<float> values{2, 0, 0, 3, -1, 0};
        index.put(keys(3), values, control, 1);
        const std::vector<float> query{5, 0};
        const auto near = index.nearest(query, 10);
        QCOMPARE(near.size(), std::size_t{3});
        QCOMPARE(near[0].key, keys(3)[0]);
        for (std::size_t i = 0; i < 3; ++i)
            QVERIFY(std::abs(near[i].distance - static_cast<double>(i)) < 1e-6);   // 0, 90 and 180 degrees
    }

    void aFileBringsBackTheSameAnswersAndGoesOn()
    {
        QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "index";
        auto control = RunControl::silent();
        KeptIndex index(kDims);
        const auto names = keys(2000);
        const auto values = vectors(2000, 1);
        index.put(names, values, control, 1);
        index.remove(names[7]);
        index.write(file, 42);
        auto back = KeptIndex::read(file);
        QCOMPARE(back.note(), 42);
        QCOMPARE(back.size(), std::size_t{1999});
        QVERIFY(!back.contains(names[7]));
        for (std::size_t q = 0; q < 50; ++q) {
            const auto query = std::span(values).subspan(q * kDims, kDims);
            const auto before = index.nearest(query, 10), after = back.nearest(query, 10);
            QCOMPARE(after.size(), before.size());
            for (std::size_t i = 0; i < before.size(); ++i) {
                QCOMPARE(after[i].key, before[i].key);
                QCOMPARE(after[i].distance, before[i].distance);
            }
        }
        auto truth = asMap(names, values);
        truth.erase(names[7]);
        const auto more = keys(1500, 9000);
        const auto added = vectors(1500, 3);
        back.put(more, added, control, 1);
        for (const auto& [key, vector] : asMap(more, added))
            truth[key] = vector;
        QVERIFY(recall(back, truth) >= 0.99);
    }

    void aDamagedFileIsRefused_data()
    {
        QTest::addColumn<int>("cut");      // bytes that remain; -1 = all
        QTest::addColumn<int>("flipped");  // byte that is changed; -1 = none
        QTest::newRow("empty") << 0 << -1;
        QTest::newRow("cut in the head") << 20 << -1;
        QTest::newRow("cut in the points") << 5000 << -1;
        QTest::newRow("another kind of file") << -1 << 0;
        QTest::newRow("more slots than the file is long") << -1 << 22;
        QTest::newRow("a vector changed") << -1 << 9000;
        QTest::newRow("a size of the graph changed") << -1 << 32 + 300 * 9 + 40;
    }
    void aDamagedFileIsRefused()
    {
        QFETCH(int, cut);
        QFETCH(int, flipped);
        QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "index";
        auto control = RunControl::silent();
        KeptIndex index(kDims);
        index.put(keys(300), vectors(300, 1), control, 1);
        index.write(file, 0);
        if (cut >= 0) std::filesystem::resize_file(file, static_cast<std::uintmax_t>(cut));
        if (flipped >= 0) {
            std::fstream change(file, std::ios::in | std::ios::out | std::ios::binary);
            change.seekg(flipped);
            const char byte = static_cast<char>(change.get() ^ 0x41);
            change.seekp(flipped);
            change.put(byte);
        }
        QVERIFY_EXCEPTION_THROWN(KeptIndex::read(file), Error);
    }

    void nonsenseIsRefused()
    {
        auto control = RunControl::silent();
        QVERIFY_EXCEPTION_THROWN(KeptIndex(0), Error);
        KeptIndex index(2);
        QVERIFY(index.nearest(std::vector<float>{1, 0}, 3).empty());
        QVERIFY_EXCEPTION_THROWN(index.put(keys(2), std::vector<float>{1, 2, 3}, control), Error);
        QVERIFY_EXCEPTION_THROWN(index.put(keys(1), std::vector<float>{1, std::nanf("")}, control), Error);
        QVERIFY_EXCEPTION_THROWN(index.nearest(std::vector<float>{1, 2, 3}, 1), Error);
    }
};

QTEST_GUILESS_MAIN(tst_kept_index)
#include "tst_kept_index.moc"
