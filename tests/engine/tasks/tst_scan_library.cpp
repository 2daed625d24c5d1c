#include <QtTest>

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/core/error.h"
#include "engine/dataset/track_id.h"
#include "engine/store/workspace.h"
#include "engine/tasks/scan_file.h"
#include "engine/tasks/task.h"
#include "scan_fixture.h"

using namespace engine;
using namespace engine::store;
namespace fs = std::filesystem;

class tst_scan_library : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_music = fs::path(m_folder->path().toStdString()) / "music";
        fs::create_directory(m_music);
        m_workspace = std::make_unique<Workspace>(Workspace::openOrCreate(root() / "ws"));
    }
    void cleanup()
    {
        m_workspace.reset();
        fs::remove_all(m_music);   // QTemporaryDir cannot remove names that are no text
        m_folder.reset();
    }

    void goodFilesAndOneMisnamedOne();
    void badFilesBecomeRowsWithAClass_data();
    void badFilesBecomeRowsWithAClass();
    void anUnreadableFileComesBackWhenItIsAllowed();
    void aNameThatIsNoTextIsKeptByItsBytes();
    void linksNeverLeadAway();
    void hiddenNamesAndNomediaAreSkipped();
    void anUnchangedFileIsNotReadAgain();
    void aChangedFileKeepsItsId();
    void aTouchedFileIsStillTheSame();
    void movedFilesKeepIdTagsAndSplit_data();
    void movedFilesKeepIdTagsAndSplit();
    void swappedFilesKeepTheirIds();
    void aFileThatTookAnothersPlaceIsNotThatOne();
    void aFileThatMovedToAnotherLibraryKeepsItsId();
    void aDeletedFileIsMissingAndNotForgotten();
    void anAbsentFolderNeverEmptiesTheLibrary();
    void aNewFolderThatIsNotThereIsRefused();
    void theSameNameInTwoLibrariesGetsTwoIds();
    void idsFollowTheGoldenRule();
    void tagsComeFromTheFilesOwnFields_data();
    void tagsComeFromTheFilesOwnFields();
    void aStoppedScanKeepsWhatItReadAndLosesNothing();
    void rowsAppearWhileScanning();
    void aKilledScanGoesOnWhereItWas();

private:
    fs::path root() const { return m_folder->path().toStdString(); }
    Json scan(std::vector<fs::path> folders = {}, RunControl control = {}, int threads = 2)
    {
        if (folders.empty()) folders = {m_music};
        return scanInto(*m_workspace, folders, control, threads);
    }
    static Json scanInto(Workspace& workspace, const std::vector<fs::path>& folders, RunControl& control, int threads)
    {
        Json names = Json::array();
        for (const auto& folder : folders)
            names.push_back(folder.string());
        tasks::TaskContext context{workspace, control, threads, "auto", {}, {}};
        return tasks::runAsJob("scan", {{"folders", names}, {"seed", 0}}, context);
    }
    static std::string counted(const Json& document)
    {
        std::string text;
        for (const auto& [name, number] : document["counts"].items())
            if (number.get<int>() != 0) text += (text.empty() ? "" : " ") + name + "=" + std::to_string(number.get<int>());
        return text;
    }
    /// status and class of one file, "ok" or "rejected empty".
    static std::string statusOf(const Json& document, const std::string& fileName)
    {
        for (const auto& file : document["files"])
            if (fs::path(file["path"].get<std::string>()).filename() == fileName) {
                const auto errorClass = file["class"].get<std::string>();
                return file["status"].get<std::string>() + (errorClass.empty() ? "" : " " + errorClass);
            }
        return "not listed";
    }
    Track only(const std::string& relative)
    {
        const auto track = m_workspace->tracks().findByPath(m_workspace->tracks().libraries().front().id, relative);
        if (!track) throw Error(ErrorCode::NotFound, relative, "no such track");
        return *track;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_music;
    std::unique_ptr<Workspace> m_workspace;
};

