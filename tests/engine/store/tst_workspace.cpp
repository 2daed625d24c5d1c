#include <QtTest>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <functional>

#include "engine/core/error.h"
#include "engine/store/workspace.h"

using namespace engine;
using namespace engine::store;
namespace fs = std::filesystem;

namespace {

/// A process that does `work`, says so, and lives on until it is killed.
class Child {
public:
    explicit Child(const std::function<void()>& work)
    {
        int ready[2];
        if (::pipe(ready) != 0) return;
        m_pid = ::fork();
        if (m_pid == 0) {
            work();
            if (::write(ready[1], "x", 1) != 1) ::_exit(1);
            while (true)
                ::pause();
        }
        char byte = 0;
        m_worked = ::read(ready[0], &byte, 1) == 1;
        ::close(ready[0]);
        ::close(ready[1]);
    }
    ~Child() { kill(); }
    bool worked() const { return m_worked; }
    void kill()
    {
        if (m_pid <= 0) return;
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
        m_pid = 0;
    }

private:
    pid_t m_pid = 0;
    bool m_worked = false;
};

}  // namespace

class tst_workspace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void anEmptyFolderBecomesAWorkspace();
    void noWorkspaceIsSaidPlainly();
    void anOrderlyEndLeavesNoLock();
    void aKilledProgramsJobsAreInterruptedAndItsPartsGo();
    void aLivingProgramsJobsAndPartsStay();
    void aDamagedFileIsNoticedAfterAnUncleanEnd();
    void aFileWhereTheFolderShouldBeIsNamed();

private:
    fs::path folder() const { return fs::path(m_folder->path().toStdString()) / "ws"; }
    static void work(const fs::path& folder, std::optional<Workspace>& keep)
    {
        keep.emplace(Workspace::openOrCreate(folder));
        keep->jobs().create("scan", {});
        const auto job = keep->jobs().create("train", {{"epochs", 3}});
        keep->jobs().setState(job, "running");
        std::ofstream(keep->melgramFolder() / ".pack.123.part") << "half";
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_workspace::anEmptyFolderBecomesAWorkspace()
{
    auto workspace = Workspace::openOrCreate(folder() / "deep" / "down");
    QVERIFY(fs::is_directory(workspace.melgramFolder()));
    QVERIFY(fs::is_directory(workspace.checkpointFolder()));
    QCOMPARE(workspace.tracks().count(), std::int64_t(0));
}

void tst_workspace::noWorkspaceIsSaidPlainly()
{
    QVERIFY_EXCEPTION_THROWN(Workspace::open(folder()), Error);
    QVERIFY(!fs::exists(folder()));
}

void tst_workspace::anOrderlyEndLeavesNoLock()
{
    {
        auto first = Workspace::openOrCreate(folder());
        auto second = Workspace::open(folder());
        QVERIFY(!fs::is_empty(folder() / "open"));
    }
    QVERIFY(fs::is_empty(folder() / "open"));
}

void tst_workspace::aKilledProgramsJobsAreInterruptedAndItsPartsGo()
{
    std::optional<Workspace> keep;
    Child child([&] { work(folder(), keep); });
    QVERIFY(child.worked());
    child.kill();
    auto workspace = Workspace::openOrCreate(folder());
    for (const auto& job : workspace.jobs().list()) {
        QCOMPARE(job.state, std::string("interrupted"));
        QVERIFY(!job.ownerAlive);
    }
    QVERIFY(fs::is_empty(workspace.melgramFolder()));
    QCOMPARE(std::distance(fs::directory_iterator(folder() / "open"), fs::directory_iterator()), std::ptrdiff_t(1));   // ours
}

void tst_workspace::aLivingProgramsJobsAndPartsStay()
{
    std::optional<Workspace> keep;
    Child child([&] { work(folder(), keep); });
    QVERIFY(child.worked());
    auto workspace = Workspace::openOrCreate(folder());
    const auto jobs = workspace.jobs().list();
    QCOMPARE(jobs.size(), std::size_t(2));
    QCOMPARE(jobs[0].state, std::string("running"));
    QCOMPARE(jobs[1].state, std::string("queued"));
    QVERIFY(jobs[0].ownerAlive);
    QVERIFY(!fs::is_empty(workspace.melgramFolder()));
}

void tst_workspace::aDamagedFileIsNoticedAfterAnUncleanEnd()
{
    {
        auto workspace = Workspace::openOrCreate(folder());
        auto transaction = writeTransaction(workspace.database());
        for (int i = 0; i < 3000; ++i)
            workspace.tags().ensure("tag number " + std::to_string(i), "genre");
        transaction.commit();
    }
    std::optional<Workspace> keep;
    Child child([&] { keep.emplace(Workspace::open(folder())); });
    QVERIFY(child.worked());
    child.kill();
    const auto file = folder() / "workspace.sqlite";
    {
        std::fstream raw(file, std::ios::in | std::ios::out | std::ios::binary);
        const auto size = static_cast<long>(fs::file_size(file));
        for (long at = size / 2; at < size - 4096; at += 4096) {
            raw.seekp(at);
            raw.write("\xff\xff\xff\xff\xff\xff\xff\xff", 8);
        }
    }
    try {
        Workspace::openOrCreate(folder());
        QFAIL("a damaged workspace was opened");
    } catch (const Error& error) {
        QVERIFY(error.code() == ErrorCode::Corrupt);
    }
}

void tst_workspace::aFileWhereTheFolderShouldBeIsNamed()
{
    std::ofstream(folder()) << "a file";
    QVERIFY_EXCEPTION_THROWN(Workspace::openOrCreate(folder()), Error);
}

QTEST_GUILESS_MAIN(tst_workspace)
#include "tst_workspace.moc"
