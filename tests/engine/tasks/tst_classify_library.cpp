#include <QtTest>

#include <filesystem>
#include <fstream>
#include <random>
#include <stop_token>

#include "engine/core/error.h"
#include "engine/tasks/classify_keep.h"
#include "engine/tasks/classify_models.h"
#include "engine/tasks/classify_source.h"
#include "tests/engine/tasks/training_fixture.h"

using namespace engine;
namespace fs = std::filesystem;

namespace {

/// The tones with a table of two features: their pitch with noise, and noise alone. "high" and "low" are the classes.
struct ClassifyBench : TrainingFixture {
    store::FeatureSetId set{};

    ClassifyBench()
    {
        store::FeatureSet wanted;
        wanted.hash = "h1";
        wanted.level = "song";
        wanted.name = "table";
        wanted.settings = "{}";
        wanted.columns = {"pitch", "noise"};
        set = workspace->features().open(wanted);
        std::mt19937 random(5);
        std::normal_distribution<double> noise(0, 0.3);
        std::vector<store::TrackFeatures> rows;
        for (std::size_t i = 0; i < tracks.size(); ++i)
            rows.push_back({tracks[i], 1, 1, {0}, {4}, {(i % 2 == 0 ? -1 : 1) + noise(random), noise(random)}});
        workspace->features().put(set, rows);
    }
    Json question() const
    {
        return {{"library", true}, {"label_tags", {"low", "high"}}, {"models", {"knn", "naive-bayes"}}, {"k", 4}, {"seed", 0}};
    }
    store::Experiment kept(const Json& document) { return *workspace->experiments().find(store::ExperimentId{document["experiment"].get<std::int64_t>()}); }
};

}  // namespace

