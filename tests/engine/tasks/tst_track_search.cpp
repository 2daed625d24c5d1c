#include "tests/engine/tasks/joint_bench.h"

#include <algorithm>
#include <set>

#include "engine/core/error.h"
#include "engine/dataset/word_vectors.h"
#include "engine/tasks/track_search.h"
#include "engine/tasks/word_sets.h"
#include "tests/engine/evaluate/golden.h"

using namespace engine;

namespace {

/// Words on a plane by angle in degrees.
tasks::WordSet compass(std::map<std::string, double> degrees)
{
    return {"compass", [degrees](const std::string& words) -> std::optional<tasks::WordSet::Vector> {
                const auto found = degrees.find(words);
                if (found == degrees.end()) return {};
                const double angle = found->second * 3.14159265358979323846 / 180;
                return tasks::WordSet::Vector{{std::cos(angle), std::sin(angle)}, true};
            }};
}

std::set<std::size_t> genresOf(const MapBench& bench, const tasks::SearchAnswer& answer)
{
    std::set<std::size_t> genres;
    for (const auto& hit : answer.hits)
        genres.insert(bench.genreOf[value(hit.track) - 1000]);
    return genres;
}

}  // namespace

class tst_track_search : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wordsAreTagsPartsOfTagsAndPhrases_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("meaning");   // wishes "word>tag+tag", less with a minus; then the unknown words
        QTest::newRow("case and separators") << "Hip-Hop" << "Hip Hop>hip hop|";
        QTest::newRow("accents") << "Bossa Nóva" << "Bossa Nóva>bossa nova|";
        QTest::newRow("the longest tag wins") << "female vocal" << "female vocal>female vocal|";
        QTest::newRow("several words are several wishes") << "dreamy vocal" << "dreamy>dreamy;vocal>vocal|";
        QTest::newRow("a word of several tags") << "guitar" << "guitar>acoustic guitar+electric guitar|";
        QTest::newRow("typed as far as this") << "drea" << "drea>dreamy|";
        QTest::newRow("two letters are too few") << "dr" << "|dr";
        QTest::newRow("anywhere inside") << "coustic" << "coustic>acoustic guitar|";
        QTest::newRow("less") << "vocal -hip hop dreamy" << "vocal>vocal;-hip hop>hip hop;dreamy>dreamy|";
        QTest::newRow("quotes part a run") << "female \"vocal\"" << "female>female vocal;vocal>vocal|";
        QTest::newRow("less of a phrase") << "-\"hip hop\" vocal" << "-hip hop>hip hop;vocal>vocal|";
        QTest::newRow("an open quote") << "\"hip hop" << "hip hop>hip hop|";
        QTest::newRow("the same twice") << "vocal vocal" << "vocal>vocal|";
        QTest::newRow("unknown words") << "zither vocal, kazoo" << "vocal>vocal|zither,kazoo";
        QTest::newRow("nothing") << " - \" " << "|";
    }
    void wordsAreTagsPartsOfTagsAndPhrases()
    {
        QFETCH(QString, text);
        QFETCH(QString, meaning);
        const tasks::TagLexicon lexicon({"dreamy", "vocal", "female vocal", "acoustic guitar", "electric guitar", "hip hop", "bossa nova"});
        const auto found = lexicon.read(text.toStdString());
        QStringList wishes, unknown;
        for (const auto& wish : found.wishes) {
            QStringList tags;
            for (const auto& near : wish.tags)
                tags << QString::fromStdString(lexicon.tags()[near.tag]);
            wishes << (wish.isLess ? "-" : "") + QString::fromStdString(wish.words) + '>' + tags.join('+');
        }
        for (const auto& word : found.unknown)
            unknown << QString::fromStdString(word);
        QCOMPARE(wishes.join(';') + '|' + unknown.join(','), meaning);
    }

    void vectorsPlaceWordsThatAreNoTags()
    {
        tasks::TagLexicon lexicon({"dreamy", "vocal", "metal", "calm"});
        QCOMPARE(lexicon.addSet(compass({{"calm", 0}, {"dreamy", 30}, {"metal", 180}, {"floating", 20}, {"elsewhere", 270}})), std::size_t{3});
        QCOMPARE(lexicon.addSet(compass({{"nothing", 0}})), std::size_t{0});
        const auto found = lexicon.read("floating elsewhere");
        QCOMPARE(found.wishes.size(), std::size_t{1});
        QCOMPARE(found.wishes[0].how, tasks::Wish::How::Vectors);
        QCOMPARE(found.wishes[0].set, std::string("compass"));
        QCOMPARE(found.wishes[0].tags.size(), std::size_t{2});   // metal lies on the other side
        QCOMPARE(lexicon.tags()[found.wishes[0].tags[0].tag], std::string("dreamy"));
        QVERIFY(std::abs(found.wishes[0].tags[0].closeness - std::cos(10 * 3.14159265358979323846 / 180)) < 1e-12);
        QCOMPARE(found.unknown, std::vector<std::string>{"elsewhere"});   // no tag is near
    }

    /// expected.json was made with numpy.
    void nearestTagsAreThoseOfTheGolden()
    {
        SKIP_WITHOUT(goldenFolder("embeddings"));
        const auto golden = readGolden(goldenFolder("embeddings") / "glove_excerpt_expected.json");
        auto control = RunControl::silent();
        const auto vectors = dataset::readWordVectors(goldenFolder("embeddings") / "glove_6B_50d_excerpt.txt", {}, control);
        const tasks::WordSet set{"glove", [&](const std::string& word) -> std::optional<tasks::WordSet::Vector> {
                                     const auto found = dataset::lookUpTag(vectors, word);
                                     if (found.how == dataset::TagVector::How::Missing) return {};
                                     double squares = 0;
                                     for (const double v : found.values)
                                         squares += v * v;
                                     auto unit = found.values;
                                     for (double& v : unit)
                                         v /= std::sqrt(squares);
                                     return tasks::WordSet::Vector{unit, true};
                                 }};
        for (const auto& [word, nearest] : golden["nearest_cosine"].items()) {
            const auto found = tasks::nearestTags(set, word, vectors.words(), nearest.size() + 1);
            QVERIFY(found);
            QCOMPARE(vectors.words()[found->front().tag], word);   // itself
            for (std::size_t i = 0; i < nearest.size(); ++i)
                QCOMPARE(vectors.words()[(*found)[i + 1].tag], nearest[i].get<std::string>());
        }
        QVERIFY(!tasks::nearestTags(set, "saxophone", vectors.words(), 3));
    }

    void wordsFindTracksAndSayWhy()
    {
        MapBench bench;
        tasks::TrackSearch search(bench.workspace, "");
        const auto found = search.find(bench.workspace, {.words = "GENRE 2 xylophone", .count = 20});
        QCOMPARE(found.method, std::string("predicted tags of run 1 (made-up)"));
        QCOMPARE(found.unknown, std::vector<std::string>{"xylophone"});
        QCOMPARE(found.hits.size(), std::size_t{20});
        QCOMPARE(genresOf(bench, found), std::set<std::size_t>{2});
        for (const auto& hit : found.hits) {
            QCOMPARE(hit.reasons.size(), std::size_t{1});
            QCOMPARE(hit.reasons.front().tag, std::string("genre 2"));
            QVERIFY(std::abs(hit.score - hit.reasons.front().score) < 1e-12);
            QVERIFY(!hit.distance);
        }
        QVERIFY(std::ranges::is_sorted(found.hits, std::greater(), &tasks::SearchHit::score));
        QVERIFY_EXCEPTION_THROWN(search.find(bench.workspace, {.words = "xylophone"}), Error);
        QVERIFY_EXCEPTION_THROWN(search.find(bench.workspace, {.words = "  "}), Error);
        QVERIFY_EXCEPTION_THROWN(tasks::TrackSearch(bench.workspace, "no such run"), Error);
    }

    void lessOfATagKeepsItsTracksAway()
    {
        MapBench bench;
        tasks::TrackSearch search(bench.workspace, "");
        const auto found = search.find(bench.workspace, {.words = "-\"genre 0\" -\"genre 1\"", .count = 20});
        QCOMPARE(genresOf(bench, found), std::set<std::size_t>{2});
        QVERIFY(found.hits.front().reasons.front().isLess);
    }

    void aWordThatWasNeverATagIsPlacedByVectors()
    {
        MapBench bench;
        tasks::TrackSearch search(bench.workspace, "", [] {
            return std::vector{compass({{"genre 0", 0}, {"genre 1", 60}, {"genre 2", 180}, {"floating", 5}})};
        });
        const auto found = search.find(bench.workspace, {.words = "floating", .count = 20});
        QCOMPARE(found.method, std::string("predicted tags of run 1 (made-up), words by compass"));
        QCOMPARE(genresOf(bench, found), std::set<std::size_t>{0});
        const auto& reason = found.hits.front().reasons.front();
        QCOMPARE(reason.tag, std::string("genre 0"));
        QCOMPARE(reason.word, std::string("floating"));
        QVERIFY(reason.closeness < 1 && reason.closeness > 0.99);
    }

    void aFilterNarrows()
    {
        MapBench bench;
        tasks::TrackSearch search(bench.workspace, "");
        const auto found = search.find(bench.workspace, {.words = "\"genre 1\"", .filter = "genre:\"genre 0\"", .count = 50});
        QCOMPARE(found.hits.size(), std::size_t{20});
        QCOMPARE(genresOf(bench, found), std::set<std::size_t>{0});
        const auto like = search.find(bench.workspace, {.like = {bench.tracks[1]}, .filter = "genre:\"genre 0\"", .count = 5});
        QCOMPARE(like.hits.size(), std::size_t{5});
        QCOMPARE(genresOf(bench, like), std::set<std::size_t>{0});
        QVERIFY(search.find(bench.workspace, {.words = "\"genre 1\"", .filter = "genre:nowhere"}).hits.empty());
    }

    void likeTracksMovesTowardsAndAwayFromTags_data()
    {
        QTest::addColumn<QString>("of");
        QTest::addColumn<QString>("words");
        QTest::addColumn<double>("strength");
        QTest::addColumn<int>("genre");
        for (const char* of : {"tags", "embedding"}) {
            QTest::addRow("like it, in %s", of) << of << "" << 0.5 << 0;
            QTest::addRow("much more of another, in %s", of) << of << "\"genre 1\"" << 4.0 << 1;
            QTest::addRow("a little more of another, in %s", of) << of << "\"genre 1\"" << 0.1 << 0;
            QTest::addRow("less of itself and more of another, in %s", of) << of << "-\"genre 0\" \"genre 2\"" << 1.5 << 2;
        }
    }
    void likeTracksMovesTowardsAndAwayFromTags()
    {
        QFETCH(QString, of);
        QFETCH(QString, words);
        QFETCH(double, strength);
        QFETCH(int, genre);
        MapBench bench;
        tasks::TrackSearch search(bench.workspace, "");
        const std::vector<TrackId> asked{bench.tracks[0], bench.tracks[3]};
        const auto found = search.find(bench.workspace, {.words = words.toStdString(), .like = asked, .method = of.toStdString(), .count = 12, .strength = strength});
        QCOMPARE(found.hits.size(), std::size_t{12});
        QCOMPARE(genresOf(bench, found), std::set<std::size_t>{static_cast<std::size_t>(genre)});
        for (const auto& hit : found.hits) {
            QVERIFY(std::ranges::find(asked, hit.track) == asked.end());
            QVERIFY(hit.distance && !hit.reasons.empty());
        }
        QVERIFY(found.method.find(of == "tags" ? "tag space" : "embedding space") == 0);
    }

    void sharedTagsAreTheReasonOfSimilarity()
    {
        MapBench bench;
        tasks::TrackSearch search(bench.workspace, "");
        const auto found = search.find(bench.workspace, {.like = {bench.tracks[2]}, .count = 3});
        for (const auto& hit : found.hits) {
            QCOMPARE(hit.reasons.front().tag, std::string("genre 2"));
            QVERIFY(hit.reasons.front().word.empty());
        }
    }

    void aMetricModelAnswersWhereOneWasTrained()
    {
        MapBench bench;
        tasks::TrackSearch before(bench.workspace, "");
        QCOMPARE(before.find(bench.workspace, {.words = "floating \"genre 1\""}).choice, tasks::SearchChoice::NoJoint);
        addJointSpace(bench, 3);
        tasks::TrackSearch search(bench.workspace, "");
        const auto found = search.find(bench.workspace, {.words = "floating", .count = 19});
        QCOMPARE(found.method, std::string("metric model 1 (made-up space, by sound), words by compass"));
        QCOMPARE(found.by, std::string("joint"));
        QCOMPARE(found.choice, tasks::SearchChoice::Joint);
        QCOMPARE(found.notPlaced, std::int64_t{3});
        QCOMPARE(genresOf(bench, found), std::set<std::size_t>{0});
        QVERIFY(std::ranges::is_sorted(found.hits, std::less(), [](const auto& hit) { return *hit.distance; }));
        const auto& reason = found.hits.front().reasons.front();
        QCOMPARE(reason.tag, std::string("genre 0"));
        QCOMPARE(reason.word, std::string("floating"));
        QVERIFY(std::abs(reason.closeness - 0.8 / std::sqrt(0.8 * 0.8 + 0.1 * 0.1 + 0.3 * 0.3)) < 1e-6);   // by hand: the angle to the first axis
        QVERIFY(reason.isCarried);
        // The same word by the tags of a run, which know nothing of it.
        QVERIFY_EXCEPTION_THROWN(search.find(bench.workspace, {.words = "floating", .method = "tags"}), Error);
    }

    void placesAreAddedAndSubtracted_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("like");
        QTest::addColumn<double>("strength");
        QTest::addColumn<int>("genre");
        QTest::newRow("a word less another") << "\"genre 0\" \"genre 1\" -\"genre 0\"" << -1 << 1.0 << 1;
        QTest::newRow("like a track") << "" << 2 << 1.0 << 2;
        QTest::newRow("like it, a little more of another") << "\"genre 0\"" << 2 << 0.2 << 2;
        QTest::newRow("like it, much more of another") << "\"genre 0\"" << 2 << 3.0 << 0;
        QTest::newRow("like it, less of itself, more of a word that was never a tag") << "floating -\"genre 2\"" << 2 << 1.0 << 0;
    }
    void placesAreAddedAndSubtracted()
    {
        QFETCH(QString, words);
        QFETCH(int, like);
        QFETCH(double, strength);
        QFETCH(int, genre);
        MapBench bench;
        addJointSpace(bench);
        tasks::TrackSearch search(bench.workspace, "");
        tasks::SearchRequest request{.words = words.toStdString(), .count = 12, .strength = strength};
        if (like >= 0) request.like = {bench.tracks[static_cast<std::size_t>(like)]};
        const auto found = search.find(bench.workspace, request);
        QCOMPARE(found.by, std::string("joint"));
        QCOMPARE(found.hits.size(), std::size_t{12});
        QCOMPARE(genresOf(bench, found), std::set<std::size_t>{static_cast<std::size_t>(genre)});
        for (const auto& hit : found.hits) {
            QVERIFY(std::ranges::find(request.like, hit.track) == request.like.end());
            QVERIFY(!hit.reasons.empty());
        }
        if (words.isEmpty()) QCOMPARE(found.hits.front().reasons.front().tag, std::string("genre 2"));   // shared
        request.filter = "genre:\"genre 1\"";
        QCOMPARE(genresOf(bench, search.find(bench.workspace, request)), std::set<std::size_t>{1});
    }

    void anotherMethodAnswersWhereTheModelCannotAndSaysWhy()
    {
        MapBench bench;
        const auto model = addJointSpace(bench, 2);
        const auto rainy = bench.workspace.tags().ensure("rainy", "mood/theme");
        bench.workspace.tags().set(bench.tracks[4], rainy, "user");
        tasks::TrackSearch search(bench.workspace, "", [] { return std::vector{compass({{"rainy", 60}, {"genre 1", 60}})}; });
        auto found = search.find(bench.workspace, {.words = "rainy"});
        QCOMPARE(found.choice, tasks::SearchChoice::JointKnowsFewer);
        QCOMPARE(found.by, std::string("tags"));
        found = search.find(bench.workspace, {.words = "rainy", .method = "library"});
        QCOMPARE(found.hits.size(), std::size_t{1});
        QCOMPARE(found.choice, tasks::SearchChoice::Asked);
        found = search.find(bench.workspace, {.words = "elsewhere rainless \"genre 1\""});   // neither knows rainless
        QCOMPARE(found.by, std::string("joint"));
        QCOMPARE(found.unknown, std::vector<std::string>{"rainless"});
        found = search.find(bench.workspace, {.like = {bench.tracks.back()}});
        QCOMPARE(found.choice, tasks::SearchChoice::JointLacksTrack);
        QCOMPARE(found.by, std::string("tags"));
        QVERIFY_EXCEPTION_THROWN(search.find(bench.workspace, {.like = {bench.tracks.back()}, .method = "joint"}), Error);
        QVERIFY_EXCEPTION_THROWN(search.find(bench.workspace, {.words = "nothing here", .method = "joint"}), Error);
        QVERIFY_EXCEPTION_THROWN(search.find(bench.workspace, {.words = "floating", .method = "joint", .model = "no such model"}), Error);
        QCOMPARE(search.find(bench.workspace, {.words = "floating", .method = "joint", .model = std::to_string(model)}).by, std::string("joint"));
        tasks::TrackSearch asked(bench.workspace, "made-up");
        QCOMPARE(asked.find(bench.workspace, {.words = "\"genre 1\""}).choice, tasks::SearchChoice::RunAsked);
        std::filesystem::remove(bench.workspace.checkpointFolder() / ("metric-" + std::to_string(model)) / "best.safetensors");
        tasks::TrackSearch lost(bench.workspace, "");
        found = lost.find(bench.workspace, {.words = "\"genre 1\""});
        QCOMPARE(found.choice, tasks::SearchChoice::JointUnreadable);
        QVERIFY(!found.detail.empty());
        QCOMPARE(found.by, std::string("tags"));
        QVERIFY_EXCEPTION_THROWN(lost.find(bench.workspace, {.words = "floating", .method = "joint"}), Error);
    }

    void withoutPredictionsTheCarriedTagsAnswer()
    {
        MapBench bench;
        bench.workspace.predictions().clear(bench.run);
        const auto calm = bench.workspace.tags().ensure("Calm", "mood/theme");
        bench.workspace.tags().set(bench.tracks[4], calm, "user");
        tasks::TrackSearch search(bench.workspace, "");
        QVERIFY(!search.hasPredictions());
        auto found = search.find(bench.workspace, {.words = "calm genre-1", .count = 50});
        QCOMPARE(found.method, std::string("tags of the library"));
        QCOMPARE(found.hits.size(), std::size_t{20});
        QCOMPARE(found.hits.front().track, bench.tracks[4]);
        QCOMPARE(found.hits.front().score, 1.0);
        QCOMPARE(found.hits.back().score, 0.5);
        found = search.find(bench.workspace, {.words = "\"genre 1\" -calm", .count = 50});
        QCOMPARE(found.hits.size(), std::size_t{19});
        QVERIFY_EXCEPTION_THROWN(search.find(bench.workspace, {.like = {bench.tracks[4]}}), Error);
    }

    void theLibrarysOwnTagsPlaceATagThatTheModelDoesNotKnow()
    {
        MapBench bench;
        const auto rainy = bench.workspace.tags().ensure("rainy", "mood/theme");
        for (std::size_t i = 1; i < 31; i += 3)   // tracks of genre 1
            bench.workspace.tags().set(bench.tracks[i], rainy, "user");
        auto control = RunControl::silent();
        // The made-up tracks have one genre each, so that genres never share a track: give some of them two.
        for (std::size_t i = 0; i < 12; ++i)
            bench.workspace.tags().set(bench.tracks[i], bench.workspace.tags().ensure("genre " + std::to_string((i + 1) % 3), "genre"), "user");
        tasks::TrackSearch search(bench.workspace, "", [&] { return tasks::wordSetsForSearch(bench.workspace, control); });
        const auto found = search.find(bench.workspace, {.words = "rainy", .count = 10});
        QCOMPARE(found.method, std::string("predicted tags of run 1 (made-up), words by tags that share tracks"));
        QCOMPARE(found.hits.size(), std::size_t{10});
        QVERIFY(found.hits.front().reasons.front().closeness < 1);
        QVERIFY_EXCEPTION_THROWN(search.find(bench.workspace, {.words = "unheard"}), Error);
    }
};

QTEST_GUILESS_MAIN(tst_track_search)
#include "tst_track_search.moc"
