#include <QtTest>

#include <algorithm>
#include <filesystem>
#include <mutex>

#include "engine/core/error.h"
#include "engine/neural/model_card.h"
#include "engine/tasks/job_service.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/run_settings.h"
#include "engine/tasks/training_precision.h"
#include "tests/engine/tasks/training_fixture.h"

using namespace engine;
using namespace engine::tasks;
namespace fs = std::filesystem;

/// The training task on sixteen tones: estimate, finish now, going on, fine-tuning.
class tst_train_task : public QObject {
    Q_OBJECT

    std::unique_ptr<TrainingFixture> m_bench;

    store::RunSummary newest() { return m_bench->workspace->runs().summaries().front(); }

private Q_SLOTS:
    void initTestCase() { m_bench = std::make_unique<TrainingFixture>(); }

    void anEstimateTrainsNothingAndAddsUp()
    {
        auto recipe = TrainingFixture::recipe();
        recipe["windows"] = 3;
        const auto estimate = m_bench->run("estimate", recipe);
        QVERIFY(m_bench->workspace->runs().list().empty());
        QVERIFY(fs::is_empty(m_bench->workspace->checkpointFolder()) || !fs::exists(m_bench->workspace->checkpointFolder()));
        QCOMPARE(estimate["tags"].get<int>(), 2);
        QCOMPARE(estimate["melgrams_missing"].get<int>(), TrainingFixture::kTrain + TrainingFixture::kValid);
        QCOMPARE(estimate["windows_per_epoch"].get<int>(), 3 * TrainingFixture::kTrain);
        QCOMPARE(estimate["batches_per_epoch"].get<int>(), 6);
        // The card's number is for 50 tags; the last layer has a weight for each of 200 features and a bias, for each tag.
        QCOMPARE(estimate["parameters"].get<std::int64_t>(), neural::loadModelCard("musicnn").parameters - 48 * 201);
        const auto& seconds = estimate["seconds"];
        QVERIFY(seconds["batch"].get<double>() > 0);
        QVERIFY(seconds["epoch"].get<double>() > 6 * seconds["batch"].get<double>());   // the validation part on top
        QCOMPARE(seconds["epochs"].get<double>(), 2 * seconds["epoch"].get<double>());
        QVERIFY(seconds["melgrams"].get<double>() > 0);
        QVERIFY(estimate["memory_bytes"].get<double>() > 3.0 * 4 * 774652);   // weights, gradients and moments at the least
    }

