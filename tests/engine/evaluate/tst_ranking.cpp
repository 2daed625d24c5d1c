#include "tests/engine/evaluate/golden.h"

#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/evaluate/confusion.h"
#include "engine/evaluate/interval.h"
#include "engine/evaluate/matrix.h"
#include "engine/evaluate/ranking.h"

using namespace engine::evaluate;

namespace {

Ranked rankOf(std::vector<double> scores, std::vector<std::uint8_t> truth)
{
    return rank(scores, truth);
}

}  // namespace

/// Every number of a tag's row in golden/metrics/expected.json (scikit-learn, SciPy), and cases small enough for paper.
class tst_ranking : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const auto folder = goldenFolder("metrics");
        if (!std::filesystem::exists(folder)) return;
        m_expected = readGolden(folder / "expected.json");
        m_scores = engine::readNpy(folder / "scores.npy");
        m_truth = engine::readNpy(folder / "truth.npy");
    }

    void threeTracksByHand_data()
    {
        QTest::addColumn<std::vector<double>>("scores");
        QTest::addColumn<double>("auc");
        QTest::addColumn<double>("ap");
        // truth is 1, 0, 1
        QTest::newRow("right order") << std::vector<double>{0.9, 0.1, 0.8} << 1.0 << 1.0;
        QTest::newRow("one pair wrong") << std::vector<double>{0.9, 0.5, 0.1} << 0.5 << (1.0 + 2.0 / 3) / 2;
        QTest::newRow("one pair tied") << std::vector<double>{0.9, 0.5, 0.5} << 0.75 << (1.0 + 2.0 / 3) / 2;
        QTest::newRow("all equal") << std::vector<double>{7, 7, 7} << 0.5 << 2.0 / 3;
        QTest::newRow("negative scores, zero twice") << std::vector<double>{-0.0, 0.0, -1.0} << 0.25 << (0.5 + 2.0 / 3) / 2;
    }
    void threeTracksByHand()
    {
        QFETCH(std::vector<double>, scores);
        QFETCH(double, auc);
        QFETCH(double, ap);
        const auto ranked = rankOf(scores, {1, 0, 1});
        QCOMPARE(*rocAuc(ranked), auc);
        QCOMPARE(*averagePrecision(ranked), ap);
    }

    void averagePrecisionHasItsLogitInterval_data()
    {
        QTest::addColumn<double>("ap");
        QTest::addColumn<int>("positives");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        // numpy 1.24 on the formula of Boyd, Eng and Page 2013, printed with 17 digits
        QTest::newRow("good, 25 tracks") << 0.8 << 25 << 0.6002033253388869 << 0.9142192933989314;
        QTest::newRow("bad, 3 tracks") << 0.05 << 3 << 0.00029257104689139863 << 0.9044461196439184;
        QTest::newRow("nearly perfect") << 0.999 << 400 << 0.9782516481123134 << 0.9999549314394747;
    }
    void averagePrecisionHasItsLogitInterval()
    {
        QFETCH(double, ap);
        QFETCH(int, positives);
        QFETCH(double, low);
        QFETCH(double, high);
        const auto interval = averagePrecisionInterval(ap, static_cast<std::size_t>(positives));
        QVERIFY(interval.has_value());
        COMPARE_GOLDEN(interval->low, low);
        COMPARE_GOLDEN(interval->high, high);
    }
    void aPerfectOrHopelessAveragePrecisionHasNoInterval()
    {
        QVERIFY(!averagePrecisionInterval(1, 5) && !averagePrecisionInterval(0, 5) && !averagePrecisionInterval(0.5, 0));
    }

    void oneClassHasNoValue()
    {
        const auto none = rankOf({0.1, 0.2}, {0, 0});
        const auto all = rankOf({0.1, 0.2}, {1, 1});
        QVERIFY(!rocAuc(none) && !averagePrecision(none) && !rocAuc(all) && !averagePrecision(all));
        QVERIFY(!delongVariance(rankOf({0.1, 0.2, 0.3}, {1, 0, 0})));
    }

    void notANumberIsRefused()
    {
        QVERIFY_EXCEPTION_THROWN(rankOf({0.1, std::nan("")}, {0, 1}), engine::Error);
        QVERIFY_EXCEPTION_THROWN(rankOf({0.1}, {0, 1}), engine::Error);
    }

    void curvesEndWhereTheyMustAndHoldTheArea()
    {
        const auto ranked = rankOf({0.9, 0.8, 0.7, 0.7, 0.2}, {1, 0, 1, 0, 0});
        const auto roc = rocCurve(ranked);
        QCOMPARE(roc.front().x, 0.0);
        QCOMPARE(roc.back().x, 1.0);
        QCOMPARE(roc.back().y, 1.0);
        double area = 0;
        for (std::size_t i = 1; i < roc.size(); ++i)
            area += (roc[i].x - roc[i - 1].x) * (roc[i].y + roc[i - 1].y) / 2;
        QVERIFY(std::abs(area - *rocAuc(ranked)) < 1e-15);
        QCOMPARE(precisionRecallCurve(ranked).back().y, 0.4);
        QCOMPARE(thinned(roc, 3).size(), 3U);
        QCOMPARE(thinned(roc, 3).back().x, 1.0);
    }

    void equalsTheGoldenRow_data()
    {
        SKIP_WITHOUT(goldenFolder("metrics"));
        QTest::addColumn<int>("tag");
        for (int i = 0; i < static_cast<int>(m_expected["rows"].size()); ++i)
            QTest::addRow("t%02d", i) << i;
    }
    void equalsTheGoldenRow()
    {
        QFETCH(int, tag);
        const auto& row = m_expected["rows"][static_cast<std::size_t>(tag)];
        const auto ranked = goldenTag(static_cast<std::size_t>(tag));
        QCOMPARE(ranked.positives, row["positives"].get<std::size_t>());
        QCOMPARE(ranked.negatives(), row["negatives"].get<std::size_t>());
        compareDecisions(ranked, row["at_0.5"]);
        if (row["roc_auc"].is_null()) {
            QVERIFY(!rocAuc(ranked) && !averagePrecision(ranked) && !trapezoidalPrAuc(ranked) && !kerasAuc(ranked));
            return;
        }
        COMPARE_GOLDEN(*rocAuc(ranked), row["roc_auc"]);
        COMPARE_GOLDEN(*averagePrecision(ranked), row["average_precision"]);
        COMPARE_GOLDEN(*trapezoidalPrAuc(ranked), row["pr_auc_trapezoid"]);
        COMPARE_GOLDEN(kerasAuc(ranked)->roc, row["keras200_roc"]);
        COMPARE_GOLDEN(kerasAuc(ranked)->pr, row["keras200_pr"]);
        COMPARE_GOLDEN(bestF1(ranked)->threshold, row["best_f1_threshold"]);
        COMPARE_GOLDEN(bestF1(ranked)->f1, row["best_f1"]);
        compareIntervals(ranked, row);
    }

    void bonferroniWidensTheInterval()
    {
        QVERIFY(std::abs(bonferroniZ(50) - 3.2905) < 5e-5);
        QVERIFY(std::abs(bonferroniZ(1) - kZ95) < 1e-12);
    }

