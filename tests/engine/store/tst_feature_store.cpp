#include <QtTest>

#include <cmath>
#include <limits>

#include "engine/core/error.h"
#include "engine/store/workspace.h"

using namespace engine;
using namespace engine::store;

class tst_feature_store : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_workspace = std::make_unique<Workspace>(Workspace::openOrCreate(m_folder->path().toStdString()));
        m_library = m_workspace->tracks().addLibrary("/music", 0);
        addTrack(7);
        addTrack(0x9000'0000'0000'0000u);
    }
    void cleanup()
    {
        m_workspace.reset();
        m_folder.reset();
    }

    void aTableComesBackAsItWasStored();
    void theSameSettingsAreOneSet();
    void otherColumnsUnderTheSameSettingsAreRefused();
    void newRowsReplaceTheOldOnesOfATrack();
    void theNewestTableWithRowsIsFound();
    void aRemovedTableTakesItsRowsAlong();

private:
    FeatureStore store() { return m_workspace->features(); }
    FeatureSetId open(const std::string& hash, const std::string& level, std::vector<std::string> columns)
    {
        FeatureSet set;
        set.hash = hash;
        set.level = level;
        set.name = "name of " + hash;
        set.settings = "{}";
        set.columns = std::move(columns);
        return store().open(set);
    }
    void addTrack(std::uint64_t id)
    {
        Track track;
        track.id = static_cast<TrackId>(id);
        track.library = m_library;
        track.path = track.displayPath = std::to_string(id) + ".wav";
        m_workspace->tracks().upsert(track);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
    LibraryId m_library{};
};

void tst_feature_store::aTableComesBackAsItWasStored()
{
    const auto set = open("h", "bars", {"a", "b"});
    const auto high = static_cast<TrackId>(0x9000'0000'0000'0000u);
    store().put(set, {{high, 10, 20, {0}, {1}, {5, std::numeric_limits<double>::quiet_NaN()}}, {TrackId{7}, 1, 2, {0, 1.5}, {1.5, 3}, {1, 2, 3, 4}}});

    const auto table = store().table(set);
    QCOMPARE(table.columns, (std::vector<std::string>{"a", "b"}));
    QCOMPARE(table.tracks, (std::vector<TrackId>{TrackId{7}, TrackId{7}, high}));
    QCOMPARE(table.startsSeconds, (std::vector<double>{0, 1.5, 0}));
    QCOMPARE(table.endsSeconds, (std::vector<double>{1.5, 3, 1}));
    QCOMPARE(std::vector<double>(table.values.begin(), table.values.begin() + 5), (std::vector<double>{1, 2, 3, 4, 5}));
    QVERIFY(std::isnan(table.values[5]));

    const auto one = store().ofTrack(set, high);
    QVERIFY(one);
    QCOMPARE(one->sourceSize, 10);
    QCOMPARE(one->sourceMtimeNs, 20);
    QCOMPARE(store().stamps(set).size(), 2u);
    QVERIFY(!store().ofTrack(open("h", "song", {"a"}), high));
}

void tst_feature_store::theSameSettingsAreOneSet()
{
    const auto song = open("h", "song", {"a"});
    QCOMPARE(open("h", "song", {"a"}), song);
    QVERIFY(open("h", "beats", {"a"}) != song);
    QVERIFY(open("other", "song", {"a"}) != song);
    QCOMPARE(store().sets().size(), 3u);
}

void tst_feature_store::otherColumnsUnderTheSameSettingsAreRefused()
{
    open("h", "song", {"a"});
    QVERIFY_EXCEPTION_THROWN(open("h", "song", {"a", "b"}), Error);
}

void tst_feature_store::newRowsReplaceTheOldOnesOfATrack()
{
    const auto set = open("h", "song", {"a"});
    store().put(set, {{TrackId{7}, 1, 1, {0}, {9}, {1}}});
    store().put(set, {{TrackId{7}, 1, 2, {0}, {9}, {4}}});
    QCOMPARE(store().table(set).values, (std::vector<double>{4}));
}

void tst_feature_store::theNewestTableWithRowsIsFound()
{
    const auto older = open("old", "song", {"a"});
    open("new", "song", {"a"});
    store().put(older, {{TrackId{7}, 1, 1, {0}, {9}, {1}}});
    QCOMPARE(store().find("song")->id, older);
    QCOMPARE(store().find("song", "name of new")->hash, "new");
    QCOMPARE(store().find("song", "old")->tracks, 1);
    QVERIFY(!store().find("beats"));
}

void tst_feature_store::aRemovedTableTakesItsRowsAlong()
{
    const auto set = open("h", "song", {"a"});
    store().put(set, {{TrackId{7}, 1, 1, {0}, {9}, {1}}});
    store().remove(set);
    QVERIFY_EXCEPTION_THROWN(store().table(set), Error);
    QVERIFY(!store().ofTrack(set, TrackId{7}));
}

QTEST_GUILESS_MAIN(tst_feature_store)
#include "tst_feature_store.moc"