    void finishNowKeepsTheBestEpochAndIsEvaluatedAsUsual()
    {
        auto recipe = TrainingFixture::recipe();
        recipe["epochs"] = 1000;
        recipe["evaluate"] = true;
        bool asked = false;
        const auto result = m_bench->run("train", recipe, [&](const std::string& line) {
            if (asked || !line.starts_with("epoch 2")) return;
            auto other = store::Workspace::open(m_bench->place());   // another program, as far as the store can tell
            other.runs().setFinishAsked(other.runs().list().back().id, true);
            asked = true;
        });
        QVERIFY(asked);
        QVERIFY(result["finished_on_request"].get<bool>());
        QVERIFY(!result["stopped_early"].get<bool>());
        const int trained = result["epochs_trained"].get<int>();
        QVERIFY(trained >= 2 && trained < 1000);
        QVERIFY(result.contains("test"));
        const auto summary = newest();
        QCOMPARE(summary.standing(), std::string("trained"));
        QCOMPARE(summary.epochs, trained);
        QVERIFY(summary.run.bestEpoch >= 1 && summary.run.bestEpoch <= trained);
        QCOMPARE(summary.best->epoch, summary.run.bestEpoch);
        QCOMPARE(summary.run.thresholds.size(), std::size_t{2});
        QVERIFY(fs::exists(m_bench->workspace->checkpointFolder() / summary.run.folder / "best.safetensors"));
        QVERIFY(m_bench->workspace->runs().evaluation(summary.run.id, "test").has_value());
    }
    void aFinishedRunGoesOnWithMoreEpochs()
    {
        const auto before = newest();
        const auto result = m_bench->run("train", {{"resume", std::to_string(value(before.run.id))}, {"epochs", before.epochs + 1}});
        QCOMPARE(result["epochs_trained"].get<int>(), before.epochs + 1);
        QVERIFY(!result["finished_on_request"].get<bool>());
        QCOMPARE(newest().run.id, before.run.id);
    }
    void autoMeasuresOnceAndTheRunKeepsToIt()
    {
        auto recipe = TrainingFixture::recipe();
        recipe["precision"] = "auto";
        recipe["seed"] = 21;
        recipe["epochs"] = 1;
        QStringList said;
        const auto listen = [&](const std::string& line) {
            if (line.starts_with("learning in ")) said << QString::fromStdString(line);
        };
        m_bench->run("train", recipe, listen);
        const auto config = newest().run.config;
        QCOMPARE(config["precision"].get<std::string>(), std::string("auto"));
        const auto used = config[kPrecisionUsed].get<std::string>();
        QVERIFY(used == "float32" || used == "bf16");
        QCOMPARE(said, QStringList{QString::fromStdString("learning in " + used + ": " + config[kPrecisionReason].get<std::string>())});
        const auto settings = runSettings(*m_bench->workspace, newest().run);
        QCOMPARE(settings[kPrecisionUsed].get<std::string>(), used);
        QVERIFY(!settings.contains(kPrecisionReason));   // no two runs would agree in it
        said.clear();
        m_bench->run("train", {{"resume", std::to_string(value(newest().run.id))}, {"epochs", 2}}, listen);
        QVERIFY(said.isEmpty());
        QVERIFY(newest().run.config[kPrecisionReason] == config[kPrecisionReason]);
    }
    void notesWrittenWhileItTrainsStay()
    {
        auto recipe = TrainingFixture::recipe();
        recipe["seed"] = 4;
        recipe["notes"] = "before";
        m_bench->run("train", recipe, [&](const std::string& line) {
            if (!line.starts_with("epoch 1")) return;
            auto other = store::Workspace::open(m_bench->place());
            other.runs().setNotes(other.runs().list().back().id, "meanwhile");
        });
        QCOMPARE(newest().run.notes, std::string("meanwhile"));
    }
    void aRunStartsFromAnotherOrSaysWhyItCannot()
    {
        const auto base = newest();
        auto recipe = TrainingFixture::recipe();
        recipe["from"] = std::to_string(value(base.run.id));
        recipe["freeze"] = "backbone";
        recipe["epochs"] = 1;
        m_bench->run("train", recipe);
        QVERIFY(newest().run.id != base.run.id);
        const auto differences = tasks::differingSettings(
            {tasks::runSettings(*m_bench->workspace, base.run), tasks::runSettings(*m_bench->workspace, newest().run)});
        QStringList names;
        for (const auto& difference : differences)
            names << QString::fromStdString(difference.setting);
        QCOMPARE(names, (QStringList{"from", "freeze", "epochs", "seed"}));
        recipe["arch"] = "short";
        QVERIFY_EXCEPTION_THROWN(m_bench->run("train", recipe), Error);
    }
    /// Somebody who listens to a track while a network learns does not wait for its end, and the run is the one it would have been.
    void aRunThatLetsOthersListenIsTheSame()
    {
        const auto base = std::to_string(value(m_bench->workspace->runs().list().front().id));
        auto recipe = TrainingFixture::recipe();
        recipe["seed"] = 11;
        recipe["epochs"] = 6;
        recipe["dropout"] = 0.3;   // asks the generator that a network's making asks too
        m_bench->run("train", recipe);
        const auto alone = newest().run;
        recipe["name"] = "disturbed";

        std::mutex mutex;
        std::vector<jobs::JobEvent> events;
        const auto stateOf = [&](JobId id, jobs::JobState state) {
            const std::lock_guard lock(mutex);
            return std::ranges::any_of(events, [&](const auto& event) { return event.id == id && event.state == state && (state != jobs::JobState::Running || event.progress.stage.starts_with("training")); });
        };
        {
            tasks::JobService service({m_bench->place(), 1, "cpu"}, [&](const jobs::JobEvent& event) {
                const std::lock_guard lock(mutex);
                events.push_back(event);
            });
            const auto training = service.submit("train", recipe);
            QTRY_VERIFY_WITH_TIMEOUT(stateOf(training, jobs::JobState::Running), 20'000);
            const auto file = m_bench->folder.filePath("music/a.wav").toStdString();
            Json heard{{"run", base}, {"taggram", true}};
            tasks::putPaths(heard, "paths", {file});
            Json asked{{"run", base}, {"tag", "low"}};
            tasks::putPaths(asked, "paths", {file});
            const auto listening = service.submit("predict", heard), explaining = service.submit("explain", asked);
            QTRY_VERIFY_WITH_TIMEOUT(stateOf(listening, jobs::JobState::Done) && stateOf(explaining, jobs::JobState::Done), 20'000);
            QVERIFY(!stateOf(training, jobs::JobState::Done));
            QTRY_VERIFY_WITH_TIMEOUT(stateOf(training, jobs::JobState::Done), 60'000);
        }
        const auto disturbed = newest().run;
        QVERIFY(disturbed.id != alone.id);
        const auto bytes = [&](const store::Run& run) {
            QFile file(QString::fromStdString((m_bench->workspace->checkpointFolder() / run.folder / "best.safetensors").string()));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QVERIFY(!bytes(alone).isEmpty());
        QVERIFY(bytes(disturbed) == bytes(alone));
    }
};

QTEST_GUILESS_MAIN(tst_train_task)
#include "tst_train_task.moc"