void tst_scan_library::goodFilesAndOneMisnamedOne()
{
    for (int i = 0; i < 16; ++i)
        writeWav(m_music / ("album " + std::to_string(i / 4)) / (std::to_string(i) + ".wav"), 200 + i);
    fs::rename(m_music / "album 0" / "0.wav", m_music / "album 0" / "0.mp3");   // the content decides: still a WAV
    std::ofstream(m_music / "song.mp3") << "This is a letter, not a song.\n";
    std::ofstream(m_music / "notes.txt") << "notes\n";
    const auto document = scan();
    QCOMPARE(counted(document), std::string("added=16 rejected=1"));
    QCOMPARE(document["files"].size(), std::size_t(18));
    QCOMPARE(statusOf(document, "song.mp3"), std::string("rejected not-audio"));
    QCOMPARE(statusOf(document, "notes.txt"), std::string("ignored"));
    QCOMPARE(statusOf(document, "0.mp3"), std::string("ok"));
    const auto track = only("album 1/5.wav");
    QCOMPARE(track.sampleRateHz, 8000);
    QCOMPARE(track.channels, 1);
    QCOMPARE(track.durationSeconds, 0.25);
    QCOMPARE(m_workspace->tracks().count(), std::int64_t(17));   // the letter is a row too
    QCOMPARE(counted(scan()), std::string("unchanged=16 rejected=1"));
}

void tst_scan_library::badFilesBecomeRowsWithAClass_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("expected");
    QTest::newRow("no bytes") << "empty" << "rejected empty";
    QTest::newRow("text") << "text" << "rejected not-audio";
    QTest::newRow("a pipe") << "pipe" << "rejected not-regular";
}

void tst_scan_library::badFilesBecomeRowsWithAClass()
{
    QFETCH(QString, kind);
    QFETCH(QString, expected);
    writeWav(m_music / "good.wav", 440);
    const auto bad = m_music / "bad.wav";
    if (kind == "empty") std::ofstream{bad};
    if (kind == "text") std::ofstream(bad) << "hello\n";
    if (kind == "pipe") QCOMPARE(::mkfifo(bad.c_str(), 0600), 0);
    const auto document = scan();
    QCOMPARE(statusOf(document, "bad.wav"), expected.toStdString());
    QCOMPARE(statusOf(document, "good.wav"), std::string("ok"));
    const auto track = only("bad.wav");
    QVERIFY(track.state == TrackState::Unreadable);
    QVERIFY(!track.reason.empty());
    QCOMPARE(counted(scan()), std::string("unchanged=1 rejected=1"));
}

void tst_scan_library::anUnreadableFileComesBackWhenItIsAllowed()
{
    if (::geteuid() == 0) QSKIP("root may read everything");
    writeWav(m_music / "a.wav", 440);
    fs::permissions(m_music / "a.wav", fs::perms::none);
    QCOMPARE(statusOf(scan(), "a.wav"), std::string("rejected permission"));
    fs::permissions(m_music / "a.wav", fs::perms::owner_all);   // changes neither size nor time
    QCOMPARE(statusOf(scan(), "a.wav"), std::string("ok"));
}

void tst_scan_library::aNameThatIsNoTextIsKeptByItsBytes()
{
    const std::string name = "caf\xe9\n.wav";
    writeWav(m_music / name, 440);
    const auto document = scan();
    const auto& file = document["files"][0];
    QCOMPARE(file["status"].get<std::string>(), std::string("ok"));
    QVERIFY(file["path"].get<std::string>().ends_with("caf\\xe9\\x0a.wav"));
    QCOMPARE(QByteArray::fromHex(QByteArray::fromStdString(file["path_hex"].get<std::string>())).toStdString(), (m_music / name).native());
    QCOMPARE(only(name).path.native(), name);
    QVERIFY(!document.dump().empty());   // valid UTF-8 throughout, else this throws
    QCOMPARE(counted(scan()), std::string("unchanged=1"));
}

