#include <QtTest>

#include "engine/core/error.h"
#include "engine/store/study_store.h"
#include "engine/tasks/chunk_sources.h"
#include "tests/engine/tasks/training_fixture.h"

using namespace engine;

class tst_leak_cost : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyChunkIsDealtToOnePartByItsShare()
    {
        std::array<int, 3> counts{};
        for (std::uint64_t track = 1; track <= 200; ++track)
            for (std::size_t chunk = 0; chunk < 20; ++chunk) {
                int parts = 0;
                for (const auto part : {Part::Train, Part::Valid, Part::Test})
                    if (tasks::ChunkDeal{{0.8, 0.1, 0.1}, 5, part}.holds(TrackId{track}, chunk)) {
                        ++counts[static_cast<std::size_t>(part)];
                        ++parts;
                    }
                QCOMPARE(parts, 1);
            }
        QVERIFY2(std::abs(counts[0] / 4000.0 - 0.8) < 0.03, qPrintable(QString::number(counts[0])));   // 4000 draws: 4.7 standard deviations
    }

    void theTrainerRefusesChunksUnlessToldTwice()
    {
        TrainingFixture fixture;
        auto recipe = TrainingFixture::recipe();
        recipe["chunk_split"] = true;
        QVERIFY_EXCEPTION_THROWN(fixture.run("train", recipe), Error);
        recipe["allow_leak"] = 1;
        QVERIFY_EXCEPTION_THROWN(fixture.run("train", recipe), Error);
    }

    void bothScoresStandBesideEachOtherAndTheLeakingOneSaysSoEverywhere()
    {
        TrainingFixture fixture;
        auto recipe = TrainingFixture::recipe();
        recipe["name"] = "cost";
        const auto document = fixture.run("leak_cost", recipe);
        const auto honest = document["by_tracks"]["run"].get<int>(), leaking = document["by_chunks"]["run"].get<int>();
        QVERIFY(honest != leaking);
        // Both see equally many windows in an epoch, so that only the leak differs.
        QCOMPARE(fixture.workspace->runs().find(static_cast<RunId>(honest))->config["windows"], document["windows_a_track"]);
        QCOMPARE(document["by_tracks"]["leaking"].get<bool>(), false);
        QCOMPARE(document["by_chunks"]["leaking"].get<bool>(), true);
        const auto run = *fixture.workspace->runs().find(static_cast<RunId>(leaking));
        QVERIFY(QString::fromStdString(run.name).endsWith("[LEAKING]"));
        const auto evaluation = fixture.run("evaluate", {{"run", std::to_string(leaking)}});
        QVERIFY(evaluation["leaking"].get<bool>());
        QVERIFY(QString::fromStdString(evaluation["headline"].get<std::string>()).startsWith("LEAKING"));
        QVERIFY(!fixture.run("evaluate", {{"run", std::to_string(honest)}})["leaking"].get<bool>());
        QCOMPARE(store::StudyStore(fixture.workspace->database()).list("leak_cost").size(), std::size_t{1});
        QCOMPARE(fixture.run("leak_cost", recipe)["by_chunks"]["run"].get<int>(), leaking);   // asked again, nothing is trained again
    }
};

QTEST_GUILESS_MAIN(tst_leak_cost)
#include "tst_leak_cost.moc"
