#include <QtTest>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "engine/core/error.h"
#include "engine/store/database.h"
#include "engine/store/migrations.h"
#include "engine/store/workspace.h"

using namespace engine;
using namespace engine::store;
namespace fs = std::filesystem;

namespace {

constexpr int kApplicationId = 0x5447424e;

/// The class of the Error that `body` throws; "" = none.
template <typename Body>
std::string classOf(Body body)
{
    try {
        body();
        return "";
    } catch (const Error& error) {
        return std::string(errorCodeName(error.code()));
    }
}

int rowsOf(const fs::path& file, const std::string& table)
{
    SQLite::Database plain(file.native(), SQLite::OPEN_READWRITE);
    return plain.execAndGet("SELECT count(*) FROM " + table).getInt();
}

/// A file as the program wrote it when only the first step existed.
void writeFirstSchema(const fs::path& file)
{
    SQLite::Database plain(file.native(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    plain.exec(std::string(migrations().front().sql));
    plain.exec("PRAGMA application_id=" + std::to_string(kApplicationId) + "; PRAGMA user_version=1;"
               "INSERT INTO tag (name, type) VALUES ('kept', 'genre')");
}

}  // namespace

class tst_database : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aNewFileHasAllSteps();
    void anOlderFileIsCopiedThenUpgraded();
    void anInterruptedUpgradeIsDoneAgain();
    void aNewerFileIsRefusedAndNotTouched();
    void aForeignFileIsRefused_data();
    void aForeignFileIsRefused();
    void aReadOnlyConnectionCannotWrite();
    void aReaderSeesWholeTransactionsWhileAnotherWrites();
    void aWriterThatReadFirstDoesNotFail();
    void anUncommittedTransactionLeavesNothing();
    void anInnerFailureKeepsTheOuterWork();
    void killedWritersLeaveWholeTransactions();
    void aDamagedFileIsNoticed();
    void aFullDiskIsNamed();
    void aLockedFileIsBusy();
    void aLongQueryCanBeInterrupted();

private:
    fs::path file() const { return fs::path(m_folder->path().toStdString()) / "workspace.sqlite"; }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_database::aNewFileHasAllSteps()
{
    Database database(file());
    QCOMPARE(database.connection().execAndGet("PRAGMA user_version").getInt(), migrations().back().version);
    QCOMPARE(database.connection().execAndGet("PRAGMA application_id").getInt(), kApplicationId);
    QCOMPARE(database.connection().execAndGet("PRAGMA foreign_keys").getInt(), 1);
    QCOMPARE(database.connection().execAndGet("PRAGMA trusted_schema").getInt(), 0);
    QCOMPARE(database.connection().execAndGet("PRAGMA busy_timeout").getInt(), 5000);
    QCOMPARE(migrations().front().version, 1);
    for (std::size_t i = 1; i < migrations().size(); ++i)
        QVERIFY(migrations()[i - 1].version < migrations()[i].version);
}

void tst_database::anOlderFileIsCopiedThenUpgraded()
{
    writeFirstSchema(file());
    {
        Database database(file());
        QCOMPARE(database.connection().execAndGet("PRAGMA user_version").getInt(), migrations().back().version);
        QCOMPARE(database.connection().execAndGet("SELECT name FROM tag").getString(), std::string("kept"));
    }
    const auto copy = file().parent_path() / "workspace.before-schema-2.sqlite";
    QVERIFY(fs::exists(copy));
    SQLite::Database old(copy.native(), SQLite::OPEN_READONLY);
    QCOMPARE(old.execAndGet("PRAGMA user_version").getInt(), 1);
    QCOMPARE(old.execAndGet("SELECT name FROM tag").getString(), std::string("kept"));
    QVERIFY(!old.tableExists("run"));
}

void tst_database::anInterruptedUpgradeIsDoneAgain()
{
    writeFirstSchema(file());
    // Half a copy, as a killed upgrade leaves it.
    std::ofstream(file().parent_path() / ".workspace.before-schema-2.sqlite.backup.part") << "half";
    { Database database(file()); }
    QCOMPARE(rowsOf(file().parent_path() / "workspace.before-schema-2.sqlite", "tag"), 1);
    QVERIFY(!fs::exists(file().parent_path() / ".workspace.before-schema-2.sqlite.backup.part"));
}

void tst_database::aNewerFileIsRefusedAndNotTouched()
{
    { Database database(file()); }
    {
        SQLite::Database plain(file().native(), SQLite::OPEN_READWRITE);
        plain.exec("PRAGMA user_version=99");
    }
    try {
        Database database(file());
        QFAIL("a newer file was opened");
    } catch (const Error& error) {
        QVERIFY(error.code() == ErrorCode::Unsupported);
        const QString sentence = error.what();
        QVERIFY2(sentence.contains("99") && sentence.contains(QString::number(migrations().back().version)), error.what());
    }
    SQLite::Database plain(file().native(), SQLite::OPEN_READONLY);
    QCOMPARE(plain.execAndGet("PRAGMA user_version").getInt(), 99);
}

void tst_database::aForeignFileIsRefused_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("expected");
    QTest::newRow("another program's tables") << QByteArray("CREATE TABLE song (id)") << "unsupported";
    QTest::newRow("another program's mark") << QByteArray("PRAGMA application_id=7; CREATE TABLE song (id)") << "unsupported";
    QTest::newRow("no database at all") << QByteArray() << "corrupt";
}

void tst_database::aForeignFileIsRefused()
{
    QFETCH(QByteArray, sql);
    QFETCH(QString, expected);
    if (sql.isEmpty()) {
        std::ofstream(file()) << std::string(5000, 'x');
    } else {
        SQLite::Database plain(file().native(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        plain.exec(sql.toStdString());
    }
    QCOMPARE(classOf([&] { Database database(file()); }), expected.toStdString());
}

void tst_database::aReadOnlyConnectionCannotWrite()
{
    { Database database(file()); }
    Database reader(file(), Database::Access::ReadOnly);
    QCOMPARE(classOf([&] { TagStore(reader).ensure("a", "genre"); }), std::string("read-only"));
}

void tst_database::aReaderSeesWholeTransactionsWhileAnotherWrites()
{
    constexpr int kRows = 50, kTransactions = 40;
    Database reader(file());
    std::atomic<bool> done = false;
    std::jthread writer([&] {
        Database connection(file());
        for (int t = 0; t < kTransactions; ++t) {
            auto transaction = writeTransaction(connection);
            for (int row = 0; row < kRows; ++row)
                TagStore(connection).ensure(std::to_string(t * kRows + row), "genre");
            transaction.commit();
        }
        done = true;
    });
    int seen = 0, looks = 0;
    while (!done || looks == 0) {
        const auto now = int(TagStore(reader).list().size());
        QCOMPARE(now % kRows, 0);
        QVERIFY(now >= seen);
        seen = now;
        ++looks;
        // Both write: the busy timeout makes them take turns.
        TagStore(reader).tracksOf(TagId(1));
    }
    QCOMPARE(int(TagStore(reader).list().size()), kRows * kTransactions);
}

void tst_database::aWriterThatReadFirstDoesNotFail()
{
    Database first(file()), second(file());
    const auto count = [](Database& database) { return database.connection().execAndGet("SELECT count(*) FROM tag").getInt(); };
    {
        // SQLite's default (deferred) transaction fails at once, whatever the busy timeout: the reason for ours.
        SQLite::Transaction deferred(first.connection(), SQLite::TransactionBehavior::DEFERRED);
        count(first);
        TagStore(second).ensure("between", "genre");
        QCOMPARE(classOf([&] { TagStore(first).ensure("mine", "genre"); }), std::string("busy"));
    }
    auto transaction = writeTransaction(first);
    QCOMPARE(count(first), 1);
    TagStore(first).ensure("mine", "genre");
    transaction.commit();
    QCOMPARE(count(second), 2);
}

void tst_database::anUncommittedTransactionLeavesNothing()
{
    Database database(file());
    {
        auto transaction = writeTransaction(database);
        TagStore(database).ensure("a", "genre");
    }
    QCOMPARE(TagStore(database).list().size(), std::size_t(0));
}

void tst_database::anInnerFailureKeepsTheOuterWork()
{
    Database database(file());
    auto outer = writeTransaction(database);
    TagStore(database).ensure("outer", "genre");
    {
        auto inner = writeTransaction(database);
        TagStore(database).ensure("inner", "genre");
    }
    outer.commit();
    const auto tags = TagStore(database).list();
    QCOMPARE(tags.size(), std::size_t(1));
    QCOMPARE(tags[0].name, std::string("outer"));
}

void tst_database::killedWritersLeaveWholeTransactions()
{
    constexpr int kRows = 25;
    { Database database(file()); }
    for (int round = 0; round < 6; ++round) {
        int ready[2];
        QCOMPARE(::pipe(ready), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            Database database(file());
            for (int t = 0;; ++t) {
                auto transaction = writeTransaction(database);
                for (int row = 0; row < kRows; ++row)
                    TagStore(database).ensure(std::to_string(round) + "/" + std::to_string(t * kRows + row), "genre");
                // Told in the middle of a transaction, so that the kill finds one open.
                if (t >= round && ::write(ready[1], "x", 1) != 1) ::_exit(1);
                transaction.commit();
            }
        }
        char byte = 0;
        QCOMPARE(::read(ready[0], &byte, 1), ssize_t(1));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        ::close(ready[0]);
        ::close(ready[1]);
        Database database(file());
        database.quickCheck();
        QCOMPARE(int(TagStore(database).list().size()) % kRows, 0);
    }
}

void tst_database::aDamagedFileIsNoticed()
{
    {
        Database database(file());
        auto transaction = writeTransaction(database);
        for (int i = 0; i < 3000; ++i)
            TagStore(database).ensure("tag number " + std::to_string(i), "genre");
        transaction.commit();
    }
    {
        std::fstream raw(file(), std::ios::in | std::ios::out | std::ios::binary);
        const auto size = static_cast<long>(fs::file_size(file()));
        for (long at = size / 2; at < size - 4096; at += 4096) {
            raw.seekp(at);
            raw.write("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 16);
        }
    }
    QCOMPARE(classOf([&] { Database(file()).quickCheck(); }), std::string("corrupt"));
}

void tst_database::aFullDiskIsNamed()
{
    Database database(file());
    const int pages = database.connection().execAndGet("PRAGMA page_count").getInt();
    database.connection().exec("PRAGMA max_page_count=" + std::to_string(pages + 2));
    QCOMPARE(classOf([&] {
                 auto transaction = writeTransaction(database);
                 TagStore(database).ensure(std::string(100000, 'x'), "genre");
                 transaction.commit();
             }),
             std::string("no-space"));
    QCOMPARE(TagStore(database).list().size(), std::size_t(0));
}

void tst_database::aLockedFileIsBusy()
{
    Database first(file()), second(file());
    second.connection().exec("PRAGMA busy_timeout=1");   // the five seconds are not worth waiting for here
    auto transaction = writeTransaction(first);
    QCOMPARE(classOf([&] { TagStore(second).ensure("a", "genre"); }), std::string("busy"));
}

void tst_database::aLongQueryCanBeInterrupted()
{
    Database database(file());
    // Asked again and again: an interrupt that comes before the query has begun is forgotten.
    std::jthread other([&](std::stop_token done) {
        while (!done.stop_requested()) {
            database.interrupt();
            std::this_thread::yield();
        }
    });
    QVERIFY_EXCEPTION_THROWN(database.connection().execAndGet(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"), SQLite::Exception);
}

QTEST_GUILESS_MAIN(tst_database)
#include "tst_database.moc"
