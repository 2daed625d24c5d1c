#include <cmath>
#include <limits>

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

#include "engine/store/workspace.h"
#include "engine/tasks/sweep_plan.h"
#include "engine/tasks/train_setup.h"
#include "ui/jobs/job_bridge.h"
#include "ui/page_context.h"
#include "ui/pages/train/parallel_coordinates.h"
#include "ui/pages/train/sweep_form.h"
#include "ui/pages/train/sweep_panel.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

using engine::Json;

namespace {

template <typename Widget>
Widget* named(QWidget& owner, const QString& name)
{
    for (auto* widget : owner.findChildren<Widget*>())
        if (widget->accessibleName() == name) return widget;
    return nullptr;
}

/// A search of two settings with three of four trials trained; the fourth has not begun.
void addSweep(const QString& folder)
{
    auto workspace = engine::store::Workspace::openOrCreate(folder.toStdString());
    workspace.melgrams().putPreset("hash", "sota-96", R"({"name": "sota-96"})");
    const Json parameters{{"train", {{"arch", "musicnn"}, {"split", "default"}, {"epochs", 2}}}, {"vary", {{"lr", {1e-4, 1e-2}}, {"preset", {"sota-96", "choi"}}}},
                          {"method", "grid"}, {"eta", 1}, {"final", false}, {"name", "s"}};
    const auto job = workspace.jobs().create("sweep", parameters);
    workspace.jobs().finish(job, "cancelled", {}, {});
    for (int trial = 1; trial <= 3; ++trial) {
        engine::store::Run run;
        run.name = "s " + std::to_string(trial);
        run.architecture = "musicnn";
        run.presetHash = "hash";
        run.config = engine::tasks::completeTraining({});
        run.tags = {{"rock", "genre"}};
        run.state = "trained";
        run.bestEpoch = 2;
        run.id = workspace.runs().create(run);
        for (int epoch = 1; epoch <= 2; ++epoch)
            workspace.runs().putEpoch(run.id, {epoch, 0.5, 0.8, 0.4, 0.6, trial == 2 ? 0.9 : 0.5 + 0.1 * trial, 0.3, 1e-3, 10, 2});
    }
}

struct Desk {
    ui::Theme theme;
    ui::Selection selection;
    ui::Player player;
    ui::JobBridge jobs;
    QUndoStack undo;
    ui::StoreThread store;
    ui::PageContext context{store, jobs, selection, player, theme, undo, [](const QString&) {}, [](const QString&) {}};
    ui::SweepPanel panel{context};

    explicit Desk(const QString& folder) : store(folder.toStdString())
    {
        panel.resize(860, 640);
        panel.setReady(true);
        panel.show();
    }
};

}  // namespace

