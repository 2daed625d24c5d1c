#include <QtTest>

#include "engine/core/sha256.h"

class tst_sha256 : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void equalsQCryptographicHash_data()
    {
        QTest::addColumn<int>("length");
        for (const int length : {0, 1, 55, 56, 63, 64, 65, 127, 128, 1000, 100000})
            QTest::addRow("%d bytes", length) << length;
    }
    void equalsQCryptographicHash()
    {
        QFETCH(int, length);
        QByteArray data(length, '\0');
        for (int i = 0; i < length; ++i)
            data[i] = static_cast<char>(i * 31 + i / 256);
        const auto expected = QCryptographicHash::hash(data, QCryptographicHash::Sha256).toHex();
        QCOMPARE(QByteArray::fromStdString(engine::sha256Hex({data.constData(), static_cast<std::size_t>(length)})), expected);
    }
};

QTEST_GUILESS_MAIN(tst_sha256)
#include "tst_sha256.moc"
