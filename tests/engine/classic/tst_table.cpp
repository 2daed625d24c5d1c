#include <cmath>
#include <fstream>

#include "engine/classic/health.h"
#include "engine/classic/preparation.h"
#include "engine/core/error.h"
#include "tables.h"

using namespace engine;
using namespace engine::classic;

class tst_table : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    std::filesystem::path file(const QByteArray& text) const
    {
        const auto path = std::filesystem::path(m_folder.filePath("t.csv").toStdString());
        std::ofstream(path, std::ios::binary) << text.toStdString();
        return path;
    }

private Q_SLOTS:
    void numbersGapsAndLabelsAreRead()
    {
        const auto table = readTable(file("name,a,b,label\nx,1,-2e3,rock\ny,,0.5,blues\nz,nan,3,rock\n"), {"label", {"name"}, ""});
        QCOMPARE(table.columns, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(table.classes, (std::vector<std::string>{"blues", "rock"}));
        QCOMPARE(table.labels, (std::vector<int>{1, 0, 1}));
        QCOMPARE(table.value(0, 1), -2000.0);
        QVERIFY(std::isnan(table.value(1, 0)) && std::isnan(table.value(2, 0)));
    }

    void brokenTablesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        QTest::newRow("text among numbers") << QByteArray("a,label\nhello,x\n2,y\n") << int(ErrorCode::BadRow);
        QTest::newRow("row too short") << QByteArray("a,b,label\n1,x\n") << int(ErrorCode::BadRow);
        QTest::newRow("infinite") << QByteArray("a,label\ninf,x\n2,y\n") << int(ErrorCode::NonFinite);
        QTest::newRow("no label column") << QByteArray("a,b\n1,2\n") << int(ErrorCode::NotFound);
        QTest::newRow("one class") << QByteArray("a,label\n1,x\n2,x\n") << int(ErrorCode::TooShort);
        QTest::newRow("a column twice") << QByteArray("a,a,label\n1,2,x\n") << int(ErrorCode::BadRow);
        QTest::newRow("no label") << QByteArray("a,label\n1,\n2,x\n") << int(ErrorCode::BadRow);
        QTest::newRow("no feature") << QByteArray("label\nx\ny\n") << int(ErrorCode::TooShort);
        QTest::newRow("nothing") << QByteArray("") << int(ErrorCode::Empty);
    }
    void brokenTablesAreRefused()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, code);
        try {
            readTable(file(text), {});
            QFAIL("was read");
        } catch (const Error& error) {
            QCOMPARE(int(error.code()), code);
        }
    }

    void theCardOfTheGenreTableNamesItsDuplicates()
    {
        SKIP_WITHOUT_GENRES();
        const auto card = healthOf(genreTable());
        QCOMPARE(card.rows, std::size_t{1000});
        QCOMPARE(card.columns, std::size_t{57});
        QCOMPARE(card.missing, std::size_t{0});
        QCOMPARE(card.duplicates.size(), std::size_t{14});   // features.md, section 2
        QCOMPARE(card.duplicatesOfSeveralClasses, std::size_t{1});
        QVERIFY(std::find(card.duplicates.begin(), card.duplicates.end(), std::vector<std::size_t>{658, 916}) != card.duplicates.end());
        QCOMPARE(card.perClass, std::vector<std::size_t>(10, 100));
    }

    void gapsAndConstantColumnsAreCounted()
    {
        const auto card = healthOf(readTable(file("a,b,label\n1,7,x\n,7,x\n3,7,y\n"), {}));
        QCOMPARE(card.missing, std::size_t{1});
        QCOMPARE(card.columnsWithMissing, (std::vector<std::string>{"a"}));
        QCOMPARE(card.constantColumns, (std::vector<std::string>{"b"}));
        QCOMPARE(card.imbalance, 2.0);
    }

    void scalingIsLearntFromTheRowsGivenAlone()
    {
        Preparation preparation;
        preparation.fit(std::vector<double>{0, 10, NAN, 20, 4, 30}, 2, "minmax");   // medians 2 and 20
        const auto prepared = preparation.apply(std::vector<double>{8, NAN});
        QCOMPARE(prepared[0], 2.0);   // outside the training range, as it is
        QCOMPARE(prepared[1], 0.5);
        QCOMPARE(preparation.original(0, 2.0), 8.0);
        preparation.fit(std::vector<double>{1, 3}, 1, "z-score");
        QCOMPARE(preparation.apply(std::vector<double>{5}).front(), 3.0);
        // A column that never changes: its mean's rounding is no spread to divide by.
        preparation.fit(std::vector<double>(7, 0.1), 1, "z-score");
        QVERIFY(std::abs(preparation.apply(std::vector<double>{0.3}).front()) < 1);
    }
};

QTEST_GUILESS_MAIN(tst_table)
#include "tst_table.moc"
