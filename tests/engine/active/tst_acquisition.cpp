#include "numpy_beside.h"

#include "engine/active/acquisition.h"
#include "engine/core/error.h"
#include "engine/core/random.h"

using namespace engine;
using namespace engine::active;

class tst_acquisition : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void handSizedRowsGiveWhatOneWritesDown_data()
    {
        QTest::addColumn<std::vector<float>>("row");
        QTest::addColumn<float>("entropy");
        QTest::addColumn<float>("margin");
        QTest::newRow("guesses") << std::vector<float>{0.5f, 0.5f} << 1.0f << 1.0f;
        QTest::newRow("sure") << std::vector<float>{0, 1} << 0.0f << 0.0f;
        QTest::newRow("half of each") << std::vector<float>{0.5f, 1} << 0.5f << 0.5f;
        QTest::newRow("a quarter") << std::vector<float>{0.25f, 0.75f} << 0.811278f << 0.5f;   // 0.25 * 2 + 0.75 * log2(4 / 3)
    }
    void handSizedRowsGiveWhatOneWritesDown()
    {
        QFETCH(std::vector<float>, row);
        QFETCH(float, entropy);
        QFETCH(float, margin);
        QVERIFY(std::abs(uncertaintyOf(row, row.size(), Uncertainty::Entropy).at(0) - entropy) < 1e-6f);
        QVERIFY(std::abs(uncertaintyOf(row, row.size(), Uncertainty::Margin).at(0) - margin) < 1e-6f);
    }

    void entropyIsThatOfScipy()
    {
        if (!NumpyBeside::has("import numpy, scipy.stats")) QSKIP("python3-scipy is absent");
        constexpr std::size_t kRows = 200, kTags = 7;
        SplitMix random(3);
        std::vector<float> p(kRows * kTags);
        for (auto& value : p)
            value = static_cast<float>(random.uniform());
        NumpyBeside beside;
        beside.put("p", {kRows, kTags}, p);
        beside.run("from scipy.stats import entropy\np = np.load(at('p')).astype(float)\n"
                   "np.save(at('e'), entropy(np.stack([p, 1 - p]), base=2, axis=0).mean(1))\n");
        const auto wanted = beside.get("e");
        const auto found = uncertaintyOf(p, kTags, Uncertainty::Entropy);
        QCOMPARE(found.size(), wanted.size());
        for (std::size_t i = 0; i < found.size(); ++i)
            QVERIFY(std::abs(static_cast<double>(found[i]) - wanted[i]) < 1e-6);   // single precision
    }

    void nonsenseIsRefused()
    {
        QVERIFY_EXCEPTION_THROWN(uncertaintyOf(std::vector<float>{0.1f, 0.2f, 0.3f}, 2, Uncertainty::Entropy), Error);
        QVERIFY_EXCEPTION_THROWN(uncertaintyOf(std::vector<float>{1.5f}, 1, Uncertainty::Margin), Error);
        QVERIFY_EXCEPTION_THROWN(uncertaintyOf(std::vector<float>{std::nanf("")}, 1, Uncertainty::Entropy), Error);
    }
};

QTEST_GUILESS_MAIN(tst_acquisition)
#include "tst_acquisition.moc"