class tst_classify_library : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLibrarysFeaturesAreATableOfItsTags()
    {
        ClassifyBench bench;
        const auto source = tasks::classifySource(bench.question(), *bench.workspace);
        QCOMPARE(source.table.rows(), std::size_t{16});
        QVERIFY((source.table.classes == std::vector<std::string>{"high", "low"}));
        QVERIFY((source.table.columns == std::vector<std::string>{"pitch", "noise"}));
        for (std::size_t r = 0; r < source.table.rows(); ++r) {
            const bool low = source.table.classes[static_cast<std::size_t>(source.table.labels[r])] == "low";
            QCOMPARE(source.table.value(r, 0) < 0, low);
        }
    }

    void aTrackOfTwoClassesIsLeftOutAndCounted()
    {
        ClassifyBench bench;
        bench.label(0, "high", "user");
        const auto source = tasks::classifySource(bench.question(), *bench.workspace);
        QCOMPARE(source.table.rows(), std::size_t{15});
        QCOMPARE(source.description["left_out"]["tracks_of_several_classes"].get<int>(), 1);
    }

    void aClassWithTooFewTracksIsNamed()
    {
        ClassifyBench bench;
        auto question = bench.question();
        question["label_tags"] = {"low", "high", "rare"};
        const auto source = tasks::classifySource(question, *bench.workspace);   // "rare" is on a track that is "low" too
        QCOMPARE(source.table.rows(), std::size_t{15});
        question["min_tracks"] = 8;
        QVERIFY_EXCEPTION_THROWN(tasks::classifySource(question, *bench.workspace), Error);   // only "high" is left
    }

    void anExperimentIsKeptAsItWasPrinted()
    {
        ClassifyBench bench;
        const auto document = bench.run("classify", bench.question());
        const auto row = bench.kept(document);
        QCOMPARE(row.document, document);
        QCOMPARE(row.kind, std::string("compare"));
        QCOMPARE(row.standing(), std::string("done"));
        QCOMPARE(row.deciding, std::string("macro-recall"));
        QCOMPARE(row.bestModel, document["ranking"][0].get<std::string>());
        QVERIFY(row.bestValue && *row.bestValue > 0.9 && row.rocAuc && row.job);
        const auto answers = bench.workspace->experiments().answers(row.id, "knn");
        QVERIFY(answers.has_value());
        QCOMPARE(answers->rows.size(), std::size_t{16});
        QCOMPARE(answers->shares.size(), std::size_t{32});
        std::size_t right = 0;
        for (std::size_t i = 0; i < answers->rows.size(); ++i)
            right += answers->truth[i] == answers->answers[i] ? 1 : 0;
        const auto& confusion = document["models"]["knn"]["confusion"];
        QCOMPARE(right, confusion[0][0].get<std::size_t>() + confusion[1][1].get<std::size_t>());
    }

    void theBestGoOnToAGridSearchOfTheSameTableAndPlan()
    {
        ClassifyBench bench;
        auto question = bench.question();
        question["models"] = {"kmeans", "knn", "naive-bayes"};
        const auto first = bench.run("classify", question);
        const auto second = bench.run("classify", {{"from", first["experiment"]}, {"best", 2}, {"grid", true}, {"inner_folds", 2}});
        QCOMPARE(second["kind"].get<std::string>(), std::string("grid"));
        QCOMPARE(second["from"], first["experiment"]);
        QCOMPARE(second["table_hash"], first["table_hash"]);
        QCOMPARE(second["plan"], first["plan"]);
        QCOMPARE(second["models"].size(), std::size_t{2});
        for (const auto* place : {"0", "1"})
            QVERIFY(second["models"].contains(first["ranking"][std::size_t(place[0] - '0')].get<std::string>()));
        QCOMPARE(second["models"].begin().value()["grid"]["chosen"].size(), std::size_t{4});
    }

    void aSplitOfTheLibraryIsAPlan()
    {
        ClassifyBench bench;
        auto question = bench.question();
        question.erase("k");
        question["library_split"] = "tones";
        const auto document = bench.run("classify", question);
        QCOMPARE(document["rounds"].get<int>(), 1);
        std::size_t examined = 0;
        for (const auto& row : document["models"]["knn"]["confusion"])
            for (const auto& cell : row)
                examined += cell.get<std::size_t>();
        QCOMPARE(examined, std::size_t{3});   // the test part
        question["library_split"] = "nothing";
        QVERIFY_EXCEPTION_THROWN(bench.run("classify", question), Error);
    }

    void whatDidNotComeToItsEndIsToldApart()
    {
        ClassifyBench bench;
        std::stop_source stop;
        RunControl control(stop.get_token(), [&](const Progress&) { stop.request_stop(); });
        tasks::TaskContext context{*bench.workspace, control, 1, "cpu"};
        QVERIFY_EXCEPTION_THROWN(tasks::runAsJob("classify", bench.question(), context), Cancelled);
        const auto rows = bench.workspace->experiments().list();
        QCOMPARE(rows.size(), std::size_t{1});
        QCOMPARE(rows.front().standing(), std::string("stopped"));
        QVERIFY_EXCEPTION_THROWN(bench.run("classify", {{"from", value(rows.front().id)}, {"best", 1}}), Error);
    }

    void removedExperimentsAreGone()
    {
        ClassifyBench bench;
        const auto document = bench.run("classify", bench.question());
        const store::ExperimentId id{document["experiment"].get<std::int64_t>()};
        tasks::removeExperiment(*bench.workspace, id);
        QVERIFY(!bench.workspace->experiments().find(id) && !bench.workspace->experiments().answers(id, "knn"));
        QVERIFY_EXCEPTION_THROWN(tasks::removeExperiment(*bench.workspace, id), Error);
    }

    void theFinalModelIsKeptWithReasonsAndAnswersForTheLibrary()
    {
        ClassifyBench bench;
        auto question = bench.question();
        question["models"] = {"decision-tree", "knn"};
        const auto first = bench.run("classify", question);
        const auto chosen = bench.run("classify_final", {{"from", first["experiment"]}, {"model", "decision-tree"}, {"reasons", "easy to read"}, {"repeats", 5}});
        QCOMPARE(chosen["kind"].get<std::string>(), std::string("final"));
        QCOMPARE(chosen["models"]["decision-tree"], first["models"]["decision-tree"]);   // no score is made a second time
        const auto& final = chosen["final"];
        QCOMPARE(final["reasons"]["said"].get<std::string>(), std::string("easy to read"));
        QVERIFY(final["reasons"]["facts"].size() >= 4);
        QCOMPARE(final["importance"][0]["feature"].get<std::string>(), std::string("pitch"));
        QVERIFY(final["importance"][0]["gain"].get<double>() > 0.5);

        const auto row = bench.kept(chosen);
        const auto model = tasks::keptModel(*bench.workspace, row);
        QCOMPARE(model.tree(0).nodes.front().feature, 0);
        QVERIFY(std::abs(model.tree(0).nodes.front().threshold) < 0.9);   // between the two pitches, in their own units
        QVERIFY(bench.workspace->experiments().answers(row.id, "decision-tree").has_value());

        const auto output = bench.folder.filePath("answers.csv").toStdString();
        const auto said = bench.run("classify_predict", {{"output", output}});
        QCOMPARE(said["experiment"], chosen["experiment"]);
        QCOMPARE(said["tracks"].size(), bench.tracks.size());
        for (const auto& answer : said["tracks"]) {
            const auto at = std::find(bench.tracks.begin(), bench.tracks.end(), trackIdFromHex(answer["id"].get<std::string>())) - bench.tracks.begin();
            QCOMPARE(answer["class"].get<std::string>(), std::string(at % 2 == 0 ? "low" : "high"));   // it learnt from these
        }
        const auto kept = bench.workspace->experiments().predictions(row.id);
        QCOMPARE(kept.tracks.size(), bench.tracks.size());
        QCOMPARE(kept.width, std::size_t{2});
        std::ifstream table(output);
        std::string header;
        std::getline(table, header);
        QVERIFY2(header.starts_with("\"id\",\"path\",\"title\",\"artist\",\"class\",\"probability\",\"p(high)\",\"p(low)\""), header.c_str());

        tasks::removeExperiment(*bench.workspace, row.id);
        QVERIFY(!fs::exists(bench.workspace->classicFolder() / row.modelFile));
        QVERIFY_EXCEPTION_THROWN(bench.run("classify_predict", Json::object()), Error);
    }

    void theFinalModelOfASplitIsTheOneThatWasExamined()
    {
        ClassifyBench bench;
        auto question = bench.question();
        question.erase("k");
        question["library_split"] = "tones";
        question["grid"] = true;
        const auto first = bench.run("classify", question);
        const auto chosen = bench.run("classify_final", {{"from", first["experiment"]}, {"model", "knn"}, {"repeats", 2}});
        QCOMPARE(chosen["final"]["settings"]["k"], first["models"]["knn"]["grid"]["chosen"][0]["k"]);
        const auto model = tasks::keptModel(*bench.workspace, bench.kept(chosen));
        const auto source = tasks::classifySource(bench.question(), *bench.workspace);
        const auto answers = bench.workspace->experiments().answers(bench.kept(chosen).id, "knn");
        for (std::size_t i = 0; i < answers->rows.size(); ++i) {
            const auto said = model.predict(source.table.row(static_cast<std::size_t>(answers->rows[i])));
            QCOMPARE(said.classes.front(), answers->answers[i]);
            QCOMPARE(static_cast<float>(said.probabilities[0]), answers->shares[i * 2]);
        }
    }

    void aTableThatChangedMakesNoFinalModel()
    {
        ClassifyBench bench;
        const auto first = bench.run("classify", bench.question());
        bench.label(0, "high", "user");
        QVERIFY_EXCEPTION_THROWN(bench.run("classify_final", {{"from", first["experiment"]}}), Error);
        QVERIFY_EXCEPTION_THROWN(bench.run("classify_final", {{"from", 77}}), Error);
    }

    void predictionsComeBackByTrack()
    {
        ClassifyBench bench;
        const auto document = bench.run("classify", bench.question());
        const store::ExperimentId id{document["experiment"].get<std::int64_t>()};
        std::vector<float> scores;
        for (std::size_t i = 0; i < bench.tracks.size(); ++i)
            scores.insert(scores.end(), {static_cast<float>(i), 1.0f});
        bench.workspace->experiments().putPredictions(id, bench.tracks, scores);
        const auto back = bench.workspace->experiments().predictions(id);
        QCOMPARE(back.tracks.size(), bench.tracks.size());
        for (std::size_t i = 0; i < back.tracks.size(); ++i) {
            const auto place = std::find(bench.tracks.begin(), bench.tracks.end(), back.tracks[i]) - bench.tracks.begin();
            QCOMPARE(back.values[i * 2], static_cast<float>(place));
        }
    }
};

QTEST_GUILESS_MAIN(tst_classify_library)
#include "tst_classify_library.moc"
