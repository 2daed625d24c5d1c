#include <QtTest>

#include "engine/core/error.h"
#include "engine/store/study_store.h"
#include "engine/tasks/compare_stages.h"
#include "tests/engine/tasks/training_fixture.h"

using namespace engine;

namespace {

/// Tags that only collapsing brings together: "Rock" on five tracks, "rock music" on three others; "sad" and "so sad" likewise. Each part has some.
void addFolksonomy(TrainingFixture& fixture)
{
    for (std::size_t i = 0; i < fixture.tracks.size(); ++i) {
        const bool low = i % 2 == 0;
        const bool plain = i < 8 || i == 13 || i == 14;
        const auto tag = [&](const char* name) { fixture.workspace->tags().set(fixture.tracks[i], fixture.workspace->tags().ensure(name, "user-defined"), "user"); };
        if (low) tag(plain ? "Rock" : "rock music");
        if (!low) tag(plain ? "sad" : "so sad");
    }
}

QString tracksWith(TrainingFixture& fixture, const char* tag, const char* type, const char* set)
{
    return QString::number(fixture.workspace->tags().tracksOf(fixture.workspace->tags().ensure(tag, type), set).size());
}

}  // namespace

class tst_compare_stages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void labelsOfTheStagesGrowAndTheTracksTagsStay()
    {
        TrainingFixture fixture;
        addFolksonomy(fixture);
        const auto tagsBefore = fixture.workspace->tags().ofTrack(fixture.tracks[0]).size();
        RunControl control;
        tasks::TaskContext context{*fixture.workspace, control};
        const auto counts = tasks::writeStageLabels({{"percentile", 0.001}}, context);
        QCOMPARE(counts["stage 1"]["targets"].get<int>(), 2);
        QCOMPARE(tracksWith(fixture, "rock", "genre", "stage 1"), QString("5"));
        QCOMPARE(tracksWith(fixture, "rock", "genre", "stage 2"), QString("8"));
        QCOMPARE(tracksWith(fixture, "sad", "emotion", "stage 1"), QString("5"));
        QVERIFY(tracksWith(fixture, "sad", "emotion", "stage 3").toInt() >= 8);
        QCOMPARE(fixture.workspace->tags().ofTrack(fixture.tracks[0]).size(), tagsBefore);
    }

    void thePublishedRowsAreThoseOfTheThesis()
    {
        const auto published = tasks::publishedStages();
        QCOMPARE(published["overall"]["log-mel"]["III"][1].get<double>(), 35.84);
        for (const char* run : {"waveform stage 1", "waveform stage 2", "waveform stage 3", "log-mel stage 1", "log-mel stage 2", "log-mel stage 3"})
            QCOMPARE(published["per_tag"][run].size(), std::size_t{50});
    }

    void sixRunsAreScoredOnTheirOwnLabelsAndOnThoseOfStageOne()
    {
        TrainingFixture fixture;
        addFolksonomy(fixture);
        // Two small networks: what is compared is the way of the labels, not the models.
        const Json parameters{{"waveform", "musicnn"}, {"logmel", "musicnn"}, {"percentile", 0.001}, {"name", "s"}, {"split", "tones"}, {"epochs", 1},
                              {"batch", 5}, {"lr", 1e-3}, {"min_tracks", 2}, {"seed", 3}};
        const auto study = fixture.run("compare_stages", parameters);
        QCOMPARE(study["runs"].size(), std::size_t{6});
        QCOMPARE(study["tags"].get<int>(), 2);
        for (const auto& run : study["runs"])
            for (const char* labels : {"own", "on_stage_1"})
                for (const auto& tag : run[labels]["tags"])
                    QVERIFY(std::abs(tag["over_prevalence"].get<double>() - tag["average_precision"].get<double>() / tag["prevalence"].get<double>()) < 1e-12);
        const auto& first = study["runs"][0];
        QCOMPARE(first["own"].dump(), first["on_stage_1"].dump());   // stage 1 is scored on its own labels both times
        const auto runs = fixture.workspace->runs().list().size();
        QCOMPARE(fixture.run("compare_stages", parameters)["runs"].dump(), study["runs"].dump());
        QCOMPARE(fixture.workspace->runs().list().size(), runs);   // nothing is trained again
        QVERIFY(QString::fromStdString(tasks::stagesTable(study)).contains("\"overall\",\"\",\"waveform\",1,"));
    }
};

QTEST_GUILESS_MAIN(tst_compare_stages)
#include "tst_compare_stages.moc"