void tst_scan_library::linksNeverLeadAway()
{
    writeWav(m_music / "sub" / "real.wav", 440);
    writeWav(m_music / ".hidden" / "kept.wav", 441);
    writeWav(root() / "outside.wav", 442);
    fs::create_directory_symlink("..", m_music / "sub" / "loop");
    fs::create_symlink("self.wav", m_music / "self.wav");
    fs::create_symlink("nowhere.wav", m_music / "broken.wav");
    fs::create_symlink(root() / "outside.wav", m_music / "out.wav");
    fs::create_symlink("sub/real.wav", m_music / "twin.wav");
    fs::create_symlink(".hidden/kept.wav", m_music / "only-way.wav");
    const auto document = scan();
    QCOMPARE(counted(document), std::string("added=2"));
    QCOMPARE(statusOf(document, "real.wav"), std::string("ok"));
    QCOMPARE(statusOf(document, "only-way.wav"), std::string("ok"));
    QCOMPARE(statusOf(document, "loop"), std::string("ignored link-loop"));
    QCOMPARE(statusOf(document, "self.wav"), std::string("ignored link-loop"));
    QCOMPARE(statusOf(document, "broken.wav"), std::string("ignored missing"));
    QCOMPARE(statusOf(document, "out.wav"), std::string("ignored outside-library"));
    QCOMPARE(statusOf(document, "twin.wav"), std::string("ignored"));
    QCOMPARE(counted(scan()), std::string("unchanged=2"));
}

void tst_scan_library::hiddenNamesAndNomediaAreSkipped()
{
    writeWav(m_music / ".trash" / "a.wav", 440);
    writeWav(m_music / ".a.wav", 440);
    writeWav(m_music / "ringtones" / "a.wav", 440);
    std::ofstream{m_music / "ringtones" / ".nomedia"};
    writeWav(m_music / "a.wav", 440);
    QCOMPARE(counted(scan()), std::string("added=1"));
}

void tst_scan_library::anUnchangedFileIsNotReadAgain()
{
    writeWav(m_music / "a.wav", 440);
    scan();
    // Other bytes behind the same size, time and inode: only reading could tell.
    struct stat before {};
    QCOMPARE(::stat((m_music / "a.wav").c_str(), &before), 0);
    {
        std::fstream raw(m_music / "a.wav", std::ios::in | std::ios::out | std::ios::binary);
        raw.write("JUNK", 4);
    }
    const timespec times[2] = {before.st_atim, before.st_mtim};
    QCOMPARE(::utimensat(AT_FDCWD, (m_music / "a.wav").c_str(), times, 0), 0);
    QCOMPARE(counted(scan()), std::string("unchanged=1"));
}

void tst_scan_library::aChangedFileKeepsItsId()
{
    writeWav(m_music / "a.wav", 440);
    scan();
    const auto before = only("a.wav");
    writeWav(m_music / "a.wav", 441, 4000);
    QCOMPARE(counted(scan()), std::string("changed=1"));
    const auto after = only("a.wav");
    QVERIFY(after.id == before.id && after.fileHash != before.fileHash);
    QCOMPARE(after.durationSeconds, 0.5);
}

void tst_scan_library::aTouchedFileIsStillTheSame()
{
    writeWav(m_music / "a.wav", 440);
    scan();
    m_workspace->tracks().setAudioHash(only("a.wav").id, "kept");
    fs::last_write_time(m_music / "a.wav", fs::file_time_type::clock::now() + std::chrono::hours(1));
    QCOMPARE(counted(scan()), std::string("unchanged=1"));
    QCOMPARE(only("a.wav").audioHash, std::string("kept"));
}

void tst_scan_library::movedFilesKeepIdTagsAndSplit_data()
{
    QTest::addColumn<bool>("sameInode");
    QTest::newRow("renamed") << true;
    QTest::newRow("copied and deleted, found by its bytes") << false;
}

