#include <QtTest>

#include "engine/core/error.h"
#include "engine/store/workspace.h"

using namespace engine;
using namespace engine::store;

class tst_track_store : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_workspace = std::make_unique<Workspace>(Workspace::openOrCreate(m_folder->path().toStdString()));
        m_library = tracks().addLibrary("/music", 0);
    }
    void cleanup()
    {
        m_workspace.reset();
        m_folder.reset();
    }

    void aTrackComesBackAsItWasStored();
    void filtersFindWhatTheyName_data();
    void filtersFindWhatTheyName();
    void aBrokenFilterIsRefused_data();
    void aBrokenFilterIsRefused();
    void ordersAreTotalAndTurnRound_data();
    void ordersAreTotalAndTurnRound();
    void aPageKeepsTheOrderOfItsIds();
    void aFolderIsItsFilesAndNotItsNeighbours();
    void foldersAreListedOneLevelDeep();
    void aNewTitleIsFoundAndTheOldOneIsNot();
    void aVacatedPathIsFreeAndItsRowKeepsItsTags();
    void anIdAboveTheSignedRangeComesBackUnchanged();

private:
    TrackStore tracks() { return m_workspace->tracks(); }
    TrackId add(std::uint64_t id, const std::string& path, const std::string& title = "", const std::string& artist = "", const std::string& album = "")
    {
        Track track;
        track.id = static_cast<TrackId>(id);
        track.library = m_library;
        track.path = track.displayPath = path;
        track.title = title;
        track.artist = artist;
        track.album = album;
        tracks().upsert(track);
        return track.id;
    }
    void tag(std::uint64_t id, const std::string& name, const std::string& type)
    {
        m_workspace->tags().set(static_cast<TrackId>(id), m_workspace->tags().ensure(name, type), "user");
    }
    QList<int> found(TrackQuery query)
    {
        QList<int> numbers;
        for (const auto id : tracks().ids(query))
            numbers << static_cast<int>(value(id));
        return numbers;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
    LibraryId m_library{};
};

void tst_track_store::aTrackComesBackAsItWasStored()
{
    Track track;
    track.id = static_cast<TrackId>(7);
    track.library = m_library;
    track.path = std::string("caf\xe9\n.flac");   // Latin-1 bytes and a line break: names are bytes
    track.displayPath = "caf\\xe9\\x0a.flac";
    track.stamp = {123456789012, 1700000000123456789, 42, 99};
    track.fileHash = "ab";
    track.title = "Ü";
    track.trackNumber = 3;
    track.year = 1999;
    track.format = "FLAC";
    track.durationSeconds = 12.5;
    track.sampleRateHz = 44100;
    track.channels = 2;
    track.state = TrackState::Unreadable;
    track.errorClass = "truncated";
    track.reason = "cut short";
    tracks().upsert(track);
    const auto back = tracks().findByPath(m_library, track.path);
    QVERIFY(back);
    QCOMPARE(back->path.native(), track.path.native());
    QVERIFY(back->stamp == track.stamp);
    QCOMPARE(back->title, track.title);
    QCOMPARE(back->durationSeconds, 12.5);
    QCOMPARE(back->errorClass, track.errorClass);
    QCOMPARE(back->audioHash, std::string());
    QVERIFY(back->state == TrackState::Unreadable);
    QCOMPARE(tracks().absolutePath(*back).native(), "/music/" + track.path.native());
}

