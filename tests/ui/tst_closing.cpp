#include <algorithm>

#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QMainWindow>
#include <QMessageBox>
#include <QProgressBar>
#include <QTimer>

#include "desk.h"
#include "ui/window/resume_bar.h"
#include "ui/window/status_line.h"

namespace fs = std::filesystem;

namespace {

/// Presses a button of the question that close() asks, once it is there.
void answerWith(const QString& button)
{
    auto* timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, button] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (box == nullptr) return;
        for (auto* found : box->buttons())
            if (found->text() == button) found->click();
        timer->deleteLater();
    });
    timer->start(20);
}

}  // namespace

class tst_closing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { isolateProfile(QStringLiteral("tagbench-closing")); }
    void init() { QSettings().clear(); }

    void closingInterruptsAndTheNextStartOffersToGoOn()
    {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        constexpr int kFiles = 3000;
        writeManyTones(root / "music", kFiles);
        {
            Desk desk(root / "workspace");
            QVERIFY(desk.settle());
            QVERIFY(!desk.window.findChild<ui::ResumeBar*>()->isVisible());
            desk.window.open({root / "music"});
            QVERIFY(QTest::qWaitFor([&] { return desk.window.library().model().rowCount() > 0; }, 30'000));
            answerWith(QStringLiteral("Keep working"));
            QVERIFY(!desk.window.close());
            answerWith(QStringLiteral("Close"));
            QVERIFY(desk.window.close());
        }
        {
            auto workspace = engine::store::Workspace::open(root / "workspace");
            QCOMPARE(workspace.jobs().list().front().state, std::string("interrupted"));
            QVERIFY(workspace.tracks().count() < kFiles);
        }
        Desk desk(root / "workspace");
        QVERIFY(desk.settle());
        auto* bar = desk.window.findChild<ui::ResumeBar*>();
        QTRY_VERIFY(bar->isVisible());
        desk.button(QStringLiteral("Resume the interrupted jobs"))->click();
        QVERIFY(!bar->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(desk.window.library().model().rowCount(), kFiles, 60'000);
        QVERIFY(desk.settle());
        QCOMPARE(engine::store::Workspace::open(root / "workspace").jobs().list().front().state, std::string("done"));
    }

    void aBriefJobIsNotOfferedAgain()
    {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        {
            auto workspace = engine::store::Workspace::openOrCreate(root);
            for (const char* kind : {"explain", "scan"})
                workspace.jobs().setState(workspace.jobs().create(kind, engine::Json::object()), "interrupted");
        }
        Desk desk(root);
        QVERIFY(desk.settle());
        auto* bar = desk.window.findChild<ui::ResumeBar*>();
        QTRY_VERIFY(bar->isVisible());
        const auto texts = bar->findChildren<QLabel*>();
        QVERIFY(std::ranges::any_of(texts, [](const auto* label) { return label->text().contains(QStringLiteral("#2")) && !label->text().contains(QStringLiteral("#1")); }));
    }

    void aMessageHasTheStatusLineToItself()
    {
        QTemporaryDir folder;
        Desk desk(folder.path().toStdString());
        desk.window.show();
        QVERIFY(desk.settle());
        auto* line = desk.window.findChild<ui::StatusLine*>();
        auto* progress = line->findChild<QProgressBar*>();
        engine::jobs::JobEvent event;
        event.id = engine::JobId{7};
        event.kind = "train";
        event.state = engine::jobs::JobState::Running;
        line->showMessage(QStringLiteral("See and hear one track"));
        Q_EMIT desk.jobs.eventArrived(event);
        QVERIFY(!progress->isVisible());
        line->clearMessage();
        QVERIFY(progress->isVisible());
        line->showMessage(QStringLiteral("See and hear one track"));
        QVERIFY(!progress->isVisible());
    }

    void theDocksOfTheLibraryComeBackWhereTheyWere()
    {
        QTemporaryDir folder;
        {
            Desk desk(folder.path().toStdString());
            QVERIFY(desk.settle());
            desk.window.showPage(QStringLiteral("library"));
            auto* docks = desk.window.findChild<QMainWindow*>(QStringLiteral("libraryDocks"));
            QVERIFY(docks != nullptr);
            auto* details = docks->findChild<QDockWidget*>(QStringLiteral("details"));
            docks->addDockWidget(Qt::BottomDockWidgetArea, details);
            docks->findChild<QDockWidget*>(QStringLiteral("folders"))->toggleViewAction()->trigger();
            QVERIFY(desk.window.close());
        }
        Desk desk(folder.path().toStdString());
        QVERIFY(desk.settle());
        desk.window.showPage(QStringLiteral("library"));
        auto* docks = desk.window.findChild<QMainWindow*>(QStringLiteral("libraryDocks"));
        QCOMPARE(docks->dockWidgetArea(docks->findChild<QDockWidget*>(QStringLiteral("details"))), Qt::BottomDockWidgetArea);
        QVERIFY(docks->findChild<QDockWidget*>(QStringLiteral("folders"))->isHidden());
    }
};

QTEST_MAIN(tst_closing)
#include "tst_closing.moc"
