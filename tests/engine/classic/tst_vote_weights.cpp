#include <QtTest>

#include <numeric>

#include "engine/classic/experiment.h"
#include "engine/core/random.h"
#include "tables.h"

using namespace engine;
using namespace engine::classic;

namespace {

/// Two features tell three classes apart, with some overlap.
Table overlapping()
{
    Table table;
    table.subject = "made up";
    table.columns = {"a", "b"};
    std::vector<std::string> names;
    SplitMix dice({3});
    for (std::size_t r = 0; r < 120; ++r) {
        names.push_back(std::string(1, static_cast<char>('p' + r % 3)));
        table.values.push_back(static_cast<double>(r % 3) + 1.4 * dice.uniform());
        table.values.push_back(static_cast<double>(r % 3 == 1) + 1.4 * dice.uniform());
    }
    setLabels(table, names);
    return table;
}

ModelChoice vote(const std::string& members)
{
    return {"vote", {{"members", members}, {"weights", "learnt"}}, {{"kmeans", {{"clusters", 1}}}}};
}

double sumOf(const std::vector<double>& weights)
{
    return std::accumulate(weights.begin(), weights.end(), 0.0);
}

}  // namespace

class tst_vote_weights : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void allCountAlikeUnlessTheVoteSaysSo()
    {
        const auto table = overlapping();
        const auto weights = voteWeights({"vote", {{"members", "knn+naive-bayes+kmeans"}}, Json::object()}, table, allRows(table), {});
        QCOMPARE(weights, std::vector<double>(3, 1.0 / 3));
    }

    void whoOnlyKnowsTheSharesOfTheClassesCountsLittle()
    {
        const auto table = overlapping();
        const auto weights = voteWeights(vote("naive-bayes+kmeans"), table, allRows(table), {});   // one cluster: a guess
        QVERIFY(std::abs(sumOf(weights) - 1) < 1e-9);
        QVERIFY(weights[1] < 0.15);
    }

    void theBetterOneCountsMore()
    {
        const auto table = overlapping();
        auto two = vote("decision-tree+extra-trees");
        two.members["decision-tree"] = {{"depth", 1}};
        two.members["extra-trees"] = {{"trees", 60}};
        const auto weights = voteWeights(two, table, allRows(table), {});
        QVERIFY(weights[1] > weights[0]);   // a stump cannot name three classes
    }

    void labelsOfTestRowsChangeNoWeight()
    {
        const auto table = overlapping();
        auto other = table;
        const auto plan = Plan::eightyTenTen(table, 0);
        std::vector<bool> known(table.rows(), false);
        for (const auto r : plan.rounds().front().training.rows())
            known[r] = true;
        for (std::size_t r = 0; r < table.rows(); ++r)
            if (!known[r]) {
                other.labels[r] = (table.labels[r] + 1) % 3;
                for (std::size_t c = 0; c < 2; ++c)
                    other.values[r * 2 + c] = 99;
            }
        const auto choice = vote("naive-bayes+knn+kmeans");
        const TrainingRows& rows = plan.rounds().front().training;
        QCOMPARE(voteWeights(choice, other, rows, {}), voteWeights(choice, table, rows, {}));
    }

    void aComparisonLearnsWeightsOfEveryRoundOnce()
    {
        const auto table = overlapping();
        const auto plan = Plan::folds(table, 4, 0);
        const std::vector<ModelChoice> models{{"naive-bayes", Json::object(), Json::object()}, vote("naive-bayes+knn")};
        RunControl control;
        ExperimentOptions options;
        const auto results = compare(table, plan, models, options, control);
        QVERIFY(results[0].weights.empty());
        QCOMPARE(results[1].weights.size(), std::size_t{4});
        options.threads = 2;
        const auto again = compare(table, plan, models, options, control);
        QCOMPARE(again[1].weights, results[1].weights);
        QCOMPARE(again[1].prediction.probabilities, results[1].prediction.probabilities);
        const auto& round = plan.rounds()[2];
        const auto fitted = FittedModel::fit(results[1].choice, table, round.training, {});
        const auto said = examine(fitted, table, round.test);
        for (std::size_t i = 0; i < said.prediction.probabilities.size(); ++i)   // rounds are of 30 rows
            QCOMPARE(said.prediction.probabilities[i], results[1].prediction.probabilities[2 * 30 * 3 + i]);
    }
};

QTEST_GUILESS_MAIN(tst_vote_weights)
#include "tst_vote_weights.moc"
