#include <QtTest>

#include <numeric>

#include "engine/core/error.h"
#include "engine/dataset/clean_vocabulary.h"
#include "engine/dataset/tag_distance.h"
#include "engine/dataset/target_spread.h"
#include "engine/dataset/tag_groups.h"

using namespace engine;
using namespace engine::dataset;

class tst_tag_groups : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writingsOfOneTagHaveOneLemma_data()
    {
        QTest::addColumn<QStringList>("same");
        QTest::newRow("MSD500's example") << QStringList{"rock", "Rock", "rock music", "rock songs", "rock tag"};
        QTest::newRow("punctuation and blanks") << QStringList{"hip hop", "Hip-Hop", "hiphop", "hip.hop!"};
        QTest::newRow("and") << QStringList{"drum and bass", "drum & bass", "drum n bass", "drum 'n' bass", "drum'n'bass"};
        QTest::newRow("rock and roll") << QStringList{"rock and roll", "rock'n'roll", "rock 'n roll", "rock&roll"};
        QTest::newRow("plural") << QStringList{"ballad", "ballads"};
        QTest::newRow("plural of y") << QStringList{"melody", "melodies"};
        QTest::newRow("apostrophe") << QStringList{"80s", "80's"};
        QTest::newRow("accents composed or not") << QStringList{QStringLiteral("caf\u00e9"), QStringLiteral("Cafe\u0301")};
    }
    void writingsOfOneTagHaveOneLemma()
    {
        QFETCH(QStringList, same);
        for (const auto& tag : same)
            QCOMPARE(QString::fromStdString(tagLemma(tag.toStdString())), QString::fromStdString(tagLemma(same[0].toStdString())));
    }

    void otherTagsStayApart()
    {
        QVERIFY(tagLemma("bass") != tagLemma("bas"));
        QVERIFY(tagLemma("blues") == "blue");        // a known price: it meets "blue"
        QVERIFY(tagLemma("music") == "music");       // a suffix alone is the tag
        QVERIFY(tagLemma("pop") != tagLemma("pop rock"));
        QCOMPARE(tagLemma("!!!"), std::string());
    }

    void aGroupIsNamedAfterItsMostCommonMember()
    {
        const std::vector<CountedTag> tags{{"rock music", 3}, {"jazz", 5}, {"Rock", 9}, {"!!!", 1}, {"???", 1}, {"rock", 9}};
        const auto groups = groupTags(tags);
        QCOMPARE(groups.size(), std::size_t{4});
        QCOMPARE(groups[0].name, std::string("Rock"));   // of equal count the first in alphabetical order
        QCOMPARE(groups[0].members, (std::vector<std::size_t>{0, 2, 5}));
        QCOMPARE(groups[0].tracks, std::int64_t{21});
    }

    void eachStepOfACleaningIsCounted()
    {
        const std::vector<CountedTag> tags{{"rock", 90}, {"rock music", 20}, {"saddd", 3}, {"hapy", 50}, {"zzz", 70}, {"1980s", 40}};
        VocabularyCleaning cleaning;
        cleaning.stage = 2;
        cleaning.group = true;
        cleaning.minTracks = 10;
        cleaning.lists = {WordList({"rock"}), WordList({"happy", "sad"}), WordList({"cool"})};
        auto control = RunControl::silent();
        const auto cleaned = cleanVocabulary(tags, cleaning, {}, control);
        QCOMPARE(cleaned.steps.size(), std::size_t{2});
        QCOMPARE(cleaned.steps[0].tagsAfter, std::int64_t{5});
        QCOMPARE(cleaned.rows[1].collapsed, std::string("rock"));
        QVERIFY(cleaned.rows[1].reason.find("written otherwise") != std::string::npos);
        QCOMPARE(cleaned.rows[2].rule, std::string("rare"));
        QVERIFY(cleaned.rows[2].collapsed.empty());
        QCOMPARE(cleaned.rows[3].collapsed, std::string("happy"));
        QCOMPARE(cleaned.rows[4].category, std::string("junk"));
        QCOMPARE(cleaned.rows[5].collapsed, std::string("80s"));
    }

    void stageThreePlacesOnlyWhatStageTwoLeft()
    {
        // "grim" lies beside "sad"; "rocky" is junk with a vector far away; "sad song" was collapsed before.
        const FormVector vectors = [](const std::string& form) -> std::optional<std::vector<double>> {
            if (form == "sad") return std::vector<double>{0, 0};
            if (form == "grim") return std::vector<double>{0.01, 0};
            if (form == "unknown") return {};
            double x = 100 + static_cast<double>(std::hash<std::string>()(form) % 10);
            return std::vector<double>{x, 3};
        };
        VocabularyCleaning cleaning;
        cleaning.stage = 3;
        cleaning.percentile = 0.1;
        cleaning.lists = {WordList({"rock"}), WordList({"sad"}), WordList({"cool"})};
        std::vector<CountedTag> tags{{"grim", 1}, {"sad song", 1}, {"unknown", 1}};
        for (int i = 0; i < 30; ++i)
            tags.push_back({"far" + std::string(1, static_cast<char>('a' + i % 26)) + std::string(static_cast<std::size_t>(i), 'x'), 1});
        auto control = RunControl::silent();
        const auto cleaned = cleanVocabulary(tags, cleaning, vectors, control);
        QCOMPARE(cleaned.rows[0].collapsed, std::string("sad"));
        QCOMPARE(cleaned.rows[0].category, std::string("emotion"));
        QCOMPARE(cleaned.rows[0].rule, std::string("distance"));
        QCOMPARE(cleaned.rows[1].rule, std::string("contains"));
        QCOMPARE(cleaned.rows[2].category, std::string("junk"));
        QCOMPARE(cleaned.withoutVector, std::int64_t{1});
        QVERIFY_EXCEPTION_THROWN(cleanVocabulary(tags, cleaning, {}, control), Error);

        // What is shown for the choice of a percentile is what cleaning then does.
        const auto spreads = targetSpreads(tags, cleaning, vectors, 20, 100, control);
        QCOMPARE(spreads.size(), cleaned.targets.size());
        for (std::size_t i = 0; i < spreads.size(); ++i) {
            QCOMPARE(spreads[i].target, cleaned.targets[i].target);
            QCOMPARE(spreads[i].mean, cleaned.targets[i].mean);
            const double threshold = spreads[i].mean + normalQuantile(cleaning.percentile) * spreads[i].deviation;
            QCOMPARE(std::count_if(spreads[i].near.begin(), spreads[i].near.end(), [&](const auto& tag) { return tag.distance <= threshold; }), cleaned.targets[i].collapsed);
            const auto forms = std::accumulate(spreads[i].bins.begin(), spreads[i].bins.end(), std::int64_t{0});
            QCOMPARE(forms, std::int64_t{3 + 32});   // the targets; all tags but the one without a vector
        }
        QCOMPARE(spreads[1].near.front().tag, std::string("grim"));
    }
};

QTEST_GUILESS_MAIN(tst_tag_groups)
#include "tst_tag_groups.moc"
