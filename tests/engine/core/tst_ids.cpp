#include <QtTest>

#include "engine/core/error.h"
#include "engine/core/ids.h"

using namespace engine;

class tst_ids : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hexRoundTrips()
    {
        QCOMPARE(toHex(TrackId{0x6c42c62f0766e205u}), std::string("6c42c62f0766e205"));
        QCOMPARE(value(trackIdFromHex("6c42c62f0766e205")), 0x6c42c62f0766e205u);
    }

    void shortOrForeignHexIsRefused_data()
    {
        QTest::addColumn<QString>("hex");
        QTest::newRow("empty") << "";
        QTest::newRow("15 digits") << "6c42c62f0766e20";
        QTest::newRow("letter g") << "6c42c62f0766e20g";
    }
    void shortOrForeignHexIsRefused()
    {
        QFETCH(QString, hex);
        QVERIFY_EXCEPTION_THROWN(trackIdFromHex(hex.toStdString()), Error);
    }

    void everyErrorCodeHasAName()
    {
        QCOMPARE(errorCodeName(ErrorCode::Empty), std::string_view("empty"));
        QCOMPARE(errorCodeName(ErrorCode::Internal), std::string_view("internal"));
        QCOMPARE(errorCodeName(ErrorCode::TooShort), std::string_view("too-short"));
    }
};

QTEST_GUILESS_MAIN(tst_ids)
#include "tst_ids.moc"
