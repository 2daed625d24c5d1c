#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QUndoStack>

#include "evaluated_workspace.h"
#include "ui/jobs/job_bridge.h"
#include "ui/page_context.h"
#include "ui/pages/inspect/nearest_list.h"
#include "ui/pages/inspect/nearest_panel.h"
#include "ui/pages/inspect/reason_tabs.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

using namespace ui;

namespace {

std::filesystem::path workspaceIn(const QTemporaryDir& folder)
{
    return QFile::encodeName(folder.filePath("workspace")).toStdString();
}

/// Ninety tracks, a third each in the parts. Vectors turn with their number: track 3 lies nearest to 0, 6 and so on.
struct Bench {
    QTemporaryDir folder;
    EvaluatedWorkspace made{workspaceIn(folder)};
    StoreThread store{workspaceIn(folder)};
    JobBridge jobs;
    Selection selection;
    Player player;
    Theme theme;
    QUndoStack undo;
    PageContext context{store, jobs, selection, player, theme, undo, [](const QString&) {}, [](const QString&) {}};
    inspect::NearestPanel panel{context};

    explicit Bench(bool hasListened = true)
    {
        auto workspace = engine::store::Workspace::openOrCreate(workspaceIn(folder));
        for (int i = 0; i < EvaluatedWorkspace::kTracks && hasListened; ++i) {
            const auto angle = 0.03F * static_cast<float>(i);
            workspace.predictions().putEmbedding(made.run, "embedding", id(i), std::vector<float>{std::cos(angle), std::sin(angle)});
        }
        jobs.start(store, {workspaceIn(folder), 1, "cpu"});
        panel.resize(250, 500);
        panel.show();
        inspect::TrackPredictions predictions;
        predictions.hasRun = true;
        predictions.run = std::to_string(engine::value(made.run));
        predictions.tags = {{"jazz", 0.9}, {"folk", 0.2}};
        panel.setPredictions(predictions);
    }
    static engine::TrackId id(int track) { return engine::TrackId{static_cast<std::uint64_t>(1000 + track)}; }
    void look(int track) { panel.setFile("/music/track" + std::to_string(track) + ".flac", id(track)); }
    template <typename Widget>
    Widget* find(const QString& accessibleName)
    {
        for (auto* found : panel.findChildren<Widget*>())
            if (found->accessibleName() == accessibleName) return found;
        return nullptr;
    }
    bool ask()
    {
        auto* button = find<QPushButton>("Find the nearest examples");
        button->setFocus();
        button->click();
        return QTest::qWaitFor([&] { return panel.result().has_value(); }, 20000);
    }
    inspect::NearestList* list() { return panel.findChild<inspect::NearestList*>(); }
};

}  // namespace