void tst_track_store::filtersFindWhatTheyName_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QList<int>>("expected");
    QTest::newRow("nothing asked, all") << "" << QList<int>{1, 2, 3, 4, 5};
    QTest::newRow("a part of a word") << "otor" << QList<int>{2};
    QTest::newRow("umlaut without its dots") << "motorhead" << QList<int>{2};
    QTest::newRow("umlaut, upper case") << "MOTÖRHEAD" << QList<int>{2};
    QTest::newRow("umlaut as letter and mark") << QString::fromUtf8("moto\xcc\x88rhead") << QList<int>{2};
    QTest::newRow("two words of two fields") << "davis blue" << QList<int>{1};
    QTest::newRow("two words that never meet") << "davis spades" << QList<int>{};
    QTest::newRow("one letter") << "%" << QList<int>{3};
    QTest::newRow("percent is a character") << "100%" << QList<int>{3};
    QTest::newRow("underscore is a character") << "a_b" << QList<int>{4};
    QTest::newRow("two characters with an underscore") << "_b" << QList<int>{4};
    QTest::newRow("a quote inside") << "o'c" << QList<int>{5};
    QTest::newRow("the language of the index means nothing") << "blue OR" << QList<int>{};
    QTest::newRow("a star means nothing") << "mil*" << QList<int>{};
    QTest::newRow("a backslash") << "\\" << QList<int>{};
    QTest::newRow("an injection") << "'); DROP TABLE track; --" << QList<int>{};
    QTest::newRow("quoted words stand together") << "\"kind of blue\"" << QList<int>{1};
    QTest::newRow("quoted words in another order") << "\"blue kind\"" << QList<int>{};
    QTest::newRow("a field") << "artist:davis" << QList<int>{1};
    QTest::newRow("a quoted field") << "artist:\"miles davis\"" << QList<int>{1};
    QTest::newRow("a field of another") << "album:davis" << QList<int>{};
    QTest::newRow("a field's name in upper case") << "Artist:davis" << QList<int>{1};
    QTest::newRow("a short field value") << "title:so" << QList<int>{1};
    QTest::newRow("no field of that name") << "re:stacks" << QList<int>{4};
    QTest::newRow("a tag's whole name") << "tag:jazz" << QList<int>{1};
    QTest::newRow("a tag is not a part") << "tag:jaz" << QList<int>{};
    QTest::newRow("a word found in a tag") << "jaz" << QList<int>{1};
    QTest::newRow("a tag with blanks and an accent") << "tag:\"bebop café\"" << QList<int>{1};
    QTest::newRow("a genre is a tag of that type") << "genre:rock" << QList<int>{2};
    QTest::newRow("the same tag of any type") << "tag:rock" << QList<int>{2, 3};
    QTest::newRow("state") << "state:ready" << QList<int>{1, 2, 3, 4, 5};
    QTest::newRow("state and word") << "state:missing blue" << QList<int>{};
    QTest::newRow("path") << "path:heavy" << QList<int>{2};
}

void tst_track_store::filtersFindWhatTheyName()
{
    QFETCH(QString, filter);
    QFETCH(QList<int>, expected);
    add(1, "a/1.flac", "So What", "Miles Davis", "Kind of Blue");
    add(2, "b heavy/2.flac", "Ace of Spades", "Motörhead", "Ace of Spades");
    add(3, "c/3.flac", "100% Pure", "X");
    add(4, "d/a_b.flac", "Re:Stacks", "aXb");
    add(5, "e/5.flac", "Salt", "Sinead O'Connor");
    tag(1, "Jazz", "genre");
    tag(1, "bebop cafe", "mood/theme");
    tag(2, "rock", "genre");
    tag(3, "rock", "user-defined");
    QCOMPARE(found({.text = filter.toStdString(), .library = {}, .folderPrefix = {}}), expected);
}

void tst_track_store::aBrokenFilterIsRefused_data()
{
    QTest::addColumn<QString>("filter");
    QTest::newRow("open quote") << "\"kind of";
    QTest::newRow("open quote of a field") << "artist:\"miles";
    QTest::newRow("field without a value") << "tag:";
    QTest::newRow("unknown state") << "state:broken";
}

void tst_track_store::aBrokenFilterIsRefused()
{
    QFETCH(QString, filter);
    try {
        tracks().ids({.text = filter.toStdString(), .library = {}, .folderPrefix = {}});
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY(error.code() == ErrorCode::InvalidArgument);
    }
}

void tst_track_store::ordersAreTotalAndTurnRound_data()
{
    using Order = TrackQuery::Order;
    QTest::addColumn<int>("order");
    QTest::addColumn<QList<int>>("expected");
    QTest::newRow("path") << int(Order::Path) << QList<int>{3, 1, 2};
    QTest::newRow("title, case does not matter") << int(Order::Title) << QList<int>{2, 3, 1};
    QTest::newRow("artist") << int(Order::Artist) << QList<int>{1, 2, 3};
    QTest::newRow("album, then id") << int(Order::Album) << QList<int>{3, 1, 2};
    for (const auto order : {Order::Duration, Order::State, Order::Rate, Order::Format})
        QTest::addRow("equal values fall back to the id, order %d", int(order)) << int(order) << QList<int>{1, 2, 3};
}

