#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

#include "engine/store/workspace.h"
#include "engine/tasks/train_options.h"
#include "engine/tasks/train_setup.h"
#include "ui/charts/learning_chart.h"
#include "ui/jobs/job_bridge.h"
#include "ui/models/run_table_model.h"
#include "ui/page_context.h"
#include "ui/pages/train/choice_button.h"
#include "ui/pages/train/progress_panel.h"
#include "ui/pages/train/train_form.h"
#include "ui/pages/train/train_page.h"
#include "ui/pages/train/training_pace.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

using engine::Json;
using namespace std::chrono_literals;

namespace {

/// The page with all it needs, on a workspace of its own, filled before it opens. No job service: nothing can run by accident.
struct Desk {
    QTemporaryDir folder;
    ui::Theme theme;
    ui::Selection selection;
    ui::Player player;
    ui::JobBridge jobs;
    QUndoStack undo;
    QString said;
    std::unique_ptr<ui::StoreThread> store;
    std::unique_ptr<ui::PageContext> context;
    std::unique_ptr<ui::TrainPage> page;

    engine::store::Workspace open() { return engine::store::Workspace::openOrCreate(folder.path().toStdString()); }
    void show()
    {
        store = std::make_unique<ui::StoreThread>(folder.path().toStdString());
        context.reset(new ui::PageContext{*store, jobs, selection, player, theme, undo, [this](const QString& text) { said = text; }, [](const QString&) {}});
        page = std::make_unique<ui::TrainPage>(*context);
        page->resize(1200, 760);
        page->show();
    }
    template <typename Widget>
    Widget* named(const QString& name)
    {
        for (auto* widget : page->findChildren<Widget*>())
            if (widget->accessibleName() == name) return widget;
        return nullptr;
    }
    bool says(const QString& part)
    {
        const auto labels = page->findChildren<QLabel*>();
        return std::ranges::any_of(labels, [&](auto* label) { return label->isVisible() && label->text().contains(part); });
    }
};

engine::RunId addRun(engine::store::Workspace& workspace, const std::string& name, const std::string& state, int epochs, const Json& config = Json::object())
{
    workspace.melgrams().putPreset("hash", "sota-96", R"({"name": "sota-96"})");
    engine::store::Run run;
    run.name = name;
    run.architecture = "musicnn";
    run.presetHash = "hash";
    run.config = engine::tasks::completeTraining(config);
    run.tags = {{"rock", "genre"}};
    run.state = state;
    run.bestEpoch = std::min(2, epochs);
    run.id = workspace.runs().create(run);
    for (int epoch = 1; epoch <= epochs; ++epoch)
        workspace.runs().putEpoch(run.id, {epoch, 0.5 / epoch, 0.8, 0.4, 0.6 / epoch, 0.7, 0.3, 1e-3, 10, 2});
    return run.id;
}

}  // namespace

