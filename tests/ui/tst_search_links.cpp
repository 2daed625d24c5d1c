#include <QtTest>

#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QTableView>

#include "desk.h"
#include "sound_server.h"
#include "ui/pages/library/library_page.h"
#include "ui/pages/search/hit_model.h"
#include "ui/pages/search/search_form.h"
#include "ui/pages/search/search_page.h"

namespace fs = std::filesystem;

namespace {

/// The whole window on six tones that a run has heard: two directions, low and high.
struct Links {
    QTemporaryDir folder;
    fs::path root = folder.path().toStdString();
    std::unique_ptr<Desk> desk;
    std::vector<engine::TrackId> tracks;   ///< by name
    ui::SearchPage* search = nullptr;
    bool ready = false;

    Links()
    {
        for (int i = 0; i < 6; ++i)
            writeTone(root / "music" / ("t" + std::to_string(i) + ".wav"), 200 + 100 * i, 16'000);
        desk = std::make_unique<Desk>(root / "workspace");
        ready = desk->settle() && desk->run("scan", {{"folders", {(root / "music").native()}}});
        auto store = engine::store::Workspace::open(root / "workspace");
        engine::store::Run run;
        run.name = "ears";
        run.architecture = "musicnn";
        run.presetHash = "preset";
        store.melgrams().putPreset(run.presetHash, "preset", "{}");
        run.tags = {{"low", "pitch"}, {"high", "pitch"}};
        const auto id = store.runs().create(run);
        std::map<std::string, engine::TrackId> byName;
        for (const auto& library : store.tracks().libraries())
            for (const auto& track : store.tracks().byLibrary(library.id))
                byName[track.path] = track.id;
        for (const auto& [name, track] : byName) {
            const bool isLow = tracks.size() < 3;
            const auto share = 0.9F - 0.05F * static_cast<float>(tracks.size() % 3);
            store.predictions().put(id, track, isLow ? std::vector<float>{share, 1 - share} : std::vector<float>{1 - share, share});
            tracks.push_back(track);
        }
        search = desk->window.findChild<ui::SearchPage*>();
        ready = ready && search != nullptr && tracks.size() == 6 && desk->settle();
    }
    /// The Search page is in front and looks for tracks like this one.
    bool isLike(engine::TrackId track)
    {
        return QTest::qWaitFor([&] { return desk->window.page() == QLatin1String("search") && search->form().like() == std::vector{track}; }, 20000) &&
               QTest::qWaitFor([&] { return search->isUpToDate() && search->hits().rowCount() > 0; }, 20000);
    }
    /// The visible button with this text on the page in front.
    QPushButton* button(const QString& text)
    {
        for (auto* found : desk->window.findChildren<QPushButton*>())
            if (found->isVisible() && found->text() == text) return found;
        return nullptr;
    }
};

}  // namespace

class tst_search_links : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (SoundServer::isInstalled()) m_sound = std::make_unique<SoundServer>();
        isolateProfile(QStringLiteral("tst_search_links"));
    }

    void fromTheMenuOfTheLibrary()
    {
        Links links;
        QVERIFY(links.ready);
        auto& window = links.desk->window;
        window.showPage(QStringLiteral("library"));
        auto& table = window.library().table();
        QTRY_COMPARE(window.library().model().rowCount(), 6);
        QVERIFY(!links.desk->cell(2, 0).isEmpty() || window.library().model().rowAt(2) != nullptr);   // the row has been read: it has a menu
        table.selectRow(2);
        QTRY_VERIFY(links.desk->selection.current().has_value());
        const auto chosen = *links.desk->selection.current();
        bool wasThere = false;
        QTimer looks;
        looks.callOnTimeout([&] {   // while the menu is open
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            if (menu == nullptr) return;
            looks.stop();
            for (auto* action : menu->actions())
                if (action->text() == QLatin1String("Search for tracks like this")) {
                    wasThere = true;
                    action->trigger();
                }
            menu->close();
        });
        looks.start(10);
        Q_EMIT table.customContextMenuRequested(table.visualRect(table.model()->index(2, 1)).center());
        QVERIFY(wasThere);
        QVERIFY(links.isLike(chosen));
    }

    void fromTheTagsThatInspectShows()
    {
        Links links;
        QVERIFY(links.ready);
        links.desk->window.showPage(QStringLiteral("inspect"));
        links.desk->selection.setTracks({links.tracks[1]});
        QTRY_VERIFY_WITH_TIMEOUT(links.button(QStringLiteral("More like this")) != nullptr, 20000);
        links.button(QStringLiteral("More like this"))->click();
        QVERIFY(links.isLike(links.tracks[1]));
        QCOMPARE(links.search->hits().rows().front().hit.track, links.tracks[0]);   // by their tags 3.7 degrees away, the next is 4.0
    }

    void fromTheNearTracksOfExplore()
    {
        Links links;
        QVERIFY(links.ready);
        links.desk->selection.setTracks({links.tracks[4]});
        links.desk->window.showPage(QStringLiteral("explore"));
        QTRY_VERIFY_WITH_TIMEOUT(links.button(QStringLiteral("Search")) != nullptr, 20000);
        links.button(QStringLiteral("Search"))->click();
        QVERIFY(links.isLike(links.tracks[4]));
    }

    void andOnToInspectWithTheTrackThatWasFound()
    {
        Links links;
        QVERIFY(links.ready);
        links.desk->window.showPage(QStringLiteral("search"));
        links.search->form().words().setText(QStringLiteral("high"));
        QTRY_VERIFY_WITH_TIMEOUT(links.search->isUpToDate() && links.search->hits().rowCount() == 6, 20000);
        links.search->table().selectRow(1);
        QCOMPARE(links.desk->selection.current(), std::optional(links.search->hits().rows()[1].hit.track));
        QTRY_VERIFY(links.button(QStringLiteral("Inspect")) != nullptr);
        links.button(QStringLiteral("Inspect"))->click();
        QCOMPARE(links.desk->window.page(), QStringLiteral("inspect"));
        QCOMPARE(links.desk->selection.current(), std::optional(links.search->hits().rows()[1].hit.track));
    }

    void theSpaceBarPlaysTheResultThatIsChosen()
    {
        if (!m_sound) QSKIP("needs pulseaudio and parec");
        Links links;
        QVERIFY(links.ready);
        auto& desk = *links.desk;
        desk.window.showPage(QStringLiteral("search"));
        QVERIFY(QTest::qWaitForWindowActive(&desk.window));
        links.search->form().words().setText(QStringLiteral("high"));
        QTRY_VERIFY_WITH_TIMEOUT(links.search->isUpToDate() && links.search->hits().rowCount() == 6, 20000);
        QTest::keyClick(&links.search->form().words(), Qt::Key_Down);
        const auto row = links.search->hits().rows().front();
        QTRY_COMPARE(desk.player.source(), row.path);
        QTest::keyClick(&links.search->table(), Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(desk.player.state(), ui::Player::State::Playing, 10000);
        QTest::keyClick(&links.search->table(), Qt::Key_Space);
        QTRY_COMPARE(desk.player.state(), ui::Player::State::Paused);
    }

private:
    std::unique_ptr<SoundServer> m_sound;
};

QTEST_MAIN(tst_search_links)
#include "tst_search_links.moc"