private:
    Ranked goldenTag(std::size_t tag) const
    {
        const std::size_t rows = m_scores.shape[0];
        const std::size_t columns = m_scores.shape[1];
        std::vector<std::uint8_t> truth(m_truth.values.begin(), m_truth.values.end());
        return rank(Scores(m_scores.values, rows, columns).column(tag), Truth(truth, rows, columns).column(tag));
    }

    void compareIntervals(const Ranked& ranked, const engine::Json& row)
    {
        const double auc = *rocAuc(ranked);
        const double error = hanleyMcNeilError(auc, ranked.positives, ranked.negatives());
        COMPARE_GOLDEN(error, row["hanley_mcneil_se"]);
        COMPARE_GOLDEN(hanleyMcNeilInterval(auc, error).low, row["hanley_mcneil_ci95"][0]);
        COMPARE_GOLDEN(hanleyMcNeilInterval(auc, error).high, row["hanley_mcneil_ci95"][1]);
        QCOMPARE(hanleyMcNeilInterval(auc, error).low > 0.5, row["better_than_chance_hanley_mcneil"].get<bool>());
        const auto variance = delongVariance(ranked);
        QCOMPARE(variance.has_value(), row.contains("delong_var"));
        if (!variance) return;
        COMPARE_GOLDEN(*variance, row["delong_var"]);
        COMPARE_GOLDEN(delongInterval(auc, *variance).low, row["delong_ci95"][0]);
        COMPARE_GOLDEN(delongInterval(auc, *variance).high, row["delong_ci95"][1]);
        QCOMPARE(delongInterval(auc, *variance).low > 0.5, row["better_than_chance_delong"].get<bool>());
        const auto logit = delongLogitInterval(auc, *variance);
        QCOMPARE(logit.has_value(), row.contains("delong_logit_ci95"));
        if (!logit) return;
        COMPARE_GOLDEN(logit->low, row["delong_logit_ci95"][0]);
        COMPARE_GOLDEN(logit->high, row["delong_logit_ci95"][1]);
        QCOMPARE(logit->low > 0.5, row["better_than_chance_delong_logit"].get<bool>());
    }

    void compareDecisions(const Ranked& ranked, const engine::Json& row)
    {
        const std::vector<double> thresholds{0.5};
        const auto yes = decide({ranked.scores, ranked.size(), 1}, thresholds);
        const auto counts = countPerTag({yes, ranked.size(), 1}, {ranked.positive, ranked.size(), 1}).front();
        QCOMPARE(counts.tp, row["tp"].get<std::size_t>());
        QCOMPARE(counts.fp, row["fp"].get<std::size_t>());
        QCOMPARE(counts.fn, row["fn"].get<std::size_t>());
        QCOMPARE(counts.tn, row["tn"].get<std::size_t>());
        COMPARE_GOLDEN(accuracy(counts), row["accuracy"]);
        const auto wilson = wilsonInterval(counts.tp + counts.tn, counts.total());
        COMPARE_GOLDEN(wilson.low, row["accuracy_wilson95"][0]);
        COMPARE_GOLDEN(wilson.high, row["accuracy_wilson95"][1]);
        const auto exact = clopperPearsonInterval(counts.tp + counts.tn, counts.total());
        COMPARE_GOLDEN(exact.low, row["accuracy_clopper_pearson95"][0]);
        COMPARE_GOLDEN(exact.high, row["accuracy_clopper_pearson95"][1]);
        QCOMPARE(balancedAccuracy(counts).has_value(), !row["balanced_accuracy"].is_null());
        if (balancedAccuracy(counts)) COMPARE_GOLDEN(*balancedAccuracy(counts), row["balanced_accuracy"]);
    }

    engine::Json m_expected;
    engine::NpyArray m_scores;
    engine::NpyArray m_truth;
};

QTEST_GUILESS_MAIN(tst_ranking)
#include "tst_ranking.moc"
