#include <QtTest>

#include <fstream>

#include "engine/core/csv.h"
#include "engine/core/error.h"

namespace {

std::vector<engine::CsvRow> readAll(const QByteArray& text)
{
    QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "t.csv";
    std::ofstream(path, std::ios::binary).write(text.constData(), text.size());
    engine::CsvReader reader(path);
    std::vector<engine::CsvRow> rows;
    for (engine::CsvRow row; reader.next(row);)
        rows.push_back(row);
    return rows;
}

QString shown(const std::vector<engine::CsvRow>& rows)
{
    QStringList lines;
    for (const auto& row : rows) {
        QStringList fields;
        for (const auto& field : row.fields)
            fields << QString::fromStdString(field);
        lines << QString::number(row.line) + ":" + (row.problem.empty() ? "" : "!") + fields.join('|');
    }
    return lines.join(' ');
}

}  // namespace

class tst_csv : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowsKeepTheirLineNumbers_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nothing") << QByteArray("") << "";
        QTest::newRow("no last newline") << QByteArray("a,b\nc,d") << "1:a|b 2:c|d";
        QTest::newRow("carriage returns") << QByteArray("a,b\r\nc,d\re,f\r\n") << "1:a|b 2:c|d 3:e|f";
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbfpath,tag\n") << "1:path|tag";
        QTest::newRow("quotes") << QByteArray("\"a,\"\"b\"\"\",c\n") << "1:a,\"b\"|c";
        QTest::newRow("newline in quotes") << QByteArray("\"a\r\nb\",c\nd,e\n") << "1:a\nb|c 3:d|e";
        QTest::newRow("empty fields") << QByteArray(",,\n") << "1:||";
        QTest::newRow("empty lines") << QByteArray("a\n\n\nb\n") << "1:a 4:b";
        QTest::newRow("text after a quote") << QByteArray("\"a\"b,c\nd,e\n") << "1:!a|c 2:d|e";
        QTest::newRow("quote inside") << QByteArray("a\"b,c\nd,e\n") << "1:!a\"b|c 2:d|e";
        QTest::newRow("open quote") << QByteArray("a,\"b\nc") << "1:!a|b\nc";
    }
    void rowsKeepTheirLineNumbers()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        QCOMPARE(shown(readAll(text)), expected);
    }

    void foreignBytesAndLongFieldsSpoilOnlyTheirRow()
    {
        const auto rows = readAll("good\n\xff\xfe\n\xed\xa0\x80\n\xc0\xaf\n" + QByteArray(70000, 'x') + "\n" +
                                  QByteArray(20001, ',') + "\ngrün\n");
        QCOMPARE(rows.size(), 7U);
        for (std::size_t i = 0; i < rows.size(); ++i)
            QCOMPARE(rows[i].problem.empty(), i == 0 || i == 6);
        QVERIFY(rows[4].fields[0].size() <= 65536U);
    }

    void aQuoteThatSwallowsTheFileIsAnError()
    {
        QVERIFY_EXCEPTION_THROWN(readAll("\"" + QByteArray(5 << 20, 'x')), engine::Error);
    }

    void formulasAreGuarded_data()
    {
        QTest::addColumn<QByteArray>("plain");
        QTest::addColumn<QByteArray>("guarded");
        QTest::newRow("word") << QByteArray("rock") << QByteArray("rock");
        QTest::newRow("inner sign") << QByteArray("drum-and-bass") << QByteArray("drum-and-bass");
        for (const char* start : {"=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "\xef\xbc\x9dx", "\xef\xbc\x8bx", "\xef\xbc\x8dx", "\xef\xbc\xa0x",
                                  " =x", "\xc2\xa0=x", "\xe2\x80\x8b=x", "\xef\xbb\xbf=x", "\x01=x", "'tis"})
            QTest::addRow("starts %s", QByteArray(start).toHex().constData()) << QByteArray(start) << "'" + QByteArray(start);
        QTest::newRow("second line") << QByteArray("a\n=b") << QByteArray("a\n'=b");
        QTest::newRow("second line after crlf") << QByteArray("a\r\n =b\r\nc") << QByteArray("a\r\n' =b\r\nc");
    }
    void formulasAreGuarded()
    {
        QFETCH(QByteArray, plain);
        QFETCH(QByteArray, guarded);
        QCOMPARE(QByteArray::fromStdString(engine::guardFormula(plain.toStdString())), guarded);
        QCOMPARE(QByteArray::fromStdString(engine::unguardFormula(guarded.toStdString())), plain);
    }

    void pythonReadsWhatIsWritten()
    {
        engine::CsvWriter writer;
        writer.text("tag").text("value").endRow();
        writer.text("a \"b\", c\nd").number(0.1).endRow();
        writer.text("=SUM(A1)").integer(-3).endRow();
        writer.empty().number(std::nan("")).endRow();
        QTemporaryDir folder;
        const auto path = folder.filePath("w.csv");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(writer.document()));
        file.close();
        QProcess python;
        python.start("/usr/bin/python3", {"-c", "import csv,sys,json; print(json.dumps(list(csv.reader(open(sys.argv[1], newline='')))))", path});
        if (!python.waitForFinished(60000) || python.exitCode() != 0) QSKIP("python3 is not installed");
        QCOMPARE(QJsonDocument::fromJson(python.readAll()).toJson(QJsonDocument::Compact),
                 QByteArray("[[\"tag\",\"value\"],[\"a \\\"b\\\", c\\nd\",\"0.1\"],[\"'=SUM(A1)\",\"-3\"],[\"\",\"\"]]"));
    }
};

QTEST_GUILESS_MAIN(tst_csv)
#include "tst_csv.moc"
