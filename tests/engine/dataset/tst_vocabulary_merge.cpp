#include <QtTest>

#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/dataset/vocabulary_merge.h"

using namespace engine;
using namespace engine::dataset;

namespace {

QString called(const SourceTag& tag)
{
    return QString::fromStdString(tag.targetType + "/" + tag.target + " " + tag.origin);
}

}  // namespace

class tst_vocabulary_merge : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writingsOfOneTypeAreCalledAsTheMostCommonAcrossDataSets()
    {
        std::vector<SourceTag> tags{{"a", "Hip-Hop", "genre", 10, {}, {}, {}, {}, {}}, {"b", "hip hop", "genre", 7, {}, {}, {}, {}, {}}, {"b", "hiphop", "genre", 5, {}, {}, {}, {}, {}},
                                    {"c", "hip hop", "mood", 90, {}, {}, {}, {}, {}}};
        suggestVocabulary(tags, {});
        QCOMPARE(called(tags[0]), QString("genre/Hip-Hop "));
        QCOMPARE(called(tags[1]), QString("genre/Hip-Hop writing"));
        QCOMPARE(called(tags[2]), QString("genre/Hip-Hop writing"));
        QCOMPARE(called(tags[3]), QString("mood/hip hop "));   // a delivered type is kept verbatim
    }

    void countsOfOneNameAreAddedOverTheDataSets()
    {
        std::vector<SourceTag> tags{{"a", "Rock", "genre", 10, {}, {}, {}, {}, {}}, {"a", "rock", "genre", 6, {}, {}, {}, {}, {}}, {"b", "rock", "genre", 6, {}, {}, {}, {}, {}}};
        suggestVocabulary(tags, {});
        QCOMPARE(called(tags[0]), QString("genre/rock writing"));
    }

    void anUntypedTagTakesTheOneTypeThatIsDelivered()
    {
        std::vector<SourceTag> tags{{"fma", "Rock", "genre", 10, {}, {}, {}, {}, {}}, {"lastfm", "rock music", "user-defined", 3, {}, {}, {}, {}, {}},
                                    {"mtg", "piano", "instrument", 4, {}, {}, {}, {}, {}}, {"mtg", "piano", "genre", 4, {}, {}, {}, {}, {}},
                                    {"lastfm", "piano", "user-defined", 3, {}, {}, {}, {}, {}}};
        suggestVocabulary(tags, {});
        QCOMPARE(called(tags[1]), QString("genre/Rock writing"));
        QCOMPARE(called(tags[4]), QString("user-defined/piano "));   // two types: only the user knows
        suggestVocabulary(tags, {false, false, false});
        QCOMPARE(called(tags[1]), QString("user-defined/rock music "));
    }

    void whatCleaningSaidIsTakenOverOnlyWhereNoTypeWasDelivered()
    {
        std::vector<SourceTag> tags{{"a", "so sad", "user-defined", 3, "emotion", "sad", {}, {}, {}}, {"a", "sad", "genre", 3, "emotion", "sad", {}, {}, {}},
                                    {"a", "seen live", "user-defined", 3, "junk", "", {}, {}, {}}};
        suggestVocabulary(tags, {true, true, true});
        QCOMPARE(called(tags[0]), QString("emotion/sad cleaning"));
        QCOMPARE(called(tags[1]), QString("genre/sad "));
        QCOMPARE(called(tags[2]), QString("junk/seen live cleaning"));
    }

    void decisionsStay()
    {
        std::vector<SourceTag> tags{{"a", "Rock", "genre", 10, {}, {}, "heavy", "genre", "user"}, {"b", "rock", "genre", 20, {}, {}, "", "genre", "file"}};
        suggestVocabulary(tags, {});
        QCOMPARE(called(tags[0]), QString("genre/heavy user"));
        QCOMPARE(called(tags[1]), QString("genre/ file"));
    }

    void theTableIsReadBackAsItWasWritten()
    {
        QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.filePath("v.csv").toStdString());
        const std::vector<SourceTag> tags{{"import:a.csv", "=rock, \"hard\"", "genre", 1, {}, {}, "Rock", "genre", "user"}, {"b", "junk", "", 1, {}, {}, "", "x", "user"}};
        QFile out(QString::fromStdString(file.string()));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(QByteArray::fromStdString(mappingTable(tags)));
        out.close();
        Json refused;
        const auto lines = readMapping(file, refused);
        QVERIFY(refused.empty());
        QCOMPARE(lines.size(), std::size_t{2});
        QCOMPARE(lines[0].name, tags[0].name);
        QCOMPARE(lines[0].target, std::string("Rock"));
        QVERIFY(lines[1].target.empty());
    }

    void brokenRowsAreNamedWithTheirLine()
    {
        QTemporaryDir folder;
        QFile out(folder.filePath("v.csv"));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write("tag,source,type,vocabulary_tag,vocabulary_type\nrock,a,genre,Rock,genre\nrock,a\n,a,genre,x,y\n");
        out.close();
        Json refused;
        QCOMPARE(readMapping(folder.filePath("v.csv").toStdString(), refused).size(), std::size_t{1});
        QCOMPARE(refused.size(), std::size_t{2});
        QCOMPARE(refused[0]["line"].get<int>(), 3);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write("tag,source\nrock,a\n");
        out.close();
        QVERIFY_EXCEPTION_THROWN(readMapping(folder.filePath("v.csv").toStdString(), refused), Error);
    }
};

QTEST_GUILESS_MAIN(tst_vocabulary_merge)
#include "tst_vocabulary_merge.moc"