void tst_track_store::ordersAreTotalAndTurnRound()
{
    QFETCH(int, order);
    QFETCH(QList<int>, expected);
    add(1, "b", "c", "a", "same");
    add(2, "c", "A", "b", "same");
    add(3, "a", "b", "c", "Other");
    TrackQuery query;
    query.order = static_cast<TrackQuery::Order>(order);
    QCOMPARE(found(query), expected);
    query.descending = true;
    std::reverse(expected.begin(), expected.end());
    QCOMPARE(found(query), expected);
}

void tst_track_store::aPageKeepsTheOrderOfItsIds()
{
    add(1, "a");
    add(2, "b");
    add(3, "c");
    const std::vector<TrackId> wanted = {TrackId(3), TrackId(99), TrackId(1)};
    const auto page = tracks().page(wanted);
    QCOMPARE(page.size(), std::size_t(2));
    QCOMPARE(value(page[0].id), std::uint64_t(3));
    QCOMPARE(value(page[1].id), std::uint64_t(1));
}

void tst_track_store::aFolderIsItsFilesAndNotItsNeighbours()
{
    add(1, "Rock/a.flac");
    add(2, "Rock/Live/b.flac");
    add(3, "Rock & Roll/c.flac");
    add(4, "Rock");
    add(5, "Rock0/d.flac");
    QCOMPARE(found({.text = {}, .library = m_library, .folderPrefix = "Rock"}), (QList<int>{2, 1}));
    QCOMPARE(found({.text = {}, .library = {}, .folderPrefix = "Rock/"}), (QList<int>{2, 1}));
    QCOMPARE(found({.text = {}, .library = static_cast<LibraryId>(77), .folderPrefix = "Rock"}), QList<int>{});
}

void tst_track_store::foldersAreListedOneLevelDeep()
{
    add(1, "A/x/1");
    add(2, "A/2");
    add(3, "B/3");
    add(4, "4");
    add(5, "A/y/5");
    const auto root = tracks().folders(m_library, "");
    QCOMPARE(root.size(), std::size_t(2));
    QCOMPARE(root[0].name, std::string("A"));
    QCOMPARE(root[0].tracks, std::int64_t(3));
    QVERIFY(root[0].hasChildren);
    QVERIFY(!root[1].hasChildren);
    const auto below = tracks().folders(m_library, "A");
    QCOMPARE(below.size(), std::size_t(2));
    QCOMPARE(below[1].name, std::string("y"));
}

void tst_track_store::aNewTitleIsFoundAndTheOldOneIsNot()
{
    add(1, "a", "Yesterday");
    add(1, "a", "Tomorrow");
    QCOMPARE(found({.text = "yesterday", .library = {}, .folderPrefix = {}}), QList<int>{});
    QCOMPARE(found({.text = "tomorrow", .library = {}, .folderPrefix = {}}), QList<int>{1});
    QCOMPARE(tracks().count(), std::int64_t(1));
}

void tst_track_store::aVacatedPathIsFreeAndItsRowKeepsItsTags()
{
    add(1, "a");
    tag(1, "kept", "genre");
    tracks().vacate(m_library, "a");
    QVERIFY(!tracks().findByPath(m_library, "a"));
    add(2, "a");
    const auto parked = tracks().find(TrackId(1));
    QVERIFY(parked && parked->state == TrackState::Missing);
    QCOMPARE(parked->displayPath, std::string("a"));
    QCOMPARE(m_workspace->tags().ofTrack(TrackId(1)).size(), std::size_t(1));
}

void tst_track_store::anIdAboveTheSignedRangeComesBackUnchanged()
{
    const std::uint64_t id = 0xfedcba9876543210;
    add(id, "a", "Find me");
    const auto ids = tracks().ids({.text = "find", .library = {}, .folderPrefix = {}});
    QCOMPARE(ids.size(), std::size_t(1));
    QCOMPARE(value(ids[0]), id);
    QVERIFY(tracks().find(static_cast<TrackId>(id)));
}

QTEST_GUILESS_MAIN(tst_track_store)
#include "tst_track_store.moc"