class tst_nearest_panel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    /// Of the training part alone, the nearest first, labels with the explained tag in front.
    void examplesAreListedWithTheirLabels()
    {
        Bench bench;
        bench.look(2);   // of the test part
        QVERIFY(bench.panel.message().contains("Find compares them all"));
        QVERIFY(!bench.list()->isVisible());
        QVERIFY(bench.ask());
        const auto& examples = bench.panel.result()->examples;
        QCOMPARE(examples.size(), std::size_t{10});
        QCOMPARE(examples[0].track, Bench::id(3));
        QCOMPARE(examples[1].track, Bench::id(0));
        for (const auto& example : examples)
            QCOMPARE((engine::value(example.track) - 1000) % 3, std::uint64_t{0});   // Part::Train
        QCOMPARE(bench.list()->count(), 10);
        QVERIFY(bench.panel.message().startsWith("First learned from these: nearest of 30"));
        QVERIFY2(bench.list()->item(0)->text().startsWith("Track 3 \u2013 Artist 0, 1.000, \u2713 jazz"), qPrintable(bench.list()->item(0)->text()));
        QVERIFY(!bench.list()->item(1)->text().contains("\u2713"));   // folk
        const auto reading = bench.find<QLabel>("What the examples say")->text();
        QVERIFY2(reading.contains("\u2713 jazz: on ") && reading.contains("of these 10, on 33 % of all"), qPrintable(reading));
        QVERIFY(reading.contains("validation and test tracks"));
        // another tag
        QSignalSpy chosen(&bench.panel, &inspect::NearestPanel::tagChosen);
        auto* tag = bench.find<QComboBox>("Tag to look for");
        tag->setCurrentText("folk");
        Q_EMIT tag->textActivated("folk");
        QCOMPARE(chosen.count(), 1);
        QVERIFY(bench.list()->item(1)->text().contains("\u2713 folk"));
        QVERIFY(!bench.list()->item(0)->text().contains("\u2713"));
    }

    void aLearnedTrackIsLeftOutAndSaid()
    {
        Bench bench;
        bench.look(3);
        QVERIFY(bench.ask());
        for (const auto& example : bench.panel.result()->examples)
            QVERIFY(example.track != Bench::id(3));
        QVERIFY(bench.find<QLabel>("What the examples say")->text().contains("this very track"));
    }

    void anotherTrackOrRunForgetsThem()
    {
        Bench bench;
        bench.look(2);
        QVERIFY(bench.ask());
        bench.look(5);
        QVERIFY(!bench.panel.result().has_value());
        QVERIFY(!bench.list()->isVisible());
        QVERIFY(bench.ask());
        bench.panel.setPredictions({});
        QVERIFY(!bench.panel.result().has_value());
    }

    /// An example is opened by Return and by its button; without a sound server Play says why it cannot.
    void anExampleIsOpened()
    {
        Bench bench;
        bench.look(2);
        bench.panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&bench.panel));
        QVERIFY(bench.ask());
        auto* open = bench.find<QPushButton>("Open the example");
        QVERIFY(open->isEnabled());
        bench.list()->setCurrentRow(1);
        open->click();
        QCOMPARE(bench.selection.current(), std::optional(Bench::id(0)));
        QCOMPARE(bench.panel.focusWidget(), bench.list());   // who pressed Find goes on here
        bench.list()->setCurrentRow(0);
        QTest::keyClick(bench.list(), Qt::Key_Return);
        QCOMPARE(bench.selection.current(), std::optional(Bench::id(3)));
        auto* play = bench.find<QPushButton>("Play the example");
        QCOMPARE(play->isEnabled(), bench.player.isAvailable());
        if (!bench.player.isAvailable()) QCOMPARE(play->toolTip(), bench.player.unavailableReason());
    }

    /// On the page Space plays the track; in the list it is the example's.
    void spaceInTheListIsTheExamples()
    {
        Bench bench;
        bench.look(2);
        QVERIFY(bench.ask());
        QAction ofPage(QStringLiteral("Play"), &bench.panel);
        ofPage.setShortcut(Qt::Key_Space);
        ofPage.setShortcutContext(Qt::WidgetWithChildrenShortcut);
        bench.panel.addAction(&ofPage);
        QVERIFY(QTest::qWaitForWindowExposed(&bench.panel));
        bench.panel.activateWindow();
        bench.list()->setFocus();
        QTRY_VERIFY(bench.list()->hasFocus());
        QSignalSpy track(&ofPage, &QAction::triggered), example(bench.list(), &inspect::NearestList::playWanted);
        QTest::keyClick(bench.list(), Qt::Key_Space);
        QCOMPARE(example.size(), 1);
        QCOMPARE(track.size(), 0);
        bench.find<QPushButton>("Find the nearest examples")->setFocus();
        QTest::keyClick(&bench.panel, Qt::Key_Space);
        QCOMPARE(track.size(), 1);
    }

    void aRunThatHasNotListenedIsOfferedTo()
    {
        Bench bench(false);
        bench.look(2);
        auto* hear = bench.find<QPushButton>("Predict the library");
        QVERIFY(!hear->isVisible());
        QVERIFY(bench.ask());
        QVERIFY(hear->isVisible());
        QVERIFY(!bench.list()->isVisible());
        QVERIFY2(bench.panel.message().contains("has not listened yet to the 30 tracks"), qPrintable(bench.panel.message()));
    }

    /// Beside a long list of tags, in the height of a small window: the list of tags gives way, no line is cut off, and the tabs stand still.
    void noLineIsCutOffInASmallWindow()
    {
        Bench bench;
        QWidget box;
        auto* column = new QVBoxLayout(&box);
        auto* tags = new QListWidget;
        tags->setMinimumHeight(60);
        column->addWidget(tags, 1);
        auto* tabs = new inspect::ReasonTabs;
        auto* other = new QWidget;
        new QVBoxLayout(other);
        tabs->addTab(other, "other");
        tabs->addTab(&bench.panel, "examples");
        column->addWidget(tabs);
        box.resize(240, 560);
        box.show();
        tabs->setCurrentIndex(1);
        bench.look(3);
        QVERIFY(bench.ask());
        auto* reading = bench.find<QLabel>("What the examples say");
        QTRY_VERIFY(reading->isVisible() && reading->height() >= reading->heightForWidth(reading->width()));
        QVERIFY(bench.panel.rect().contains(reading->geometry()));
        QVERIFY(tabs->rect().contains(QRect(bench.panel.mapTo(tabs, QPoint()), bench.panel.size())));
        const int top = tabs->y();
        tabs->setCurrentIndex(0);
        QTest::qWait(0);
        QCOMPARE(tabs->y(), top);
        bench.panel.setParent(nullptr);   // the box goes first
    }

    void whatWentWrongIsSaid()
    {
        Bench bench;
        bench.look(2);
        inspect::TrackPredictions other;
        other.run = "77";
        other.tags = {{"jazz", 0.9}};
        bench.panel.setPredictions(other);
        bench.find<QPushButton>("Find the nearest examples")->click();
        QTRY_VERIFY_WITH_TIMEOUT(bench.panel.message().contains("77"), 20000);
        QVERIFY(bench.find<QPushButton>("Find the nearest examples")->isEnabled());
    }
};

QTEST_MAIN(tst_nearest_panel)
#include "tst_nearest_panel.moc"
