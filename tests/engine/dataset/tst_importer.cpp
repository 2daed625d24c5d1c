#include <QtTest>

#include <fstream>
#include <set>

#include "engine/core/error.h"
#include "engine/dataset/importer.h"
#include "engine/dataset/python_list.h"
#include "engine/dataset/relative_path.h"
#include "reference_files.h"

using namespace engine;
using namespace engine::dataset;

namespace {

struct Kept final : ImportSink {
    std::vector<ImportRow> rows;
    std::vector<std::pair<std::int64_t, std::string>> refused;
    void row(const ImportRow& row) override { rows.push_back(row); }
    void refuse(std::int64_t line, const std::string& reason) override { refused.emplace_back(line, reason); }
};

Kept readFile(const std::filesystem::path& path)
{
    Kept kept;
    auto control = RunControl::silent();
    findImporter("auto", path).read(path, kept, control);
    return kept;
}

std::string names(const ImportRow& row)
{
    std::string all;
    for (const auto& tag : row.tags)
        all += "[" + tag.type + ":" + tag.name + "]";
    return all;
}

}  // namespace

class tst_importer : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    Kept readText(const std::string& text)
    {
        const auto path = std::filesystem::path(m_folder.path().toStdString()) / "table.csv";
        std::ofstream(path, std::ios::binary) << text;
        return readFile(path);
    }

