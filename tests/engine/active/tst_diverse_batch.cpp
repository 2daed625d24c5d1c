#include "numpy_beside.h"

#include <map>
#include <set>

#include "engine/active/diverse_batch.h"
#include "engine/core/error.h"
#include "engine/core/random.h"

using namespace engine;
using namespace engine::active;

namespace {

constexpr std::size_t kRows = 300, kWidth = 37;   // 37: two whole vectors of lanes and a rest

std::vector<float> cloud(std::uint64_t seed)
{
    SplitMix random(seed);
    std::vector<float> values(kRows * kWidth);
    for (auto& value : values)
        value = static_cast<float>(random.uniform() - 0.5);
    unitRows(values, kWidth);
    return values;
}

std::vector<float> numbers(std::uint64_t seed, std::size_t count)
{
    SplitMix random(seed);
    std::vector<float> values(count);
    for (auto& value : values)
        value = static_cast<float>(random.uniform());
    return values;
}

std::vector<std::uint32_t> range(std::uint32_t first, std::uint32_t last)
{
    std::vector<std::uint32_t> rows;
    for (auto row = first; row < last; ++row)
        rows.push_back(row);
    return rows;
}

std::vector<std::uint32_t> rowsOf(const std::vector<Choice>& batch)
{
    std::vector<std::uint32_t> rows;
    for (const auto& choice : batch)
        rows.push_back(choice.row);
    return rows;
}

std::vector<Choice> choose(const Pool& pool, std::size_t count, Strategy strategy, std::uint64_t seed = 0)
{
    auto control = RunControl::silent();
    return chooseBatch(pool, count, strategy, seed, control);
}

}  // namespace

