#include <QtTest>

#include <algorithm>
#include <set>

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QDoubleSpinBox>
#include <QProcess>
#include <QSpinBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QComboBox>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QUndoStack>

#include "engine/store/playlist_store.h"
#include "tests/engine/tasks/joint_bench.h"
#include "tests/ui/desk.h"
#include "ui/pages/search/hit_model.h"
#include "ui/pages/search/playlist_panel.h"
#include "ui/pages/search/search_form.h"
#include "ui/pages/search/search_page.h"
#include "ui/pages/search/words_panel.h"

using namespace ui;
using search::HitModel;

namespace {

/// The page on a workspace with made-up predictions of three genres, four tracks an artist.
struct SearchDesk {
    MapBench bench;
    const std::int64_t joint;   ///< metric model
    Theme theme;
    Selection selection;
    Player player;
    QUndoStack undo;
    JobBridge jobs;
    StoreThread store{bench.workspace.folder()};
    QStringList said, pages;
    PageContext context{store, jobs, selection, player, theme, undo, [this](const QString& text) { said << text; }, [this](const QString& name) { pages << name; }};
    SearchPage page{context};

    /// unplaced: with a metric model that does not know so many tracks; -1 = none was trained.
    explicit SearchDesk(int unplaced = -1) : joint(unplaced < 0 ? 0 : addJointSpace(bench, static_cast<std::size_t>(unplaced)))
    {
        jobs.start(store, {bench.workspace.folder(), 1, "cpu"});
        page.resize(1280, 760);
        page.show();
    }
    bool type(const QString& words)
    {
        page.form().words().setText(words);
        return QTest::qWaitFor([this] { return page.isUpToDate(); }, 20000);
    }
    bool settle()
    {
        return QTest::qWaitFor([this] { return page.isUpToDate(); }, 20000);
    }
    std::set<std::size_t> genres()
    {
        std::set<std::size_t> found;
        for (const auto& row : page.hits().rows())
            found.insert(bench.genreOf[value(row.hit.track) - 1000]);
        return found;
    }
    QPushButton* button(const char* name)
    {
        for (auto* found : page.findChildren<QPushButton*>())
            if (found->accessibleName() == QLatin1String(name)) return found;
        return nullptr;
    }
    QString cell(int row, int column) { return page.hits().data(page.hits().index(row, column), Qt::DisplayRole).toString(); }
};

}  // namespace

