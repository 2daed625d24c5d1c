#include <QtTest>

#include "engine/core/error.h"
#include "engine/retrieval/path_walk.h"

using namespace engine;

class tst_path_walk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pointsComeInTheOrderOfTheLine_data()
    {
        QTest::addColumn<QList<float>>("points");
        QTest::addColumn<QList<float>>("path");
        QTest::addColumn<int>("count");
        QTest::addColumn<QList<int>>("walked");
        const QList<float> row{30, 0, 10, 1, 20, -1, 0, 0, 15, 50};
        QTest::newRow("from left to right") << row << QList<float>{0, 0, 30, 0} << 4 << QList<int>{3, 1, 2, 0};
        QTest::newRow("and back") << row << QList<float>{30, 0, 0, 0} << 4 << QList<int>{0, 2, 1, 3};
        QTest::newRow("over a corner, evenly by length") << QList<float>{0, 0, 10, 0, 10, 10, 5, 0, 10, 5} << QList<float>{0, 0, 10, 0, 10, 10} << 5 << QList<int>{0, 3, 1, 4, 2};
        QTest::newRow("a click is the nearest ones") << row << QList<float>{11, 1} << 2 << QList<int>{1, 2};
        QTest::newRow("one in the middle") << row << QList<float>{0, 0, 40, 0} << 1 << QList<int>{2};
        QTest::newRow("no more than there are") << QList<float>{0, 0, 1, 1} << QList<float>{5, 5, 0, 0} << 10 << QList<int>{1, 0};
        QTest::newRow("points on one spot") << QList<float>{1, 1, 1, 1, 1, 1} << QList<float>{1, 1, 1, 1} << 3 << QList<int>{0, 1, 2};
        QTest::newRow("no points") << QList<float>{} << QList<float>{1, 1} << 3 << QList<int>{};
    }
    void pointsComeInTheOrderOfTheLine()
    {
        QFETCH(QList<float>, points);
        QFETCH(QList<float>, path);
        QFETCH(int, count);
        QFETCH(QList<int>, walked);
        QList<int> found;
        for (const auto at : retrieval::pointsAlong(std::span(points.constData(), static_cast<std::size_t>(points.size())),
                                                    std::span(path.constData(), static_cast<std::size_t>(path.size())), static_cast<std::size_t>(count)))
            found << static_cast<int>(at);
        QCOMPARE(found, walked);
    }
    void halfPointsAreRefused()
    {
        const std::vector<float> odd{1, 2, 3}, none;
        QVERIFY_EXCEPTION_THROWN(retrieval::pointsAlong(odd, std::vector<float>{1, 2}, 1), Error);
        QVERIFY_EXCEPTION_THROWN(retrieval::pointsAlong(std::vector<float>{1, 2}, none, 1), Error);
    }
};

QTEST_GUILESS_MAIN(tst_path_walk)
#include "tst_path_walk.moc"
