#include <QtTest>

#include <algorithm>
#include <fstream>

#include "engine/core/error.h"
#include "engine/store/cleaning_store.h"
#include "engine/store/workspace.h"
#include "engine/tasks/task.h"

using namespace engine;
namespace fs = std::filesystem;

namespace {

/// Six tracks of the Million Song Dataset's JSON form. The first four were listened to, the fourth has too many tags; low scores fall away.
struct RecipeBench {
    QTemporaryDir folder;
    store::Workspace workspace = store::Workspace::openOrCreate(path("w"));
    RunControl control;
    tasks::TaskContext context{workspace, control, 1, "cpu"};

    RecipeBench()
    {
        const std::vector<std::string> tags{R"(["Rock music","100"],["rock","60"],["seen live","80"],["calm","10"])", R"(["Rocks","100"],["hapy","70"])", R"(["rock & roll","90"])",
                                            manyTags(), R"(["rock","100"])", R"(["rock","100"])"};
        const auto library = workspace.tracks().addLibrary("/music", 0);
        std::ofstream triplets(path("triplets.txt")), unique(path("data/unique_tracks.txt"));
        for (std::size_t i = 0; i < tags.size(); ++i) {
            const auto id = "TRAAAAA128F000000" + std::to_string(i);
            const auto letters = path("data/A") / std::string(1, static_cast<char>('A' + i)) / "X";
            fs::create_directories(letters);
            std::ofstream(letters / (id + ".json"))
                << R"({"artist":"A","timestamp":"2011","similars":[],"tags":[)" << tags[i] << R"(],"track_id":")" << id << R"(","title":"T)" << i << R"("})";
            unique << id << "<SEP>SO" << i << "<SEP>A<SEP>T" << i << "\n";
            if (i < 4) triplets << "user\tSO" << i << "\t3\n";
            store::Track track;
            track.id = TrackId{i + 1};
            track.library = library;
            track.path = track.displayPath = id + ".mp3";
            workspace.tracks().upsert(track);
        }
    }
    fs::path path(const char* name)
    {
        const auto at = fs::path(folder.path().toStdString()) / name;
        fs::create_directories(at.parent_path());
        return at;
    }
    static std::string manyTags()
    {
        std::string all;
        for (int i = 0; i < 21; ++i)
            all += (i > 0 ? ",[\"tag " : "[\"tag ") + std::to_string(i) + "\",\"100\"]";
        return all;
    }
    Json run(Json more)
    {
        Json parameters{{"file", path("data").string()}, {"format", "msd-lastfm"}, {"only_heard", path("triplets.txt").string()}};
        parameters.update(more);
        return tasks::runAsJob("msd500", parameters, context);
    }
};

}  // namespace

class tst_msd500_recipe : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyStepSaysWhatItLeft()
    {
        RecipeBench bench;
        const auto document = bench.run({{"min_tracks", 2}});
        QStringList steps;
        for (const auto& step : document["steps"])
            steps << QString::fromStdString(step.dump());
        const QStringList wanted{R"({"step":"all","tracks":6,"pairs":30})",      R"({"step":"heard","tracks":4,"pairs":28})",  R"({"step":"score","tracks":4,"pairs":27})",
                                 R"({"step":"max tags","tracks":3,"pairs":6})", R"({"step":"in the library","tracks":3,"tags":6})"};
        QCOMPARE(steps.mid(0, 5), wanted);
        QCOMPARE(document["steps"][5]["step"].get<std::string>(), std::string("lemma groups"));
        QVERIFY(document["steps"][5]["tags"].get<int>() < 6);   // Rock music, rock and Rocks are one
        QCOMPARE(document["steps"][6].dump(), std::string(R"({"step":"enough tracks","tags":1})"));
        const auto cleaned = [&](std::uint64_t track) {
            QStringList names;
            for (const auto& tag : bench.workspace.tags().ofTrack(TrackId{track}))
                if (tag.source == store::CleaningStore::kSource) names << QString::fromStdString(tag.name);
            return names;
        };
        QCOMPARE(cleaned(1), cleaned(2));   // whichever spelling gives the group its name
        QVERIFY(cleaned(2).size() == 1 && cleaned(2).first().contains("rock", Qt::CaseInsensitive));
        QVERIFY(cleaned(4).isEmpty());
    }

    void aDryRunAndAnErrorLeaveNothing()
    {
        RecipeBench bench;
        QCOMPARE(bench.run({{"min_tracks", 2}, {"dry_run", true}})["steps"].size(), std::size_t{7});
        QVERIFY(bench.workspace.tags().list().empty());
        QVERIFY_EXCEPTION_THROWN(bench.run({{"min_tracks", 0}}), Error);
        QVERIFY_EXCEPTION_THROWN(bench.run({{"only_heard", ""}}), Error);
        QVERIFY(bench.workspace.tags().list().empty());
    }
};

QTEST_GUILESS_MAIN(tst_msd500_recipe)
#include "tst_msd500_recipe.moc"
