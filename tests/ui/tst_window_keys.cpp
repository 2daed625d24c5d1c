#include <fstream>

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QStatusBar>
#include <QTableWidget>
#include <QTreeWidget>

#include "desk.h"
#include "ui/pages/inspect/inspect_page.h"
#include "ui/pages/inspect/lanes_panel.h"
#include "ui/pages/inspect/prediction_panel.h"
#include "ui/pages/library/details_pane.h"
#include "ui/pages/page.h"
#include "ui/window/track_actions.h"

namespace fs = std::filesystem;

namespace {

struct Bench {
    QTemporaryDir folder;
    fs::path root = folder.path().toStdString();
    std::unique_ptr<Desk> desk;
    bool ready = false;

    /// `rateHz`: what the first file says its sample rate is, 0 = as the others.
    explicit Bench(int files = 3, std::uint32_t rateHz = 0)
    {
        for (int i = 0; i < files; ++i)
            writeTone(root / "music" / ("t" + std::to_string(i) + ".wav"), 200 + 20 * i);
        if (rateHz > 0) {
            std::fstream first(root / "music" / "t0.wav", std::ios::in | std::ios::out | std::ios::binary);
            first.seekp(24);
            first.write(reinterpret_cast<const char*>(&rateHz), 4);
        }
        desk = std::make_unique<Desk>(root / "workspace");
        ready = desk->settle() && desk->run("scan", {{"folders", {(root / "music").native()}}});
        desk->window.showPage(QStringLiteral("library"));
        ready = ready && QTest::qWaitFor([&] { return desk->window.library().model().rowCount() == files; });
        desk->window.library().table().selectRow(0);
        ready = ready && QTest::qWaitFor([&] { return desk->selection.current().has_value(); });
    }
};

}  // namespace