class tst_sweep_panel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("Tagbench test"));
        QCoreApplication::setApplicationName(QStringLiteral("sweep-test"));
    }

    void theFormSaysWhatTheTaskIsTold()
    {
        ui::SweepForm form;
        form.setBase(engine::tasks::completeTraining({{"arch", "fcn"}, {"split", "mine"}, {"epochs", 9}, {"name", "x"}, {"evaluate", true}}));
        named<QCheckBox>(form, "Vary: Mixup")->setChecked(true);
        named<QLineEdit>(form, "Values: Mixup")->setText("0, 0.4, 0.8");
        auto parameters = form.parameters();
        QCOMPARE(QString::fromStdString(parameters["vary"].dump()), QStringLiteral(R"({"lr":[0.0001,0.001],"mixup":[0,0.4,0.8]})"));
        QCOMPARE(parameters["train"]["arch"].get<std::string>(), std::string("fcn"));
        QVERIFY(!parameters["train"].contains("name") && !parameters["train"].contains("evaluate"));
        QCOMPARE(engine::tasks::sweepPoints(parameters["vary"], parameters["method"].get<std::string>(), 0, 0).size(), std::size_t{6});
        QVERIFY2(form.amount().contains("Trials: 6; epochs in all: 63"), qPrintable(form.amount()));   // 6 x 9 and the final run's 9
        form.setEpochSeconds(60);
        QVERIFY2(form.amount().endsWith("about 63 min"), qPrintable(form.amount()));

        // Random with halving: 9 trials of 1 epoch, 3 of them to 3, 1 to 9.
        named<QComboBox>(form, "Way of searching")->setCurrentIndex(1);
        QCOMPARE(named<QLineEdit>(form, "Values: Learning rate")->text(), QStringLiteral("1e-5..1e-2:log"));
        named<QSpinBox>(form, "Number of trials")->setValue(9);
        named<QCheckBox>(form, "Successive halving")->setChecked(true);
        named<QCheckBox>(form, "Final run")->setChecked(false);
        parameters = form.parameters();
        QVERIFY(parameters["vary"]["lr"]["log"].get<bool>());
        QCOMPARE(parameters["eta"].get<int>(), 3);
        QVERIFY2(form.amount().contains("Trials: 9; epochs in all: 21"), qPrintable(form.amount()));
    }

    void nonsenseIsNamed_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("values");
        QTest::newRow("a word for a number") << "Learning rate" << "fast";
        QTest::newRow("out of range") << "Learning rate" << "0.1, 100";
        QTest::newRow("nothing") << "Learning rate" << "";
        QTest::newRow("half a window") << "Batch" << "8, 8.5";
        QTest::newRow("a range of whole numbers") << "Batch" << "8..16";
        QTest::newRow("a range upside down") << "Dropout" << "1..0.5";
    }
    void nonsenseIsNamed()
    {
        QFETCH(QString, setting);
        QFETCH(QString, values);
        ui::SweepForm form;
        QVERIFY(form.problem().isEmpty());
        named<QCheckBox>(form, "Vary: Learning rate")->setChecked(false);
        QVERIFY(!form.problem().isEmpty());   // nothing is varied
        named<QCheckBox>(form, "Vary: " + setting)->setChecked(true);
        named<QLineEdit>(form, "Values: " + setting)->setText(values);
        const bool said = form.problem().contains(setting) || form.problem().contains("range");
        QVERIFY2(said, qPrintable(form.problem()));
        QCOMPARE(form.amount(), form.problem());
        QVERIFY(form.parameters().empty());
    }

    void trialsAreShownAsTheyAreAndTheBestIsMarked()
    {
        QTemporaryDir folder;
        addSweep(folder.path());
        Desk desk(folder.path());
        auto* table = named<QTableWidget>(desk.panel, "Trials of the search");
        QTRY_COMPARE(table->rowCount(), 4);
        const auto& trials = desk.panel.shown()->trials;
        QVERIFY(trials[1].isBest && !trials[0].isBest && !trials[2].isBest);
        QCOMPARE(trials[1].score, 0.9);
        QVERIFY(!trials[3].run && std::isnan(trials[3].score));
        QCOMPARE(table->columnCount(), 6);
        QVERIFY(table->item(1, 0)->text().contains("best"));

        auto* view = desk.panel.findChild<ui::ParallelCoordinates*>();
        view->mark(std::size_t{1});
        QCOMPARE(desk.panel.chosenTrial(), std::optional<std::size_t>(1));
        QVERIFY2(view->valueText().contains("choi") && view->valueText().contains("best"), qPrintable(view->valueText()));
        view->mark(std::size_t{0});
        QVERIFY(desk.panel.chosenTrial() == std::size_t{0});

        // A stretch over the high learning rates keeps trials 3 and 4 in lines and table.
        view->setStretch(0, std::pair(0.6, 1.0));
        QCOMPARE(table->rowCount(), 2);
        QTest::keyClick(view, Qt::Key_Escape);
        QCOMPARE(table->rowCount(), 4);

        QSignalSpy trainings(&desk.panel, &ui::SweepPanel::trainingWanted);
        auto* button = named<QPushButton>(desk.panel, "Best to a final run");
        QTRY_VERIFY(button->isEnabled());
        button->click();
        QCOMPARE(trainings.size(), 1);
        const auto training = trainings[0][0].value<Json>();
        QCOMPARE(training["name"].get<std::string>(), std::string("s final"));
        QCOMPARE(training["preset"].get<std::string>(), std::string("choi"));
        QVERIFY(training["evaluate"].get<bool>());
        QVERIFY(named<QPushButton>(desk.panel, "Go on with it")->isVisible());   // it was cancelled
        QVERIFY(!named<QPushButton>(desk.panel, "Stop search")->isVisible());
    }

    void thePointerMarksTheNearestLineAndADragKeepsAStretch()
    {
        ui::ParallelCoordinates view;
        view.resize(500, 300);
        view.show({{"lr", {}, true}, {"mixup", {}, false}, {"score", {}, false}},
                  {{"a", {1e-4, 0, 0.6}, false}, {"b", {1e-3, 0.4, 0.8}, true}, {"c", {1e-2, 0.8, std::numeric_limits<double>::quiet_NaN()}, false}});
        static_cast<QWidget&>(view).show();
        // The middle of a logarithmic axis is its geometric mean.
        QVERIFY(std::abs(view.placeOf(0, 1e-3).y() - (view.placeOf(0, 1e-4).y() + view.placeOf(0, 1e-2).y()) / 2) < 1e-6);
        const auto middle = (view.placeOf(0, 1e-3) + view.placeOf(1, 0.4)) / 2;
        QTest::mouseMove(&view, middle.toPoint());
        QTRY_COMPARE(view.hovered(), std::optional<std::size_t>(1));
        QVERIFY(!view.marked());
        QTest::mouseClick(&view, Qt::LeftButton, {}, middle.toPoint());
        QCOMPARE(view.marked(), std::optional<std::size_t>(1));

        const auto low = view.placeOf(1, 0.2).toPoint(), high = view.placeOf(1, 1.0).toPoint();
        QTest::mousePress(&view, Qt::LeftButton, {}, low);
        QTest::mouseMove(&view, {high.x(), view.placeOf(1, 0.6).toPoint().y()});
        QTRY_COMPARE(view.kept(), std::vector<std::size_t>{1});
        QTest::mouseRelease(&view, Qt::LeftButton, {}, high);
        QTest::mouseClick(&view, Qt::LeftButton, {}, low);
        QCOMPARE(view.kept().size(), std::size_t{3});
    }

    void keysGoFromWorseToBetter()
    {
        ui::ParallelCoordinates view;
        view.resize(500, 300);
        view.show({{"lr", {}, false}, {"score", {}, false}}, {{"a", {1, 0.7}, false}, {"b", {2, 0.9}, true}, {"c", {2, 0.6}, false}});
        static_cast<QWidget&>(view).show();
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_Up);
        QVERIFY(view.marked() == std::size_t{2});
        QTest::keyClick(&view, Qt::Key_Up);
        QVERIFY(view.marked() == std::size_t{0});
        QTest::keyClick(&view, Qt::Key_Up);
        QTest::keyClick(&view, Qt::Key_Up);
        QVERIFY(view.marked() == std::size_t{1});
        QTest::keyClick(&view, Qt::Key_B);   // those with its learning rate
        QCOMPARE(view.kept(), (std::vector<std::size_t>{1, 2}));
    }

    void anEmptyViewSaysWhatToDo()
    {
        QTemporaryDir folder;
        engine::store::Workspace::openOrCreate(folder.path().toStdString());
        Desk desk(folder.path());
        QTest::qWait(50);
        QVERIFY(!desk.panel.shown());
        QVERIFY(!named<QPushButton>(desk.panel, "Best to a final run")->isEnabled());
        QVERIFY(named<QPushButton>(desk.panel, "Start search")->isEnabled());
    }
};

QTEST_MAIN(tst_sweep_panel)
#include "tst_sweep_panel.moc"
