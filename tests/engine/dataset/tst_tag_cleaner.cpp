#include <QtTest>

#include <random>

#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/dataset/tag_cleaner.h"
#include "engine/dataset/tag_distance.h"
#include "engine/dataset/word_vectors.h"
#include "reference_files.h"

using namespace engine;
using namespace engine::dataset;

namespace {

Json goldenCleanup(const std::string& name)
{
    std::ifstream file(referenceFolder() / "tags/golden" / name);
    return file ? Json::parse(file) : Json();
}

CleaningLists goldenLists(const Json& golden)
{
    return {WordList(golden["lists"]["genres"].get<std::vector<std::string>>()), WordList(golden["lists"]["moods"].get<std::vector<std::string>>()),
            WordList(golden["lists"]["descriptive"].get<std::vector<std::string>>())};
}

std::string goldenName(TagCategory category)
{
    switch (category) {
    case TagCategory::Genre: return "genres";
    case TagCategory::Emotion: return "moods";
    case TagCategory::Descriptive: return "descriptive";
    case TagCategory::Numeric: return "number";
    case TagCategory::Junk: return "junk";
    }
    return {};
}

}  // namespace

class tst_tag_cleaner : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void similaritiesEqualTheGoldenFile()
    {
        const auto file = referenceFolder() / "tags/golden/tag_cleanup/jaro_winkler.csv";
        if (!std::filesystem::exists(file)) QSKIP("reference data absent: tags/golden/tag_cleanup/jaro_winkler.csv");
        CsvReader reader(file);
        CsvRow row;
        reader.next(row);
        int pairs = 0;
        while (reader.next(row)) {
            const auto a = codePoints(row.fields[0]), b = codePoints(row.fields[1]);
            const auto near = [](double found, const std::string& wanted) { return std::abs(found - std::stod(wanted)) <= 1e-11; };   // 12 digits are given
            QVERIFY2(near(jaro(a, b), row.fields[2]), row.fields[0].c_str());
            QVERIFY2(near(jaroWinkler(a, b), row.fields[3]), row.fields[0].c_str());
            QVERIFY2(near(jaroWinkler(a, b, WinklerForm::ThesisLibrary), row.fields[4]), row.fields[0].c_str());
            ++pairs;
        }
        QVERIFY(pairs >= 50);
    }

    void stagesOneAndTwoEqualTheGoldenFile()
    {
        const auto golden = goldenCleanup("tag_cleanup/stages_1_2.json");
        if (golden.is_null()) QSKIP("reference data absent: tags/golden/tag_cleanup/stages_1_2.json");
        CleaningConfig config{golden["threshold"], ListMatch::FirstAlphabetical, false, WinklerForm::Standard};
        const TagCleaner first(goldenLists(golden), config);
        config.match = ListMatch::Longest;
        const TagCleaner longest(goldenLists(golden), config);
        for (const auto& row : golden["rows"]) {
            const auto tag = row["tag"].get<std::string>();
            const auto cleaned = first.clean(tag);
            QCOMPARE(QString::fromStdString(tag + ": " + goldenName(cleaned.category)), QString::fromStdString(tag + ": " + row["category"].get<std::string>()));
            QCOMPARE(std::string(cleaningRuleName(cleaned.rule)), row["rule"].get<std::string>());
            QCOMPARE(cleaned.collapsed, row["collapsed_first_alphabetical"].get<std::string>());
            QCOMPARE(longest.clean(tag).collapsed, row["collapsed_longest_match"].get<std::string>());
            QCOMPARE(tokenForm(tag), row["token_form"].get<std::string>());
        }
    }

    void stageThreeEqualsTheGoldenFile()
    {
        const auto golden = goldenCleanup("tag_cleanup/stage_3.json");
        if (golden.is_null()) QSKIP("reference data absent: tags/golden/tag_cleanup/stage_3.json");
        const auto words = golden["vocabulary"].get<std::vector<std::string>>();
        const auto rows = golden["vectors"].get<std::vector<std::vector<double>>>();
        std::vector<double> vectors;
        for (const auto& row : rows)
            vectors.insert(vectors.end(), row.begin(), row.end());
        std::vector<std::size_t> targets;
        for (const auto& target : golden["targets"])
            targets.push_back(static_cast<std::size_t>(std::find(words.begin(), words.end(), target.get<std::string>()) - words.begin()));
        const auto result = collapseByDistance(vectors, rows[0].size(), targets, golden["percentile"]);
        // The file's vectors are rounded to eight decimals.
        const auto near = [](double a, double b) { return std::abs(a - b) <= 1e-7 * std::max(1.0, std::abs(b)); };
        QVERIFY(near(normalQuantile(golden["percentile"]), golden["z"]));
        for (std::size_t i = 0; i < targets.size(); ++i) {
            QVERIFY(near(result.targets[i].mean, golden["mean"][i]));
            QVERIFY(near(result.targets[i].deviation, golden["std"][i]));
            QVERIFY(near(result.targets[i].threshold, golden["threshold"][i]));
        }
        int collapsed = 0;
        for (std::size_t form = 0; form < words.size(); ++form) {
            const bool isTarget = std::find(targets.begin(), targets.end(), form) != targets.end();
            const auto& goal = result.collapses[form] ? words[targets[result.nearest[form]]] : words[form];
            QCOMPARE(goal, golden["mapping"][words[form]].get<std::string>());
            collapsed += result.collapses[form] && !isTarget ? 1 : 0;
        }
        QCOMPARE(collapsed, golden["collapsed_count"].get<int>());
    }

    void stageThreeOnRealVectorsEqualsTheGoldenFile()
    {
        const auto golden = goldenCleanup("embeddings/glove_excerpt_expected.json");
        if (golden.is_null()) QSKIP("reference data absent: tags/golden/embeddings");
        auto control = RunControl::silent();
        const auto words = readWordVectors(referenceFolder() / "tags/golden/embeddings/glove_6B_50d_excerpt.txt", {}, control);
        std::vector<double> vectors;
        for (std::size_t i = 0; i < words.size(); ++i)
            vectors.insert(vectors.end(), words.vector(i).begin(), words.vector(i).end());
        std::vector<std::size_t> targets;
        for (const auto& target : golden["targets"])
            targets.push_back(words.find(target).value());
        for (const auto& [percentile, wanted] : golden["stage3"].items()) {
            const auto result = collapseByDistance(vectors, words.dimension(), targets, std::stod(percentile));
            for (std::size_t i = 0; i < targets.size(); ++i) {
                const auto threshold = wanted["threshold"][words.words()[targets[i]]].get<double>();
                QVERIFY(std::abs(result.targets[i].threshold - threshold) <= 1e-6 * std::abs(threshold));   // the file's numbers are float32 sums
            }
            Json collapsed = Json::object();
            for (std::size_t form = 0; form < words.size(); ++form)
                if (result.collapses[form] && std::find(targets.begin(), targets.end(), form) == targets.end())
                    collapsed[words.words()[form]] = words.words()[targets[result.nearest[form]]];
            QCOMPARE(collapsed.size(), wanted["collapsed"].size());
            for (const auto& [word, target] : wanted["collapsed"].items())
                QCOMPARE(collapsed.value(word, std::string()), target.get<std::string>());
        }
    }

    void leavingComparisonsOutChangesNothing()
    {
        const auto lists = CleaningLists::load(std::filesystem::path(TAGBENCH_SOURCE_DIR) / "resources/tags");
        std::mt19937 random(7);
        int found = 0;
        for (int i = 0; i < 4000; ++i) {
            auto tag = lists.genres.words()[random() % lists.genres.words().size()];
            for (unsigned changes = random() % 4; changes > 0 && !tag.empty(); --changes)
                tag[random() % tag.size()] = static_cast<char>('a' + random() % 26);
            const auto codes = codePoints(tag);
            for (const auto form : {WinklerForm::Standard, WinklerForm::ThesisLibrary})
                for (const double threshold : {0.8, 0.9}) {
                    const auto quick = lists.genres.similar(codes, threshold, false, form), slow = lists.genres.similarByBruteForce(codes, threshold, false, form);
                    QCOMPARE(quick.has_value(), slow.has_value());
                    if (quick) QCOMPARE(quick->word, slow->word);
                    found += quick.has_value() ? 1 : 0;
                }
        }
        QVERIFY(found > 1000);
    }

    void wholeWordsKeepFalseFriendsOut()
    {
        CleaningLists lists{WordList({"pop"}), WordList({"sad"}), WordList({"cool"})};
        const TagCleaner whole(lists, {}), inside(lists, {0.9, ListMatch::Longest, false, WinklerForm::Standard});
        QCOMPARE(whole.clean("crusader").category, TagCategory::Junk);
        QCOMPARE(inside.clean("crusader").collapsed, std::string("sad"));
        QCOMPARE(whole.clean("so SAD!").collapsed, std::string("sad"));
        QCOMPARE(whole.clean("synth-pop").collapsed, std::string("pop"));
    }

    void decadesAreFound_data()
    {
        QTest::addColumn<QString>("tag");
        QTest::addColumn<QString>("decade");
        for (const auto& [tag, decade] : {std::pair{"80s", "80s"}, {"1980s", "80s"}, {"the 60's", "60s"}, {"2000s", "2000s"}, {"00s", "2000s"}, {"20ies", "2000s"},
                                          {"20th", ""}, {"180", ""}, {"808", ""}, {"0000", ""}, {"199", ""}, {"mp3", ""}})
            QTest::newRow(tag) << tag << decade;
    }
    void decadesAreFound()
    {
        QFETCH(QString, tag);
        QFETCH(QString, decade);
        QCOMPARE(QString::fromStdString(decadeOf(tag.toStdString()).value_or("")), decade);
    }

    void theFiftyTargetsAreThere()
    {
        const auto targets = CleaningLists::loadTargets(std::filesystem::path(TAGBENCH_SOURCE_DIR) / "resources/tags/targets-50.csv");
        QCOMPARE(targets.genres.words().size(), std::size_t{18});
        QCOMPARE(targets.moods.words().size(), std::size_t{18});
        QCOMPARE(targets.descriptive.words().size(), std::size_t{9});
    }

    void aPercentileOutsideItsRangeIsRefused()
    {
        for (const double wrong : {0.0, 1.0, -1.0, std::nan("")})
            QVERIFY_EXCEPTION_THROWN(normalQuantile(wrong), Error);
        QVERIFY(std::abs(normalQuantile(0.975) - 1.959963984540054) < 1e-14);   // scipy.stats.norm.ppf
        QVERIFY(std::abs(normalQuantile(1e-12) + 7.034483825301132) < 1e-12);
    }
};

QTEST_GUILESS_MAIN(tst_tag_cleaner)
#include "tst_tag_cleaner.moc"
