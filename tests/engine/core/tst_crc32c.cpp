#include <QtTest>

#include "engine/core/crc32c.h"

class tst_crc32c : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void equalsThePublishedValues_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<quint32>("crc");
        // RFC 3720, B.4
        QTest::newRow("32 zeros") << QByteArray(32, '\0') << 0x8a9136aau;
        QTest::newRow("32 ones") << QByteArray(32, '\xff') << 0x62a8ab43u;
        QByteArray rising(32, '\0');
        for (int i = 0; i < 32; ++i)
            rising[i] = static_cast<char>(i);
        QTest::newRow("rising") << rising << 0x46dd794eu;
        QTest::newRow("123456789") << QByteArray("123456789") << 0xe3069283u;
    }
    void equalsThePublishedValues()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(quint32, crc);
        const auto data = std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
        QCOMPARE(engine::crc32c(data), crc);
        QCOMPARE(engine::crc32c(data.subspan(5), engine::crc32c(data.first(5))), crc);
    }
};

QTEST_GUILESS_MAIN(tst_crc32c)
#include "tst_crc32c.moc"