class tst_train_page : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("Tagbench test"));
        QCoreApplication::setApplicationName(QStringLiteral("tagbench-test"));
    }
    void init() { QSettings().clear(); }

    void theFormSaysWhatTheTaskIsToldAndTakesItBack()
    {
        ui::TrainChoices choices;
        choices.splits.resize(2);
        choices.splits[0].name = "by artist";
        choices.splits[1].name = "default";
        choices.types = {{"genre", 10}, {"mood/theme", 4}};
        choices.sources = {"file", "import:a,b.csv", "user"};
        engine::store::RunSummary base;
        base.run.id = engine::RunId{7};
        base.run.architecture = "fcn";
        base.run.bestEpoch = 3;
        const Json wanted = engine::tasks::completeTraining(
            {{"arch", "fcn"}, {"preset", "sota-96"}, {"split", "by artist"}, {"types", {"genre"}}, {"sources", {"file", "user"}}, {"min_tracks", 12}, {"top", 50},
             {"from", "7"}, {"freeze", "backbone"}, {"epochs", 99}, {"batch", 32}, {"lr", 0.0003}, {"weight_decay", 1e-5}, {"schedule", "staged"},
             {"optimiser", "adamw"}, {"warmup", 4}, {"adam_epochs", 40}, {"sgd_epochs", 12}, {"backbone_lr", 0.1}, {"dropout", 0.5}, {"accumulate", 8}, {"spec_augment", 2},
             {"mixup", 0.4}, {"gain_db", 6}, {"noise", 0.125}, {"class_weights", true}, {"precision", "auto"}, {"patience", 0}, {"windows", 3}, {"seed", 9007199254740993ULL}, {"device", "cpu"}, {"prepare", true}, {"evaluate", false},
             {"name", "mine"}, {"notes", "why"}});
        ui::TrainForm form;
        form.setChoices(choices);
        form.setRuns({base});
        QVERIFY(form.parameters() != wanted);
        form.fill(wanted);
        QCOMPARE(QString::fromStdString(form.parameters().dump()), QString::fromStdString(wanted.dump()));
        // News from the workspace change nothing of it.
        form.setChoices(choices);
        form.setRuns({base});
        QCOMPARE(QString::fromStdString(form.parameters().dump()), QString::fromStdString(wanted.dump()));
    }
    void theSizeOfAnArchitectureIsKept()
    {
        ui::TrainForm form;
        form.fill({{"arch", "k2c2:0.25"}});
        QCOMPARE(form.parameters()["arch"].get<std::string>(), std::string("k2c2:0.25"));
        form.fill({{"arch", "k2c2"}});
        QCOMPARE(form.parameters()["arch"].get<std::string>(), std::string("k2c2"));
    }
    /// The form must not fall behind the command line.
    void everyOptionOfATrainingIsInTheForm()
    {
        ui::TrainForm form;
        for (const auto& [name, value] : engine::tasks::trainOptionDefaults().items()) {
            auto changed = engine::tasks::trainDefaults();
            changed[name] = value.is_boolean() ? Json(true) : value.is_string() ? Json(name == "precision" ? "bf16" : "adamw") : value.get<double>() == 1 ? Json(name == "backbone_lr" ? 0.5 : 2) : Json(value.get<double>() + 2);
            form.fill(changed);
            QVERIFY2(form.parameters()[name] == changed[name], name.c_str());
        }
    }
    void aRunOfAnotherArchitectureIsNoStart()
    {
        engine::store::RunSummary base;
        base.run.id = engine::RunId{7};
        base.run.architecture = "fcn";
        base.run.bestEpoch = 3;
        ui::TrainForm form;
        form.setRuns({base});
        form.fill({{"arch", "musicnn"}, {"from", "7"}});
        QCOMPARE(form.parameters()["from"].get<std::string>(), std::string());
        QVERIFY(form.wantsNewSplit());   // there is none yet
        QCOMPARE(form.parameters()["split"].get<std::string>(), std::string("default"));
    }
    void aPresetThatDoesNotFitCannotBeChosen()
    {
        ui::TrainForm form;
        form.fill({{"arch", "musicnn"}});
        QComboBox* presets = nullptr;
        for (auto* box : form.findChildren<QComboBox*>())
            if (box->accessibleName() == QLatin1String("Preset")) presets = box;
        QVERIFY(presets != nullptr);
        QCOMPARE(presets->currentText(), QStringLiteral("sota-96"));
        const auto other = presets->model()->index(presets->findText(QStringLiteral("sota-128")), 0);
        QVERIFY(!(presets->model()->flags(other) & Qt::ItemIsEnabled));
        QVERIFY(other.data(Qt::ToolTipRole).toString().contains("mel bands"));
    }

    void thePaceGuessesOnlyAfterAWhileAndThenFromWholeEpochs()
    {
        QVERIFY(!ui::epochStageOf("preprocessing").has_value());
        QCOMPARE(ui::epochStageOf("checking, epoch 3 of 30")->epoch, 3);
        ui::TrainingPace pace;
        pace.begin(16);
        const ui::TrainingPace::Clock::time_point zero{};
        QVERIFY(!pace.update({"preprocessing", 3, 9}, zero).has_value());
        auto reading = pace.update({"training, epoch 1 of 4", 0, 100}, zero);
        QVERIFY(reading && !reading->secondsLeft && !reading->samplesPerSecond);
        reading = pace.update({"training, epoch 1 of 4", 1, 100}, zero + 3s);
        QVERIFY(!reading->secondsLeft);   // 1 % is too little
        reading = pace.update({"training, epoch 1 of 4", 50, 100}, zero + 10s);
        QCOMPARE(*reading->samplesPerSecond, 80.0);   // 50 batches of 16 in 10 s
        QVERIFY(*reading->secondsLeft > 60 && *reading->secondsLeft < 90);
        QVERIFY(reading->share > 0.1 && reading->share < 0.125);
        pace.skip(100s);   // a pause
        reading = pace.update({"checking, epoch 1 of 4", 5, 10}, zero + 122s);
        QVERIFY(reading->stage.checking);
        reading = pace.update({"training, epoch 2 of 4", 0, 100}, zero + 124s);
        QCOMPARE(*reading->secondsLeft, 3 * 24.0);   // three whole epochs of 24 s
        QCOMPARE(reading->share, 0.25);
    }

    void withoutRunsThePageSaysWhatToDo()
    {
        Desk desk;
        desk.show();
        QTRY_VERIFY(desk.says("No run yet"));
        QVERIFY(desk.named<ui::LearningChart>("Learning curves")->chart()->title().contains("Choose a run"));
        QVERIFY(!desk.named<QPushButton>("Resume")->isEnabled());
        QVERIFY(!desk.named<QPushButton>("Rerun with changes")->isEnabled());
        QTRY_VERIFY(desk.says("No music yet"));
        QVERIFY(!desk.named<QPushButton>("Start training")->isEnabled());
    }
    void runsShowBestAndLastValueWithTheirEpochs()
    {
        Desk desk;
        {
            auto workspace = desk.open();
            addRun(workspace, "2026-11-20 10:00 MusiCNN", "trained", 5, {{"epochs", 5}});
        }
        desk.show();
        auto* table = desk.named<QTableView>("Runs");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QStringList cells;
        for (int column = 0; column < table->model()->columnCount(); ++column)
            cells << table->model()->index(0, column).data().toString();
        QCOMPARE(cells[ui::RunTableModel::Name], QStringLiteral("#1  2026-11-20 10:00 MusiCNN"));
        QCOMPARE(cells[ui::RunTableModel::State], QStringLiteral("trained"));
        QCOMPARE(cells[ui::RunTableModel::BestAuc], QStringLiteral("0.7000 (2)"));
        QCOMPARE(cells[ui::RunTableModel::LastLoss], QStringLiteral("0.1200 (5)"));
        QCOMPARE(cells[ui::RunTableModel::Epochs], QStringLiteral("5 of 5"));
        auto* epochs = desk.named<QTableWidget>("Epochs of the run");
        QTRY_COMPARE(epochs->rowCount(), 5);   // the newest run is chosen by itself
        QCOMPARE(epochs->item(1, 0)->text(), QStringLiteral("2 (best)"));
    }
    void severalChosenRunsShowInWhatTheyDiffer()
    {
        Desk desk;
        {
            auto workspace = desk.open();
            addRun(workspace, "a", "trained", 3, {{"lr", 0.01}});
            addRun(workspace, "b", "trained", 4, {{"lr", 0.02}, {"top", 50}});
        }
        desk.show();
        auto* table = desk.named<QTableView>("Runs");
        QTRY_COMPARE(table->model()->rowCount(), 2);
        table->selectAll();
        auto* settings = desk.named<QTableWidget>("Settings of the chosen runs");
        QTRY_COMPARE(settings->columnCount(), 3);
        QCOMPARE(settings->rowCount(), 2);
        QCOMPARE(settings->item(0, 0)->text(), QStringLiteral("Most frequent"));
        QCOMPARE(settings->item(1, 1)->text(), QStringLiteral("0.02"));
        QCOMPARE(settings->item(1, 2)->text(), QStringLiteral("0.01"));
        QCOMPARE(desk.named<ui::LearningChart>("Learning curves")->chart()->axes(Qt::Horizontal).size(), 1);
    }
    void rerunWithChangesPrefillsTheForm()
    {
        Desk desk;
        {
            auto workspace = desk.open();
            addRun(workspace, "a", "trained", 3, {{"lr", 0.005}, {"epochs", 77}, {"batch", 9}, {"name", "a"}});
        }
        desk.show();
        auto* again = desk.named<QPushButton>("Rerun with changes");
        QTRY_VERIFY(again->isEnabled());
        again->click();
        auto* form = desk.page->findChild<ui::TrainForm*>();
        QTRY_COMPARE(form->parameters()["epochs"].get<int>(), 77);
        QCOMPARE(form->parameters()["lr"].get<double>(), 0.005);
        QCOMPARE(form->parameters()["batch"].get<int>(), 9);
        QCOMPARE(form->parameters()["name"].get<std::string>(), std::string());
    }
    void anInterruptedRunIsOfferedToBeResumed()
    {
        Desk desk;
        {
            auto workspace = desk.open();
            addRun(workspace, "broken", "training", 3, {{"epochs", 10}});   // its job is gone: the program crashed
        }
        desk.show();
        QTRY_VERIFY(desk.says("was interrupted after 3 of 10 epochs"));
        QVERIFY(desk.named<QPushButton>("Resume it") != nullptr);
        QTRY_VERIFY(desk.named<QPushButton>("Resume")->isEnabled());
    }
    void aNoteIsKeptAndCanBeUndone()
    {
        Desk desk;
        engine::RunId id{};
        {
            auto workspace = desk.open();
            id = addRun(workspace, "a", "trained", 1);
        }
        desk.show();
        auto* notes = desk.named<QLineEdit>("Notes of the chosen run");
        QTRY_VERIFY(notes->isEnabled());
        notes->setFocus();
        QTest::keyClicks(notes, QStringLiteral("good basses"));
        QTest::keyClick(notes, Qt::Key_Return);
        const auto kept = [&] { return desk.open().runs().find(id)->notes; };
        QTRY_COMPARE(kept(), std::string("good basses"));
        QVERIFY(desk.undo.undoText().contains("note of run 1"));
        desk.undo.undo();
        QTRY_COMPARE(kept(), std::string());
    }
    void finishNowIsTheRunsWishWhoeverTrainsIt()
    {
        Desk desk;
        engine::RunId id{};
        engine::JobId job{};
        {
            auto workspace = desk.open();
            id = addRun(workspace, "live", "training", 3, {{"epochs", 10}});
            job = workspace.jobs().create("train", Json::object());
            workspace.jobs().setState(job, "running");   // this process is alive, so its training is
            auto run = *workspace.runs().find(id);
            run.job = job;
            workspace.runs().update(run);
        }
        desk.show();
        auto* finish = desk.named<QPushButton>("Finish now");
        QTRY_VERIFY(finish->isVisible() && finish->isEnabled());
        finish->click();
        QTRY_VERIFY(desk.open().runs().finishAsked(id));
        QVERIFY(!finish->isEnabled());
    }
    void theProgressOfATrainingIsToldInPlainUnits()
    {
        Desk desk;
        desk.show();
        auto* panel = desk.page->findChild<ui::ProgressPanel*>();
        QVERIFY(!panel->isVisible());
        engine::jobs::JobEvent event;
        event.id = engine::JobId{5};
        event.kind = "train";
        event.state = engine::jobs::JobState::Running;
        event.progress = {"training, epoch 2 of 8", 3, 14};
        panel->takeEvent(event);
        QVERIFY(panel->isVisible());
        QVERIFY(desk.says("Epoch 2 of 8"));
        QVERIFY(desk.says("batch 3 of 14"));
        event.state = engine::jobs::JobState::Paused;
        event.progress = {};
        panel->takeEvent(event);
        QVERIFY(desk.says("batch 3 of 14") && desk.says("paused"));
        QVERIFY(desk.named<QPushButton>("Continue") != nullptr);
        event.state = engine::jobs::JobState::Done;
        panel->takeEvent(event);
        QVERIFY(!panel->isVisible());
    }
    void aHundredRunsOpenWithinASecond()
    {
        Desk desk;
        {
            auto workspace = desk.open();
            engine::store::WriteTransaction transaction(workspace.database());
            for (int i = 0; i < 100; ++i)
                addRun(workspace, "run " + std::to_string(i), "trained", 50);
            transaction.commit();
        }
        QElapsedTimer clock;
        clock.start();
        desk.show();
        auto* table = desk.named<QTableView>("Runs");
        QTRY_COMPARE(table->model()->rowCount(), 100);
        QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed())));
    }
};

QTEST_MAIN(tst_train_page)
#include "tst_train_page.moc"
