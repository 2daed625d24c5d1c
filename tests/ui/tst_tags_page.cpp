#include <QtTest>

#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QUndoStack>

#include "engine/store/workspace.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/tags/distance_chart.h"
#include "ui/pages/tags/distances_view.h"
#include "ui/pages/tags/mapping_model.h"
#include "ui/pages/tags/tag_models.h"
#include "ui/pages/tags/tags_page.h"
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

/// Twenty tracks; "Rock music" on ten, "hapy" on five, "genre/Jazz" on all.
void fill(const QString& folder)
{
    auto workspace = engine::store::Workspace::openOrCreate(bytesOf(folder));
    const auto library = workspace.tracks().addLibrary("/music", 0);
    for (std::uint64_t id = 1; id <= 20; ++id) {
        engine::store::Track track;
        track.id = engine::TrackId{id};
        track.library = library;
        track.path = track.displayPath = std::to_string(id) + ".wav";
        track.artist = "Artist " + std::to_string(id % 7);
        workspace.tracks().upsert(track);
        const auto tag = [&](const char* name, const char* type) { workspace.tags().set(track.id, workspace.tags().ensure(name, type), "import:x.csv"); };
        tag("Jazz", "genre");
        if (id % 2 == 0) tag("Rock music", "user-defined");
        if (id % 4 == 0) tag("hapy", "user-defined");
    }
}

struct TagsDesk {
    QTemporaryDir folder;
    bool filled;
    StoreThread store;
    JobBridge jobs;
    Selection selection;
    Player player;
    Theme theme;
    QUndoStack undo;
    QString shownPage;
    PageContext context{store, jobs, selection, player, theme, undo, [](const QString&) {}, [this](const QString& page) { shownPage = page; }};
    TagsPage page{context};

    explicit TagsDesk(bool withTags) : filled((withTags ? fill(folder.filePath("workspace")) : void(), withTags)), store(bytesOf(folder.filePath("workspace")))
    {
        jobs.start(store, {bytesOf(folder.filePath("workspace")), 1, "cpu"});
        page.resize(1200, 700);
        page.show();
    }
    template <typename Widget>
    Widget* named(const QString& name)
    {
        for (auto* widget : page.findChildren<Widget*>())
            if (widget->accessibleName() == name) return widget;
        return nullptr;
    }
    int jobsOf(const std::string& kind)
    {
        auto workspace = engine::store::Workspace::open(bytesOf(folder.filePath("workspace")), engine::store::Database::Access::ReadOnly);
        const auto jobs = workspace.jobs().list();
        return static_cast<int>(std::count_if(jobs.begin(), jobs.end(), [&](const auto& job) { return job.kind == kind; }));
    }
    void press(const QString& name, int tab)
    {
        page.findChild<QTabWidget*>()->setCurrentIndex(tab);
        for (auto* button : page.findChildren<QPushButton*>())
            if (button->accessibleName() == name && button->isVisible()) return button->click();
        QFAIL("no such button");
    }
};

}  // namespace

