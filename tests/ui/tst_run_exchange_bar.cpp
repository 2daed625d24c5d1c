#include <QAction>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

#include "engine/checkpoint/safetensors.h"
#include "engine/store/workspace.h"
#include "ui/jobs/job_bridge.h"
#include "ui/page_context.h"
#include "ui/pages/train/run_exchange_bar.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

namespace {

struct Desk {
    ui::Theme theme;
    ui::Selection selection;
    ui::Player player;
    ui::JobBridge jobs;
    QUndoStack undo;
    ui::StoreThread store;
    ui::PageContext context{store, jobs, selection, player, theme, undo, [](const QString&) {}, [](const QString&) {}};
    ui::RunExchangeBar bar{context};

    explicit Desk(const std::filesystem::path& folder) : store(folder) { jobs.start(store, {folder, 1, "cpu"}); }
    bool says(const QString& part)
    {
        return QTest::qWaitFor([&] { return bar.message().contains(part); }, 10'000);
    }
};

engine::RunId addRun(const std::filesystem::path& folder, const std::string& name)
{
    auto workspace = engine::store::Workspace::openOrCreate(folder);
    workspace.melgrams().putPreset("hash", "sota-96", R"({"name": "sota-96"})");
    engine::store::Run run;
    run.name = name;
    run.architecture = "musicnn";
    run.presetHash = "hash";
    run.tags = {{"rock", "genre"}};
    run.state = "trained";
    run.bestEpoch = 1;
    run.id = workspace.runs().create(run);
    run.folder = "run-1";
    workspace.runs().update(run);
    workspace.runs().putEpoch(run.id, {1, 0.5, 0.8, 0.4, 0.6, 0.7, 0.3, 1e-3, 10, 2});
    std::filesystem::create_directories(workspace.checkpointFolder() / run.folder);
    engine::checkpoint::writeSafetensors(workspace.checkpointFolder() / run.folder / "best.safetensors", {}, {});
    return run.id;
}

}  // namespace

class tst_run_exchange_bar : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("Tagbench test"));
        QCoreApplication::setApplicationName(QStringLiteral("exchange-test"));
    }

    void aRunGoesOutAndComesIntoAnotherWorkspace()
    {
        QTemporaryDir here, there, bundle;
        const auto home = std::filesystem::path(here.path().toStdString()) / "w", away = std::filesystem::path(there.path().toStdString()) / "w";
        const auto folder = std::filesystem::path(bundle.path().toStdString()) / "out";
        const auto run = addRun(home, "mine");
        {
            Desk desk(home);
            QVERIFY(!desk.bar.menu()->actions().front()->isEnabled());   // nothing is chosen
            desk.bar.setRun(run);
            QVERIFY(desk.bar.menu()->actions().front()->isEnabled());
            desk.bar.exportRun(folder);
            QVERIFY2(desk.says("holds the run mine"), qPrintable(desk.bar.message()));
        }
        Desk desk(away);
        QSignalSpy came(&desk.bar, &ui::RunExchangeBar::imported);
        desk.bar.importRun(folder);
        QVERIFY2(desk.says("came in: mine, musicnn, epochs: 1"), qPrintable(desk.bar.message()));
        QCOMPARE(came.size(), 1);
        QVERIFY(desk.bar.isVisibleTo(nullptr));
        desk.bar.importRun(folder);   // a second time: the name is taken
        QVERIFY2(desk.says("mine") && desk.says("already"), qPrintable(desk.bar.message()));
        QCOMPARE(came.size(), 1);
    }

    void aFolderThatIsNoWorkspaceIsRefusedInWords()
    {
        QTemporaryDir here, other;
        Desk desk(std::filesystem::path(here.path().toStdString()) / "w");
        desk.bar.importRun(other.path().toStdString());
        QVERIFY2(desk.says(other.path()), qPrintable(desk.bar.message()));
        desk.bar.setTraining({{"arch", "musicnn"}, {"split", "nowhere"}, {"preset", ""}});
        desk.bar.exportData(std::filesystem::path(other.path().toStdString()) / "data");
        QVERIFY2(desk.says("nowhere"), qPrintable(desk.bar.message()));
    }
};

QTEST_MAIN(tst_run_exchange_bar)
#include "tst_run_exchange_bar.moc"