void tst_scan_library::movedFilesKeepIdTagsAndSplit()
{
    QFETCH(bool, sameInode);
    writeWav(m_music / "a.wav", 440);
    writeWav(m_music / "b.wav", 441);
    scan();
    const auto before = only("a.wav");
    m_workspace->tags().set(before.id, m_workspace->tags().ensure("mine", "user-defined"), "user");
    const auto split = m_workspace->splits().put({.name = "s", .seed = 0, .ratios = {1, 0, 0}}, {{before.id, Part::Test}});
    fs::create_directory(m_music / "new");
    fs::copy_file(m_music / "a.wav", m_music / "new" / "z.wav");
    if (sameInode)
        fs::rename(m_music / "a.wav", m_music / "new" / "z.wav");
    else
        fs::remove(m_music / "a.wav");
    QCOMPARE(counted(scan()), std::string("moved=1 unchanged=1"));
    const auto after = only("new/z.wav");
    QVERIFY(after.id == before.id && after.state == TrackState::Ready);
    QCOMPARE(m_workspace->tags().ofTrack(after.id).front().name, std::string("mine"));
    QVERIFY(m_workspace->splits().members(split).front().track == after.id);
    QCOMPARE(m_workspace->tracks().count(), std::int64_t(2));
    QCOMPARE(counted(scan()), std::string("unchanged=2"));
}

void tst_scan_library::swappedFilesKeepTheirIds()
{
    writeWav(m_music / "a.wav", 440);
    writeWav(m_music / "b.wav", 441, 3000);
    scan();
    const auto a = only("a.wav").id, b = only("b.wav").id;
    fs::rename(m_music / "a.wav", m_music / "t.wav");
    fs::rename(m_music / "b.wav", m_music / "a.wav");
    fs::rename(m_music / "t.wav", m_music / "b.wav");
    QCOMPARE(counted(scan()), std::string("moved=2"));
    QVERIFY(only("a.wav").id == b && only("b.wav").id == a);
}

void tst_scan_library::aFileThatTookAnothersPlaceIsNotThatOne()
{
    writeWav(m_music / "a.wav", 440);
    writeWav(m_music / "b.wav", 441, 3000);
    scan();
    const auto a = only("a.wav").id, b = only("b.wav").id;
    fs::rename(m_music / "b.wav", m_music / "a.wav");
    QCOMPARE(counted(scan()), std::string("moved=1 missing=1"));
    QVERIFY(only("a.wav").id == b);
    QVERIFY(m_workspace->tracks().find(a)->state == TrackState::Missing);
    writeWav(m_music / "c.wav", 440);   // the overwritten file turns up again from a backup, under another name
    QCOMPARE(counted(scan()), std::string("moved=1 unchanged=1"));
    QVERIFY(only("c.wav").id == a);
}

void tst_scan_library::aFileThatMovedToAnotherLibraryKeepsItsId()
{
    const auto other = root() / "other";
    fs::create_directory(other);
    writeWav(m_music / "a.wav", 440);
    scan({m_music, other});
    const auto id = only("a.wav").id;
    fs::rename(m_music / "a.wav", other / "a.wav");
    QCOMPARE(counted(scan({other})), std::string("moved=1"));
    QVERIFY(m_workspace->tracks().find(id)->state == TrackState::Ready);
    QCOMPARE(m_workspace->tracks().absolutePath(*m_workspace->tracks().find(id)).native(), (other / "a.wav").native());
    QCOMPARE(counted(scan()), std::string());
}

void tst_scan_library::aDeletedFileIsMissingAndNotForgotten()
{
    writeWav(m_music / "a.wav", 440);
    scan();
    const auto id = only("a.wav").id;
    fs::remove(m_music / "a.wav");
    QCOMPARE(counted(scan()), std::string("missing=1"));
    QVERIFY(only("a.wav").state == TrackState::Missing);
    writeWav(m_music / "a.wav", 440);
    QCOMPARE(counted(scan()), std::string("unchanged=1"));
    QVERIFY(only("a.wav").id == id && only("a.wav").state == TrackState::Ready);
}