private Q_SLOTS:
    void everyImporterIsListedOnceAndFoundByItsName()
    {
        QVERIFY(!allImporters().empty());
        std::set<std::string_view> ids;
        for (const auto* entry : allImporters()) {
            QVERIFY(!entry->description.empty());
            QVERIFY2(ids.insert(entry->id).second, std::string(entry->id).c_str());
            QCOMPARE(&findImporter(entry->id, {}), entry);
        }
        QVERIFY_EXCEPTION_THROWN(findImporter("no-such-format", {}), Error);
    }

    void theReferenceTableIsReadWhole()
    {
        const auto path = referenceFolder() / "datasets/generic_csv/tags.csv";
        if (!std::filesystem::exists(path)) QSKIP("reference data absent: datasets/generic_csv/tags.csv");
        const auto kept = readFile(path);
        QCOMPARE(kept.rows.size(), std::size_t{14});
        QVERIFY(kept.refused.empty());
        QCOMPARE(names(kept.rows[8]), std::string("[user-defined:80s][user-defined:piano][user-defined:calm]"));
        QCOMPARE(kept.rows[6].artist, std::string("Caf\xc3\xa9 Nocturne"));
        QVERIFY(kept.rows[3].tags.empty() && kept.rows[3].part == Part::Test);
        QCOMPARE(kept.rows[13].line, std::int64_t{15});
    }

    void allFormsSayTheSame_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("list of tags") << QByteArray("path,tags\na.wav,rock;genre---calm\n");
        QTest::newRow("list with blanks and gaps") << QByteArray("path,title,tags\na.wav,x, rock ;; genre---calm ;rock\n");
        QTest::newRow("Python list") << QByteArray("path,tags\na.wav,\"['rock', \"\"genre---calm\"\"]\"\n");
        QTest::newRow("0/1 columns") << QByteArray("path,rock,jazz,genre---calm\na.wav,1,0,1.0\n");
        QTest::newRow("byte order mark and CRLF") << QByteArray("\xef\xbb\xbfPath,Tags\r\n\"a.wav\",\"rock;genre---calm\"\r\n");
        QTest::newRow("columns in another order") << QByteArray("tags,path\nrock;genre---calm,./x/..\\a.wav\n");
    }
    void allFormsSayTheSame()
    {
        QFETCH(QByteArray, text);
        const auto kept = readText(text.toStdString());
        QVERIFY(kept.refused.empty());
        QCOMPARE(kept.rows.size(), std::size_t{1});
        QCOMPARE(kept.rows[0].path, std::string("a.wav"));
        QCOMPARE(names(kept.rows[0]), std::string("[user-defined:rock][genre:calm]"));
    }

    void aScoreIsKeptAndZeroMeansAbsent()
    {
        const auto kept = readText("path,tag,score\na.wav,rock,0.25\na.wav,calm,0\n");
        QCOMPARE(kept.rows[0].tags[0].score, 0.25);
        QVERIFY(kept.rows[1].tags.empty());
    }

    void quotesBeforeFormulasAreTakenOffAndOthersStay()
    {
        const auto kept = readText("path,tag\na.wav,'=1+1\na.wav,'80s\na.wav,''tis\n");
        QCOMPARE(names(kept.rows[0]), std::string("[user-defined:=1+1]"));
        QCOMPARE(names(kept.rows[1]), std::string("[user-defined:'80s]"));
        QCOMPARE(names(kept.rows[2]), std::string("[user-defined:'tis]"));
    }

    void badRowsAreRefusedWithTheirLine_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("reason");
        QTest::newRow("a column too few") << QByteArray("x.wav,rock") << "3 columns wanted, found 2";
        QTest::newRow("a column too many") << QByteArray("x.wav,rock,train,y") << "3 columns wanted, found 4";
        QTest::newRow("absolute") << QByteArray("/etc/passwd,rock,train") << "absolute";
        QTest::newRow("absolute on Windows") << QByteArray("C:\\music\\x.wav,rock,train") << "absolute";
        QTest::newRow("server") << QByteArray("\\\\nas\\x.wav,rock,train") << "absolute";
        QTest::newRow("leaves the folder") << QByteArray("a/../../x.wav,rock,train") << "leaves the audio folder";
        QTest::newRow("NUL") << QByteArray("x\0.wav,rock,train", 17) << "zero byte";
        QTest::newRow("no path") << QByteArray(",rock,train") << "the path is empty";
        QTest::newRow("unknown part") << QByteArray("x.wav,rock,dev") << "train, valid or test wanted";
        QTest::newRow("not UTF-8") << QByteArray("x.wav,caf\xe9,train") << "UTF-8";
        QTest::newRow("type without a name") << QByteArray("x.wav,genre---,train") << "without a name";
        QTest::newRow("code for a list") << QByteArray("x.wav,[__import__('os')],train") << "the list of tags is broken";
    }
    void badRowsAreRefusedWithTheirLine()
    {
        QFETCH(QByteArray, row);
        QFETCH(QString, reason);
        const auto kept = readText("path,tags,split\na.wav,rock,train\n" + row.toStdString() + "\nb.wav,calm,test\n");
        QCOMPARE(kept.rows.size(), std::size_t{2});
        QCOMPARE(kept.rows[1].path, std::string("b.wav"));
        QCOMPARE(kept.refused.size(), std::size_t{1});
        QCOMPARE(kept.refused[0].first, std::int64_t{3});
        QVERIFY2(QString::fromStdString(kept.refused[0].second).contains(reason), kept.refused[0].second.c_str());
    }

    void flagsOtherThanZeroAndOneAreRefused_data()
    {
        QTest::addColumn<QByteArray>("cell");
        for (const char* cell : {"2", "", "-1", "yes", "nan", "0x1"})
            QTest::newRow(*cell ? cell : "empty") << QByteArray(cell);
    }
    void flagsOtherThanZeroAndOneAreRefused()
    {
        QFETCH(QByteArray, cell);
        const auto kept = readText("path,rock\na.wav," + cell.toStdString() + "\n");
        QVERIFY(kept.rows.empty());
        QCOMPARE(kept.refused.size(), std::size_t{1});
    }

    void aMissingColumnRefusesTheFileAndIsNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("named");
        QTest::newRow("no path") << QByteArray("file,tags\na.wav,rock\n") << "'path'";
        QTest::newRow("no tags") << QByteArray("path,artist,split\na.wav,x,train\n") << "'tags'";
        QTest::newRow("twice") << QByteArray("path,rock,rock\na.wav,1,0\n") << "'rock' occurs twice";
        QTest::newRow("unnamed flag") << QByteArray("path,rock,\na.wav,1,0\n") << "column 3";
        QTest::newRow("empty file") << QByteArray() << "the file is empty";
    }
    void aMissingColumnRefusesTheFileAndIsNamed()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, named);
        try {
            readText(text.toStdString());
            QFAIL("the file was taken");
        } catch (const Error& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(named), error.what());
        }
    }

    void aStopRequestEndsTheReading()
    {
        std::stop_source stop;
        RunControl control(stop.get_token(), [&](const Progress&) { stop.request_stop(); });
        std::string text = "path,tag\n";
        for (int i = 0; i < 1000; ++i)
            text += "a" + std::to_string(i) + ".wav,rock\n";
        const auto path = std::filesystem::path(m_folder.path().toStdString()) / "long.csv";
        std::ofstream(path, std::ios::binary) << text;
        Kept kept;
        QVERIFY_EXCEPTION_THROWN(findImporter("csv", path).read(path, kept, control), Cancelled);
        QVERIFY(kept.rows.size() < 1000);
    }

    void printedListsAreParsedNeverEvaluated_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("items");   // joined by |, or "broken"
        QTest::newRow("empty") << QByteArray("[]") << "";
        QTest::newRow("texts") << QByteArray("['a', \"b's\", 'c\\'d']") << "a|b's|c'd";
        QTest::newRow("numbers") << QByteArray("[12, -3]") << "12|-3";
        QTest::newRow("escapes") << QByteArray("['caf\\xe9', '\\u00e9', '\\U0001f3b5']") << QStringLiteral("caf\u00e9|\u00e9|\U0001f3b5");
        QTest::newRow("trailing comma") << QByteArray("['a',]") << "a";
        QTest::newRow("open quote") << QByteArray("['a]") << "broken";
        QTest::newRow("no comma") << QByteArray("['a' 'b']") << "broken";
        QTest::newRow("a name") << QByteArray("[rock]") << "broken";
        QTest::newRow("a call") << QByteArray("[exit(1)]") << "broken";
        QTest::newRow("nested") << QByteArray("[['a']]") << "broken";
        QTest::newRow("half a surrogate pair") << QByteArray("['\\ud800']") << "broken";
    }
    void printedListsAreParsedNeverEvaluated()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, items);
        const auto parsed = parsePythonList(text.toStdString());
        if (items == "broken") {
            QVERIFY(!parsed);
            return;
        }
        QVERIFY(parsed.has_value());
        QStringList found;
        for (const auto& item : *parsed)
            found << QString::fromStdString(item);
        QCOMPARE(found.join('|'), items);
    }
};

QTEST_GUILESS_MAIN(tst_importer)
#include "tst_importer.moc"
