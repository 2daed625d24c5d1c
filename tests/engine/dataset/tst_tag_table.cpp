#include <QtTest>

#include <fstream>

#include "engine/core/error.h"
#include "engine/dataset/tag_table.h"

using namespace engine;
using namespace engine::dataset;

namespace {

struct KeptRows final : ImportSink {
    std::vector<ImportRow> rows;
    std::vector<std::string> refused;
    void row(const ImportRow& row) override { rows.push_back(row); }
    void refuse(std::int64_t line, const std::string& reason) override { refused.push_back(std::to_string(line) + ": " + reason); }
};

QString tagsOf(const ImportRow& row)
{
    QStringList all;
    for (const auto& tag : row.tags)
        all << QString::fromStdString(tag.type + ":" + tag.name);
    return all.join(' ');
}

}  // namespace

class tst_tag_table : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path file(const QByteArray& text)
    {
        const auto path = std::filesystem::path(m_folder.path().toStdString()) / "table.txt";
        std::ofstream(path, std::ios::binary) << text.toStdString();
        return path;
    }
    KeptRows read(const QByteArray& text, const std::vector<std::string>& uses, bool hasHeader = true, const std::string& separator = ";")
    {
        const auto path = file(text);
        TableForm form;
        form.delimiter = guessDelimiter(path);
        form.hasHeader = hasHeader;
        form.tagSeparator = separator;
        for (const auto& use : uses)
            form.uses.insert(columnUseFrom(use));
        KeptRows kept;
        auto control = RunControl::silent();
        readTagTable(path, form, kept, control);
        return kept;
    }