class tst_search_page : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { isolateProfile(QStringLiteral("tst_search_page")); }

    void whatTheModelKnowsIsSaidBeforeAnythingIsTyped()
    {
        SearchDesk desk;
        QTRY_VERIFY(desk.page.hintText().contains(QStringLiteral("genre 0 · genre 1 · genre 2")));
        QCOMPARE(desk.page.hits().rowCount(), 0);
        QVERIFY(desk.page.methodText().isEmpty());
    }

    void resultsFollowTheLettersAndSayWhy()
    {
        SearchDesk desk;
        QAbstractItemModelTester tester(&desk.page.hits());
        QVERIFY(desk.type("\"genre 2\""));
        QCOMPARE(desk.page.hits().rowCount(), 50);
        QCOMPARE(desk.bench.genreOf[value(desk.page.hits().rows().front().hit.track) - 1000], std::size_t{2});
        QCOMPARE(desk.page.methodText(), QStringLiteral("Answered by: predicted tags of run 1 (made-up) - no metric model was trained yet"));
        QVERIFY(desk.cell(0, HitModel::Why).startsWith(QStringLiteral("genre 2 0.8")) || desk.cell(0, HitModel::Why).startsWith(QStringLiteral("genre 2 0.9")));
        QVERIFY(desk.type("xylophone"));
        QVERIFY(desk.page.hintText().contains(QStringLiteral("genre 0")));   // the failure names tags that are known
        QVERIFY(desk.type(""));
        QVERIFY(desk.page.hintText().startsWith(QStringLiteral("Type what you want to hear")));
    }

    void onlyTheNewestOfManyQuestionsIsShown()
    {
        SearchDesk desk;
        for (int i = 0; i < 40; ++i)
            desk.page.form().words().setText(i % 2 == 0 ? "\"genre 1\"" : "\"genre 0\" -\"genre 1\"");
        desk.page.form().words().setText("\"genre 2\"");
        QVERIFY(desk.settle());
        QCOMPARE(desk.page.hits().rows().front().hit.reasons.front().tag, std::string("genre 2"));
        desk.page.form().words().setText("\"genre 0\"");
        desk.page.form().words().clear();   // an answer that comes after that is nobody's
        QTest::qWait(0);
        QVERIFY(desk.page.isUpToDate());
        QVERIFY(desk.settle());
        QCOMPARE(desk.page.hits().rowCount(), 0);
    }

    void tracksOfAnyPageAreWhatTheSearchIsLike()
    {
        SearchDesk desk;
        QVERIFY(!desk.button("Like the chosen tracks")->isEnabled());
        desk.selection.setTracks({desk.bench.tracks[1], desk.bench.tracks[4]});
        desk.button("Like the chosen tracks")->click();
        QTRY_COMPARE(desk.page.form().like().size(), std::size_t{2});
        QVERIFY(desk.settle());
        QCOMPARE(desk.page.hits().rows().size(), std::size_t{50});
        for (const auto& row : desk.page.hits().rows())
            QVERIFY(row.hit.track != desk.bench.tracks[1] && row.hit.track != desk.bench.tracks[4]);
        QCOMPARE(desk.bench.genreOf[value(desk.page.hits().rows().front().hit.track) - 1000], std::size_t{1});
        QVERIFY(desk.page.methodText().contains(QStringLiteral("tag space of run 1")));
        QVERIFY(desk.cell(0, HitModel::Why).startsWith(QStringLiteral("genre 1")));
        // A click on the track takes it away again.
        for (auto* chip : desk.page.findChildren<QAbstractButton*>())
            if (chip->accessibleName().startsWith(QStringLiteral("No longer like"))) {
                chip->click();
                break;
            }
        QCOMPARE(desk.page.form().like().size(), std::size_t{1});
        // From elsewhere: as the library's menu, Inspect and Explore do it.
        desk.selection.setTracks({desk.bench.tracks[2]});
        desk.selection.wantSimilar();
        QTRY_COMPARE(desk.page.form().like(), std::vector{desk.bench.tracks[2]});
    }

    void wordsPushASearchThatIsLikeTracks()
    {
        SearchDesk desk;
        desk.page.form().setLike({desk.bench.tracks[0]}, {"0"});
        QVERIFY(desk.settle());
        QCOMPARE(desk.bench.genreOf[value(desk.page.hits().rows().front().hit.track) - 1000], std::size_t{0});
        QVERIFY(desk.type("-\"genre 0\" \"genre 1\""));
        QVERIFY(desk.page.methodText().contains(QStringLiteral(", less genre 0, more genre 1")));
        QVERIFY(desk.cell(0, HitModel::Why).contains(QStringLiteral("little genre 0")));
    }

    void aFilterNarrowsTheResults()
    {
        SearchDesk desk;
        QVERIFY(desk.type("\"genre 1\""));
        desk.page.form().filter().setText("genre:\"genre 2\"");
        QVERIFY(desk.settle());
        QCOMPARE(desk.genres(), std::set<std::size_t>{2});
        desk.page.form().filter().setText("genre:nowhere");
        QVERIFY(desk.settle());
        QCOMPARE(desk.page.hintText(), QStringLiteral("No track is left by the filter."));
        desk.page.form().filter().setText("artist:\"open");
        QVERIFY(desk.settle());
        QVERIFY(desk.page.hintText().contains(QStringLiteral("quote")));
    }

    void rowsAreTheSharedSelectionBothWays()
    {
        SearchDesk desk;
        QVERIFY(desk.type("\"genre 1\""));
        QTest::keyClick(&desk.page.form().words(), Qt::Key_Down);
        QCOMPARE(desk.selection.current(), std::optional(desk.page.hits().rows().front().hit.track));
        const auto third = desk.page.hits().rows()[3].hit.track;
        desk.selection.setTracks({third});
        const auto chosen = desk.page.table().selectionModel()->selectedRows();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.front().row(), 3);
        // New results keep what is chosen, and choose nothing by themselves.
        QVERIFY(desk.type("\"genre 1\" -\"genre 0\""));
        QCOMPARE(desk.selection.tracks(), std::vector{third});
        QVERIFY(desk.type("\"genre 0\" -\"genre 1\""));
        QCOMPARE(desk.selection.tracks(), std::vector{third});
        QTest::keyClick(&desk.page.table(), Qt::Key_Escape);
        QVERIFY(desk.page.form().words().hasFocus() || !desk.page.isActiveWindow());
    }

    void draggedRowsAreTracksInTheirOrder()
    {
        SearchDesk desk;
        QVERIFY(desk.type("\"genre 1\""));
        auto& hits = desk.page.hits();
        const std::unique_ptr<QMimeData> data(hits.mimeData({hits.index(4, 0), hits.index(1, 2), hits.index(1, 3)}));
        QCOMPARE(search::tracksFrom(data.get()), (std::vector{hits.rows()[1].hit.track, hits.rows()[4].hit.track}));
        QMimeData nonsense;
        nonsense.setData(search::kTrackMime, "not hexadecimal\n");
        QVERIFY(search::tracksFrom(&nonsense).empty());
    }

    void playlistsAreMadeFromResultsAndUndone()
    {
        SearchDesk desk;
        auto& list = desk.page.playlist();
        QVERIFY(desk.type("\"genre 1\""));
        const auto& rows = desk.page.hits().rows();
        const std::vector<engine::TrackId> three{rows[2].hit.track, rows[0].hit.track, rows[5].hit.track};
        const auto kept = [&] {
            return engine::store::PlaylistStore(desk.bench.workspace.database()).tracks("Playlist 1");
        };
        list.addTracks(three);
        QTRY_COMPARE(kept(), three);
        desk.selection.setTracks({rows[7].hit.track});
        QTRY_VERIFY(desk.button("Add chosen")->isEnabled());
        desk.button("Add chosen")->click();
        QTRY_COMPARE(kept().size(), std::size_t{4});
        QCOMPARE(kept().back(), rows[7].hit.track);
        // Dropped before the second row.
        const std::unique_ptr<QMimeData> dragged(desk.page.hits().mimeData({desk.page.hits().index(9, 0)}));
        list.addTracks(search::tracksFrom(dragged.get()), 1);
        QTRY_COMPARE(kept().size(), std::size_t{5});
        QCOMPARE(kept()[1], rows[9].hit.track);
        auto* shown = list.findChild<QListWidget*>();
        QTRY_COMPARE(shown->count(), 5);
        shown->setCurrentRow(0);
        QTest::keyClick(shown, Qt::Key_Delete);
        QTRY_COMPARE(kept().size(), std::size_t{4});
        QVERIFY(desk.undo.undoText().contains("Playlist 1"));
        for (int i = 0; i < 3; ++i)
            desk.undo.undo();
        QTRY_COMPARE(kept(), three);
        desk.undo.redo();
        QTRY_COMPARE(kept().size(), std::size_t{4});
        QTemporaryDir folder;
        list.write(folder.filePath("list.m3u8"));   // the bench has no files: none can be written
        desk.button("Delete")->click();
        QTRY_VERIFY(!engine::store::PlaylistStore(desk.bench.workspace.database()).find("Playlist 1"));
        desk.undo.undo();
        QTRY_COMPARE(kept().size(), std::size_t{4});
        QTRY_COMPARE(list.name(), QStringLiteral("Playlist 1"));
    }

    /// Faster than the store answers: every change begins where the one before ends.
    void changesInARowLoseNoTrack()
    {
        SearchDesk desk;
        auto& list = desk.page.playlist();
        QVERIFY(desk.type("\"genre 1\""));
        const auto& rows = desk.page.hits().rows();
        const auto id = [&rows](std::size_t row) { return rows[row].hit.track; };
        const auto kept = [&] { return engine::store::PlaylistStore(desk.bench.workspace.database()).tracks("Playlist 1"); };
        list.addTracks({id(2), id(0)});
        list.addTracks({id(5)});
        auto* shown = list.findChild<QListWidget*>();
        QCOMPARE(shown->count(), 3);
        shown->setCurrentRow(0);
        QTest::keyClick(shown, Qt::Key_Delete);
        QTRY_COMPARE(kept(), (std::vector{id(0), id(5)}));
        desk.undo.undo();
        desk.undo.redo();
        desk.undo.undo();
        desk.button("Delete")->click();
        desk.undo.undo();
        QTRY_COMPARE(kept(), (std::vector{id(2), id(0), id(5)}));
        QTRY_COMPARE(list.tracks(), kept());
        QTRY_COMPARE(shown->count(), 3);
        QTRY_VERIFY(!shown->item(2)->text().isEmpty());
    }

    void wordsAreLookedUpInSetsSideBySide()
    {
        SearchDesk desk;
        auto& words = desk.page.wordsPanel();
        // Genres that share tracks with a mood: enough for vectors of the library's own tags.
        for (std::size_t i = 0; i < 18; ++i) {
            desk.bench.workspace.tags().set(desk.bench.tracks[i], desk.bench.workspace.tags().ensure("rainy", "mood/theme"), "user");
            desk.bench.workspace.tags().set(desk.bench.tracks[i], desk.bench.workspace.tags().ensure("genre " + std::to_string((i + 1) % 3), "genre"), "user");
        }
        desk.page.findChild<QTabWidget*>()->setCurrentIndex(1);
        QTRY_COMPARE(words.choice(0).currentText(), QStringLiteral("tags that share tracks"));
        words.word().setText("rainy");
        QTRY_COMPARE(words.table(0).rowCount(), 3);
        QCOMPARE(words.table(1).rowCount(), 3);   // there is one set only: both sides show it
        QVERIFY(words.hintText().isEmpty());
        words.word().setText("unheard");
        QTRY_COMPARE(words.hintText(), QStringLiteral("Not known by: tags that share tracks"));
        QCOMPARE(words.table(0).rowCount(), 0);
        words.word().setText("rainy");
        QTRY_COMPARE(words.table(0).rowCount(), 3);
        const auto tag = words.table(0).item(0, 0)->text();
        Q_EMIT words.table(0).cellDoubleClicked(0, 0);
        QVERIFY(desk.settle());
        QCOMPARE(QString::fromStdString(desk.page.hits().rows().front().hit.reasons.front().tag), tag);
    }

    void aMetricModelAnswersAndAnotherMethodCanBeChosen()
    {
        SearchDesk desk(4);
        QTRY_VERIFY(!desk.page.hintText().isEmpty());
        QVERIFY(desk.type("floating"));
        QTRY_VERIFY(desk.page.form().method().model()->index(1, 0).flags().testFlag(Qt::ItemIsEnabled));
        QCOMPARE(desk.page.methodText(),
                 QStringLiteral("Answered by: metric model 1 (made-up space, by sound), words by compass - it knows what was asked for\n"
                                "floating was never a tag; near it: genre 0 (0.07), genre 1 (0.88), genre 2 (1.00)\n"
                                "Tracks that this model has not placed yet, so that they cannot be found: 4"));
        QCOMPARE(desk.page.hits().headerData(HitModel::Match, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Distance"));
        QVERIFY(desk.cell(0, HitModel::Why).startsWith(QStringLiteral("floating ≈ genre 0")) && desk.cell(0, HitModel::Why).endsWith(QStringLiteral("✓")));
        auto& method = desk.page.form().method();
        QVERIFY(!method.model()->index(method.findData("map"), 0).flags().testFlag(Qt::ItemIsEnabled));   // words have no place on a map
        desk.page.form().words().setText("\"genre 1\"");
        method.setCurrentIndex(method.findData("library"));
        QVERIFY(desk.settle());
        QCOMPARE(desk.page.methodText(), QStringLiteral("Answered by: tags of the library"));
        desk.page.form().setLike({desk.bench.tracks[1]}, {"1"});   // which the library's tags cannot answer
        QCOMPARE(method.currentData().toString(), QStringLiteral("auto"));
        QVERIFY(desk.settle());
        QVERIFY(desk.page.methodText().contains(QStringLiteral("metric model 1")));
    }

    void theSearchIsCopiedAsTheLineThatFindsTheSame_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QList<int>>("like");
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("filter");
        QTest::newRow("words") << "floating -\"genre 1\"" << QList<int>{} << "auto" << "";
        QTest::newRow("less alone") << "-\"genre 1\"" << QList<int>{} << "tags" << "genre:\"genre 0\" artist:\"Artist 2\"";
        QTest::newRow("a quote") << "\"genre 2\" o'clock" << QList<int>{} << "library" << "";
        QTest::newRow("more and less") << "floating -\"genre 0\"" << QList<int>{3, 4} << "joint" << "";
        QTest::newRow("like tracks") << "" << QList<int>{7} << "embedding" << "genre:\"genre 1\"";
    }
    void theSearchIsCopiedAsTheLineThatFindsTheSame()
    {
        QFETCH(QString, words);
        QFETCH(QList<int>, like);
        QFETCH(QString, method);
        QFETCH(QString, filter);
        SearchDesk desk(0);
        auto& form = desk.page.form();
        desk.button("Copy as command")->click();
        QCOMPARE(desk.said.value(0), QStringLiteral("There is nothing to copy yet."));
        QTRY_VERIFY(!desk.page.hintText().isEmpty());
        std::vector<engine::TrackId> tracks;
        for (const int track : like)
            tracks.push_back(desk.bench.tracks[static_cast<std::size_t>(track)]);
        if (!tracks.empty()) {
            form.setLike(tracks, QStringList(like.size(), QStringLiteral("track")));
            for (auto* box : form.findChildren<QDoubleSpinBox*>())
                box->setValue(0.3);
            form.findChild<QCheckBox*>()->setChecked(true);
        }
        form.words().setText(words);
        form.filter().setText(filter);
        form.findChild<QSpinBox*>()->setValue(17);
        form.method().setCurrentIndex(form.method().findData(method));
        QVERIFY(desk.settle());
        desk.button("Copy as command")->click();
        auto line = QGuiApplication::clipboard()->text();
        QVERIFY2(line.startsWith(QStringLiteral("tagbench-cli --workspace ")), qPrintable(line));
        QProcess shell;
        shell.start(QStringLiteral("bash"), {"-c", QStringLiteral(TAGBENCH_BINARY_DIR "/bin/") + line.replace(QStringLiteral(" search "), QStringLiteral(" --json search "))});
        QVERIFY(shell.waitForFinished(30000));
        QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
        QStringList shown, printed;
        for (const auto& row : desk.page.hits().rows())
            shown << QString::fromStdString(engine::toHex(row.hit.track));
        const auto document = engine::Json::parse(shell.readAllStandardOutput().toStdString());
        for (const auto& hit : document["hits"])
            printed << QString::fromStdString(hit["id"].get<std::string>());
        QVERIFY(!shown.isEmpty());
        QCOMPARE(printed, shown);
    }

    void newPredictionsAnswerTheNextSearch()
    {
        SearchDesk desk;
        QVERIFY(desk.type("\"genre 1\""));
        QVERIFY(desk.page.hits().rowCount() > 0);
        desk.bench.workspace.predictions().clear(desk.bench.run);
        engine::jobs::JobEvent event;
        event.state = engine::jobs::JobState::Done;
        Q_EMIT desk.jobs.eventArrived(event);
        QTRY_COMPARE(desk.page.methodText(), QStringLiteral("Answered by: tags of the library - no metric model was trained yet"));
        QCOMPARE(desk.page.hits().rowCount(), 20);
    }

    void withoutASoundDeviceItIsSaidWhy()
    {
        SearchDesk desk;
        if (desk.player.isAvailable()) QSKIP("there is a sound server here");
        QVERIFY(desk.type("\"genre 1\""));
        QTest::keyClick(&desk.page.form().words(), Qt::Key_Return);
        QTest::keyClick(&desk.page.table(), Qt::Key_Return);
        QCOMPARE(desk.said.value(0), desk.player.unavailableReason());
    }
};

QTEST_MAIN(tst_search_page)
#include "tst_search_page.moc"