class tst_tags_page : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void theVocabularyIsNarrowedByTypeAndWords()
    {
        VocabularyModel model;
        model.setTags({{engine::TagId{1}, "Rock", "genre", 5}, {engine::TagId{2}, "calm", "mood", 9}, {engine::TagId{3}, "hard rock", "genre", 2}});
        QCOMPARE(model.index(0, 0).data().toString(), QString("calm"));   // most frequent first
        model.narrow("genre", "");
        QCOMPARE(model.rowCount(), 2);
        model.narrow("", "ROCK");
        QCOMPARE(model.rowCount(), 2);
        model.sort(VocabularyModel::Name, Qt::AscendingOrder);
        QCOMPARE(model.index(0, 0).data().toString(), QString("hard rock"));
        QCOMPARE(model.facets().front(), (std::pair<QString, int>("genre", 2)));
    }

    void cleanedTagsShowOnlyWhatChangesUnlessAsked()
    {
        CleaningModel model;
        engine::store::CleaningRow kept{engine::TagId{1}, "rock", 3, 2, "genre", "rock", "exact", "is in the list", false};
        auto changed = kept;
        changed.name = "rock music";
        model.setRows({kept, changed});
        QCOMPARE(model.rowCount(), 1);
        model.narrow("", false);
        QCOMPARE(model.rowCount(), 2);
        model.narrow("music", false);
        QCOMPARE(model.rowCount(), 1);
    }

    void anEmptyWorkspaceSaysWhatToDo()
    {
        TagsDesk desk(false);
        QTRY_VERIFY([&] {
            for (auto* label : desk.page.findChildren<QLabel*>())
                if (label->isVisible() && label->text().startsWith("No tags yet")) return true;
            return false;
        }());
    }

    void facetsAndDetailsFollowTheVocabulary()
    {
        TagsDesk desk(true);
        auto* facets = desk.named<QListWidget>("Types of tags");
        auto* table = desk.named<QTableView>("Tags");
        QTRY_COMPARE(facets->count(), 3);
        QCOMPARE(table->model()->rowCount(), 3);
        facets->setCurrentRow(1);   // user-defined: two tags
        QCOMPARE(table->model()->rowCount(), 2);
        table->selectRow(0);
        QTRY_VERIFY(desk.named<QTableWidget>("Tags that share tracks with the chosen one")->rowCount() == 2);
        desk.press("Show its tracks", 0);
        QTRY_COMPARE(desk.shownPage, QString("library"));
        QCOMPARE(desk.selection.tracks().size(), std::size_t{10});
    }

    void anImportIsPreviewedThenDone()
    {
        TagsDesk desk(true);
        QFile file(desk.folder.filePath("set.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("path,tags\n1.wav,new tag\n/etc/passwd,bad\n");
        file.close();
        auto* table = desk.named<QTableView>("Tags");
        QTRY_COMPARE(table->model()->rowCount(), 3);
        desk.named<QLineEdit>("Data set")->setText(file.fileName());
        desk.press("Preview", 1);
        auto* rows = desk.named<QTableWidget>("Rows of the import");
        QTRY_COMPARE(rows->columnCount(), 2);   // the refused ones first: they need attention
        QCOMPARE(rows->item(0, 0)->text(), QString("3"));
        auto* which = desk.named<QComboBox>("List shown");
        QCOMPARE(which->count(), 5);
        which->setCurrentIndex(0);
        QTRY_COMPARE(rows->columnCount(), 6);
        QCOMPARE(rows->item(0, 1)->text(), QString("1.wav"));
        QCOMPARE(table->model()->rowCount(), 3);
        desk.press("Import", 1);
        QTRY_COMPARE(table->model()->rowCount(), 4);
    }

    void cleaningShowsBeforeAfterAndWhyAndIsTakenBack()
    {
        TagsDesk desk(true);
        desk.press("Clean", 2);
        auto* rows = desk.named<QTableView>("Cleaned tags");
        QTRY_COMPARE(rows->model()->rowCount(), 2);
        QCOMPARE(rows->model()->index(0, CleaningModel::Before).data().toString(), QString("Rock music"));
        QCOMPARE(rows->model()->index(0, CleaningModel::After).data().toString(), QString("rock"));
        QVERIFY(!rows->model()->index(0, CleaningModel::Why).data().toString().isEmpty());
        rows->selectRow(0);
        desk.press("Keep apart", 2);
        QTRY_COMPARE(rows->model()->index(0, CleaningModel::After).data().toString(), QString("(nothing)"));
        QTRY_VERIFY(rows->model()->index(0, CleaningModel::Why).data().toString().contains("locked"));
        desk.press("Take back", 2);
        QTRY_COMPARE(rows->model()->rowCount(), 1);   // the locked decision stays
    }

    void theMappingIsEditedAndTakenBackInTheWindow()
    {
        TagsDesk desk(true);
        desk.page.findChild<QTabWidget*>()->setCurrentIndex(3);
        auto* mapping = desk.named<QTableView>("Mapping of the tags");
        QTRY_COMPARE(mapping->model()->rowCount(), 3);
        desk.press("Merge", 3);
        QTRY_VERIFY(desk.named<QPushButton>("Out of use")->isEnabled());
        const auto called = [&](int row) { return mapping->model()->index(row, MappingModel::VocabularyTag).data().toString(); };
        QCOMPARE(called(2), QString("hapy"));
        QVERIFY(mapping->model()->setData(mapping->model()->index(2, MappingModel::VocabularyTag), "happy"));
        QTRY_COMPARE(called(2), QString("happy"));
        QCOMPARE(mapping->model()->index(2, MappingModel::Why).data().toString(), QString("by you"));
        desk.undo.undo();
        QTRY_COMPARE(called(2), QString("hapy"));
        desk.undo.redo();
        QTRY_COMPARE(called(2), QString("happy"));
        mapping->selectAll();
        desk.named<QLineEdit>("Name in the vocabulary")->setText("one");
        desk.named<QComboBox>("Type in the vocabulary")->setCurrentText("mood");
        desk.press("Call the chosen so", 3);
        QTRY_COMPARE(called(0), QString("one"));
        auto workspace = engine::store::Workspace::open(bytesOf(desk.folder.filePath("workspace")), engine::store::Database::Access::ReadOnly);
        QCOMPARE(workspace.tags().tracksOf(workspace.tags().ensure("one", "mood"), "merged").size(), std::size_t{20});
        desk.press("Out of use", 3);
        QTRY_VERIFY(!desk.named<QPushButton>("Out of use")->isEnabled());
    }

    void aSplitIsMadeAndItsProofShown()
    {
        TagsDesk desk(true);
        desk.press("Make split", 4);
        QTRY_VERIFY([&] {
            for (auto* label : desk.page.findChildren<QLabel*>())
                if (label->isVisible() && label->text().startsWith("No leaks")) return true;
            return false;
        }());
        desk.named<QLineEdit>("Ratio or count")->setText("2x");
        desk.press("Resample", 4);
        auto workspace = engine::store::Workspace::open(bytesOf(desk.folder.filePath("workspace")), engine::store::Database::Access::ReadOnly);
        const auto split = workspace.splits().find("default");
        QVERIFY(split.has_value());
        const auto members = workspace.splits().members(split->id);
        const auto training = std::count_if(members.begin(), members.end(), [](const auto& member) { return member.part == engine::Part::Train; });
        QTRY_COMPARE(workspace.splits().occurrences(split->id).size(), static_cast<std::size_t>(training));   // all of it, twice
    }

    void theListOfWhatCollapsesFollowsThePercentile()
    {
        Theme theme;
        DistancesView view(theme);
        view.setDistances({{"parameters", {{"percentile", 0.001}}},
                           {"targets", {{{"target", "rock"}, {"category", "genre"}, {"mean", 1.0}, {"deviation", 0.2}, {"low", 0}, {"bin_width", 0.5}, {"bins", {1, 3, 2}},
                                         {"near", {{{"tag", "a"}, {"tracks", 3}, {"distance", 0.3}}, {{"tag", "b"}, {"tracks", 1}, {"distance", 0.6}}}}}}}});
        view.resize(700, 500);
        view.show();
        QTableWidget *targets = nullptr, *near = nullptr;
        for (auto* table : view.findChildren<QTableWidget*>())
            (table->accessibleName() == "Targets of stage 3" ? targets : near) = table;
        QCOMPARE(targets->item(0, 1)->text(), QLocale().toString(0.382, 'f', 3));   // 1 - 3.0902 * 0.2
        QCOMPARE(targets->item(0, 2)->text(), QString("1"));
        QCOMPARE(near->item(1, 3)->text(), QString("stays apart"));
        view.setPercentile(0.05);   // 1 - 1.6449 * 0.2 = 0.671
        QCOMPARE(targets->item(0, 2)->text(), QString("2"));
        QCOMPARE(near->item(1, 3)->text(), QString("rock"));
        QSignalSpy dragged(&view, &DistancesView::percentileChosen);
        auto* chart = view.findChild<DistanceChart*>();
        QTest::mouseClick(chart, Qt::LeftButton, {}, QPoint(chart->width() * 2 / 3, chart->height() / 2));   // at the mean or beyond
        QCOMPARE(dragged.count(), 1);
        QCOMPARE(dragged.first().first().toDouble(), 0.5);
        QTest::keyClick(chart, Qt::Key_Left);
        QVERIFY(dragged.last().first().toDouble() < 0.5);
    }

    void thePipelineRunsWhatIsStaleAndNothingElse()
    {
        TagsDesk desk(true);
        auto* split = desk.named<QAbstractButton>("Split");
        auto* checked = desk.named<QAbstractButton>("Checked");
        QTRY_VERIFY(split->accessibleDescription().startsWith("to be made"));
        desk.press("Make split", 4);
        QTRY_VERIFY(split->accessibleDescription().startsWith("up to date"));
        desk.press("Run what is stale", 4);
        QTRY_VERIFY(checked->accessibleDescription().startsWith("up to date"));   // the tracks have no sound, which is a list and no end
        QCOMPARE(desk.jobsOf("split"), 1);
        desk.named<QComboBox>("Keep together")->setCurrentIndex(2);
        QTRY_VERIFY(split->accessibleDescription().startsWith("other settings"));
    }

    void everyFieldAndTableHasAnAccessibleName()
    {
        TagsDesk desk(true);
        for (auto* widget : desk.page.findChildren<QWidget*>()) {
            const bool isField = qobject_cast<QLineEdit*>(widget) != nullptr || qobject_cast<QComboBox*>(widget) != nullptr || qobject_cast<QAbstractItemView*>(widget) != nullptr ||
                                 qobject_cast<QPushButton*>(widget) != nullptr;
            const bool isInner = widget->parent() != nullptr && (widget->parent()->inherits("QAbstractSpinBox") || widget->parent()->inherits("QComboBoxPrivateContainer"));
            if (isField && !isInner && !widget->inherits("QHeaderView")) QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->metaObject()->className() + QString(" ") + widget->objectName()));
        }
    }
};

QTEST_MAIN(tst_tags_page)
#include "tst_tags_page.moc"
