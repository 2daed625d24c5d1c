#include <set>
#include <fstream>
#include <type_traits>

#include "engine/classic/experiment.h"
#include "engine/core/error.h"
#include "engine/core/random.h"
#include "tables.h"

using namespace engine;
using namespace engine::classic;

namespace {

// What the promise "never on the test part" rests on: a search takes training rows, and test rows are not convertible to them.
static_assert(!std::is_convertible_v<TestRows, TrainingRows> && !std::is_constructible_v<TrainingRows, TestRows>);
static_assert(!std::is_constructible_v<ValidationRows, TestRows> && !std::is_constructible_v<ValidationRows, std::vector<std::size_t>>);

/// 120 rows of 3 classes, 30 artists, and every tenth row equal to its neighbour.
Table artistTable()
{
    Table table;
    table.subject = "artists";
    table.columns = {"a", "b"};
    SplitMix dice(7);
    std::vector<std::string> names;
    for (int r = 0; r < 120; ++r) {
        if (r % 10 == 1) table.values.insert(table.values.end(), {table.values[table.values.size() - 2], table.values.back()});
        else table.values.insert(table.values.end(), {dice.uniform(), dice.uniform()});
        names.push_back(std::string(1, static_cast<char>('x' + r / 40)));
        table.groups.push_back("artist " + std::to_string(r / 4));
    }
    setLabels(table, names);
    return table;
}

}  // namespace

class tst_plan : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void foldsAreStratifiedAndExamineEveryRowOnce()
    {
        const auto table = artistTable();
        const auto plan = Plan::folds(table, 5, 3);
        std::vector<std::size_t> learnt(table.rows(), 0);
        for (const auto& round : plan.rounds()) {
            QCOMPARE(round.test.count(), std::size_t{24});
            std::vector<int> perClass(3, 0);
            for (const auto r : round.training.rows()) {
                ++learnt[r];
                ++perClass[static_cast<std::size_t>(table.labels[r])];
            }
            QCOMPARE(perClass, std::vector<int>(3, 32));
        }
        QCOMPARE(learnt, std::vector<std::size_t>(table.rows(), 4));
        QVERIFY(plan.straddling(table, Together::Groups) > 0);
    }

    void whatStaysTogetherIsNotTorn()
    {
        const auto table = artistTable();
        QCOMPARE(Plan::folds(table, 5, 0, Together::Duplicates).straddling(table, Together::Duplicates), std::size_t{0});
        QCOMPARE(Plan::folds(table, 5, 0, Together::Groups).straddling(table, Together::Groups), std::size_t{0});
        QCOMPARE(Plan::eightyTenTen(table, 0, Together::Groups).straddling(table, Together::Groups), std::size_t{0});
        auto unknown = table;
        unknown.groups.clear();
        QVERIFY_EXCEPTION_THROWN(Plan::folds(unknown, 5, 0, Together::Groups), Error);
    }

    void theSameSeedGivesTheSameFolds()
    {
        const auto table = artistTable();
        const auto rowsOf = [&](std::uint64_t seed) {
            const auto plan = Plan::folds(table, 4, seed);
            const auto rows = plan.rounds().front().training.rows();
            return std::vector<std::size_t>(rows.begin(), rows.end());
        };
        QCOMPARE(rowsOf(1), rowsOf(1));
        QVERIFY(rowsOf(1) != rowsOf(2));
    }

    void innerFoldsStayInsideTheTrainingRows()
    {
        const auto table = artistTable();
        const auto plan = Plan::folds(table, 5, 0, Together::Groups);
        const auto training = plan.rounds().front().training.rows();
        const std::set<std::size_t> allowed(training.begin(), training.end());
        for (const auto& [learn, judge] : innerFolds(table, plan.rounds().front().training, 3, 0)) {
            QCOMPARE(learn.rows().size() + judge.count(), allowed.size());
            for (const auto r : learn.rows())
                QVERIFY(allowed.contains(r));
        }
    }

    void filesOfTheReferenceAreRead()
    {
        SKIP_WITHOUT_GENRES();
        const auto table = genreTable();
        const auto folds = Plan::fromFile(table, featureReference() / "folds_seed0.csv", "fold");
        QCOMPARE(folds.rounds().size(), std::size_t{10});
        QCOMPARE(folds.straddling(table, Together::Duplicates), std::size_t{11});   // features.md, section 2
        QCOMPARE(Plan::fromFile(table, featureReference() / "folds_seed0.csv", "fold_dupgrouped").straddling(table, Together::Duplicates), std::size_t{0});
        const auto split = Plan::fromFile(table, featureReference() / "folds_seed0.csv", "split801010");
        QCOMPARE(split.rounds().front().test.count(), std::size_t{100});
        QCOMPARE(split.rounds().front().validation->count(), std::size_t{100});
        const auto artists = Plan::fromFile(table, featureReference() / "split_artist_filtered.csv", "part");
        QCOMPARE(artists.rounds().front().training.rows().size(), std::size_t{443});
        QCOMPARE(artists.rounds().front().test.count(), std::size_t{290});
    }

    void filesThatDoNotFitAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("a row twice") << QByteArray("row,fold\n0,1\n0,2\n1,1\n2,2\n");
        QTest::newRow("a row lacks") << QByteArray("row,fold\n0,1\n2,2\n");
        QTest::newRow("a row too many") << QByteArray("row,fold\n0,1\n1,2\n2,1\n3,1\n");
        QTest::newRow("another label") << QByteArray("row,label,fold\n0,x,1\n1,x,2\n2,x,1\n");
        QTest::newRow("one fold") << QByteArray("row,fold\n0,1\n1,1\n2,1\n");
        QTest::newRow("no test part") << QByteArray("row,fold\n0,train\n1,train\n2,valid\n");
    }
    void filesThatDoNotFitAreRefused()
    {
        QFETCH(QByteArray, text);
        Table table;
        table.columns = {"a"};
        table.values = {1, 2, 3};
        setLabels(table, {"x", "x", "y"});
        QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.filePath("f.csv").toStdString());
        std::ofstream(file) << text.toStdString();
        QVERIFY_EXCEPTION_THROWN(Plan::fromFile(table, file, "fold"), Error);
    }
};

QTEST_GUILESS_MAIN(tst_plan)
#include "tst_plan.moc"
