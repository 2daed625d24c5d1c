#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

#include "engine/store/workspace.h"
#include "engine/tasks/task.h"
#include "ui/jobs/job_bridge.h"
#include "ui/models/job_table_model.h"
#include "ui/page_context.h"
#include "ui/pages/jobs/jobs_page.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

/// The log of a job grows while it works, and the reader keeps his place.
class tst_jobs_page : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("Tagbench test"));
        QCoreApplication::setApplicationName(QStringLiteral("tagbench-test"));
    }
    void everyTaskHasANameForPeople()
    {
        for (const auto* task : engine::tasks::allTasks())
            QVERIFY2(ui::jobName(std::string(task->id)) != QString::fromStdString(std::string(task->id)), std::string(task->id).c_str());
    }

    void theChosenJobAndItsStepsAreCopiedAsLines()
    {
        QTemporaryDir folder;
        const std::filesystem::path place = folder.path().toStdString();
        auto workspace = engine::store::Workspace::openOrCreate(place);
        const std::vector<std::pair<std::string, engine::Json>> after{{"evaluate", {{"run", "latest"}}}};
        workspace.jobs().create("split", engine::tasks::withSteps({{"name", "one"}}, after));
        ui::Theme theme;
        ui::Selection selection;
        ui::Player player;
        ui::JobBridge jobs;
        QUndoStack undo;
        ui::StoreThread store(place);
        ui::PageContext context{store, jobs, selection, player, theme, undo, [](const QString&) {}, [](const QString&) {}};
        ui::JobsPage page(context);
        page.show();
        QPushButton* copy = nullptr;
        for (auto* button : page.findChildren<QPushButton*>())
            if (button->accessibleName() == QStringLiteral("Copy as command")) copy = button;
        QVERIFY(copy != nullptr);
        QTRY_VERIFY(page.findChild<QTableView*>()->model()->rowCount() == 1);
        copy->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("tagbench-cli split make --name one &&\ntagbench-cli evaluate latest"));
    }

    void theLogGrowsAndTheReaderKeepsHisPlace()
    {
        QTemporaryDir folder;
        const std::filesystem::path place = folder.path().toStdString();
        auto workspace = engine::store::Workspace::openOrCreate(place);
        const auto job = workspace.jobs().create("train", engine::Json::object());
        workspace.jobs().setState(job, "running");
        for (int line = 1; line <= 200; ++line)
            workspace.jobs().appendLog(job, "line " + std::to_string(line));

        ui::Theme theme;
        ui::Selection selection;
        ui::Player player;
        ui::JobBridge jobs;
        QUndoStack undo;
        ui::StoreThread store(place);
        ui::PageContext context{store, jobs, selection, player, theme, undo, [](const QString&) {}, [](const QString&) {}};
        ui::JobsPage page(context);
        page.resize(800, 600);
        page.show();
        auto* log = page.findChild<QPlainTextEdit*>();
        QTRY_VERIFY(log->toPlainText().endsWith(QStringLiteral("line 200")));
        auto* bar = log->verticalScrollBar();
        QTRY_COMPARE(bar->value(), bar->maximum());   // the end is what one wants to see

        engine::jobs::JobEvent event;
        event.id = job;
        event.kind = "train";
        event.state = engine::jobs::JobState::Running;
        workspace.jobs().appendLog(job, "epoch 1: loss 0.5");
        Q_EMIT jobs.eventArrived(event);
        QTRY_VERIFY(log->toPlainText().endsWith(QStringLiteral("epoch 1: loss 0.5")));
        QCOMPARE(bar->value(), bar->maximum());

        bar->setValue(3);   // who reads further up is left there
        workspace.jobs().appendLog(job, "epoch 2: loss 0.4");
        Q_EMIT jobs.eventArrived(event);
        QTRY_VERIFY(log->toPlainText().endsWith(QStringLiteral("epoch 2: loss 0.4")));
        QCOMPARE(bar->value(), 3);
        QCOMPARE(log->toPlainText().count(QLatin1Char('\n')), 201);
    }
};

QTEST_MAIN(tst_jobs_page)
#include "tst_jobs_page.moc"
