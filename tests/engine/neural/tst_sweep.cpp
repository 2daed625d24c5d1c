#include <QtTest>

#include <cmath>
#include <set>

#include "engine/core/error.h"
#include "engine/tasks/sweep_plan.h"
#include "tests/engine/tasks/training_fixture.h"

using namespace engine;

class tst_sweep : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aGridIsEveryCombination()
    {
        const auto points = tasks::sweepPoints({{"lr", {0.1, 0.01}}, {"batch", {4, 8, 16}}}, "grid", 0, 0);
        std::set<std::string> seen;
        for (const auto& point : points)
            seen.insert(point.dump());
        QCOMPARE(points.size(), std::size_t{6});
        QCOMPARE(seen.size(), std::size_t{6});
    }

    void randomPointsKeepTheirRangeAndTheirSeed()
    {
        const Json vary{{"lr", {{"low", 1e-5}, {"high", 1e-1}, {"log", true}}}, {"mixup", {0, 0.4}}};
        const auto points = tasks::sweepPoints(vary, "random", 400, 7);
        int below = 0;
        for (const auto& point : points) {
            const double rate = point["lr"].get<double>();
            QVERIFY(rate >= 1e-5 && rate <= 1e-1);
            below += rate < 1e-3 ? 1 : 0;
        }
        QVERIFY2(below > 160 && below < 240, qPrintable(QString::number(below)));   // the middle of a logarithmic range: 200 +- 4 deviations
        QVERIFY(points == tasks::sweepPoints(vary, "random", 400, 7));
        QVERIFY(points != tasks::sweepPoints(vary, "random", 400, 8));
    }

    void choicesAreReadAsPeopleWriteThem_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("json");
        QTest::newRow("numbers") << "1e-4, 1e-3" << "[0.0001,0.001]";
        QTest::newRow("one") << "16" << "[16]";
        QTest::newRow("words") << "sota-96,choi" << R"(["sota-96","choi"])";
        QTest::newRow("a range") << "0..0.4" << R"({"low":0,"high":0.4,"log":false})";
        QTest::newRow("a logarithmic range") << " 1e-5 .. 1e-2:log" << R"({"low":1e-05,"high":0.01,"log":true})";
    }
    void choicesAreReadAsPeopleWriteThem()
    {
        QFETCH(QString, text);
        QFETCH(QString, json);
        QCOMPARE(QString::fromStdString(tasks::sweepChoices(text.toStdString()).dump()), json);
    }

    void nonsenseIsRefused_data()
    {
        QTest::addColumn<QString>("vary");
        QTest::addColumn<QString>("method");
        QTest::newRow("nothing") << "{}" << "grid";
        QTest::newRow("no such setting") << R"({"colour": [1]})" << "grid";
        QTest::newRow("the split is no setting to vary") << R"({"split": ["a", "b"]})" << "grid";
        QTest::newRow("an empty list") << R"({"lr": []})" << "random";
        QTest::newRow("a range in a grid") << R"({"lr": {"low": 1, "high": 2}})" << "grid";
        QTest::newRow("a range upside down") << R"({"lr": {"low": 2, "high": 1}})" << "random";
        QTest::newRow("the logarithm of nothing") << R"({"lr": {"low": 0, "high": 1, "log": true}})" << "random";
        QTest::newRow("another method") << R"({"lr": [1]})" << "guess";
    }
    void nonsenseIsRefused()
    {
        QFETCH(QString, vary);
        QFETCH(QString, method);
        QVERIFY_EXCEPTION_THROWN(tasks::sweepPoints(Json::parse(vary.toStdString()), method.toStdString(), 3, 0), Error);
    }

    void halvingTrainsFewerForLonger()
    {
        const auto rungs = tasks::sweepRungs(9, 27, 3);
        QCOMPARE(rungs.size(), std::size_t{3});
        const int points[] = {9, 3, 1}, epochs[] = {3, 9, 27};
        for (std::size_t i = 0; i < rungs.size(); ++i) {
            QCOMPARE(rungs[i].points, points[i]);
            QCOMPARE(rungs[i].epochs, epochs[i]);
        }
        QCOMPARE(tasks::sweepRungs(9, 27, 1).size(), std::size_t{1});
        QCOMPARE(tasks::sweepRungs(5, 4, 2).back().epochs, 4);
        QCOMPARE(tasks::epochsOf(rungs), std::int64_t{9 * 3 + 3 * 6 + 1 * 18});
        QCOMPARE(tasks::epochsOf(tasks::sweepRungs(4, 10, 1)), std::int64_t{40});
    }

    /// After the first rung of one epoch the better of two on the validation part alone goes on to the last epoch.
    void theBetterSettingWinsAndASecondCallLearnsNothingAnew()
    {
        TrainingFixture bench;
        auto train = TrainingFixture::recipe();
        train["epochs"] = 2;
        const Json parameters{{"train", train}, {"vary", {{"lr", {1e-7, 1e-3}}}}, {"method", "grid"}, {"eta", 2}, {"name", "s"}};
        const auto found = bench.run("sweep", parameters);
        QCOMPARE(found["trials"].size(), std::size_t{2});
        auto rows = bench.workspace->runs();
        const auto afterOne = [&](const char* name) { return rows.epochs(rows.resolve(name).id).front().validRocAuc; };
        const bool second = afterOne("s 2") > afterOne("s 1");
        QCOMPARE(found["best"]["name"].get<std::string>(), std::string(second ? "s 2" : "s 1"));
        QCOMPARE(found["best"]["epochs"].get<int>(), 2);
        QCOMPARE(found["trials"][second ? 0 : 1]["epochs"].get<int>(), 1);
        QCOMPARE(found["final"]["name"].get<std::string>(), std::string("s final"));
        QVERIFY(found["final"].contains("test"));
        for (const auto& trial : found["trials"])   // nothing but the final run has seen the test part
            QVERIFY(!bench.workspace->runs().evaluation(static_cast<RunId>(trial["run"].get<std::int64_t>()), "test").has_value());
        const auto runs = bench.workspace->runs().list().size();
        QCOMPARE(runs, std::size_t{3});

        const auto again = bench.run("sweep", parameters);
        QCOMPARE(again["trials"], found["trials"]);
        QCOMPARE(bench.workspace->runs().list().size(), runs);
        QCOMPARE(bench.workspace->runs().epochs(bench.workspace->runs().resolve(second ? "s 2" : "s 1").id).size(), std::size_t{2});
    }
};

QTEST_GUILESS_MAIN(tst_sweep)
#include "tst_sweep.moc"
