#include <QtTest>

#include <cmath>

#include "engine/dataset/stratify.h"
#include "reference_files.h"

using namespace engine::dataset;

namespace {

std::vector<SplitUnit> unitsOf(const engine::Json& table)
{
    std::vector<SplitUnit> units;
    for (const auto& row : table) {
        SplitUnit unit;
        for (std::size_t tag = 0; tag < row.size(); ++tag)
            if (row[tag].get<int>() != 0) unit.tags.push_back({tag, 1});
        units.push_back(unit);
    }
    return units;
}

}  // namespace

class tst_stratify : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void foldsAndQualityEqualTheGoldenFile()
    {
        const auto golden = goldenSplits("iterative_stratification.json");
        if (golden.is_null()) QSKIP("reference data absent: tags/golden/splits/iterative_stratification.json");
        const auto units = unitsOf(golden["Y"]);
        const auto tags = golden["labels"].size();
        QCOMPARE(golden["cases"].size(), std::size_t{3});
        for (const auto& wanted : golden["cases"]) {
            const auto ratios = wanted["ratios"].get<std::vector<double>>();
            const auto parts = iterativeStratification(units, tags, ratios);
            QCOMPARE(parts, wanted["fold"].get<std::vector<int>>());
            const auto quality = splitQuality(units, tags, ratios, parts);
            // The golden numbers are printed with 12 significant digits.
            QVERIFY(std::abs(quality.labelDistribution - wanted["quality"]["label_distribution"].get<double>()) < 1e-12);
            QVERIFY(std::abs(quality.exampleDistribution - wanted["quality"]["example_distribution"].get<double>()) < 1e-12);
            QCOMPARE(quality.tagsMissing, wanted["quality"]["labels_missing_in_a_subset"].get<std::size_t>());
            QCOMPARE(quality.sizes, wanted["quality"]["subset_sizes"].get<std::vector<double>>());
            QCOMPARE(quality.positives, wanted["quality"]["positives"].get<std::vector<std::vector<double>>>());
        }
    }

    void aRareTagReachesEveryPartBeforeAFrequentOne()
    {
        std::vector<SplitUnit> units(30, SplitUnit{1, {{0, 1}}});
        for (std::size_t i = 0; i < 3; ++i)
            units[i * 10].tags.push_back({1, 1});
        const std::vector<double> ratios{1.0 / 3, 1.0 / 3, 1.0 / 3};
        const auto quality = splitQuality(units, 2, ratios, iterativeStratification(units, 2, ratios));
        QCOMPARE(quality.tagsMissing, std::size_t{0});
        QCOMPARE(quality.sizes, (std::vector<double>{10, 10, 10}));
    }

    void aLargeGroupIsPlacedFirst()
    {
        // Placed last, the group of 8 would overfill whatever part it met.
        const std::vector<SplitUnit> units{{1, {}}, {1, {}}, {8, {}}};
        const std::vector<double> ratios{0.8, 0.1, 0.1};
        QCOMPARE(iterativeStratification(units, 0, ratios), (std::vector<int>{1, 2, 0}));
    }

    void nothingGivesNothing()
    {
        const std::vector<double> ratios{0.8, 0.1, 0.1};
        QVERIFY(iterativeStratification({}, 0, ratios).empty());
    }
};

QTEST_GUILESS_MAIN(tst_stratify)
#include "tst_stratify.moc"
