#include "tests/engine/evaluate/golden.h"

#include <random>

#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/evaluate/evaluation.h"
#include "engine/evaluate/explanations.h"

using namespace engine::evaluate;

class tst_evaluation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aggregatesEqualScikitLearn()
    {
        SKIP_WITHOUT(goldenFolder("metrics"));
        const auto golden = readGolden(goldenFolder("metrics") / "expected.json")["aggregate"];
        const auto result = evaluateGolden({});
        COMPARE_GOLDEN(*result.macro.rocAuc, golden["macro_roc_auc_defined_only"]);
        COMPARE_GOLDEN(*result.macro.averagePrecision, golden["macro_ap_defined_only"]);
        COMPARE_GOLDEN(*result.micro.rocAuc, golden["micro_roc_auc"]);
        COMPARE_GOLDEN(*result.micro.averagePrecision, golden["micro_ap"]);
        COMPARE_GOLDEN(*result.samples.rocAuc, golden["samples_roc_auc"]);
        COMPARE_GOLDEN(*result.weighted.averagePrecision, golden["ap_weighted_by_support"]);
        QCOMPARE(result.perTag.size(), golden["tags_total"].get<std::size_t>());
        QCOMPARE(result.perTag.size() - result.undefined.size(), golden["tags_defined"].get<std::size_t>());
        // What counting an undefined tag as 0 would give: the mistake the definition avoids.
        const double share = 10.0 / 12.0;
        COMPARE_GOLDEN(*result.macro.rocAuc * share, golden["macro_roc_auc_undefined_as_zero"]);
        COMPARE_GOLDEN(*result.macro.averagePrecision * share, golden["macro_ap_undefined_as_zero"]);
    }

    void flattenedKerasAreasAndDecisionsEqualTheGoldens()
    {
        SKIP_WITHOUT(goldenFolder("metrics"));
        const auto golden = readGolden(goldenFolder("metrics") / "expected.json")["aggregate"];
        const auto result = evaluateGolden({});
        const auto keras = kerasAuc(rank(m_scores.values, m_labels));
        COMPARE_GOLDEN(keras->roc, golden["keras200_micro_roc"]);
        COMPARE_GOLDEN(keras->pr, golden["keras200_micro_pr"]);
        Counts all;
        double meanPrecision = 0, meanRecall = 0, meanF1 = 0;
        for (const auto& tag : result.perTag) {
            all.tp += tag.counts.tp;
            all.fp += tag.counts.fp;
            all.fn += tag.counts.fn;
            all.tn += tag.counts.tn;
            meanPrecision += precision(tag.counts) / 12;
            meanRecall += recall(tag.counts) / 12;
            meanF1 += f1(tag.counts) / 12;
        }
        COMPARE_GOLDEN(meanPrecision, golden["at_0.5_macro"]["precision"]);
        COMPARE_GOLDEN(meanRecall, golden["at_0.5_macro"]["recall"]);
        COMPARE_GOLDEN(meanF1, golden["at_0.5_macro"]["f1"]);
        COMPARE_GOLDEN(precision(all), golden["at_0.5_micro"]["precision"]);
        COMPARE_GOLDEN(recall(all), golden["at_0.5_micro"]["recall"]);
        COMPARE_GOLDEN(f1(all), golden["at_0.5_micro"]["f1"]);
    }

    void verdictsNeverCallAPerfectOrderProof()
    {
        SKIP_WITHOUT(goldenFolder("metrics"));
        const auto result = evaluateGolden({});
        QStringList verdicts;
        for (const auto& tag : result.perTag)
            verdicts << QString::fromUtf8(verdictName(tag.verdict).data(), static_cast<qsizetype>(verdictName(tag.verdict).size()));
        QCOMPARE(verdicts, (QStringList{"yes", "yes", "yes", "no", "not-enough-data", "not-enough-data", "not-enough-data", "no",
                                        "not-enough-data", "no", "yes", "no"}));
        QCOMPARE(QString::fromStdString(result.headline()), "4 of 12 tags better than chance");
        QCOMPARE(result.undefined, (std::vector<std::string>{"t04", "t05"}));
    }

    void bonferroniAsksForMore()
    {
        SKIP_WITHOUT(goldenFolder("metrics"));
        EvaluationOptions options;
        options.bonferroni = true;
        QCOMPARE(evaluateGolden(options).betterThanChance, 3U);   // t10 was 0.505 at the 95 % level
    }

    void typesAreMeansOfTheirTags()
    {
        SKIP_WITHOUT(goldenFolder("metrics"));
        const auto result = evaluateGolden({});
        QCOMPARE(result.perType.size(), 2U);
        QCOMPARE(QString::fromStdString(result.perType[0].type), "genre");
        QCOMPARE(result.perType[0].tags, 6U);
        QCOMPARE(result.perType[0].defined, 4U);
        double sum = 0;
        for (std::size_t t : {0U, 1U, 2U, 3U})
            sum += *result.perTag[t].rocAuc;
        QVERIFY(std::abs(*result.perType[0].macro.rocAuc - sum / 4) < 1e-15);
    }

    void documentHasTheFieldsOfTheCommand()
    {
        SKIP_WITHOUT(goldenFolder("metrics"));
        const auto json = toJson(evaluateGolden({}));
        QVERIFY(json["macro"]["roc_auc"].is_number() && json["micro"]["average_precision"].is_number());
        QVERIFY(json["per_tag"][4]["roc_auc"].is_null() && json["per_tag"][4]["low"].is_null());
        QVERIFY(json["per_tag"][8]["better_than_chance"].is_null());
        QCOMPARE(json["per_tag"][0]["better_than_chance"].get<bool>(), true);
        const auto detailed = toDetailedJson(evaluateGolden({}));
        QCOMPARE(detailed["per_tag"][0]["tp"].get<int>(), 61);
        QCOMPARE(detailed["tag_confusion"].size(), 12U);
        QVERIFY(detailed["confusion"].is_null());
    }

    void bootstrapAgreesWithDelongAndItsSeed()
    {
        SKIP_WITHOUT(goldenFolder("metrics"));
        EvaluationOptions options;
        options.intervals = IntervalMethod::Bootstrap;
        options.replicates = 2000;
        options.seed = 5;
        const auto delong = evaluateGolden({});
        const auto first = evaluateGolden(options);
        const auto again = evaluateGolden(options);
        for (std::size_t t : {0U, 1U, 2U, 9U}) {
            QCOMPARE(first.perTag[t].interval->low, again.perTag[t].interval->low);
            // Two estimates of one standard error; with 2000 draws they differ by a few per cent of the width.
            const double width = delong.perTag[t].interval->high - delong.perTag[t].interval->low;
            QVERIFY(std::abs(first.perTag[t].interval->low - delong.perTag[t].interval->low) < 0.15 * width);
            QVERIFY(std::abs(first.perTag[t].interval->high - delong.perTag[t].interval->high) < 0.15 * width);
        }
        QVERIFY(first.macroInterval && first.macroInterval->low < *first.macro.rocAuc && *first.macro.rocAuc < first.macroInterval->high);
        QVERIFY(!first.perTag[6].interval);   // one positive
        QCOMPARE(verdictName(first.perTag[8].verdict), std::string_view("not-enough-data"));
    }

    void oneTagPerTrackGivesAConfusionMatrix()
    {
        const std::vector<double> scores{0.9, 0.1, 0.2, 0.8, 0.7, 0.3};
        const std::vector<std::uint8_t> truth{1, 0, 0, 1, 0, 1};
        const std::vector<std::string> names{"a", "b"};
        const auto result = evaluateTags({scores, 3, 2}, {truth, 3, 2}, names, {}, {});
        QVERIFY(result.confusion);
        QCOMPARE(result.confusion->table.cells, (std::vector<std::size_t>{1, 0, 1, 1}));
    }

    void thresholdsOfBestF1AreKept()
    {
        const std::vector<double> scores{0.9, 0.6, 0.4, 0.2};
        const std::vector<std::uint8_t> truth{1, 1, 0, 0};
        QCOMPARE(chooseThresholds({scores, 4, 1}, {truth, 4, 1}), std::vector<double>{0.6});
        EvaluationOptions options;
        options.thresholds = {0.6};
        const std::vector<std::string> names{"a"};
        const auto result = evaluateTags({scores, 4, 1}, {truth, 4, 1}, names, {}, options);
        QCOMPARE(f1(result.perTag[0].counts), 1.0);
    }

    void whatDoesNotFitIsRefused()
    {
        const std::vector<double> scores{0.9, 0.6};
        const std::vector<std::uint8_t> truth{1, 0};
        const std::vector<std::string> two{"a", "b"};
        QVERIFY_EXCEPTION_THROWN(evaluateTags({scores, 2, 1}, {truth, 2, 1}, two, {}, {}), engine::Error);
        QVERIFY_EXCEPTION_THROWN(evaluateTags({scores, 2, 1}, {truth, 1, 2}, two, {}, {}), engine::Error);
        QVERIFY_EXCEPTION_THROWN(toLabels(scores, 1, "labels"), engine::Error);
    }

    void everyExplanationIsFoundByItsId()
    {
        for (const auto& each : explanations()) {
            QVERIFY(!each.title.empty() && each.text.ends_with('.'));
            QCOMPARE(explanation(each.id).title, each.title);
        }
        QVERIFY_EXCEPTION_THROWN(explanation("luck"), engine::Error);
    }

private:
    Evaluation evaluateGolden(const EvaluationOptions& options)
    {
        m_scores = engine::readNpy(goldenFolder("metrics") / "scores.npy");
        m_labels = toLabels(engine::readNpy(goldenFolder("metrics") / "truth.npy").values, 12, "truth");
        std::vector<std::string> names;
        std::vector<std::string> types;
        for (int i = 0; i < 12; ++i) {
            names.push_back(QString::asprintf("t%02d", i).toStdString());
            types.push_back(i < 6 ? "genre" : "mood");
        }
        return evaluateTags({m_scores.values, m_scores.shape[0], 12}, {m_labels, m_scores.shape[0], 12}, names, types, options);
    }

    engine::NpyArray m_scores;
    std::vector<std::uint8_t> m_labels;
};

QTEST_GUILESS_MAIN(tst_evaluation)
#include "tst_evaluation.moc"