private Q_SLOTS:
    void columnsMeanWhatTheyAreSaidToMean_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("uses");
        QTest::addColumn<bool>("header");
        QTest::addColumn<QString>("separator");
        const QStringList two{"file=path", "Style=tags:genre", "feel=tags:mood/theme"};
        QTest::newRow("two columns of tags") << QByteArray("file,Style,feel,year\na.wav,rock,calm,1999\n") << two << true << ";";
        QTest::newRow("tabs") << QByteArray("file\tStyle\tfeel\na.wav\trock\tcalm\n") << two << true << ";";
        QTest::newRow("semicolons, tags by /") << QByteArray("file;Style;feel\na.wav;rock/rock;calm/\n") << two << true << "/";
        QTest::newRow("by number, without a header") << QByteArray("x|a.wav|rock|calm\n") << QStringList{"#2=path", "#3=tags:genre", "#4=tags:mood/theme"} << false << ";";
        QTest::newRow("a stated type is kept") << QByteArray("file,Style\na.wav,\"rock;mood/theme---calm\"\n") << QStringList{"file=path", "Style=tags:genre"} << true << ";";
        QTest::newRow("0/1 columns with a type") << QByteArray("file,rock,calm,pop\na.wav,1,1,0\n")
                                                 << QStringList{"file=path", "rock=flag:genre", "calm=flag:mood/theme", "pop=flag"} << true << ";";
        QTest::newRow("a name with =") << QByteArray("a=b,Style,feel\na.wav,rock,calm\n") << QStringList{"a=b=path", "Style=tags:genre", "feel=tags:mood/theme"} << true << ";";
    }
    void columnsMeanWhatTheyAreSaidToMean()
    {
        QFETCH(QByteArray, text);
        QFETCH(QStringList, uses);
        QFETCH(bool, header);
        QFETCH(QString, separator);
        std::vector<std::string> texts;
        for (const auto& use : uses)
            texts.push_back(use.toStdString());
        const auto kept = read(text, texts, header, separator.toStdString());
        QVERIFY2(kept.refused.empty(), kept.refused.empty() ? "" : kept.refused.front().c_str());
        QCOMPARE(kept.rows.size(), std::size_t{1});
        QCOMPARE(kept.rows[0].path, std::string("a.wav"));
        QCOMPARE(tagsOf(kept.rows[0]), QStringLiteral("genre:rock mood/theme:calm"));
        QVERIFY(kept.rows[0].isComplete);
    }

    void aTrackIsNamedByItsIdOrItsArtistAndTitle()
    {
        const auto byId = read("clip_id,label,weight\n0042,rock,0.5\n,pop,1\n", {"clip_id=id", "label=tag", "weight=score"});
        QCOMPARE(byId.rows.size(), std::size_t{1});
        QCOMPARE(byId.rows[0].ids, std::vector<std::string>{"0042"});
        QCOMPARE(byId.rows[0].tags[0].score, 0.5);
        QVERIFY(!byId.rows[0].isComplete);
        QVERIFY(byId.refused[0].find("3: ") == 0 && byId.refused[0].find("nothing names the track") != std::string::npos);
        const auto byNames = read("who,what,part\nA,B,validation\nA,,train\n", {"who=artist", "what=title", "part=split"});
        QCOMPARE(byNames.rows.size(), std::size_t{1});
        QVERIFY(byNames.rows[0].part == Part::Valid && byNames.rows[0].title == "B");
    }

    void formsThatSayTooLittleOrTooMuchAreRefused_data()
    {
        QTest::addColumn<QStringList>("uses");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no track") << QStringList{"b=tags"} << "no column names the track";
        QTest::newRow("artist alone") << QStringList{"a=artist", "b=tags"} << "no column names the track";
        QTest::newRow("no tags") << QStringList{"a=path"} << "'tags'";
        QTest::newRow("two paths") << QStringList{"a=path", "b=path", "c=tags"} << "two columns are said to be the path";
        QTest::newRow("unknown column") << QStringList{"a=path", "z=tags"} << "the column 'z' is missing";
        QTest::newRow("number too high") << QStringList{"a=path", "#4=tags"} << "the column '#4' is missing";
        QTest::newRow("score of nothing") << QStringList{"a=path", "b=tags", "c=score"} << "a score belongs";
        QTest::newRow("unknown meaning") << QStringList{"a=music"} << "flag, hash or ignored wanted";
        QTest::newRow("no meaning") << QStringList{"a"} << "COLUMN=MEANING";
        QTest::newRow("type of a path") << QStringList{"a=path:genre"} << "only columns of tags";
    }
    void formsThatSayTooLittleOrTooMuchAreRefused()
    {
        QFETCH(QStringList, uses);
        QFETCH(QString, reason);
        std::vector<std::string> texts;
        for (const auto& use : uses)
            texts.push_back(use.toStdString());
        try {
            read("a,b,c\nx.wav,rock,1\n", texts);
            QFAIL("the form was taken");
        } catch (const Error& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(reason), error.what());
        }
    }

    void aTableSuggestsWhatItsColumnsMean()
    {
        const auto path = file("File Name\tArtist\tGenre\tpiano\tbpm\tlabel\nx.wav\tA\trock\t1\t120\tcalm\ny.wav\tB\tpop\t0\t90\tsad\n");
        const auto uses = suggestedUses(readSample(path, guessDelimiter(path), true, 10));
        QCOMPARE(uses.size(), std::size_t{5});
        QVERIFY(uses.at("File Name").role == ColumnRole::Path && uses.at("Artist").role == ColumnRole::Artist);
        QVERIFY((uses.at("Genre") == ColumnUse{ColumnRole::Tags, "genre"}));
        QVERIFY(uses.at("piano").role == ColumnRole::Flag && uses.at("label").role == ColumnRole::Tag);
    }

    void aFormIsTheSameAfterItsText_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"a=path", "a=b=tags:mood/theme", "#3=flag", "x y=ignored"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void aFormIsTheSameAfterItsText()
    {
        QFETCH(QString, text);
        const auto [column, use] = columnUseFrom(text.toStdString());
        QCOMPARE(QString::fromStdString(columnUseText(column, use)), text);
    }
};

QTEST_GUILESS_MAIN(tst_tag_table)
#include "tst_tag_table.moc"
