#include <QtTest>

#include <QAbstractItemView>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QUndoStack>

#include "engine/store/study_store.h"
#include "engine/store/workspace.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/tags/fetch_dialog.h"
#include "ui/pages/tags/leak_cost_dialog.h"
#include "ui/pages/tags/stages_dialog.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

using namespace ui;

namespace {

struct Place {
    QTemporaryDir folder;
    std::filesystem::path workspace = QFile::encodeName(folder.filePath("workspace")).toStdString();
};

/// The services of the window on a workspace that was filled before.
struct DialogDesk {
    StoreThread store;
    JobBridge jobs;
    Selection selection;
    Player player;
    Theme theme;
    QUndoStack undo;
    PageContext context{store, jobs, selection, player, theme, undo, [](const QString&) {}, [](const QString&) {}};

    explicit DialogDesk(const Place& place) : store(place.workspace) { jobs.start(store, {place.workspace, 1, "cpu"}); }
};

template <typename Widget>
Widget* named(QWidget& parent, const QString& name)
{
    for (auto* widget : parent.findChildren<Widget*>())
        if (widget->accessibleName() == name) return widget;
    return nullptr;
}

engine::Json scores(double roc)
{
    const engine::Json row{{"roc_auc", roc}, {"average_precision", 0.3}, {"prevalence", 0.1}, {"over_prevalence", 3.0}, {"tags", 1}};
    auto tag = row;
    tag["tag"] = "rock";
    tag["category"] = "genre";
    return {{"overall", row}, {"categories", {{"genre", row}}}, {"tags", engine::Json::array({tag})}};
}

void everyFieldIsNamed(QWidget& dialog)
{
    for (auto* widget : dialog.findChildren<QWidget*>()) {
        const bool isField = qobject_cast<QLineEdit*>(widget) != nullptr || qobject_cast<QComboBox*>(widget) != nullptr || qobject_cast<QAbstractItemView*>(widget) != nullptr ||
                             qobject_cast<QPushButton*>(widget) != nullptr;
        const bool isInner = widget->parent() != nullptr && (widget->parent()->inherits("QAbstractSpinBox") || widget->parent()->inherits("QComboBoxPrivateContainer"));
        if (isField && !isInner && !widget->inherits("QHeaderView")) QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->metaObject()->className() + QString(" ") + widget->objectName()));
    }
}

}  // namespace

class tst_dataset_dialogs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void theCostOfALeakShowsBothScoresAndMarksTheLeakingOne()
    {
        Place place;
        {
            auto workspace = engine::store::Workspace::openOrCreate(place.workspace);
            engine::store::StudyStore(workspace.database())
                .add("leak_cost", {{"name", "c"}, {"architecture", "musicnn"}, {"split", "s"}, {"epochs", 3}, {"by_tracks", {{"run", 1}, {"name", "c (by tracks)"}, {"roc_auc", 0.7}, {"average_precision", 0.4}}},
                                   {"by_chunks", {{"run", 2}, {"name", "c (by chunks) [LEAKING]"}, {"roc_auc", 0.9}, {"average_precision", nullptr}}},
                                   {"feigned", {{"roc_auc", 0.2}, {"average_precision", nullptr}}}});
        }
        DialogDesk desk(place);
        LeakCostDialog dialog(desk.context, "s");
        dialog.show();
        auto* table = named<QTableWidget>(dialog, "Both scores");
        QTRY_COMPARE(table->rowCount(), 2);
        QVERIFY(table->item(1, 0)->text().contains("LEAKING"));
        QCOMPARE(table->item(1, 0)->foreground().color(), desk.theme.bad());
        QCOMPARE(table->item(0, 1)->text(), QLocale().toString(0.7, 'f', 4));
        QCOMPARE(table->item(1, 2)->text(), QString("undefined"));
        everyFieldIsNamed(dialog);
    }

    void stagesStandBesideWhatWasPublished()
    {
        Place place;
        {
            auto workspace = engine::store::Workspace::openOrCreate(place.workspace);
            auto runs = engine::Json::array();
            for (int stage = 1; stage <= 3; ++stage)
                runs.push_back({{"run", stage}, {"name", "r"}, {"input", "waveform"}, {"stage", stage}, {"own", scores(0.8)}, {"on_stage_1", scores(0.6)}});
            engine::store::StudyStore(workspace.database())
                .add("stages", {{"name", "n"}, {"split", "s"}, {"epochs", 1}, {"tags", 1}, {"runs", runs},
                                {"published", {{"overall", {{"waveform", {{"I", {84.39, 29.41}}, {"II", {82.07, 30.11}}, {"III", {79.17, 34.46}}}}}},
                                               {"per_category", {{"waveform stage 1", {{"genre", {80.0, 30.0}}}}}}, {"per_tag", engine::Json::object()}}}});
        }
        DialogDesk desk(place);
        StagesDialog dialog(desk.context, engine::Json::object());
        dialog.show();
        auto* table = named<QTableWidget>(dialog, "Scores of the stages");
        QTRY_COMPARE(table->rowCount(), 3);
        QCOMPARE(table->item(0, 0)->text(), QString("waveform I"));
        QCOMPARE(table->item(0, 1)->text(), QLocale().toString(80.0, 'f', 2));
        QCOMPARE(table->item(0, 4)->text(), QLocale().toString(60.0, 'f', 2));
        QVERIFY(table->item(2, 7)->text().contains(QLocale().toString(34.46, 'f', 2)));
        auto* scope = named<QComboBox>(dialog, "Scores of");
        scope->setCurrentIndex(scope->findText("Category genre"));
        QVERIFY(table->item(0, 7)->text().contains(QLocale().toString(30.0, 'f', 2)));
        QCOMPARE(table->item(1, 7)->text(), QString(QChar(0x2013)));   // nothing was published of it
        everyFieldIsNamed(dialog);
    }

    void audioThatIsNotHereIsListed()
    {
        Place place;
        {
            auto workspace = engine::store::Workspace::openOrCreate(place.workspace);
            engine::store::Track track;
            track.id = engine::TrackId{7};
            track.library = workspace.tracks().addLibrary("/not/mounted", 0);
            track.path = track.displayPath = "a/one.mp3";
            track.state = engine::store::TrackState::Missing;
            track.errorClass = engine::store::kRemoteClass;
            workspace.tracks().upsert(track);
            workspace.splits().put({{}, "s", 0, {1, 0, 0}, false, "none"}, {{track.id, engine::Part::Train}});
        }
        DialogDesk desk(place);
        FetchDialog dialog(desk.context, "s");
        dialog.show();
        auto* table = named<QTableWidget>(dialog, "Tracks whose audio is needed");
        QTRY_COMPARE(table->rowCount(), 1);
        QCOMPARE(table->item(0, 0)->text(), QString("a/one.mp3"));
        QCOMPARE(table->item(0, 3)->text(), QString("not fetched yet"));
        QVERIFY(!named<QPushButton>(dialog, "Fetch")->isEnabled());
        named<QLineEdit>(dialog, "Mounted folder")->setText(place.folder.path());
        QVERIFY(named<QPushButton>(dialog, "Fetch")->isEnabled());
        everyFieldIsNamed(dialog);
    }
};

QTEST_MAIN(tst_dataset_dialogs)
#include "tst_dataset_dialogs.moc"