void tst_scan_library::anAbsentFolderNeverEmptiesTheLibrary()
{
    writeWav(m_music / "a.wav", 440);
    std::ofstream(m_music / "bad.wav") << "text";
    scan();
    m_workspace->tracks().setAudioHash(only("a.wav").id, "analysed");
    fs::rename(m_music, root() / "unplugged");
    QCOMPARE(counted(scan()), std::string("missing=2"));
    QCOMPARE(m_workspace->tracks().count(), std::int64_t(2));
    QVERIFY(only("a.wav").state == TrackState::Missing);
    // Back with other inodes, as a copied or remounted drive has them.
    fs::copy(root() / "unplugged", m_music, fs::copy_options::recursive);
    QCOMPARE(counted(scan()), std::string("unchanged=1 rejected=1"));
    QVERIFY(only("a.wav").state == TrackState::Ready);
    QVERIFY(only("bad.wav").state == TrackState::Unreadable);
    QCOMPARE(only("a.wav").audioHash, std::string("analysed"));
}

void tst_scan_library::aNewFolderThatIsNotThereIsRefused()
{
    writeWav(m_music / "a.wav", 440);
    QVERIFY_EXCEPTION_THROWN(scan({m_music, root() / "nowhere"}), Error);
    QCOMPARE(m_workspace->tracks().count(), std::int64_t(0));   // checked before anything is read
    QVERIFY_EXCEPTION_THROWN(scan({m_music / "a.wav"}), Error);
}

void tst_scan_library::theSameNameInTwoLibrariesGetsTwoIds()
{
    writeWav(m_music / "a.wav", 440);
    writeWav(root() / "second" / "a.wav", 441);
    QCOMPARE(counted(scan({m_music, root() / "second"})), std::string("added=2"));
    std::set<TrackId> ids;
    for (const auto id : m_workspace->tracks().ids({}))
        ids.insert(id);
    QCOMPARE(ids.size(), std::size_t(2));
    QVERIFY(ids.contains(dataset::makeTrackId("a.wav", "", 0)));
    QVERIFY(ids.contains(dataset::makeTrackId((root() / "second" / "a.wav").string(), "", 0)));
}

void tst_scan_library::idsFollowTheGoldenRule()
{
    writeWav(m_music / "x" / "y.wav", 440);
    scan();
    // printf 'x/y.wav\x1f\x1f0' | sha256sum
    QCOMPARE(toHex(only("x/y.wav").id), QCryptographicHash::hash(QByteArray("x/y.wav\x1f\x1f" "0"), QCryptographicHash::Sha256).toHex().left(16).toStdString());
}

void tst_scan_library::tagsComeFromTheFilesOwnFields_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QStringList>("genres");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("repeated fields") << "FLAC" << QStringList{"Rock", "Pop"} << QStringList{"Rock", "Pop"};
    QTest::newRow("a semicolon belongs to the name in Vorbis comments") << "Ogg Vorbis" << QStringList{"Rock;Pop"} << QStringList{"Rock;Pop"};
    QTest::newRow("a semicolon separates in ID3") << "MPEG layer 3" << QStringList{"Rock; Pop ;;"} << QStringList{"Rock", "Pop"};
    QTest::newRow("twice is once") << "FLAC" << QStringList{"Rock", "rock"} << QStringList{"Rock"};
    QTest::newRow("blanks are nothing") << "FLAC" << QStringList{" ", ""} << QStringList{};
    QTest::newRow("a number is no word") << "FLAC" << QStringList{"120", "12,5"} << QStringList{};
}

void tst_scan_library::tagsComeFromTheFilesOwnFields()
{
    QFETCH(QString, format);
    QFETCH(QStringList, genres);
    QFETCH(QStringList, expected);
    audio::Metadata metadata;
    metadata.fields["COMMENT"] = {"not a tag"};
    metadata.fields["INSTRUMENT"] = {"piano"};
    for (const auto& genre : genres)
        metadata.fields["GENRE"].push_back(genre.toStdString());
    std::vector<tasks::FileTag> wanted;
    for (const auto& name : expected)
        wanted.push_back({name.toStdString(), "genre"});
    wanted.push_back({"piano", "instrument"});
    QVERIFY(tasks::tagsOf(metadata, format.toStdString()) == wanted);
}

