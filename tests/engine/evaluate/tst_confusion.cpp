#include "tests/engine/evaluate/golden.h"

#include "engine/core/error.h"
#include "engine/evaluate/confusion.h"

using namespace engine::evaluate;

namespace {

std::vector<std::uint8_t> flat(const engine::Json& rows)
{
    std::vector<std::uint8_t> values;
    for (const auto& row : rows)
        for (const auto& cell : row)
            values.push_back(cell.get<std::uint8_t>());
    return values;
}

void compareTable(const CountTable& table, const engine::Json& rows)
{
    QCOMPARE(table.size, rows.size());
    for (std::size_t i = 0; i < table.size; ++i)
        for (std::size_t j = 0; j < table.size; ++j)
            QCOMPARE(table(i, j), rows[i][j].get<std::size_t>());
}

}  // namespace

class tst_confusion : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void singleLabelEqualsScikitLearn()
    {
        SKIP_WITHOUT(goldenFolder("metrics"));
        const auto golden = readGolden(goldenFolder("metrics") / "confusion.json");
        const auto result = confusion(golden["y_true"].get<std::vector<int>>(), golden["y_pred"].get<std::vector<int>>(), 5);
        compareTable(result.table, golden["matrix_rows_true_cols_pred"]);
        const auto shares = result.table.rowNormalised();
        for (std::size_t i = 0; i < 5; ++i) {
            for (std::size_t j = 0; j < 5; ++j)
                COMPARE_GOLDEN(shares[i * 5 + j], golden["row_normalised"][i][j]);
            COMPARE_GOLDEN(result.precision[i], golden["precision"][i]);
            COMPARE_GOLDEN(result.recall[i], golden["recall"][i]);
            COMPARE_GOLDEN(result.f1[i], golden["f1"][i]);
        }
        COMPARE_GOLDEN(result.accuracy, golden["accuracy"]);
        COMPARE_GOLDEN(result.balancedAccuracy, golden["balanced_accuracy"]);
        COMPARE_GOLDEN(result.macroF1, golden["macro_f1"]);
        COMPARE_GOLDEN(result.kappa, golden["kappa"]);
        COMPARE_GOLDEN(result.mcc, golden["mcc"]);
    }

    void multiLabelEqualsScikitLearn()
    {
        SKIP_WITHOUT(goldenFolder("metrics"));
        const auto golden = readGolden(goldenFolder("metrics") / "confusion.json")["multilabel"];
        const auto truthValues = flat(golden["y_true"]);
        const auto predictedValues = flat(golden["y_pred"]);
        const std::size_t tags = golden["y_true"][0].size();
        const Truth truth(truthValues, golden["y_true"].size(), tags);
        const Truth predicted(predictedValues, truth.rows(), tags);
        compareTable(tagConfusion(truth, predicted), golden["true_and_predicted"]);
        compareTable(tagConfusion(truth, truth), golden["co_occurrence_true"]);
        const auto counts = countPerTag(predicted, truth);
        for (std::size_t t = 0; t < tags; ++t) {
            const auto& row = golden["per_label_tn_fp_fn_tp"][t];
            QCOMPARE((std::vector<std::size_t>{counts[t].tn, counts[t].fp, counts[t].fn, counts[t].tp}), row.get<std::vector<std::size_t>>());
        }
    }

    void aScoreOnTheThresholdCountsUnlessAskedOtherwise()
    {
        const std::vector<double> scores{0.3, 0.5, 0.7};
        const std::vector<double> thresholds{0.5};
        QCOMPARE(decide({scores, 3, 1}, thresholds), (std::vector<std::uint8_t>{0, 1, 1}));
        QCOMPARE(decide({scores, 3, 1}, thresholds, Decision::Above), (std::vector<std::uint8_t>{0, 0, 1}));
    }

    void anEmptyDenominatorGivesZero()
    {
        QCOMPARE(precision({0, 0, 3, 1}), 0.0);
        QCOMPARE(recall({0, 2, 0, 1}), 0.0);
        QCOMPARE(f1({0, 0, 0, 4}), 0.0);
        QVERIFY(!balancedAccuracy({0, 0, 0, 4}));
    }

    void aForeignClassIsRefused()
    {
        const std::vector<int> truth{0, 2};
        const std::vector<int> predicted{0, 1};
        QVERIFY_EXCEPTION_THROWN(confusion(truth, predicted, 2), engine::Error);
    }
};

QTEST_GUILESS_MAIN(tst_confusion)
#include "tst_confusion.moc"