class tst_window_keys : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { isolateProfile(QStringLiteral("tagbench-window-keys")); }
    void init() { QSettings().clear(); }

    void ctrlEGoesToTheFieldOfTags()
    {
        Bench bench;
        QVERIFY(bench.ready);
        bench.desk->window.showPage(QStringLiteral("start"));
        bench.desk->action(QKeySequence(Qt::CTRL | Qt::Key_E))->trigger();
        QCOMPARE(bench.desk->window.page(), QStringLiteral("library"));
        const auto* field = qobject_cast<QLineEdit*>(bench.desk->window.focusWidget());
        QVERIFY(field != nullptr);
        QCOMPARE(field->accessibleName(), QStringLiteral("New tag for the chosen tracks"));
    }

    void ctrlSSaysThatAllIsSaved()
    {
        Bench bench;
        QVERIFY(bench.ready);
        bench.desk->action(QKeySequence::Save)->trigger();
        QVERIFY(bench.desk->window.statusBar()->currentMessage().contains(QStringLiteral("Everything is saved")));
    }

    void undoNamesWhatItTakesBack()
    {
        Bench bench;
        QVERIFY(bench.ready);
        auto* undo = bench.desk->action(QKeySequence::Undo);
        QVERIFY(undo != nullptr && !undo->isEnabled());
        bench.desk->action(QKeySequence(Qt::CTRL | Qt::Key_E))->trigger();
        auto* field = qobject_cast<QLineEdit*>(bench.desk->window.focusWidget());
        QTest::keyClicks(field, QStringLiteral("my rock"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(undo->text(), QStringLiteral("Undo add tag my rock"));
        const auto tags = [&] { return engine::store::Workspace::open(bench.root / "workspace").tags().ofTrack(*bench.desk->selection.current()).size(); };
        QTRY_COMPARE(tags(), std::size_t{1});
        undo->trigger();
        QTRY_COMPARE(tags(), std::size_t{0});
        QCOMPARE(bench.desk->action(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z))->text(), QStringLiteral("Redo add tag my rock"));
    }

    void severalTracksShowWhatTheyShareAndAreEditedAsOne()
    {
        Bench bench(3, 32000);
        QVERIFY(bench.ready);
        const auto tagsOf = [&](std::size_t place) {
            QStringList names;
            for (const auto& tag : engine::store::Workspace::open(bench.root / "workspace").tags().ofTrack(bench.desk->selection.tracks()[place]))
                names << QString::fromStdString(tag.name);
            return names;
        };
        const auto type = [&](const char* tag) {
            bench.desk->action(QKeySequence(Qt::CTRL | Qt::Key_E))->trigger();
            auto* field = qobject_cast<QLineEdit*>(bench.desk->window.focusWidget());
            QTest::keyClicks(field, QString::fromLatin1(tag));
            QTest::keyClick(field, Qt::Key_Return);
        };
        type("mine");   // the first track alone has it
        QTRY_COMPARE(tagsOf(0), QStringList{QStringLiteral("mine")});
        bench.desk->window.library().table().selectAll();
        QTRY_COMPARE(bench.desk->selection.tracks().size(), std::size_t{3});
        const auto* details = bench.desk->window.findChild<ui::DetailsPane*>();
        const auto says = [&](const QString& text) {
            const auto labels = details->findChildren<QLabel*>();
            return std::ranges::any_of(labels, [&](const auto* label) { return label->text().startsWith(text); });
        };
        const auto* tree = details->findChild<QTreeWidget*>();
        QTRY_VERIFY(says(QStringLiteral("3 track")));
        QVERIFY(says(QStringLiteral("(different)")));   // the rates
        QCOMPARE(tree->topLevelItem(0)->child(0)->text(2), QStringLiteral("1 of 3"));
        type("mine");
        QTRY_COMPARE(tree->topLevelItem(0)->child(0)->text(2), QStringLiteral("all"));
        QVERIFY(bench.desk->action(QKeySequence::Undo)->text().startsWith(QStringLiteral("Undo add tag mine to 3 track")));
        bench.desk->action(QKeySequence::Undo)->trigger();
        QTRY_COMPARE(tagsOf(2), QStringList());
        QCOMPARE(tagsOf(1), QStringList());
        QCOMPARE(tagsOf(0), QStringList{QStringLiteral("mine")});   // it had it before
    }

    void lLoopsTheSelectionOfTheTrack()
    {
        Bench bench;
        QVERIFY(bench.ready);
        bench.desk->window.showPage(QStringLiteral("inspect"));
        auto* page = bench.desk->window.findChild<ui::InspectPage*>();
        QTRY_VERIFY(page->lanes().axis().durationSeconds() > 0);
        QAction* loop = nullptr;
        for (auto* action : page->viewActions())
            if (action->shortcut() == QKeySequence(Qt::Key_L)) loop = action;
        QVERIFY(loop != nullptr && loop->isCheckable());
        page->lanes().setFocus();
        QTest::keyClick(&page->lanes(), Qt::Key_L);
        QVERIFY(loop->isChecked());
        page->lanes().cursor().setSelection(ui::widgets::TimeSpan{0.01, 0.1});
        QTest::keyClick(&page->lanes(), Qt::Key_Escape);
        QVERIFY(!page->lanes().cursor().selection());
    }

    void escapeEmptiesTheFilterThenTheSelection()
    {
        Bench bench;
        QVERIFY(bench.ready);
        bench.desk->action(QKeySequence::Find)->trigger();
        auto* filter = qobject_cast<QLineEdit*>(bench.desk->window.focusWidget());
        QVERIFY(filter != nullptr);
        QTest::keyClicks(filter, QStringLiteral("t1"));
        QTRY_COMPARE(bench.desk->window.library().model().rowCount(), 1);
        QTest::keyClick(filter, Qt::Key_Escape);
        QTRY_COMPARE(bench.desk->window.library().model().rowCount(), 3);
        QTest::keyClick(&bench.desk->window.library().table(), Qt::Key_Escape);
        QVERIFY(bench.desk->selection.tracks().empty());
    }

    void theSelectionBecomesAPlaylist()
    {
        Bench bench;
        QVERIFY(bench.ready);
        bench.desk->window.library().table().selectAll();
        QTRY_COMPARE(bench.desk->selection.tracks().size(), std::size_t{3});
        const auto file = bench.folder.filePath(QStringLiteral("list.m3u8"));
        bench.desk->window.findChild<ui::TrackActions*>()->writePlaylist(file);
        QTRY_VERIFY(QFile::exists(file));
        QFile list(file);
        QVERIFY(list.open(QIODevice::ReadOnly));
        const auto text = list.readAll();
        QVERIFY(text.startsWith("#EXTM3U\n"));
        for (int i = 0; i < 3; ++i)
            QVERIFY2(text.contains(QByteArray::fromStdString((bench.root / "music" / ("t" + std::to_string(i) + ".wav")).native() + "\n")), text.constData());
    }

    void digitsAndCtrlReturnMakePredictedTagsTheUsers()
    {
        Bench bench;
        QVERIFY(bench.ready);
        auto store = engine::store::Workspace::open(bench.root / "workspace");
        engine::store::Run run;
        run.name = "ears";
        run.architecture = "musicnn";
        run.presetHash = "preset";
        run.bestEpoch = 1;
        store.melgrams().putPreset(run.presetHash, "preset", "{}");
        run.tags = {{"rock", "genre"}, {"calm", "mood/theme"}, {"slow", "descriptive"}};
        const auto id = store.runs().create(run);
        const auto tracks = store.tracks().ids({});
        for (const auto track : tracks)
            store.predictions().put(id, track, std::vector<float>{0.2F, 0.9F, 0.7F});
        const auto yours = [&](engine::TrackId track) {
            QStringList names;
            for (const auto& tag : store.tags().ofTrack(track))
                if (tag.source == "user") names << QString::fromStdString(tag.type + ":" + tag.name);
            names.sort();
            return names;
        };
        bench.desk->window.showPage(QStringLiteral("inspect"));
        auto* page = bench.desk->window.findChild<ui::InspectPage*>();
        bench.desk->selection.setTracks({tracks[1]});
        bench.desk->selection.setTracks({tracks[0]});
        QTRY_COMPARE(page->predictions().bars().tags().size(), std::size_t{3});
        QTRY_VERIFY(page->stateText().isEmpty());
        page->lanes().setFocus();
        QTest::keyClick(&page->lanes(), Qt::Key_3);   // by falling score: calm, slow, rock
        QTRY_COMPARE(yours(tracks[0]), QStringList{QStringLiteral("genre:rock")});
        QTRY_VERIFY(page->predictions().bars().tags()[2].isYours);
        QTest::keyClick(&page->lanes(), Qt::Key_3);
        QTRY_COMPARE(yours(tracks[0]), QStringList());
        QTest::keyClick(&page->lanes(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(yours(tracks[0]), (QStringList{QStringLiteral("descriptive:slow"), QStringLiteral("mood/theme:calm")}));
        QTRY_VERIFY(bench.desk->selection.current() == tracks[1]);
        bench.desk->action(QKeySequence::Undo)->trigger();
        QTRY_COMPARE(yours(tracks[0]), QStringList());
    }

    void moreLikeThisListsTheNearest()
    {
        Bench bench(4);
        QVERIFY(bench.ready);
        auto store = engine::store::Workspace::open(bench.root / "workspace");
        engine::store::Run run;
        run.name = "ears";
        run.architecture = "musicnn";
        run.presetHash = "preset";
        store.melgrams().putPreset(run.presetHash, "preset", "{}");
        run.tags = {{"rock", "genre"}};
        const auto id = store.runs().create(run);
        const auto tracks = store.tracks().ids({});
        const std::vector<std::vector<float>> directions{{1, 0}, {0, 1}, {0.9F, 0.1F}, {-1, 0}};
        for (std::size_t i = 0; i < tracks.size(); ++i) {
            store.predictions().put(id, tracks[i], std::vector<float>{0.5F});
            store.predictions().putEmbedding(id, "embedding", tracks[i], directions[i]);
        }
        bench.desk->selection.setTracks({tracks[0]});
        bench.desk->window.findChild<ui::TrackActions*>()->showSimilar();
        QTableWidget* table = nullptr;
        QTRY_VERIFY((table = bench.desk->window.findChild<QTableWidget*>()) != nullptr);
        for (auto* found : bench.desk->window.findChildren<QTableWidget*>())
            if (found->accessibleName() == QStringLiteral("Similar tracks")) table = found;
        QTRY_COMPARE(table->rowCount(), 3);
        const auto title = [&](std::size_t at) { return QString::fromStdString(store.tracks().find(tracks[at])->displayPath); };
        QCOMPARE(table->item(0, 1)->text(), title(2));
        QCOMPARE(table->item(1, 1)->text(), title(1));
        QCOMPARE(table->item(2, 1)->text(), title(3));
        QCOMPARE(table->item(1, 0)->text(), QLocale().toString(1.0, 'f', 3));

        // The copied line gives the same rows.
        for (auto* button : table->window()->findChildren<QPushButton*>())
            if (button->accessibleName() == QStringLiteral("Copy as command")) button->click();
        const auto line = QGuiApplication::clipboard()->text();
        QVERIFY2(line.startsWith(QStringLiteral("tagbench-cli ")), qPrintable(line));
        QProcess shell;
        shell.start(QStringLiteral("bash"), {QStringLiteral("-c"), QStringLiteral("PATH='" TAGBENCH_BINARY_DIR "/bin':$PATH; ") + line + QStringLiteral(" --json")});
        QVERIFY(shell.waitForFinished(30'000));
        const auto answer = engine::Json::parse(shell.readAllStandardOutput().toStdString());
        QCOMPARE(answer["hits"].size(), std::size_t{3});
        for (int row = 0; row < 3; ++row)
            QVERIFY(QString::fromStdString(answer["hits"][static_cast<std::size_t>(row)]["path"].get<std::string>()).endsWith(QLatin1Char('/') + table->item(row, 1)->text()));
    }

    void aDroppedFileCanBeSoughtOnceItsLengthIsKnown()
    {
        Bench bench;
        QVERIFY(bench.ready);
        writeTone(bench.root / "dropped.wav", 300, 5 * 8000);
        bench.desk->window.open({bench.root / "dropped.wav"});
        QTRY_COMPARE(bench.desk->player.source(), bench.root / "dropped.wav");
        QTRY_COMPARE(bench.desk->player.durationSeconds(), 5.0);
        bench.desk->player.seek(3);
        QCOMPARE(bench.desk->player.positionSeconds(), 3.0);
        bench.desk->player.seek(9);
        QCOMPARE(bench.desk->player.positionSeconds(), 5.0);
    }
};

QTEST_MAIN(tst_window_keys)
#include "tst_window_keys.moc"