void tst_scan_library::aStoppedScanKeepsWhatItReadAndLosesNothing()
{
    writeWav(m_music / "gone.wav", 100);
    scan();
    fs::remove(m_music / "gone.wav");
    for (int i = 0; i < 40; ++i)
        writeWav(m_music / (std::to_string(i) + ".wav"), 200 + i);
    std::stop_source stop;
    RunControl control(stop.get_token(), [&](const Progress& progress) {
        if (progress.stage == "reading" && progress.done == 10) stop.request_stop();
    });
    bool cancelled = false;
    try {
        scan({}, control, 1);
    } catch (const Cancelled&) {
        cancelled = true;
    }
    QVERIFY(cancelled);
    QVERIFY(m_workspace->tracks().count() >= 11);                      // ten were read, and the one from before
    QVERIFY(only("gone.wav").state == TrackState::Ready);              // an unfinished look proves nothing
    QCOMPARE(m_workspace->jobs().list().front().state, std::string("cancelled"));
    const auto document = scan();
    QCOMPARE(document["counts"]["added"].get<int>() + document["counts"]["unchanged"].get<int>(), 40);
    QVERIFY(document["counts"]["unchanged"].get<int>() >= 10);
}

void tst_scan_library::rowsAppearWhileScanning()
{
    for (int i = 0; i < 1200; ++i)
        writeWav(m_music / (std::to_string(i) + ".wav"), 200 + i, 200);
    std::int64_t seen = 0;
    auto other = Workspace::open(root() / "ws", Database::Access::ReadOnly);
    RunControl control({}, [&](const Progress& progress) {
        if (progress.stage == "reading" && progress.done == 1100) seen = other.tracks().count();
    });
    scan({}, control);
    QVERIFY(seen >= 1000 && seen < 1200);
}

void tst_scan_library::aKilledScanGoesOnWhereItWas()
{
    constexpr int kFiles = 2300, kKilledAt = 2200;
    for (int i = 0; i < kFiles; ++i)
        writeWav(m_music / std::to_string(i % 7) / (std::to_string(i) + ".wav"), 200 + i, 100);
    m_workspace.reset();
    const pid_t child = ::fork();
    if (child == 0) {
        auto workspace = Workspace::openOrCreate(root() / "ws");
        RunControl control({}, [](const Progress& progress) {
            if (progress.stage == "reading" && progress.done == kKilledAt) ::raise(SIGKILL);
        });
        scanInto(workspace, {m_music}, control, 2);
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    QVERIFY(WIFSIGNALED(status));
    m_workspace = std::make_unique<Workspace>(Workspace::openOrCreate(root() / "ws"));
    const auto kept = m_workspace->tracks().count();
    constexpr int kRowsOfATransaction = 1000;   // where in it the kill comes depends on the machine: rows are kept every second, too
    QVERIFY2(kept > kKilledAt - kRowsOfATransaction && kept <= kKilledAt, std::to_string(kept).c_str());
    const auto job = m_workspace->jobs().list().front();
    QCOMPARE(job.state, std::string("interrupted"));
    RunControl control;
    tasks::TaskContext context{*m_workspace, control, 2, "auto", {}, {}};
    const auto document = tasks::rerunJob(job.id, context);
    QCOMPARE(document["counts"]["unchanged"].get<std::int64_t>(), kept);
    QCOMPARE(document["counts"]["added"].get<std::int64_t>(), kFiles - kept);
    // The same as a scan that was left in peace.
    auto peaceful = Workspace::openOrCreate(root() / "ws2");
    scanInto(peaceful, {m_music}, control, 2);
    const auto rows = [](Workspace& workspace) {
        std::map<std::string, std::string> all;
        for (const auto& track : workspace.tracks().byLibrary(workspace.tracks().libraries().front().id))
            all[track.path.native()] = toHex(track.id) + track.fileHash + std::to_string(track.durationSeconds);
        return all;
    };
    QVERIFY(rows(*m_workspace) == rows(peaceful));
}

QTEST_GUILESS_MAIN(tst_scan_library)
#include "tst_scan_library.moc"
