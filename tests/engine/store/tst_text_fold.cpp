#include <QtTest>

#include "engine/store/display_text.h"
#include "engine/store/text_fold.h"

using namespace engine::store;

class tst_text_fold : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void latinLettersLoseTheirMarksAsQtDecomposesThem();
    void greekAndCyrillicBecomeLowerCase();
    void composedAndDecomposedAreTheSame();
    void brokenBytesStay();
    void bytesThatAreNoTextBecomeVisible_data();
    void bytesThatAreNoTextBecomeVisible();
    void hexGoesThereAndBack();
};

void tst_text_fold::latinLettersLoseTheirMarksAsQtDecomposesThem()
{
    // Qt's tables (Unicode 14) are the reference: canonical decomposition, marks dropped, lower case.
    for (char16_t point = 0xc0; point < 0x180; ++point) {
        const QString letter{QChar(point)};
        QString base;
        for (const QChar c : letter.normalized(QString::NormalizationForm_D))
            if (!c.isMark()) base += c.toLower();
        if (base.size() != 1 || base[0].unicode() > 0x7f) continue;   // ø, ð, þ ... have no base letter there
        QCOMPARE(QString::fromStdString(foldForSearch(letter.toStdString())), base);
    }
}

void tst_text_fold::greekAndCyrillicBecomeLowerCase()
{
    const QString text = QString::fromUtf8("ΑΒΓ ДЖЯ Ѓ Þ Æ");
    QString lower;
    for (const QChar c : text)
        lower += c.toLower();
    QCOMPARE(QString::fromStdString(foldForSearch(text.toStdString())), lower);
}

void tst_text_fold::composedAndDecomposedAreTheSame()
{
    const QString text = QString::fromUtf8("Sigur Rós, Zażółć gęślą");
    QCOMPARE(foldForSearch(text.normalized(QString::NormalizationForm_D).toStdString()),
             foldForSearch(text.normalized(QString::NormalizationForm_C).toStdString()));
}

void tst_text_fold::brokenBytesStay()
{
    QCOMPARE(foldForSearch("A\xff\xc3"), std::string("a\xff\xc3"));
}

void tst_text_fold::bytesThatAreNoTextBecomeVisible_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("plain") << QByteArray("a b") << QByteArray("a b");
    QTest::newRow("umlaut and emoji") << QByteArray("\xc3\xbc\xf0\x9f\x8e\xb5") << QByteArray("\xc3\xbc\xf0\x9f\x8e\xb5");
    QTest::newRow("Latin-1") << QByteArray("caf\xe9") << QByteArray("caf\\xe9");
    QTest::newRow("overlong slash") << QByteArray("\xc0\xaf") << QByteArray("\\xc0\\xaf");
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << QByteArray("\\xed\\xa0\\x80");
    QTest::newRow("cut off") << QByteArray("a\xe2\x82") << QByteArray("a\\xe2\\x82");
    QTest::newRow("line break") << QByteArray("a\nb") << QByteArray("a\\x0ab");
    QTest::newRow("direction mark") << QByteArray("a\xe2\x80\xae" "b") << QByteArray("a\\u202eb");
}

void tst_text_fold::bytesThatAreNoTextBecomeVisible()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, shown);
    QCOMPARE(QByteArray::fromStdString(displayText(bytes.toStdString())), shown);
    QCOMPARE(isUtf8(bytes.toStdString()), QString::fromUtf8(bytes).toUtf8() == bytes);
}

void tst_text_fold::hexGoesThereAndBack()
{
    const std::string bytes("\x00\xff a", 4);
    QCOMPARE(hexOfBytes(bytes), std::string("00ff2061"));
    QCOMPARE(bytesOfHex("00ff2061"), bytes);
    QVERIFY_EXCEPTION_THROWN(bytesOfHex("0g"), std::exception);
    QVERIFY_EXCEPTION_THROWN(bytesOfHex("012"), std::exception);
}

QTEST_GUILESS_MAIN(tst_text_fold)
#include "tst_text_fold.moc"
