#include <QtTest>

#include "engine/dataset/track_matcher.h"

using namespace engine;
using namespace engine::dataset;

class tst_track_matcher : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onePathIsFound_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("id");   // 0 = nobody
        QTest::newRow("its path") << QByteArray("rock/01 intro.wav") << 1;
        QTest::newRow("composed for decomposed") << QByteArray("caf\xc3\xa9/x.wav") << 4;
        QTest::newRow("the end of its path") << QByteArray("deep/01 intro.wav") << 3;
        QTest::newRow("file name that one track has") << QByteArray("elsewhere/02 song.wav") << 5;
        QTest::newRow("file name that several have") << QByteArray("01 intro.wav") << 0;
        QTest::newRow("part of a folder's name is no match") << QByteArray("eep/01 intro.wav") << 0;
        QTest::newRow("unknown") << QByteArray("rock/99.wav") << 0;
    }
    void onePathIsFound()
    {
        QFETCH(QByteArray, path);
        QFETCH(int, id);
        TrackMatcher matcher;
        matcher.add(TrackId{1}, "rock/01 intro.wav");
        matcher.add(TrackId{2}, "pop/01 intro.wav");
        matcher.add(TrackId{3}, "very/deep/01 intro.wav");
        matcher.add(TrackId{4}, "cafe\xcc\x81/x.wav");
        matcher.add(TrackId{5}, "pop/02 song.wav", false);
        matcher.note({path.toStdString()});
        const auto found = matcher.match({path.toStdString()}).track;
        QCOMPARE(found ? static_cast<int>(value(*found)) : 0, id);
    }

    void aFileNameThatSeveralRowsHaveMeansNobody()
    {
        TrackMatcher matcher;
        matcher.add(TrackId{1}, "jazz/01.wav");
        matcher.note({"rock/01.wav"});
        matcher.note({"pop/01.wav"});
        QVERIFY(!matcher.match({"rock/01.wav"}).track);
        QVERIFY(!matcher.match({"pop/01.wav"}).track);
    }

    void anExactRowKeepsItsTrack()
    {
        TrackMatcher matcher;
        matcher.add(TrackId{1}, "jazz/01.wav");
        matcher.note({"rock/01.wav"});
        matcher.note({"jazz/01.wav"});
        QVERIFY(!matcher.match({"rock/01.wav"}).track);
        QVERIFY(matcher.match({"jazz/01.wav"}).track == TrackId{1});
    }

    void samePathInTwoLibrariesMeansNobody()
    {
        TrackMatcher matcher;
        matcher.add(TrackId{1}, "a.wav");
        matcher.add(TrackId{2}, "a.wav");
        matcher.note({"a.wav"});
        QVERIFY(!matcher.match({"a.wav"}).track);
    }
};

QTEST_GUILESS_MAIN(tst_track_matcher)
#include "tst_track_matcher.moc"
