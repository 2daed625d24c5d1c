#include <cmath>

#include <QSettings>
#include <QTemporaryDir>
#include <QUndoStack>

#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/inspect/inspect_page.h"
#include "ui/pages/inspect/lanes_panel.h"
#include "ui/pages/inspect/model_choice.h"
#include "ui/pages/inspect/prediction_panel.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

using namespace ui;

namespace {

std::filesystem::path reference(const std::string& relative)
{
    const char* set = std::getenv("TAGBENCH_REFERENCE");
    const auto root = set != nullptr ? std::filesystem::path(set) : std::filesystem::path(TAGBENCH_SOURCE_DIR) / ".." / "shared" / "reference";
    return root / "models" / relative;
}

/// The Inspect page on a workspace that outlives it.
struct Desk {
    StoreThread store;
    JobBridge jobs;
    Selection selection;
    Player player;
    Theme theme;
    QUndoStack undo;
    PageContext context{store, jobs, selection, player, theme, undo, [](const QString&) {}, [](const QString&) {}};
    InspectPage page{context};

    explicit Desk(const QTemporaryDir& folder) : store(QFile::encodeName(folder.filePath("workspace")).toStdString())
    {
        jobs.start(store, {QFile::encodeName(folder.filePath("workspace")).toStdString(), 1, "cpu"});
        page.resize(1100, 800);
        page.show();
    }
    bool import(const std::string& arch, const std::string& name)
    {
        engine::Json parameters{{"name", name}, {"arch", arch}};
        engine::tasks::putPath(parameters, "file", reference("checkpoints/" + arch + "_mtat.pth"));
        engine::tasks::putPath(parameters, "tags", reference("tags/mtat.txt"));
        bool done = false;
        const auto connection = QObject::connect(&jobs, &JobBridge::eventArrived, &page, [&](const engine::jobs::JobEvent& event) {
            done = done || (event.kind == "model_import" && event.state == engine::jobs::JobState::Done);
        });
        jobs.submit("model_import", parameters);
        const bool came = QTest::qWaitFor([&] { return done; }, 20000);
        QObject::disconnect(connection);
        return came;
    }
    /// As a user does: by the text, with the signal of a click.
    void choose(const QString& part)
    {
        auto& box = page.predictions().models();
        const int at = box.findText(part, Qt::MatchContains);
        box.setCurrentIndex(at);
        Q_EMIT box.activated(at);
    }
    QString maker() const { return page.findChild<inspect::PredictionPanel*>()->bars().accessibleDescription(); }
    bool heardBy(const QString& name)
    {
        return QTest::qWaitFor([&] { return !page.predictions().bars().tags().empty() && maker().startsWith(name + " (run"); }, 30000);
    }
};

}  // namespace

class tst_inspect_models : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("tagbench-test");
        QCoreApplication::setApplicationName("inspect-models-test");
        QSettings().clear();
        if (!std::filesystem::exists(reference("checkpoints"))) QSKIP("reference data are absent");
    }
    void cleanup() { QSettings().clear(); }

    void withoutRunsThereIsNothingToChoose()
    {
        QTemporaryDir folder;
        Desk desk(folder);
        QVERIFY(!desk.page.predictions().models().isVisibleTo(&desk.page));
        QVERIFY(desk.page.predictions().models().chosen() == nullptr);
    }

    /// Two published networks hear the same clip. The probabilities are those of the reference; the page says who spoke; its time goes on.
    void theChosenModelListensAtOnceAndSaysWhoItIs()
    {
        QTemporaryDir folder;
        Desk desk(folder);
        QVERIFY(desk.import("fcn", "published fcn"));
        QVERIFY(desk.import("musicnn", "published musicnn"));
        auto& box = desk.page.predictions().models();
        QTRY_COMPARE(box.count(), 3);
        desk.selection.setFile(reference("clips/clip_b_16k.flac"));
        desk.choose("published fcn");
        QVERIFY(desk.heardBy("published fcn"));
        QCOMPARE(desk.page.predictions().bars().tags().size(), std::size_t{50});
        QVERIFY(desk.maker().contains("not stored"));
        QVERIFY(desk.page.lanes().taggram().isVisibleTo(&desk.page));
        const auto first = desk.page.predictions().bars().tags().front();

        // The latest of three wishes in a row is the one that is answered.
        desk.choose("published musicnn");
        desk.choose("published fcn");
        desk.choose("published musicnn");
        QVERIFY(desk.heardBy("published musicnn"));
        QTest::qWait(400);   // an answer of the others would have come by now
        QVERIFY(desk.maker().startsWith("published musicnn"));
        QVERIFY(std::abs(desk.page.predictions().bars().tags().front().probability - first.probability) > 1e-6);
    }

    void anotherFileIsHeardByTheSameModelAndAnEmptySelectionByNone()
    {
        QTemporaryDir folder;
        Desk desk(folder);
        QVERIFY(desk.import("musicnn", "ours"));
        QTRY_COMPARE(desk.page.predictions().models().count(), 2);
        desk.choose("ours");
        desk.selection.setFile(reference("clips/clip_b_16k.flac"));
        QVERIFY(desk.heardBy("ours"));
        desk.selection.setFile(reference("clips/clip_c_16k.flac"));
        QVERIFY(desk.page.predictions().bars().tags().empty());   // never the other file's tags
        QVERIFY(desk.heardBy("ours"));
        desk.selection.setFile(reference("clips/clip_b_16k.flac"));
        desk.selection.setTracks({});
        QVERIFY(desk.page.predictions().bars().tags().empty());
        QTest::qWait(500);
        QVERIFY(desk.page.predictions().bars().tags().empty());
    }

    void theChoiceComesBackWithTheNextWindow()
    {
        QTemporaryDir folder;
        {
            Desk desk(folder);
            QVERIFY(desk.import("musicnn", "kept"));
            QTRY_COMPARE(desk.page.predictions().models().count(), 2);
            desk.choose("kept");
        }
        Desk desk(folder);
        QTRY_VERIFY(desk.page.predictions().models().chosen() != nullptr);
        QCOMPARE(desk.page.predictions().models().chosen()->name, std::string("kept"));
        QTemporaryDir other;
        Desk elsewhere(other);
        QTest::qWait(100);
        QVERIFY(elsewhere.page.predictions().models().chosen() == nullptr);
        QCOMPARE(QSettings().value("inspect/model").toString(), QStringLiteral("kept"));   // a workspace without it forgets nothing
    }

    void aHiddenPageLetsNobodyListen()
    {
        QTemporaryDir folder;
        Desk desk(folder);
        QVERIFY(desk.import("musicnn", "ours"));
        QTRY_COMPARE(desk.page.predictions().models().count(), 2);
        desk.choose("ours");
        desk.page.hide();
        int jobs = 0;
        connect(&desk.jobs, &JobBridge::eventArrived, &desk.page, [&](const auto& event) { jobs += event.kind == "predict" ? 1 : 0; });
        desk.selection.setFile(reference("clips/clip_b_16k.flac"));
        QTest::qWait(500);
        QCOMPARE(jobs, 0);
        desk.page.show();
        QVERIFY(desk.heardBy("ours"));
    }
};

QTEST_MAIN(tst_inspect_models)
#include "tst_inspect_models.moc"
