#include <QtTest>

#include <filesystem>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/neural/model_card.h"
#include "engine/tasks/ensemble_plan.h"
#include "engine/tasks/train_ensemble.h"
#include "tests/engine/tasks/training_fixture.h"

using namespace engine;
namespace fs = std::filesystem;

/// An ensemble's stages on sixteen tones of four seconds.
class tst_train_ensemble : public QObject {
    Q_OBJECT

    std::unique_ptr<TrainingFixture> m_bench;

    static Json ensembleRecipe(const char* arch = "ensemble_sample:small")
    {
        return {{"arch", arch}, {"split", "tones"}, {"epochs", 2}, {"batch", 4}, {"lr", 2e-3}, {"min_tracks", 2}, {"prepare", true}, {"seed", 3}};
    }
    store::Run newest() { return m_bench->workspace->runs().summaries().front().run; }
    fs::path folderOf(const store::Run& run) { return m_bench->workspace->checkpointFolder() / run.folder; }

private Q_SLOTS:
    void initTestCase() { m_bench = std::make_unique<TrainingFixture>(); }

    void everyScaleHearsAsMuch()
    {
        const auto members = tasks::ensembleMembers(neural::loadModelCard("ensemble_sample"));
        QCOMPARE(members.size(), std::size_t{4});
        for (const auto& member : members)
            QCOMPARE(member.samples * static_cast<std::size_t>(member.share), std::size_t{59049});
        QCOMPARE(tasks::songClassifierOf(neural::loadModelCard("ensemble_sample:small")), std::string("ensemble_sample:small-song"));
        QVERIFY(tasks::songClassifierOf(neural::loadModelCard("ensemble_sample:small-vote")).empty());
        QVERIFY(!tasks::isEnsemble(neural::loadModelCard("sample")));
    }

    void stretchesCoverTheSongWithoutOverlapWherePossible()
    {
        QVERIFY((tasks::stretchStarts(100, 100) == std::vector<std::size_t>{0}));
        QVERIFY((tasks::stretchStarts(200, 100) == std::vector<std::size_t>{0, 100}));
        QVERIFY((tasks::stretchStarts(150, 100) == std::vector<std::size_t>{0, 50}));
    }

    void estimateCountsEveryMember()
    {
        const auto estimate = m_bench->run("estimate", ensembleRecipe());
        QCOMPARE(estimate["windows_per_epoch"].get<int>(), TrainingFixture::kTrain * (1 + 27));
        // Without the tag layers' rows for 48 other tags (64 features and a bias each); the song classifier is not counted.
        QCOMPARE(estimate["parameters"].get<std::int64_t>(), 23570 + 33074 - 2 * 48 * 65);
        QVERIFY(estimate["seconds"]["epoch"].get<double>() > 0);
    }

    /// All stages by one command; the result is a run like any other.
    void stagesMakeARunThatKnowsTheTones()
    {
        auto recipe = ensembleRecipe();
        recipe["evaluate"] = true;
        QStringList lines;
        const auto result = m_bench->run("train", recipe, [&](const std::string& line) { lines << QString::fromStdString(line); });
        for (const auto* stage : {"member 1 of 2 (2187 samples), epoch 2", "member 2 of 2 (59049 samples), epoch 2", "song classifier, epoch 1"})
            QVERIFY2(std::ranges::any_of(lines, [&](const auto& line) { return line.startsWith(QLatin1String(stage)); }), stage);
        QCOMPARE(result["state"].get<std::string>(), std::string("trained"));
        const auto run = newest();
        QVERIFY(run.bestEpoch > 4);   // after both members' two epochs
        QCOMPARE(static_cast<int>(result["epochs"].size()), result["epochs_trained"].get<int>());
        QVERIFY(result.contains("test"));
        const auto evaluation = m_bench->workspace->runs().evaluation(run.id, "test");
        QVERIFY(evaluation.has_value());
        QVERIFY2(result["test"]["macro"]["roc_auc"].get<double>() > 0.9, result["test"].dump().c_str());
    }