class tst_diverse_batch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theBatchIsThatOfABruteForce_data()
    {
        QTest::addColumn<int>("strategy");
        QTest::newRow("coverage") << static_cast<int>(Strategy::Coverage);
        QTest::newRow("combined") << static_cast<int>(Strategy::Combined);
        QTest::newRow("entropy") << static_cast<int>(Strategy::Entropy);
    }
    void theBatchIsThatOfABruteForce()
    {
        QFETCH(int, strategy);
        if (!NumpyBeside::has("import numpy")) QSKIP("python3-numpy is absent");
        const auto vectors = cloud(1), u = numbers(2, kRows);
        const Pool pool{kWidth, vectors, u, range(20, kRows), range(0, 20)};
        NumpyBeside beside;
        beside.put("x", {kRows, kWidth}, vectors);
        beside.put("u", {kRows}, u);
        beside.put("s", {1}, std::vector<float>{static_cast<float>(strategy)});
        beside.run("x, u, s = np.load(at('x')).astype(float), np.load(at('u')).astype(float), int(np.load(at('s'))[0])\n"
                   "known, left, batch, far = list(range(20)), list(range(20, len(x))), [], []\n"
                   "for _ in range(12):\n"
                   "    d = np.array([min(np.linalg.norm(x[i] - x[k]) for k in known) / 2 for i in left])\n"
                   "    score = {1: u[left], 3: d, 4: u[left] * d}[s]\n"
                   "    best = int(np.argmax(score))\n"
                   "    far.append(d[best]); batch.append(left.pop(best))\n"
                   "    if s != 1: known.append(batch[-1])\n"
                   "np.save(at('batch'), np.array(batch, float)); np.save(at('far'), np.array(far))\n");
        const auto batch = choose(pool, 12, static_cast<Strategy>(strategy));
        const auto wanted = beside.get("batch"), far = beside.get("far");
        QCOMPARE(batch.size(), wanted.size());
        for (std::size_t i = 0; i < batch.size(); ++i) {
            QCOMPARE(static_cast<double>(batch[i].row), wanted[i]);
            QVERIFY(std::abs(static_cast<double>(batch[i].distance) - far[i]) < 1e-5);
            QVERIFY(batch[i].nearest.has_value());
        }
    }

    void drawsFollowTheSquareOfTheScore()
    {
        // Three candidates at known distances to one labelled row: unit vectors at 60, 120 and 180 degrees, d = sin(angle / 2).
        const std::vector<float> vectors{1, 0, 0.5f, std::sqrt(0.75f), -0.5f, std::sqrt(0.75f), -1, 0};
        const std::vector<float> u{0, 1, 0.5f, 0.25f};
        const Pool pool{2, vectors, u, {1, 2, 3}, {0}};
        std::map<std::uint32_t, int> times;
        constexpr int kDraws = 4000;
        for (int seed = 0; seed < kDraws; ++seed)
            ++times[choose(pool, 1, Strategy::Sampled, static_cast<std::uint64_t>(seed)).front().row];
        const double weights[] = {0.25, 0.25 * 0.75, 0.0625};   // (u d)^2
        const double total = weights[0] + weights[1] + weights[2];
        for (std::uint32_t row = 1; row <= 3; ++row) {
            const double share = weights[row - 1] / total;
            const double five = 5 * std::sqrt(share * (1 - share) / kDraws);   // five deviations of a binomial
            QVERIFY(std::abs(times[row] / static_cast<double>(kDraws) - share) < five);
        }
    }

    void noStrategyProposesTwiceOrWhatIsKnown_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto& name : strategyNames())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    void noStrategyProposesTwiceOrWhatIsKnown()
    {
        QFETCH(QString, name);
        const auto strategy = strategyFrom(name.toStdString());
        QCOMPARE(QString::fromUtf8(strategyName(strategy).data()), name);
        const auto vectors = cloud(5), u = numbers(6, kRows);
        const Pool pool{kWidth, vectors, u, range(100, 140), range(0, 100)};
        const auto rows = rowsOf(choose(pool, 1000, strategy, 9));
        QCOMPARE(std::set(rows.begin(), rows.end()).size(), rows.size());
        QCOMPARE(rows.size(), std::size_t{40});   // all there are
        QVERIFY(std::ranges::all_of(rows, [](auto row) { return row >= 100 && row < 140; }));
        QCOMPARE(rowsOf(choose(pool, 7, strategy, 9)), std::vector(rows.begin(), rows.begin() + 7));   // the same seed, the same order
    }

    void copiesOfWhatIsKnownComeLast()
    {
        auto vectors = cloud(7);
        std::copy_n(vectors.begin(), kWidth, vectors.begin() + 50 * kWidth);   // row 50 is row 0 again
        std::vector<float> u(kRows, 0.1f);
        u[50] = 1;   // though nobody is less sure of any
        const Pool pool{kWidth, vectors, u, range(40, 60), {0}};
        for (const auto strategy : {Strategy::Combined, Strategy::Sampled, Strategy::Coverage}) {
            const auto batch = choose(pool, 20, strategy, 1);
            QCOMPARE(batch.back().row, 50u);
            QCOMPARE(batch.back().distance, 0.0f);
            QCOMPARE(batch.back().nearest, std::optional<std::uint32_t>(0));
        }
    }

    void withoutLabelsTheMostTypicalOfEquallyUnsureTracksBegins()
    {
        // Unit vectors around 0 degrees; the middle one is nearest to their mean.
        const std::vector<float> vectors{std::cos(-0.4f), std::sin(-0.4f), 1, 0, std::cos(0.5f), std::sin(0.5f)};
        const std::vector<float> equal(3, 0.5f), unequal{0.5f, 0.5f, 0.6f};
        for (const auto strategy : {Strategy::Combined, Strategy::Sampled})
            QCOMPARE(choose({2, vectors, equal, {0, 1, 2}, {}}, 1, strategy).front().row, 1u);
        QCOMPARE(choose({2, vectors, unequal, {0, 1, 2}, {}}, 1, Strategy::Combined).front().row, 2u);
        QVERIFY(!choose({2, vectors, equal, {0, 1, 2}, {}}, 1, Strategy::Combined).front().nearest);
    }

    void aStopIsHeard()
    {
        std::stop_source stop;
        stop.request_stop();
        RunControl control(stop.get_token(), {});
        const auto vectors = cloud(8), u = numbers(9, kRows);
        QVERIFY_EXCEPTION_THROWN(chooseBatch({kWidth, vectors, u, range(1, kRows), {0}}, 5, Strategy::Combined, 0, control), Cancelled);
    }

    void sizesThatDoNotAgreeAreRefused()
    {
        const auto vectors = cloud(8), u = numbers(9, 5);
        QVERIFY_EXCEPTION_THROWN(choose({kWidth, vectors, u, {0}, {}}, 1, Strategy::Combined), Error);
        QVERIFY_EXCEPTION_THROWN(choose({kWidth, vectors, {}, {100000}, {}}, 1, Strategy::Coverage), Error);
        QVERIFY_EXCEPTION_THROWN(choose({kWidth + 1, vectors, {}, {0}, {}}, 1, Strategy::Random), Error);
        QVERIFY_EXCEPTION_THROWN(strategyFrom("luck"), Error);
    }
};

QTEST_GUILESS_MAIN(tst_diverse_batch)
#include "tst_diverse_batch.moc"
