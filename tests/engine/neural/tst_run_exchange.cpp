#include <QtTest>

#include <filesystem>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/run_settings.h"
#include "tests/engine/tasks/training_fixture.h"

using namespace engine;
namespace fs = std::filesystem;

/// Data out, training in the bundle, run back: beside the same training at home.
class tst_run_exchange : public QObject {
    Q_OBJECT

    std::unique_ptr<TrainingFixture> m_home;

    fs::path place(const char* name) { return m_home->folder.filePath(name).toStdString(); }
    static Json in(store::Workspace& workspace, const char* task, const Json& parameters)
    {
        RunControl control;
        tasks::TaskContext context{workspace, control, 1, "cpu", {}, {}};
        return tasks::runAsJob(task, parameters, context);
    }
    Json dataParameters(const char* folder) { return {{"data", true}, {"split", "tones"}, {"preset", "sota-96"}, {"output", place(folder).string()}}; }

private Q_SLOTS:
    void initTestCase() { m_home = std::make_unique<TrainingFixture>(); }

    void missingMelgramsAreCounted()
    {
        try {
            m_home->run("run_export", dataParameters("early"));
            QFAIL("exported what is not there");
        } catch (const Error& error) {
            QVERIFY2(std::string(error.what()).starts_with("16 of 16 tracks"), error.what());
            QVERIFY(!fs::exists(place("early")));
        }
    }

    void aRunTrainedElsewhereIsThatOfHere()
    {
        m_home->run("prep", {{"preset", "sota-96"}, {"split", "tones"}, {"part", "all"}});
        const auto out = m_home->run("run_export", dataParameters("bundle"));
        QCOMPARE(out["tracks"].get<int>(), TrainingFixture::kTracks);
        QVERIFY_EXCEPTION_THROWN(m_home->run("run_export", dataParameters("bundle")), Error);   // not into what is there

        // the other machine has no music
        auto recipe = TrainingFixture::recipe();
        recipe["evaluate"] = true;
        recipe["name"] = "far";
        auto bundle = store::Workspace::open(place("bundle"));
        QVERIFY(!fs::exists(bundle.tracks().absolutePath(*bundle.tracks().find(m_home->tracks[0]))));
        const auto far = in(bundle, "train", recipe);

        auto back = m_home->run("run_import", {{"folder", place("bundle").string()}});
        QCOMPARE(back["split"].get<std::string>(), std::string("tones"));   // recognised, not doubled
        QCOMPARE(back["tracks"]["unknown"].get<int>(), 0);
        recipe["name"] = "near";
        const auto near = m_home->run("train", recipe);
        QCOMPARE(far["test"], near["test"]);

        auto& workspace = *m_home->workspace;
        const auto imported = workspace.runs().resolve("far"), local = workspace.runs().resolve("near");
        QVERIFY(tasks::differingSettings({tasks::runSettings(workspace, imported), tasks::runSettings(workspace, local)}).empty());
        const auto epochs = workspace.runs().epochs(imported.id);
        QCOMPARE(epochs.size(), workspace.runs().epochs(local.id).size());
        QCOMPARE(epochs.back().validRocAuc, workspace.runs().epochs(local.id).back().validRocAuc);
        QCOMPARE(imported.thresholds, local.thresholds);
        QCOMPARE(workspace.predictions().allScores(imported.id).values, workspace.predictions().allScores(local.id).values);
        QCOMPARE(workspace.runs().summaries()[1].standing(), std::string("trained"));
        // and it is worked with as any other
        const auto again = m_home->run("evaluate", {{"run", "far"}, {"part", "test"}});
        QCOMPARE(again["macro"], near["test"]["macro"]);
        const auto more = m_home->run("train", {{"resume", std::to_string(value(imported.id))}, {"epochs", 3}});
        QCOMPARE(more["epochs_trained"].get<int>(), 3);
        QVERIFY_EXCEPTION_THROWN(m_home->run("run_import", {{"folder", place("bundle").string()}}), Error);   // its name is taken
    }

    void aRunGoesToAWorkspaceThatKnowsOnlySomeTracks()
    {
        m_home->run("run_export", {{"run", "near"}, {"output", place("carried").string()}});
        auto other = store::Workspace::openOrCreate(place("other"));
        const auto library = other.tracks().addLibrary("/nowhere", 0);
        for (int i = 0; i < 14; ++i) {
            auto track = *m_home->workspace->tracks().find(m_home->tracks[static_cast<std::size_t>(i)]);
            track.library = library;
            other.tracks().upsert(track);
        }
        other.splits().put({.name = "tones", .seed = 0, .ratios = {1, 0, 0}}, {{m_home->tracks[0], Part::Test}});   // another of the same name
        const auto back = in(other, "run_import", {{"folder", place("carried").string()}, {"name", "guest"}});
        QCOMPARE(back["split"].get<std::string>(), std::string("tones (imported)"));
        QCOMPARE(back["tracks"]["known"].get<int>(), 14);
        QCOMPARE(back["tracks"]["unknown"].get<int>(), 2);
        QCOMPARE(other.runs().resolve("guest").bestEpoch, m_home->workspace->runs().resolve("near").bestEpoch);
    }

    void aDamagedWeightFileIsRefusedAndLeavesNothing()
    {
        const auto run = store::Workspace::open(place("carried")).runs().resolve("near");
        const auto weights = place("carried") / "checkpoints" / run.folder / "best.safetensors";
        fs::resize_file(weights, fs::file_size(weights) - 1);
        const auto before = m_home->workspace->runs().list().size();
        QVERIFY_EXCEPTION_THROWN(m_home->run("run_import", {{"folder", place("carried").string()}, {"name", "broken"}}), Error);
        QCOMPARE(m_home->workspace->runs().list().size(), before);
    }
};

QTEST_GUILESS_MAIN(tst_run_exchange)
#include "tst_run_exchange.moc"