    /// The same command finds everything done: members, vectors and classifier stay to the bit.
    void finishedRunIsNotTrainedAgain()
    {
        const auto run = newest();
        const auto before = checkpoint::readSafetensors(folderOf(run) / "best.safetensors").tensors;
        const auto vectors = fs::last_write_time(folderOf(run) / "song-vectors" / "train" / "0.safetensors");
        const auto result = m_bench->run("train", {{"resume", std::to_string(value(run.id))}});
        QCOMPARE(result["best_epoch"].get<int>(), run.bestEpoch);
        QVERIFY(fs::last_write_time(folderOf(run) / "song-vectors" / "train" / "0.safetensors") == vectors);
        const auto after = checkpoint::readSafetensors(folderOf(run) / "best.safetensors").tensors;
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < before.size(); ++i)
            QVERIFY(before[i].bytes == after[i].bytes);
        QVERIFY_EXCEPTION_THROWN(m_bench->run("train", {{"resume", std::to_string(value(run.id))}, {"epochs", 9}}), Error);
    }

    /// Stopped while the second member learns: the same command goes on there and gives what an undisturbed run gives.
    void stoppedStageIsGoneOnWith()
    {
        const auto whole = newest();
        auto recipe = ensembleRecipe();
        recipe["name"] = "stopped";
        std::stop_source stop;
        RunControl control(stop.get_token(), [&](const Progress& progress) {
            if (progress.stage.starts_with("member 2 of 2") && progress.stage.ends_with("epoch 2 of 2")) stop.request_stop();
        });
        tasks::TaskContext context{*m_bench->workspace, control, 1, "cpu", {}, {}};
        QVERIFY_EXCEPTION_THROWN(tasks::runAsJob("train", recipe, context), Cancelled);
        const auto stopped = newest();
        QCOMPARE(stopped.name, std::string("stopped"));
        QCOMPARE(stopped.bestEpoch, 0);
        m_bench->run("train", recipe);
        const auto resumed = newest();
        QVERIFY(resumed.id == stopped.id);
        QCOMPARE(resumed.bestEpoch, whole.bestEpoch);
        const auto wanted = checkpoint::readSafetensors(folderOf(whole) / "best.safetensors").tensors;
        const auto found = checkpoint::readSafetensors(folderOf(resumed) / "best.safetensors").tensors;
        for (std::size_t i = 0; i < wanted.size(); ++i)
            QVERIFY2(wanted[i].bytes == found[i].bytes, wanted[i].name.c_str());
    }

    void membersServeAVote()
    {
        auto recipe = ensembleRecipe("ensemble_sample:small-vote");
        recipe["from"] = "stopped";
        recipe["evaluate"] = true;
        const auto result = m_bench->run("train", recipe);
        QCOMPARE(result["epochs_trained"].get<int>(), 0);
        QVERIFY(result.contains("test"));
    }

    /// Members that know test songs must not be judged by them.
    void membersOfAnotherSplitAreRefusedWithTheNumberOfLeaks()
    {
        std::vector<store::SplitMember> members;
        for (std::size_t i = 0; i < m_bench->tracks.size(); ++i)   // two of the first ten now test
            members.push_back({m_bench->tracks[i], i < 2 ? Part::Test : i < 12 ? Part::Train : Part::Valid});
        m_bench->workspace->splits().put({.name = "other", .seed = 0, .ratios = {0.6, 0.2, 0.2}}, members);
        auto recipe = ensembleRecipe();
        recipe["split"] = "other";
        recipe["from"] = "stopped";
        try {
            m_bench->run("train", recipe);
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Mismatch);
            QVERIFY2(std::string(error.what()).find("from 2 tracks") != std::string::npos, error.what());
        }
    }

    /// train of stage 1 and test of stage 3 have nothing in common, where that is allowed to go on.
    void noTestSongIsAmongWhatTheMembersLearnedFrom()
    {
        const tasks::StageRecord members{"a", {m_bench->tracks[0], m_bench->tracks[1]}};
        tasks::TrainingTable table;
        table.parts[static_cast<std::size_t>(Part::Test)].tracks = {m_bench->tracks[2]};
        tasks::refuseStageLeak(members, "a", table);
        QVERIFY_EXCEPTION_THROWN(tasks::refuseStageLeak(members, "b", table), Error);   // another split, even without a leak
        table.parts[static_cast<std::size_t>(Part::Test)].tracks = {m_bench->tracks[1]};
        QVERIFY_EXCEPTION_THROWN(tasks::refuseStageLeak(members, "b", table), Error);
    }

    void whatDoesNotFitStagesIsRefusedBeforeARunIsMade()
    {
        const auto before = m_bench->workspace->runs().list().size();
        auto frozen = ensembleRecipe();
        frozen["freeze"] = "backbone";
        QVERIFY_EXCEPTION_THROWN(m_bench->run("train", frozen), Error);
        QVERIFY_EXCEPTION_THROWN(m_bench->run("pretrain", {{"arch", "ensemble_sample:small"}}), Error);
        QCOMPARE(m_bench->workspace->runs().list().size(), before);
    }
};

QTEST_GUILESS_MAIN(tst_train_ensemble)
#include "tst_train_ensemble.moc"
