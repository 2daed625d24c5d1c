#include <QtTest>

#include <cmath>
#include <map>

#include "engine/core/error.h"
#include "engine/dataset/imbalance.h"
#include "engine/dataset/resample.h"
#include "reference_files.h"

using namespace engine;
using namespace engine::dataset;

namespace {

bool near(double a, double b)
{
    return std::abs(a - b) <= 1e-11 * std::abs(b);   // golden numbers have 12 significant digits
}

}  // namespace

class tst_resample : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void plansEqualTheGoldenFile()
    {
        const auto golden = goldenSplits("resample.json");
        if (golden.is_null()) QSKIP("reference data absent: tags/golden/splits/resample.json");
        for (const auto& wanted : golden["cases"]) {
            std::vector<std::int64_t> counts, extra, total;
            for (const auto& [stratum, count] : wanted["strata"].items()) {
                counts.push_back(count);
                extra.push_back(wanted["extra_per_stratum"][stratum]);
                total.push_back(wanted["final_per_stratum"][stratum]);
            }
            const auto plan = planResample(counts, wanted["target"]);
            QVERIFY(near(plan.ratio, wanted["ratio"]));
            QCOMPARE(plan.wholeCopies, wanted["whole_copies"].get<std::int64_t>());
            QCOMPARE(plan.extra, wanted["extra"].get<std::int64_t>());
            QCOMPARE(plan.extraPerStratum, extra);
            QCOMPARE(plan.finalPerStratum, total);
        }
    }

    void theDrawKeepsThePlanAndNumbersEachUse()
    {
        std::vector<std::size_t> strata;
        std::vector<std::uint64_t> keys;
        for (std::size_t i = 0; i < 100; ++i) {
            strata.push_back(i % 3);
            keys.push_back(i * 7919);
        }
        const auto drawn = resample(strata, 3, keys, 130, 0);
        QCOMPARE(drawn.size(), std::size_t{130});
        std::map<std::size_t, int> times;
        std::map<std::size_t, int> perStratum;
        for (const auto& [track, number] : drawn) {
            QCOMPARE(number, times[track]++);
            ++perStratum[strata[track]];
        }
        QCOMPARE(times.size(), std::size_t{100});
        const std::vector<std::int64_t> counts{34, 33, 33};
        const auto plan = planResample(counts, 130);
        for (std::size_t stratum = 0; stratum < 3; ++stratum)
            QCOMPARE(static_cast<std::int64_t>(perStratum[stratum]), plan.finalPerStratum[stratum]);
        QVERIFY(drawn == resample(strata, 3, keys, 130, 0));
        QVERIFY(drawn != resample(strata, 3, keys, 130, 1));
    }

    void nothingToDrawFromIsRefused()
    {
        QVERIFY_EXCEPTION_THROWN(planResample({}, 5), Error);
    }

    void imbalanceEqualsTheGoldenFile()
    {
        const auto golden = goldenSplits("imbalance.json");
        if (golden.is_null()) QSKIP("reference data absent: tags/golden/splits/imbalance.json");
        const auto counts = golden["count"].get<std::vector<std::int64_t>>();
        const auto result = imbalance(counts, static_cast<std::int64_t>(golden["Y"].size()));
        for (std::size_t tag = 0; tag < counts.size(); ++tag)
            QVERIFY(near(result.irlbl[tag], golden["IRLbl"][tag]));
        QVERIFY(near(result.meanIr, golden["MeanIR"]));
        QVERIFY(near(result.cvir, golden["CVIR"]));
        QVERIFY(near(result.cardinality, golden["cardinality"]));
        QVERIFY(near(result.density, golden["density"]));
    }

    void anUnusedTagIsLeftOutOfTheMean()
    {
        const std::vector<std::int64_t> counts{10, 5, 0};
        const auto result = imbalance(counts, 20);
        QVERIFY(std::isnan(result.irlbl[2]));
        QCOMPARE(result.meanIr, 1.5);
    }
};

QTEST_GUILESS_MAIN(tst_resample)
#include "tst_resample.moc"
