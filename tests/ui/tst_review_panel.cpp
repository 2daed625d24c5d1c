#include <QtTest>

#include <QLabel>
#include <QTemporaryDir>
#include <QUndoStack>

#include "engine/store/review_store.h"
#include "evaluated_workspace.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/tags/review_panel.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

using namespace ui;

namespace {

std::filesystem::path bytesOf(const QString& path)
{
    return QFile::encodeName(path).toStdString();
}

struct ReviewDesk {
    QTemporaryDir folder;
    EvaluatedWorkspace made{bytesOf(folder.filePath("w"))};
    StoreThread store{bytesOf(folder.filePath("w"))};
    JobBridge jobs;
    Selection selection;
    Player player;
    Theme theme;
    QUndoStack undo;
    PageContext context{store, jobs, selection, player, theme, undo, [](const QString&) {}, [](const QString&) {}};
    ReviewPanel panel{context};
    engine::store::Workspace reader = engine::store::Workspace::open(bytesOf(folder.filePath("w")), engine::store::Database::Access::ReadOnly);

    ReviewDesk()
    {
        panel.resize(1000, 600);
        panel.show();
        panel.reload();
    }
    QString tag()
    {
        for (auto* label : panel.findChildren<QLabel*>())
            if (label->accessibleName() == "Predicted tag" && label->isVisible()) return label->text();
        return {};
    }
    std::vector<engine::store::ReviewItem> open()
    {
        auto writer = engine::store::Workspace::open(bytesOf(folder.filePath("w")));
        return engine::store::ReviewStore(writer.database()).open(made.run, 0, 1000);
    }
    std::int64_t decided(bool accepted)
    {
        const auto counts = engine::store::ReviewStore(reader.database()).counts();
        return accepted ? counts.accepted : counts.rejected;
    }
};

}  // namespace

class tst_review_panel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void onlyWhatIsOverTheThresholdAndNotOnTheTrackIsAsked()
    {
        ReviewDesk desk;
        const auto items = desk.open();
        QVERIFY(!items.empty());
        const std::map<std::string, double> thresholds{{"folk", 0.5}, {"jazz", 0.45}, {"rock", 0.55}, {"calm", 0.5}, {"rare", 0.5}, {"wild", 0.4}};
        for (const auto& item : items) {
            QVERIFY(item.score >= thresholds.at(item.name));
            for (const auto& tag : desk.reader.tags().ofTrack(item.track))
                QVERIFY(tag.name != item.name);
        }
        QVERIFY(std::is_sorted(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.score > b.score; }));
    }

    void keysAcceptAndRejectAndTheHistoryTakesBack()
    {
        ReviewDesk desk;
        QTRY_VERIFY(!desk.tag().isEmpty());
        const auto before = desk.open();
        QCOMPARE(desk.tag(), QString::fromStdString(before.front().name));
        QTest::keyClick(&desk.panel, Qt::Key_A);
        QTRY_COMPARE(desk.decided(true), 1);
        const auto& first = before.front();
        const auto has = [&] {
            const auto tags = desk.reader.tags().ofTrack(first.track);
            return std::any_of(tags.begin(), tags.end(), [&](const auto& tag) { return tag.name == first.name && tag.source == "user"; });
        };
        QTRY_VERIFY(has());
        QTest::keyClick(&desk.panel, Qt::Key_Left);
        QTRY_COMPARE(desk.decided(false), 1);
        QCOMPARE(desk.open().size(), before.size() - 2);
        QCOMPARE(desk.undo.count(), 2);
        desk.undo.undo();
        desk.undo.undo();
        QTRY_COMPARE(desk.decided(true) + desk.decided(false), 0);
        QTRY_VERIFY(!has());
        QCOMPARE(desk.open().size(), before.size());
        desk.undo.redo();
        QTRY_COMPARE(desk.decided(true), 1);
        QTRY_VERIFY(has());
    }

    void laterPutsItAtTheEndAndDecidesNothing()
    {
        ReviewDesk desk;
        QTRY_VERIFY(!desk.tag().isEmpty());
        QTest::keyClick(&desk.panel, Qt::Key_L);
        QCOMPARE(desk.undo.count(), 0);
        QCOMPARE(desk.decided(true) + desk.decided(false), 0);
    }
};

QTEST_MAIN(tst_review_panel)
#include "tst_review_panel.moc"
